"""From an edited map to a person's decisions: what must be decided so that the map becomes what the file says."""

from collections.abc import Callable, Sequence
from itertools import combinations

from fabula.derive.causal.assembling import CausalMap
from fabula.derive.causal.deciding import PhrasePlaces
from fabula.derive.causal.edges import CausalReport
from fabula.derive.causal.mapfile import TOLD, MapFile, RelationsByArticle, checked, sign_of
from fabula.errors import UsageError
from fabula.model.decisions import Accept, Call, Decision, Flip, Join, Oppose, Part, Reject, SignOf
from fabula.model.records import Anchor
from fabula.model.vocabulary import Sign, turned

KEPT = 5
"""Anchors that a decision keeps of a phrase: any one of them finds it again."""
PASSES = 5
"""Rounds of decisions after which a grouping that still does not hold is given up: one mostly does, two where a member
held others together."""

Apply = Callable[[Sequence[Decision]], CausalMap]
"""The map as it would be with these decisions more."""


def decisions(name: str, file: MapFile, found: CausalMap, told: RelationsByArticle, apply: Apply) -> list[Decision]:
    """What a person decided by editing an exported map; nothing where nothing was changed.

    Phrases and evidence that the file leaves out stay as they are. Raises UsageError for a file that does not fit.
    """
    checked(name, file, found, told)
    out = _relations(name, file, found, told)
    now = apply(out) if out else found
    for _ in range(PASSES):
        more = _groups(file, now)
        if not more:
            break
        out += more
        now = apply(out)
    else:
        raise UsageError(f"{name}: its concepts cannot be brought about: some members are opposites of each other")
    if more := _flips(file, now):
        out += more
        now = apply(out)
    return out + _names(file, now)


class _Anchors:
    """Where phrases stand, for decisions."""

    def __init__(self, found: CausalMap) -> None:
        self._places = PhrasePlaces(found.phrases)
        self._of: dict[str, list[Anchor]] = {}
        for p in sorted(found.phrases, key=lambda p: p.anchor):
            self._of.setdefault(p.key, []).append(p.anchor)

    def __call__(self, keys: Sequence[str]) -> tuple[Anchor, ...]:
        """A few anchors of each phrase, first those where no other phrase stands."""
        out: list[Anchor] = []
        for k in keys:
            every = list(dict.fromkeys(self._of[k]))
            out += sorted(every, key=lambda a: len(self._places.keys(a)) > 1)[:KEPT]
        return tuple(out)


def _groups(file: MapFile, found: CausalMap) -> list[Decision]:
    """Parts, then joins: what keeps the map's groups of phrases from being those of the file."""
    now = {k: (c.id, flip) for c in found.concepts for k, flip in c.members}
    at = _Anchors(found)
    spread: dict[str, list[list[str]]] = {}
    joins: list[Decision] = []
    for node in file.concepts:
        of: dict[str, list[str]] = {}
        for m in node.members:
            of.setdefault(now[m.phrase][0], []).append(m.phrase)
        for concept, keys in of.items():
            spread.setdefault(concept, []).append(keys)
        against = {now[m.phrase][1] ^ m.opposite for m in node.members}
        if len(of) > 1 or len(against) > 1:
            left = [m.phrase for m in node.members if not m.opposite]
            right = [m.phrase for m in node.members if m.opposite]
            if left and right:
                joins.append(Oppose(left=at(left), right=at(right)))
            else:
                joins.append(Join(left=at(left or right)))
    parts: list[Decision] = [
        Part(left=at(a), right=at(b)) for groups in spread.values() for a, b in combinations(groups, 2)
    ]
    return parts + joins


def _flips(file: MapFile, found: CausalMap) -> list[Decision]:
    now = dict(m for c in found.concepts for m in c.members)
    at = _Anchors(found)
    return [
        Flip(left=at([m.phrase]), sign=-1 if m.opposite else 1)
        for m in (node.members[0] for node in file.concepts)
        if now[m.phrase] != m.opposite
    ]


def _names(file: MapFile, found: CausalMap) -> list[Decision]:
    now = {k: c.name for c in found.concepts for k, _ in c.members}
    at = _Anchors(found)
    out: list[Decision] = []
    for node in file.concepts:
        name = " ".join(node.name.split())
        if now[node.members[0].phrase] != name:
            out.append(Call(left=at([m.phrase for m in node.members]), name=name))
    return out


def _relations(name: str, file: MapFile, found: CausalMap, told: RelationsByArticle) -> list[Decision]:
    """Signs and rejections of evidence; an edge whose sign was changed gives it to all its claims."""
    flip = {k: f for c in found.concepts for k, f in c.members}
    turned = {n for n, node in enumerate(file.concepts) if any(flip[m.phrase] != m.opposite for m in node.members)}
    flipped = {file.concepts[n].id for n in turned}
    edges = {(e.cause, e.effect): e for e in found.edges}
    of = {f"{r.article}/{r.relation}": r for r in (*(r for e in found.edges for r in e.reports), *found.rejected)}
    out: list[Decision] = []
    gone = {f"{r.article}/{r.relation}" for r in found.rejected}
    for n, arc in enumerate(file.edges):
        edge = edges.get((arc.cause, arc.effect))
        whole = edge is not None and arc.sign not in ("", sign_of(edge))
        if whole and arc.sign == "contested":
            raise UsageError(
                f"{name}: edges[{n}].sign: an edge is contested by its evidence; change what is told there"
            )
        if whole and flipped & {arc.cause, arc.effect}:
            raise UsageError(
                f"{name}: edges[{n}].sign: its concept is flipped in the same file; load the flip first, then the sign"
            )
        for p in arc.evidence:
            r = of[p.id]
            sign = TOLD[p.told]
            if sign == r.told and whole and not r.denied and not p.rejected:
                sign = _through(r, TOLD[arc.sign])
            left, right = _sides(r, told)
            if sign != r.told:
                out.append(SignOf(left=left, right=right, sign=sign))
            if p.rejected != (p.id in gone):
                out.append(Reject(left=left, right=right) if p.rejected else Accept(left=left, right=right))
    return out


def _through(r: CausalReport, sign: Sign | None) -> Sign | None:
    """The sign that a passage must tell for its edge to have one: through the flips that stand between them."""
    return sign if r.flip == 1 else turned(sign)


def _sides(r: CausalReport, told: RelationsByArticle) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
    """Where the cause and the effect of a passage stand."""
    c = told[r.article][1][r.relation]
    return ((r.article, *c.cause[0]),), ((r.article, *c.effect[0]),)
