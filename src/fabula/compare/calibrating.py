"""Calibrating the judge on what a person decided: its log probabilities, scaled and shifted.

Vector scaling with one scale (Guo et al., ICML 2017; Platt, 1999): softmax(scale * log p + shift). The fit is the
posterior mode under Gaussian priors around the shipped calibration (scale 1, shifts 0), so that few labels move it little.
"""

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula.compare.model import CLASSES

MINIMUM = 30
"""Labelled pairs below which nothing is fitted: three numbers, ten labels each."""
EACH = 5
"""Labels that each of at least two relations needs."""
FOLDS = 10
SPREAD = (0.5, 1.0, 1.0)
"""Standard deviations of the priors: of the scale, and of the shifts of agrees and clashes. Set by hand: a shift of one
triples or thirds the odds."""
BINS = 5
LEAST = 0.05
"""The least a scale may be: scores keep their order."""
FLOOR = 1e-6


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the judge's log probabilities are multiplied with, and what is added for agrees and clashes."""

    scale: float = 1.0
    agrees: float = 0.0
    clashes: float = 0.0

    def __call__(self, p: Sequence[float]) -> list[float]:
        """Calibrated probabilities of CLASSES."""
        if self == SHIPPED:
            return list(p)
        z = [self.scale * math.log(max(x, FLOOR)) + b for x, b in zip(p, (self.agrees, self.clashes, 0.0), strict=True)]
        top = max(z)
        e = [math.exp(x - top) for x in z]
        return [x / sum(e) for x in e]


SHIPPED = Calibration()


@dataclass(frozen=True, slots=True)
class Label:
    """A pair that a person decided: a key that does not change, the judge's probabilities, the relation's place."""

    key: str
    p: tuple[float, float, float]
    relation: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Scores from ``low`` to ``high``: how many, their mean, and the share that was right."""

    low: float
    high: float
    count: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Measured:
    """How true the scores are: expected calibration error over BINS, mean log loss, share right."""

    bins: tuple[Bin, ...]
    error: float
    loss: float
    right: float


def lacking(labels: Sequence[Label]) -> str | None:
    """Why these labels are too few to fit to, or None where they are enough."""
    counts = [sum(x.relation == k for x in labels) for k in range(len(CLASSES))]
    if len(labels) < MINIMUM:
        return f"{len(labels)} decided pairs, at least {MINIMUM} are needed"
    if sum(n >= EACH for n in counts) < 2:
        said = ", ".join(f"{n} {c}" for n, c in zip(counts, CLASSES, strict=True))
        return f"at least two relations need {EACH} decided pairs each; there are: {said}"
    return None


def fitted(labels: Sequence[Label]) -> Calibration:
    """The posterior mode over the labels, by Newton's method: the loss is convex in scale and shifts."""
    if not labels:
        return SHIPPED
    x = np.log(np.maximum(np.array([label.p for label in labels], dtype=np.float64), FLOOR))
    y = np.eye(3)[[label.relation for label in labels]]
    prior, precision = np.array([1.0, 0.0, 0.0]), 1 / np.square(np.array(SPREAD))
    w = prior.copy()

    def loss(w: NDArray[np.float64]) -> float:
        return float(-(y * _log_softmax(x, w)).sum() + 0.5 * (precision * (w - prior) ** 2).sum())

    features = np.zeros((len(labels), 3, 3))  # of label, class: what each of scale, agrees, clashes adds
    features[:, :, 0] = x
    features[:, 0, 1] = features[:, 1, 2] = 1.0
    for _ in range(50):
        p = np.exp(_log_softmax(x, w))
        mean = np.einsum("nk,nkd->nd", p, features)
        gradient = np.einsum("nk,nkd->d", p - y, features) + precision * (w - prior)
        spread = np.einsum("nk,nkd,nke->de", p, features, features) - np.einsum("nd,ne->de", mean, mean)
        step = np.linalg.solve(spread + np.diag(precision), gradient)
        size = 1.0
        while size > 1e-6 and loss(w - size * step) > loss(w):
            size /= 2
        w = w - size * step
        if float(np.abs(step).max()) < 1e-9:
            break
    scale, agrees, clashes = (float(v) for v in w)
    return Calibration(round(max(LEAST, scale), 6), round(agrees, 6), round(clashes, 6))


def _log_softmax(x: NDArray[np.float64], w: NDArray[np.float64]) -> NDArray[np.float64]:
    z: NDArray[np.float64] = w[0] * x + np.array([w[1], w[2], 0.0])
    z = z - z.max(axis=1, keepdims=True)
    out: NDArray[np.float64] = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return out


def crossed(labels: Sequence[Label], fit: Callable[[Sequence[Label]], Calibration] = fitted) -> list[list[float]]:
    """Each label's probabilities under a calibration fitted without it: FOLDS folds, by the keys' hashes."""
    order = sorted(range(len(labels)), key=lambda i: hashlib.sha256(labels[i].key.encode()).digest())
    fold = {i: n % FOLDS for n, i in enumerate(order)}
    out: list[list[float]] = [[] for _ in labels]
    for k in range(FOLDS):
        if held := [i for i in range(len(labels)) if fold[i] == k]:
            c = fit([labels[i] for i in range(len(labels)) if fold[i] != k])
            for i in held:
                out[i] = c(labels[i].p)
    return out


def measured(found: Iterable[Sequence[float]], labels: Sequence[Label]) -> Measured:
    """How true probabilities are to labels: each pair by its likeliest relation (Naeini et al., AAAI 2015)."""
    rows = [(max(p), p.index(max(p)) == label.relation) for p, label in zip(map(list, found), labels, strict=True)]
    loss = sum(-math.log(max(p[x.relation], FLOOR)) for p, x in zip(map(list, found), labels, strict=True))
    bins = []
    for n in range(BINS):
        low, high = n / BINS, (n + 1) / BINS
        inside = [(s, r) for s, r in rows if low <= s < high or (n == BINS - 1 and s == 1.0)]
        if inside:
            size = len(inside)
            bins.append(Bin(low, high, size, sum(s for s, _ in inside) / size, sum(r for _, r in inside) / size))
    total = max(1, len(labels))
    error = sum(b.count * abs(b.score - b.right) for b in bins) / total
    return Measured(tuple(bins), error, loss / total, sum(r for _, r in rows) / total)
