"""Entities across articles: chains whose names are one, by judgements that can be read and overruled.

A chain is all mentions of one entity within an article; its named mentions give its names and its type. Chains of one
full name are held together first, then names are compared block by block; every pair that was compared leaves a
judgement. Clusters are derived from the judgements, best first, and no cluster grows past a veto: two names that
clash are never joined by way of a third. What a person judged comes before everything else.

The work is on names, not on chains: each is read once, each pair of names compared once, whatever comes later.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from fabula.records import Annotation, Entity, Judgement, Pair
from fabula.resolving.bearers import across, bare_names
from fabula.resolving.chains import Chain, casts, entity_id
from fabula.resolving.forest import Draft, Forest, Unit, judged
from fabula.resolving.memo import key_of
from fabula.resolving.namesakes import Evidence, namesakes
from fabula.resolving.summing import entity
from fabula.resolving.told import Told

SHOWN = 20
"""Judgements kept that say "the same name" of one name: more would tell nothing more."""


@dataclass(slots=True)
class Cluster:
    """An entity before its record is made: its chains in order, its id, and a key that changes with any of them."""

    id: str
    chains: list[Chain]
    key: bytes


def entities(
    annotations: Iterable[Annotation], judgements: Iterable[Judgement] = ()
) -> tuple[list[Entity], list[Judgement]]:
    """The entities that articles name, and the judgements that they rest on.

    ``judgements`` are a person's (``by`` "person"; a machine's are ignored and made anew): same ones are joined before
    all else, different ones never, whatever the names say. Entities come in the order of their first mention; the
    judgements that come back are the machine's, best first. The order of the annotations makes no difference.
    """
    clusters, made = clustered(Told.of(annotations), judgements)
    found = sorted((d.judgement() for d in made), key=lambda j: (-j.score, j.left, j.right))
    return [entity(c.id, c.chains) for c in clusters], found


def clustered(told: Told, judgements: Iterable[Judgement] = ()) -> tuple[list[Cluster], list[Draft]]:
    """``entities``, of articles some of which are known from earlier builds, before the records are made."""
    chains, company = casts(told)
    other, parted = namesakes(_of_one_name(chains), _stated(chains), lambda c: company[c.at])
    decided = sorted(
        (j for j in judgements if j.by == "person" and j.kind == "entity"), key=lambda j: (j.left, j.right)
    )
    touched = {k for j in decided for k in (j.left, j.right)}
    forest = Forest(told.memo)
    nodes, bare = _units(chains, other, touched, forest)
    for j in decided:
        if j.same and j.left in forest.parent and j.right in forest.parent:
            forest.join(j.left, j.right)
            forest.blessed.add(forest.find(j.left))
    for j in decided:
        if not j.same and j.left in forest.parent and j.right in forest.parent:
            forest.part(j.left, j.right)
    unit = {c.key: u.key for us in nodes for u in us for c in u.chains} if parted else {}
    for j in parted:
        if not j.same:
            forest.part(unit[j.left], unit[j.right], "; ".join(j.why))
    made, heads = _within(nodes, forest)
    made += across(heads, forest, told.memo)
    made += bare_names(bare, heads, forest, told, company)
    made += [Draft(j.left, j.right, j.same, j.score, j.why) for j in parted]  # last: of two on one pair it holds
    return _clusters([*(u for us in nodes for u in us), *bare], forest, told), made


def _of_one_name(chains: Iterable[Chain]) -> list[tuple[str, list[Chain]]]:
    """The persons of each full name."""
    by: dict[str, list[Chain]] = defaultdict(list)
    for c in chains:
        if c.kind == "person" and not c.bare:
            by[c.identity].append(c)
    return [(cs[0].full, cs) for cs in by.values() if sum(c.stated is not None for c in cs) > 1]


def _stated(chains: Iterable[Chain]) -> Callable[[str], Mapping[str, Evidence]]:
    """By article: what is stated of its chains."""
    found: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for c in chains:
        if c.stated is not None:
            found[c.article][c.chain] = c.stated
    return lambda article: found.get(article, {})


def _units(
    chains: Sequence[Chain], other: Mapping[str, int], touched: set[str], forest: Forest
) -> tuple[list[list[Unit]], list[Unit]]:
    """Chains by full name, kind and bearer (``other``: those of a name's second bearer on), each name one unit, or one a
    chain where a person decided on one of them; persons with one name only are given back apart, each chain by itself."""
    by: dict[tuple[str, str, int], list[Chain]] = defaultdict(list)
    bare: list[Unit] = []
    for c in chains:
        if c.bare:
            bare.append(Unit(c.key, c.kind, c.full, [c], {c.at}, c))
            forest.add(c.key)
        else:
            by[c.kind, c.identity, other.get(c.key, 0)].append(c)
    nodes = []
    for (kind, _, _), members in by.items():
        parted = touched and any(c.key in touched for c in members)
        units = []
        for part in [[c] for c in members] if parted else [members]:
            votes: dict[str, int] = {}
            for c in part:
                votes[c.full] = votes.get(c.full, 0) + 1
            text = min(votes, key=lambda n: (-votes[n], n)) if len(votes) > 1 else part[0].full
            told = part[0] if len(votes) < 2 else next(c for c in part if c.full == text)
            units.append(Unit(min(c.key for c in part), kind, text, part, {c.at for c in part}, told))
            forest.add(units[-1].key, kind, sorted(votes))
        nodes.append(units)
    return nodes, bare


def _within(nodes: Sequence[Sequence[Unit]], forest: Forest) -> tuple[list[Draft], list[Unit]]:
    """Join the units of each name, and say so of the first chains; gives back a unit a name that the others are held by."""
    made: list[Draft] = []
    first: list[Unit] = []
    for units in nodes:
        heads = [units[0]]
        why = (f"the same name: {units[0].text}",)
        for u in units[1:]:
            for head in heads:
                if forest.find(head.key) == forest.find(u.key):
                    break
                j = judged(forest, head, u, True, 1.0, why)
                made.append(j)
                if j.same:
                    break
            else:
                heads.append(u)
        if len(units) == 1:
            keys = sorted(c.key for c in units[0].chains)
            made += [Draft(keys[0], k, True, 1.0, why) for k in keys[1 : 1 + SHOWN]]
            first.append(units[0])
        else:
            every = [c for u in units for c in u.chains]
            told = next((c for c in every if c.full == units[0].text), every[0])
            first.append(Unit(units[0].key, units[0].kind, units[0].text, every, {c.at for c in every}, told))
    return made, first


def _clusters(units: Sequence[Unit], forest: Forest, told: Told) -> list[Cluster]:
    """What the forest holds together, in order of first mention."""
    by: dict[str, list[Chain]] = defaultdict(list)
    for u in units:
        by[forest.find(u.key)] += u.chains
    found = sorted((sorted(cs, key=_place) if len(cs) > 1 else cs for cs in by.values()), key=_first)
    out: list[Cluster] = []
    taken: set[str] = set()
    for chains in found:
        leads = {c.full: c for c in reversed(chains)}
        # Neither the name that most tellings use nor the first mention, which any new article may change.
        lead = leads[
            min(leads, key=lambda n: (-min(3, n.count(" ")), n.isupper(), n)) if len(leads) > 1 else chains[0].full
        ]
        id_ = lead.id
        if id_ in taken:
            id_ = entity_id(lead.full, f"{lead.kind}\0{chains[0].key}")
        taken.add(id_)
        raw = b"".join([told.keys[c.at] + f"{c.chain}\0{c.type}\0".encode() for c in chains])
        out.append(Cluster(id_, chains, key_of("entity", id_, raw)))
    return out


def _place(c: Chain) -> tuple[int, Pair, str]:
    return c.at, c.anchors[0], c.chain


def _first(chains: Sequence[Chain]) -> tuple[str, int, int, str]:
    return chains[0].article, *chains[0].anchors[0], chains[0].chain
