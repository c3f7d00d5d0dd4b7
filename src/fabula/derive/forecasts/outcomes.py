"""What became of forecasts: a person's decisions, kept as anchors so that they outlive a rebuild."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fabula.model.decisions import Decision, ForecastOutcome
from fabula.model.records import Anchor
from fabula.model.vocabulary import Ruling

OUTCOMES: dict[Ruling, str] = {
    "true": "come true",
    "false": "failed",
    "undecidable": "undecidable",
    "void": "void",
    "open": "open",
}
"""What a decision says, and the status that it gives."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person decided of a forecast. ``evidence``: passages it rests on; ``on``: when it was settled."""

    status: str = "open"
    evidence: tuple[Anchor, ...] = ()
    note: str | None = None
    on: str | None = None
    probability: float | None = None


OPEN = Outcome()


class ForecastPlaces:
    """Which entries have a telling at an anchor."""

    def __init__(self, entries: Iterable[tuple[int, Sequence[Anchor]]]) -> None:
        self._at: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for n, anchors in entries:
            for article, start, end in anchors:
                self._at[article].append((start, end, n))

    def at(self, anchor: Anchor) -> list[int]:
        """The entries whose telling covers, or is covered by, most of an anchor; the closest alone."""
        article, start, end = anchor
        best: list[tuple[float, int]] = []
        for s, e, n in self._at.get(article, ()):
            common = min(e, end) - max(s, start)
            if 2 * common > min(e - s, end - start):
                best.append((common / (max(e, end) - min(s, start)), n))
        top = max((share for share, _ in best), default=0.0)
        return sorted({n for share, n in best if share == top})


def outcomes(
    places: ForecastPlaces, decisions: Sequence[Decision]
) -> tuple[Mapping[int, Outcome], list[ForecastOutcome]]:
    """The outcome of each entry that one was decided of, the later decision before the earlier; and the decisions whose
    passages are no longer read as forecasts."""
    out: dict[int, Outcome] = {}
    lost = []
    for d in decisions:
        if not isinstance(d, ForecastOutcome):
            continue
        found = {n for a in d.left for n in places.at(a)}
        if not found:
            lost.append(d)
        for n in found:
            before = out.get(n, OPEN)
            p = d.probability if d.probability is not None else before.probability
            if d.status is None:
                out[n] = Outcome(before.status, before.evidence, before.note, before.on, p)
            else:
                out[n] = Outcome(OUTCOMES[d.status], d.right, d.note, d.on, p)
    return out, lost
