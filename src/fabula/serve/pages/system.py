"""The system that the tellings describe: drawn and as a table, its links with their evidence, and what-if at once."""

from collections.abc import Sequence

from fabula.derive.causal.edges import CausalReport, Edge
from fabula.derive.system import scenarios
from fabula.derive.system.scenarios import Scenario
from fabula.derive.system.variables import Variable
from fabula.derive.system.weighing import sign_of
from fabula.errors import UsageError
from fabula.model.decisions import Accept, Call, Decision, Join, Part, Reject, SignOf
from fabula.model.records import Anchor
from fabula.model.vocabulary import signed
from fabula.serve.asking import Answer, Ask, Moved, NotThereError, Page, to
from fabula.serve.deciding import decide as keep
from fabula.serve.state import State
from fabula.serve.systemdrawing import drawn

SHOWN, SAMPLES, SLIDERS, VARIABLES = 40, 400, 12, 24
"""Links in the drawing; maps drawn; variables with a slider; variables in the list."""
MARKS = {1: "raises", -1: "lowers", None: "either way, or not stated"}


def system(ask: Ask, _: str) -> Answer:
    """The page. What is set stands in the address: ``set=ID:VALUE``."""
    s = ask.state
    found = s.system
    given, wrong = _given(ask)
    run = scenarios.run(found, given, samples=SAMPLES) if given else None
    names = {v.id: v.name for v in found.variables}
    around = ask.get("around")
    links = [e for e in found.links if not around or around in (e.cause, e.effect)]
    return Page(
        "system.html",
        {
            "variables": found.variables,
            "names": names,
            "cut": ask.cut(links, SHOWN),
            "drawing": drawn(found, links[:SHOWN], names),
            "sign_of": sign_of,
            "marks": MARKS,
            "given": {v.id: x for v, x in given},
            "sliders": _sliders(found.variables, found.links, given),
            "run": run,
            "lines": _lines(s, run) if run else [],
            "opening": scenarios.opening(run) if run else "",
            "rivals": scenarios.rivals(found),
            "loops": loops(found.links)[:12],
            "around": next((v for v in found.variables if v.id == around), None),
            "tellings": lambda e: len({r.article for r in e.reports}),
            "wrong": wrong,
        },
    )


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


def loops(links: Sequence[Edge], longest: int = 6) -> list[tuple[list[str], str]]:
    """Loops of links, each once, the shortest first; with "reinforcing", "balancing" or "of unknown sign"."""
    leaving: dict[str, list[Edge]] = {}
    for e in links:
        leaving.setdefault(e.cause, []).append(e)
    found: dict[tuple[str, ...], str] = {}
    for start in sorted(leaving):
        stack: list[tuple[list[str], list[Edge]]] = [([start], [])]
        steps = 0
        while stack and steps < 4000:
            steps += 1
            path, way = stack.pop()
            for e in leaving.get(path[-1], ()):
                if e.effect == start and path[0] == min(path):
                    signs = [sign_of(x) for x in (*way, e)]
                    kind = "of unknown sign"
                    if all(signs):
                        kind = "reinforcing" if sum(x == -1 for x in signs) % 2 == 0 else "balancing"
                    found.setdefault(tuple(path), kind)
                elif e.effect not in path and e.effect > start and len(path) < longest:
                    stack.append(([*path, e.effect], [*way, e]))
    return [(list(k), v) for k, v in sorted(found.items(), key=lambda x: (len(x[0]), x[0]))]


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
    """Correct the system: a passage's sign, a passage that tells of no link, a variable's name, two variables that are one."""
    s, kind = ask.state, ask.sent("what")
    decision: Decision
    if kind in ("sign", "reject", "accept"):
        article, relation = ask.sent("article"), ask.sent("relation")
        if article not in s.told or relation not in s.told[article][1]:
            raise NotThereError("That passage is not in the dossier.")
        c = s.told[article][1][relation]
        left, right = ((article, *c.cause[0]),), ((article, *c.effect[0]),)
        if kind == "sign":
            number = {"raises": 1, "lowers": -1}.get(ask.sent("sign"))
            decision = SignOf(left=left, right=right, sign=signed(number))
        else:
            decision = (Reject if kind == "reject" else Accept)(left=left, right=right)
        back = "/system"
    else:
        of = {v.id: v for v in s.system.variables}
        v = of.get(ask.sent("variable"))
        if v is None:
            raise NotThereError("That variable is not in the dossier.")
        back = to("system/variables", v.id)
        if kind == "call":
            name = " ".join(ask.sent("name").split())[:200]
            decision = Call(left=v.anchors[:20], name=name)
        elif kind in ("join", "part"):
            other = of.get(ask.sent("with"))
            if other is None:
                raise UsageError("Choose the other variable.")
            decision = (Join if kind == "join" else Part)(left=v.anchors[:20], right=other.anchors[:20])
            back = "/system"
        else:
            raise UsageError("Say what to decide.")
    keep(ask, decision)
    return Moved(back)
