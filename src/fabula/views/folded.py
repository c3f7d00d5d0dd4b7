"""What follows the first screen in a brief of normal length: sections that fold, in as many words as there are left."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from fabula.derive.lines import Told
from fabula.views.brief import Line, LineGroup, Section, one_per_article, words
from fabula.views.now import foretold
from fabula.views.story import Telling, day_words

EVENTS, VOICES, STATEMENTS, CAUSES, FORECASTS, PEOPLE = 20, 10, 3, 10, 5, 10
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
    out = []
    parts = [
        Part(
            Section("events", "What else happened, in order", "", ("When", "What")),
            0.5,
            _events,
            "fabula timeline FILE",
        ),
        Part(Section("quotes", "Who said what", "", ("What",)), 0.5, _said, "fabula quotes FILE"),
        Part(Section("causes", "What is said to cause what", "", ("What",)), 0.4, _causes, "fabula causes FILE"),
        Part(Section("forecasts", "What else is expected", "", ("What",)), 0.5, _foretold, "fabula forecast list FILE"),
        Part(Section("entities", "Who is who", "", ("Who", "What", "Tellings")), 1.0, _who, "fabula entities FILE"),
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
        if x.event.date and t.fresh(x.told):
            count += 1
            yield "", *_one(t, x.told, x.event.date)


def _said(t: Telling) -> Iterator[tuple[str, Callable[[], Line], int]]:
    """Statements of the voices that matter: by how many tellings name them and how often they speak."""
    weight = {e.id: len(e.articles) for e in t.dossier.entities()}
    by: dict[str, list[tuple[tuple[int, int], Told]]] = {}
    called: dict[str, str] = {}
    for x in t.order:
        for r in x.attributions:
            entity = t.names.entity(x.article.id, r.speaker)
            if entity is None or entity.type not in ("person", "organisation", "group") or not r.content or r.within:
                continue
            told = t.lines.at(x, r.content[0][0])
            if told is None or not r.source or not told.anchor[1] <= r.source[0][0] < told.anchor[2]:
                continue
            called[entity.id] = entity.name
            by.setdefault(entity.id, []).append(((told.doubt, told.place), told))
    voices = sorted(by, key=lambda i: (-len({x.anchor for _, x in by[i]}), -weight.get(i, 0), called[i]))
    for who in voices[:VOICES]:
        count = 0
        for _, told in sorted(by[who], key=lambda x: (x[0], x[1].anchor)):
            if count < STATEMENTS and t.fresh(told):
                count += 1
                yield called[who], *_one(t, told)


def _causes(t: Telling) -> Iterator[tuple[str, Callable[[], Line], int]]:
    found: dict[tuple[str, int, int], tuple[int, Told]] = {}
    for x in t.order:
        for c in x.causes:
            told = t.lines.at(x, (c.signal or c.cause)[0][0]) if c.signal or c.cause else None
            if told and c.cause and c.effect and c.kind not in ("purpose", "condition", "counterfactual"):
                found.setdefault(told.anchor, (told.doubt + (c.polarity is None), told))
    count = 0
    for _, told in sorted(found.values(), key=lambda x: (x[0], x[1].place, x[1].anchor)):
        if count < CAUSES and t.fresh(told):
            count += 1
            yield "", *_one(t, told)


def _foretold(t: Telling) -> Iterator[tuple[str, Callable[[], Line], int]]:
    for told in foretold(t, FORECASTS):
        yield "", partial(t.line, told), len(told.text.split())


def _who(t: Telling) -> Iterator[tuple[str, Callable[[], Line], int]]:
    outlets = {(x.article.outlet or "").casefold() for x in t.order}
    authors = {n.casefold() for x in t.order for n in x.article.authors}
    places = {e.name.casefold() for e in t.dossier.entities() if e.type == "place"}
    count = 0
    for e in sorted(t.dossier.entities(), key=lambda e: (-len(e.articles), -len(e.anchors), e.name)):
        if (
            e.type not in ("person", "organisation", "group")
            or e.name.casefold() in outlets | authors
            or count == PEOPLE
        ):
            continue
        if not e.roles and (e.type != "organisation" or e.name.casefold() in places):
            continue
        what = "; ".join(e.roles[:2]) or e.type
        count += 1
        anchors = one_per_article(e.anchors)
        cells = (e.name, what, str(len(e.articles)))
        yield "", partial(t.refs.line, cells, anchors[:2]), sum(len(c.split()) for c in cells)
