"""Entities across articles: chains whose names are one, by judgements that can be read and overruled.

A chain is all mentions of one entity within an article; its named mentions give its names and its type. Chains of one
full name are held together first, then names are compared block by block; every pair that was compared leaves a
judgement. Clusters are derived from the judgements, best first, and no cluster grows past a veto: two names that
clash are never joined by way of a third. What a person judged comes before everything else.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from fabula.records import Anchor, Annotation, Entity, Judgement, Mention
from fabula.resolving.names.compare import SAME, SOUND, Match, compare, pair
from fabula.resolving.names.gazetteer import place
from fabula.resolving.names.sounds import fold, skeletons
from fabula.resolving.names.text import clean, letters, words
from fabula.resolving.names.tokens import Name, kind_of, parse
from fabula.resolving.names.transliteration import latin
from fabula.resolving.namesakes import evidence, namesakes
from fabula.resolving.settling import PLAIN, Persons, settled

WINDOW = 10
"""Neighbours within a block that a name is compared with: keeps the work near-linear where a block is large."""
DOUBT = 0.4
"""Score from which a refused pair is kept as a judgement for review."""
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s?$")
_OWNER = re.compile(r"['\u2019]s ")
_COURTESY = re.compile(r"(?:\b(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev|Gen|Col|Sen|Rep|Lt|Capt)\.? )+$")
_ARTICLE = re.compile(r"^[Tt]he (?=\S)")
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(eq=False)
class Chain:
    """The named mentions of one entity in one article."""

    article: str
    chain: str
    names: Counter[str]
    written: Counter[str]
    types: Counter[str]
    anchors: list[Anchor]
    roles: Counter[str]
    company: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """Its key in judgements."""
        return f"{self.article}/{self.chain}"

    @cached_property
    def type(self) -> str:
        """The type that most of its named mentions have; ties go to the first by name."""
        return min(self.types, key=lambda t: (t in PLAIN, -self.types[t], t))

    @cached_property
    def full(self) -> str:
        """Its fullest name, then its most frequent, then the first by spelling."""
        # A span that runs over a possessive ("Poland's Foreign Ministry") names something else than its neighbours.
        return max(self.names, key=lambda n: (not _OWNER.search(n), _weight(n, self.type), self.names[n], n))


def _weight(name: str, type_: str) -> int:
    """How much a name tells: its core words, initials not counted."""
    return min(3, sum(not t.initial for t in parse(name, kind_of(type_)).tokens))


def _surface(text: str) -> str:
    name = _POSSESSIVE.sub("", " ".join(text.split()))
    return _ARTICLE.sub("", name).strip(' ,.;:\u201c\u201d"') or name


def _chains(annotation: Annotation) -> Iterator[Chain]:
    article, text = annotation.article.id, annotation.article.text
    named: dict[str, list[Mention]] = defaultdict(list)
    for m in sorted(annotation.mentions, key=lambda m: (m.start, m.end)):
        if m.form == "name" and letters(text[m.start : m.end]):
            named[m.chain].append(m)
    company = frozenset(_surface(text[m.start : m.end]).casefold() for ms in named.values() for m in ms)
    for chain, mentions in named.items():
        names: Counter[str] = Counter()
        written: Counter[str] = Counter()
        types: Counter[str] = Counter()
        roles: Counter[str] = Counter()
        for m in mentions:
            name = _surface(text[m.start : m.end])
            names[name] += 1
            written[name] += 1
            types[m.type] += 1
            courtesy = _COURTESY.search(text, max(0, m.start - 12), m.start)
            if courtesy:
                written[courtesy.group() + name] += 1
            if m.role:
                roles[m.role] += 1
        if set(types) == {"group"}:
            continue
        anchors = [(article, m.start, m.end) for m in mentions]
        yield Chain(article, chain, names, written, types, anchors, roles, company)


@dataclass(eq=False)
class Node:
    """All chains that bear one full name of one type."""

    name: Name
    type: str
    chains: list[Chain] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The least key of its chains."""
        return self.chains[0].key

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles that it stands in, once all its chains are known."""
        return frozenset(c.article for c in self.chains)

    @property
    def support(self) -> int:
        """In how many articles it stands."""
        return len(self.articles)

    @cached_property
    def company(self) -> Counter[str]:
        """The names that stand in its articles, by number of articles."""
        return Counter(n for c in {c.article: c for c in self.chains}.values() for n in c.company)


class _Forest:
    """Union-find over chains, with what must stay apart."""

    def __init__(self, chains: list[Chain]) -> None:
        self.parent = {c.key: c.key for c in chains}
        self.names: dict[str, dict[str, Name]] = {c.key: {} for c in chains}
        self.apart: dict[str, dict[str, str]] = defaultdict(dict)
        """Clusters that must stay apart, with the reason."""
        self.blessed: set[str] = set()
        """Clusters that a person made: their own names may clash, so it is enough to agree with one of them."""
        self.clashes: dict[tuple[str, str, str], bool] = {}

    def find(self, key: str) -> str:
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def part(self, left: str, right: str, why: str = "a person said that they are two") -> None:
        a, b = self.find(left), self.find(right)
        if a != b:
            self.apart[a].setdefault(b, why)
            self.apart[b].setdefault(a, why)

    def veto(self, left: str, right: str) -> str | None:
        """Why two clusters may not be one; None where they may."""
        a, b = self.find(left), self.find(right)
        if b in self.apart[a]:
            return self.apart[a][b]
        clashing = None
        for x in self.names[a].values():
            for y in self.names[b].values():
                key = (x.kind, x.text, y.text) if x.text < y.text else (x.kind, y.text, x.text)
                if key not in self.clashes:
                    self.clashes[key] = _clash(x, y)
                if self.clashes[key]:
                    clashing = clashing or f"{x.text} and {y.text} clash"
                elif {a, b} & self.blessed:
                    return None
            if clashing and not {a, b} & self.blessed:
                break
        return clashing

    def join(self, left: str, right: str) -> None:
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


def entities(
    annotations: Iterable[Annotation], judgements: Iterable[Judgement] = ()
) -> tuple[list[Entity], list[Judgement]]:
    """The entities that articles name, and the judgements that they rest on.

    ``judgements`` are a person's (``by`` "person"; a machine's are ignored and made anew): same ones are joined before
    all else, different ones never, whatever the names say. Entities come in the order of their first mention; the
    judgements that come back are the machine's, best first. The order of the annotations makes no difference.
    """
    ordered = sorted(annotations, key=lambda a: a.article.id)
    chains = [c for a in ordered for c in _chains(a)]
    _retype(chains)
    decided = sorted(
        (j for j in judgements if j.by == "person" and j.kind == "entity"), key=lambda j: (j.left, j.right)
    )
    forest = _Forest(chains)
    known = forest.parent.keys()
    for j in decided:
        if j.same and j.left in known and j.right in known:
            forest.join(j.left, j.right)
            forest.blessed.add(forest.find(j.left))
    for j in decided:
        if not j.same and j.left in known and j.right in known:
            forest.part(j.left, j.right)
    nodes, short = _nodes(chains)
    nodes, made = _namesakes_apart(nodes, ordered, forest)
    made += _within(nodes, forest)
    made += _across(nodes, forest)
    made += _short(short, nodes, forest)
    clusters: dict[str, list[Chain]] = defaultdict(list)
    for c in chains:
        clusters[forest.find(c.key)].append(c)
    out = [_entity(members) for members in clusters.values()]
    made.sort(key=lambda j: (-j.score, j.left, j.right))
    return out, made


def _retype(chains: list[Chain]) -> None:
    """Decide each name's type once: the types that all tellings give it vote, and a full name speaks for its parts."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    surnames: dict[str, Counter[str]] = defaultdict(Counter)
    for c in chains:
        for name in c.names:
            votes[letters(name)][c.type] += 1
        parts = parse(c.full, "person").tokens
        if c.type == "person" and len(parts) > 1:
            for s in skeletons(latin(parts[-1].word)):
                surnames[s][parts[-1].plain] += 1
    persons = Persons(c.full for c in chains if c.type == "person")
    for c in chains:
        total: Counter[str] = Counter()
        for name in c.names:
            total.update(votes[letters(name)])
        best = settled(c.full, c.type, c.types, total)
        if best != "person" and persons.hold(c.full):
            best = "person"
        parts = parse(c.full, "person").tokens
        if best != "person" and len(parts) == 1 and not place(c.full):
            word = parts[0]
            for s in skeletons(latin(word.word)):
                if any(_sounds_alike(word.word, other) for other in surnames.get(s, ())):
                    best = "person"
        if best != c.type:
            c.type = best
            c.__dict__.pop("full", None)


def _sounds_alike(a: str, b: str) -> bool:
    left, right = parse(a, "person").tokens, parse(b, "person").tokens
    return bool(left and right) and pair(left[0], right[0]).score >= SOUND


def _nodes(chains: list[Chain]) -> tuple[list[Node], list[Chain]]:
    """Chains by full name and type; persons with one name only are given back apart."""
    nodes: dict[tuple[str, str], Node] = {}
    short: list[Chain] = []
    for c in chains:
        kind = kind_of(c.type)
        name = parse(c.full, kind)
        if kind == "person" and len(name.tokens) < 2:
            short.append(c)
            continue
        code = place(c.full) if kind in ("place", "organisation") else None
        identity = code or " ".join(t.plain or t.word for t in name.tokens) + (name.generation or "")
        nodes.setdefault((kind, identity), Node(name, c.type)).chains.append(c)
    return list(nodes.values()), short


def _namesakes_apart(
    nodes: list[Node], annotations: Iterable[Annotation], forest: _Forest
) -> tuple[list[Node], list[Judgement]]:
    """Nodes of which each has one bearer; those of one name that are two are parted (``namesakes``)."""
    held = {x.article.id: x for x in annotations}
    other, judged = namesakes(
        ((n.name.text, n.chains) for n in nodes if n.name.kind == "person"),
        lru_cache(maxsize=None)(lambda i: evidence(held[i])),
        lambda c: c.company,
    )
    out: list[Node] = []
    for n in nodes:
        bearers: dict[int, list[Chain]] = defaultdict(list)
        for c in n.chains:
            bearers[other.get(c.key, 0)].append(c)
        out += [Node(n.name, n.type, chains) for _, chains in sorted(bearers.items())]
    for j in judged:
        if not j.same:
            forest.part(j.left, j.right, "; ".join(j.why))
    return out, judged


def _judge(forest: _Forest, left: str, right: str, found: Match) -> Judgement:
    """Join two if the names say so and nothing forbids it, and say what was judged."""
    left, right = sorted((left, right))
    same, why = found.same, found.why
    if same:
        veto = forest.veto(left, right)
        if veto:
            same, why = False, (*why, f"veto: {veto}")
        else:
            forest.join(left, right)
    return Judgement(kind="entity", left=left, right=right, same=same, score=round(found.score, 3), why=why)


def _within(nodes: list[Node], forest: _Forest) -> list[Judgement]:
    """Join the chains of each node: the same full name in another article."""
    made = []
    for node in nodes:
        for c in node.chains:
            forest.names[forest.find(c.key)][c.full] = parse(c.full, kind_of(node.type))
        heads = [node.chains[0]]
        for c in node.chains[1:]:
            found = Match(score=1.0, same=True, why=(f"the same name: {node.name.text}",))
            for head in heads:
                if forest.find(head.key) == forest.find(c.key):
                    break
                j = _judge(forest, head.key, c.key, found)
                made.append(j)
                if j.same:
                    break
            else:
                heads.append(c)
    return made


def _keys(node: Node) -> set[str]:
    """Blocking keys: names that are one share at least one of them."""
    tokens = [t for t in node.name.tokens if not t.initial]
    keys: set[str] = set()
    kind = node.name.kind
    if not tokens:
        return {f"{kind}={node.name.letters}"}
    readings = [skeletons(latin(t.word), None if t.script == "LATIN" else "phonetic") or (t.word,) for t in tokens]
    for s in readings[-1]:
        keys.add(f"{kind}>{s}")
    person = kind == "person"
    for s in readings[0]:
        if not person:
            keys.add(f"{kind}<{s}")
        if len(tokens) > 1:
            keys.add(f"{kind}~{s}+{readings[-1][0][:2]}")
    if person and len(tokens) > 1:
        # Given name and surname in the other order.
        keys |= {f"{kind}~{s}+{readings[0][0][:2]}" for s in readings[-1]}
    keys.add(f"{kind}#{''.join(sorted(r[0] for r in readings))}")
    keys.add(f"{kind}+{''.join(r[0] for r in readings)[:8]}")
    if kind in ("organisation", "other"):
        keys.add(f"{kind}@{''.join(t.plain[:1] for t in tokens)}" if len(tokens) > 1 else f"{kind}@{tokens[0].plain}")
    return keys


def _across(nodes: list[Node], forest: _Forest) -> list[Judgement]:
    """Compare the names that share a key, each with its nearest neighbours, and join the best first."""
    blocks: dict[str, list[int]] = defaultdict(list)
    order = sorted(range(len(nodes)), key=lambda i: (nodes[i].name.joined, nodes[i].key))
    for i in order:
        for key in _keys(nodes[i]):
            blocks[key].append(i)
    pairs = sorted(
        {(a, b) for block in blocks.values() for n, a in enumerate(block) for b in block[n + 1 : n + 1 + WINDOW]}
    )
    found = [(compare(nodes[a].name, nodes[b].name), a, b) for a, b in pairs]
    found.sort(key=lambda f: (-f[0].score, nodes[f[1]].key, nodes[f[2]].key))
    made = []
    for m, a, b in found:
        if m.score >= DOUBT:
            made.append(_judge(forest, nodes[a].key, nodes[b].key, m))
    return made


def _short(short: list[Chain], nodes: list[Node], forest: _Forest) -> list[Judgement]:
    """Give each bare name to the person whom its own article means, else to the one best supported, else to none."""
    by_name: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.name.kind == "person":
            for t in (node.name.tokens[-1], node.name.tokens[0]):
                for s in skeletons(latin(t.word), None if t.script == "LATIN" else "phonetic"):
                    if node not in by_name[s]:
                        by_name[s].append(node)
    made: list[Judgement] = []
    alone: dict[str, list[Chain]] = defaultdict(list)
    for c in short:
        name = parse(c.full, "person")
        word = name.tokens[0]
        ranked: dict[str, tuple[float, Node]] = {}
        keys = skeletons(latin(word.word), None if word.script == "LATIN" else "phonetic")
        for node in dict.fromkeys(n for s in keys for n in by_name.get(s, ())):
            likeness = _likeness(name, node)
            if not likeness or forest.veto(c.key, node.key):
                continue
            context = sum(min(1, node.company[n]) for n in c.company) / (len(c.company) or 1)
            own = c.article in node.articles
            score = 3.0 * own + likeness * node.support + 2.0 * context
            root = forest.find(node.key)
            if root not in ranked or ranked[root][0] < score:
                total = score + (ranked[root][0] if root in ranked else 0.0)
                ranked[root] = (total, node)
        best = sorted(ranked.values(), key=lambda r: (-r[0], r[1].key))
        if not best:
            alone[word.plain or word.word].append(c)
            continue
        if len(best) > 1 and best[1][0] > 0.5 * best[0][0]:
            why = f"{name.text} may be {best[0][1].name.text} or {best[1][1].name.text}"
            left, right = sorted((c.key, best[0][1].key))
            made.append(Judgement(kind="entity", left=left, right=right, same=False, score=0.5, why=(why,)))
            continue
        target = best[0][1]
        share = best[0][0] / sum(r[0] for r in best)
        why = f"{name.text} is a part of {target.name.text}, who is named in {target.support} articles"
        made.append(_judge(forest, c.key, target.key, Match(score=0.5 + 0.45 * share, same=True, why=(why,))))
    groups = [sorted(cs, key=lambda c: c.key) for _, cs in sorted(alone.items())]
    for one, next_ in ((a, b) for g in groups for a, b in pairwise(g)):
        found = Match(score=0.9, same=True, why=(f"the same name: {one.full}",))
        made.append(_judge(forest, one.key, next_.key, found))
    heads = [Node(parse(g[0].full, "person"), "person", g) for g in groups if g]
    return made + _across(heads, forest)


def _likeness(name: Name, node: Node) -> float:
    """How well a bare name answers a person's surname (1) or given name (0.5); 0 where it does not."""
    word = name.tokens[0]
    for other, worth in ((node.name.tokens[-1], 1.0), (node.name.tokens[0], 0.5)):
        held = pair(word, other)
        if held.score >= SOUND and not other.initial and compare(name, parse(other.word, "person")).same:
            return worth * held.score
    return 0.0


def _entity(chains: list[Chain]) -> Entity:
    chains = sorted(chains, key=lambda c: (c.article, c.anchors[0]))
    names: Counter[str] = Counter()
    written: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for c in chains:
        names.update(c.names)
        written.update(c.written)
        roles.update(c.roles)
        types[c.type] += sum(c.names.values())
    type_ = min(types, key=lambda t: (-types[t], t))
    name = _best(names, type_)
    least = min(c.key for c in chains)
    slug = _SLUG.sub("-", fold(" ".join(latin(w) or w for w in words(clean(name))))).strip("-")[:60] or type_
    articles = tuple(dict.fromkeys(c.article for c in chains))
    return Entity(
        id=f"{slug}-{hashlib.sha256(least.encode()).hexdigest()[:6]}",
        name=name,
        type=type_,
        aliases=tuple(n for n, _ in sorted(written.items(), key=lambda x: (-x[1], x[0]))),
        articles=articles,
        members=tuple((c.article, c.chain) for c in chains),
        anchors=tuple(a for c in chains for a in c.anchors),
        roles=tuple(r for r, _ in sorted(roles.items(), key=lambda x: (-x[1], x[0]))),
    )


def _best(names: Counter[str], type_: str) -> str:
    """The name to show: a full one where there is one, the most frequent of those, then the longest."""

    def rank(n: str) -> tuple[bool, int, int, str]:
        full = _weight(n, type_) > 1 or kind_of(type_) != "person"
        acronym = kind_of(type_) == "organisation" and n.isupper() and len(n) < 7
        return (full and not acronym, names[n], len(n), n)

    return max(names, key=rank)
