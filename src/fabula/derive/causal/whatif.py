"""What-if: what the tellings' causal map implies when some of its concepts are set and all else starts at rest.

The state of a concept is its deviation from a baseline at which everything rests: 0 is "as told now", above 0 more of
it, below 0 less, never beyond -1 and 1. One step is the modified Kosko rule of fuzzy cognitive maps (Kosko 1986;
Stylios and Groumpos 2004): ``x' = tanh(gain * (x + W x))``, where what is set stays set. What comes out is what the
tellings imply, not a forecast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fabula.derive.causal.paths import Path, carrying

Floats = NDArray[np.floating[Any]]

CONTRACTION: Final = 0.95
"""The factor by which a scaled step brings any two states together. Below 1 it proves that there is one fixed point,
reached from anywhere (Banach), and that after 405 steps nothing moves by more than 1e-9; mostly after far fewer. A
choice: nearer to 1, effects carry further and runs take longer."""
TOLERANCE: Final = 1e-9
"""The largest change of a concept in a step at which the map counts as settled."""
SAMPLED: Final = 1e-7
"""The same in sampling, which counts in single precision."""
BLOCK: Final = 800_000
"""Floating point numbers that sampling holds at once (6 MB): what a processor keeps near."""
ROUNDS: Final = 12
"""Edges into a concept that are added one by one for all concepts at once; those of a concept with more are summed for it alone."""


@dataclass(frozen=True, slots=True)
class Link:
    """One edge as the engine sees it.

    ``source`` and ``target`` index the concepts. ``belief`` is the probability that the edge is there, ``plus`` that
    its sign is + if it is. ``gate`` is a concept that must rise (``opens`` 1) or fall (-1) for the edge to work at all;
    its state, from 0 to 1, is how far the edge is open. ``id`` names the edge in paths.
    """

    source: int
    target: int
    belief: float = 1.0
    plus: float = 1.0
    gate: int | None = None
    opens: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to a concept: over the samples, its median change, an interval, and how often it rises and falls.

    ``low`` and ``high`` bound the middle 90% of the samples; ``paths`` are what carries the change, strongest first.
    """

    concept: int
    median: float
    low: float
    high: float
    rises: float
    falls: float
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIfOutcome:
    """The changes of all concepts that move, most moved first, and how the run went.

    ``settled`` is False where some sample was still moving at the last step: then ``warning`` says so. ``proven`` is
    whether settling was certain beforehand.
    """

    changes: tuple[Change, ...]
    steps: int
    settled: bool
    proven: bool
    warning: str | None = None


class Engine:
    """A causal map, sorted by target once, to be stepped and sampled many times.

    ``size`` is the number of concepts. ``scaled`` gives each concept a gain of its own, CONTRACTION over one more than
    the number of its edges (a gated edge counts twice, as gate and source both move it), so that it answers to a
    weighted mean of its influences; a step is then a contraction and a hub cannot run away. Unscaled, all gains are 1,
    the plain rule, which need not settle. Raises ValueError for an edge outside the map or a number out of range.
    """

    def __init__(self, size: int, links: Sequence[Link], *, scaled: bool = True) -> None:
        for e in links:
            nodes = (e.source, e.target) if e.gate is None else (e.source, e.target, e.gate)
            if not all(0 <= i < size for i in nodes):
                raise ValueError(f"edge {e.id or e} is not within the {size} concepts")
            if not (0.0 <= e.belief <= 1.0 and 0.0 <= e.plus <= 1.0) or e.opens not in (-1, 1):
                raise ValueError(f"edge {e.id or e} has a probability or direction that is none")
        self.size = size
        self.links = tuple(sorted(links, key=lambda e: (e.target, e.source, e.id)))
        self.scaled = scaled
        self._source = np.array([e.source for e in self.links], dtype=np.intp)
        self._target = np.array([e.target for e in self.links], dtype=np.intp)
        self._belief = np.array([e.belief for e in self.links])
        self._plus = np.array([e.plus for e in self.links])
        gated = np.array([i for i, e in enumerate(self.links) if e.gate is not None], dtype=np.intp)
        self._gate = np.array([e.gate for e in self.links if e.gate is not None], dtype=np.intp)
        self._opens = np.array([float(e.opens) for e in self.links if e.gate is not None])
        self._order, self._rounds, self._hubs = self._arranged()
        self._from = self._source[self._order]
        self._gated = np.argsort(self._order)[gated]
        self._gain: Floats = np.ones(size)
        if scaled and self.links:
            reach = np.ones(len(self.links))
            reach[gated] = 2.0
            load = np.bincount(self._target, weights=reach, minlength=size).astype(np.float64)
            self._gain = CONTRACTION / (1.0 + load)
        elif scaled:
            self._gain *= CONTRACTION

    def _arranged(self) -> tuple[NDArray[np.intp], list[tuple[int, int, NDArray[np.intp]]], list[tuple[int, int, int]]]:
        """An order of the edges in which they can be summed by slices: rounds of one edge a concept each, then the hubs."""
        starts = np.flatnonzero(np.diff(self._target, prepend=-1)) if self.links else np.empty(0, dtype=np.intp)
        ends = np.append(starts[1:], len(self.links))
        order: list[NDArray[np.intp]] = []
        rounds, hubs, done = [], [], 0
        small = ends - starts <= ROUNDS
        for k in range(ROUNDS):
            own = (starts + k)[small & (starts + k < ends)]
            if not len(own):
                break
            order.append(own)
            rounds.append((done, done + len(own), self._target[own]))
            done += len(own)
        for a, b in zip(starts[~small], ends[~small], strict=True):
            order.append(np.arange(a, b))
            hubs.append((done, done + int(b - a), int(self._target[a])))
            done += int(b - a)
        return np.concatenate(order) if order else np.empty(0, dtype=np.intp), rounds, hubs

    @property
    def expected(self) -> Floats:
        """Each edge's expected weight: the belief in it times the balance of its sign."""
        out: Floats = self._belief * (2.0 * self._plus - 1.0)
        return out

    def step(self, state: Floats, weights: Floats | None = None) -> Floats:
        """One step, without clamping.

        ``state`` is (concepts,) or, a column a sample, (concepts, samples); ``weights`` (edges,) or (edges, samples).
        """
        w = (self.expected if weights is None else weights)[self._order]
        return self._stepped(state, w[:, None] if state.ndim == 2 and w.ndim == 1 else w)

    def _stepped(self, state: Floats, w: Floats) -> Floats:
        """One step with the weights in the order of ``_order``."""
        wide = state.ndim == 2
        flow = state.take(self._from, axis=0)
        flow *= w
        if len(self._gated):
            opens = (self._opens[:, None] if wide else self._opens).astype(state.dtype, copy=False)
            flow[self._gated] *= np.clip(state[self._gate] * opens, 0.0, 1.0)
        total = state.copy()
        for a, b, heads in self._rounds:
            total[heads] += flow[a:b]
        for a, b, head in self._hubs:
            total[head] += flow[a:b].sum(axis=0)
        total *= (self._gain[:, None] if wide else self._gain).astype(state.dtype, copy=False)
        out: Floats = np.tanh(total, out=total)
        return out

    def run(
        self, given: Mapping[int, float], *, steps: int = 500, weights: Floats | None = None
    ) -> tuple[Floats, int, bool]:
        """Step from rest with ``given`` clamped until settled: the state, the steps taken, and whether it settled.

        With ``weights`` of shape (edges, samples) each sample runs until it is settled itself, whatever the others do.
        """
        where, values = self._clamped(given)
        if weights is None or weights.ndim == 1:
            return self._once(where, values, steps, self.expected if weights is None else weights)
        samples, w = weights.shape[1], weights[self._order]
        ends = np.zeros((self.size, samples), dtype=w.dtype)
        still = TOLERANCE if w.dtype == np.float64 else SAMPLED
        ends[where] = values[:, None]
        state, column, open_ = ends.copy(), np.arange(samples), np.ones(samples, dtype=bool)
        taken = 0
        while taken < steps and open_.any():
            taken += 1
            after = self._stepped(state, w)
            after[where] = values[:, None]
            moved = np.max(np.abs(after - state), axis=0, initial=0.0)
            state = after
            now = open_ & (moved <= still)
            ends[:, column[now]] = state[:, now]
            open_ &= ~now
            if 2 * np.count_nonzero(open_) < len(open_):  # go on with those alone that still move
                state, w, column = state[:, open_], w[:, open_], column[open_]
                open_ = np.ones(len(column), dtype=bool)
        ends[:, column[open_]] = state[:, open_]
        return ends, taken, not open_.any()

    def _once(self, where: NDArray[np.intp], values: Floats, steps: int, weights: Floats) -> tuple[Floats, int, bool]:
        """One run by one set of weights, which vectors serve better than columns of one."""
        w = weights[self._order]
        state: Floats = np.zeros(self.size)
        state[where] = values
        for taken in range(1, steps + 1):
            after = self._stepped(state, w)
            after[where] = values
            state -= after
            moved = np.abs(state, out=state).max(initial=0.0)
            state = after
            if moved <= TOLERANCE:
                return state, taken, True
        return state, steps, False

    def _clamped(self, given: Mapping[int, float]) -> tuple[NDArray[np.intp], Floats]:
        for i, v in given.items():
            if not 0 <= i < self.size:
                raise ValueError(f"concept {i} is not within the {self.size} concepts")
            if not -1.0 <= v <= 1.0:
                raise ValueError(f"a concept is set from -1 to 1, not to {v}")
        order = sorted(given)
        return np.array(order, dtype=np.intp), np.array([given[i] for i in order], dtype=np.float64)

    def sample(
        self,
        given: Mapping[int, float],
        *,
        samples: int = 1000,
        steps: int = 500,
        seed: int = 0,
        threshold: float = 1e-6,
        moved: bool = False,
    ) -> WhatIfOutcome:
        """Run many maps drawn from the beliefs: each edge there or not, each sign one or the other, by ``seed``.

        With ``moved`` a concept's median and middle are those of the samples in which it moves at all; ``rises`` and
        ``falls`` stay shares of all. A concept rises in a sample where it ends above ``threshold``. Sampling runs in blocks of at most BLOCK numbers.
        """
        if samples < 1:
            raise ValueError("at least one sample is needed")
        rng = np.random.Generator(np.random.PCG64(seed))
        block = max(1, min(samples, BLOCK // max(1, len(self.links) + self.size)))
        ends: list[Floats] = []
        taken, settled, done = 0, True, 0
        while done < samples:
            n = min(block, samples - done)
            draws = rng.random((n, 2, len(self.links)))
            sign = np.where(draws[:, 1] < self._plus, np.float32(1.0), np.float32(-1.0))
            weights = np.ascontiguousarray(np.where(draws[:, 0] < self._belief, sign, np.float32(0.0)).T)
            state, used, quiet = self.run(given, steps=steps, weights=weights)
            ends.append(state)
            taken, settled, done = max(taken, used), settled and quiet, done + n
        every = np.concatenate(ends, axis=1)
        rises, falls = (every > threshold).mean(axis=1), (every < -threshold).mean(axis=1)
        moving = [int(i) for i in np.flatnonzero((rises > 0) | (falls > 0)) if int(i) not in given]
        ends_of = every[moving]
        if moved:
            ends_of = np.where(np.abs(ends_of) > threshold, ends_of, np.nan)
        low, median, high = np.nanquantile(ends_of, [0.05, 0.5, 0.95], axis=1) if moving else np.empty((3, 0))
        ways = carrying(self.links, self.expected, given, moving)
        changes = [
            Change(
                concept=i,
                median=float(median[k]),
                low=float(low[k]),
                high=float(high[k]),
                rises=float(rises[i]),
                falls=float(falls[i]),
                paths=ways.get(i, ()),
            )
            for k, i in enumerate(moving)
        ]
        changes.sort(key=lambda c: (-abs(c.median), -max(c.rises, c.falls), c.concept))
        warning = None if settled else f"the map was still moving after {steps} steps: read its numbers as unsettled"
        return WhatIfOutcome(tuple(changes), taken, settled, self.scaled, warning)
