"""Quotation marks: which stretches of a text stand in them, in every style that news is written in.

Marks are matched paragraph by paragraph (a paragraph is a line) with a stack, so that nesting is kept. Three things
that a stack alone gets wrong are decided by where a mark stands: whether an ambiguous mark (straight, or turned the
other way round in another language) opens or closes; whether a second opening mark nests or the first one's closing
mark is missing; and whether a single mark is an apostrophe. A mark left open at the end of a paragraph goes on where
the next paragraph opens it again (the convention for speech of several paragraphs) or holds its closing mark; else the
quotation ends with its paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.lang.en.rules.quotation import ELISION
from fabula.model.records import Pair

CLOSERS: dict[str, str] = {
    "“": '”"',
    "„": '“”"',
    "‟": '”"',
    "”": "”",
    '"': '"”',
    "``": "''",
    "''": "''",
    "«": "»",
    "»": "«»",
    "‘": "’'",
    "‛": "’",
    "‚": "‘’",
    "'": "'’",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "＂": "＂",
}
"""Which marks may close a quotation that a mark opens. „…“ is German, ”…” Swedish, »…« German and Danish."""

SINGLE = frozenset("‘’‛‚'‹›")
AMBIGUOUS = frozenset({'"', "''", "'", "”", "»", "›", "＂", "’"})
"""Marks that close as often as they open: they open only after a space or an opening sign, before a word."""

STRAY = frozenset("”»")
"""Closing marks that, met alone, end speech that was resumed without an opening mark."""

MARK = re.compile(r"``|''|[\"“”„‟«»‹›＂「」『』]|(?<!\w)['‘‚‛]|['’](?!\w)|‘(?=\w)")
_LINE = re.compile(r"[^\n\r\u2028\u2029]*\S[^\n\r\u2028\u2029]*")
_OPENING = frozenset("([{<—–-‒―/:=>*_|•…")
_STOP = re.compile(r"[.!?…]\s+(?=[^\W\d_a-z])")
_RESUMED = 3
"""Fewest spaces in a stretch that a closing mark alone makes a quotation."""
_SHORT = 24
"""Longest second opening stretch, in characters, that counts as a quoted word inside a quotation never closed."""
_AHEAD = 100
"""Marks looked ahead for the one that closes a single mark: more than any paragraph of the corpora has."""
_GAP = 2
"""Paragraphs without any mark that a quotation, opened once and closed once, may run over."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks.

    ``parts`` are its paragraphs' spans, marks included; ``inner`` are the same without the marks. ``depth`` is 0 for
    one that stands in no other, and ``parent`` is the index of the one that it stands in. ``closed``: whether its
    closing mark is there.
    """

    parts: tuple[Pair, ...]
    inner: tuple[Pair, ...]
    mark: str
    depth: int = 0
    parent: int | None = None
    closed: bool = True

    @property
    def start(self) -> int:
        """Where it begins, at its opening mark."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where it ends, after its closing mark."""
        return self.parts[-1][1]


@dataclass(slots=True)
class _Open:
    mark: str
    parts: list[Pair]
    inner: list[Pair]
    start: int
    inside: int


class _Scan:
    """One pass over a text; ``done`` collects (parts, inner, mark, closed)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.done: list[tuple[tuple[Pair, ...], tuple[Pair, ...], str, bool]] = []
        self.stack: list[_Open] = []
        self.waiting: _Open | None = None
        self.idle = 0

    def run(self) -> None:
        for line in _LINE.finditer(self.text):
            a, b = line.span()
            while self.text[a].isspace():
                a += 1
            while self.text[b - 1].isspace():
                b -= 1
            self.paragraph(a, b)
        if self.waiting:
            self.give_up()

    def paragraph(self, a: int, b: int) -> None:
        marks = [m.span() for m in MARK.finditer(self.text, a, b)]
        if self.waiting:
            marks = self.resume(marks, a, b)
        closing = [self.closes(i, j, b) for i, j in marks]
        left = [0] * (len(marks) + 1)
        for k in range(len(marks) - 1, -1, -1):
            left[k] = left[k + 1] + closing[k]
        for k, (i, j) in enumerate(marks):
            self.mark(k, i, j, a, b, marks, left[k])
        self.finish(b)

    def resume(self, marks: list[Pair], a: int, b: int) -> list[Pair]:
        """Go on with the quotation that the last paragraph left open, if this one does."""
        w = self.waiting
        assert w is not None
        first = self.text[marks[0][0] : marks[0][1]] if marks else ""
        if marks and marks[0][0] == a and first == w.mark and not self.idle:
            w.start, w.inside = marks[0]
            self.stack, self.waiting, self.idle = [w], None, 0
            return marks[1:]
        if marks and first in CLOSERS[w.mark] and first != w.mark and self.closes(*marks[0], b):
            w.start = w.inside = a
            self.stack, self.waiting, self.idle = [w], None, 0
            return marks
        if marks or self.idle >= _GAP or w.mark in SINGLE or w.mark == '"':
            self.give_up()
        else:
            self.idle += 1
            w.parts.append((a, b))
            w.inner.append((a, b))
        return marks

    def give_up(self) -> None:
        """The quotation waiting for its closing mark never got it: it ends with the paragraph that it was left in."""
        w = self.waiting
        assert w is not None
        n = len(w.parts) - self.idle
        if w.mark not in SINGLE:
            self.done.append((tuple(w.parts[:n]), tuple(w.inner[:n]), w.mark, False))
        self.waiting, self.idle = None, 0

    def opens(self, i: int, j: int, a: int, b: int) -> bool:
        """Whether a mark stands where an opening one stands: not after a word, before something."""
        if j >= b:
            return False
        before = self.text[i - 1] if i > a else " "
        after = self.text[j]
        if after.isspace():
            return self.text[i:j] == "«" and after in "\xa0\u202f\u2009 "
        return before.isspace() or before in _OPENING or MARK.fullmatch(before) is not None

    def closes(self, i: int, j: int, b: int) -> bool:
        """Whether a mark stands where a closing one stands: after something, not before a word."""
        mark = self.text[i:j]
        if mark in ("“", "‘", "«", "‹"):
            return i > 0 and not self.text[i - 1].isspace() and (j >= b or not self.text[j].isalnum())
        if mark not in AMBIGUOUS:
            return mark in "」』"
        if i == 0 or (self.text[i - 1].isspace() and mark not in "»”’"):
            return False
        return j >= b or not self.text[j].isalnum() or mark == "”"

    def mark(self, k: int, i: int, j: int, a: int, b: int, marks: list[Pair], left: int) -> None:
        mark = self.text[i:j]
        for depth in range(len(self.stack) - 1, -1, -1):
            top = self.stack[depth]
            if mark in CLOSERS[top.mark] and self.closes(i, j, b) and self.may_close(top, k, i, j, a, b, marks):
                del self.stack[depth + 1 :]
                self.close(self.stack.pop(), i, j)
                return
            if top.mark not in SINGLE:
                break
        if mark in STRAY and not self.stack and self.closes(i, j, b):
            self.stray(i, j, a)
            return
        if mark not in CLOSERS or not self.opens(i, j, a, b):
            return
        if mark in SINGLE and (ELISION.match(self.text, i) or not self.single_closes(k, mark, marks, b)):
            return
        if self.stack and self.stack[-1].mark == mark and left < len(self.stack) + 1:
            self.missing(mark, i, j, a, b)
        self.stack.append(_Open(mark, [], [], i, j))

    def missing(self, mark: str, i: int, j: int, a: int, b: int) -> None:
        """A second opening mark, and too few closing ones: end the first quotation, unless this is a word in it."""
        top = self.stack[-1]
        end = next(
            (m.start() for m in MARK.finditer(self.text, j, min(b, j + _SHORT + 2)) if m.group() in CLOSERS[mark]), b
        )
        if end - j <= _SHORT or top.start == a:
            return
        del self.stack[-1]
        stop = i
        while stop > top.inside and self.text[stop - 1].isspace():
            stop -= 1
        if stop > top.inside:
            self.done.append(((*top.parts, (top.start, stop)), (*top.inner, (top.inside, stop)), mark, False))

    def stray(self, i: int, j: int, a: int) -> None:
        """A closing mark alone: speech goes on after "..., he added." without an opening mark of its own."""
        last = next((p[-1][1] for p, _, mark, _ in reversed(self.done) if mark not in SINGLE), 0)
        stop = _STOP.search(self.text, last, i) if last > a else None
        if stop and self.text.count(" ", stop.end(), i) >= _RESUMED:
            self.done.append((((stop.end(), j),), ((stop.end(), i),), self.text[i:j], False))

    def single_closes(self, k: int, mark: str, marks: list[Pair], b: int) -> bool:
        return any(self.text[i:j] in CLOSERS[mark] and self.closes(i, j, b) for i, j in marks[k + 1 : k + _AHEAD])

    def may_close(self, top: _Open, k: int, i: int, j: int, a: int, b: int, marks: list[Pair]) -> bool:
        """Whether a mark closes ``top``: not an inch sign, nor a plural's apostrophe where a better mark follows."""
        mark = self.text[i:j]
        if mark == '"' and top.mark == '"' and self.opens(i, j, a, b) and not self.text[i - 1].isalnum():
            return self.text[i - 1] in ".,!?…" or (self.text[i - 1] in "—–-" and j < b and not self.text[j].isalnum())
        if mark in "'’" and self.text[i - 1] in "sSnN" and j < b and self.text[j] == " ":
            for p, q in marks[k + 1 : k + _AHEAD]:
                if self.text[p:q] == top.mark and self.opens(p, q, a, b):
                    return True
                if self.text[p:q] == mark and self.closes(p, q, b):
                    return False
                if self.text[p:q] not in SINGLE:
                    return True
        return True

    def close(self, o: _Open, i: int, j: int) -> None:
        parts, inner = [*o.parts, (o.start, j)], [*o.inner, (o.inside, i)]
        self.done.append((tuple(parts), tuple(p for p in inner if p[0] < p[1]), o.mark, True))

    def finish(self, b: int) -> None:
        """At a paragraph's end: keep the outermost quotation open for the next one, and drop the rest."""
        if self.stack:
            o = self.stack[0]
            o.parts.append((o.start, b))
            if o.inside < b:
                o.inner.append((o.inside, b))
                self.waiting, self.idle = o, 0
            self.stack = []


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text, nested ones too, in text order (an outer one before those inside it).

    Spans are code points into ``text``; none is empty. Takes time linear in the text's length, but for paragraphs of
    very many single marks.
    """
    scan = _Scan(text)
    scan.run()
    found = sorted((d for d in scan.done if d[1]), key=lambda d: (d[0][0][0], -d[0][-1][1]))
    return tuple(_nested(found))


def _nested(found: list[tuple[tuple[Pair, ...], tuple[Pair, ...], str, bool]]) -> Iterator[Quotation]:
    around: list[tuple[int, int]] = []
    for i, (parts, inner, mark, closed) in enumerate(found):
        while around and around[-1][1] <= parts[0][0]:
            around.pop()
        yield Quotation(parts, inner, mark, len(around), around[-1][0] if around else None, closed)
        around.append((i, parts[-1][1]))
