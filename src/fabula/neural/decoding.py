"""From the network's scores to frames: spans by Viterbi, and near-copies of one frame put together."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from fabula.model.records import Pair
from fabula.neural.pieces import LINE, Pieces

Floats = NDArray[np.float32]


def inside(scores: Floats, switch: Floats) -> NDArray[np.bool_]:
    """The best path of a chain of two states, outside and inside, for each row at once (Viterbi 1967).

    ``scores``: rows by pieces, the log odds that a piece is inside. ``switch`` is what each change of state
    costs, row by row, so that one weak piece neither splits a span nor makes one.
    """
    rows, n = scores.shape
    came = np.zeros((n, rows, 2), dtype=np.bool_)
    out, within = np.zeros(rows, dtype=np.float32), -switch
    for k in range(n):
        came[k, :, 0] = within - switch > out
        came[k, :, 1] = out - switch > within
        out, within = np.maximum(out, within - switch), np.maximum(within, out - switch)
        within = within + scores[:, k]
    best = np.zeros((rows, n), dtype=np.bool_)
    state = within - switch > out
    for k in range(n - 1, -1, -1):
        best[:, k] = state
        # Where the state was changed into at this piece, the one before it was the other.
        state = state ^ np.where(state, came[k, :, 1], came[k, :, 0])
    return best


def spans(text: str, p: Pieces, chosen: NDArray[np.bool_]) -> tuple[Pair, ...]:
    """The stretches of chosen pieces as spans of the text: whole words, without white space at the edges."""
    return tuple(_spans(text, p, chosen))


def _spans(text: str, p: Pieces, chosen: NDArray[np.bool_]) -> Iterator[Pair]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], chosen.astype(np.int8), [0]])))
    last = -1
    for i, j in zip(edges[::2], edges[1::2], strict=True):
        start, end = int(p.starts[i]), int(p.ends[j - 1])
        while i > 0 and p.ids[i - 1] != LINE and p.ends[i - 1] == start and _word(text, start):
            i -= 1
            start = int(p.starts[i])
        while j < len(p) and p.ids[j] != LINE and p.starts[j] == end and _word(text, end):
            end = int(p.ends[j])
            j += 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        start = max(start, last)
        if start < end:
            yield start, end
            last = end


def _word(text: str, k: int) -> bool:
    """Whether position ``k`` lies within a word: letters or digits on both sides."""
    return text[k - 1].isalnum() and text[k].isalnum()


def alike(a: tuple[Pair, ...], b: tuple[Pair, ...]) -> float:
    """Jaccard similarity of the characters that two lists of spans cover; each list without overlaps."""
    both = sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
    either = sum(e - s for s, e in a) + sum(e - s for s, e in b) - both
    return both / either if either else 0.0
