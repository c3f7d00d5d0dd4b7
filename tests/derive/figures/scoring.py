"""How well figures meet a gold: which tracks are found, which of their points, which stand in them that must not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass
class Score:
    """``missed`` and ``wrong`` name what is lacking and what should not be there."""

    tracks: int = 0
    found: int = 0
    points: int = 0
    right: int = 0
    extra: int = 0
    conflicts_right: int = 0
    stale_right: int = 0
    stale: int = 0
    missed: list[str] = field(default_factory=list)


def score(rows: Sequence[Row], gold: Sequence[Row]) -> Score:
    """Hold the rows of ``show figures`` against a gold: each gold track against the row that has most of its points."""
    out = Score()
    for g in gold:
        want = {(a, float(v)) for a, v in g["points"]}
        row = max(rows, key=lambda r: len(want & _points(r)), default=None)
        got = _points(row) if row else set()
        hit = want & got
        out.tracks += 1
        out.points += len(want)
        out.right += len(hit)
        out.found += 2 * len(hit) > len(want)
        extra = got - want
        out.extra += len(extra)
        out.missed += [f"{g['kind']}: lacks {p}" for p in sorted(want - got)] + [
            f"{g['kind']}: has {p}" for p in sorted(extra)
        ]
        if row:
            out.missed += [f"{g['kind']}: never {v}" for v in g.get("never", ()) if v in {x for _, x in got}]
            same = bool(row["conflict"]) == g["conflict"]
            out.conflicts_right += same
            if not same:
                out.missed.append(f"{g['kind']}: conflict {row['conflict']}")
            stale = {(p["article"], p["value"]) for p in row["points"] if p["change"] == "stale"}
            wanted = {(a, float(v)) for a, v in g["stale"]}
            out.stale += len(wanted)
            out.stale_right += len(stale & wanted)
            out.missed += [f"{g['kind']}: stale, not {p}" for p in sorted(stale - wanted)]
            out.missed += [f"{g['kind']}: not stale {p}" for p in sorted(wanted - stale)]
    return out


def _points(row: Row) -> set[tuple[str, float]]:
    return {(p["article"], p["value"]) for p in row["points"] if p["change"] != "before"}
