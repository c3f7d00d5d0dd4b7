"""An article's text as markup: paragraphs, zones, and what was read marked; where marks overlap, a piece has all of them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from markupsafe import Markup

from fabula.model.records import Article, Pair
from fabula.serve.rendering import safe

QUIET = frozenset({"furniture", "promotion", "comment", "error"})


class Marked(Protocol):
    """What is marked: its layer, its spans, and its place in the list."""

    @property
    def layer(self) -> str: ...
    @property
    def spans(self) -> Sequence[Pair]: ...
    @property
    def key(self) -> str: ...


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: where it stands, its zone, whether it is furniture, and its markup."""

    start: int
    end: int
    zone: str
    quiet: bool
    markup: Markup


def cut_at(text: str, size: int) -> list[Pair]:
    """A text in parts of about a size, cut between paragraphs, or where there is none between lines or words."""
    out: list[Pair] = []
    start = 0
    while len(text) - start > size * 1.25:
        end = next(
            (
                k + len(mark)
                for mark in ("\n\n", "\n", " ")
                if (k := text.rfind(mark, start + size // 2, start + size)) > 0
            ),
            start + size,
        )
        out.append((start, end))
        start = end
    return [*out, (start, len(text))]


def paragraphs(
    a: Article, low: int, high: int, read: Sequence[Marked], at: Pair | None, cited: Mapping[Pair, int] | None = None
) -> Iterator[Paragraph]:
    """The paragraphs of a part of an article. ``at``: the passage that the address points at.

    ``cited``: passages with numbers. Each begins at an element ``k`` and its number, all its pieces are of that class.
    """
    cuts = _Cuts(read, at, low, high, cited or {})
    zones = [z for z in a.zones if z.start < high and z.end > low] or []
    stretches = [(max(z.start, low), min(z.end, high), z.kind) for z in zones] or [(low, high, "body")]
    for start, end, kind in stretches:
        for first, last in _lines(a.text, start, end):
            yield Paragraph(first, last, kind, kind in QUIET, cuts.markup(a.text, first, last))


def _lines(text: str, start: int, end: int) -> Iterator[Pair]:
    """The lines with words of a stretch, without the white space around them."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        kept = line.strip()
        if kept:
            first = at + line.index(kept)
            yield first, first + len(kept)
        at += len(line)


class _Cuts:
    """Where marks begin and end, and which cover each piece between."""

    def __init__(self, read: Sequence[Marked], at: Pair | None, low: int, high: int, cited: Mapping[Pair, int]) -> None:
        spans = [(s, e, r) for r in read for s, e in r.spans if s < high and e > low]
        self.at = at
        self.cited = sorted((s, e, n) for (s, e), n in cited.items() if s < high and e > low)
        self._begun: set[int] = set()
        edges = {x for s, e, _ in spans for x in (s, e)} | set(at or ()) | {x for s, e, _ in self.cited for x in (s, e)}
        self.edges = sorted(edges)
        begins: dict[int, list[tuple[int, Marked]]] = {}
        for s, e, r in spans:
            begins.setdefault(s, []).append((e, r))
        live: list[tuple[int, Marked]] = []
        self.covers: dict[int, list[tuple[int, Marked]]] = {}
        for edge in self.edges:
            live = [(e, r) for e, r in live if e > edge] + begins.get(edge, [])
            self.covers[edge] = live
        self._shown = False

    def markup(self, text: str, start: int, end: int) -> Markup:
        """A line's characters, in pieces."""
        k = bisect_right(self.edges, start)
        inner = [x for x in self.edges[k:] if x < end]
        out: list[Markup] = []
        before = self.edges[k - 1] if k else None
        inside = False
        for a, b in pairwise([start, *inner, end]):
            if a in self.covers:
                before = a
            live = self.covers[before] if before is not None else []
            marked = self.at is not None and self.at[0] <= a < self.at[1]
            if marked != inside:
                out.append(self._turn(marked))
                inside = marked
            out.append(self._piece(text[a:b], [r for e, r in live if e > a], self._numbers(a)))
        if inside:
            out.append(self._turn(False))
        return Markup("").join(out)

    def _turn(self, marked: bool) -> Markup:
        """Where the passage that the address points at begins or ends."""
        if not marked:
            return Markup("</mark>")
        first, self._shown = not self._shown, True
        return Markup('<mark id="at" tabindex="-1">' if first else "<mark>")

    def _numbers(self, at: int) -> list[int]:
        """The cited passages that a place is in."""
        return [n for s, e, n in self.cited if s <= at < e]

    def _piece(self, words: str, live: Sequence[Marked], numbers: Sequence[int]) -> Markup:
        piece = safe(words)
        of = "".join(f" k{n}" for n in numbers)
        if live:
            inmost = min(live, key=lambda r: sum(e - s for s, e in r.spans))
            layers = " ".join(f"l-{x}" for x in dict.fromkeys(r.layer for r in live))
            piece = Markup(f'<a class="m {layers}{of}" href="#{inmost.key}">{piece}</a>')
        elif of:
            piece = Markup(f'<span class="{of[1:]}">{piece}</span>')
        for n in numbers:
            if n not in self._begun:
                self._begun.add(n)
                piece = Markup(f'<span class="k" id="k{n}">{piece}</span>')
        return piece
