"""What a person is asked about entities, and the places that a decision on one rests on."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fabula.errors import UsageError
from fabula.model.decisions import Different
from fabula.model.records import Anchor, Entity, Judgement, Mention

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def anchors_of(d: "Reader", e: Entity) -> tuple[Anchor, ...]:
    """The first named mention of each chain of an entity: what a decision on the whole of it rests on."""
    return tuple(parted(d, e, ())[1])


def parted(d: "Reader", e: Entity, aliases: Iterable[str]) -> tuple[list[Anchor], list[Anchor]]:
    """The first named mention of each chain that is only ever written as the aliases, and of each other chain."""
    wanted = set(aliases)
    out: list[Anchor] = []
    rest: list[Anchor] = []
    members = set(e.members)
    for x in (d.annotation(i) for i in sorted({a for a, _ in members})):
        chains: dict[str, list[Anchor]] = {}
        for m in x.mentions:
            if m.form == "name" and (x.article.id, m.chain) in members:
                chains.setdefault(m.chain, []).append((x.article.id, m.start, m.end))
        for anchors in chains.values():
            written = {" ".join(x.article.text[s:t].split()) for _, s, t in anchors}
            (out if written <= wanted else rest).append(anchors[0])
    return out, rest


def split_off(d: "Reader", e: Entity, aliases: Iterable[str]) -> Different:
    """The decision that parts from an entity what is only ever written as the aliases. Raises UsageError where nothing is."""
    given = list(aliases)
    if unknown := [a for a in given if a not in e.aliases]:
        raise UsageError(f"{e.name} is not written as {', '.join(unknown)}; it is: {', '.join(e.aliases)}")
    out, rest = parted(d, e, given)
    if not out or not rest:
        how = "every telling" if out else "no telling"
        raise UsageError(f"nothing to part: {how} writes {e.name} only as {', '.join(given)}")
    return Different(left=tuple(out), right=tuple(rest))


def sides(d: "Reader", j: Judgement, left: Entity, right: Entity) -> list[tuple[Anchor, ...]]:
    """The anchors of the two sides of a judgement: of whole entities, or within one entity of the two chains judged."""
    if left.id != right.id:
        return [anchors_of(d, e) for e in (left, right)]
    found = {f"{a}/{m.chain}": (a, m.start, m.end) for a, m in reversed(_named(d, left))}
    return [(found[j.left],), (found[j.right],)]


def _named(d: "Reader", e: Entity) -> list[tuple[str, Mention]]:
    members = set(e.members)
    return [
        (x.article.id, m)
        for x in (d.annotation(i) for i in sorted({a for a, _ in members}))
        for m in x.mentions
        if m.form == "name" and (x.article.id, m.chain) in members
    ]


def doubtful(d: "Reader") -> list[tuple[Judgement, Entity, Entity]]:
    """Pairs of entities that the machine kept apart in doubt, likeliest first, each pair once; and the entities that
    it kept whole though what is stated of two bearers of the name clashes (``link/entities/namesakes.py``)."""
    of = {f"{a}/{c}": e for e in d.entities() for a, c in e.members}
    decided = {frozenset((j.left, j.right)) for j in d.judgements() if j.by == "person"}
    out: dict[frozenset[str], tuple[Judgement, Entity, Entity]] = {}
    for j in sorted(d.judgements(), key=lambda j: (-j.score, j.left, j.right)):
        if j.kind != "entity" or j.by == "person" or j.same != j.doubt or frozenset((j.left, j.right)) in decided:
            continue
        left, right = of.get(j.left), of.get(j.right)
        if left and right and (left.id == right.id) == j.doubt:
            out.setdefault(frozenset((left.id, right.id)), (j, left, right))
    return list(out.values())
