"""The timeline: one entry an event, by date, with what is sure of its date shown as what it is.

An event that is only announced says so; one that was announced and took place says both. What has both ends comes
first, in order; then what is only bounded on one side; what is not dated comes last.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fabula.derive.headline import headline
from fabula.derive.lines import Lines
from fabula.derive.lines.events import line_of
from fabula.derive.naming import Asked, Names
from fabula.derive.reported import before_our_era, reported
from fabula.derive.salience import salience
from fabula.errors import UsageError
from fabula.lang.en.calendar import MONTHS as MONTH_NAMES
from fabula.lang.en.times import bounds
from fabula.model.quoting import quoted
from fabula.model.records import Anchor, Annotation, Event, Series

if TYPE_CHECKING:
    from fabula.store.reader import Reader

MONTHS = tuple(m.title() for m in MONTH_NAMES)
PARTS = {"START": "early", "MID": "mid", "END": "late", "APPROX": "about"}
"""What a part of a month or year, or an approximation, is called."""
PLAIN = {
    "AGREE": "agreement",
    "CONSULT": "meeting or talks",
    "SUPPORT": "support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "retreat",
    "REQUEST": "demand",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion",
    "ASSAULT": "assault",
    "other": "other",
}
"""PLOVER's types in plain words."""


@dataclass(frozen=True)
class TimelineEntry:
    """An event on the timeline.

    ``first`` and ``last`` are the days that it lies within, None where that side is open. ``precision``: day, month,
    year, interval, before, after or none. ``when`` says it in words. ``what`` is a line: a whole sentence of a telling where one is clear, else a clause;
    ``reported`` is the day on which an article first opened with it, where no words date it (``precision`` reported);
    ``trigger`` the word of it that tells the event; ``line`` the place of the sentence, None where it is a clause; ``status`` whether it was announced and whether it took place. ``recurs`` places it in its series, in words.
    """

    event: Event
    first: datetime.date | None
    last: datetime.date | None
    precision: str
    when: str
    what: str
    status: str
    names: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    recurs: str | None = None
    trigger: str = ""
    reported: datetime.date | None = None
    line: Anchor | None = None


def timeline(
    dossier: "Reader",
    *,
    entity: str | None = None,
    since: str | None = None,
    until: str | None = None,
    type_: str | None = None,
    every: bool = False,
) -> list[TimelineEntry]:
    """The events of a dossier in order, each as an entry: those that a telling tells in a line that can be read alone, each line once
    a day; with ``every`` also those that none does, by a clause.

    ``entity`` is an id, a name or an alias; ``since`` and ``until`` are years, months or days (ISO 8601), between which
    an event lies at least in part: with either, what has no date is left out. ``type_`` is one of PLOVER's types or
    "other". Raises UsageError for an entity, date or type that there is none of.
    """
    low, high = day_of(since, last=False), day_of(until, last=True)
    if low and high and low > high:
        raise UsageError(f"the time asked for ends ({until}) before it begins ({since})")
    kind = kind_of(type_)
    who = dossier.entity(entity).id if entity else None
    held = Asked(dossier.annotation)
    lines = Lines(Names(dossier.entities()))
    called = {e.id: e.name for e in dossier.entities()}
    series = {s.id: s for s in dossier.series()}
    out = []
    best: dict[tuple[Anchor, datetime.date | None, datetime.date | None], TimelineEntry] = {}
    for event in dossier.events():
        if not event.line or (who and who not in event.entities) or (kind and event.type != kind):
            continue
        opened = _reported(event, held)
        first, last = (opened, opened) if opened else ends(event)
        if (low or high) and not (first and last and (not high or first <= high) and (not low or last >= low)):
            continue
        entry = _entry(event, opened, held, lines, called, series.get(event.series or ""))
        if every:
            out.append(entry)
        elif entry.line is not None:
            key = entry.line, entry.reported or entry.first, entry.reported or entry.last
            if key not in best or _tells(entry) > _tells(best[key]):
                best[key] = entry
    return sorted([*out, *best.values()], key=_order)


def _tells(e: TimelineEntry) -> tuple[int, bool, float, str]:
    """Which of two events that one line tells of one day stands for both: that which more tell, of a type, surely."""
    return e.event.support, e.event.type != "other", e.event.sure, e.event.id


def day_of(text: str | None, *, last: bool) -> datetime.date | None:
    """The first or last day of a year, month or day; raises UsageError where it is none."""
    if text is None:
        return None
    known = bounds(text.strip()) if text.strip()[:4].isdigit() and "Q" not in text else None
    if known is None or len(text.strip()) not in (4, 7, 10):
        raise UsageError(f"not a date: {text}; write a year, a month or a day: 2025, 2025-03 or 2025-03-13")
    return known[last]


def kind_of(text: str | None) -> str | None:
    """A type of event as the records write it, whatever the case; raises UsageError where there is none such."""
    if text is None:
        return None
    known = {t.casefold(): t for t in PLAIN}
    if text.casefold() not in known:
        raise UsageError(f"no type of event is called {text}; there are: {', '.join(known.values())}")
    return known[text.casefold()]


def ends(event: Event) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day that an event can lie on; None where that side is open."""
    if event.date:
        return bounds(event.date) or (None, None)
    low, high = event.not_before, event.not_after
    return (
        datetime.date.fromisoformat(low) if low else None,
        datetime.date.fromisoformat(high) if high else None,
    )


def _order(e: TimelineEntry) -> tuple[int, datetime.date, datetime.date, str]:
    both = (e.first is not None and e.last is not None) or e.reported is not None
    first, last = e.reported or e.first or e.last or datetime.date.max, e.reported or e.last or datetime.date.max
    return (0 if both else 1 if e.first or e.last else 2), first, last, e.event.id


def _entry(
    event: Event,
    opened: datetime.date | None,
    held: Asked[Annotation],
    lines: Lines,
    called: Mapping[str, str],
    series: Series | None,
) -> TimelineEntry:
    first, last = ends(event)
    precision, when = said(event, first, last, _part(event, held))
    if opened:
        precision, when = "reported", f"reported {written(opened)}"
    elif event.date is None and (old := before_our_era(event, held)):
        precision, when = "year", old
    what, trigger, anchor = headline(event, held, lines.persons.names, called)
    told = line_of(lines, event, held)
    if told is not None:
        what = told.text
    sentence = (told.anchor, *told.beside) if told else ()
    basis = [event.date_basis] if event.date_basis else []
    return TimelineEntry(
        event=event,
        first=first,
        last=last,
        precision=precision,
        when=when,
        what=what,
        status=status(event, when if event.date else None),
        names=tuple(called[i] for i in event.entities if i in called),
        anchors=tuple(dict.fromkeys([*sentence, anchor, *event.anchors, *basis])),
        recurs=recurs(event, series) if series else None,
        trigger=trigger,
        reported=opened,
        line=told.anchor if told else None,
    )


def _reported(event: Event, held: Asked[Annotation]) -> datetime.date | None:
    day = reported(event, held)
    return datetime.date.fromisoformat(day) if day else None


def _part(event: Event, held: Asked[Annotation]) -> str | None:
    """The ``mod`` of the expression that dates an event."""
    if not event.date_basis:
        return None
    key, start, end = event.date_basis
    return next((t.mod for t in held[key].times if (t.start, t.end) == (start, end)), None)


def said(
    event: Event, first: datetime.date | None, last: datetime.date | None, part: str | None = None
) -> tuple[str, str]:
    """The precision of an event's date, and the date in words: "13 March 2025", "between 3 and 9 May 2024"."""
    if first and last:
        if first == last:
            return "day", written(first)
        named = f"{PARTS[part]} " if part in PARTS else ""
        if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12) and first.year == last.year:
            return "year", f"{named}{first.year}"
        if first.day == 1 and (last + datetime.timedelta(1)).day == 1 and _month(first) == _month(last):
            return "month", f"{named}{MONTHS[first.month - 1]} {first.year}"
        return "interval", f"between {written(first, last)} and {written(last)}"
    if last:
        return "before", f"not after {written(last)}"
    return ("after", f"not before {written(first)}") if first else ("none", "not dated")


def _month(d: datetime.date) -> tuple[int, int]:
    return d.year, d.month


def written(d: datetime.date, before: datetime.date | None = None) -> str:
    """A day in words, without the month and year that one to follow shares."""
    if before and _month(before) == _month(d):
        return str(d.day)
    return f"{d.day} {MONTHS[d.month - 1]}" + ("" if before and before.year == d.year else f" {d.year}")


def status(event: Event, when: str | None) -> str:
    """Whether an event was announced, and whether any telling has it that it took place."""
    ahead = f"announced for {when}" if when else "announced"
    if event.modality == "planned":
        return f"{ahead}; no telling says that it took place"
    return f"{ahead}; took place" if event.announced else "took place"


def recurs(event: Event, series: Series) -> str:
    """An event's place in its series: "2 of 3, yearly"."""
    return f"{series.events.index(event.id) + 1} of {len(series.events)}, {series.rhythm}"


def rows(dossier: "Reader", entries: Sequence[TimelineEntry] | None = None) -> Iterator[dict[str, Any]]:
    """The timeline as rows: dicts with ``id`` (the event's), fields and ``evidence``."""
    held, matters = Asked(dossier.article), salience(dossier, lines=True)
    for e in timeline(dossier) if entries is None else entries:
        yield {
            "id": e.event.id,
            "when": e.when,
            "precision": e.precision,
            "date": e.event.date or (e.reported.isoformat() if e.reported else None),
            "not_before": e.first.isoformat() if e.first else None,
            "not_after": e.last.isoformat() if e.last else None,
            "type": e.event.type,
            "what": e.what,
            "trigger": e.trigger,
            "status": e.status,
            "place": e.event.place,
            "entities": list(e.names),
            "articles": list(e.event.articles),
            "announced": list(e.event.announced),
            "support": e.event.support,
            "salience": matters[e.event.id].value,
            "salient": list(matters[e.event.id].why),
            "series": e.event.series,
            "recurs": e.recurs,
            "evidence": [row for i, s, t in e.anchors for row in quoted(held[i], [(s, t)])],
        }
