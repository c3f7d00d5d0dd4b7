"""The system as a drawing: boxes that lead to their variables, arrows by sign, colours by class so that no style stands inline."""

from collections.abc import Mapping

from markupsafe import Markup

from fabula.derive.causal.edges import Edge
from fabula.derive.system.assembling import System
from fabula.derive.system.weighing import sign_of
from fabula.printing import terminal
from fabula.serve.asking import to
from fabula.views.mapdrawing import Arrow, drawing


def drawn(found: System, names: Mapping[str, str]) -> Markup:
    """A system as one SVG; empty where there is nothing in it."""
    if not found.links:
        return Markup("")
    used = [v.id for v in found.variables]
    label = {i: terminal(names[i]) for i in used}
    arrows = [Arrow(e.cause, e.effect, _sign(e), terminal(_title(e, names))) for e in found.links]
    about = f"{len(used)} variables and {len(arrows)} links; the table below has all that it shows."
    links = {i: to("system/variables", i) for i in used}
    return drawing(label, arrows, "The system that the tellings describe", about, links)


def _sign(e: Edge) -> str:
    if e.denials and not (e.positive or e.negative or e.unknown):
        return "denied"
    if e.positive and e.negative:
        return "contested"
    return {1: "+", -1: "-", None: "not stated"}[sign_of(e)]


def _title(e: Edge, names: Mapping[str, str]) -> str:
    count = len({r.article for r in e.reports})
    word = {1: "raises", -1: "lowers", None: "bears on"}[sign_of(e)]
    return f"{names[e.cause]} {word} {names[e.effect]}: {count} article{'s' * (count != 1)}"
