"""The tellings of figures: each quantity of an article with what it is of, who gives it and as of when."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fabula.derive.naming import Names
from fabula.lang.en.quantities.kinds import EVENTS, HELD, OF_ELECTIONS, OF_EVENTS, RECALLS
from fabula.lang.en.quantities.units import VAGUE
from fabula.lang.en.stems import stem
from fabula.link.events.dates import when as time_of
from fabula.model.quoting import ARTICLE, text_of
from fabula.model.records import Annotation, Attribution, Entity, Pair, Published, Quantity
from fabula.names.places import where

FOLLOWED = frozenset({"whole", "before", "record"})
"""Roles of quantities that are points of a figure."""
LEAD = 2
"""Sentences at the start of an article that, with its title, say what it is about."""
LEAST = 3
"""Counts of what has no kind up to this are none to follow: "two men"."""
LONG = 45
"""Days before a telling beyond which a time in its sentence is not that of its number."""
_SINCE = re.compile(r"\b(?:since|from|until|till)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Telling:
    """A quantity as a figure's point. ``key``: kind, or the noun that is counted; ``of`` the phrase for what it is of.

    ``own`` are the entities named in that phrase, ``near`` those of its sentence, ``lead`` those that the article is about, or the
    places of its sentence where these are others (``elsewhere``); ``recalled`` is told on an anniversary; ``past`` is the year or the day of what its sentence says was long before;
    ``sorts`` what sort of occurrence it is of by its own phrase, ``around`` by the article; ``holder`` who has it.
    """

    article: str
    quantity: Quantity
    sentence: Pair
    key: str
    of: str
    own: frozenset[str]
    near: frozenset[str]
    lead: frozenset[str]
    sorts: frozenset[str]
    around: frozenset[str]
    holder: str | None
    noun: str | None
    verb: str | None
    day: str | None
    as_of: str | None
    stated: bool
    by: str
    group: str | None
    past: str = ""
    elsewhere: bool = False
    recalled: bool = False

    @property
    def order(self) -> tuple[str, str, int]:
        """Tellings in order of date, then of article and place."""
        return self.day or "9999", self.article, self.quantity.start


def tellings(
    x: Annotation,
    names: Names,
    titles: "Titles",
    one: Mapping[str, str],
    published: Published | None,
    group: str | None,
) -> Iterator[Telling]:
    """The tellings of an article, in order. ``one`` as ``one_name`` gives it; ``published`` is when the article was, ``group``
    the event that it is about."""
    a = x.article
    day = published.date[:10] if published and published.date else None
    about = _About(x, names, titles, one)
    said = [(s, e, r) for r in x.attributions for s, e in r.content]
    starts = [s for s, _ in x.sentences]
    times = {(t.start, t.end): t.value for t in x.times}
    for q in x.quantities:
        key = _key(a.text, q)
        if q.role not in FOLLOWED or key is None or a.text[slice(q.start, q.end)].lower().split()[-1] in VAGUE:
            continue
        k = max(0, bisect_right(starts, q.start) - 1)
        sentence = x.sentences[k] if x.sentences else (q.start, q.end)
        stated = times.get(q.when, "") if q.when else ""
        when = _held_at(stated, day)
        past = _long_before(stated, day) or (_years_ago(x, sentence, day) if q.kind in OF_EVENTS else "")
        noun = a.text[slice(*q.what[-1])].split()[-1].lower() if q.what else None
        held = q.of[0] if q.of and (q.kind is None or q.kind in HELD) else None
        phrases = [s for s in q.of if s != held] if held else list(q.of)
        event = phrases[0] if phrases else None
        own = frozenset(i for i in about.named(phrases) if about.type[i] != "other")
        there = about.elsewhere(sentence)
        if not there and k and not about.named([sentence]):
            there = about.elsewhere(x.sentences[k - 1])
        sorts = about.sorts_in([event]) if event else frozenset[str]()
        if q.kind in OF_ELECTIONS:
            sorts = frozenset({"election"})
        if q.kind == "participants":  # they are of what they take part in, not of what it is about
            sorts &= {"protest"}
        yield Telling(
            article=a.id,
            quantity=q,
            sentence=sentence,
            key=key,
            of=text_of(a, [event]) if event else "",
            own=own,
            near=about.named([sentence]),
            lead=there or about.lead,
            elsewhere=bool(there),
            recalled=not RECALLS.isdisjoint(_WORD.findall(a.text[slice(*sentence)].lower())),
            sorts=sorts,
            around=about.sorts,
            holder=about.holder(held) if held else None,
            noun=noun,
            verb=stem(a.text[slice(*q.verb)].lower()) if q.verb else None,
            day=day,
            as_of=when or (None if past else day),
            stated=bool(when),
            by=_by(x, names, said, q),
            group=group,
            past=past,
        )


def _long_before(value: str, day: str | None) -> str:
    """A TIMEX3 value that lies over ``LONG`` days before a telling, or in a year before its own; empty where it does not."""
    told = time_of(value)
    if not day or told is None or told.iso() is None or told.last is None:
        return ""
    return value if (date.fromisoformat(day) - told.last).days > LONG else ""


def _years_ago(x: Annotation, sentence: Pair, day: str | None) -> str:
    """The year of what a sentence tells, where all its times are years or days of long before; empty where they are not."""
    told = [t for t in x.times if sentence[0] <= t.start < sentence[1] and t.type in ("DATE", "TIME")]
    ago = {_long_before(t.value[:10], day)[:4] for t in told}
    since = any(_SINCE.search(x.article.text[max(0, t.start - 12) : t.start]) for t in told)
    return ago.pop() if len(ago) == 1 and not since else ""


def _held_at(value: str, day: str | None) -> str:
    """A TIMEX3 value as the day that a quantity holds at; empty where it is too vague, or long before the telling."""
    if len(value) < 10 or not day:
        return value[:10] if len(value) >= 10 else ""
    try:
        apart = (date.fromisoformat(day) - date.fromisoformat(value[:10])).days
    except ValueError:
        return ""
    if -7 < apart < 0:  # "by Tuesday night", told of what has been: the last one
        return (date.fromisoformat(value[:10]) - timedelta(days=7)).isoformat()
    return value[:10] if 0 <= apart <= LONG else ""


def _key(text: str, q: Quantity) -> str | None:
    if q.kind:
        return q.kind
    if q.unit is not None or not q.what or q.value <= LEAST:
        return None
    noun = text[slice(*q.what[-1])].split()[-1].lower()
    return f"+{stem(noun)}" if noun.isalpha() and noun.islower() else None


def _by(x: Annotation, names: Names, said: Sequence[tuple[int, int, Attribution]], q: Quantity) -> str:
    """Who gives it: the subject of "put at", else the innermost speaker around it, else the article."""
    if q.by:
        chain = next((m.chain for m in x.mentions if q.by[0] < m.end == q.by[1] and m.form == "name"), None)
        return names.name(x, chain) or text_of(x.article, [q.by])
    inside = [(e - s, s, r) for s, e, r in said if s <= q.start and q.end <= e]
    if not inside:
        return ARTICLE
    within = min(inside, key=lambda p: p[:2])[2]
    return names.maker(x, within.speaker, within) or ARTICLE


def one_name(entities: Sequence[Entity]) -> dict[str, str]:
    """By id, the entity that a name stands for: of those of one name of one word ("Lund", a town, and taken for a person), and
    where an organisation's name is the beginning of one other's alone ("Ostra" is "Ostra Foods").
    """
    words = {e.id: tuple(w.lower() for w in _WORD.findall(e.name) if not w.isdigit()) for e in entities}
    types = {e.id: e.type for e in entities}
    begins: dict[tuple[str, ...], list[str]] = defaultdict(list)
    same: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for i, w in sorted(words.items(), key=lambda p: (types[p[0]] == "person", p[0])):
        same[w].append(i)
        if types[i] == "organisation":
            for n in range(1, len(w)):
                begins[w[:n]].append(i)
    out = {}
    for i, w in words.items():
        longer = begins.get(w, ())
        alone = {types[j] for j in same[w]} <= {"organisation", "person"}
        if len(longer) == 1 and alone and (types[i] == "organisation" or len(w) == 1):
            out[i] = longer[0]
        else:
            out[i] = same[w][0] if len(w) == 1 or types[i] != "person" else i
    return out


class Titles:
    """Entities by the words of their names, to find those that a title names which is no part of the text."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._of: dict[tuple[str, ...], str] = {}
        for e in entities:
            for alias in e.aliases:
                words = tuple(w.lower() for w in _WORD.findall(alias))
                if words and any(c.isupper() for c in alias):
                    self._of.setdefault(words, e.id)

    def named(self, title: str) -> set[str]:
        """The ids of entities that a title names; the longest name at each place."""
        words, out, k = _WORD.findall(title), set(), 0
        while k < len(words):
            for n in (4, 3, 2, 1):
                found = self._of.get(tuple(w.lower() for w in words[k : k + n]))
                if found and words[k][:1].isupper():
                    out.add(found)
                    k += n - 1
                    break
            k += 1
        return out


class _About:
    """What an article is about: the names and the sorts of occurrence of its title and lead, and the place it names most."""

    def __init__(self, x: Annotation, names: Names, titles: Titles, one: Mapping[str, str]) -> None:
        self.x, self.text = x, x.article.text
        self.mentions: list[tuple[int, int, str, str]] = []
        places: Counter[str] = Counter()
        for m in x.mentions:
            entity = names.entity(x.article.id, m.chain)
            if entity and m.form in ("name", "nominal") and entity.type != "media":
                self.mentions.append((m.start, m.end, one.get(entity.id, entity.id), entity.type))
                places.update([one.get(entity.id, entity.id)] if entity.type == "place" and m.form == "name" else [])
        self.mentions.sort()
        self.type = {i: t for _, _, i, t in self.mentions}
        told = [z for z in x.article.zones if z.kind == "title"]
        body = [z for z in x.article.zones if z.kind == "body"]
        inside = [s for s in x.sentences if not body or any(z.start <= s[0] < z.end for z in body)]
        opening = [*[(z.start, z.end) for z in told], *inside[:LEAD]]
        title = x.article.title or ""
        found = self.named(opening) | {one.get(i, i) for i in titles.named(title)}
        outlet = " ".join((x.article.outlet or "").lower().split())
        own = {i for s, e, i, _ in self.mentions if outlet and " ".join(self.text[s:e].lower().split()) == outlet}
        places = Counter({i: n for i, n in places.items() if not self._wide(i)})
        found |= {i for i, n in places.items() if n > 1 and n == max(places.values())}
        self.lead = frozenset(i for i in found - own if not self._wide(i))
        words = Counter(self.sorts_of(title))
        for span in opening:
            words.update(self.sorts_of(self.text[slice(*span)]))
        if not words:
            words.update(self.sorts_of(self.text))
        top = max(words.values(), default=0)
        self.sorts = frozenset(w for w, n in words.items() if 2 * n >= top)

    def _wide(self, entity: str) -> bool:
        known = self.type.get(entity)
        start, end = next(((s, e) for s, e, i, _ in self.mentions if i == entity), (0, 0))
        if known != "place":  # a town's name alone may be taken for a person's
            return known == "person" and " " in self.text[start:end].strip()
        place = where(self.text[start:end])
        return place is not None and place.wide

    def named(self, spans: Sequence[Pair]) -> frozenset[str]:
        """The entities named in spans."""
        return frozenset(i for s, e, i, _ in self.mentions if any(p <= s and e <= q for p, q in spans))

    def elsewhere(self, sentence: Pair) -> frozenset[str]:
        """The places that a sentence names, where it names none of those that the article is about: what it tells was there."""
        here = self.named([sentence])
        places = frozenset(i for i in here if self.type[i] == "place" and not self._wide(i))
        return frozenset() if here & self.lead else places

    def holder(self, span: Pair) -> str | None:
        """The entity that a phrase is for: the last that it names, or that it is; None where it is nobody known."""
        inside = [(min(e, span[1]), i) for s, e, i, _ in self.mentions if s < span[1] and span[0] < e]
        return max(inside)[1] if inside else None

    def sorts_of(self, text: str) -> list[str]:
        """What sorts of occurrence a text names."""
        low = [w.lower() for w in _WORD.findall(text)]
        return [s for w in low if (s := EVENTS.get(w) or EVENTS.get(w.removesuffix("s")))]

    def sorts_in(self, spans: Sequence[Pair]) -> frozenset[str]:
        """The sort that the head of a phrase names: its last noun that names one."""
        for s, e in spans:
            if found := self.sorts_of(self.text[s:e]):
                return frozenset(found[-1:])
        return frozenset()


def published_of(x: Annotation, dated: Mapping[str, Published]) -> Published | None:
    """When an article was published, by itself or by other tellings."""
    own = x.article.published
    return own if own and own.date else dated.get(x.article.id, own)
