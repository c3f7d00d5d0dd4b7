"""Stories: groups of articles whose main events are connected, by the people, events, places and series that they share.

A group tells one main event; a story is what a reader follows through several. Two groups are connected where what
they share adds up: an event that tellings of both report, a series that both main events are part of, parties, a
place. Parties that most of the dossier's groups share say little; one part alone, unless it is an event or series, is no
connection.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fabula.model.records import Entity, Event
from fabula.names.places import SAME, Where, stand, where

JOIN = 0.5
"""Least score that connects two groups. Set by hand with the parts below."""
SHARED, SERIES, WHO, PLACE = 0.5, 0.3, 0.2, 0.1
"""What an event that both tell adds, a series, each party in common (three at most, less where many groups have it), and
a place in common."""
POSTING = 60
"""A party or place that more groups have does not lead from one to another."""


@dataclass(slots=True)
class ArticleGroup:
    """A group of articles: what its tellings' events hold."""

    label: str
    articles: list[str]
    events: set[str] = field(default_factory=set)
    series: set[str] = field(default_factory=set)
    who: set[str] = field(default_factory=set)
    places: set[Where] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Story:
    """Connected groups: main events and articles, both in order; ``score`` of the weakest connection it rests on."""

    main_events: tuple[str, ...]
    articles: tuple[str, ...]
    score: float
    why: tuple[str, ...]


def stories(main: Mapping[str, str], events: Sequence[Event], entities: Sequence[Entity]) -> list[Story]:
    """The stories of a dossier, the longest first; every article is in exactly one.

    ``main`` is each article's main event. Only people, organisations and the like connect, not the states and towns
    that the news is full of. The order of what is given plays no part.
    """
    found = _groups(main, events, entities)
    common = Counter(w for g in found for w in g.who)
    lead: dict[str, list[int]] = defaultdict(list)
    for i, g in enumerate(found):
        for key in (*g.events, *g.series, *g.who):
            lead[key].append(i)
    pairs = sorted({(i, j) for at in lead.values() if len(at) <= POSTING for i in at for j in at if i < j})
    home = list(range(len(found)))
    links: dict[int, list[tuple[float, str]]] = defaultdict(list)

    def top(i: int) -> int:
        while home[i] != i:
            home[i] = home[home[i]]
            i = home[i]
        return i

    scored = [(hit, i, j) for i, j in pairs if (hit := score(found[i], found[j], common, len(found))) is not None]
    for (value, parts), i, j in sorted(scored, key=lambda x: (-x[0][0], x[1], x[2])):
        a, b = sorted((top(i), top(j)))
        if a == b or value < JOIN:
            continue
        home[b] = a
        links[a] += [
            *links.pop(b, []),
            (value, f"{found[i].label} ~ {found[j].label}: {value:.2f} ({'; '.join(parts)})"),
        ]
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(found)):
        members[top(i)].append(i)
    out = [
        Story(
            tuple(found[i].label for i in at),
            tuple(sorted(a for i in at for a in found[i].articles)),
            round(min((v for v, _ in links[head]), default=1.0), 4),
            tuple(w for _, w in links[head]),
        )
        for head, at in members.items()
    ]
    return sorted(out, key=lambda s: (-len(s.articles), s.main_events))


def _groups(main: Mapping[str, str], events: Sequence[Event], entities: Sequence[Entity]) -> list[ArticleGroup]:
    kind = {e.id: e.type for e in entities}
    by: dict[str, ArticleGroup] = {}
    for article, label in sorted(main.items()):
        by.setdefault(label, ArticleGroup(label, [])).articles.append(article)
    for e in events:
        there = where(e.place) if e.place else None
        for label in {main[a] for a in e.articles if a in main}:
            g = by[label]
            g.events.add(e.id)
            g.series.update([e.series] if e.series else [])
            g.who.update(i for i in e.entities if kind.get(i) != "place")
            if there and not there.wide:
                g.places.add(there)
    return [by[k] for k in sorted(by)]


def score(a: ArticleGroup, b: ArticleGroup, common: Mapping[str, int], groups: int) -> tuple[float, list[str]] | None:
    """How closely two groups are connected, and the parts; None where they share neither event, series nor two things.

    A party counts in full where only these two have it, and for nothing where all groups of many have.
    """
    shared, series, who = a.events & b.events, a.series & b.series, a.who & b.who
    place = any(stand(x, y) == SAME for x in a.places for y in b.places)
    if not shared and not series and len(who) + place < 2:
        return None
    rare = sorted((1 - math.log(common[w] / 2) / math.log(max(groups, 3)) for w in who), reverse=True)[:3]
    parts = [
        (SHARED * bool(shared), f"events: {len(shared)} shared"),
        (SERIES * bool(series), f"series: {len(series)} shared"),
        (WHO * math.fsum(max(0.0, r) for r in rare), f"who: {len(who)} shared"),
        (PLACE * place, "place"),
    ]
    return math.fsum(v for v, _ in parts), [f"{name} {v:.2f}" for v, name in parts if v]
