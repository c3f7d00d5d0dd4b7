"""Event mentions as reports: what each says of what, who, when and where, and how far two say the same."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from fabula.lang.en.event_words import NOUNS
from fabula.lang.en.stems import stem_further, stem_noun, stems
from fabula.link.article_set import ArticleSet
from fabula.link.articles.main_events import akin, kind_of, main
from fabula.link.articles.profiles import RARE, background, profile
from fabula.link.events.codes import nearest
from fabula.link.events.dates import APART, EQUAL, WITHIN, When, compare, when
from fabula.link.events.openings import opens
from fabula.model.records import Annotation, Pair
from fabula.model.spans import sentence_at
from fabula.model.vocabulary import EventType
from fabula.names.places import INSIDE, SAME, Where, compatible, stand, where
from fabula.store.memo import key_of, number_of

OCCURRED = frozenset({"happened", "planned"})
"""Modalities of what took place or is set to; what is hoped, denied or only possible is no occurrence."""
WHAT, WORD, WHO, DAY, SPAN, WHERE, TOLD, BACK, AROUND = 0.1, 0.1, 0.15, 0.4, 0.1, 0.3, 0.25, 0.2, 0.1
"""What a part adds where it agrees: type, trigger, each shared party (two at most), day, longer time or wider place,
place, group (or the article's main kind), a reference back, one named around both."""
LONG_AGO = 120
"""Days before its article from which what a report tells of is no news of the story: what is told without a time is not that."""
NEARBY = 1500
"""Code points within which "the talks" are those told of before."""
NAMED = frozenset({"person", "organisation", "place", "event", "product"})
"""Types of what is named around an event."""
PAGE_TERMS, SENTENCE_TERMS = 60, 24
"""Heaviest terms of an article and of a sentence that are kept of it."""
COMMON = 1.5
"""Terms of less weight, which most texts have, say nothing of a sentence."""
_COUNTS = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\s+(?:[\w-]+\s*)?$",
    re.IGNORECASE,
)
NAMES = 4
"""Names beside a report at most by which it meets others."""
_DAY = re.compile(r"[\dX]{4}-\d\d-\d\d")
_BACK = re.compile(r"\b(?:the|their|this|these|those|that|his|her|its)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)


class KeptReport(msgspec.Struct, array_like=True):
    """One event mention as what its own article says of it; ``chains`` are its sources and targets.

    ``back`` is whether it is told as known ("the talks"); ``main`` whether it is of its article's main kind; ``noun``
    whether a noun alone tells it; ``asks`` whether its clause is a question. Where its day is known, ``near`` are the
    chains named in its sentence, and in the one before where its own says neither who nor where. ``sentence`` is its
    sentence's place in the page, ``around`` are the chains named in it; ``ordinal`` counts it among its kind ("second").
    ``sure``, ``news`` and ``vector`` are the mention's; ``firm`` is whether it is told plainly enough to say when its article
    was written; ``opens`` whether it is news that its article opens with.
    """

    id: str
    start: int
    end: int
    clause: Pair
    kind: EventType
    word: str
    chains: tuple[str, ...]
    time: str | None
    time_span: Pair | None
    place: str | None
    modality: str
    back: bool
    main: bool
    noun: bool
    asks: bool
    near: tuple[str, ...]
    stem: str
    sentence: int
    around: tuple[str, ...]
    ordinal: str
    sure: float
    news: bool
    firm: bool
    opens: bool
    vector: bytes

    @property
    def bare(self) -> bool:
        """Whether it is told as known, with neither who nor where: "the march on June 1"."""
        return self.back and not self.chains and self.place is None


class ReportedSentence(msgspec.Struct, array_like=True):
    """A sentence that reports something: its ``terms``, weighed, by their numbers, of length one; its ``numbers``."""

    terms: dict[int, float]
    numbers: tuple[str, ...]


class ReportedPage(msgspec.Struct, array_like=True):
    """The reports of an article, and whether it states no date of publication; its ``day``, counted as dates are, the
    sentences that report and the article's ``terms``."""

    undated: bool
    reports: list[KeptReport]
    day: int | None
    sentences: list[ReportedSentence]
    terms: dict[int, float]


@dataclass(slots=True)
class EventReport:
    """A report among others: ``who`` takes part (entities, else chains), ``time``, ``places``, the article's group;
    ``near`` are the entities named around it, ``around`` those of its own sentence, whatever dates it.

    ``key`` changes with anything that it is judged by.
    """

    article: str
    said: KeptReport
    who: frozenset[str]
    time: When | None
    places: frozenset[Where]
    group: str | None
    near: frozenset[str]
    around: frozenset[str]
    page: ReportedPage
    key: bytes

    @property
    def bygone(self) -> bool:
        """Whether it is told of a time long before its article; where the article has no date, of a bare year or month."""
        if self.time is None or self.time.last is None:
            return False
        if self.page.day is None:
            return not self.time.exact and len(self.said.time or "") <= len("1985-11")
        return self.page.day - self.time.last.toordinal() > LONG_AGO


def _tells(name: str, type_: str, form: str) -> bool:
    """Whether a mention tells one thing from another: a person, a body, a place that is narrower than a state."""
    if type_ == "place":
        there = where(name) if form == "name" else None
        return there is not None and not there.wide
    return type_ in ("person", "organisation")


def _sentence(sentences: Sequence[Pair], clause: Pair, before: bool) -> Pair:
    """The sentence that a clause stands in, with the one before it if so asked."""
    n = sentence_at(sentences, clause[0])
    if n < 0:
        return clause
    return sentences[max(0, n - before)][0], max(sentences[n][1], clause[1])


def page(annotation: Annotation) -> bytes:
    """An article's reports, as kept."""
    text, published = annotation.article.text, annotation.article.published
    first = main(annotation)
    sentences: dict[Pair, int] = {}
    every = [(m.start, m.chain) for m in annotation.mentions if m.form == "name" and m.type in NAMED]
    named = [(m.start, m.chain) for m in annotation.mentions if _tells(text[m.start : m.end], m.type, m.form)]
    out = []
    for m in annotation.events:
        if m.modality not in OCCURRED or m.polarity != "positive":
            continue
        kind, trigger = kind_of(m, text), text[m.start : m.end]
        sentence = _sentence(annotation.sentences, (m.start, m.end), False)
        chains = [p.chain for p in m.participants if p.role in {"source", "target"} and p.chain]
        kept = KeptReport(
            id=m.id,
            start=m.start,
            end=m.end,
            clause=m.clause,
            kind=kind,
            word=next(iter(stems(trigger)), ""),
            chains=tuple(dict.fromkeys(chains)),
            time=m.time,
            time_span=m.time_span,
            place=text[slice(*m.place)] if m.place else None,
            modality=m.modality,
            back=bool(_BACK.search(text, max(0, m.start - 40), m.start)),
            main=akin(kind, first.kind),
            noun=stem_noun(trigger) in NOUNS,
            asks="?" in text[m.clause[0] : m.clause[1] + 1],
            near=(),
            stem=stem_further(trigger.split()[0]),
            sentence=sentences.setdefault(sentence, len(sentences)),
            around=tuple(dict.fromkeys(c for at, c in every if sentence[0] <= at < sentence[1])),
            ordinal=_ordinal(text, [m.start, *(p.end for p in m.participants if p.role in {"source", "target"})]),
            sure=m.sure,
            news=m.news,
            firm=m.type != "other" or (m.news and m.time is not None),
            opens=m.news and opens(annotation, m.start),
            vector=m.vector,
        )
        if m.time and _DAY.match(m.time):
            start, end = _sentence(annotation.sentences, m.clause, kept.bare)
            kept.near = tuple(dict.fromkeys(c for at, c in named if start <= at < end))
        out.append(kept)
    undated = published is None or not published.date
    kept_page = ReportedPage(
        undated,
        out,
        _day(published.date) if published and published.date else None,
        [_terms(text[s:e]) for s, e in sentences],
        _weighed(profile(annotation).weights, PAGE_TERMS),
    )
    return msgspec.msgpack.encode(kept_page)


def _day(date: str) -> int | None:
    known = when(date[:10])
    return known.last.toordinal() if known and known.last else None


def _weighed(weights: Mapping[str, float], most: int) -> dict[int, float]:
    """The heaviest terms by the numbers that stand for them, of length one."""
    kept = sorted(weights.items(), key=lambda x: (-x[1], x[0]))[:most]
    length = math.sqrt(math.fsum(w * w for _, w in kept)) or 1.0
    return {number_of(t) >> 32: round(w / length, 4) for t, w in sorted(kept)}


def _terms(sentence: str) -> ReportedSentence:
    """A sentence's terms, by their rarity in English news at large, and its numbers."""
    idf = background()
    found = [s for s in stems(sentence) if len(s) > 1]
    weights = {s: idf.get(s, RARE) for s in found}
    numbers = tuple(sorted({s for s in found if s.isdigit()}))  # in order: what is kept must not hang on hashes
    return ReportedSentence(_weighed({s: w for s, w in weights.items() if w >= COMMON}, SENTENCE_TERMS), numbers)


def _ordinal(text: str, ends: Sequence[int]) -> str:
    """The ordinal that counts a trigger, or who takes part, among its kind: "a second lawsuit", "a third man was held";
    empty where none does. ``ends`` is where the words that it may stand before begin or end."""
    for end in ends:
        if found := _COUNTS.search(text, max(0, end - 40), end):
            return found[1].lower()
    return ""


DIGESTS = {"reports": page}


def pages(told: ArticleSet) -> Iterator[ReportedPage]:
    """The reports of all articles, by id."""
    decoder = msgspec.msgpack.Decoder(ReportedPage)
    return (decoder.decode(d) for d in told.digests("reports", page))


def reports(
    told: ArticleSet, every: Sequence[ReportedPage], who: Mapping[str, Mapping[str, str]], grouped: Mapping[str, str]
) -> list[EventReport]:
    """The reports of all articles, in order of article id and position; ``who`` is each article's chains' entities."""
    out: list[EventReport] = []
    for article, key, found in zip(told.ids, told.keys, every, strict=True):
        known, group = who.get(article, {}), grouped.get(article)
        for n, r in enumerate(found.reports):
            there = where(r.place) if r.place else None
            parties = frozenset(known.get(c) or f"{article}/{c}" for c in r.chains)
            near = frozenset(known[c] for c in r.near if c in known)
            around = frozenset(known[c] for c in r.around if c in known)
            out.append(
                EventReport(
                    article=article,
                    said=r,
                    who=parties,
                    time=when(r.time),
                    places=frozenset({there}) if there else frozenset(),
                    group=group,
                    near=near,
                    around=around,
                    page=found,
                    key=key_of(key, n, group or "", *sorted(parties), "", *sorted(near), "", *sorted(around)),
                )
            )
    return out


def score(a: EventReport, b: EventReport) -> tuple[float, list[str]] | None:
    """How much two reports are of one occurrence, and the parts; None where they cannot be.

    The parts: type and trigger word, parties, day (or a longer time), place, and whether the articles are of one
    group and report their main event. One told as known, with neither who nor where, may be what is told of one day in the
    same word, where somebody is named around both. Days that differ forbid it, and so do places, unless the day is the
    same.
    """
    p, q = a.said, b.said
    if p.kind != q.kind or (p.kind == "other" and p.word != q.word):
        return None
    moment = compare(a.time, b.time)
    if moment == APART or (moment != EQUAL and not compatible(a.places, b.places)):
        return None
    if (a.bygone and b.time is None) or (b.bygone and a.time is None):
        return None
    shared = a.who & b.who
    if a.who and b.who and not shared:
        return None
    stands = {stand(x, y) for x in a.places for y in b.places}
    spot = any(stand(x, y) == SAME and not x.wide for x in a.places for y in b.places)
    told = a.group is not None and a.group == b.group and p.main and q.main
    same_article = a.article == b.article
    around = moment == EQUAL and p.word == q.word and (p.bare or q.bare) and not same_article and bool(a.near & b.near)
    former, latter = sorted((a, b), key=lambda r: r.said.start)
    near = latter.said.start - former.said.start <= NEARBY
    back = same_article and latter.said.back and not latter.who and near
    if same_article:
        # A word of no type that comes back need not be the same thing; what the learned scorer says counts there.
        if not (moment == EQUAL or spot or (p.kind != "other" and (shared or back))):
            return None
    elif around:
        pass
    elif told:
        if not (moment == EQUAL or spot or len(shared) >= 2):
            return None
    elif not (moment == EQUAL and (shared or spot)):
        return None
    parts = [
        (WHAT, f"what: {p.kind}"),
        (WORD * (p.word == q.word), f"word: {p.word}"),
        (WHO * min(2, len(shared)), f"who: {len(shared)} shared"),
        (DAY * (moment == EQUAL), "when: same day"),
        (SPAN * (moment == WITHIN), "when: one within the other"),
        (WHERE * spot, f"where: {p.place}"),
        (SPAN * (not spot and bool(stands & {SAME, INSIDE})), f"where: {p.place} and {q.place}"),
        (TOLD * (told or (same_article and p.main)), "main event" if same_article else "main event, one group"),
        (BACK * back, "refers back"),
        (AROUND * around, f"around: {len(a.near & b.near)} named beside both"),
    ]
    return sum(value for value, _ in parts), [f"{name} {value:.2f}" for value, name in parts if value]


def keys(r: EventReport) -> list[tuple[str, ...]]:
    """The keys under which a report is compared with those of other articles: its group, by day, by place; its word, and where it is
    news the centre of words that it is nearest to, each with a name beside it. Two centres for every report make five times the pairs
    and join no better (docs/events.md)."""
    out: list[tuple[str, ...]] = []
    if r.group is not None and r.said.main:
        out.append((r.said.kind, "group", r.group))
    day = f"{r.time.first:%m-%d}" if r.time and r.time.exact and r.time.first else None
    if r.time and r.time.yearless:
        day = f"{r.time.month:02d}-{r.time.day:02d}"
    if day:
        out += [(r.said.kind, day, who) for who in sorted(r.who)]
        out += [(r.said.kind, day, p.key) for p in r.places if not p.wide]
        out += [(r.said.kind, day, r.said.word, who) for who in sorted(r.near)]
    if r.said.vector:
        about = [*sorted(r.who & r.around), *sorted(r.around - r.who), *sorted(r.who - r.around)][:NAMES]
        if r.group is not None:
            about.append(r.group)
        other = nearest(r.said.vector) if r.said.news or r.said.kind != "other" else ()
        out += [("", word, x) for word in (r.said.stem, *other) for x in about]
    return out


def announces(told: Sequence[KeptReport]) -> bool:
    """Whether an article's reports of an event announce it: one as planned, and no verb as having happened.

    A noun alone ("the March 13 meeting") does not say which.
    """
    if not any(r.modality == "planned" for r in told):
        return False
    return not any(r.modality == "happened" and not r.noun for r in told)


def plainness(r: EventReport) -> tuple[bool, int, bool, int, str]:
    """How plainly a report tells its event, least first: no question, most of who, when and where, near the top."""
    said = min(2, len(r.who)) + 2 * (r.time is not None) + 2 * bool(r.places)
    return r.said.asks, -said, r.said.noun, r.said.clause[0], r.article
