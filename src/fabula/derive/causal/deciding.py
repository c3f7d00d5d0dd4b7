"""A person's decisions about the map, brought from anchors to the phrases and relations that stand there now."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from fabula.derive.causal.concepts import Edit
from fabula.derive.causal.phrases import CausalPhrase
from fabula.model.decisions import Accept, Decision, OfLinks, OfPhrases, OfRelations, Reject, SignOf, TwoSided, actions
from fabula.model.records import Anchor, Cause, Pair
from fabula.model.vocabulary import Sign

MAP_ACTIONS: Final = actions(OfPhrases, OfRelations, OfLinks)
"""What a person can decide of the causal map."""


def _off(anchor: Anchor, start: int, end: int) -> int | None:
    """How far a span is from an anchor of its article, in characters; None where they do not touch."""
    _, a, b = anchor
    return abs(a - start) + abs(b - end) if start < b and a < end else None


class PhrasePlaces:
    """The phrases of a map by where they stand: an anchor is of the phrase whose span is closest to it."""

    def __init__(self, phrases: Iterable[CausalPhrase]) -> None:
        self._at: dict[str, dict[Pair, set[str]]] = {}
        for p in phrases:
            article, start, end = p.anchor
            self._at.setdefault(article, {}).setdefault((start, end), set()).add(p.key)

    def keys(self, anchor: Anchor) -> list[str]:
        """The keys of the phrases at an anchor, sorted; none where nothing of it is read now."""
        spans = self._at.get(anchor[0], {})
        exact = spans.get(anchor[1:])
        if exact is not None:
            return sorted(exact)
        near = [(d, p) for p in spans if (d := _off(anchor, *p)) is not None]
        return sorted(spans[min(near)[1]]) if near else []

    def every(self, anchors: Sequence[Anchor]) -> tuple[str, ...]:
        """The keys of the phrases at anchors, each once, in order."""
        return tuple(dict.fromkeys(k for a in anchors for k in self.keys(a)))


def edits(decisions: Iterable[Decision], phrases: Iterable[CausalPhrase]) -> list[Edit]:
    """What decisions say of the phrases that are read now; those that find nothing are passed over."""
    places = PhrasePlaces(phrases)
    out = []
    for d in decisions:
        if isinstance(d, OfPhrases) and (left := places.every(d.left)):
            right = places.every(d.right) if isinstance(d, TwoSided) else ()
            out.append(Edit(decision=d, left=left, right=right))
    return out


def corrected(
    decisions: Iterable[Decision], causes: Mapping[str, Sequence[Cause]]
) -> tuple[dict[tuple[str, str], Sign | None], set[tuple[str, str]]]:
    """By (article, relation): the signs that a person gave, and the relations that a person rejected."""
    signs: dict[tuple[str, str], Sign | None] = {}
    rejected: set[tuple[str, str]] = set()
    for d in decisions:
        if not isinstance(d, OfRelations) or not d.left or not d.right:
            continue
        found = _relation(d, causes.get(d.left[0][0], ()))
        if found is None:
            continue
        key = (d.left[0][0], found.id)
        match d:
            case SignOf():
                signs[key] = d.sign
            case Reject():
                rejected.add(key)
            case Accept():
                rejected.discard(key)
    return signs, rejected


def _relation(d: OfRelations, causes: Sequence[Cause]) -> Cause | None:
    """The relation whose sides stand closest to a decision's; both must touch."""
    near = []
    for n, c in enumerate(causes):
        if c.cause and c.effect:
            a, b = _off(d.left[0], *c.cause[0]), _off(d.right[0], *c.effect[0])
            if a is not None and b is not None:
                near.append((a + b, n))
    return causes[min(near)[1]] if near else None
