"""From joined tellings to figures: one point a telling, in order of date, with what changed, what is stale, what conflicts."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from fabula.derive.figures.joining import Track, joined
from fabula.derive.figures.tellings import Telling, Titles, one_name, published_of, tellings
from fabula.derive.naming import Names
from fabula.lang.en.quantities.kinds import ANYBODY, FALLING, FIXED, FLUCTUATING, GATHERING, HELD, OF_EVENTS
from fabula.model.quoting import ARTICLE
from fabula.model.records import Entity, Figure, FigurePoint

if TYPE_CHECKING:
    from fabula.store.reader import Reader

REACH = 0.2
"""How far a value that is "about" so much may lie from another and still agree, as a share of it. Set by hand."""
ROUNDED = 0.01
"""Likewise for a number from THOUSANDS on that is given as exact: it may be rounded."""
THOUSANDS = 1000


def figures(reader: "Reader") -> list[Figure]:
    """The figures of a dossier, those told by most articles first."""
    entities = reader.entities()
    names, titles, one = Names(entities), Titles(entities), one_name(entities)
    dated, main = reader.published(), reader.main_events()
    found = [
        t
        for x in reader.annotations()
        for t in tellings(x, names, titles, one, published_of(x, dated), main.get(x.article.id))
    ]
    called = {e.id: e for e in entities}
    made = [f for track in joined(found) if (f := _figure(track, called))]
    return sorted(made, key=lambda f: (-len({p.article for p in f.points}), f.points[0].as_of or "9999", f.id))


def _figure(track: Track, entities: dict[str, Entity]) -> Figure | None:
    """A track as a figure; None where it is not followed. What is told by one article alone is one only where its words say of
    which occurrence it is, or who has the votes: else nothing but the article would say of what it is."""
    kept = _wholes(track.tellings)
    if not kept:
        return None
    first = kept[0]
    articles = {t.article for t in kept}
    if len(articles) < 2 and not any(_told_whole(t) for t in kept):
        return None
    points = _points(kept)
    raw = repr([(p.anchor, p.value) for p in points[:1]]) + first.key
    key = first.key.removeprefix("+")
    noun = Counter(t.noun for t in kept if t.noun).most_common(1)
    what = noun[0][0] if first.key.startswith("+") and noun else key
    return Figure(
        id=f"figure-{hashlib.sha256(raw.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}",
        what=what if first.quantity.role != "record" else f"{what}, another case's",
        kind=what if first.key.startswith("+") else key,
        unit=first.quantity.unit,
        of=_of(kept, entities),
        points=tuple(points),
        conflicts=_conflicts(first.key, points),
        entities=tuple(i for i, _ in sorted(track.names.items(), key=lambda p: (-p[1], p[0]))[:5] if i in entities),
    )


def _told_whole(t: Telling) -> bool:
    """Whether a telling's own words say what it is of."""
    if t.key in ("seats", "votes", "vote share"):
        return t.holder is not None
    return t.key in OF_EVENTS and bool(t.of) and bool(t.sorts) and bool(t.own or t.lead)


def _wholes(found: Sequence[Telling]) -> list[Telling]:
    """The tellings of the whole: without those of some ("three firefighters died"), one a value, article and giver."""
    whole = [t for t in found if t.quantity.role != "before"]
    general = [t for t in whole if t.noun is None or _single(t.noun) in ANYBODY]
    out: dict[tuple[object, ...], Telling] = {}
    kind = found[0].key
    most = {t.article: max(u.quantity.value for u in whole if u.article == t.article) for t in whole}
    for t in found:
        q = t.quantity
        if q.role != "before":
            some = kind in GATHERING and t not in general and general
            if some and q.value not in {u.quantity.value for u in general}:
                continue
            rival = [u for u in whole if u.article == t.article and u.as_of == t.as_of and u.by == t.by]
            if kind in GATHERING and q.value < max((u.quantity.value for u in rival), default=0):
                continue
            if kind in GATHERING and q.value < most[t.article] and t.by == ARTICLE and not t.stated:
                continue
            if kind not in GATHERING and rival and rival[0] is not t and rival[0].quantity.value != q.value:
                continue
        mark = (t.article, q.value, q.role, t.as_of if t.stated else None)
        known = out.get(mark)
        if known is None or (known.by == ARTICLE and t.by != ARTICLE):
            out[mark] = t
    return sorted(out.values(), key=lambda t: t.order)


def _single(noun: str) -> str:
    irregular = {
        "people": "people",
        "men": "man",
        "lives": "life",
        "bodies": "body",
        "injuries": "injury",
        "fatalities": "fatality",
    }
    return irregular.get(noun, noun.removesuffix("s") if noun not in ANYBODY else noun)


def _points(kept: Sequence[Telling]) -> list[FigurePoint]:
    """The points of a track in order of the time that they hold at, each with what it changes."""
    kind = kept[0].key
    in_order = sorted(kept, key=lambda t: (t.as_of or t.day or "9999", t.order))
    now = [t for t in in_order if t.quantity.role != "before"]
    first: dict[float, str] = {}
    for t in now:
        first.setdefault(t.quantity.value, t.as_of or "9999")
    replaced: dict[float, str] = {}
    for t in in_order:
        if t.quantity.role == "before":
            day = t.as_of or "9999"
            replaced[t.quantity.value] = min(day, replaced.get(t.quantity.value, day))
    out: list[FigurePoint] = []
    last: float | None = None
    first_told: set[float] = set()
    for t in in_order:
        q = t.quantity
        if q.role == "before":
            change = "before"
        elif last is None:
            change = "first"
        elif t.as_of is None:
            change = "same" if q.value in first_told else "undated"
        elif _stale(t, kind, now, first, replaced):
            change = "stale"
        elif _near(q.value, q.value, last, last, "exact"):
            change = "same"
        elif q.value < last:
            change = "corrected" if kind in GATHERING - FALLING else "down"
        else:
            change = "up"
        if change not in ("stale", "before", "undated"):
            last = q.value
        first_told.add(q.value)
        out.append(
            FigurePoint(
                article=t.article,
                value=q.value,
                low=q.low,
                high=q.high,
                bound=q.bound,
                as_of=None if change == "before" else t.as_of,
                by=t.by,
                anchor=(t.article, *t.sentence),
                change=change,
                as_of_stated=t.stated,
            )
        )
    return out


def _stale(t: Telling, kind: str, now: Sequence[Telling], first: dict[float, str], replaced: dict[float, str]) -> bool:
    """Whether a telling prints what was said before newer values were told, by others."""
    value, day = t.quantity.value, t.as_of
    if kind in FLUCTUATING | FIXED or t.stated or day is None:
        return False
    if replaced.get(value, "9999") < day or (replaced.get(value) == day and first[value] < day):
        return True
    return first[value] < day and any(
        first[value] < first[u.quantity.value] <= day and u.article != t.article and (u.as_of or "9999") <= day
        for u in now
    )


def _conflicts(key: str, points: Sequence[FigurePoint]) -> tuple[tuple[int, ...], ...]:
    """Points of one time whose values cannot all be so; of what has one value for good, of all times."""
    at: dict[str | None, list[int]] = defaultdict(list)
    fixed = key in FIXED and not any(p.change == "before" for p in points)
    for n, p in enumerate(points):
        if p.change not in ("stale", "before"):
            at["" if fixed else p.as_of].append(n)
    out = []
    for day, places in at.items():
        if day is None:
            continue
        apart = {
            n
            for i, j in combinations(places, 2)
            if not _agree(points[i], points[j])
            and (points[i].article != points[j].article or points[i].by != points[j].by)
            for n in (i, j)
        }
        if apart:
            out.append(tuple(sorted(apart)))
    return tuple(out)


def _agree(a: FigurePoint, b: FigurePoint) -> bool:
    bound = "about" if "about" in (a.bound, b.bound) else "exact"
    low = [p.low if p.low is not None else float("-inf") for p in (a, b)]
    high = [p.high if p.high is not None else float("inf") for p in (a, b)]
    return (low[0] <= high[1] and low[1] <= high[0]) or _near(a.value, a.value, b.value, b.value, bound)


def _near(low: float, high: float, other_low: float, other_high: float, bound: str) -> bool:
    reach = REACH if bound == "about" else ROUNDED if min(high, other_high) >= THOUSANDS else 0.0
    return low * (1 - reach) <= other_high and other_low * (1 - reach) <= high


def _of(kept: Sequence[Telling], entities: dict[str, Entity]) -> str | None:
    """What a figure is of, in words: who has it, or the phrase for the occurrence that says most, else its place."""
    first = kept[0]
    if first.key in HELD or first.key.startswith("+"):
        holder = next((entities[t.holder].name for t in kept if t.holder in entities), None)
        if holder or first.key in HELD:
            return holder
    phrases = Counter(t.of for t in kept if t.of)
    named = Counter(
        {p: n for p, n in phrases.items() if any(c.isupper() for c in p) and any(t.own for t in kept if t.of == p)}
    )
    if named:
        return min(named, key=lambda p: (-named[p], -len(p), p))
    if first.quantity.role == "record":
        near = (entities[i].name for t in kept for i in sorted(t.own or t.near) if i in entities)
        return next(iter(sorted(phrases)), None) or next(near, None)
    places = Counter(i for t in kept for i in (t.own or t.lead) if i in entities and entities[i].type != "other")
    if first.key in OF_EVENTS and any(entities[i].type == "place" for i in places):
        places = Counter({i: n for i, n in places.items() if entities[i].type == "place"})
    place = next((entities[i].name for i, _ in sorted(places.items(), key=lambda p: (-p[1], p[0]))), None)
    if phrases and first.key in OF_EVENTS:
        phrase = min(phrases, key=lambda p: (-phrases[p], p))
        return f"{phrase} ({place})" if place else phrase
    return place
