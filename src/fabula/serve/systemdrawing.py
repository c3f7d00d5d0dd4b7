"""The system as a drawing: boxes and arrows by the drawing of maps, with colours by class so that no style stands inline."""

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from fabula.derive.causal.edges import Edge
from fabula.derive.system.assembling import System
from fabula.derive.system.weighing import sign_of
from fabula.printing import terminal
from fabula.views.mapdrawing import Arrow, drawing

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def drawn(found: System, links: Sequence[Edge], names: Mapping[str, str]) -> Markup:
    """The links among variables as one SVG; empty where there are none."""
    if not links:
        return Markup("")
    used = [v.id for v in found.variables if any(v.id in (e.cause, e.effect) for e in links)]
    label = {i: terminal(names[i]) for i in used}
    arrows = [Arrow(e.cause, e.effect, _sign(e), terminal(_title(e, names))) for e in links if e.cause != e.effect]
    about = f"{len(used)} variables and {len(arrows)} links; the table below has all that it shows."
    return Markup(_STYLE.sub("", drawing(label, arrows, "The system that the tellings describe", about)))


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
