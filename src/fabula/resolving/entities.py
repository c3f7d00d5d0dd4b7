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

import numpy as np

from fabula.records import Annotation, Entity, Judgement, Pair
from fabula.resolving.chains import Chain, casts, entity_id, name_of
from fabula.resolving.memo import Memo, blocked, key_of, number_of
from fabula.resolving.names.compare import SAME, SOUND, compare, hopeless, pair
from fabula.resolving.names.gazetteer import place
from fabula.resolving.names.tokens import Name
from fabula.resolving.namesakes import Evidence, namesakes
from fabula.resolving.summing import entity
from fabula.resolving.told import Told

WINDOW = 10
"""Neighbours within a block that a name is compared with: keeps the work near-linear where a block is large."""
DOUBT = 0.4
"""Score from which a refused pair is kept as a judgement for review."""
SHOWN = 20
"""Judgements kept that say "the same name" of one name: more would tell nothing more."""
MEANT = 30
"""Persons that a bare name is held against beside those of its own article: those named in most articles."""
ACQUAINTED = 30
"""Articles of a person, by hash, whose names make its company."""


@dataclass(eq=False, slots=True)
class Unit:
    """Chains that are one beforehand: all that bear one name, or one chain by itself."""

    key: str
    kind: str
    text: str
    chains: list[Chain]
    articles: set[int]
    told: Chain
    company: frozenset[str] | None = None

    @property
    def name(self) -> Name:
        """``text``, the name that most of the chains have, read; ``told`` is the first of these."""
        return name_of(self.text, self.kind)


@dataclass(frozen=True, slots=True)
class Draft:
    """A judgement before its reasons are written out; ``names`` are a kind and two names whose comparison gives them."""

    left: str
    right: str
    same: bool
    score: float
    why: tuple[str, ...] = ()
    names: tuple[str, str, str] | None = None

    @property
    def key(self) -> bytes:
        """Changes with anything that the judgement says."""
        return key_of(self.left, self.right, int(self.same), f"{self.score:.3f}", *self.why, *(self.names or ()))

    def judgement(self) -> Judgement:
        """The judgement, with its reasons."""
        reasons: tuple[str, ...] = ()
        if self.names:
            reasons = compare(name_of(self.names[1], self.names[0]), name_of(self.names[2], self.names[0])).why
        return Judgement(
            kind="entity", left=self.left, right=self.right, same=self.same, score=self.score, why=(*reasons, *self.why)
        )


class Forest:
    """Union-find over units, with what must stay apart."""

    def __init__(self, memo: Memo) -> None:
        self.parent: dict[str, str] = {}
        self.names: dict[str, dict[str, int]] = {}
        """The names of each cluster, with a number for each and its kind."""
        self.apart: dict[str, dict[str, str]] = defaultdict(dict)
        """Clusters that must stay apart, with the reason."""
        self.blessed: set[str] = set()
        """Clusters that a person made: their own names may clash, so it is enough to agree with one of them."""
        self.clashes = memo.answers("clash")
        self._read: dict[int, tuple[str, str]] = {}
        self._vetoes: dict[tuple[str, str], tuple[tuple[int, int], str | None]] = {}

    def add(self, key: str, kind: str = "", names: Iterable[str] = ()) -> None:
        """Add a unit with its names, which are of one kind."""
        self.parent[key] = key
        found = self.names[key] = {n: number_of(f"{kind}\0{n}") for n in names}
        self._read.update((number, (n, kind)) for n, number in found.items())

    def find(self, key: str) -> str:
        """What a unit is a part of."""
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def part(self, left: str, right: str, why: str = "a person said that they are two") -> None:
        """Two may never be one."""
        a, b = self.find(left), self.find(right)
        if a != b:
            self.apart[a].setdefault(b, why)
            self.apart[b].setdefault(a, why)

    def veto(self, left: str, right: str) -> str | None:
        """Why two clusters may not be one; None where they may, or are one already."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return None
        if a in self.apart and b in self.apart[a]:
            return self.apart[a][b]
        if not self.names[a] or not self.names[b]:
            return None
        # The same two are asked about again and again while they grow no further.
        sizes = len(self.names[a]), len(self.names[b])
        known = self._vetoes.get((a, b))
        if known is None or known[0] != sizes:
            known = self._vetoes[a, b] = sizes, self._clashing(a, b)
        return known[1]

    def _clashing(self, a: str, b: str) -> str | None:
        clashing = None
        blessed = a in self.blessed or b in self.blessed
        ask, clash, theirs = self.clashes.get, self._clash, self.names[b].items()
        for x, m in self.names[a].items():
            for y, n in theirs:
                if m != n and ask(m, n, clash):
                    clashing = clashing or f"{x} and {y} clash"
                    if not blessed:
                        return clashing
                elif blessed:
                    return None
        return clashing

    def _clash(self, left: int, right: int) -> bool:
        a, b = sorted((self._read[left], self._read[right]))
        return _clash(name_of(*a), name_of(*b))

    def join(self, left: str, right: str) -> None:
        """Make two one; the lesser key leads."""
        a, b = sorted((self.find(left), self.find(right)))
        if a == b:
            return
        self.parent[b] = a
        self.names[a].update(self.names.pop(b))
        if b in self.blessed:
            self.blessed.add(a)
        for other, why in sorted(self.apart.pop(b, {}).items()):
            self.apart[other].pop(b, None)
            self.apart[other].setdefault(a, why)
            self.apart[a].setdefault(other, why)


def _clash(x: Name, y: Name) -> bool:
    """Whether two names rule each other out, not merely fail to agree."""
    if x.text == y.text:
        return False
    if x.kind == "place" and (a := place(x.text)) and (b := place(y.text)):
        return a != b
    found = compare(x, y)
    if found.same:
        return False
    if any(w.startswith("clash") for w in found.why):
        return True
    full = min(len(x.tokens), len(y.tokens)) > 1
    return x.kind == "person" and full and found.score < SAME - 0.2


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
    other, judged = namesakes(_of_one_name(chains), _stated(chains), lambda c: company[c.at])
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
    unit = {c.key: u.key for us in nodes for u in us for c in u.chains} if judged else {}
    for j in judged:
        if not j.same:
            forest.part(unit[j.left], unit[j.right], "; ".join(j.why))
    made, heads = _within(nodes, forest)
    made += _across(heads, forest, told.memo)
    made += _bare(bare, heads, forest, told, company)
    made += [Draft(j.left, j.right, j.same, j.score, j.why) for j in judged]  # last: of two on one pair it holds
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


def _judge(forest: Forest, a: Unit, b: Unit, same: bool, score: float, why: tuple[str, ...] = ()) -> Draft:
    """Join two if the names say so and nothing forbids it, and say what was judged; without ``why``, names tell it."""
    left, right = sorted((a.key, b.key))
    names = None if why else (a.kind, *((a.text, b.text) if a.key == left else (b.text, a.text)))
    if same:
        veto = forest.veto(left, right)
        if veto:
            same, why = False, (*why, f"veto: {veto}")
        else:
            forest.join(left, right)
    return Draft(left, right, same, round(score, 3), why, names)


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
                j = _judge(forest, head, u, True, 1.0, why)
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


def _across(units: Sequence[Unit], forest: Forest, memo: Memo, kind: str = "names") -> list[Draft]:
    """Compare the names that share a key, each with its nearest neighbours, and join the best first."""
    told = [u.told for u in units]
    order = sorted(range(len(units)), key=lambda i: (told[i].joined, units[i].kind, units[i].text, units[i].key))
    rank = np.empty(len(units), dtype=np.int64)
    rank[order] = np.arange(len(units))
    keys = np.array([k for c in told for k in c.keys], dtype=np.uint64)
    owner = np.repeat(rank, [len(c.keys) for c in told])
    pairs = np.array(order, dtype=np.int64)[blocked(keys, owner, WINDOW, neighbours=True)]
    number = np.array([number_of(f"{u.kind}\0{u.text}") for u in units], dtype=np.uint64)

    def scored(at: Sequence[int]) -> Iterable[float]:
        for left, right in pairs[at].tolist():
            a, b = units[left].name, units[right].name
            if hopeless(a, b, DOUBT):
                yield 0.0
                continue
            found = compare(a, b)
            yield found.score + 2.0 * found.same  # one number for both

    worth = np.round(memo.pairs(kind, number[pairs[:, 0]], number[pairs[:, 1]], scored), 6)
    same = worth >= 2.0 - 1e-9
    worth = np.where(same, worth - 2.0, worth)
    keep = np.flatnonzero(same | (worth >= DOUBT))
    found = sorted((-float(worth[n]), units[pairs[n, 0]].key, units[pairs[n, 1]].key, int(n)) for n in keep)
    return [
        _judge(forest, units[pairs[n, 0]], units[pairs[n, 1]], bool(same[n]), -score)
        for score, _, _, n in found
        if -score >= DOUBT
    ]


def _bare(
    bare: Sequence[Unit], nodes: Sequence[Unit], forest: Forest, told: Told, company: Sequence[Sequence[str]]
) -> list[Draft]:
    """Give each bare name to the person whom its own article means, else to the one best supported, else to none."""
    heard: dict[str, dict[int, None]] = defaultdict(dict)
    named: dict[int, list[tuple[int, list[str]]]] = defaultdict(list)
    for n, u in enumerate(nodes):
        if u.kind == "person":
            sounding = u.told.heard
            for s in sounding:
                heard[s][n] = None
            for at in u.articles:
                named[at].append((n, sounding))
    # Of all that are heard alike only those can lead that lead among one sound.
    foremost = {s: sorted(ns, key=lambda n: (-len(nodes[n].articles), nodes[n].key))[:MEANT] for s, ns in heard.items()}
    lot = [number_of(i) for i in told.ids]  # neither the version of the rules nor how ids sort may tell
    leading: dict[str, list[int]] = {}
    meant: list[list[int]] = []
    ordered = sorted(bare, key=lambda u: u.key)
    for u in ordered:
        c = u.told
        if u.text not in leading:
            every = dict.fromkeys(n for s in c.heard for n in foremost.get(s, ()))
            leading[u.text] = sorted(every, key=lambda n: (-len(nodes[n].articles), nodes[n].key))[:MEANT]
        sounds = set(c.heard)
        own = [n for n, sounding in named.get(c.at, ()) if not sounds.isdisjoint(sounding)]
        meant.append(list(dict.fromkeys([*leading[u.text], *own])))
    likes = _likenesses(ordered, meant, nodes, told.memo)
    made: list[Draft] = []
    alone: dict[str, list[Unit]] = defaultdict(list)
    for u, some in zip(ordered, meant, strict=True):
        c = u.told
        mine = company[c.at]
        sums: dict[str, list[float]] = {}
        best_of: dict[str, tuple[float, int]] = {}
        for n in some:
            like = likes[u.text, n]
            if not like or forest.veto(u.key, nodes[n].key):
                continue
            there = _company(nodes[n], company, lot)
            context = len(there.intersection(mine)) / (len(mine) or 1)
            score = 3.0 * (c.at in nodes[n].articles) + like * len(nodes[n].articles) + 2.0 * context
            root = forest.find(nodes[n].key)
            sums.setdefault(root, []).append(score)
            best_of[root] = max(best_of.get(root, (-1.0, n)), (score, -n))
        ranked = sorted((-sum(s), nodes[-best_of[r][1]].key, -best_of[r][1]) for r, s in sums.items())
        if not ranked:
            alone[c.identity].append(u)
            continue
        first = nodes[ranked[0][2]]
        if len(ranked) > 1 and ranked[1][0] < 0.5 * ranked[0][0]:
            why = f"{u.text} may be {first.text} or {nodes[ranked[1][2]].text}"
            left, right = sorted((u.key, first.key))
            made.append(Draft(left, right, False, 0.5, (why,)))
            continue
        share = ranked[0][0] / sum(r[0] for r in ranked)
        made.append(_judge(forest, u, first, True, 0.5 + 0.45 * share, (f"{u.text} is a part of {first.text}",)))
    heads = []
    for _, group in sorted(alone.items()):
        one = group[0]
        for other in group[1:]:
            made.append(_judge(forest, one, other, True, 0.9, (f"the same name: {one.text}",)))
        heads.append(Unit(one.key, one.kind, one.text, [c for u in group for c in u.chains], set(), one.told))
    return made + _across(heads, forest, told.memo, "bare names")


def _company(u: Unit, company: Sequence[Sequence[str]], lot: Sequence[int]) -> frozenset[str]:
    """The names that stand in a person's articles."""
    if u.company is None:
        some = sorted(u.articles, key=lambda at: lot[at])[:ACQUAINTED]
        u.company = frozenset(n for at in some for n in company[at])
    return u.company


def _likenesses(
    bare: Sequence[Unit], meant: Sequence[Sequence[int]], nodes: Sequence[Unit], memo: Memo
) -> dict[tuple[str, int], float]:
    """How well each bare name answers each of the persons that it may mean."""
    rows = list(dict.fromkeys((u.text, n) for u, some in zip(bare, meant, strict=True) for n in some))
    left = np.array([number_of(f"\0{text}") for text, _ in rows], dtype=np.uint64)  # else than a full name's
    right = np.array([number_of(nodes[n].text) for _, n in rows], dtype=np.uint64)

    def scored(at: Sequence[int]) -> Iterable[float]:
        return (_likeness(name_of(rows[i][0], "person"), nodes[rows[i][1]].name) for i in at)

    return dict(zip(rows, np.round(memo.pairs("likeness", left, right, scored), 6).tolist(), strict=True))


def _likeness(name: Name, person: Name) -> float:
    """How well a bare name answers a person's surname (1) or given name (0.5); 0 where it does not."""
    if not name.tokens:
        return 0.0
    word = name.tokens[0]
    for other, worth in ((person.tokens[-1], 1.0), (person.tokens[0], 0.5)):
        held = pair(word, other)
        if held.score >= SOUND and not other.initial and compare(name, name_of(other.word, "person")).same:
            return worth * held.score
    return 0.0


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
