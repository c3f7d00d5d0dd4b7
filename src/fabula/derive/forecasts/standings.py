"""How good makers and outlets are at foretelling: their resolved forecasts, counted and scored."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from fabula.derive.forecasts.ledger import LedgerEntry
from fabula.derive.forecasts.scoring import ENOUGH, Mean, ReliabilityBin, Scored, brier, calibration, logarithmic, mean
from fabula.derive.forecasts.tellings import ForecastTelling

NOTHING: Mapping[str, float] = MappingProxyType({})
SETTLED = ("come true", "failed")


@dataclass(frozen=True, slots=True)
class Standing:
    """What one maker's or outlet's forecasts came to.

    ``kind``: all, maker or outlet. ``carried``: forecasts that an outlet told, whoever's; ``own``: its or the maker's own,
    each once however often told, of which ``counts`` by status; ``scored``: those that came true or failed and have a
    probability, as (probability, whether it came about), in order of id; ``unscored``: those without one. Scores are
    None below ENOUGH scored, ``log`` also where what was given no chance came about.
    """

    kind: str
    name: str
    carried: int
    own: int
    counts: Mapping[str, int]
    scored: tuple[Scored, ...]
    unscored: int
    brier: Mean | None
    log: Mean | None
    calibration: tuple[ReliabilityBin, ...]


def standings(entries: Iterable[LedgerEntry], assumed: Mapping[str, float] = NOTHING, seed: int = 0) -> list[Standing]:
    """Everyone together, then makers, then outlets, those with most scored first.

    A maker is an entity: sources that are only described ("some analysts") may be others each time, so they count in
    the total alone. An outlet's own are those in its own voice and not copied from another article. ``assumed`` gives
    probabilities for bands without one ("not stated", "possible"); without it those are counted, not scored.
    """
    found = sorted(entries, key=lambda e: e.id)
    makers: dict[tuple[str, str], list[tuple[LedgerEntry, ForecastTelling]]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    carried: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for e in found:
        seen = set()
        for t in e.tellings:
            carried[t.outlet.casefold()].add(e.id)
            shown.setdefault(t.outlet.casefold(), t.outlet)
            if t.who and t.who[0] != "words" and t.who not in seen and not (t.own and t.copied):
                seen.add(t.who)
                makers[t.who].append((e, best(e, t.who)))
                names[t.who] = t.maker or ""
    for key in shown:
        makers.setdefault(("outlet", key), [])
    out = [
        _standing(
            "outlet" if who[0] == "outlet" else "maker",
            shown[who[1]] if who[0] == "outlet" else names[who],
            len(carried[who[1]]) if who[0] == "outlet" else len(own),
            own,
            assumed,
            seed,
        )
        for who, own in makers.items()
    ]
    out.sort(key=lambda s: (s.kind, -len(s.scored), -s.own, -s.carried, s.name))
    return [_standing("all", "everyone", len(found), [(e, e.first) for e in found], assumed, seed), *out]


def best(e: LedgerEntry, who: tuple[str, str]) -> ForecastTelling:
    """A maker's telling of a forecast that gives a number, else the maker's first."""
    theirs = [t for t in e.tellings if t.who == who]
    return next((t for t in theirs if t.band.probability is not None), theirs[0])


def probability(e: LedgerEntry, t: ForecastTelling, assumed: Mapping[str, float] = NOTHING) -> float | None:
    """What a telling is scored by: what a person gave it, else what its words give, else what is assumed."""
    if e.outcome.probability is not None:
        return e.outcome.probability
    return t.band.probability if t.band.probability is not None else assumed.get(t.band.name)


def _standing(
    kind: str,
    name: str,
    carried: int,
    own: Sequence[tuple[LedgerEntry, ForecastTelling]],
    assumed: Mapping[str, float],
    seed: int,
) -> Standing:
    counts: dict[str, int] = dict.fromkeys(("open", "come true", "failed", "undecidable", "void"), 0)
    scored: list[Scored] = []
    unscored = 0
    for e, t in own:
        counts[e.status] += 1
        if e.status in SETTLED:
            if kind == "all" and t.band.probability is None:
                t = next((x for x in e.tellings if x.band.probability is not None), t)
            p = probability(e, t, assumed)
            if p is None:
                unscored += 1
            else:
                scored.append((p, e.status == "come true"))
    enough = len(scored) >= ENOUGH
    finite = all(math.isfinite(logarithmic(p, o)) for p, o in scored)
    return Standing(
        kind=kind,
        name=name,
        carried=carried,
        own=len(own),
        counts=counts,
        scored=tuple(scored),
        unscored=unscored,
        brier=mean(scored, brier, seed) if enough else None,
        log=mean(scored, logarithmic, seed) if enough and finite else None,
        calibration=tuple(calibration(scored)) if enough else (),
    )
