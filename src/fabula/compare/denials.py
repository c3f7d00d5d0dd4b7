"""Denials beside what they deny: one telling has a thing as so, another tells that it was reported and is not so.

What a telling denies is read from its words (``refuting``); it is set against a claim of another telling of the same event
that asserts it. A telling that calls reports false itself asserts none of them: it only recalls what it denies.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fabula.compare.comparability import FATES, WEAK_STEMS
from fabula.compare.differences import sentence
from fabula.compare.profiles import UNKNOWN, ClaimProfile
from fabula.compare.quantities import clash, quantities
from fabula.compare.refuting import refuted, refutes, told
from fabula.compare.wording import negated, stems, words
from fabula.lang.en.refuting_words import MISTRUSTS, RUMOUR
from fabula.model.records import Anchor, Comparison

_DOING = re.compile(r"\W*(?:having|ever|\w+ing)\b", re.IGNORECASE)
FATE_WORDS = frozenset(f"fate {n}" for n in FATES.values())
BEFORE = 3
"""Claims before "the report is false" in which the report may be told."""
WIDE = 700
"""Characters that a report and the sentence that calls it false may take together."""
MOST = 0.6
"""Share of what is denied, by its content words, that a claim must have to assert it. Set by hand on the rumours that
`benchmarks/clashes.py` calls looked."""
LEAST = 2
"""Content words that the two must share, or all there is."""
NAMELESS = 4
"""Content words that they must share where they share no name."""
MANY = 200
"""Claims of one event with a word, from which it is too common to look for what has it."""
SCORE = 0.7
"""How sure such a clash is: its words are read, not learned. Set by hand."""


@dataclass(frozen=True, slots=True)
class Denial:
    """``what``: the content stems of what is denied, in its words ``said``; ``who``: the entities of the claim that says
    so, and ``by`` the one that it begins with; ``anchor``: where what is reported and the word that it is false stand, as ``text``."""

    said: str
    what: frozenset[str]
    who: frozenset[str]
    anchor: Anchor
    text: str
    place: int
    by: str | None = None


def denied(found: Sequence[ClaimProfile]) -> list[Comparison]:
    """Rows that set denials against what they deny: one for each telling that asserts it, the best."""
    by_event: dict[str, dict[str, list[ClaimProfile]]] = defaultdict(lambda: defaultdict(list))
    for p in found:
        if p.event is not None:
            by_event[p.event][p.article].append(p)
    rows: list[Comparison] = []
    for _, tellings in sorted(by_event.items()):
        refuting = {a for a, claims in tellings.items() if any(refutes(p.text) for p in claims)}
        if not refuting or len(tellings) == len(refuting):
            continue
        asserting = [
            p
            for a, claims in tellings.items()
            if a not in refuting and not any(MISTRUSTS.search(q.text) for q in claims)
            for p in claims
            if _asserts(p)
        ]
        negating = {a: [p for p in claims if p.core.negated] for a, claims in tellings.items()}
        rows += _rows([d for a in sorted(refuting) for d in _denials(tellings[a])], asserting, negating)
    return rows


def _rows(
    denials: Iterable[Denial], asserting: Sequence[ClaimProfile], negating: Mapping[str, Sequence[ClaimProfile]]
) -> Iterator[Comparison]:
    held: dict[str, list[ClaimProfile]] = defaultdict(list)
    for p in asserting:
        for k in _content(p.core.stems, p):
            held[k].append(p)
    best: dict[str, tuple[float, Denial, ClaimProfile]] = {}
    for d in denials:
        near = {id(p): p for k in d.what if len(held[k]) <= MANY for p in held[k]}
        for p in near.values():
            share = _share(d, p)
            if share and (p.article not in best or share > best[p.article][0]):
                if any(_denies_too(d, q) for q in negating[p.article]):
                    continue
                best[p.article] = (share, d, p)
    for _, (share, d, p) in sorted(best.items()):
        yield Comparison(
            id="",
            kind="disagree",
            what=f"{p.text} / {d.text}",
            articles=(p.article, d.anchor[0]),
            anchors=(p.anchor, d.anchor),
            about=p.event,
            score=round(SCORE * share, 3),
            why=(f"one says that it is not so: “{d.said}”",),
        )


def _denies_too(d: Denial, p: ClaimProfile) -> bool:
    """Whether a claim negates what is denied: its telling does not assert it."""
    reached = _fated(s for n in p.core.negated for s in n.of)
    return bool(d.what & reached) and len(d.what & _content(p.core.stems, p)) >= min(LEAST, len(d.what))


def _denials(claims: Sequence[ClaimProfile]) -> Iterator[Denial]:
    """What a telling denies, in order."""
    for n, p in enumerate(claims):
        if not refutes(p.text):
            continue
        if said := refuted(p.text):
            yield from _denial(said, p, p)
            continue
        for q in claims[max(0, n - BEFORE) : n]:
            if p.claim.end - q.claim.start <= WIDE and not refutes(q.text) and (said := told(q.text)):
                yield from _denial(said, q, p)


def _denial(said: str, p: ClaimProfile, by: ClaimProfile) -> Iterator[Denial]:
    what = _content(stems(words(said)), p)
    if RUMOUR.search(said):
        return
    if (len(what) >= LEAST or what <= FATE_WORDS) and what and not negated(said):
        text = p.text if by is p else f"{p.text} … {by.text}"
        yield Denial(said, what, p.entities, (p.article, p.claim.start, by.claim.end), text, p.claim.start, p.subject)


def _content(some: Iterable[str], p: ClaimProfile) -> frozenset[str]:
    """Content stems of a claim, without names; what becomes of people is one word: dead, died and death are."""
    return _fated({*some} & p.keys - p.entities - WEAK_STEMS)


def _fated(some: Iterable[str]) -> frozenset[str]:
    return frozenset(f"fate {FATES[s]}" if s in FATES else s for s in some)


def _asserts(p: ClaimProfile) -> bool:
    """Whether a claim says that something is so, and no rumour has it."""
    return (
        p.claim.modality == "asserted"
        and p.claim.kind != "judgement"
        and p.claim.polarity == "positive"
        and p.claim.stance != "doubts"
        and not (RUMOUR.search(p.text) or p.core.possible or p.core.conditional or p.core.negated)
    )


def _share(d: Denial, p: ClaimProfile) -> float:
    """The share of what is denied that a claim asserts; 0 where it is something else."""
    if _DOING.match(d.said) and (d.by in (None, UNKNOWN) or p.subject != d.by):
        return 0.0  # who denies doing something denies nothing of what another did
    shared = d.what & _content(p.core.stems, p)
    least = min(LEAST, len(d.what)) if d.who & p.entities else NAMELESS
    if len(shared) < least or clash(quantities(d.said), p.core.numbers):
        return 0.0
    if {v for k, v in p.core.dates if k == "year"} - {v for k, v in sentence(d.text).dates if k == "year"}:
        return 0.0  # what happened in another year
    share = len(shared) / len(d.what)
    return share if share >= MOST else 0.0
