"""The timeline as a drawing: where each mark, bar and label of its SVG goes. The template only writes them out.

Time runs to the right. Gaps without events are drawn shorter than they are, and said so: a story's days and the
years before it fit one picture. Every event has a line of its own or shares one where both fit, so that no label lies
on another; shapes, not colours, say what is planned and how sure a date is.
"""

import datetime
import itertools
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.derive.timeline import MONTHS, TimelineEntry
from fabula.model.cutting import clipped

MOST = 30
"""Events with a label; the others are small strokes on the axis, and in the table."""
WIDTH, LEFT, RIGHT, TOP, LANE = 960.0, 12.0, 12.0, 44.0, 22.0
"""In the picture's own units, as large as a CSS pixel at full width."""
LETTER = 6.9
"""Width of a letter of a label, with room to spare: measured with the widest of the usual sans-serif fonts at 12."""
TICK = 92.0
"""Room for the date of one tick."""
LABEL = 58
"""Letters of a label."""
GAP = 12.0
BREAK = 60
"""Days without an event from which on the axis says how long it was."""


@dataclass(frozen=True)
class Mark:
    """An event as drawn: its line ``y``, its stretch ``x0`` to ``x1`` (one place: a dot), its label and its full text.
    ``event`` is the id of what it stands for."""

    x0: float
    x1: float
    y: float
    text_x: float
    text_y: float
    anchor: str
    label: str
    full: str
    planned: bool
    support: int
    event: str = ""

    @property
    def spans(self) -> bool:
        """Whether it is drawn as a bar: some days, not one."""
        return self.x1 - self.x0 > 1


@dataclass(frozen=True)
class Tick:
    """A date on the axis, or (``gap``) how long nothing is dated."""

    x: float
    text: str
    gap: bool = False


@dataclass(frozen=True)
class Chart:
    """The drawing. ``more`` are places of events without a label; ``left_out`` counts those without a date."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    more: tuple[float, ...]
    left_out: int
    about: str


def chart(entries: Sequence[TimelineEntry]) -> Chart | None:
    """The drawing of the entries that have two ends; None where there are fewer than two."""
    dated = [(e, e.first, e.last) for e in entries if e.first and e.last]
    if len(dated) < 2:
        return None
    ranked = sorted(
        range(len(dated)),
        key=lambda i: (-dated[i][0].event.support, dated[i][0].event.type == "other", dated[i][2] - dated[i][1], i),
    )
    shown = sorted(ranked[:MOST])
    days = sorted({d for _, first, last in dated for d in (first, last)})
    place = dict(zip(days, _places(days), strict=True))
    marks = _laid([(dated[i][0], place[dated[i][1]], place[dated[i][2]]) for i in shown])
    more = sorted(
        {round((place[dated[i][1]] + place[dated[i][2]]) / 2, 1) for i in set(range(len(dated))) - set(shown)}
    )
    lanes = max(m.text_y for m in marks)
    return Chart(
        width=WIDTH,
        height=lanes + LANE,
        marks=tuple(marks),
        ticks=tuple(_ticks(days, place)),
        more=tuple(more),
        left_out=len(entries) - len(dated),
        about=_about(dated, len(shown)),
    )


def _places(days: Sequence[datetime.date]) -> list[float]:
    """Where each day lies: a longer gap is longer, but by its logarithm only."""
    steps = [1 + math.log2((b - a).days) for a, b in itertools.pairwise(days)]
    total = math.fsum(steps) or 1.0
    room = WIDTH - LEFT - RIGHT
    return [round(LEFT + room * x / total, 1) for x in itertools.accumulate(steps, initial=0.0)]


def _laid(found: Sequence[tuple[TimelineEntry, float, float]]) -> list[Mark]:
    """Marks with labels, each on the first line where it lies on nothing; to its mark's left near the edge,
    under a bar that leaves no room beside it."""
    ends: list[list[tuple[float, float]]] = []
    out = []
    for entry, x0, x1 in found:
        label = clipped(entry.what, LABEL, entry.trigger)
        width = length(label)
        under = False
        if x1 + GAP + width <= WIDTH:
            box, text_x, anchor = (x0 - GAP / 2, x1 + GAP + width), x1 + GAP, "start"
        elif x0 - GAP - width >= 0:
            box, text_x, anchor = (x0 - GAP - width, x1 + GAP / 2), x0 - GAP, "end"
        else:  # a bar too long for a label beside it
            under, box, text_x, anchor = True, (0.0, WIDTH), min(x0, WIDTH - width), "start"
        lane = next((k for k, taken in enumerate(ends) if all(box[1] < a or b < box[0] for a, b in taken)), len(ends))
        ends += [[] for _ in range(lane + 1 + under - len(ends))]
        ends[lane].append(box)
        if under:
            ends[lane + 1].append(box)
        n = entry.event.support
        y = TOP + LANE * (lane + 1)
        out.append(
            Mark(
                x0=x0,
                x1=x1,
                y=y,
                text_x=round(text_x, 1),
                text_y=y + LANE * under,
                anchor=anchor,
                label=label,
                full=f"{entry.when}: {entry.what} ({entry.status}; {n} independent telling{'s' * (n != 1)})",
                planned=entry.event.modality == "planned",
                support=n,
                event=entry.event.id,
            )
        )
    return out


def length(text: str) -> float:
    """How wide a label is at the most; letters of East Asian scripts are twice as wide."""
    return LETTER * sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _ticks(days: Sequence[datetime.date], place: dict[datetime.date, float]) -> list[Tick]:
    """Dates on the axis, as many as fit, the first and last always; and how long the longest gaps are."""
    out = [Tick(place[days[0]], _short(days[0]))]
    last = place[days[-1]]
    for d in days[1:-1]:
        room = TICK if len(out) > 1 else TICK * 1.4  # the first is written to the right of its place
        if place[d] - out[-1].x >= room and last - place[d] >= TICK:
            out.append(Tick(place[d], _short(d)))
    out.append(Tick(last, _short(days[-1])))
    for a, b in itertools.pairwise(days):
        gap, width = (b - a).days, place[b] - place[a]
        words = f"{round(gap / 365.25)} years" if gap > 540 else f"{round(gap / 30.4)} months"
        if gap >= BREAK and width >= length(words):
            out.append(Tick(round((place[a] + place[b]) / 2, 1), words, gap=True))
    return out


def _short(d: datetime.date) -> str:
    return f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}"


def _about(dated: Sequence[tuple[TimelineEntry, datetime.date, datetime.date]], shown: int) -> str:
    """What the drawing shows, in words, for those who do not see it."""
    first, last = min(f for _, f, _ in dated), max(t for _, _, t in dated)
    planned = sum(e.event.modality == "planned" for e, _, _ in dated)
    top = max(dated, key=lambda x: x[0].event.support)[0]
    return (
        f"{len(dated)} dated events from {_short(first)} to {_short(last)}, {shown} of them with a label; {planned} are "
        f"announced only. Told most often: {top.what} ({top.when}). The table beside this drawing has all that it shows."
    )
