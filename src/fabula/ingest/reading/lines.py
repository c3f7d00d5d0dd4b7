"""A plain text's paragraphs, as stretches of the text: a line each, or several where lines were wrapped.

A text is wrapped where its lines break at a width: sentences go on over the breaks, mostly with a small letter. Which
breaks are those of paragraphs then hangs on how full the line before is.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from fabula.lang.en.calendar import MONTHS, MONTHS_CUT, WEEKDAYS, WEEKDAYS_CUT
from fabula.model.records import Zone

_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]*]*$")
_ITEM = re.compile(r"(?:[-*•▪◦‣–—·]|\d{1,2}[.)])\s")
_LEAD = re.compile(r"(?:by|photo|image|source|tags?|read|see|share|updated?|published|posted)\b|https?:", re.IGNORECASE)
_STAMP = re.compile(rf"on\s+(?:{'|'.join((*MONTHS, *MONTHS_CUT, *WEEKDAYS, *WEEKDAYS_CUT))})\b", re.IGNORECASE)
"""How a line begins that dates the headline above it ("on Feb. 4, 2009"); a wrapped text may break there as anywhere."""
WIDEST = 120
"""Characters of a wrapped line at most: 72 is mail's custom, 80 the terminal's, 100 some editors'."""
BEGUN = 20
"""Characters from which a line that ends within a sentence, before a small letter, goes on: shorter ones are a list's."""
FULL = 0.85
"""A line is full where it and the next word reach this share of the width: a word that did not fit."""
CONTINUED = 0.3
"""Share of breaks, in a wrapped text, after which a small letter goes on within a sentence. English running text has 0.6 to
0.8; lists and headed texts have under 0.1."""
_SPACES = dict.fromkeys(
    map(ord, "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)


@dataclass(slots=True)
class Paragraph:
    """A paragraph: ``start`` to ``end`` without white space at its edges; ``kind`` once it is known.

    ``gap`` is whether a blank line (or the text's edge) stands before it.
    """

    start: int
    end: int
    text: str
    gap: bool
    kind: str = ""
    words: int = field(default=0)

    def __post_init__(self) -> None:
        self.words = len(self.text.split())

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.text)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does: a full stop or the like, then closing marks at most."""
    return _SENTENCE_END.search(text[-12:]) is not None


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a plain text, in order; white space lies between them."""
    groups = _groups(text)
    out: list[Paragraph] = []
    for group, soft in zip(groups, _soft(text, groups), strict=True):
        start = group[0][0]
        first = True
        for i, (_, end) in enumerate(group):
            if i < len(soft) and soft[i]:
                continue
            out.append(Paragraph(start, end, text[start:end], first))
            first = False
            start = group[i + 1][0] if i + 1 < len(group) else end
    return out


def flowing(text: str, zones: Sequence[Zone]) -> str:
    """A text as it is read, of the same length: breaks within paragraphs and no-break spaces are spaces.

    Offsets into it are offsets into the text.
    """
    out = list(text if text.isascii() else text.translate(_SPACES))
    edges = sorted({z.start for z in zones})
    for start, end in breaks(text):
        # A paragraph's zone reaches to the next one's start: a break at a zone's edge parts what is not one.
        at = bisect.bisect_right(edges, start)
        if at == len(edges) or edges[at] > end:
            out[start:end] = " " * (end - start)
    return "".join(out)


def breaks(text: str) -> Iterator[tuple[int, int]]:
    """The line breaks within paragraphs, with the white space around them."""
    groups = _groups(text)
    for group, soft in zip(groups, _soft(text, groups), strict=True):
        for i, joined in enumerate(soft):
            if joined:
                yield group[i][1], group[i + 1][0]


def _groups(text: str) -> list[list[tuple[int, int]]]:
    """Lines without white space at their edges, grouped between blank lines."""
    groups: list[list[tuple[int, int]]] = []
    start, blank = 0, True
    for stop in [*(m.span() for m in _BREAK.finditer(text)), (len(text), len(text))]:
        line = text[start : stop[0]]
        stripped = line.strip("\ufeff").strip()
        if stripped:
            if blank:
                groups.append([])
            at = start + line.index(stripped)
            groups[-1].append((at, at + len(stripped)))
        blank = not stripped
        start = stop[1]
    return groups


def _soft(text: str, groups: list[list[tuple[int, int]]]) -> list[list[bool]]:
    """For each group of lines, which of the breaks between them lie within a paragraph."""
    pairs = [[(text[a:b], text[c : c + 60]) for (a, b), (c, _) in pairwise(g)] for g in groups]
    every = [p for group in pairs for p in group if len(p[0]) >= BEGUN]
    lengths = sorted(len(a) for a, _ in every)
    width = lengths[min(len(lengths) - 1, int(0.9 * len(lengths)))] if lengths else 0
    on = sum(_goes_on(a, b) for a, b in every)
    # A line that would not have taken the next word, and ends within a sentence, speaks for a width as well.
    filled = sum(not _goes_on(a, b) and not ends_sentence(a) and _reach(a, b) > width >= 40 for a, b in every)
    wrapped = on > 0 and on + filled >= CONTINUED * len(every) and width <= WIDEST
    out = []
    for group in pairs:
        inside = wrapped and any(_goes_on(a, b) for a, b in group)
        out.append([_joined(a, b, inside, width if wrapped else 0) for a, b in group])
    return out


def _reach(line: str, after: str) -> int:
    """How long a line would be with the next one's first word."""
    return len(line) + 1 + len(next(iter(after.split()), ""))


def _goes_on(line: str, after: str) -> bool:
    """Whether a line ends within a sentence and the next begins with a small letter."""
    return after[:1].islower() and not ends_sentence(line) and not _LEAD.match(after)


def _joined(line: str, after: str, inside: bool, width: int) -> bool:
    """Whether the break between two lines lies within a paragraph. ``width`` is 0 where the text is not wrapped."""
    if _ITEM.match(after) or len(line) < 3:
        return False
    full = width > 0 and _reach(line, after) > FULL * width and len(line) <= WIDEST
    if ends_sentence(line):
        return inside and full
    if _goes_on(line, after):
        if not width and _STAMP.match(after):
            return False
        return len(line) >= BEGUN or inside
    return inside or (full and not _ITEM.match(line) and not _LEAD.match(line) and len(line) > 40)
