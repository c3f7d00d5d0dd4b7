"""Rows of numbers of many things at once: what is done for every name of a dossier is done here, not one by one."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


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


def _blocks(keys: Ints | Places) -> tuple[Places, Places]:
    """Of keys in order: where the block of each row begins, and the size of each block."""
    start = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]][: len(keys)])
    size = np.diff(np.r_[start, len(keys)])
    return np.repeat(start, size), size


def firsts(keys: Ints | Places, rank: Places, most: int) -> Places:
    """Of what stands under each key the ``most`` of least rank: positions, by key, then by rank."""
    order = np.lexsort((rank, keys))
    return order[np.arange(len(keys)) - _blocks(keys[order])[0] < most]


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


def packed(left: Places, right: Places) -> Places:
    """Pairs (below 2 ** 31 each) as one number each, which sort as they do."""
    return (left << 32) | right


def unpacked(pairs: Places) -> tuple[Places, Places]:
    """The two sides of pairs that are packed."""
    return pairs >> 32, pairs & 0xFFFFFFFF


def once(left: Places, right: Places) -> tuple[Places, Places]:
    """Pairs (below 2 ** 31 each) in order, each once."""
    return unpacked(np.unique(packed(left, right)))


def distinct(pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """``once``, of pairs n x 2."""
    return np.stack(once(pairs[:, 0], pairs[:, 1]), axis=1)


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
    r = rank[order]
    begin, size = _blocks(keys[order])
    where = np.arange(len(r)) - begin
    if most:
        where[np.repeat(size > most, size)] = 0
    pairs = []
    for a in range(first):
        late = np.flatnonzero(where > a)
        pairs.append(packed(r[late - a - 1 if neighbours else begin[late] + a], r[late]))
    left, right = unpacked(np.unique(np.concatenate(pairs)))
    apart = left != right
    return np.stack([left[apart], right[apart]], axis=1)


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
    cut = [0, *(np.flatnonzero(np.diff(label[order])) + 1).tolist(), len(order)]
    members: list[int] = order.tolist()
    return [members[a:b] for a, b in pairwise(cut)] if members else []
