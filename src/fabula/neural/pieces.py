"""Texts as word pieces: what the reader's network sees, with the code points that each piece covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fabula.model.records import Pair

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = 101, 102
LINE = 1
"""[unused0] of BERT's vocabulary, which BERT never saw: a line break between two pieces."""
STOPS = (1012, 999, 1029, 1529)
"""Full stop, exclamation mark, question mark, ellipsis."""
CLOSING = (1000, 1005, 1007, 1521, 1524)
"""What may close a sentence after them: straight quotation marks, a parenthesis, curly quotation marks."""
SLACK = 16
"""Pieces that a window is planned shorter than it may be, on the average, to leave a choice of where to cut."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's word pieces, in order.

    ``ids`` are the vocabulary's; ``starts`` and ``ends`` are code points into the text; ``cases`` are 0 (lower or
    none), 1 (initial capital) or 2 (capitals).
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    cases: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.ids)

    def cut(self, keep: NDArray[np.intp] | slice) -> "Pieces":
        """Some of the pieces."""
        return Pieces(self.ids[keep], self.starts[keep], self.ends[keep], self.cases[keep])


def case_of(word: str) -> int:
    """0 lower or none, 1 initial capital, 2 capitals."""
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def pieces(text: str, tokenizer: "Tokenizer", sections: Sequence[Pair] | None = None) -> Pieces:
    """The pieces of ``text``, or of its ``sections`` one after another; LINE wherever a line breaks between two."""
    ids: list[int] = []
    at: list[Pair] = []
    cases: list[int] = []
    last = 0
    for start, end in ((0, len(text)),) if sections is None else sections:
        # A lone surrogate, which no UTF-8 holds, stands for no character: the tokenizer gets U+FFFD in its place.
        part = text[start:end].encode("utf-8", "replace").decode() if _lone(text[start:end]) else text[start:end]
        encoding = tokenizer.encode(part, add_special_tokens=False)
        for i, (s, e) in zip(encoding.ids, encoding.offsets, strict=True):
            if e <= s:
                continue
            s, e = s + start, e + start
            if s > last and ids and (k := text.find("\n", last, s)) >= 0:
                ids.append(LINE)
                at.append((k, k + 1))
                cases.append(0)
            ids.append(i)
            at.append((s, e))
            cases.append(case_of(text[s:e]))
            last = e
    spans = np.array(at, dtype=np.int32).reshape(-1, 2)
    return Pieces(np.array(ids, dtype=np.int32), spans[:, 0].copy(), spans[:, 1].copy(), np.array(cases, dtype=np.int8))


def _lone(text: str) -> bool:
    """Whether a text holds a surrogate that stands alone."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``start`` to ``end`` are seen together; those from ``first`` to ``last`` are judged in this window."""

    start: int
    end: int
    first: int
    last: int


def windows(ids: NDArray[np.int32], room: int, margin: int) -> list[Window]:
    """Windows of at most ``room`` pieces over a text's ``ids``, of like length; each piece is judged in one of them.

    It is judged where it stands at least ``margin`` pieces from an edge that is not the text's own. Where a window
    stops judging and the next begins, a line or a sentence ends, if one does near enough.
    """
    n = len(ids)
    if n <= room:
        return [Window(0, n, 0, n)] if n else []
    most = room - 2 * margin
    count = -(-(n - 2 * margin) // max(1, most - SLACK))
    worth = _breaks(ids)
    cuts = [0]
    for left in range(count, 1, -1):
        first = cuts[-1]
        low = max(n - margin - (left - 1) * most, first + 1)
        high = min(first + most + (0 if first else margin), n - 1)
        at = np.arange(low, high + 1)
        cuts.append(int(at[np.argmin(np.abs(at - first - (n - first) / left) - worth[at])]))
    cuts.append(n)
    return [Window(max(0, a - margin), min(n, b + margin), a, b) for a, b in pairwise(cuts)]


def _breaks(ids: NDArray[np.int32]) -> NDArray[np.int8]:
    """For each piece how many pieces off the middle a cut before it is worth: 0 but for a line's or sentence's end."""
    out = np.zeros(len(ids), dtype=np.int8)
    stop, close = np.isin(ids, STOPS), np.isin(ids, CLOSING)
    ended = np.zeros(len(ids) + 1, dtype=bool)
    ended[1:] = stop
    ended[1:][close] = ended[:-1][close]
    out[ended[:-1] & ~close] = 25
    out[ids == LINE] = 40
    return out
