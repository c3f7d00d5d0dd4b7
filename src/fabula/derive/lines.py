"""From a record to a sentence that can be read alone: what the brief and the timeline say, they say by this.

A line is one whole sentence of an article, so that who, what, tense, modality and denial stay as they were told. Only what
it needs to stand alone is changed: a dateline or a leading connective goes; a pronoun or a bare "the company" gets the name
that the article gives it, and a day that is told from the day of writing its date, both in square brackets as in
quotations. Where that does not make a clean line (a fragment, a question, half of a quotation, a "she" of whom nothing is
known), there is none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.derive.naming import Names
from fabula.lang.en.times import bounds
from fabula.model.records import Anchor, Annotation, Mention, Time

LONGEST = 300
"""Characters of a sentence that is shown as a line: a longer one takes reading twice."""
LEAST = 5
"""Words of a line."""
_DATELINE = re.compile(r"^(?:[A-Z][A-Z.,'’ -]{2,40}(?:,? [A-Z][a-z]+\.? \d{1,2})?(?: \([^()]{1,30}\))? [–—-]+ )")
_CONNECTIVE = re.compile(
    r"^(?:(?:and|but|or|so|yet|still|also|however|meanwhile|moreover|furthermore|nevertheless|nonetheless|then|hence|"
    r"therefore|thus|instead|besides|in addition|as a result|for example|for instance|on the other hand),? )+",
    re.IGNORECASE,
)
_DEICTIC = re.compile(
    r"^(?:this|that|these|those|it|they|he|she|we|i|you|there|here|such|both|neither|either|others?|another|some|one|most|"
    r"the (?:former|latter|two|three|four|men|women|man|woman|move|step|decision|group|pair|report|statement|news|comments?|remarks)|"
    r"his|her|its|their|our|my|your)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:I|we|We|you|You|my|My|our|Our|your|us|me)\b")
_PERSON = frozenset({"he", "she", "him", "her", "his", "hers", "they", "them", "their", "theirs"})
_THING = frozenset({"it", "its"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_BARE = re.compile(r"[Tt]he [a-z]+")
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_END = re.compile(r"[.!]['’”\"»)]*$")
BODY = frozenset({"body", "caption"})


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
        self.names = names
        self._made: dict[tuple[str, int, str], Told | None] = {}

    def at(self, a: Annotation, position: int, day: str | None = None) -> Told | None:
        """The line of the sentence that a position stands in; None where it has no clean one. ``day``, an ISO day, is
        said beside the line already and not put in brackets again."""
        n = bisect_right([s for s, _ in a.sentences], position) - 1
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

    def _line(self, a: Annotation, n: int, day: str | None) -> Told | None:
        start, end = a.sentences[n]
        source = a.article.text
        if not _END.search(source[start:end].rstrip()):
            return None
        for gone in (_DATELINE, _CONNECTIVE):
            if m := gone.match(source[start:end]):
                start += m.end()
        if (zone := _zone(a, start)) not in BODY:
            return None
        if not _whole(a, start, end) or _spoken(a, start, end):
            return None
        raw = source[start:end]
        outside = _QUOTATION.sub(lambda m: " " * len(m[0]), raw)
        if any(c in outside for c in '“”"«»;') or "?" in raw or _BESIDE.search(outside):
            return None
        if not len(raw.split()) >= LEAST or len(raw) > LONGEST:
            return None
        notes, doubt = self._named(a, start, end, outside)
        if notes is None:
            return None
        dates = _dated(a, start, end, outside, day)
        text, at = "", start
        for place, upto, words in sorted([*notes, *dates]):
            text += source[at:place] + words
            at = upto
        text = " ".join((text + source[at:end]).split())
        doubt += (zone != "body") + (len(raw) > 200) + raw.count("“") + 2 * (raw[0] in '“"')
        return Told(
            text[:1].upper() + text[1:] if text[:1] != "[" else text,
            (a.article.id, start, end),
            doubt,
            sum(1 for s, _ in a.sentences[:n] if _zone(a, s) == "body"),
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

    def _named(
        self, a: Annotation, start: int, end: int, outside: str
    ) -> tuple[list[tuple[int, int, str]] | None, int]:
        """What is put in brackets for words that need a name, as (from, to, words); None where such a name is not known.

        And how much is left in doubt.
        """
        inside = [m for m in a.mentions if start <= m.start and m.end <= end and outside[m.start - start] != " "]
        told: dict[str, int] = {}
        notes: list[tuple[int, int, str]] = []
        doubt = 0
        for m in sorted(inside, key=lambda m: (m.start, -m.end)):
            words = a.article.text[m.start : m.end]
            entity = self.names.entity(a.article.id, m.chain)
            key = entity.id if entity else m.chain
            if m.form == "pronoun" and words.casefold() in _PERSON | _THING:
                later = any(o.start > m.start and _key(self, a, o) == key and o.form == "name" for o in inside)
                if key in told or (later and m.start > start):
                    continue
                if words.casefold() in _THING:  # who "it" is, is told wrongly too often to be said in brackets
                    if m.start == start:
                        return None, 0
                    continue
                if entity is None:
                    return None, 0
                own = "’s" if words.casefold() in _POSSESSIVE else ""
                notes.append((m.start, m.end, f"[{entity.name}{own}]"))
            elif m.form == "nominal" and _BARE.fullmatch(words) and key not in told and m.start == start:
                if entity is None:
                    doubt += 2
                elif entity.name.casefold() not in words.casefold():
                    notes.append((m.end, m.end, f" [{entity.name}]"))
            told[key] = m.start
        first = _DEICTIC.match(outside)
        if first and not any(place == start for place, _, _ in notes):
            held = next((m for m in inside if m.start == start), None)
            if first[0].casefold() in _PERSON | _THING | {"this", "that", "these", "those", "here", "there"} and not (
                held and held.form == "nominal" and len(a.article.text[held.start : held.end].split()) > 2
            ):
                return None, 0
            doubt += 3
        for w in re.finditer(r"\b(?:he|she|him|his|they|them|their)\b", outside, re.IGNORECASE):
            at = start + w.start()
            known = any(m.start == at for m in inside)
            if not known and not any(
                m.start < at for m in inside if m.type in ("person", "organisation", "people", "group")
            ):
                return None, 0
        return notes, doubt + (not inside) + (not any(m.form == "name" for m in inside))


def _key(lines: Lines, a: Annotation, m: Mention) -> str:
    entity = lines.names.entity(a.article.id, m.chain)
    return entity.id if entity else m.chain


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


def _dated(a: Annotation, start: int, end: int, outside: str, day: str | None) -> list[tuple[int, int, str]]:
    """Dates for the days that are told from the day of writing: "on Monday [11 March 2024]"."""
    out: list[tuple[int, int, str]] = []
    seen = {day}
    for t in a.times:
        if not (start <= t.start and t.end <= end) or outside[t.start - start] == " ":
            continue
        value = _day(t)
        if value is None or value in seen or re.search(r"\d", a.article.text[t.start : t.end]):
            continue
        seen.add(value)
        out.append((t.end, t.end, f" [{value}]"))
    return [(s, e, f" [{_written(w.strip(' []'))}]") for s, e, w in out]


def _day(t: Time) -> str | None:
    """The one day that an expression stands for, ISO; None where it is none or more."""
    if t.type not in ("DATE", "TIME") or not re.match(r"\d{4}-\d\d-\d\d(?:T|$)", t.value):
        return None
    return t.value[:10]


def _written(value: str) -> str:
    from fabula.derive.timeline import written  # here: the timeline is made of lines

    known = bounds(value)
    return written(known[0]) if known else value
