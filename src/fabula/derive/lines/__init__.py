"""From a record to a sentence that can be read alone: what the brief and the timeline say, they say by this.

A line is one whole sentence of an article, or a whole clause of one ("after two men were killed on Monday"), so that who, what, tense, modality and denial stay as they were told. Only what
it needs to stand alone is changed: a dateline or a leading connective goes; a pronoun or a bare "the company" gets the name
that the article gives it, and a day that is told from the day of writing its date, both in square brackets as in
quotations. Where that does not make a clean line (a fragment, a question, half of a quotation, a "she" of whom nothing is
known), there is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fabula.derive.lines.days import Note, dated
from fabula.derive.lines.persons import Persons
from fabula.derive.lines.trimming import begins
from fabula.derive.naming import Names
from fabula.lang.en.line_words import JOINING, POINTING, RELATIVE
from fabula.model.records import Anchor, Annotation, EventMention
from fabula.model.spans import sentence_at

LONGEST = 300
"""Characters of a sentence that is shown as a line: a longer one takes reading twice."""
LEAST = 5
"""Words of a line."""
_BESIDE = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|us|me)\b")
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_SAID_OPEN = re.compile(r"[“\"‘](?:He|She|They|It|That|This|These|Those|There|And|But)(?:[’']\w+)?\b")
"""A quotation that begins so does not say whom or what it is about."""
_END = re.compile(r"[.!]['’”\"»)]*$")
BODY = frozenset({"body"})


@dataclass(frozen=True, slots=True)
class Told:
    """A line: its ``text``, the sentence that it is as an anchor, how clear it is (0 is best), and where it stands in its
    article, counted in sentences of the telling from 0. ``beside`` are the passages that the names in brackets rest on."""

    text: str
    anchor: Anchor
    doubt: int
    place: int
    beside: tuple[Anchor, ...] = ()


class Lines:
    """Lines of articles, each made once. ``names`` says who a chain is across articles."""

    def __init__(self, names: Names) -> None:
        self.persons = Persons(names)
        self._made: dict[tuple[str, int, str], Told | None] = {}

    def at(self, a: Annotation, position: int, day: str | None = None) -> Told | None:
        """The line of the sentence that a position stands in; None where it has no clean one. ``day``, an ISO day, is
        said beside the line already and not put in brackets again."""
        n = sentence_at(a.sentences, position)
        if n < 0 or position >= a.sentences[n][1]:
            return None
        key = a.article.id, a.sentences[n][0], day or ""
        if key not in self._made:
            self._made[key] = self._line(a, n, day)
        return self._made[key]

    def every(self, a: Annotation) -> Iterator[Told]:
        """The clean lines of an article, in order."""
        for s, _ in a.sentences:
            if (found := self.at(a, s)) is not None:
                yield found

    def clause(self, a: Annotation, m: EventMention) -> Told | None:
        """The line of an event that is told aside: of its clause without the word that joins it, or of the noun that it says
        more of with what it says ("the crane that fell" makes "The crane fell"). None where it makes no clean one.
        """
        start, end = m.clause
        n = sentence_at(a.sentences, start)
        if n < 0 or end > a.sentences[n][1]:
            return None
        key = a.article.id, start, "clause"
        if key in self._made:
            return self._made[key]
        source, told = a.article.text, None
        end = start + len(source[start:end].rstrip(" .,;:–—-"))
        if gone := RELATIVE.match(source[start:end]):
            before = (p for p in m.participants if p.end <= start and source[p.end : start].strip() in ("", ","))
            who = next(before, None)
            if who is not None and source[who.start].isalnum():
                told = self._told(a, n, who.start, end, None, [(who.end, start + gone.end(), " ")])
        elif gone := JOINING.match(source[start:end]):
            told = self._told(a, n, start + gone.end(), end, None)
        self._made[key] = told
        return told

    def _line(self, a: Annotation, n: int, day: str | None) -> Told | None:
        start, end = a.sentences[n]
        if not _END.search(a.article.text[start:end].rstrip()):
            return None
        gone = begins(a.article.text[start:end], _place(a, n))
        if gone is None or not (gone or _whole(a, start, end)):
            return None
        return self._told(a, n, start + gone, end, day)

    def _told(
        self, a: Annotation, n: int, start: int, end: int, day: str | None, cut: Sequence[Note] = ()
    ) -> Told | None:
        source, place = a.article.text, _place(a, n)
        if (zone := _zone(a, start)) not in BODY or _spoken(a, start, end):
            return None
        raw = source[start:end]
        outside = _QUOTATION.sub(lambda m: " " * len(m[0]), raw)
        if not _plain(raw, outside) or not len(raw.split()) >= LEAST or len(raw) > LONGEST:
            return None
        notes, doubt = self.persons.named(a, start, end, outside)
        dates = dated(a, start, end, outside, day)
        if notes is None or dates is None:
            return None
        text, at = "", start
        for where, upto, words in sorted([*cut, *notes, *dates]):
            text += source[at:where] + words
            at = upto
        text = " ".join((text + source[at:end]).split())
        text += "" if _END.search(text) else "."
        doubt += (zone != "body") + (len(raw) > 200) + raw.count("“") + 2 * (raw[0] in '“"') + len(dates) // 2
        return Told(
            text[:1].upper() + text[1:] if text[:1] != "[" else text,
            (a.article.id, start, end),
            doubt,
            place,
            self._beside(a, [s for s, _, _ in notes]),
        )

    def _beside(self, a: Annotation, places: list[int]) -> tuple[Anchor, ...]:
        """Where the article names those who are named in brackets."""
        chains = {m.chain for m in a.mentions if m.start in places or m.end in places}
        found: dict[str, Anchor] = {}
        for m in a.mentions:
            if m.chain in chains and m.form == "name":
                found.setdefault(m.chain, (a.article.id, m.start, m.end))
        return tuple(sorted(found.values()))


def _plain(raw: str, outside: str) -> bool:
    """Whether a sentence can be read without those around it: nobody speaks to a reader, nothing points back, no half quotation."""
    if any(c in outside for c in '“”"«»;…') or "?" in raw or "..." in raw or "…" in raw or raw[0] in "(-":
        return False
    if raw.count("(") != raw.count(")") or raw.count("[") != raw.count("]"):
        return False
    return not (_BESIDE.search(outside) or POINTING.search(outside) or _SAID_OPEN.search(raw))


def _place(a: Annotation, n: int) -> int:
    return sum(1 for s, _ in a.sentences[:n] if _zone(a, s) == "body")


def _zone(a: Annotation, position: int) -> str:
    return next((z.kind for z in a.article.zones if z.start <= position < z.end), "body")


def _whole(a: Annotation, start: int, end: int) -> bool:
    """Whether the sentence's main clause has a subject and a finite verb: then the claims have one that begins with it."""
    return any(start - 40 <= c.start <= start + 60 and start < c.end <= end + 1 for c in a.claims)


def _spoken(a: Annotation, start: int, end: int) -> bool:
    """Whether somebody says the sentence whom it does not name: it would be shown as the article's own."""
    for r in a.attributions:
        if any(s <= start + 1 and end - 2 <= e for s, e in r.content):
            beside = (*r.source, *r.cue)
            if not any(start <= s < end for s, _ in beside):
                return True
    return False
