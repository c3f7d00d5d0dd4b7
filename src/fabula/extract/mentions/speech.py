"""Quotations and who plainly speaks them: enough to read "I" and "we" inside them.

The attribution layer does this thoroughly; here only quotation marks and a verb of saying beside them count.
"""

import bisect
from dataclasses import dataclass

from fabula.extract.analysis import Analysis
from fabula.lang.en.labels import Dep, Pos
from fabula.lang.en.saying import OF_PEOPLE

OPEN = frozenset("“«„")
CLOSE = frozenset("”»")
EITHER = frozenset({'"', "``", "''"})
MAX_TOKENS = 400
"""A quotation left open longer than this was never closed."""


@dataclass(slots=True)
class Quotation:
    """One quotation, by tokens (end exclusive), and the head token of its speaker (-1: not evident)."""

    first: int
    last: int
    speaker: int = -1


def quotations(analysis: Analysis) -> tuple[list[Quotation], list[int]]:
    """The quotations of an article in order, and for each token the index of its quotation, or -1."""
    doc = analysis.doc
    where = [-1] * len(doc)
    out: list[Quotation] = []
    opened = -1
    for token in doc:
        word = token.text
        if opened >= 0 and (token.i - opened > MAX_TOKENS or (token.is_space and "\n" in word)):
            if token.is_space and token.i - opened > 3:
                out.append(Quotation(opened, token.i))
            opened = -1
        if word in OPEN or (word in EITHER and opened < 0):
            opened = token.i
        elif opened >= 0 and (word in CLOSE or word in EITHER):
            out.append(Quotation(opened, token.i + 1))
            opened = -1
    for k, quotation in enumerate(out):
        for i in range(quotation.first, quotation.last):
            where[i] = k
    # bounds of the sentences once: spaCy's token.sent goes through the whole document each time
    starts = [i for i in range(len(doc)) if doc[i].is_sent_start]
    previous: Quotation | None = None
    for quotation in out:
        quotation.speaker = _speaker(analysis, quotation, where, starts)
        near = previous is not None and quotation.first - previous.last < 60
        if quotation.speaker < 0 and near and previous is not None:
            quotation.speaker = previous.speaker
        previous = quotation
    return out, where


def _speaker(analysis: Analysis, quotation: Quotation, where: list[int], starts: list[int]) -> int:
    """The subject of a verb of saying in the sentences that the quotation starts and ends in, the nearest first."""
    doc = analysis.doc
    at = bisect.bisect_right(starts, quotation.first) - 1
    lo = starts[at] if at >= 0 else 0
    at = bisect.bisect_right(starts, quotation.last - 1)
    hi = starts[at] if at < len(starts) else len(doc)
    if hi - quotation.last < 2 and hi < len(doc) and not doc[hi].is_space:
        hi = starts[at + 1] if at + 1 < len(starts) else len(doc)
    best, distance = -1, 10**9
    for i in (
        *range(max(lo, quotation.first - 60), quotation.first),
        *range(quotation.last, min(hi, quotation.last + 40)),
    ):
        token = doc[i]
        if where[i] >= 0 or token.lemma_.casefold() not in OF_PEOPLE or token.pos_ not in (Pos.VERB, Pos.AUXILIARY):
            if token.text.casefold() == "according" and where[i] < 0:
                source = next(
                    (
                        t.i
                        for t in doc[i : min(i + 12, len(doc))]
                        if t.dep_ == Dep.PREPOSITION_OBJECT and t.head.text == "to"
                    ),
                    -1,
                )
                gap = quotation.first - i if i < quotation.first else i - quotation.last
                if source >= 0 and gap < distance:
                    best, distance = source, gap
            continue
        subject = next((c.i for c in token.children if c.dep_ == Dep.SUBJECT and where[c.i] < 0), -1)
        if subject < 0 and token.dep_ in (Dep.CONJUNCT, Dep.ADVERBIAL_CLAUSE, Dep.OPEN_CLAUSE):
            subject = next((c.i for c in token.head.children if c.dep_ == Dep.SUBJECT and where[c.i] < 0), -1)
        gap = quotation.first - i if i < quotation.first else i - quotation.last
        if subject >= 0 and gap < distance:
            best, distance = subject, gap
    return best
