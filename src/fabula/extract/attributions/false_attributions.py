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
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.lang.en.rules.false_attributions import BELIEVED, EMPTY, NUMBERING, OF, POINTING, SEEMING, TO
from fabula.lang.en.saying import QUESTIONING
from fabula.lang.en.wordlists import words
from fabula.model.records import Pair

EXPECTING = words("expect await anticipate")
_BARE = 4
"""Words at most of a noun phrase that is no statement."""
_SMALL = frozenset(
    {
        Pos.PRONOUN,
        Pos.DETERMINER,
        Pos.ADPOSITION,
        Pos.CONJUNCTION,
        Pos.SUBORDINATOR,
        Pos.PARTICLE,
        Pos.AUXILIARY,
        Pos.INTERJECTION,
        Pos.PUNCTUATION,
        Pos.SPACE,
    }
)


def settled(drafts: Sequence[Draft], analysis: Analysis, quotes: Quotes) -> list[Draft]:
    """The drafts without words that are only named, each passive's with whoever its agent is, if anybody."""
    out = []
    for d in drafts:
        if d.turn is None:
            if named_only(d, analysis, quotes) or states_nothing(d, analysis, quotes) or nobody_says(d, analysis):
                continue
            _unsubjected(d, analysis)
            _asked(d, analysis)
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
    return any(t.is_alpha for t in rest) and not any(t.pos_ in (Pos.VERB, Pos.AUXILIARY) for t in rest)


def states_nothing(d: Draft, analysis: Analysis, quotes: Quotes) -> bool:
    """Whether a content outside quotation marks is no statement: "that", "so", or after "expects" a bare "the decision"."""
    if quotes.of(d.content):
        return False
    words = [t for t in _tokens(analysis, d.content) if not t.is_punct and not t.is_space]
    if not words or all(t.lower_ in EMPTY for t in words):
        return True
    if len(words) > _BARE or words[0].lower_ not in POINTING or words[-1].pos_ not in (Pos.NOUN, Pos.NAME):
        return False
    cue = {t.lemma_.lower() for t in _tokens(analysis, d.cue)}
    return bool(cue & EXPECTING) and all(
        t.pos_ in (Pos.DETERMINER, Pos.PRONOUN, Pos.ADJECTIVE, Pos.NOUN, Pos.NAME) for t in words
    )


def nobody_says(d: Draft, analysis: Analysis) -> bool:
    """Whether a source says nothing: "36 people said to be missing", a number, a clause, "it" of "it seems"."""
    cue = [t for t in _tokens(analysis, d.cue) if t.pos_ in (Pos.VERB, Pos.AUXILIARY)]
    source = [t for t in _tokens(analysis, d.source) if not t.is_punct and not t.is_space]
    if not source or not cue:
        return False
    last = cue[-1]
    past = (
        last.lemma_.lower() in BELIEVED
        and last.tag_ in (Tag.PAST, Tag.PAST_PARTICIPLE)
        and source[-1].i < last.i < len(last.doc) - 1
    )
    if past and _infinitive(last.nbor()) and not any(c.dep_ == Dep.OBJECT for c in last.children):
        return True
    counted = any(t.pos_ == Pos.NUMBER or t.like_num for t in source)
    if counted and all(t.pos_ == Pos.NUMBER or t.lower_ in NUMBERING for t in source):
        return True
    lead = source[0]
    if lead.dep_ == Dep.SUBORDINATOR and lead.lower_ in ("that", "whether", "if"):
        return True
    return len(source) == 1 and lead.lower_ == "it" and last.lemma_.lower() in SEEMING


def _infinitive(to: Token) -> bool:
    """Whether a word is the "to" of an infinitive: of "said to be missing", not of "said to her"."""
    return to.lower_ == "to" and to.i + 1 < len(to.doc) and to.nbor().tag_ in (Tag.BASE, Tag.ADVERB)


def _asked(d: Draft, analysis: Analysis) -> None:
    """Give a question to who asks it: "Asked by a reporter whether ..., the mayor paused" is not the mayor's."""
    verb = next(
        (t for t in _tokens(analysis, d.cue) if t.tag_ == Tag.PAST_PARTICIPLE and t.lemma_.lower() in QUESTIONING), None
    )
    if verb is None or verb.dep_ not in (Dep.ADVERBIAL_CLAUSE, Dep.NOUN_CLAUSE, Dep.ROOT, Dep.CLAUSE, Dep.ADJECTIVE):
        return
    if any(c.dep_ in (Dep.AUXILIARY, Dep.PASSIVE_AUXILIARY, Dep.SUBJECT) for c in verb.children):
        return
    agent = next(
        (p for c in verb.children if c.lower_ == "by" for p in c.children if p.dep_ == Dep.PREPOSITION_OBJECT), None
    )
    inside = {t.i for t in _tokens(analysis, d.source)}
    if agent is not None and agent.i in inside:
        return
    d.passive, d.source, d.subject = True, (), None
    if agent is not None:
        span = phrase(
            agent,
            analysis.text,
            lambda t: t.dep_ in (Dep.CLAUSE, Dep.RELATIVE_CLAUSE, Dep.NOUN_CLAUSE, Dep.ADVERBIAL_CLAUSE),
        )
        rest = without(d.content, (span,))
        if rest and not shared(d.cue, (span,)):
            d.source, d.subject, d.content = (span,), agent.i, rest


def _unsubjected(d: Draft, analysis: Analysis) -> None:
    """Take the subject of a passive of speech for what is spoken of, and the agent, if there is one, for the source."""
    cue = _tokens(analysis, d.cue)
    subject = next((t for t in _tokens(analysis, d.source) if t.dep_ == Dep.PASSIVE_SUBJECT and t.head in cue), None)
    verb = subject.head.lemma_.lower() if subject is not None else ""
    if subject is None or verb not in OF | TO or any(t.tag_ == Tag.ING and t.i > subject.head.i for t in cue):
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
