"""The system that the tellings describe: drawn and as a table, its links with their evidence, and what-if at once."""

from collections.abc import Sequence

from fabula.derive.causal.edges import CausalReport, Edge
from fabula.derive.system import deciding, scenarios, weighing
from fabula.derive.system.scenarios import Scenario
from fabula.derive.system.variables import Variable
from fabula.derive.system.weighing import sign_of
from fabula.errors import UsageError
from fabula.model.decisions import Accept, Decision, Reject, SignOf
from fabula.model.records import Anchor
from fabula.model.vocabulary import signed
from fabula.serve.asking import Answer, Ask, Moved, NotThereError, Page, to
from fabula.serve.deciding import decide as keep
from fabula.serve.state import State
from fabula.serve.systemdrawing import drawn

SHOWN, SAMPLES, SLIDERS, DRAWN = 40, 400, 12, 26
"""Links in the table; maps drawn at random; variables with a slider; variables in the drawing."""
MARKS = {1: "raises", -1: "lowers", None: "either way, or not stated"}


def system(ask: Ask, _: str) -> Answer:
    """The page. What is set stands in the address: ``set=ID:VALUE``, or a slider's ``v-ID=VALUE``."""
    s = ask.state
    found = s.system
    given, wrong = _given(ask)
    run = scenarios.run(found, given, samples=SAMPLES) if given else None
    names = {v.id: v.name for v in found.variables}
    centre = next((v for v in found.variables if v.id == ask.get("around")), None)
    shown = weighing.around(found, centre.id) if centre else weighing.heaviest(found, DRAWN, 2 * DRAWN)
    return Page(
        "system.html",
        {
            "variables": found.variables,
            "names": names,
            "cut": ask.cut(shown.links if centre else found.links, SHOWN),
            "drawing": drawn(shown, names) if centre else s.keep("system", lambda: drawn(shown, names)),
            "left_out": len(found.links) - len(shown.links),
            "sign_of": sign_of,
            "marks": MARKS,
            "given": {v.id: x for v, x in given},
            "sliders": _sliders(found.variables, found.links, given),
            "run": run,
            "lines": _lines(s, run) if run else [],
            "opening": scenarios.opening(run) if run else "",
            "against": _against(s, run) if run else [],
            "rivals": scenarios.rivals(found),
            "parts": s.roles,
            "around": centre,
            "tellings": lambda e: len({r.article for r in e.reports}),
            "wrong": wrong,
        },
    )


def _against(s: State, run: Scenario) -> list[tuple[Edge, list[tuple[str, list[str], list[str]]]]]:
    """Where tellings are against each other: the link, and of either side the word, who holds it, and what it implies."""
    out = []
    for t in scenarios.theories(run, samples=200):
        moved = t.differing()[:6]
        sides = []
        for n, (word, reports) in enumerate((("raises", t.edge.positive), ("lowers", t.edge.negative))):
            who = sorted(
                {s.entity[r.speaker].name if r.speaker in s.entity else s.names[r.article].short for r in reports}
            )
            sides.append((word, who, [f"{v.name} {scenarios.verb(v, (x, y)[n])}" for v, x, y in moved]))
        out.append((t.edge, sides))
    return out


def _given(ask: Ask) -> tuple[list[tuple[Variable, float]], str | None]:
    """What is set, by the parameters ``set`` (ID:VALUE) and ``v-ID`` (VALUE); and what of it cannot be."""
    of = {v.id: v for v in ask.state.system.variables}
    wanted = [x.rpartition(":")[::2] for x in ask.every("set")]
    wanted += [(k[2:], ask.get(k)) for k in ask.args if k.startswith("v-")]
    out: dict[str, tuple[Variable, float]] = {}
    wrong = None
    for name, value in wanted:
        try:
            number = float(value or 0)
        except ValueError:
            number = 2.0
        if name not in of or not -1 <= number <= 1:
            wrong = f"{name} cannot be set to {value}"
        elif number:
            out[name] = (of[name], number)
    return list(out.values()), wrong


def _sliders(
    every: Sequence[Variable], links: Sequence[Edge], given: Sequence[tuple[Variable, float]]
) -> list[Variable]:
    """The variables that have a slider: those that are set, then those that most lead from."""
    leads: dict[str, int] = {}
    for e in links:
        leads[e.cause] = leads.get(e.cause, 0) + 1
    held = [v for v, _ in given]
    rest = sorted((v for v in every if v.id in leads and v not in held), key=lambda v: (-leads[v.id], -len(v.articles)))
    return [*held, *rest][: max(SLIDERS, len(held))]


def _lines(s: State, run: Scenario) -> list[tuple[str, str, list[tuple[Edge, str, str]], float]]:
    """The answer: a sentence a change, its way, the links of the strongest path, and how far it moves."""
    out = []
    for line, c, path in scenarios.sentences(run):
        names = [run.variable(i).name for i in path.concepts]
        way = [(e, names[k], names[k + 1]) for k, e in enumerate(run.chain(path))]
        out.append((line, run.variable(c.concept).id, way, c.median))
    return out


def variable(ask: Ask, name: str) -> Answer:
    """One variable: its phrases with where they stand, and its links."""
    s = ask.state
    v = next((v for v in s.system.variables if v.id == name), None)
    if v is None:
        raise NotThereError(f"No variable has the id {name}.")
    return Page(
        "variable.html",
        {
            "v": v,
            "causes": [e for e in s.system.links if e.effect == name],
            "effects": [e for e in s.system.links if e.cause == name],
            "names": {x.id: x.name for x in s.system.variables},
            "sign_of": sign_of,
            "marks": MARKS,
            "others": [x for x in s.system.variables if x.id != name],
            "owner": s.entity.get(v.of or ""),
        },
    )


def link(ask: Ask, name: str) -> Answer:
    """One link: each passage that tells of it, with its sign, and the forms to correct it."""
    s = ask.state
    e = s.links.get(name)
    if e is None:
        raise NotThereError(f"No link has the id {name}.")
    names = {v.id: v.name for v in s.system.variables}
    groups = [
        ("raises it", e.positive),
        ("lowers it", e.negative),
        ("bears on it, which way is not said", e.unknown),
        ("denies it", e.denials),
    ]
    return Page(
        "link.html",
        {
            "e": e,
            "cause": names[e.cause],
            "effect": names[e.effect],
            "sign": sign_of(e),
            "groups": [(t, [(r, *_passage(s, r)) for r in g]) for t, g in groups if g],
            "marks": MARKS,
            "speaker": lambda r: s.entity[r.speaker].name if r.speaker in s.entity else _note(s, r),
        },
    )


def _note(s: State, r: CausalReport) -> str:
    """The note of a link that a person added."""
    return f"you: {s.system.added[r.relation].note}" if r.relation in s.system.added else ""


def _passage(s: State, r: CausalReport) -> tuple[Anchor, list[Anchor]]:
    """The whole stretch of a report, and the spans of its cause and effect."""
    if r.relation in s.system.added:  # a person's own: the passages of its two variables
        first = s.system.added[r.relation].left[0]
        return first, [first]
    _, causes = s.told[r.article]
    c = causes[r.relation]
    spans = [(r.article, a, b) for a, b in (*c.cause, *c.effect)]
    return (r.article, min(a for _, a, _ in spans), max(b for _, _, b in spans)), spans


def decide(ask: Ask, _: str) -> Answer:
    """Correct the system: a passage's sign, a passage that tells of no link, a variable, or a link that no passage tells."""
    kind = ask.sent("what")
    if kind in ("sign", "reject", "accept"):
        keep(ask, _of_passage(ask, kind))
        return Moved("/system")
    s = ask.state
    v = _named(ask, "variable")
    back = to("system/variables", v.id)
    decisions: Sequence[Decision]
    if kind == "call":
        name = " ".join(ask.sent("name").split())[:200]
        decisions = deciding.renamed(s.system, v, name)
    elif kind == "flip":
        decisions = deciding.flipped(s.system, v)
    elif kind == "split":
        decisions, back = deciding.split(s.system, v, ask.sent("words").strip()), "/system"
    elif kind == "join":
        decisions, back = deciding.merged(s.system, v, _named(ask, "with")), "/system"
    elif kind == "add":
        sign = signed({"raises": 1, "lowers": -1}.get(ask.sent("sign")))
        note = " ".join(ask.sent("because").split())[:500]
        decisions = deciding.added(s.system, v, _named(ask, "with"), sign, note)
    else:
        raise UsageError("Say what to decide.")
    keep(ask, *decisions)
    return Moved(back)


def _of_passage(ask: Ask, kind: str) -> Decision:
    s, article, relation = ask.state, ask.sent("article"), ask.sent("relation")
    if article not in s.told or relation not in s.told[article][1]:
        raise NotThereError("That passage is not in the dossier.")
    c = s.told[article][1][relation]
    left, right = ((article, *c.cause[0]),), ((article, *c.effect[0]),)
    if kind == "sign":
        return SignOf(left=left, right=right, sign=signed({"raises": 1, "lowers": -1}.get(ask.sent("sign"))))
    return (Reject if kind == "reject" else Accept)(left=left, right=right)


def _named(ask: Ask, field: str) -> Variable:
    found = next((v for v in ask.state.system.variables if v.id == ask.sent(field)), None)
    if found is None:
        raise (
            NotThereError("That variable is not in the dossier.")
            if field == "variable"
            else UsageError("Choose the other variable.")
        )
    return found
