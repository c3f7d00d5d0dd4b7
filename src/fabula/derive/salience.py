"""What matters: one number for each event, 0 to 1, with the reasons that it is made of.

Reasons that a reader would give: how many independent tellings and how many others say the same in other words, whether
it heads or opens an article, whether articles are about it, how much was published on its day, of what kind it is, and how
plainly it is told. The weights are chosen on shared/data/timelines/dev (two newsroom timelines, 271 articles): see ``WEIGHTS``.
"""

import datetime
import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fabula.derive.reported import reported
from fabula.lang.en.stems import stems
from fabula.model.quoting import event_mention
from fabula.model.records import Annotation, Event
from fabula.model.spans import sentence_at

if TYPE_CHECKING:
    from fabula.store.reader import Reader

WEIGHTS = {
    "tellings": 0.2,
    "echoes": 0.1,
    "headline": 0.1,
    "lead": 0.05,
    "main": 0.1,
    "day": 0.15,
    "kind": 0.2,
    "sure": 0.1,
}
"""What each reason counts for; they sum to 1. A plain set near the mean of the best 40 of 700 drawn at random on both timelines; one day more
or less of 74 is 0.014 of their date F1, so sets near it are hardly told apart."""
ALIKE = 0.3
"""Cosine of idf-weighted stems from which two sentences say the same thing in other words."""
RARE = 0.25
"""Share of the articles from which a stem is too common to find sentences by."""
WINDOW = 1
"""Days after an event on which what is published counts as published on it."""
FIRST, PLAIN = 2, 0.7
"""Sentences of an article that say what it was written for; how sure what they tell must be."""
PLAIN_KIND = 0.4
"""What "other" counts for as a kind, where PLOVER's sixteen count 1."""


@dataclass(frozen=True, slots=True)
class Salience:
    """How much a record matters: ``value`` 0 to 1, ``parts`` by reason 0 to 1, ``why`` in words, the heaviest first."""

    value: float
    parts: dict[str, float]
    why: tuple[str, ...]


@dataclass(slots=True)
class _Sentence:
    article: str
    weights: dict[str, float]


def salience(
    dossier: "Reader", told: Mapping[str, Annotation] | None = None, *, lines: bool = False
) -> dict[str, Salience]:
    """By event id: how much each event of a dossier matters; with ``lines``, each that makes a line of the timeline. ``told`` are its
    articles with their layers, where held."""
    held = told if told is not None else {x.article.id: x for x in dossier.annotations()}
    parts = measured(dossier, held, lines=lines)
    return {i: weighed(p, words) for i, (p, words) in parts.items()}


def weighed(parts: dict[str, float], words: Mapping[str, str], weights: Mapping[str, float] = WEIGHTS) -> Salience:
    """The parts as one number."""
    ranked = sorted(weights, key=lambda k: (-weights[k] * parts[k], k))
    return Salience(
        round(sum(weights[k] * parts[k] for k in weights), 4),
        {k: round(v, 4) for k, v in parts.items()},
        tuple(words[k] for k in ranked if k in words and parts[k] > 0),
    )


def measured(
    dossier: "Reader", held: Mapping[str, Annotation], *, lines: bool = False
) -> dict[str, tuple[dict[str, float], dict[str, str]]]:
    """By event id: its parts, and each reason in words; with ``lines``, of those that make a line, which are few among all."""
    events = dossier.events()
    copies = {x.source for x in dossier.lineage() if x.directed and x.target}
    index = _Index({i: x for i, x in held.items() if i not in copies})
    about = Counter(written_for(events, held, index).values())
    days = _Published(dossier, held)
    count = max(2, len(held) - len(copies))
    return {e.id: _parts(e, held, index, about, days, count) for e in events if e.line or not lines}


def written_for(events: Sequence[Event], held: Mapping[str, Annotation], index: "_Index") -> dict[str, str]:
    """By article: the event that it was written to tell: the first news of its title, else of its first two sentences."""
    best: dict[str, tuple[tuple[bool, int, int], str]] = {}
    for event in events:
        for article, mention in event.members:
            x = held[article]
            m = event_mention(x, mention)
            place, title = index.place(x, sentence_at(x.sentences, m.start))
            if (title or (m.news and not m.aside and place < FIRST)) and m.sure >= PLAIN:
                rank = (not title, place, m.start)
                if article not in best or rank < best[article][0]:
                    best[article] = (rank, event.id)
    return {article: i for article, (_, i) in best.items()}


def _parts(
    event: Event,
    held: Mapping[str, Annotation],
    index: "_Index",
    about: Mapping[str, int],
    days: "_Published",
    count: int,
) -> tuple[dict[str, float], dict[str, str]]:
    places, headed, echoes = [], set[str](), set[str]()
    told = [(held[a], event_mention(held[a], i)) for a, i in event.members]
    plain = [(x, m) for x, m in told if m.type != "other" or (m.news and m.time)] or told
    support = min(event.support, len({x.article.id for x, _ in plain}))
    for x, m in plain:
        article = x.article.id
        n = sentence_at(x.sentences, m.start)
        place, title = index.place(x, n)
        places.append(place)
        if title or index.titled(article, n):
            headed.add(article)
        echoes |= index.alike(article, n)
    echoes -= set(event.articles)
    log = math.log(count + 1)
    lead = min(places, default=99)
    around = days.around(event.date or reported(event, held))
    parts = {
        "tellings": min(1.0, math.log(support) / log) if support > 1 else 0.0,
        "echoes": min(1.0, math.log(1 + len(echoes)) / log),
        "headline": min(1.0, len(headed) ** 0.5 / 2) if headed else 0.0,
        "lead": 1 / (1 + lead / 2),
        "main": min(1.0, math.log(1 + about.get(event.id, 0)) / log),
        "day": around,
        "kind": (1.0 if event.type != "other" else PLAIN_KIND)
        * (event.modality == "happened")
        * (event.date is not None),
        "sure": event.sure,
    }
    words = {
        "tellings": f"{event.support} independent tellings",
        "echoes": f"{len(echoes)} other article{'s' * (len(echoes) != 1)} say{'s' * (len(echoes) == 1)} much the same",
        "headline": f"in the headline of {len(headed)} article{'s' * (len(headed) != 1)}",
        "main": f"{about.get(event.id, 0)} article{'s' * (about.get(event.id, 0) != 1)} about it",
        "day": "much was published on its day",
        "sure": "plainly told",
    }
    if lead <= 1:
        words["lead"] = "opens an article" if lead == 0 else "stands near the top of an article"
    return parts, words


class _Index:
    """The sentences of the tellings: where each stands, and which of other articles are alike."""

    def __init__(self, held: Mapping[str, Annotation]) -> None:
        self._sentences: dict[tuple[str, int], _Sentence] = {}
        self._places: dict[str, dict[int, int]] = {}
        seen: Counter[str] = Counter()
        words: dict[tuple[str, int], list[str]] = {}
        for i, x in sorted(held.items()):
            text = x.article.text
            for n, (s, e) in enumerate(x.sentences):
                words[i, n] = list(dict.fromkeys(w for w in stems(text[s:e]) if len(w) > 2 or w.isdigit()))
            seen.update({w for n in range(len(x.sentences)) for w in words[i, n]})
        total = max(1, len(held))
        self._common = {w for w, n in seen.items() if n > max(3, RARE * total)}
        for key, found in words.items():
            raw = {w: math.log(1 + total / seen[w]) for w in found if seen[w] > 1 or total == 1}
            norm = (
                math.sqrt(
                    sum(v * v for v in raw.values()) + sum(math.log(1 + total) ** 2 for w in found if seen[w] == 1)
                )
                or 1.0
            )
            self._sentences[key] = _Sentence(key[0], {w: v / norm for w, v in raw.items()})
        self._at: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for key, sentence in self._sentences.items():
            for w in sentence.weights:
                if w not in self._common:
                    self._at[w].append(key)
        self._alike: dict[tuple[str, int], set[str]] = {}
        self._titles = {i: _title(x) for i, x in held.items()}

    def place(self, x: Annotation, n: int) -> tuple[int, bool]:
        """Which sentence of the telling it is, from 0; and whether it stands in the title."""
        known = self._places.get(x.article.id)
        if known is None:
            known, body = {}, 0
            zones = sorted((z.start, z.end, z.kind) for z in x.article.zones)
            starts = [z[0] for z in zones]
            for k, (s, e) in enumerate(x.sentences):
                at = bisect_right(starts, s) - 1
                kind = zones[at][2] if at >= 0 and s < zones[at][1] else "body"
                known[k] = -1 if kind in ("title", "heading") else body
                if kind in ("body", "dateline") and e - s > 40:
                    body += 1
            self._places[x.article.id] = known
        place = known.get(n, 99)
        return max(0, place), place < 0

    def titled(self, article: str, n: int) -> bool:
        """Whether a sentence says what its article's title says."""
        sentence, title = self._sentences.get((article, n)), self._titles.get(article)
        return bool(sentence and title and len(title & set(sentence.weights)) >= max(2, len(title) / 2))

    def alike(self, article: str, n: int) -> set[str]:
        """The other articles that have a sentence like this one."""
        key = article, n
        if key not in self._sentences:
            return set()
        if key not in self._alike:
            self._alike[key] = self._near(article, self._sentences[key].weights)
        return self._alike[key]

    def _near(self, article: str, mine: Mapping[str, float]) -> set[str]:
        """Words are looked up rarest first, until those that are left could not make a sentence alike that has none of the others."""
        rare = sorted((w for w in mine if w not in self._common), key=lambda w: (len(self._at[w]), w))
        left = sum(v * v for v in mine.values())  # a sentence's weights have no length over 1
        found: set[str] = set()
        seen: set[tuple[str, int]] = set()
        for w in rare:
            if left < ALIKE * ALIKE - 1e-9:
                break
            left -= mine[w] * mine[w]
            for other in self._at[w]:
                if other[0] == article or other[0] in found or other in seen:
                    continue
                seen.add(other)
                theirs = self._sentences[other].weights
                if sum(v * theirs[x] for x, v in mine.items() if x in theirs) >= ALIKE:
                    found.add(other[0])
        return found


def _title(x: Annotation) -> set[str]:
    return {w for w in stems(x.article.title or "") if len(w) > 3}


class _Published:
    """How much was published on which day."""

    def __init__(self, dossier: "Reader", held: Mapping[str, Annotation]) -> None:
        lent = dossier.published()
        found = []
        for i, x in held.items():
            stated = x.article.published
            known = stated if stated and stated.date else lent.get(i)
            if known and known.date and len(known.date) >= 10:
                found.append(datetime.date.fromisoformat(known.date[:10]).toordinal())
        self._days = sorted(found)
        self._most = max((self._count(d) for d in set(self._days)), default=1)

    def _count(self, day: int) -> int:
        return bisect_right(self._days, day + WINDOW) - bisect_left(self._days, day)

    def around(self, day: str | None) -> float:
        """The share of what was published on the busiest day that was published on an event's; 0 where it has no day."""
        if not day or len(day) != 10:
            return 0.0
        return min(1.0, self._count(datetime.date.fromisoformat(day).toordinal()) / max(1, self._most))
