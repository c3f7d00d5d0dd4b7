"""Events across articles: the mentions of one occurrence joined by what, who, when and where.

Each mention becomes a report with what it says of these four. Pairs that share a key are scored part by part, and
joined from the best pair down, as long as no two reports that would come together say different days or places
(constrained single link). Words alone never join: across articles, a day, a place, or one main event told of the
same parties must agree.
"""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fabula.annotating.plover import NOUNS
from fabula.records import Annotation, Entity, Event, EventMention, Lineage, Published
from fabula.resolving.dates import APART, EQUAL, WITHIN, When, compare, nearest, when
from fabula.resolving.mains import akin, kind_of, main
from fabula.resolving.places import INSIDE, SAME, Where, compatible, stand, where
from fabula.resolving.stems import stem_noun, stems

OCCURRED = frozenset({"happened", "planned"})
"""Modalities of what took place or is set to; what is hoped, denied or only possible is no occurrence."""
JOIN = 0.5
"""Least score that joins two reports. Set by hand with the parts below; see ``score``."""
WHAT, WORD, WHO, DAY, SPAN, WHERE, TOLD, BACK = 0.1, 0.1, 0.15, 0.4, 0.1, 0.3, 0.25, 0.2
"""What a part adds where it agrees: type, trigger, each shared party (two at most), day, longer time or wider place,
place, group (or the article's main kind), a reference back."""
BLOCK = 40
"""Reports under one key that each report is compared with at most: the next so many, in order of articles."""
NEARBY = 1500
"""Code points within which "the talks" are those told of before."""
NEAR = 183
"""Days around a dated event of its article within which a day without a year is taken to lie."""

_BACK = re.compile(r"\b(?:the|their|this|these|those|that|his|her|its)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)


@dataclass(slots=True)
class Report:
    """One event mention, as what it says: ``who`` takes part (entities, else chains), ``time``, ``places``.

    ``back`` is whether it is told as known ("the talks"); ``main`` whether it is of its article's main kind.
    """

    article: str
    mention: EventMention
    kind: str
    word: str
    who: frozenset[str]
    time: When | None
    places: frozenset[Where]
    place_text: str | None
    back: bool
    group: str | None
    main: bool


@dataclass(slots=True)
class Cluster:
    """Reports joined so far: their positions, what they say of time and place, and what the joins rest on."""

    members: list[int]
    times: set[When]
    places: set[Where]
    why: list[str] = field(default_factory=list)


def reports(
    annotations: Sequence[Annotation], entities: Sequence[Entity], grouped: Mapping[str, str] | None = None
) -> list[Report]:
    """The reports of all articles, in order of article id and position."""
    known = {member: e.id for e in entities for member in e.members}
    out: list[Report] = []
    for annotation in sorted(annotations, key=lambda a: a.article.id):
        article, text = annotation.article.id, annotation.article.text
        first = main(annotation)
        for m in annotation.events:
            if m.modality not in OCCURRED or m.polarity != "positive":
                continue
            who = set()
            for p in m.participants:
                key = known.get((article, p.chain)) if p.chain else None
                if p.role in {"source", "target"} and p.chain:
                    who.add(key or f"{article}/{p.chain}")
            place = text[slice(*m.place)] if m.place else None
            there = where(place) if place else None
            kind = kind_of(m, text)
            out.append(
                Report(
                    article=article,
                    mention=m,
                    kind=kind,
                    word=stems(text[m.start : m.end])[0] if stems(text[m.start : m.end]) else "",
                    who=frozenset(who),
                    time=when(m.time),
                    places=frozenset({there}) if there else frozenset(),
                    place_text=place,
                    back=bool(_BACK.search(text, max(0, m.start - 40), m.start)),
                    group=grouped.get(article) if grouped else None,
                    main=akin(kind, first.kind),
                )
            )
    return out


def score(a: Report, b: Report) -> tuple[float, list[str]] | None:
    """How much two reports are of one occurrence, and the parts; None where they cannot be.

    The parts: type and trigger word, parties, day (or a longer time), place, and whether the articles are of one
    group and report their main event. Days that differ forbid it, and so do places, unless the day is the same.
    """
    if a.kind != b.kind or (a.kind == "other" and a.word != b.word):
        return None
    moment = compare(a.time, b.time)
    if moment == APART or (moment != EQUAL and not compatible(a.places, b.places)):
        return None
    shared = a.who & b.who
    if a.who and b.who and not shared:
        return None
    stands = {stand(x, y) for x in a.places for y in b.places}
    spot = any(stand(x, y) == SAME and not x.wide for x in a.places for y in b.places)
    told = a.group is not None and a.group == b.group and a.main and b.main
    same_article = a.article == b.article
    former, latter = sorted((a, b), key=lambda r: r.mention.start)
    near = latter.mention.start - former.mention.start <= NEARBY
    back = same_article and latter.back and not latter.who and near
    if same_article:
        if not (moment == EQUAL or spot or shared or back):
            return None
    elif told:
        if not (moment == EQUAL or spot or len(shared) >= 2):
            return None
    elif not (moment == EQUAL and (shared or spot)):
        return None
    parts = [
        (WHAT, f"what: {a.kind}"),
        (WORD * (a.word == b.word), f"word: {a.word}"),
        (WHO * min(2, len(shared)), f"who: {len(shared)} shared"),
        (DAY * (moment == EQUAL), "when: same day"),
        (SPAN * (moment == WITHIN), "when: one within the other"),
        (WHERE * spot, f"where: {a.place_text}"),
        (SPAN * (not spot and bool(stands & {SAME, INSIDE})), f"where: {a.place_text} and {b.place_text}"),
        (TOLD * (told or (same_article and a.main)), "main event" if same_article else "main event, one group"),
        (BACK * back, "refers back"),
    ]
    return sum(value for value, _ in parts), [f"{name} {value:.2f}" for value, name in parts if value]


def keys(r: Report) -> list[tuple[str, ...]]:
    """The keys under which a report is compared with others: within its article, its group, by day, by place."""
    out: list[tuple[str, ...]] = [(r.kind, "in", r.article)]
    if r.group is not None and r.main:
        out.append((r.kind, "group", r.group))
    day = f"{r.time.first:%m-%d}" if r.time and r.time.exact and r.time.first else None
    if r.time and r.time.yearless:
        day = f"{r.time.month:02d}-{r.time.day:02d}"
    if day:
        out += [(r.kind, day, who) for who in sorted(r.who)]
        out += [(r.kind, day, p.key) for p in r.places if not p.wide]
    return out


def joined(found: Sequence[Report]) -> list[Cluster]:
    """The reports in clusters, one an occurrence, in order of their first reports."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, r in enumerate(found):
        for key in keys(r):
            blocks[key].append(i)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        for x, i in enumerate(block):
            pairs.update((i, j) for j in block[x + 1 : x + 1 + BLOCK])
    scored = []
    for i, j in sorted(pairs):
        hit = score(found[i], found[j])
        if hit and hit[0] >= JOIN:
            scored.append((-hit[0], i, j, hit[1]))
    scored.sort()
    home = list(range(len(found)))
    clusters = {i: Cluster([i], {r.time} if r.time else set(), set(r.places)) for i, r in enumerate(found)}
    for negative, i, j, why in scored:
        if home[i] == home[j] or not together(clusters[home[i]], clusters[home[j]]):
            continue
        keep, gone = sorted((home[i], home[j]), key=lambda k: (-len(clusters[k].members), k))
        merged, other = clusters[keep], clusters.pop(gone)
        for k in other.members:
            home[k] = keep
        left, right = found[i], found[j]
        ends = f"{left.article}/{left.mention.id} = {right.article}/{right.mention.id}"
        merged.why += [*other.why, f"{ends}: {-negative:.2f} ({'; '.join(why)})"]
        merged.members += other.members
        merged.times |= other.times
        merged.places |= other.places
    for cluster in clusters.values():
        cluster.members.sort()
    return sorted(clusters.values(), key=lambda c: c.members[0])


def together(a: Cluster, b: Cluster) -> bool:
    """Whether two clusters can be one occurrence: no days apart, and a place or a day in common where both have one."""
    same_day = False
    for x in a.times:
        for y in b.times:
            stand = compare(x, y)
            if stand == APART:
                return False
            same_day |= stand == EQUAL
    return same_day or compatible(frozenset(a.places), frozenset(b.places))


def dated(cluster: Cluster, found: Sequence[Report]) -> tuple[When, Report] | None:
    """The most exact time that a cluster's reports state in full, and the first report that states it."""
    best: tuple[tuple[int, int, int, int], When, Report] | None = None
    votes = Counter(found[i].time for i in cluster.members if found[i].time)
    for i in cluster.members:
        time = found[i].time
        if time is None or time.first is None or time.last is None or time.iso() is None:
            continue
        rank = ((time.last - time.first).days, -votes[time], time.first.toordinal(), i)
        if best is None or rank < best[0]:
            best = (rank, time, found[i])
    return (best[1], best[2]) if best else None


def events(
    annotations: Sequence[Annotation],
    entities: Sequence[Entity],
    grouped: Mapping[str, str] | None = None,
    lineage: Sequence[Lineage] = (),
) -> list[Event]:
    """The events that the articles tell, in order of date, the undated last, then of first telling.

    ``grouped`` is what ``groups`` gives; ``lineage`` tells which articles are copies, which do not count as support.
    A date comes from the report that states it most exactly, for all its tellings; a day without a year takes its
    year from a telling that has it, or from a dated event of the same article within half a year.
    The order of the articles plays no part.
    """
    found = reports(annotations, entities, grouped)
    clusters = joined(found)
    stated = [dated(c, found) for c in clusters]
    anchors: dict[str, tuple[datetime.date, str]] = {}
    for cluster, date in zip(clusters, stated, strict=True):
        if date and date[0].exact and date[0].first:
            for i in cluster.members:
                r = found[i]
                if r.main or r.article not in anchors:
                    anchors.setdefault(r.article, (date[0].first, f"{date[1].article}/{date[1].mention.id}"))
    copied = {x.source: x.target for x in lineage if x.kind == "copy" and x.target}
    text = {a.article.id: a.article.text for a in annotations}
    known = {e.id for e in entities}
    out = [
        record(cluster, found, date, anchors, copied, text, known)
        for cluster, date in zip(clusters, stated, strict=True)
    ]
    return sorted(out, key=lambda e: (e.date is None, e.date or "", e.anchors[0], e.id))


def record(
    cluster: Cluster,
    found: Sequence[Report],
    stated: tuple[When, Report] | None,
    anchors: Mapping[str, tuple[datetime.date, str]],
    copied: Mapping[str, str],
    text: Mapping[str, str],
    known: set[str],
) -> Event:
    """The record of a cluster."""
    told = [found[i] for i in cluster.members]
    why = list(cluster.why)
    date = basis = None
    if stated:
        date, basis = stated[0].iso(), stated[1]
    else:
        for r in told:
            if r.time and r.time.yearless and r.article in anchors:
                anchor, source = anchors[r.article]
                day = nearest(r.time, anchor, NEAR)
                if day:
                    date, basis = day.isoformat(), r
                    why.append(f"year: from {source}, a dated event of the same article")
                    break
    articles = tuple(sorted({r.article for r in told}))
    ahead = {a for a in articles if announces([r.mention for r in told if r.article == a], text[a])}
    planned, happened = sorted(ahead), [a for a in articles if a not in ahead]
    if planned and happened:
        why.append(f"announced in {', '.join(planned)}; told as having happened in {', '.join(happened)}")
    plainest = min(told, key=lambda r: plainness(r, text[r.article]))
    places = Counter(r.place_text for r in told if r.place_text)
    narrow = {r.place_text for r in told if any(not p.wide for p in r.places)}
    place = min(places, key=lambda p: (p not in narrow, -places[p], p)) if places else None
    span = basis.mention.time_span if basis else None
    first = told[0]
    return Event(
        id=f"event:{first.article}:{first.mention.id}",
        type=kind_type(told),
        what=" ".join(text[plainest.article][slice(*plainest.mention.clause)].split()),
        date=date,
        place=place,
        articles=articles,
        members=tuple((r.article, r.mention.id) for r in told),
        anchors=tuple((r.article, *r.mention.clause) for r in told),
        entities=tuple(sorted({w for r in told for w in r.who if w in known})),
        date_basis=(basis.article, *span) if basis and span else None,
        modality="happened" if happened else "planned",
        support=len({root(a, copied) for a in articles}),
        why=tuple(why),
    )


def announces(mentions: Sequence[EventMention], text: str) -> bool:
    """Whether an article's mentions of an event announce it: one as planned, and no verb as having happened.

    A noun alone ("the March 13 meeting") does not say which.
    """
    if not any(m.modality == "planned" for m in mentions):
        return False
    return not any(m.modality == "happened" and stem_noun(text[m.start : m.end]) not in NOUNS for m in mentions)


def kind_type(told: Sequence[Report]) -> str:
    """The type of an occurrence: the happening's own, by majority."""
    votes = Counter(r.kind for r in told)
    return min(votes, key=lambda k: (-votes[k], k))


def plainness(r: Report, text: str) -> tuple[bool, int, bool, int, str]:
    """How plainly a report tells its event, least first: no question, most of who, when and where, near the top."""
    start, end = r.mention.clause
    asks = "?" in text[start : end + 1]
    said = min(2, len(r.who)) + 2 * (r.time is not None) + 2 * bool(r.places)
    return asks, -said, stem_noun(text[r.mention.start : r.mention.end]) in NOUNS, start, r.article


def root(article: str, copied: Mapping[str, str]) -> str:
    """The article that a copy was in the end taken from."""
    seen = {article}
    while article in copied and copied[article] not in seen:
        article = copied[article]
        seen.add(article)
    return article


def published_bounds(annotations: Sequence[Annotation], events: Sequence[Event]) -> dict[str, Published]:
    """When articles without a date can have been published, from the dated events that they tell.

    Not before a day that they report as past, not after a day that they announce as to come. Only bounds: the date
    stays None. Articles with a date, and those that no dated event bounds, are left out.
    """
    undated = {a.article.id: a for a in annotations if a.article.published is None or not a.article.published.date}
    mentions = {(k, m.id): m for k, a in undated.items() for m in a.events}
    before: dict[str, tuple[str, Event]] = {}
    after: dict[str, tuple[str, Event]] = {}
    for event in events:
        if event.date is None or len(event.date) != 10:
            continue
        for article in sorted({a for a, _ in event.members if a in undated}):
            told = [mentions[member] for member in event.members if member[0] == article]
            if announces(told, undated[article].article.text):
                if article not in after or event.date < after[article][0]:
                    after[article] = (event.date, event)
            elif article not in before or event.date > before[article][0]:
                before[article] = (event.date, event)
    out: dict[str, Published] = {}
    for article in sorted(before.keys() | after.keys()):
        low, high = before.get(article), after.get(article)
        why = []
        if low:
            why.append(f"reports as past the event of {low[0]} ({low[1].id})")
        if high:
            why.append(f"announces the event of {high[0]} ({high[1].id})")
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
