"""The brief: what a dossier holds, as sections of lines, each line with the passages that it rests on.

This module decides what a brief says; ``page`` and ``markdown`` only draw it. Every line's words are taken from the
articles or count what is in them; its references are spans, numbered in order of first use.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from fabula.derive.naming import Names
from fabula.derive.timeline import TimelineEntry, timeline
from fabula.extract.sureness import shown
from fabula.model.quoting import ARTICLE, text_of
from fabula.model.records import Anchor, Annotation, Article, Comparison, Lineage
from fabula.views.articles import ArticleName, named
from fabula.views.lists.entities import identifiers
from fabula.views.timechart import Chart, chart

if TYPE_CHECKING:
    from fabula.derive.salience import Salience
    from fabula.store.reader import Reader
    from fabula.views.forecasts import ForecastCalibration
    from fabula.views.narrowing import Narrowing

MOST = {
    "groups": 100,
    "events": 60,
    "entities": 40,
    "speakers": 40,
    "quotes": 8,
    "comparisons": 40,
    "forecasts": 60,
    "causes": 60,
}
"""Lines a section; what is left out is counted, with the command that shows it."""
SHARE, LEAST = 5, 400
"""The brief of normal length has no more than one in so many of the words read, and may always have so many words."""
REFERENCES = 5
"""References a line: a count says how many more there are."""


@dataclass(frozen=True)
class Line:
    """One line: cells of text, and the numbers of the passages that it rests on."""

    cells: tuple[str, ...]
    refs: tuple[int, ...]
    more: int = 0


@dataclass
class LineGroup:
    """Lines under a name of their own, such as a speaker's."""

    name: str
    lines: list[Line]


@dataclass
class Section:
    """A part of the brief. ``left_out`` says what was left out and how to see it; ``drawing`` is SVG, ``caption`` its.
    ``first``: it belongs to the first screen, is read as sentences and never folded."""

    key: str
    title: str
    about: str
    columns: tuple[str, ...]
    groups: list[LineGroup] = field(default_factory=list)
    left_out: str | None = None
    figure: Chart | None = None
    drawing: Markup | None = None
    caption: str = ""
    first: bool = False

    @property
    def size(self) -> int:
        return sum(len(g.lines) for g in self.groups)


@dataclass(frozen=True)
class BriefSource:
    """An article as the brief shows it."""

    number: int
    article: Article
    name: ArticleName
    drawn: tuple[str, ...]


@dataclass
class Brief:
    """All of it. ``passages`` lists the anchors by reference number, from 1."""

    title: str
    about: str
    sections: list[Section]
    sources: list[BriefSource]
    passages: list[Anchor]
    calibration: "ForecastCalibration | None" = None
    read: int = 0
    length: str = "normal"

    @property
    def words(self) -> int:
        """How many words it takes to read it, without the articles at its end. ``read`` is how many those have."""
        return len(self.title.split()) + sum(words(s) for s in self.sections)

    def _repr_html_(self) -> str:
        from fabula.views.notebook import of_brief  # here: it is shown so in notebooks alone

        return of_brief(self)


def words(s: Section) -> int:
    """How many words a section has, with its titles."""
    lines = [c for g in s.groups for line in g.lines for c in line.cells]
    return sum(len(t.split()) for t in (s.title, s.about, s.left_out or "", *(g.name for g in s.groups), *lines))


class References:
    """Numbers for passages, in order of first use."""

    def __init__(self) -> None:
        self.number: dict[Anchor, int] = {}

    def line(self, cells: Sequence[str], anchors: Sequence[Anchor]) -> Line:
        """A line that rests on anchors; the first few are numbered, the rest counted."""
        distinct = list(dict.fromkeys(anchors))
        kept = distinct[:REFERENCES]
        return Line(
            tuple(cells),
            tuple(self.number.setdefault(a, len(self.number) + 1) for a in kept),
            len(distinct) - len(kept),
        )


def one_per_article(anchors: Sequence[Anchor]) -> list[Anchor]:
    """The first anchor of each article before any second one, so that few references show many tellings."""
    seen: dict[str, int] = defaultdict(int)
    ranked = []
    for n, a in enumerate(anchors):
        ranked.append((seen[a[0]], n, a))
        seen[a[0]] += 1
    return [a for _, _, a in sorted(ranked)]


def brief(
    dossier: "Reader",
    length: str = "normal",
    *,
    since: str | None = None,
    asked: "Narrowing | None" = None,
    matters: "Mapping[str, Salience] | None" = None,
) -> Brief:
    """Make the brief of a dossier: the same dossier gives the same brief.

    ``length``: short is the first screen, normal that and what else matters, in a fifth of the words read, full is everything.
    ``since`` is an ISO day: what changed after it comes first. ``asked`` narrows short and normal to what somebody asks for.
    ``matters``: the salience of events, where it is known already.
    """
    from fabula.views import folded, story  # here: they are made of this module's parts

    told = list(dossier.annotations())
    refs, names = References(), Names(dossier.entities())
    known = named((x.article for x in told), dossier.published())
    order = sorted(told, key=lambda x: known[x.article.id].number)
    drawn = _drawn(dossier.lineage(), known)
    read = sum(len(x.article.text.split()) for x in order)
    telling = story.Telling(dossier, order, known, names, refs, asked, matters)
    sections, calibration = story.sections(telling, since), None
    if length == "full":
        more, calibration = _everything(dossier, order, known, names, refs)
        sections += more
    elif length == "normal":
        room = max(LEAST, read // SHARE) - sum(words(s) for s in sections) - len(telling.title.split())
        sections += folded.sections(telling, room)
    outlets = {name.short for name in known.values()}
    count = len(told)
    return Brief(
        title=telling.title,
        about=f"{count} telling{'s' * (count != 1)} from {len(outlets)} source{'s' * (len(outlets) != 1)}{only(asked)}",
        sections=[s for s in sections if s.size or s.drawing],
        sources=[
            BriefSource(name.number, x.article, name, drawn.get(x.article.id, ()))
            for x in order
            for name in (known[x.article.id],)
        ],
        passages=list(refs.number),
        calibration=calibration,
        read=read,
        length=length,
    )


def only(asked: "Narrowing | None") -> str:
    """What was asked for, in words."""
    said = "; ".join(f"{k} {v}" for k, v in asked.said.items()) if asked else ""
    return f", of which only what was asked for ({said})" if said else ""


def _everything(
    dossier: "Reader", order: Sequence[Annotation], known: Mapping[str, ArticleName], names: Names, refs: References
) -> "tuple[list[Section], ForecastCalibration | None]":
    """Every section in full."""
    from fabula.views import causes, matrix
    from fabula.views import figures as counted  # here: they are made of this module's parts
    from fabula.views import outlets as side_by_side
    from fabula.views.forecasts import expected

    label = {i: name.short for i, name in known.items()}
    return [
        _in_short(dossier, order, refs),
        _happened(timeline(dossier), label, refs),
        counted.section(dossier, label, refs),
        _who(dossier, refs),
        _said(order, names, refs),
        _beside(dossier.comparisons(), label, refs),
        matrix.section(dossier.comparisons(), {i: name.number for i, name in known.items()}, refs),
        side_by_side.section(dossier, refs),
        (foretold := expected(dossier, refs))[0],
        *causes.sections(dossier, order, label, names, refs),
    ], foretold[1]


def _drawn(lineage: Sequence[Lineage], known: Mapping[str, ArticleName]) -> dict[str, tuple[str, ...]]:
    """By article: what it was drawn from, and how."""
    out: dict[str, tuple[str, ...]] = {}
    for x in lineage:
        target = known.get(x.target) if x.target else None
        of = f"source {target.number} ({target.full})" if target else x.name
        out[x.source] = (*out.get(x.source, ()), f"{x.kind} of {of}")
    return out


def _in_short(dossier: "Reader", order: Sequence[Annotation], refs: References) -> Section:
    """The groups of articles that tell of one event, with each article's title or first line."""
    main = dossier.main_events()
    s = Section("short", "In short", "Which tellings are about the same event.", ("Tellings of one event", "Tellings"))
    groups: dict[str, list[Annotation]] = defaultdict(list)
    for x in order:
        groups[main.get(x.article.id, x.article.id)].append(x)
    lines = []
    kept = set(sorted(groups, key=lambda g: -len(groups[g]))[: MOST["groups"]])
    for members in (m for g, m in groups.items() if g in kept):
        firsts = [(x.article.id, *_headline(x)) for x in members]
        text = " / ".join(
            dict.fromkeys(" ".join(x.article.text[s_:e].split()) for x, (_, s_, e) in zip(members, firsts, strict=True))
        )
        lines.append(refs.line((text, str(len(members))), firsts))
    s.groups = [LineGroup("", lines)]
    s.left_out = _rest(len(groups) - len(kept), "stories")
    return s


def _headline(x: Annotation) -> tuple[int, int]:
    for z in x.article.zones:
        if z.kind == "title":
            text = x.article.text[z.start : z.end]
            return z.start + len(text) - len(text.lstrip()), z.start + len(text.rstrip())
    return x.sentences[0] if x.sentences else (0, len(x.article.text))


def _happened(entries: Sequence[TimelineEntry], label: dict[str, str], refs: References) -> Section:
    """Dated events and those that several tellings share, in order, with the drawing of them."""
    s = Section(
        "events",
        "What happened, in order",
        "Dates as far as the tellings state them.",
        ("When", "What", "Whether", "Where", "Told by"),
    )
    shown = [e for e in entries if (e.first and e.last) or len(e.event.articles) > 1]
    ranked = sorted(shown, key=lambda e: (-e.event.support, not (e.first and e.last), e.event.type == "other"))
    kept = {e.event.id for e in ranked[: MOST["events"]]}
    for e in (e for e in shown if e.event.id in kept):
        by = ", ".join(dict.fromkeys(label[i] for i in e.event.articles))
        whether = e.status + (f" ({e.recurs})" if e.recurs else "")
        cells = (e.when, e.what, whether, e.event.place or "not stated", by)
        s.groups.append(LineGroup("", [refs.line(cells, one_per_article(e.anchors))]))
    s.figure = chart(entries)
    rest = len(entries) - len(kept)
    s.left_out = f"{rest} more: fabula timeline FILE" if rest > 0 else None
    return s


def _who(dossier: "Reader", refs: References) -> Section:
    s = Section(
        "entities",
        "Who and what is in it",
        "Names as the tellings write them.",
        ("Name", "Kind", "Also written", "Roles", "Tellings"),
    )
    entities, known = dossier.entities(), dossier.candidates()
    if known:
        s.columns = (*s.columns, "Identifier")
    ranked = sorted(entities, key=lambda e: (-len(e.articles), -len(e.anchors), e.name))[: MOST["entities"]]
    for e in ranked:
        other = ", ".join(a for a in e.aliases if a != e.name)
        cells = [e.name, e.type, other, ", ".join(e.roles), str(len(e.articles))]
        if known:
            found = identifiers(known.get(e.id, ()))
            cells.append("; ".join(f"{k['id']} ({k['list']}, by {k['by']})" for k in found) or "not stated")
        s.groups.append(LineGroup("", [refs.line(cells, one_per_article(e.anchors))]))
    s.left_out = _rest(len(entities) - len(ranked), "entities")
    return s


def _said(order: Sequence[Annotation], names: Names, refs: References) -> Section:
    s = Section("quotes", "Who said what", "Words in quotation marks are the speaker's own.", ("What", "How"))
    by: dict[str, list[tuple[tuple[str, str], list[Anchor]]]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    less = 0
    for direct in (True, False):  # a speaker's own words before what is said of them
        for x in order:
            for r in x.attributions:
                if (r.kind != "indirect") != direct:
                    continue
                if not shown("attributions", r.sure):
                    less += 1
                    continue
                who = names.name(x, r.speaker) or text_of(x.article, r.source) or "Speaker not stated"
                who = "The articles themselves" if who == ARTICLE else who
                counts[who] += 1
                if len(by[who]) < MOST["quotes"]:
                    anchors = [(x.article.id, *p) for p in (*r.content, *r.source)]
                    by[who].append(((text_of(x.article, r.content), r.kind), anchors))
    ranked = sorted(by, key=lambda w: (w == "Speaker not stated", -counts[w], w))[: MOST["speakers"]]
    # Passages are numbered once it is known who is shown: what no line rests on has no number, and no way back to a line.
    s.groups = [LineGroup(f"{w} ({counts[w]})", [refs.line(*said) for said in by[w]]) for w in ranked]
    more = _rest(sum(counts.values()) - s.size, "attributions")
    unsure = f"{less} less sure: fabula quotes FILE --unsure" if less else None
    s.left_out = "; ".join(x for x in (more, unsure) if x) or None
    return s


def _beside(comparisons: Sequence[Comparison], label: dict[str, str], refs: References) -> Section:
    s = Section(
        "comparisons",
        "Where the tellings agree, clash or stand alone",
        "Judged by rule from their words; the passages show why.",
        ("What", "Why", "Said by"),
    )
    titles = {
        "disagree": "They clash",
        "agree": "They agree",
        "development": "One tells what was to come, another what came of it",
        "view": "Their opinions differ",
        "only_in": "One alone says",
        "silent": "Left out by one",
    }
    left = 0
    for kind, title in titles.items():
        rows = [c for c in comparisons if c.kind == kind]
        left += max(0, len(rows) - MOST["comparisons"])
        lines = [
            refs.line(
                (c.what, "; ".join(c.why), ", ".join(dict.fromkeys(label[i] for i in c.articles))),
                one_per_article(c.anchors),
            )
            for c in rows[: MOST["comparisons"]]
        ]
        if lines:
            s.groups.append(LineGroup(title, lines))
    s.left_out = _rest(left, "comparisons")
    return s


def _rest(count: int, what: str) -> str | None:
    return f"{count} more: fabula show {what} FILE" if count > 0 else None
