"""What changed since a day: what is told for the first time after it, and the figures that moved."""

from collections.abc import Iterator

from fabula.derive.forecasts.horizons import day_of
from fabula.views.brief import Line, LineGroup, Section
from fabula.views.figures import amount
from fabula.views.now import called, current, follows
from fabula.views.story import Telling, day_words

NEWS, MOVED = 6, 5
"""Lines at most."""


def section(t: Telling, since: str) -> Section:
    """What changed since an ISO day."""
    s = Section("since", f"New since {day_words(since)}", "", ("What",), first=True)
    s.groups = [LineGroup("", [*_moved(t, since), *_news(t, since)])]
    return s


def _news(t: Telling, since: str) -> Iterator[Line]:
    """The lines that matter most of what was first told after the day."""
    count = 0
    for x in t.events:
        days = [t.day(i) for i in x.event.articles]
        if count == NEWS:
            return
        if all(len(d) == 10 and d > since for d in days) and t.told_about(x.told) and t.fresh(x.told) and t.happened(x):
            count += 1
            t.say(x.told)
            yield t.refs.line(x.cells, [x.told.anchor, *x.told.beside])


def _moved(t: Telling, since: str) -> Iterator[Line]:
    """The figures whose value is another than it was on the day."""
    count = 0
    for f in t.figures:
        points = current(f) if follows(f, t.places) and t.asked.some(p.anchor for p in f.points) else []
        before = [p for p in points if (p.as_of or "") <= since]
        after = [p for p in points if (p.as_of or "") > since]
        if before and after and before[-1].value != after[-1].value and count < MOVED:
            count += 1
            old, new = before[-1], after[-1]
            text = (
                f"{called(f)}: {amount(new.value, f.unit, new.bound)} ({day_words(new.as_of or '')}); "
                f"before: {amount(old.value, f.unit, old.bound)} ({day_words(old.as_of or '')})."
            )
            yield t.refs.line((text,), [new.anchor, old.anchor])


def first_day(since: str) -> str:
    """A day as ISO text; raises ValueError where it is none."""
    found = day_of(since)
    if found is None:
        raise ValueError(since)
    return found.isoformat()
