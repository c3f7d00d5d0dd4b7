"""What a person is asked about claims, and what their answers are as labels for calibrating."""

import hashlib
from typing import TYPE_CHECKING

from fabula.compare.calibrating import Label
from fabula.compare.model import CLASSES
from fabula.compare.relations import KINDS
from fabula.errors import UsageError
from fabula.model.decisions import Relate
from fabula.model.records import Anchor, ClaimPair
from fabula.model.vocabulary import Relation

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def to_review(d: "Reader", mixed: bool = False) -> list[ClaimPair]:
    """The pairs that the machine judged, the most doubtful first; ``mixed``: in a random but fixed order."""
    pairs = [p for p in d.pairs() if p.by == "machine"]
    return sorted(pairs, key=_mixed if mixed else lambda p: (-p.doubt, p.left, p.right))


def _mixed(p: ClaimPair) -> bytes:
    return hashlib.sha256(repr((p.left, p.right)).encode()).digest()


def related(d: "Reader", row: str, relation: Relation | None) -> Relate:
    """The decision that the sides of a comparison or a pair, by its id, are in a relation; without one, that they are what
    the machine has them to be. Raises UsageError where there is no such row, or it has one side that is not rejected."""
    found, machine = sides(d, row)
    said = relation or machine
    if len(found) == 1 and said != "neither":
        raise UsageError(f"{row} has one side: it can only be rejected: fabula compare decide {d.path} {row} neither")
    pair = len(found) == 2
    return Relate(left=found[:1] if pair else found, right=found[1:] if pair else (), relation=said)


def sides(d: "Reader", row: str) -> tuple[tuple[Anchor, ...], Relation]:
    """The sides of a row or a pair, and what the machine has them to be."""
    for p in d.pairs():
        if p.id == row:
            return (p.left, p.right), p.relation
    relation: dict[str, Relation] = {kind: r for r, kind in KINDS.items() if kind}
    for c in d.comparisons():
        if c.id == row:
            if c.kind == "silent":
                raise UsageError(f"{row} is a silence: decide on what the others share (a row of the kind agree)")
            return c.anchors, relation.get(c.kind, "neither")
    raise UsageError(f"{d.path}: no comparison and no pair has the id {row}; see: fabula compare {d.path} --json")


def labelled(d: "Reader") -> list[Label]:
    """The pairs that a person decided; a development and a difference of view are neither agreement nor clash."""
    return [
        Label(repr((p.left, p.right)), p.odds, CLASSES.index(p.relation) if p.relation in CLASSES else 2)
        for p in d.pairs()
        if p.by == "person"
    ]
