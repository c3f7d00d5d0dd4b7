"""Scores of probability forecasts of what did or did not come about: Brier, logarithmic, calibration, intervals."""

import itertools
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Scored = tuple[float, bool]
"""A forecast probability, 0 to 1, and whether what it speaks of came about."""

ENOUGH = 10
"""Scored forecasts from which on a mean and its interval are given. Set by hand: with fewer, the interval of the mean
Brier score of a perfectly calibrated forecaster is about as wide as the scale between good and useless."""
RESAMPLES = 2000
Z95 = 1.959963984540054
EDGES = (0.0, 0.05, 0.20, 0.45, 0.55, 0.80, 0.95, 1.0)
"""The calibration table's bins: those of the bands, with the ends closed."""


def brier(p: float, happened: bool) -> float:
    """The Brier score of one forecast: the squared distance, 0 to 1, 0 the best (Brier, 1950)."""
    return (p - happened) ** 2


def logarithmic(p: float, happened: bool) -> float:
    """The logarithmic score in nats, 0 the best (Good, 1952); infinite where what was called impossible happened."""
    given = abs(p + happened - 1.0)
    return -math.log(given) if given > 0 else math.inf


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean score with its 95% interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """A row of the calibration table: of ``count`` forecasts stated between ``low`` and ``high``, ``stated`` their mean
    probability, ``observed`` the share that came about, ``observed_low`` and ``observed_high`` its 95% interval."""

    low: float
    high: float
    count: int
    stated: float
    observed: float
    observed_low: float
    observed_high: float


def mean(scored: Sequence[Scored], score: Callable[[float, bool], float], seed: int = 0) -> Mean:
    """The mean score, with a percentile bootstrap interval (Efron, 1979), seeded: the same input gives the same."""
    values = sorted(score(p, o) for p, o in scored)
    size = len(values)
    draw = random.Random(seed)
    means = sorted(math.fsum(draw.choices(values, k=size)) / size for _ in range(RESAMPLES))
    tail = round(0.025 * RESAMPLES)
    return Mean(math.fsum(values) / size, means[tail], means[-tail - 1])


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95% score interval of a share (Wilson, 1927)."""
    if not of:
        return 0.0, 1.0
    p, z2 = count / of, Z95 * Z95
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = Z95 / (1 + z2 / of) * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    return (0.0 if count == 0 else middle - half), (1.0 if count == of else middle + half)


def calibration(scored: Sequence[Scored]) -> list[ReliabilityBin]:
    """Stated against observed, by bin; bins without a forecast are left out."""
    out = []
    for low, high in itertools.pairwise(EDGES):
        inside = [(p, o) for p, o in scored if low <= p < high or (high == EDGES[-1] and p == high)]
        if inside:
            n, hits = len(inside), sum(o for _, o in inside)
            out.append(ReliabilityBin(low, high, n, math.fsum(p for p, _ in inside) / n, hits / n, *wilson(hits, n)))
    return out
