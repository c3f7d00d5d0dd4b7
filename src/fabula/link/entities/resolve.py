"""Entities across articles: chains whose names are one, by judgements that can be read and overruled.

A chain is all mentions of one entity within an article; its named mentions give its names and its type. Chains of one
full name are held together first, then names are compared block by block; every pair that was compared leaves a
judgement. Clusters are derived from the judgements, best first, and no cluster grows past a veto: two names that
clash are never joined by way of a third. What a person judged comes before everything else.

The work is on names, not on chains: each is read once, each pair of names compared once, whatever comes later. Chains are
positions in ``Columns``, names that nothing else comes near are handled as numbers alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fabula.link.article_set import ArticleSet
from fabula.link.entities.chains import entity_id
from fabula.link.entities.clusters import Forest, JudgementDraft, joined
from fabula.link.entities.columns import Columns
from fabula.link.entities.name_resolution import Units, across, bare_names
from fabula.link.entities.namesakes import BearerEvidence, namesakes
from fabula.link.entities.summing import entity
from fabula.model.records import Annotation, Entity, Judgement
from fabula.store.arrays import Places, Ragged, appearing, components
from fabula.store.memo import key_of

SHOWN = 20
"""Judgements kept that say "the same name" of one name: more would tell nothing more."""


@dataclass(slots=True)
class EntityCluster:
    """An entity before its record is made: its chains (of ``Columns``) in order, its id, and a key that changes with
    any of them."""

    id: str
    chains: list[int]
    key: bytes


@dataclass(slots=True)
class Bearer:
    """A chain, as ``namesakes`` wants it."""

    article: str
    chain: str
    key: str
    place: int


def entities(
    annotations: Iterable[Annotation], judgements: Iterable[Judgement] = ()
) -> tuple[list[Entity], list[Judgement]]:
    """The entities that articles name, and the judgements that they rest on.

    ``judgements`` are a person's (``by`` "person"; a machine's are ignored and made anew): same ones are joined before
    all else, different ones never, whatever the names say. Entities come in the order of their first mention; the
    judgements that come back are the machine's, best first. The order of the annotations makes no difference.
    """
    columns = Columns(ArticleSet.of(annotations))
    clusters, made = clustered(columns, judgements)
    found = sorted((d.judgement() for d in made), key=lambda j: (-j.score, j.left, j.right))
    told = columns.load(c.chains for c in clusters)
    return [entity(c.id, chains) for c, chains in zip(clusters, told, strict=True)], found


def clustered(
    columns: Columns, judgements: Iterable[Judgement] = ()
) -> tuple[list[EntityCluster], list[JudgementDraft]]:
    """``entities``, of articles some of which are known from earlier builds, before the records are made."""
    memo = columns.told.memo
    full = ~columns.bare[columns.row]
    names = _Names(columns, np.flatnonzero(full))
    parted = names.part()
    decided = sorted(
        (j for j in judgements if j.by == "person" and j.kind == "entity"), key=lambda j: (j.left, j.right)
    )
    placed = {k: n for j in decided for k in (j.left, j.right) if (n := columns.find(k)) is not None}
    decided = [j for j in decided if j.left in placed and j.right in placed]
    split = names.split(set(placed.values()))
    bare = _single(columns, np.flatnonzero(~full).tolist())
    forest = Forest(memo, names.named)
    for j in decided:
        if j.same:
            forest.join(j.left, j.right)
            forest.blessed.add(forest.find(j.left))
    for j in decided:
        if not j.same:
            forest.part(j.left, j.right)
    for j in parted:
        if not j.same:
            forest.part(names.unit_of(j.left), names.unit_of(j.right), "; ".join(j.why))
    made = _within(names, split, forest)
    made += across(names.units, columns, forest, memo)
    made += bare_names(bare, names.units, columns, forest, memo)
    made += [
        JudgementDraft(j.left, j.right, j.same, j.score, j.why, doubt=j.doubt) for j in parted
    ]  # last: of two on one pair it holds
    return _clusters(columns, [names.units, bare], split, forest), made


def _single(columns: Columns, chains: Sequence[int]) -> Units:
    """A unit for each chain, in order of their keys."""
    keys = [columns.key(n) for n in chains]
    order = sorted(range(len(chains)), key=keys.__getitem__)
    places = np.array([chains[k] for k in order], dtype=np.int64)
    return Units(
        [keys[k] for k in order], places, Ragged(places.astype(np.uint64), np.ones(len(places), dtype=np.int64))
    )


class _Names:
    """Chains with a full name, by that, kind and bearer: each name one unit, whose key is the least of its chains'."""

    def __init__(self, columns: Columns, chains: Places) -> None:
        self.columns, self.chains = columns, chains
        self.by = columns.identity[columns.row[chains]]
        self._alone: set[str] = set()
        self._group()

    def _group(self) -> None:
        columns = self.columns
        number = appearing(self.by)
        order = np.argsort(number, kind="stable")
        sizes = np.bincount(number)
        begin = np.cumsum(sizes) - sizes
        lead = self.chains[order[begin]]
        chains = Ragged(self.chains[order].astype(np.uint64), sizes)
        keys = [columns.key(n) for n in lead.tolist()]
        self.texts: dict[str, list[str]] = {}
        for k in np.flatnonzero(sizes > 1).tolist():
            members = chains.values[chains.starts[k] : chains.starts[k + 1]].tolist()
            votes: dict[str, int] = {}
            for n in members:
                text = columns.text(n)
                votes[text] = votes.get(text, 0) + 1
            keys[k] = min(columns.key(n) for n in members)
            if len(votes) > 1:
                text = min(votes, key=lambda t: (-votes[t], t))
                lead[k] = next(n for n in members if columns.text(n) == text)
                self.texts[keys[k]] = sorted(votes)
        self.units = Units(keys, lead, chains)
        self.at = {key: k for k, key in enumerate(keys)}
        self.number = np.full(len(columns), -1, dtype=np.int64)
        """Of each chain the unit, -1 of those without a full name."""
        self.number[self.chains] = number

    def members(self, k: int) -> list[int]:
        """The chains of a unit."""
        of = self.units.chains
        found: list[int] = of.values[of.starts[k] : of.starts[k + 1]].tolist()
        return found

    def part(self) -> list[Judgement]:
        """Part persons of one name who are two; gives back what was judged."""
        columns = self.columns
        stating: dict[int, int] = defaultdict(int)
        for n in columns.telling:
            stating[int(self.number[n])] += 1
        stating.pop(-1, None)
        groups = []
        for k in sorted(k for k, count in stating.items() if count > 1):
            if columns.kind[columns.row[self.units.lead[k]]] == "person":
                ids = columns.told.ids
                some = [Bearer(ids[columns.at[n]], columns.chain[n], columns.key(n), n) for n in self.members(k)]
                groups.append((columns.text(some[0].place), some))
        stated: dict[str, dict[str, BearerEvidence]] = defaultdict(dict)
        for _, some in groups:
            for b in some:
                stated[b.article][b.chain] = columns.stated(b.place)
        other, made = namesakes(groups, stated.__getitem__, lambda b: columns.company[columns.at[b.place]])
        if other:
            place_of = {n: k for k, n in enumerate(self.chains.tolist())}
            for _, some in groups:
                for b in some:
                    if b.key in other:
                        k = place_of[b.place]
                        self.by[k] ^= np.uint64(other[b.key])  # 0 is the first bearer
            self._group()
        return made

    def split(self, touched: set[int]) -> dict[int, Units]:
        """A unit a chain, where a person decided on one of a name's: by unit as it was."""
        found = {int(self.number[n]) for n in touched} - {-1}
        out: dict[int, Units] = {}
        for k in sorted(found):
            members = self.members(k)
            out[k] = _single(self.columns, members)
            # Its first chain now stands for the name.
            self.at.pop(self.units.keys[k])
            self.units.lead[k] = members[0]
            self.units.keys[k] = self.columns.key(members[0])
            self._alone.update(out[k].keys)
        return out

    def unit_of(self, key: str) -> str:
        """The key of the unit that a chain is in."""
        n = self.columns.find(key)
        return key if n is None or key in self._alone or self.number[n] < 0 else self.units.keys[self.number[n]]

    def named(self, key: str) -> tuple[str, Sequence[str]]:
        """The kind and the names of a unit; none of a bare name."""
        columns = self.columns
        if key in self._alone:
            n = columns.find(key)
            return ("", ()) if n is None else (columns.kind[columns.row[n]], [columns.text(n)])
        k = self.at.get(key)
        if k is None:
            return "", ()
        row = columns.row[self.units.lead[k]]
        return columns.kind[row], self.texts.get(key) or [columns.full[row]]


def _within(names: _Names, split: Mapping[int, Units], forest: Forest) -> list[JudgementDraft]:
    """Join the units of each name, and say so of the first chains."""
    columns = names.columns
    made: list[JudgementDraft] = []
    for k in np.flatnonzero(np.diff(names.units.chains.starts) > 1).tolist():
        members = names.members(k)
        if k in split:
            heads: list[str] = []
            for n in members:
                key = columns.key(n)
                for head in heads:
                    if forest.find(head) == forest.find(key):
                        break
                    made.append(joined(forest, head, key, 1.0, f"the same name: {columns.text(members[0])}"))
                    if made[-1].same:
                        break
                else:
                    heads.append(key)
            continue
        why = (f"the same name: {columns.text(int(names.units.lead[k]))}",)
        first, *keys = sorted(columns.key(n) for n in members)
        made += [JudgementDraft(first, key, True, 1.0, why) for key in keys[:SHOWN]]
    return made


def _clusters(
    columns: Columns, every: Sequence[Units], split: Mapping[int, Units], forest: Forest
) -> list[EntityCluster]:
    """What the forest holds together, in order of first mention."""
    label = np.empty(len(columns), dtype=np.int64)
    roots: dict[str, int] = {}
    count = 0
    for units in every:
        number = np.arange(count, count + len(units))
        for k, key in enumerate(units.keys):
            if key in forest.parent:
                number[k] = roots.setdefault(forest.find(key), count + k)
        label[units.chains.values.astype(np.int64)] = np.repeat(number, np.diff(units.chains.starts))
        count += len(units)
    for units in split.values():
        for key, n in zip(units.keys, units.lead.tolist(), strict=True):
            label[n] = roots.setdefault(forest.find(key), count)
            count += 1
    found = sorted(components(label))  # no two begin with the same
    told, at, row = columns.told, columns.at.tolist(), columns.row.tolist()
    said = [f"{c}\0{t}\0".encode() for c, t in zip(columns.chain, columns.type, strict=True)]
    out: list[EntityCluster] = []
    taken: set[str] = set()
    for members in found:
        lead = members[0]
        if len(members) > 1:
            leads = {columns.full[row[n]]: n for n in reversed(members)}
            # Neither the name that most tellings use nor the first mention, which any new article may change.
            lead = leads[min(leads, key=lambda n: (-min(3, n.count(" ")), n.isupper(), n))]
        id_ = columns.id[row[lead]]
        if id_ in taken:
            id_ = entity_id(columns.full[row[lead]], f"{columns.kind[row[lead]]}\0{columns.key(members[0])}")
        taken.add(id_)
        out.append(
            EntityCluster(id_, members, key_of("entity", id_, b"".join([told.keys[at[n]] + said[n] for n in members])))
        )
    return out
