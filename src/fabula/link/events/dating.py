"""Dates lent across tellings: when undated articles can have been published, and what follows for their events.

An article that says "on Monday" of an event that another telling dates was published on a day from which "Monday" is
that date. Each day around is tried with the time layer itself, so every relative form counts: today, last week, two
days ago. What the days, the events told as past and those announced leave open is the bounds; three days or fewer
are a date, a day is a day. Bounds read the article's other relative times, as far as all the days that are left agree.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from fabula.lang.en.event_words import NOUNS
from fabula.lang.en.stems import stem_noun
from fabula.lang.en.times import bounds as stretch
from fabula.lang.en.times import find
from fabula.lang.en.times.direction import direction
from fabula.link.events.dates import nearest, when
from fabula.link.events.resolve import NEAR
from fabula.model.quoting import event_mention
from fabula.model.records import Annotation, Event, EventMention, Pair, Published, Time

DAY = datetime.timedelta(1)
AROUND = 45
"""Days before and after an event within which an article that speaks of it relatively is sought: "last month"."""
FEW = 3
"""Days: a publication known as closely is a date, an ISO interval. A bare weekday leaves a week open: bounds, no date."""
LONGEST = 62
"""Days: bounds of an article that lie further apart say nothing of its relative times."""
NARROW = 400
"""Days: an event's bounds that lie further apart are left out."""
_STATED = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
_ON = re.compile(r"(?:^|[.!?:;,\n\"”]|\bon)\s*(?:the\s+)?$", re.IGNORECASE)
"""What stands before a day on which something was done, not for which it was set or until which it lasts."""
_LINE = re.compile(r"[^\n]*")


@dataclass(slots=True)
class DateWindow:
    """The days on which an article can have been published, and what they follow from."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    why: list[str] = field(default_factory=list)
    span: Pair | None = None

    def holds(self, day: datetime.date) -> bool:
        """Whether a day lies within."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def document_day(article: Annotation) -> datetime.date | None:
    """The day that an article states as its publication's; None where it states none, or no day."""
    known = article.article.published
    return _day(known.date) if known and known.date else None


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def publications(
    annotations: Sequence[Annotation], events: Sequence[Event], coarse: Mapping[str, Published]
) -> dict[str, Published]:
    """When articles without a date were published: a day or a few where the story says so, else bounds.

    ``coarse`` are the bounds that the events alone give (``events.published_bounds``). Keyed by article id. Articles with a date of their own, and those that nothing bounds, are left out. Evidence that
    contradicts itself is not relied on.
    """
    told: dict[str, list[tuple[Event, EventMention]]] = defaultdict(list)
    undated = {a.article.id: a for a in annotations if not (a.article.published and a.article.published.date)}
    mentions = {(k, m.id): m for k, a in undated.items() for m in a.events}
    for event in events:
        for member in event.members:
            if member in mentions and _firm(mentions[member]):
                told[member[0]].append((event, mentions[member]))
    out: dict[str, Published] = {}
    for key, a in sorted(undated.items()):
        window = _window(a, coarse.get(key), told[key])
        if window is not None:
            out[key] = _record(window)
    return out


def _firm(m: EventMention) -> bool:
    """Whether a mention is told plainly enough to say when its article was written."""
    return m.type != "other" or (m.news and m.time is not None)


def _window(a: Annotation, coarse: Published | None, told: Sequence[tuple[Event, EventMention]]) -> DateWindow | None:
    """The days that an undated article can be of; None where nothing says."""
    window = DateWindow(_day(coarse.not_before), _day(coarse.not_after)) if coarse else DateWindow()
    if coarse and coarse.why:
        window.why.append(coarse.why)
    dated = [(e, m, d) for e, m in told if e.date and len(e.date) == 10 and (d := _day(e.date))]
    if not dated:
        return window if coarse else None
    _past(a, window, dated[0][2])
    left: set[datetime.date] | None = None
    for event, mention, day in dated:
        spoken = _relative(a, mention)
        if spoken is None or (event.date_basis and event.date_basis[:2] == (a.article.id, spoken.start)):
            continue
        days = {d for d in spoken_on(a, spoken, day) if window.holds(d)}
        words = " ".join(a.article.text[spoken.start : spoken.end].split())
        if not days or (left is not None and not left & days):
            continue  # the two are not of one day after all: neither telling dates the other
        left = days if left is None else left & days
        window.span = (spoken.start, spoken.end)
        window.why.append(f"says “{words}” of the event of {event.date} ({event.id})")
    if left:
        window.first, window.last = min(left), max(left)
    _headed(a, window, dated[0][2])
    return window if window.first or window.last else None


def _relative(a: Annotation, m: EventMention) -> Time | None:
    """The expression by which a mention is dated, where it counts from the day of publication."""
    if m.time_span is None:
        return None
    t = next((t for t in a.times if (t.start, t.end) == m.time_span), None)
    if t is None or t.type not in ("DATE", "TIME") or t.anchor != "publication" or "X" not in t.value:
        return None
    return None if _STATED.match(t.value) and t.value[5:7] != "XX" else t


def reread(a: Annotation, t: Time, published: datetime.date) -> str | None:
    """The value of an expression, were its article published on a day. Read within its line, which tells the tense."""
    text = a.article.text
    start = text.rfind("\n", 0, t.start) + 1
    line = _LINE.match(text, start)
    found = find(line[0] if line else "", published)
    return next((x.value for x in found if (x.start + start, x.end + start) == (t.start, t.end)), None)


def spoken_on(a: Annotation, t: Time, day: datetime.date) -> set[datetime.date]:
    """The days of publication from which an expression means a day, or a week, month, ... around it."""
    out = set()
    for n in range(-AROUND, AROUND + 1):
        published = day + n * DAY
        value = reread(a, t, published)
        known = stretch(value) if value else None
        if known and known[0] <= day <= known[1]:
            out.add(published)
            if known[0] != known[1] and published.weekday() == 0:
                out.add(published - DAY)  # where weeks begin on Sunday, it is "this week" already
    return out


def _past(a: Annotation, window: DateWindow, anchor: datetime.date) -> None:
    """Move the first day to the latest on which the article says that something was done."""
    text, low = a.article.text, a.article.text.lower()
    if len(low) != len(text):
        return
    for t in a.times:
        if t.type not in ("DATE", "TIME") or not _STATED.match(t.value):
            continue
        known = when(t.value)
        day = nearest(known, anchor, NEAR) if known and known.yearless else known.first if known else None
        if day is None or not window.holds(day) or (window.first and day <= window.first):
            continue
        if _ON.search(text[max(0, t.start - 8) : t.start]) and direction(text, low, t.start, t.end) < 0:
            window.first, window.span = day, (t.start, t.end)
            window.why.append(f"tells what was done on {day}")


def _headed(a: Annotation, window: DateWindow, anchor: datetime.date) -> None:
    """Give the day that stands over the article without its year that of the event that it tells."""
    zones = [z for z in a.article.zones if z.kind in ("byline", "dateline")]
    for t in a.times:
        zone = next((z for z in zones if z.start <= t.start < z.end), None)
        known = when(t.value)
        if zone is None or known is None or not known.yearless:
            continue
        day = nearest(known, anchor, NEAR)
        if day and window.holds(day):
            window.first = window.last = day
            window.span = (t.start, t.end)
            words = " ".join(a.article.text[t.start : t.end].split())
            window.why.append(f"“{words}” stands over it; its year is that of the event of {anchor}")
        return


def _record(w: DateWindow) -> Published:
    date, precision = None, "none"
    if w.first and w.last:
        if w.first == w.last:
            date, precision = w.first.isoformat(), "day"
        elif (w.last - w.first).days < FEW:
            date, precision = f"{w.first}/{w.last}", "interval"
    return Published(
        date=date,
        precision=precision,
        basis="story",
        span=w.span,
        not_before=w.first.isoformat() if w.first else None,
        not_after=w.last.isoformat() if w.last else None,
        why="; ".join(dict.fromkeys(w.why)) or None,
    )


def dated(
    events: Sequence[Event], annotations: Sequence[Annotation], published: Mapping[str, Published]
) -> list[Event]:
    """The events with what the dates of all tellings say of them, in order of date, the undated last.

    ``published`` is what ``publications`` gives; of an event, only tellings among ``annotations`` are read. An event without a date takes one where an undated article's own words
    ("last week") mean one from every day on which it can have been published; else bounds: from its longer times, from
    the articles that tell it as past, from those that announce it.
    """
    held = {a.article.id: a for a in annotations}
    windows = {k: _published(a, published.get(k)) for k, a in held.items()}
    out = [_dated(e, held, windows) for e in events]
    return sorted(out, key=lambda e: (e.date is None, e.date or "", e.anchors[0], e.id))


def _published(a: Annotation, story: Published | None) -> DateWindow:
    day = document_day(a)
    if day:
        return DateWindow(day, day)
    return DateWindow(_day(story.not_before), _day(story.not_after)) if story else DateWindow()


def _dated(event: Event, held: Mapping[str, Annotation], windows: Mapping[str, DateWindow]) -> Event:
    told: dict[str, list[EventMention]] = defaultdict(list)
    for key, mention in event.members:
        if key in held:
            told[key].append(event_mention(held[key], mention))
    if not told:
        return event
    day = _day(event.date) if event.date and len(event.date) == 10 else None
    announced = tuple(
        k
        for k, ms in sorted(told.items())
        if _announces(ms, held[k].article.text) or (day and (last := windows[k].last) and last < day)
    )
    whole = len(told) == len(event.articles) or event.modality == "planned"
    modality = "planned" if whole and len(announced) == len(told) else "happened"
    changed = msgspec.structs.replace(event, announced=announced, modality=modality)
    if event.date:
        return changed
    first, last, stated = None, None, False
    for k in sorted(told):
        for m in told[k]:
            span = _meant(held[k], m, windows[k])
            if span is None:
                continue
            if first is None or last is None or (span[1] - span[0]) < (last - first):
                first, last = span
                stated = when(m.time) is not None
                changed = msgspec.structs.replace(changed, date_basis=(k, *m.time_span) if m.time_span else None)
    if first and last:
        return _bounded(changed, first, last, stated=stated)
    behind = [windows[k].last for k in told if k not in announced]
    ahead = [windows[k].first for k in announced]
    last = min((d for d in behind if d), default=None)
    first = max((d for d in ahead if d), default=None) if modality == "planned" else None
    return _bounded(changed, first, last)


def _announces(mentions: Sequence[EventMention], text: str) -> bool:
    """Whether an article tells an event as planned, and by no verb as having happened; a noun does not say which."""
    if not any(m.modality == "planned" for m in mentions):
        return False
    return not any(m.modality == "happened" and stem_noun(text[m.start : m.end]) not in NOUNS for m in mentions)


def _bounded(event: Event, first: datetime.date | None, last: datetime.date | None, *, stated: bool = False) -> Event:
    """An event with its bounds; a day, where they are one; without, where they contradict each other or say little.

    Bounds that the text states ("between 2015 and 2018") say enough, however wide.
    """
    if first and last and first == last:
        return msgspec.structs.replace(event, date=first.isoformat())
    if first and last and not (stated and first < last) and not 0 < (last - first).days <= NARROW:
        return msgspec.structs.replace(event, date_basis=None)
    return msgspec.structs.replace(
        event, not_before=first.isoformat() if first else None, not_after=last.isoformat() if last else None
    )


def _meant(a: Annotation, m: EventMention, window: DateWindow) -> tuple[datetime.date, datetime.date] | None:
    """The days that a mention's time can mean, from every day on which its article can have been published."""
    if not m.time:
        return None
    known = when(m.time)
    if known and known.first and known.last:
        return known.first, known.last
    if stated := stretch(m.time):
        return stated
    t = next((t for t in a.times if (t.start, t.end) == m.time_span), None)
    if t is None or window.first is None or window.last is None or (window.last - window.first).days > LONGEST:
        return None
    read = [stretch(v) if (v := reread(a, t, d)) else None for d in (window.first, window.last)]
    found = [r for r in read if r]
    if len(found) < 2:
        return None
    return min(r[0] for r in found), max(r[1] for r in found)
