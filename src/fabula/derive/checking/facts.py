"""A sentence as checking sees it: who is in it, how many, when, who says it, in which words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from fabula.compare.differences import Sentence
from fabula.compare.quantities import ComparedQuantity, quantities
from fabula.compare.wording import CALENDAR, folded, stems, words
from fabula.lang.en.saying import REPORTING
from fabula.model.records import Annotation, Attribution, Pair
from fabula.model.vocabulary import Stance

QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{3,})(?:[”“»\"]|$)")
"""Words between quotation marks."""
LEAD = 20
"""Characters before a time in which words stand that belong to it: "the first week of"."""
_SAYING = frozenset(stems(REPORTING))
OPEN, CLOSE = "“„«", "”»"


def units(text: str, sentences: Sequence[Pair]) -> list[Pair]:
    """Sentences, those of one quotation as one: what is said between two marks has one speaker, named at its end. After an
    hour ("at 11 p.m.") a name begins a new one."""
    out: list[Pair] = []
    for s, e in (x for pair in sentences for x in _hours(text, pair)):
        if out and _is_open(text[slice(*out[-1])]) and "\n" not in text[out[-1][1] : s]:
            out[-1] = (out[-1][0], e)
        else:
            out.append((s, e))
    return out


def _hours(text: str, span: Pair) -> list[Pair]:
    out, (start, end) = [], span
    for m in _HOUR.finditer(text, start, end):
        if m[1].casefold() not in CALENDAR:
            out.append((start, m.start() + len(m.group().split()[0])))
            start = m.start(1)
    return [*out, (start, end)]


_HOUR = re.compile(r"\b[ap]\.m\.\s+([A-Z]\w+)")


def _is_open(text: str) -> bool:
    return sum(map(text.count, OPEN)) > sum(map(text.count, CLOSE)) or text.count('"') % 2 == 1


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """Who says a part of a sentence: ``entity`` is their id, None where they are not known by name; ``source`` the stems of the
    words for them; ``content`` the spans of what is said. ``here``: whether the sentence itself names them."""

    entity: str | None
    source: frozenset[str]
    stance: Stance
    content: tuple[Pair, ...]
    words: str = ""
    here: bool = True


@dataclass(frozen=True)
class SentenceFacts:
    """What a sentence tells that can be held against another.

    ``entities``: ids of who and what is in it, by any words (``held``: where they stand); ``names``: stems of the words that
    name them; ``strangers``: names of nobody known. ``times``: TIMEX3 values, each with its words and those right before it.
    ``day``: when the article came out.
    """

    article: str
    span: Pair
    text: str
    entities: frozenset[str]
    names: frozenset[str]
    times: tuple[tuple[str, str, str], ...]
    said: tuple[SpokenPart, ...]
    day: str | None
    strangers: tuple[str, ...] = ()
    held: Mapping[Pair, str] = field(default_factory=dict)
    raw: str = ""
    printed: tuple[str, ...] = ()

    @cached_property
    def sentence(self) -> Sentence:
        return Sentence(self.text)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(stems(words(self.text)))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The stems of the content words that are neither names nor verbs of saying, nor of figures and dates, which are
        compared as such."""
        counted = {s for q in self.numbers for s in stems(words(self.text[q.start : q.end]))}
        dated = {s for _, said, _ in self.times for w in words(said) if w in CALENDAR for s in stems((w,))}
        return frozenset(self.stems) - self.names - _SAYING - counted - dated

    @cached_property
    def capitals(self) -> Mapping[str, str]:
        """The stems of words with a capital, each with its folded form: spellings of one name meet there."""
        found = (w for w in re.findall(r"[^\W_][\w'’-]*", self.text) if w[0].isupper())
        return {s: folded(w) for w in found for s in stems(words(w))}

    @cached_property
    def numbers(self) -> tuple[ComparedQuantity, ...]:
        return tuple(quantities(self.text))

    @cached_property
    def quotes(self) -> tuple[tuple[str, ...], ...]:
        """The words of quotations of three words and more."""
        found = (tuple(words(m[1])) for m in QUOTED.finditer(self.text))
        return tuple(q for q in found if len(q) >= 3)


_DATELINE = re.compile(r"[^\W\d_a-z][^a-z\n]{1,30}(?:,[^\n–—-]{1,20})?(?:\s\([^()\n]{1,30}\))?\s[–—-]+\s+")
"""The town, the day and the agency before a report: nothing of what it tells."""


def facts(x: Annotation, span: Pair, who: Mapping[tuple[str, str], str]) -> SentenceFacts:
    """A sentence, or more that belong together, of an annotated text. ``who``: entities' ids by article and chain."""
    a = x.article
    start, end = span
    if line := _DATELINE.match(a.text, start, end):
        start = line.end()
    inside = [m for m in x.mentions if start <= m.start and m.end <= end]
    known = [(m, who[a.id, m.chain]) for m in inside if (a.id, m.chain) in who]
    named = [m for m in inside if m.form == "name"]
    return SentenceFacts(
        article=a.id,
        span=span,
        text=" ".join(a.text[start:end].split()),
        entities=frozenset(i for _, i in known),
        names=frozenset(s for m in named for s in stems(words(a.text[m.start : m.end]))),
        times=tuple(
            (t.value, a.text[t.start : t.end], a.text[max(start, t.start - LEAD) : t.start])
            for t in x.times
            if start <= t.start and t.end <= end
        ),
        said=tuple(_spoken(x, r, who, span) for r in x.attributions if _within(r, span)),
        day=a.published.date[:10] if a.published and a.published.date else None,
        strangers=tuple(a.text[m.start : m.end] for m in named if (a.id, m.chain) not in who),
        held={(m.start, m.end): i for m, i in known},
        raw=a.text[span[0] : end],
        printed=(*((a.outlet,) if a.outlet else ()), *a.authors),
    )


def _within(r: Attribution, span: Pair) -> bool:
    return any(s < span[1] and span[0] < e for s, e in r.content)


def _spoken(x: Annotation, r: Attribution, who: Mapping[tuple[str, str], str], span: Pair) -> SpokenPart:
    text = " ".join(x.article.text[s:e] for s, e in r.source)
    entity = who.get((x.article.id, r.speaker)) if r.speaker else None
    here = any(span[0] <= s < span[1] for s, _ in r.source)
    return SpokenPart(entity, frozenset(stems(words(text))), r.stance, r.content, text, here)
