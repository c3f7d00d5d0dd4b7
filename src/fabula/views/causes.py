"""What is said to cause what, in the brief: the drawn map with its table, and rival theories side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from fabula.derive.causal.edges import CausalReport, Edge, clusters
from fabula.derive.causal.mapfile import sign_of
from fabula.derive.causal.mapping import causal_map
from fabula.derive.naming import Names
from fabula.model.quoting import ARTICLE, text_of
from fabula.model.records import Anchor, Annotation
from fabula.views.brief import MOST, LineGroup, References, Section, one_per_article
from fabula.views.mapdrawing import Arrow, drawing

if TYPE_CHECKING:
    from fabula.store.reader import Reader

DRAWN: Final = 18
"""Arrows drawn at the most: about what a reader takes in on one page. The table has the others."""
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
        "Where tellings say that one thing moves another in opposite ways, or deny it. Copies, and one speaker's repeats, "
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
    causes = Section(
        "causes",
        "What is said to cause what",
        "As the tellings have it: not a finding of fact. Belief is the chance that some independent telling is right.",
        ("Cause", "Does what", "Effect", "Told by", "Belief"),
    )
    kept = edges[: MOST["causes"]]
    for e in kept:
        does = DOES[_mark(e)] + (f": {_count(e)}" if e.contested else "")
        if all(r.hedged for r in e.reports if not r.denied):
            does += ", perhaps"
        cells = (name[e.cause], does, name[e.effect], by(e.reports), f"{e.belief.there:.2f}")
        causes.groups.append(LineGroup("", [refs.line(cells, anchors(e.reports))]))
    left = len(edges) - len(kept)
    causes.left_out = f"{left} more: fabula causes FILE" if left > 0 else None
    drawn = edges[:DRAWN]
    if drawn:
        ids = {i for e in drawn for i in (e.cause, e.effect)}
        parts = [f"{len(drawn)} arrows between {len(ids)} concepts."]
        if len(edges) > len(drawn):
            parts.append(
                f"The strongest {len(drawn)} of {len(edges)} are drawn (contested ones first, then those most independently "
                f"told); {len(edges) - len(drawn)} were left out: the table below and fabula causes FILE have them."
            )
        parts.append("+ raises or brings about, − lowers or prevents, ± contested, ? direction not stated, × denied.")
        causes.caption = " ".join(parts)
        arrows = [
            Arrow(e.cause, e.effect, _mark(e), f"{name[e.cause]} {DOES[_mark(e)]} {name[e.effect]}: {_count(e)}")
            for e in drawn
        ]
        labels = {c.id: c.name for c in found.concepts if c.id in ids}
        causes.drawing = drawing(labels, arrows, "The causal map of the tellings", causes.caption)
    return [rivals, causes]


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
    cause = next(c for c in x.causes if c.id == r.relation)
    within = next((a for a in x.attributions if a.id == cause.attribution), None)
    who = names.maker(x, within.speaker, within) if within else ARTICLE
    outlet = label[x.article.id]
    return outlet if who in (ARTICLE, None) else f"{who} ({outlet})"


def _spans(x: Annotation, r: CausalReport) -> list[tuple[int, int]]:
    cause = next(c for c in x.causes if c.id == r.relation)
    return [*cause.cause, *cause.effect]


def _words(x: Annotation, r: CausalReport) -> str:
    """The passage from the first side's first word to the last side's last, in quotation marks."""
    spans = _spans(x, r)
    return f"“{text_of(x.article, [(min(s for s, _ in spans), max(e for _, e in spans))])}”"
