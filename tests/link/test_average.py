"""Average link over the pairs that can count is average link over all of them."""

import random
from collections.abc import Iterator

import numpy as np
import pytest

from fabula.link.events import resolve
from fabula.link.events.resolve import Likely, ReportCluster

Rows = Iterator[tuple[float, int, int, int, int]]


def clustered(size: int, every: Likely) -> list[tuple[list[int], list[tuple[int, int]]]]:
    clusters = {i: ReportCluster([i], set(), set()) for i in range(size)}
    resolve._average(clusters, list(range(size)), every)
    return [(sorted(c.members), c.joins) for _, c in sorted(clusters.items())]


@pytest.mark.parametrize("seed", range(5))
def test_pairs_that_are_left_out_change_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    r, size = random.Random(seed), 60
    both = sorted({tuple(sorted(r.sample(range(size), 2))) for _ in range(500)})
    left, right = (np.array(x, dtype=np.int64) for x in zip(*both, strict=True))
    every = Likely(left, right, np.round([r.random() ** 2 for _ in both], 4))
    found = clustered(size, every)
    used = len(list(resolve._near(list(range(size)), every)))
    assert 1 < max(len(m) for m, _ in found) < size
    assert used < len(both)

    def all_of_them(home: list[int], every: Likely) -> Rows:
        for i, j, w in zip(every.left.tolist(), every.right.tolist(), every.chance.tolist(), strict=True):
            if home[i] != home[j]:
                yield w, i, j, home[i], home[j]

    monkeypatch.setattr(resolve, "_near", all_of_them)
    assert clustered(size, every) == found


def test_no_pairs_at_all() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert clustered(2, Likely(none, none, np.zeros(0))) == [([0], []), ([1], [])]
