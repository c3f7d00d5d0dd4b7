"""A person's decisions about claims: anchors become the pairs of claims that stand there now; calibrations.

A later decision outranks an earlier one. One that rests on a place where no claim stands now has no effect, and stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from fabula.compare.calibrating import SHIPPED, Calibration
from fabula.compare.profiles import ClaimProfile
from fabula.model.decisions import Calibrate, Decision, Relate
from fabula.model.records import Anchor
from fabula.model.vocabulary import Relation


@dataclass
class Decided:
    """``pairs``: relation by two claims' places in order; ``alone``: claims that are not what one alone says."""

    pairs: dict[tuple[int, int], Relation] = field(default_factory=dict)
    alone: set[int] = field(default_factory=set)


def decided(found: Sequence[ClaimProfile], decisions: Iterable[Decision]) -> Decided:
    """What decisions say of the claims that are there now."""
    out = Decided()
    given = [d for d in decisions if isinstance(d, Relate)]
    if not given:
        return out
    of: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(found):
        of[p.article].append(i)

    def at(anchors: Iterable[Anchor]) -> list[int]:
        places = (_at(found, of[a[0]], a) for a in anchors)
        return list(dict.fromkeys(i for i in places if i is not None))

    for d in given:
        left, right = at(d.left), at(d.right)
        if d.right:
            pairs: Iterable[tuple[int, int]] = product(left, right)
        elif len(d.left) == 1:
            out.alone.update(left)
            continue
        else:
            pairs = combinations(left, 2)
        for i, j in pairs:
            if found[i].article != found[j].article:
                out.pairs[min(i, j), max(i, j)] = d.relation
    return out


def _at(found: Sequence[ClaimProfile], places: Iterable[int], anchor: Anchor) -> int | None:
    """The claim that stands at an anchor: the one that touches it with the closest ends."""
    _, start, end = anchor
    touching = [i for i in places if found[i].claim.start < end and start < found[i].claim.end]
    return min(
        touching, key=lambda i: (abs(found[i].claim.start - start) + abs(found[i].claim.end - end), i), default=None
    )


def calibration(decisions: Iterable[Decision], judge: str) -> Calibration:
    """The last calibration of this version of the judge; the shipped one where there is none."""
    kept = [d for d in decisions if isinstance(d, Calibrate) and d.name == judge]
    return Calibration(*kept[-1].values) if kept else SHIPPED
