"""The ledger: every forecast of a dossier once, with its tellings, when it falls due, and what became of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from fabula.derive.forecasts.bands import Band
from fabula.derive.forecasts.horizons import Horizon, overdue
from fabula.derive.forecasts.joining import joined
from fabula.derive.forecasts.outcomes import OPEN, ForecastPlaces, Outcome, outcomes
from fabula.derive.forecasts.tellings import ForecastTelling, tellings
from fabula.errors import UsageError
from fabula.model.decisions import ForecastOutcome
from fabula.model.records import Anchor

if TYPE_CHECKING:
    from fabula.store.reader import Reader


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One forecast. ``tellings`` begin with the one it is shown by: the earliest known, no copy if there is a choice.

    ``id`` is made from that telling's place; ``ids`` holds those that its other tellings would give, so that an id that
    was noted down still finds it when an earlier telling joins.
    """

    id: str
    ids: tuple[str, ...]
    tellings: tuple[ForecastTelling, ...]
    outcome: Outcome = OPEN
    why: tuple[str, ...] = ()

    @property
    def first(self) -> ForecastTelling:
        return self.tellings[0]

    @property
    def due(self) -> Horizon | None:
        """When it falls due: as the first telling that says so has it, a dated one before others."""
        stated = [t.due for t in self.tellings if t.due]
        return next((h for h in stated if h.last), stated[0] if stated else None)

    @property
    def band(self) -> Band:
        """How sure it is: as the first telling that gives a number, else the first of all, has it."""
        return next((t.band for t in self.tellings if t.band.probability is not None), self.first.band)

    @property
    def probability(self) -> float | None:
        """The probability a person gave it, else that of its words; None where neither is."""
        given = self.outcome.probability
        return given if given is not None else self.band.probability

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        return tuple(t.anchor for t in self.tellings)

    @property
    def makers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(t.maker for t in self.tellings if t.maker))

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(t.outlet for t in self.tellings))

    @property
    def status(self) -> str:
        return self.outcome.status

    @property
    def resolved(self) -> bool:
        return self.outcome.status != "open"


@dataclass(frozen=True)
class Ledger:
    """All entries; ``lost``: decisions whose passages are no longer read as forecasts."""

    entries: list[LedgerEntry]
    lost: list[ForecastOutcome] = field(default_factory=list)

    def ordered(self, today: date | None) -> list[LedgerEntry]:
        """The open before the resolved; of those the longest overdue first, then the soonest due, then the sharpest."""

        def rank(e: LedgerEntry) -> tuple[object, ...]:
            p, due = e.probability, e.due
            last = due.last if due else None
            sharp = abs(p - 0.5) if p is not None else -1.0
            late = overdue(due, today)
            return e.resolved, -late, last or date.max, due is None, -sharp, e.first.day or "9999", e.id

        return sorted(self.entries, key=rank)

    def find(self, name: str) -> LedgerEntry:
        """The entry with an id (or the beginning of one), or with a telling of that id. Raises UsageError."""
        for match in (
            [e for e in self.entries if e.id == name],
            [e for e in self.entries if name in e.ids or any(name == telling_id(t) for t in e.tellings)],
            [e for e in self.entries if len(name) > 2 and e.id.startswith(name)],
        ):
            if len(match) == 1:
                return match[0]
            if match:
                raise UsageError(f"{len(match)} forecasts have an id like {name}: {', '.join(e.id for e in match)}")
        raise UsageError(f"no forecast has the id {name}; see: fabula forecast list FILE")


def telling_id(t: ForecastTelling) -> str:
    """A telling's id as ``fabula show forecasts`` has it."""
    return f"{t.article.id}/{t.forecast.id}"


def ledger(dossier: "Reader") -> Ledger:
    """The ledger of a dossier: the same for any order in which its articles came."""
    told = tellings(dossier)
    groups = [(sorted((told[i] for i in ids), key=_first), why) for ids, why in joined(told)]
    found, lost = outcomes(
        ForecastPlaces((n, [t.anchor for t in ts]) for n, (ts, _) in enumerate(groups)), dossier.decisions()
    )
    entries = []
    for n, (ts, why) in enumerate(groups):
        ids = _ids(ts)
        entries.append(LedgerEntry(ids[0], ids[1:], tuple(ts), found.get(n, OPEN), why))
    return Ledger(entries, lost)


def _first(t: ForecastTelling) -> tuple[object, ...]:
    return t.copied, t.day or "9999", t.article.id, t.forecast.start


def _ids(ts: Sequence[ForecastTelling]) -> tuple[str, ...]:
    """An id for each telling, of its text's hash and its place."""
    seeds = (f"{t.article.sha256} {t.article.id} {t.forecast.start} {t.forecast.end}" for t in ts)
    return tuple("f" + hashlib.sha256(s.encode("utf-8", "surrogatepass")).hexdigest()[:10] for s in seeds)
