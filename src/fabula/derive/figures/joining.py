"""Which tellings are of one figure: the same thing counted, in the same unit, of the same occurrence or the same holder.

Tellings of one key meet in order of date, each joins the track that it has most in common with or begins one. A track is
looked up by the names that it has, so that a telling meets few; and the order of date is that of the set, so that the
order of arrival does not matter.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from fabula.derive.figures.tellings import Telling
from fabula.lang.en.quantities.kinds import ANYBODY, HELD, OF_EVENTS, SEVERAL, WEAKLY

APART = 550
"""Days after its last telling from which a figure of the same name is another one's. Set by hand: an anniversary's report
still tells of the same."""
CLOSE = 45
"""Days within which a telling that names nothing joins the only track that there is of its kind."""
SOON = 14
"""Days within which the deaths of one place are of one occurrence, though articles call it by different words."""
NEARLY = 1.5
"""How many times the other one of two numbers of much the same may be."""
MANY = 40
"""Tracks that a telling is held against at the most, those that share most names."""


@dataclass
class Track:
    """Tellings of one figure so far, with how often each name and sort of occurrence stands with them."""

    tellings: list[Telling] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)
    sorts: Counter[str] = field(default_factory=Counter)
    around: Counter[str] = field(default_factory=Counter)
    groups: set[str] = field(default_factory=set)

    def add(self, t: Telling) -> None:
        """Take a telling in."""
        self.tellings.append(t)
        self.names.update(_names(t))
        self.own.update(t.own)
        self.sorts.update(t.sorts)
        self.around.update(t.sorts or t.around)
        if t.group:
            self.groups.add(t.group)


def joined(found: Iterable[Telling]) -> list[Track]:
    """The tracks that tellings fall into, in the order of their first ones."""
    blocks: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for t in found:
        q = t.quantity
        record = q.value if q.role == "record" else None
        blocks[t.key, q.unit, q.per, record, t.past].append(t)
    tracks = [x for _, block in sorted(blocks.items(), key=lambda b: str(b[0])) for x in _tracks(block)]
    tracks = _paid(_told_alike(tracks))
    return sorted(tracks, key=lambda x: (x.tellings[0].order, x.tellings[0].key))


def _told_alike(tracks: Sequence[Track]) -> list[Track]:
    """The tracks, with those joined that articles on one event tell of in other words ("the march", "the fire"): of one kind
    and with one highest value."""
    out: list[Track] = []
    at: dict[tuple[object, ...], list[Track]] = defaultdict(list)
    for x in sorted(tracks, key=lambda x: (-len(x.tellings), x.tellings[0].order)):
        first, most = x.tellings[0], max(t.quantity.value for t in x.tellings)
        q = first.quantity
        block = (first.key, q.unit, q.per, q.value if q.role == "record" else None, first.past, most)
        to = next((y for y in at[block] if x.groups & y.groups), None) if first.key in OF_EVENTS else None
        if to is None:
            at[block].append(x)
            out.append(x)
            continue
        for t in x.tellings:
            to.add(t)
    for y in out:
        y.tellings.sort(key=lambda t: t.order)
    return out


def _paid(tracks: Sequence[Track]) -> list[Track]:
    """The tracks, with what is only "paid", "worth" or "raised" joined to the sum of the same size that it is."""
    sums: dict[tuple[object, ...], list[Track]] = defaultdict(list)
    for x in tracks:
        if x.tellings[0].key not in WEAKLY:
            q = x.tellings[0].quantity
            for value in {t.quantity.value for t in x.tellings}:
                sums[q.unit, q.per, value].append(x)
    out = []
    for x in tracks:
        q = x.tellings[0].quantity
        same = sums[q.unit, q.per, q.value] if x.tellings[0].key in WEAKLY and q.unit else []
        to = next((y for y in same if y.names.keys() & x.names.keys()), None)
        if to is None:
            out.append(x)
            continue
        for t in x.tellings:
            to.add(replace(t, key=to.tellings[0].key))
    return out


def _tracks(block: Sequence[Telling]) -> list[Track]:
    tracks: list[Track] = []
    at: dict[str, list[int]] = defaultdict(list)
    for t in sorted(block, key=lambda t: t.order):
        near = Counter(k for name in _names(t) for k in at[name])
        best = max(
            ((_likeness(t, tracks[k]), -k) for k, _ in sorted(near.items(), key=lambda p: (-p[1], p[0]))[:MANY]),
            default=(0.0, 0),
        )
        k = -best[1] if best[0] > 0 else _nameless(t, tracks)
        if k is None:
            k = len(tracks)
            tracks.append(Track())
        known = set(tracks[k].names)
        tracks[k].add(t)
        for name in tracks[k].names.keys() - known:
            at[name].append(k)
    return tracks


def _names(t: Telling) -> frozenset[str]:
    """The names that a telling can be known by."""
    if t.key in HELD:
        return frozenset({t.holder}) if t.holder else frozenset()
    if t.key.startswith("+"):
        return frozenset({t.holder}) if t.holder else t.near
    if t.key in OF_EVENTS:
        return t.own | t.lead
    return t.own | t.near | t.lead


def _likeness(t: Telling, track: Track) -> float:
    """How much a telling has in common with a track; 0 where they are of different things."""
    last = track.tellings[-1]
    days = _days(t.day, last.day)
    if days is not None and days > APART:
        return 0.0
    mine = _names(t)
    shared = mine & track.names.keys()
    if not shared:
        return 0.0
    if t.recalled and t.quantity.value not in {u.quantity.value for u in track.tellings}:
        return 0.0
    if t.key in SEVERAL and not _comparable(t, last, days):
        return 0.0
    if t.key.startswith("+") and t.verb != last.verb and not _one_count(t, last, len(shared)):
        return 0.0
    if t.key in OF_EVENTS or t.key.startswith("+"):
        if not _one_sort(t, track, days):
            return 0.0
        if t.own and track.own and not t.own & track.names.keys():
            return 0.0
    elif t.key not in HELD and len(shared) < min(2, len(mine)):
        return 0.0
    alike = len(shared) / max(1, min(len(mine), len(track.names)))
    return alike + 0.5 * bool(t.own & track.own.keys()) + 0.3 * bool(t.group in track.groups) + 1 / (30 + (days or 0))


def _comparable(t: Telling, last: Telling, days: int | None) -> bool:
    """Whether two values of what there can be several of are of one: they agree, or they are told of within days."""
    if t.quantity.value == last.quantity.value:
        return True
    return t.key == "participants" and days is not None and days <= SOON


def _one_sort(t: Telling, track: Track, days: int | None) -> bool:
    """Whether a telling may be of the occurrence that a track is of: of one sort by the words beside both, else by what the
    articles are about, or told within days of it."""
    if t.sorts and track.sorts and t.sorts.isdisjoint(track.sorts):
        return False
    around = t.sorts or t.around
    return not around or not track.around or not around.isdisjoint(track.around) or (days is not None and days <= SOON)


def _one_count(t: Telling, last: Telling, shared: int) -> bool:
    """Whether what has no kind is counted twice though another verb tells it: of the same event, and much the same number."""
    few, many = sorted((t.quantity.value, last.quantity.value))
    together = t.group is not None and t.group == last.group
    return together and shared >= 2 and many <= NEARLY * few and t.noun not in ANYBODY


def _nameless(t: Telling, tracks: Sequence[Track]) -> int | None:
    """The only track that a telling can be of that names nothing itself, or nothing that another names: by what the article
    is about."""
    if t.key in HELD | SEVERAL or t.key not in OF_EVENTS or t.elsewhere or t.recalled:
        return None
    possible = []
    for k, x in enumerate(tracks):
        days = _days(t.day, x.tellings[-1].day)
        together = t.group is not None and t.group in x.groups
        if _one_sort(t, x, days) and (days is None or days <= CLOSE) and (together or not _names(t)) and not t.own:
            possible.append(k)
    return possible[0] if len(possible) == 1 else None


def _days(a: str | None, b: str | None) -> int | None:
    try:
        return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) if a and b else None
    except ValueError:
        return None
