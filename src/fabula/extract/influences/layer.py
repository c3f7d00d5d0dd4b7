"""Influences: what one telling says moves what, in the form of causal relations, beside the layer of causes.

``causes`` holds what is stated as cause and effect and is scored as such; this layer holds what a reader takes as a link of the
system all the same: dependence, support, means and ends, needs, comparatives. Both feed the system's map.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from fabula.extract.analysis import Analysis
from fabula.extract.causes.layer import overlapping, record
from fabula.extract.influences.movers import sentence_before
from fabula.extract.influences.rules import of_sentence
from fabula.extract.nesting import Innermost
from fabula.model.records import Attribution, Cause, Pair


def influences(analysis: Analysis, attributions: Sequence[Attribution], causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """The influences of an article, by sentence, without those that ``causes`` has by the same words.

    One that ``causes`` has without a sign is told once more where a sign is found.
    """
    within = Innermost(attributions)
    held = {_key(c.cause, c.effect) for c in causes if c.polarity is not None}
    unsigned = {_key(c.cause, c.effect) for c in causes} - held
    out: list[Cause] = []
    for sent in analysis.sents:
        for r in of_sentence(sent):
            if overlapping(r.cause, r.effect) or not _inside(r.at, r.cause, r.effect):
                continue
            key = _key(r.cause, r.effect)
            if key not in held and (key not in unsigned or r.reading.sign in (1, -1)):
                held.add(key)
                out.append(record(r, within, f"i{len(out)}"))
    return tuple(out)


def _key(cause: tuple[Pair, ...], effect: tuple[Pair, ...]) -> tuple[int, int]:
    """Two relations are one where both sides end at the same words: what stands before them may be read differently."""
    return cause[-1][1] if cause else -1, effect[-1][1] if effect else -1


def _inside(token: Token, *sides: tuple[Pair, ...]) -> bool:
    """Whether both sides stand in the signal's sentence, or the cause in the one before, which a pronoun carries on."""
    sent = token.sent
    before = sentence_before(sent)
    start = sent.start_char if before is None else before.start_char
    return all(start <= s and e <= sent.end_char for side in sides for s, e in side)
