"""Events across articles: the mentions of one occurrence joined by what, who, when and where.

Each mention is a report with what it says of these four. Pairs that share a key are scored part by part, and joined
from the best pair down, as long as no two reports that would come together say different days or places (constrained
single link). Words alone never join: across articles, a day, a place, or one main event told of the same parties must
agree. What reports are linked to, directly or by way of others, is all that a join can hang on, so an event is made anew
only where one of these is new.
"""

import datetime
import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from fabula.link.article_set import ArticleSet
from fabula.link.events.dates import APART, EQUAL, When, compare, nearest
from fabula.link.events.likeness import likelihood, reasons
from fabula.link.events.openings import SHOWN
from fabula.link.events.reports import EventReport, KeptReport, announces, keys, pages, plainness, reports, score
from fabula.model.records import Annotation, Entity, Event, Lineage, Published
from fabula.model.unions import Unions
from fabula.model.vocabulary import EventType
from fabula.names.places import Where, compatible, plain
from fabula.store.arrays import Places, blocked, distinct
from fabula.store.memo import Floats, Memo, key_of, numbers, shuffled

JOIN = 0.5
"""Least score by which two reports are one in so many words. Set by hand with the parts of ``reports.score``."""
ONE = 0.6
"""Mean probability from which clusters are one: on ECB+'s development topics 0.85 of the links are right from here (docs/events.md)."""
SLACK = 1e-9
"""What sums of probabilities in another order may differ by."""
BLOCK = 40
"""Reports of a type in one article that each is compared with at most: the next so many."""
MET = 12
"""Reports under one key that all others under it are compared with; more than that meet by way of them."""
MANY, SHARE = 5, 8
"""Articles from which an event's day needs one in so many of them to state it."""
NEAR = 183
"""Days around a dated event of its article within which a day without a year is taken to lie."""


Pairing = tuple[float, int, int]
"""A figure and the positions of two reports."""


@dataclass(slots=True)
class ReportCluster:
    """Reports joined so far: their positions, what they say of time and place, and the pairs that joined them."""

    members: list[int]
    times: set[When]
    places: set[Where]
    joins: list[tuple[int, int]] = field(default_factory=list)
    bygone: bool = False
    undated: bool = False


@dataclass(slots=True)
class Occurrence:
    """A cluster with its date: ISO (as long as is known) or None, the report that states it, and why a year is taken.

    ``key`` changes with anything that its record is made from.
    """

    cluster: ReportCluster
    date: str | None
    basis: EventReport | None
    why: str | None
    key: bytes
    id: str


def met(found: Sequence[EventReport]) -> Places:
    """The pairs of reports that are set beside each other, two columns of positions."""
    kinds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    named: dict[tuple[str, ...], int] = {}
    rows, things = [], []
    for i, r in enumerate(found):
        if r.said.kind != "other":
            kinds[r.article, "kind", r.said.kind].append(i)
        kinds[r.article, "stem", r.said.stem].append(i)
        for key in keys(r):
            rows.append(named.setdefault(key, len(named)))
            things.append(i)
    within = [(i, j) for block in kinds.values() for x, i in enumerate(block) for j in block[x + 1 : x + 1 + BLOCK]]
    order = shuffled([f"{r.article}\0{r.said.start}\0{r.said.id}" for r in found])
    rank = np.empty(len(found), dtype=np.int64)
    rank[order] = np.arange(len(found))
    under = blocked(np.array(rows, dtype=np.uint64), rank[np.array(things, dtype=np.int64)], MET)
    across = np.sort(order[under], axis=1)
    return distinct(np.concatenate([across, np.array(within, dtype=np.int64).reshape(-1, 2)]))


@dataclass(slots=True, frozen=True)
class Likely:
    """Pairs of reports, by their positions, and how likely each is of one occurrence: in columns, since there are thousands an article."""

    left: Places
    right: Places
    chance: Floats


def pairs(found: Sequence[EventReport], memo: Memo) -> tuple[list[Pairing], Likely]:
    """The pairs of reports that are set beside each other: those that say the same in so many words, best first, and all of
    them with how likely they are of one occurrence."""
    number = numbers(r.key for r in found)
    both = met(found)
    left, right = both[:, 0], both[:, 1]

    def stated(at: Sequence[int]) -> Iterator[float]:
        for n in at:
            hit = score(found[left[n]], found[right[n]])
            yield hit[0] if hit else 0.0

    def likely(at: Sequence[int]) -> Iterator[float]:
        for n in at:
            yield likelihood(found[left[n]], found[right[n]])

    said = np.round(memo.pairs("report", number[left], number[right], stated), 4)
    chance = np.round(memo.pairs("likeness", number[left], number[right], likely), 4)
    ruled = sorted((-float(said[n]), int(left[n]), int(right[n])) for n in np.flatnonzero(said >= JOIN))
    return ruled, Likely(left, right, chance)


def joined(found: Sequence[EventReport], memo: Memo) -> list[ReportCluster]:
    """The reports in clusters, one an occurrence, in order of their first reports.

    First those that say the same in so many words, from the best pair down (constrained single link). Then the two clusters
    whose pairs that were set beside each other are likeliest on the average, while that is ONE or more (average link over
    the pairs that are known).
    """
    clusters = {
        i: ReportCluster([i], {r.time} if r.time else set(), set(r.places), bygone=r.bygone, undated=r.time is None)
        for i, r in enumerate(found)
    }
    home = list(range(len(found)))
    ruled, every = pairs(found, memo)
    for _, i, j in ruled:
        if home[i] != home[j] and together(clusters[home[i]], clusters[home[j]]):
            keep, gone = sorted((home[i], home[j]), key=lambda k: (-len(clusters[k].members), k))
            for k in clusters[gone].members:
                home[k] = keep
            _merge(clusters, keep, gone, (i, j))
    _average(clusters, home, every)
    for cluster in clusters.values():
        cluster.members.sort()
    return sorted(clusters.values(), key=lambda c: c.members[0])


def _merge(clusters: dict[int, ReportCluster], keep: int, gone: int, by: tuple[int, int]) -> None:
    """Put one cluster into another, by a pair of their reports."""
    merged, other = clusters[keep], clusters.pop(gone)
    merged.joins += [*other.joins, by]
    merged.members += other.members
    merged.times |= other.times
    merged.places |= other.places
    merged.bygone |= other.bygone
    merged.undated |= other.undated


@dataclass(slots=True)
class Beside:
    """What is known of two clusters: the sum and number of their pairs' probabilities, and the likeliest pair."""

    total: float
    count: int
    best: Pairing

    @property
    def mean(self) -> float:
        """How likely the two are one, on the average."""
        return self.total / self.count

    def more(self, other: "Beside") -> "Beside":
        """With the pairs of another."""
        return Beside(self.total + other.total, self.count + other.count, min(self.best, other.best))


def _near(home: Sequence[int], every: Likely) -> Iterator[tuple[float, int, int, int, int]]:
    """The pairs of reports whose clusters can come to be one, in order: probability, the reports, their clusters.

    A mean of means is never above the highest of them, so two clusters can only ever be one by way of clusters that are ONE or more
    beside each other now. What lies in different parts of the graph of these is left out: of thousands of pairs an article, all but a few.
    """
    to = np.array(home, dtype=np.int64)
    low, high = np.minimum(to[every.left], to[every.right]), np.maximum(to[every.left], to[every.right])
    apart = np.flatnonzero(low != high)
    both, place = np.unique(low[apart] * len(home) + high[apart], return_inverse=True)
    mean = np.bincount(place, every.chance[apart]) / np.bincount(place)
    edges = both[mean >= ONE - SLACK]
    first, second = edges // max(1, len(home)), edges % max(1, len(home))
    parts = Unions(len(home))
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        parts.join(a, b)
    part = np.array([parts.root(k) for k in range(len(home))], dtype=np.int64)
    for n in apart[part[low[apart]] == part[high[apart]]].tolist():
        i, j = int(every.left[n]), int(every.right[n])
        yield float(every.chance[n]), i, j, home[i], home[j]


def _average(clusters: dict[int, ReportCluster], home: Sequence[int], every: Likely) -> None:
    """Join clusters by average link."""
    beside: dict[int, dict[int, Beside]] = defaultdict(dict)
    for w, i, j, a, b in _near(home, every):
        new = Beside(w, 1, (-w, i, j))
        beside[a][b] = beside[b][a] = beside[a][b].more(new) if b in beside[a] else new
    waiting = [(-x.mean, a, b) for a, row in beside.items() for b, x in row.items() if a < b and x.mean >= ONE]
    heapq.heapify(waiting)
    while waiting:
        w, a, b = heapq.heappop(waiting)
        if a not in clusters or b not in clusters or b not in beside[a] or -w != beside[a][b].mean:
            continue
        if not together(clusters[a], clusters[b]):
            del beside[a][b], beside[b][a]
            continue
        keep, gone = sorted((a, b), key=lambda k: (-len(clusters[k].members), k))
        _merge(clusters, keep, gone, beside[a][b].best[1:])
        for k, x in beside.pop(gone).items():
            del beside[k][gone]
            if k == keep:
                continue
            now = beside[keep][k].more(x) if k in beside[keep] else x
            beside[keep][k] = beside[k][keep] = now
            if now.mean >= ONE:
                heapq.heappush(waiting, (-now.mean, min(keep, k), max(keep, k)))


def together(a: ReportCluster, b: ReportCluster) -> bool:
    """Whether two clusters can be one occurrence: no days apart, and a place or a day in common where both have one.

    What is told of a time long ago is not what others tell of without a time.
    """
    if (a.bygone and b.undated) or (b.bygone and a.undated):
        return False
    same_day = False
    for x in a.times:
        for y in b.times:
            stand = compare(x, y)
            if stand == APART:
                return False
            same_day |= stand == EQUAL
    return same_day or compatible(frozenset(a.places), frozenset(b.places))


def dated(cluster: ReportCluster, found: Sequence[EventReport]) -> tuple[When, EventReport] | None:
    """The most exact time that a cluster's reports state in full, and the first report that states it."""
    best: tuple[tuple[int, int, int, int], When, EventReport] | None = None
    votes = Counter(found[i].time for i in cluster.members if found[i].time)
    told = len({found[i].article for i in cluster.members})
    for i in cluster.members:
        time = found[i].time
        if time is None or time.first is None or time.last is None or time.iso() is None:
            continue
        if told >= MANY and len({found[k].article for k in cluster.members if found[k].time == time}) * SHARE < told:
            continue  # one of many that says a day may mean another thing
        rank = ((time.last - time.first).days, -votes[time], time.first.toordinal(), i)
        if best is None or rank < best[0]:
            best = (rank, time, found[i])
    return (best[1], best[2]) if best else None


def occurrences(found: Sequence[EventReport], roots: Mapping[str, str], memo: Memo) -> list[Occurrence]:
    """The occurrences that reports are of, in order of their first reports; ``roots`` says what copies were taken from.

    A date comes from the report that states it most exactly, for all its tellings; a day without a year takes its
    year from a telling that has it, or from a dated event of the same article within half a year.
    """
    clusters = joined(found, memo)
    stated = [dated(c, found) for c in clusters]
    anchors: dict[str, tuple[datetime.date, str]] = {}
    for cluster, date in zip(clusters, stated, strict=True):
        if date and date[0].exact and date[0].first:
            for i in cluster.members:
                r = found[i]
                if r.said.main or r.article not in anchors:
                    anchors.setdefault(r.article, (date[0].first, f"{date[1].article}/{date[1].said.id}"))
    out = []
    for cluster, known in zip(clusters, stated, strict=True):
        iso, basis, why = (known[0].iso(), known[1], None) if known else _year(cluster, found, anchors)
        first = found[cluster.members[0]]
        sources = sorted({roots.get(found[i].article, found[i].article) for i in cluster.members})
        key = key_of("event", iso or "", why or "", *sources, *(found[i].key for i in cluster.members))
        out.append(Occurrence(cluster, iso, basis, why, key, f"event:{first.article}:{first.said.id}"))
    return out


def _year(
    cluster: ReportCluster, found: Sequence[EventReport], anchors: Mapping[str, tuple[datetime.date, str]]
) -> tuple[str | None, EventReport | None, str | None]:
    """The date of a day without a year, from the anchor of its article."""
    for i in cluster.members:
        r = found[i]
        if r.time and r.time.yearless and r.article in anchors:
            anchor, source = anchors[r.article]
            if day := nearest(r.time, anchor, NEAR):
                return day.isoformat(), r, f"year: from {source}, a dated event of the same article"
    return None, None, None


def record(
    of: Occurrence, found: Sequence[EventReport], roots: Mapping[str, str], text: Callable[[str], str], known: set[str]
) -> Event:
    """The record of an occurrence; ``known`` are the ids of entities."""
    told = [found[i] for i in of.cluster.members]
    why = []
    for i, j in of.cluster.joins:
        worth, parts = score(found[i], found[j]) or (0.0, [])
        if worth < JOIN:
            worth, parts = likelihood(found[i], found[j]), reasons(found[i], found[j])
        ends = f"{found[i].article}/{found[i].said.id} = {found[j].article}/{found[j].said.id}"
        why.append(f"{ends}: {worth:.2f} ({'; '.join(parts)})")
    why += [of.why] if of.why else []
    articles = tuple(sorted({r.article for r in told}))
    ahead = {
        a
        for a in articles
        if announces([r.said for r in told if r.article == a and r.said.firm])
        or announces([r.said for r in told if r.article == a])
    }
    planned, happened = sorted(ahead), [a for a in articles if a not in ahead]
    if planned and happened:
        why.append(f"announced in {', '.join(planned)}; told as having happened in {', '.join(happened)}")
    plainest = min(told, key=plainness)
    places = Counter(plain(r.said.place) for r in told if r.said.place)
    narrow = {plain(r.said.place) for r in told if r.said.place and any(not p.wide for p in r.places)}
    place = min(places, key=lambda p: (p not in narrow, -places[p], p)) if places else None
    span = of.basis.said.time_span if of.basis else None
    return Event(
        id=of.id,
        type=kind_type(told),
        what=" ".join(text(plainest.article)[slice(*plainest.said.clause)].split()),
        date=of.date,
        place=place,
        articles=articles,
        members=tuple((r.article, r.said.id) for r in told),
        anchors=tuple((r.article, *r.said.clause) for r in told),
        entities=tuple(sorted({w for r in told for w in r.who if w in known})),
        date_basis=(of.basis.article, *span) if of.basis and span else None,
        modality="happened" if happened else "planned",
        support=len({roots.get(a, a) for a in articles}),
        why=tuple(why),
        mentions=tuple((r.article, r.said.start, r.said.end) for r in told),
        sure=max(r.said.sure for r in told),
        line=any(shown(r, len(articles)) for r in told),
    )


def shown(r: EventReport, articles: int) -> bool:
    """Whether a report makes its event a line of the timeline: told as news, and given a day of its own, or sure, or of a type that is
    read for, and told by more than one article or where an article opens. What is told of in passing, of no time, makes none."""
    if not r.said.news or r.said.asks:
        return False
    plain = r.said.kind != "other" or r.said.sure >= SHOWN
    dated = r.time is not None or (r.said.time or "").startswith("BC")
    return dated or (plain and (articles > 1 or r.said.opens))


def order(e: Event) -> tuple[bool, str, tuple[str, int, int], str]:
    """By date, the undated last, then by first telling."""
    return e.date is None, e.date or "", e.anchors[0], e.id


def events(
    annotations: Iterable[Annotation],
    entities: Sequence[Entity],
    grouped: Mapping[str, str] | None = None,
    lineage: Sequence[Lineage] = (),
) -> list[Event]:
    """The events that the articles tell, in order of date, the undated last, then of first telling.

    ``grouped`` is what ``groups`` gives; ``lineage`` tells which articles are copies, which do not count as support.
    The order of the articles plays no part.
    """
    told = ArticleSet.of(annotations)
    who: dict[str, dict[str, str]] = defaultdict(dict)
    for e in entities:
        for article, chain in e.members:
            who[article][chain] = e.id
    found = reports(told, list(pages(told)), who, grouped or {})
    roots = rooted({x.source: x.target for x in lineage if x.kind == "copy" and x.target})
    known = {e.id for e in entities}
    text = {i: told.annotation(i).article.text for i in told.ids}
    return sorted(
        (record(x, found, roots, text.__getitem__, known) for x in occurrences(found, roots, told.memo)), key=order
    )


def kind_type(told: Sequence[EventReport]) -> EventType:
    """The type of an occurrence: the happening's own, by majority."""
    votes = Counter(r.said.kind for r in told)
    return min(votes, key=lambda k: (-votes[k], k))


def rooted(copied: Mapping[str, str]) -> dict[str, str]:
    """By article that is a copy: the one that it was in the end taken from."""
    return {a: root(a, copied) for a in copied}


def root(article: str, copied: Mapping[str, str]) -> str:
    """The article that a copy was in the end taken from."""
    seen = {article}
    while article in copied and copied[article] not in seen:
        article = copied[article]
        seen.add(article)
    return article


def published_bounds(annotations: Iterable[Annotation], events: Sequence[Event]) -> dict[str, Published]:
    """When articles without a date can have been published, from the dated events that they tell.

    Not before a day that they report as past, not after a day that they announce as to come. Only bounds: the date
    stays None. Articles with a date, and those that no dated event bounds, are left out.
    """
    told = ArticleSet.of(annotations)
    said = {(i, r.id): r for i, p in zip(told.ids, pages(told), strict=True) if p.undated for r in p.reports}
    rows = []
    for e in events:
        for article in sorted({m[0] for m in e.members if m in said and said[m].firm}):
            rows.append(
                (
                    article,
                    e.id,
                    e.date,
                    announces(_timed([said[m] for m in e.members if m[0] == article and said[m].firm])),
                )
            )
    return bounds(rows)


def told_by_undated(
    every: Sequence[Occurrence], found: Sequence[EventReport], undated: set[str]
) -> Iterator[tuple[str, str, str | None, bool]]:
    """For ``bounds``: what articles without a date tell."""
    for x in every:
        if x.date:
            for article in sorted({found[i].article for i in x.cluster.members} & undated):
                said = [r.said for i in x.cluster.members if (r := found[i]).article == article and r.said.firm]
                if not said:
                    continue
                yield article, x.id, x.date, announces(_timed(said))


def _timed(said: list[KeptReport]) -> list[KeptReport]:
    """Those that are given a time, or all where none is: what is given the day says whether it was still to come."""
    return [r for r in said if r.time] or said


def bounds(told: Iterable[tuple[str, str, str | None, bool]]) -> dict[str, Published]:
    """The bounds that follow from rows of article, event, its date, and whether it is announced there."""
    before: dict[str, tuple[str, str]] = {}
    after: dict[str, tuple[str, str]] = {}
    for article, event, date, ahead in sorted((a, e, d, x) for a, e, d, x in told if d and len(d) == 10):
        if ahead:
            if article not in after or date < after[article][0]:
                after[article] = (date, event)
        elif article not in before or date > before[article][0]:
            before[article] = (date, event)
    out: dict[str, Published] = {}
    for article in sorted(before.keys() | after.keys()):
        low, high = before.get(article), after.get(article)
        why = []
        if low:
            why.append(f"reports as past the event of {low[0]} ({low[1]})")
        if high:
            why.append(f"announces the event of {high[0]} ({high[1]})")
        if low and high and low[0] > high[0]:
            continue  # the two contradict each other: neither is relied on
        out[article] = Published(
            date=None,
            precision="none",
            basis="story",
            not_before=low[0] if low else None,
            not_after=high[0] if high else None,
            why="; ".join(why),
        )
    return out
