"""A plain text's paragraphs, as stretches of the text: a line each, or several where lines were wrapped."""

import re
from dataclasses import dataclass, field

_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]*]*$")
WRAPPED = (45, 110)
"""Lengths between which hard-wrapped lines lie: 72 is mail's custom, 80 the terminal's, 100 some editors'."""
RAGGED = 30
"""How much wrapped lines' lengths differ at most: a word that did not fit."""


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
    out: list[Paragraph] = []
    for group in groups:
        spans = [(group[0][0], group[-1][1])] if _wrapped(text, group) else group
        out.extend(Paragraph(s, e, text[s:e], i == 0) for i, (s, e) in enumerate(spans))
    return out


def _wrapped(text: str, group: list[tuple[int, int]]) -> bool:
    """Whether a group of lines is one paragraph that was wrapped."""
    if len(group) < 2:
        return False
    lengths = [e - s for s, e in group[:-1]]
    if min(lengths) < WRAPPED[0] or max(lengths) > WRAPPED[1] or max(lengths) - min(lengths) > RAGGED:
        return False
    unfinished = sum(not ends_sentence(text[s:e]) for s, e in group[:-1])
    return unfinished >= 0.6 * len(lengths)
