"""The timeline: drawn, filtered by what the address says, with the table beside it."""

from collections import Counter
from collections.abc import Sequence

from fabula.derive.timeline import MONTHS, PLAIN, TimelineEntry, day_of, ends, kind_of
from fabula.errors import UsageError
from fabula.serve.asking import Answer, Ask, Page
from fabula.serve.state import State
from fabula.views.timechart import chart

SIZE = 40
CHOICES = 60
"""Names that a filter offers."""


def timeline(ask: Ask, _: str) -> Answer:
    """The page."""
    s = ask.state
    wrong = None
    try:
        found = filtered(ask)
    except UsageError as e:
        found, wrong = [], str(e)
    cut = ask.cut(found, SIZE)
    drawn = chart(found) if ask.args else s.keep("chart", lambda: chart(found))
    shown: dict[str, object] = {
        "cut": cut,
        "found": found,
        "chart": drawn,
        "periods": periods(found),
        "undated": sum(1 for e in found if not (e.first and e.last) and not e.reported),
        "wrong": wrong,
        **s.keep("timeline", lambda: choices(s)),
    }
    return Page("timeline.html", shown)


def choices(s: State) -> dict[str, object]:
    """What the filters offer."""
    types = Counter(e.event.type for e in s.entries)
    places = Counter(e.event.place for e in s.entries if e.event.place)
    named = Counter(i for e in s.entries for i in e.event.entities)
    return {
        "types": [(t, PLAIN[t], n) for t, n in types.most_common()],
        "places": [p for p, _ in places.most_common(CHOICES)],
        "whos": [s.entity[i] for i, _ in named.most_common(CHOICES) if i in s.entity],
        "outlets": [o.name for o in s.outlets],
    }


def filtered(ask: Ask) -> list[TimelineEntry]:
    """The entries that the address asks for. Raises UsageError for what is no date or no type."""
    s = ask.state
    low, high = day_of(ask.get("from") or None, last=False), day_of(ask.get("to") or None, last=True)
    kind, place, outlet = kind_of(ask.get("type") or None), ask.get("place"), ask.get("outlet")
    who, words, state = ask.get("entity"), ask.get("q").casefold(), ask.get("status")
    if who and who not in s.entity:
        who = s.d.entity(who).id
    out = []
    for e in s.entries:
        v = e.event
        if (who and who not in v.entities) or (kind and v.type != kind) or (place and v.place != place):
            continue
        if outlet and not any(s.outlet.get(i) == outlet for i in v.articles):
            continue
        if words and words not in e.what.casefold() and not any(words in n.casefold() for n in e.names):
            continue
        if state and (v.modality == "planned") != (state == "planned"):
            continue
        first, last = (e.reported, e.reported) if e.reported else ends(v)
        if (low or high) and not (first and last and (not high or first <= high) and (not low or last >= low)):
            continue
        out.append(e)
    return out


def periods(found: Sequence[TimelineEntry]) -> list[tuple[str, str, str, int]]:
    """What one can zoom to: years, or where there is one year its months, or days within a month; as (name, from, to, count)."""
    days = [e.first or e.reported for e in found if (e.first and e.last) or e.reported]
    kept = [d for d in days if d]
    years = Counter(d.year for d in kept)
    if len(years) > 1:
        return [(str(y), str(y), str(y), n) for y, n in sorted(years.items())]
    months = Counter((d.year, d.month) for d in kept)
    if len(months) > 1:
        return [(f"{MONTHS[m - 1]} {y}", f"{y}-{m:02}", f"{y}-{m:02}", n) for (y, m), n in sorted(months.items())]
    one = Counter(kept)
    if len(one) > 1:
        return [(f"{d.day} {MONTHS[d.month - 1][:3]}", d.isoformat(), d.isoformat(), n) for d, n in sorted(one.items())]
    return []
