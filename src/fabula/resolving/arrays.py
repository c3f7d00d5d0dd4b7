"""Rows of numbers of many things at once: what is done for every name of a dossier is done here, not one by one."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
_HALF = np.uint64(32)


class Ragged:
    """Rows of different lengths, one after the other: row ``i`` is ``values[starts[i]:starts[i + 1]]``."""

    def __init__(self, values: Ints, lengths: npt.ArrayLike) -> None:
        self.values = values
        self.starts = np.concatenate([[0], np.cumsum(np.asarray(lengths, dtype=np.int64))])

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> "Ragged":
        """Rows at hand."""
        return cls(np.array([n for row in rows for n in row], dtype=np.uint64), [len(row) for row in rows])

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def owners(self) -> Places:
        """The row of each value."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def take(self, rows: Places) -> tuple[Ints, Places]:
        """The values of some rows, and for each the position in ``rows`` of the one that it is from."""
        length = self.starts[rows + 1] - self.starts[rows]
        owner = np.repeat(np.arange(len(rows)), length)
        begin = np.repeat(self.starts[rows] - np.cumsum(length) + length, length)
        return self.values[begin + np.arange(len(owner))], owner

    def more(self, other: "Ragged") -> "Ragged":
        """These rows, and then the other ones."""
        lengths = np.concatenate([np.diff(self.starts), np.diff(other.starts)])
        return Ragged(np.concatenate([self.values, other.values]), lengths)


def matches(left: Ints | Places, right: Ints | Places) -> tuple[Places, Places]:
    """The positions of all pairs that have one key, in order of the left, then of the right."""
    order = np.argsort(right, kind="stable")
    sorted_ = right[order]
    begin = np.searchsorted(sorted_, left, "left")
    count = np.searchsorted(sorted_, left, "right") - begin
    one = np.repeat(np.arange(len(left)), count)
    two = np.repeat(begin - np.cumsum(count) + count, count) + np.arange(len(one))
    return one, order[two]


def firsts(keys: Ints | Places, rank: Places, most: int) -> Places:
    """Of what stands under each key the ``most`` of least rank: positions, by key, then by rank."""
    order = np.lexsort((rank, keys))
    sorted_ = keys[order]
    start = np.flatnonzero(np.r_[True, sorted_[1:] != sorted_[:-1]]) if len(keys) else np.empty(0, dtype=np.int64)
    where = np.arange(len(keys)) - np.repeat(start, np.diff(np.r_[start, len(keys)]))
    return order[where < most]


def numbered(things: Sequence[object]) -> Places:
    """A number for each thing, one for those that are equal, in order of first appearance."""
    known: dict[object, int] = {}
    # The length before is the number of what is new.
    return np.fromiter((known.setdefault(t, len(known)) for t in things), dtype=np.int64, count=len(things))


def appearing(numbers: Ints) -> Places:
    """``numbered``, of numbers."""
    _, first, place = np.unique(numbers, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[place]


def ranked(names: Sequence[str]) -> Places:
    """The place of each name among all in alphabetical order; equal names in the order given."""
    rank = np.empty(len(names), dtype=np.int64)
    rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return rank


def once(left: Places, right: Places) -> tuple[Places, Places]:
    """Pairs (below 2 ** 31 each) in order, each once."""
    packed = np.unique((left << 32) | right)
    return packed >> 32, packed & 0xFFFFFFFF


def distinct(pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Pairs (n x 2, below 2 ** 32 each) in order, each once."""
    return _once((pairs[:, 0].astype(np.uint64) << _HALF) | pairs[:, 1].astype(np.uint64))


def _once(packed: Ints) -> npt.NDArray[np.int64]:
    """Pairs that are packed, which it sorts, in order, each once."""
    packed.sort()
    if len(packed):
        packed = packed[np.r_[True, packed[1:] != packed[:-1]]]
    out = np.empty((len(packed), 2), dtype=np.int64)
    out[:, 0] = packed >> _HALF
    out[:, 1] = packed & np.uint64(0xFFFFFFFF)
    return out


def blocked(
    keys: Ints, rank: npt.NDArray[np.int64], first: int, most: int | None = None, neighbours: bool = False
) -> npt.NDArray[np.int64]:
    """Candidate pairs (shape n × 2, each once, left of lower rank) of things that stand under one key.

    ``keys`` and ``rank`` run in parallel: the thing of a rank stands under a key. Within a block each thing is paired
    with the ``first`` of least rank alone, so that the pairs grow with the things and not with their square, and a
    block up to first + 1 things is paired whole; blocks of more than ``most`` things propose none. With ``neighbours``
    each is paired with the ``first`` that precede it instead. The ranks' order is all that counts, not that of the rows.
    """
    if not len(keys):
        return np.empty((0, 2), dtype=np.int64)
    ascending = bool((rank[1:] >= rank[:-1]).all())  # a single sort will do
    order = np.argsort(keys, kind="stable") if ascending else np.lexsort((rank, keys))
    k, r = keys[order], rank[order].astype(np.uint64)
    start = np.flatnonzero(np.r_[True, k[1:] != k[:-1]])
    size = np.diff(np.r_[start, len(k)])
    begin = np.repeat(start, size)
    where = np.arange(len(k)) - begin
    if most:
        where[np.repeat(size > most, size)] = 0
    packed = []
    for a in range(first):
        late = np.flatnonzero(where > a)
        packed.append((r[late - a - 1 if neighbours else begin[late] + a] << _HALF) | r[late])
    pairs = _once(np.concatenate(packed))
    out: npt.NDArray[np.int64] = pairs[pairs[:, 0] != pairs[:, 1]]
    return out


def connected(count: int, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The connected components of a graph: for each thing the least number in its component."""
    label = np.arange(count)
    while True:
        least = np.minimum(label[left], label[right])
        new = label.copy()
        for side in (left, right):
            np.minimum.at(new, label[side], least)
        new = new[new]
        if np.array_equal(new, label):
            return label
        label = new


def components(label: npt.NDArray[np.int64]) -> list[list[int]]:
    """The members of each component, by least member, in order."""
    order = np.argsort(label, kind="stable")
    cut = np.flatnonzero(np.diff(label[order])) + 1
    return [[int(i) for i in part] for part in np.split(order, cut)] if len(label) else []
