"""What follows the first screen in a brief of normal length: sections that fold, in as many words as there are left."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from markupsafe import Markup

from fabula.derive.lines import Told
from fabula.derive.naming import shown_name
from fabula.extract.sureness import shown
from fabula.lang.en.line_words import CAUSING
from fabula.model.quoting import text_of
from fabula.views.brief import Line, LineGroup, Section, one_per_article, words
from fabula.views.figures import steps
from fabula.views.now import DISPUTED, current, follows, foretold
from fabula.views.people import people
from fabula.views.story import CHIEF, Telling, day_words
from fabula.views.voices import voices

EVENTS, VOICES, STATEMENTS, CAUSES, FORECASTS, PEOPLE, DRAWN = 20, 10, 3, 10, 5, 10, 3
"""Lines at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section to be filled: ``share`` of the room that it may take, and what gives its lines, with the name of each one's group."""

    section: Section
    share: float
    lines: Callable[[Telling], Iterator[tuple[str, Callable[[], Line], int]]]
    command: str


def sections(t: Telling, room: int) -> list[Section]:
    """The sections, in order. ``room``: how many words there are; what a section leaves, the next ones have."""
    out = [s] if (s := drawn(t)) else []
    parts = [
        Part(
            Section("events", "What else happened, in order", "", ("When", "What")),
            0.5,
            _events,
            "fabula timeline FILE",
        ),
        Part(Section("quotes", "Who said what", "", ("What",)), 0.5, _said, "fabula quotes FILE"),
        Part(Section("differ", "Where tellings differ", "", ("Who says what",)), 0.3, _differ, "fabula compare FILE"),
        Part(Section("causes", "What is said to cause what", "", ("What",)), 0.4, _causes, "fabula causes FILE"),
        Part(Section("forecasts", "What else is expected", "", ("What",)), 0.5, _foretold, "fabula forecast list FILE"),
        Part(Section("entities", "Who is who", "", ("Who",)), 1.0, _who, "fabula entities FILE"),
    ]
    for part in parts:
        s = part.section
        left = int(room * part.share) - words(s) - 6
        rest, groups = 0, dict[str, list[Line]]()
        for group, make, size in part.lines(t):
            cost = size + (len(group.split()) if group not in groups else 0)
            if rest or cost > left:
                rest += 1
                continue
            left -= cost
            groups.setdefault(group, []).append(make())
        s.groups = [LineGroup(name, lines) for name, lines in groups.items()]
        if not s.size:
            continue
        s.left_out = f"More: {part.command}" if rest else None
        if s.key == "events":
            s.groups = [LineGroup("", sorted((x for g in s.groups for x in g.lines), key=lambda x: x.cells[0]))]
            s.groups = [
                LineGroup("", [Line((day_words(x.cells[0]), *x.cells[1:]), x.refs, x.more) for x in s.groups[0].lines])
            ]
        room -= words(s)
        out.append(s)
    return out


def drawn(t: Telling) -> Section | None:
    """The figures that moved, as steps; None where none did."""
    moved = [f for f in t.figures if follows(f, t.places) and len({p.value for p in current(f)}) > 1][:DRAWN]
    if not moved:
        return None
    s = Section("figures", "How the figures moved", "", ("Figure",))
    s.drawing = Markup("").join(steps(f) for f in moved)
    s.caption = "A step at each new number; hollow marks are numbers that others had replaced or give otherwise."
    return s


def _one(t: Telling, told: Told, *before: str) -> tuple[Callable[[], Line], int]:
    def make() -> Line:
        t.say(told)
        return t.refs.line((*before, told.text), [told.anchor, *told.beside])

    return make, len(told.text.split()) + sum(len(x.split()) for x in before) + 2 * bool(before)


def _events(t: Telling) -> Iterator[tuple[str, Callable[[], Line], int]]:
    count = 0
    for x in t.events:
        if count == EVENTS:
            return
        day = t.dated(x.event, x.told)
        if day and (t.recent(day) or t.background(x)) and t.told_about(x.told) and t.fresh(x.told) and t.happened(x):
            count += 1
            yield "", *_one(t, x.told, day)


def _differ(t: Telling) -> Iterator[tuple[str, Callable[[], Line], int]]:
    for text, anchors in t.disputes[DISPUTED:]:
        yield "", partial(t.refs.line, (text,), anchors), len(text.split())


def _said(t: Telling) -> Iterator[tuple[str, Callable[[], Line], int]]:
    """Statements of the voices that matter: by how many tellings name them and how often they speak."""
    heard = 0
    for v in voices(t):
        if heard == VOICES:
            return
        count = 0
        for x in v.statements:
            if count < STATEMENTS and t.told_about(x.told) and t.fresh(x.told):
                count += 1
                yield shown_name(v.entity.name), *_one(t, x.told)
        heard += count > 0


def _causes(t: Telling) -> Iterator[tuple[str, Callable[[], Line], int]]:
    found: dict[tuple[str, int, int], tuple[float, Told]] = {}
    for x in t.order:
        for c in x.causes:
            told = t.lines.at(x, (c.signal or c.cause)[0][0]) if c.signal or c.cause else None
            if told is None or not c.cause or not c.effect or c.kind in ("purpose", "condition", "counterfactual"):
                continue
            if not shown("causes", c.sure):
                continue
            inside = all(told.anchor[1] <= s < told.anchor[2] for s, _ in (*c.cause, *c.effect))
            if inside and not c.negated and CAUSING.search(text_of(x.article, c.signal) or told.text):
                found.setdefault(told.anchor, (t.matters(told) - 0.05 * (c.polarity is None), told))
    count = 0
    for _, told in sorted(found.values(), key=lambda x: (-x[0], x[1].anchor)):
        if count < CAUSES and t.told_about(told, CHIEF) and t.stated(told) and t.fresh(told):
            count += 1
            yield "", *_one(t, told)


def _foretold(t: Telling) -> Iterator[tuple[str, Callable[[], Line], int]]:
    for told in foretold(t, FORECASTS):
        yield "", partial(t.line, told), len(told.text.split())


def _who(t: Telling) -> Iterator[tuple[str, Callable[[], Line], int]]:
    for p in islice(people(t), PEOPLE):
        anchors = [*p.anchors, *one_per_article(p.entity.anchors)]
        yield "", partial(t.refs.line, (p.line,), anchors[:3]), len(p.line.split())
