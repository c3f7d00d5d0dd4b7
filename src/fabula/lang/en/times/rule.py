"""What a rule is, and what it may know of the text: the frame that the grammar's modules share."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from fabula.lang.en.times import values
from fabula.lang.en.times.direction import direction
from fabula.model.records import Time
from fabula.model.vocabulary import TimeType

REACH = 600
"""How far back, in characters, an expression is sought for another to count from: two or three paragraphs of news."""

_NUMBERS = re.compile(r"(?<![\d/-])([0-3]?\d)([/-])([0-3]?\d)\2(?:[12]\d)?\d\d(?![\d/-])")
"""A date as three numbers, with slashes or hyphens, the year last."""


@dataclass(slots=True)
class Context:
    """One text while it is read: itself, its lower-case twin (same offsets), the day it counts from, what was found."""

    text: str
    low: str
    doc: date | None
    anchor: str
    seen: list[Time] = field(default_factory=list)
    _day_first: bool | None = None

    @property
    def day_first(self) -> bool:
        """Whether the text's own dates in numbers put the day before the month: one can be read no other way, none the other."""
        if self._day_first is None:
            found = [(int(m[1]), int(m[3])) for m in _NUMBERS.finditer(self.low)]
            self._day_first = any(a > 12 >= b for a, b in found) and not any(b > 12 >= a for a, b in found)
        return self._day_first

    def hint(self, start: int, end: int) -> int:
        """1 where a bare expression points ahead, -1 behind, 0 where nothing says."""
        return direction(self.text, self.low, start, end)

    def before(self, start: int, size: int = 24) -> str:
        """The lower-case text just before a position."""
        return self.low[max(0, start - size) : start]

    def modifier(self, start: int, end: int, link: str) -> int:
        """Where "the 16th-century church" has its expression begin: the article belongs to what it modifies."""
        hyphenated = self.low.startswith("the ", start) and link in self.low[start:end]
        return start + 4 if hyphenated and re.match(r" [a-z]", self.low[end : end + 2]) else start

    def relative(self, start: int, end: int, grain: str, n: int, mod: str | None = None, tail: str = "") -> Time:
        """The stretch of that grain ``n`` units from the document's day; X where it is undated."""
        to = values.shift(self.doc, grain, n) if self.doc else None
        value = values.of(to, grain) if to else values.unknown(grain)
        return self.time(start, end, value + tail, mod, self.anchor)

    def time(
        self,
        start: int,
        end: int,
        value: str,
        mod: str | None = None,
        anchor: str | None = None,
        kind: TimeType | None = None,
    ) -> Time:
        """A time expression; a DATE, or a TIME where the value says so, unless ``kind`` is given."""
        return Time(
            start=start,
            end=end,
            type=kind or ("TIME" if "T" in value[4:] and value[:1] in "0123456789X" else "DATE"),
            value=value,
            mod=mod,
            anchor=anchor,
        )

    def last(self, start: int, finest: str, near: int = REACH) -> Time | None:
        """The nearest expression before ``start`` that is as fine as ``finest`` and has a place on the calendar."""
        for t in reversed(self.seen):
            if start - t.end > near:
                return None
            grain = values.grain(t.value) if t.type in ("DATE", "TIME") else None
            if grain and values.finer(grain, finest):
                return t
        return None


Read = Callable[[re.Match[str], Context], Iterable[Time] | Time | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of expression: its pattern over lower-case text and how a match is read.

    ``read`` gives the expressions in the match, nothing (None) where it is none after all, or an empty tuple where
    the words are to be skipped whole.
    """

    name: str
    pattern: str
    read: Read


def plain(pattern: str) -> str:
    """A pattern without its groups' names, to be used within another."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def portion(words: str | None) -> str | None:
    """The ``mod`` of a part: "early", "mid-", "the end of"."""
    if not words:
        return None
    if "mid" in words:
        return "MID"
    if "earl" in words or "beginning" in words or "start" in words or "first" in words or "turn" in words:
        return "START"
    if "end" in words.split() or "late" in words or "close" in words or "second" in words or "remainder" in words:
        return "END"
    return None
