"""The paths that carry a change through the map, from what was set to what moved."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from fabula.derive.causal.whatif import Link

LONGEST: Final = 6
"""Edges in a path. Beyond that a chain of beliefs is worth less than a fiftieth of a sure edge (0.5 ** 6), and nobody
reads it."""


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of edges: ``edges`` index the engine's links in order, ``concepts`` the concepts passed, first to last.

    ``weight`` is the product of the expected weights and the value set: its sign is the direction of the change.
    """

    edges: tuple[int, ...]
    concepts: tuple[int, ...]
    weight: float


def carrying(
    links: Sequence["Link"],
    weights: NDArray[np.floating[Any]],
    given: Mapping[int, float],
    wanted: Sequence[int],
    *,
    most: int = 3,
) -> dict[int, tuple[Path, ...]]:
    """The strongest simple paths from what is set to each wanted concept, at most ``most`` for each, strongest first.

    The best path to each concept is Dijkstra's over the products of absolute weights; the others enter by another last
    edge. Gates are left out of account: a gated edge counts as open.
    """
    leaving: dict[int, list[int]] = {}
    entering: dict[int, list[int]] = {}
    for k, e in enumerate(links):
        if weights[k] != 0.0:
            leaving.setdefault(e.source, []).append(k)
            entering.setdefault(e.target, []).append(k)
    best: dict[int, Path] = {}
    queue = [(-abs(v), 0, i, Path((), (i,), v)) for i, v in sorted(given.items()) if v != 0.0]
    heapq.heapify(queue)
    count = len(queue)
    while queue:
        _, _, node, path = heapq.heappop(queue)
        if node in best:
            continue
        best[node] = path
        if len(path.edges) == LONGEST:
            continue
        for k in leaving.get(node, ()):
            target = links[k].target
            if target not in best and target not in given:
                count += 1
                after = Path((*path.edges, k), (*path.concepts, target), path.weight * float(weights[k]))
                heapq.heappush(queue, (-abs(after.weight), count, target, after))
    out: dict[int, tuple[Path, ...]] = {}
    for node in wanted:
        ways = []
        for k in entering.get(node, ()):
            before = best.get(links[k].source)
            if before is not None and node not in before.concepts and len(before.edges) < LONGEST:
                ways.append(Path((*before.edges, k), (*before.concepts, node), before.weight * float(weights[k])))
        ways.sort(key=lambda p: (-abs(p.weight), p.edges))
        out[node] = tuple(ways[:most])
    return out
