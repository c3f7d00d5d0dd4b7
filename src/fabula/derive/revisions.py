"""What an outlet changed in a text: paragraph by paragraph, word by word."""

import difflib
import re
from dataclasses import dataclass

from fabula.model.records import Article, Pair

TOLD = frozenset({"title", "heading", "body", "caption"})
"""Zones that are compared: what stands around the telling changes with every visit."""
MOST = 2_000
"""Paragraphs that are compared; of longer texts only the first."""
ALIKE = 0.5
"""Two paragraphs are one that was changed where at least this share of their words is in both, in order."""
_WORD = re.compile(r"\w+(?:[.,:’'-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``kind`` is ``changed``, ``added`` or ``removed``; ``paragraph`` counts those of the new text from 1 (of
    the old, where it was removed), 0 is the title. ``before`` and ``after`` are the words that differ, with the whole
    paragraphs' spans in the old and the new article.
    """

    kind: str
    paragraph: int
    before: str
    after: str
    was: Pair | None
    now: Pair | None

    def __str__(self) -> str:
        where = "the title" if self.paragraph == 0 else f"paragraph {self.paragraph}"
        if self.kind == "changed":
            if not self.before or not self.after:
                return f"{where}: {'added' if self.after else 'left out'} “{_cut(self.after or self.before)}”"
            return f"{where}: “{_cut(self.before)}” became “{_cut(self.after)}”"
        return f"{where} {self.kind}: “{_cut(self.after or self.before)}”"


def changes(old: Article, new: Article) -> list[Change]:
    """How a newer text of an article differs from an older one, in the order of the new."""
    was, now = _paragraphs(old), _paragraphs(new)
    left = [" ".join(old.text[slice(*s)].split()) for _, s in was]
    right = [" ".join(new.text[slice(*s)].split()) for _, s in now]
    out: list[Change] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        # Within a stretch that differs, each old paragraph goes with the likest of the next new ones.
        at = c
        for i in range(a, b):
            likest = max(range(at, d), key=lambda j: (_alike(left[i], right[j]), -j), default=None)
            if likest is None or _alike(left[i], right[likest]) < ALIKE:
                out.append(Change("removed", was[i][0], left[i], "", was[i][1], None))
                continue
            out += [Change("added", now[j][0], "", right[j], None, now[j][1]) for j in range(at, likest)]
            out += [
                Change("changed", now[likest][0], x, y, was[i][1], now[likest][1])
                for x, y in _differing(left[i], right[likest])
            ]
            at = likest + 1
        out += [Change("added", now[j][0], "", right[j], None, now[j][1]) for j in range(at, d)]
    return out


def _paragraphs(article: Article) -> list[tuple[int, Pair]]:
    """The paragraphs of what is told, numbered; those of the title are 0."""
    out: list[tuple[int, Pair]] = []
    number = 0
    for zone in article.zones:
        if zone.kind not in TOLD:
            continue
        for line in re.finditer(r"[^\n]*\S[^\n]*", article.text[zone.start : zone.end]):
            number += zone.kind != "title"
            text = line.group()
            start = zone.start + line.start() + len(text) - len(text.lstrip())
            span = (start, zone.start + line.start() + len(text.rstrip()))
            out.append((0 if zone.kind == "title" else number, span))
            if len(out) >= MOST:
                return out
    return out


def _alike(a: str, b: str) -> float:
    one, two = _WORD.findall(a.casefold()), _WORD.findall(b.casefold())
    match = difflib.SequenceMatcher(None, one, two, autojunk=False)
    return match.ratio() if match.quick_ratio() >= ALIKE else 0.0


def _differing(a: str, b: str) -> list[tuple[str, str]]:
    """The words that differ between two paragraphs, stretch by stretch; a word between two changes goes with them."""
    one, two = list(_WORD.finditer(a)), list(_WORD.finditer(b))
    match = difflib.SequenceMatcher(None, [m.group() for m in one], [m.group() for m in two], autojunk=False)
    spans: list[list[int]] = []
    for tag, i, j, k, m in match.get_opcodes():
        if tag == "equal":
            continue
        if spans and i - spans[-1][1] <= 1 and k - spans[-1][3] <= 1:
            spans[-1][1], spans[-1][3] = j, m
        else:
            spans.append([i, j, k, m])
    return [(_cut_out(a, one[i:j]), _cut_out(b, two[k:m])) for i, j, k, m in spans]


def _cut_out(text: str, found: list[re.Match[str]]) -> str:
    return text[found[0].start() : found[-1].end()] if found else ""


def _cut(text: str, most: int = 120) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
