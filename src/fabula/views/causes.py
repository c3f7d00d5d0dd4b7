"""What is said to cause what, in the brief: the drawn map with its table, and rival theories side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from fabula.derive.causal.edges import CausalReport, Edge, clusters
from fabula.derive.causal.mapfile import sign_of
from fabula.derive.causal.mapping import causal_map
from fabula.derive.naming import Names
from fabula.derive.system.assembling import System, system
from fabula.derive.system.weighing import heaviest
from fabula.model.quoting import ARTICLE, text_of
from fabula.model.records import Anchor, Annotation, Cause
from fabula.views.brief import MOST, LineGroup, References, Section, one_per_article
from fabula.views.mapdrawing import Arrow, drawing

if TYPE_CHECKING:
    from markupsafe import Markup

    from fabula.store.reader import Reader

DRAWN: Final = 30
"""Variables drawn at the most, by weight. The table and ``fabula system`` have the others."""
DOES: Final = {
    "+": "+ raises or brings about",
    "-": "− lowers or prevents",
    "not stated": "? bears on (direction not stated)",
    "contested": "± contested",
    "denied": "× is denied to bear on",
}
NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sections(
    dossier: "Reader", told: Sequence[Annotation], label: Mapping[str, str], names: Names, refs: References
) -> list[Section]:
    """The sections "rivals" (empty where no theory has a rival) and "causes"; ``label`` names an article's outlet."""
    found = causal_map(dossier)
    name = {c.id: c.name for c in found.concepts}
    said = {x.article.id: x for x in told}
    beside = Counter(i for e in found.edges for i in (e.cause, e.effect))

    def rank(e: Edge) -> tuple[bool, int, float, int, str]:
        """Contested first, then by independent tellings, by belief, and by how much else hangs on the two concepts."""
        return not e.contested, -len(clusters(e.reports)), -e.belief.there, -beside[e.cause] - beside[e.effect], e.id

    edges = sorted(found.edges, key=rank)

    def by(reports: Sequence[CausalReport]) -> str:
        return "; ".join(dict.fromkeys(_teller(said[r.article], r, label, names) for r in reports))

    def anchors(reports: Sequence[CausalReport]) -> list[Anchor]:
        return one_per_article([(r.article, *p) for r in reports for p in _spans(said[r.article], r)])

    rivals = Section(
        "rivals",
        "Rival theories",
        "Where reports say that one thing moves another in opposite ways, or deny it. Copies, and one speaker's repeats, "
        "count once.",
        ("Says", "Independent tellings", "Told by", "In their words"),
    )
    for e in (e for e in edges if e.contested):
        lines = []
        for sign, reports in _sides(e):
            words = " / ".join(dict.fromkeys(_words(said[r.article], r) for r in reports[:4]))
            says = (DOES[sign], str(len(clusters(reports))), by(reports), words)
            lines.append(refs.line(says, anchors(reports)))
        rivals.groups.append(LineGroup(f"{name[e.cause]} → {name[e.effect]}: {_count(e)}", lines))
    return [rivals, _system(dossier, said, label, names, refs)]


def _system(
    dossier: "Reader",
    said: Mapping[str, Annotation],
    label: Mapping[str, str],
    names: Names,
    refs: References,
) -> Section:
    """What is said to move what: the system's map, and its links as a table, those with the most independent tellings first."""
    found = system(dossier)
    name = {v.id: v.name for v in found.variables}
    causes = Section(
        "causes",
        "What is said to cause what",
        "As the tellings have it: not a finding of fact. Belief is the chance that some independent telling is right.",
        ("Cause", "Does what", "Effect", "Told by", "Belief"),
    )
    links = sorted(found.links, key=lambda e: (-len(clusters(e.reports)), -e.belief.there, e.id))
    for e in links[: MOST["causes"]]:
        does = DOES[_mark(e)] + (f": {_count(e)}" if e.contested else "")
        if all(r.hedged for r in e.reports if not r.denied):
            does += ", perhaps"
        own = [found.added[r.relation] for r in e.reports if r.relation in found.added]
        read = [r for r in e.reports if r.relation not in found.added]
        tellers = [_teller(said[r.article], r, label, names) for r in read] + [f"you: {d.note}" for d in own]
        by = "; ".join(dict.fromkeys(tellers))
        places = [(r.article, *p) for r in read for p in _spans(said[r.article], r)]
        anchors = one_per_article(places + [d.left[0] for d in own])
        cells = (name[e.cause], does, name[e.effect], by, f"{e.belief.there:.2f}")
        causes.groups.append(LineGroup("", [refs.line(cells, anchors)]))
    left = len(links) - len(causes.groups)
    causes.left_out = f"{left} more: fabula system FILE" if left > 0 else None
    shown = heaviest(found, DRAWN, 2 * DRAWN)
    if shown.links:
        causes.drawing, causes.caption = mapped(shown, found)
    return causes


def mapped(shown: System, whole: System) -> tuple["Markup", str]:
    """The drawing of a part of a system, and its caption."""
    name = {v.id: v.name for v in shown.variables}
    parts = [f"{len(shown.links)} links between {len(name)} variables."]
    if len(shown.links) < len(whole.links):
        parts.append(
            f"Those that most is told of, of {len(whole.variables)} variables and {len(whole.links)} links; "
            "the table and fabula system FILE have the others."
        )
    parts.append("+ raises or brings about, − lowers or prevents, ± contested, ? direction not stated, × denied.")
    caption = " ".join(parts)
    arrows = [
        Arrow(e.cause, e.effect, _mark(e), f"{name[e.cause]} {DOES[_mark(e)]} {name[e.effect]}: {_count(e)}")
        for e in shown.links
    ]
    return drawing(name, arrows, "The system that the tellings describe", caption), caption


def _sides(e: Edge) -> list[tuple[str, tuple[CausalReport, ...]]]:
    """The groups of an edge's evidence that hold any."""
    every = (("+", e.positive), ("-", e.negative), ("not stated", e.unknown), ("denied", e.denials))
    return [(sign, reports) for sign, reports in every if reports]


def _mark(e: Edge) -> str:
    only = sign_of(e)
    return "denied" if e.denials and not e.contested else only


def _count(e: Edge) -> str:
    """Independent tellings a side, in words: "three say +, one says −"."""
    says = {"+": "+", "-": "−", "not stated": "no direction"}
    parts = []
    for sign, reports in _sides(e):
        n = len(clusters(reports))
        many = NUMBERS[n] if n < len(NUMBERS) else str(n)
        verb = (
            ("denies it" if n == 1 else "deny it")
            if sign == "denied"
            else f"{'says' if n == 1 else 'say'} {says[sign]}"
        )
        parts.append(f"{many} {verb}")
    return ", ".join(parts)


def _teller(x: Annotation, r: CausalReport, label: Mapping[str, str], names: Names) -> str:
    """Who tells it: the outlet, or the one whom it quotes."""
    cause = _relation(x, r)
    within = next((a for a in x.attributions if a.id == cause.attribution), None)
    who = names.maker(x, within.speaker, within) if within else ARTICLE
    outlet = label[x.article.id]
    return outlet if who in (ARTICLE, None) else f"{who} ({outlet})"


def _relation(x: Annotation, r: CausalReport) -> Cause:
    return next(c for c in (*x.causes, *x.influences) if c.id == r.relation)


def _spans(x: Annotation, r: CausalReport) -> list[tuple[int, int]]:
    cause = _relation(x, r)
    return [*cause.cause, *cause.effect]


def _words(x: Annotation, r: CausalReport) -> str:
    """The passage from the first side's first word to the last side's last, in quotation marks."""
    spans = _spans(x, r)
    return f"“{text_of(x.article, [(min(s for s, _ in spans), max(e for _, e in spans))])}”"
