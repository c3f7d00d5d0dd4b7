"""What looks as if somebody said it and is not: the subject of a passive, and a word that is only named.

"The mayor was accused of waste" tells what is said of the mayor by somebody who is not stated: the subject of a passive
of speech is spoken of, and its agent ("by the opposition") or nobody speaks. "She refers to both of them as 'we'" names
a word that somebody uses; a quotation of nothing but such small words, with no clause around it, states nothing.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from fabula.extract.analysis import Analysis
from fabula.extract.attributions.cues import phrase, source_of
from fabula.extract.attributions.drafts import Draft, joined, shared, without
from fabula.extract.attributions.merging import SCARE, Quotes
from fabula.lang.en.wordlists import words
from fabula.model.records import Pair

OF = words(
    "accuse allege assume believe blame call charge condemn consider credit criticise criticize deem denounce describe"
    " dub expect hail label mention mock name nominate nickname portray praise presume regard report ridicule rumor"
    " rumour say see slam suspect think tout view vilify"
)
"""Verbs whose passive has for its subject whom or what is spoken of. Not those that tell the subject's own state ("was
convinced that") nor "quote" and "cite", whose passive names the speaker."""
TO = words("advise ask inform notify remind tell urge warn")
"""Verbs whose passive has for its subject who is spoken to."""
_SMALL = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "PART", "AUX", "INTJ", "PUNCT", "SPACE"})


def settled(drafts: Sequence[Draft], analysis: Analysis, quotes: Quotes) -> list[Draft]:
    """The drafts without words that are only named, each passive's with whoever its agent is, if anybody."""
    out = []
    for d in drafts:
        if d.turn is None:
            if named_only(d, analysis, quotes):
                continue
            _unsubjected(d, analysis)
        out.append(d)
    return out


def named_only(d: Draft, analysis: Analysis, quotes: Quotes) -> bool:
    """Whether a draft's quotations hold nothing but a few small words, and what stands around them has no verb."""
    held = [p for k in quotes.of(d.content) for p in quotes.all[k].parts if shared(d.content, (p,))]
    if not held or not d.cue or any(shared(d.cue, (p,)) for p in held):
        return False
    inside = _tokens(analysis, held)
    if sum(t.is_alpha for t in inside) > SCARE or any(t.pos_ not in _SMALL for t in inside):
        return False
    rest = _tokens(analysis, without(d.content, held))
    return any(t.is_alpha for t in rest) and not any(t.pos_ in ("VERB", "AUX") for t in rest)


def _unsubjected(d: Draft, analysis: Analysis) -> None:
    """Take the subject of a passive of speech for what is spoken of, and the agent, if there is one, for the source."""
    cue = _tokens(analysis, d.cue)
    subject = next((t for t in _tokens(analysis, d.source) if t.dep_ == "nsubjpass" and t.head in cue), None)
    verb = subject.head.lemma_.lower() if subject is not None else ""
    if subject is None or verb not in OF | TO or any(t.tag_ == "VBG" and t.i > subject.head.i for t in cue):
        return  # "was reported as saying" names its speaker
    agent = source_of(subject.head)  # of a passive
    spoken_of = d.source
    d.passive = True
    d.source, d.subject = (), None
    if agent is not None:
        span = phrase(agent, analysis.text)
        rest = without(d.content, (span,))
        if rest and not shared(d.cue, (span,)):
            d.source, d.subject, d.content = (span,), agent.i, rest
    if verb in OF:
        d.content = joined([*d.content, *spoken_of])


def _tokens(analysis: Analysis, spans: Sequence[Pair]) -> list[Token]:
    return [t for s, e in spans for t in analysis.tokens(s, e)]
