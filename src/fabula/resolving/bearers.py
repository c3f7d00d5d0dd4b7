"""Whom names mean: full names held against each other, and bare ones, a surname or a given name, against full ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from fabula.resolving.chains import name_of
from fabula.resolving.forest import Draft, Forest, Unit, judged
from fabula.resolving.memo import Memo, blocked, number_of
from fabula.resolving.names.compare import SOUND, compare, hopeless, pair
from fabula.resolving.names.tokens import Name
from fabula.resolving.told import Told

WINDOW = 10
"""Neighbours within a block that a name is compared with: keeps the work near-linear where a block is large."""
DOUBT = 0.4
"""Score from which a refused pair is kept as a judgement for review."""
MEANT = 30
"""Persons that a bare name is held against beside those of its own article: those named in most articles."""
ACQUAINTED = 30
"""Articles of a person, by hash, whose names make its company."""


def across(units: Sequence[Unit], forest: Forest, memo: Memo, kind: str = "names") -> list[Draft]:
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
        judged(forest, units[pairs[n, 0]], units[pairs[n, 1]], bool(same[n]), -score)
        for score, _, _, n in found
        if -score >= DOUBT
    ]


def bare_names(
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
    place = [0] * len(nodes)
    """Of each person, among those named in most articles."""
    for k, n in enumerate(sorted(range(len(nodes)), key=lambda n: (-len(nodes[n].articles), nodes[n].key))):
        place[n] = k
    # Of all that are heard alike only those can lead that lead among one sound.
    first_of = {s: sorted(ns, key=place.__getitem__)[:MEANT] for s, ns in heard.items()}
    lot = [number_of(i) for i in told.ids]  # neither the version of the rules nor how ids sort may tell
    leading: dict[str, list[int]] = {}
    asked: dict[str, dict[int, None]] = {}
    meant: list[list[int]] = []
    ordered = sorted(bare, key=lambda u: u.key)
    for u in ordered:
        c = u.told
        if u.text not in leading:
            every = dict.fromkeys(n for s in c.heard for n in first_of.get(s, ()))
            leading[u.text] = sorted(every, key=place.__getitem__)[:MEANT]
            asked[u.text] = dict.fromkeys(leading[u.text])
        sounds = set(c.heard)
        own = [n for n, sounding in named.get(c.at, ()) if not sounds.isdisjoint(sounding)]
        if own:
            own = list(dict.fromkeys([*leading[u.text], *own]))
            asked[u.text].update(dict.fromkeys(own))
        meant.append(own or leading[u.text])
    likes = _likenesses(asked, nodes, told.memo)
    made: list[Draft] = []
    alone: dict[str, list[Unit]] = defaultdict(list)
    for u, some in zip(ordered, meant, strict=True):
        c = u.told
        mine, like_of = company[c.at], likes[u.text]
        free = forest.free(u.key)
        sums: dict[str, list[float]] = {}
        best_of: dict[str, tuple[float, int]] = {}
        for n in some:
            like = like_of[n]
            if not like:
                continue
            node = nodes[n]
            if not free and forest.veto(u.key, node.key):
                continue
            context = len(_company(node, company, lot).intersection(mine)) / (len(mine) or 1)
            score = 3.0 * (c.at in node.articles) + like * len(node.articles) + 2.0 * context
            root = forest.find(node.key)
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
        made.append(judged(forest, u, first, True, 0.5 + 0.45 * share, (f"{u.text} is a part of {first.text}",)))
    heads = []
    for _, group in sorted(alone.items()):
        one = group[0]
        for other in group[1:]:
            made.append(judged(forest, one, other, True, 0.9, (f"the same name: {one.text}",)))
        heads.append(Unit(one.key, one.kind, one.text, [c for u in group for c in u.chains], set(), one.told))
    return made + across(heads, forest, told.memo, "bare names")


def _company(u: Unit, company: Sequence[Sequence[str]], lot: Sequence[int]) -> frozenset[str]:
    """The names that stand in a person's articles."""
    if u.company is None:
        some = sorted(u.articles, key=lambda at: lot[at])[:ACQUAINTED]
        u.company = frozenset(n for at in some for n in company[at])
    return u.company


def _likenesses(asked: Mapping[str, Iterable[int]], nodes: Sequence[Unit], memo: Memo) -> dict[str, dict[int, float]]:
    """How well each bare name answers each of the persons that it may mean."""
    rows = {text: [nodes[n].text for n in ns] for text, ns in asked.items()}

    def score(bare: str, person: str) -> float:
        return _likeness(name_of(bare, "person"), name_of(person, "person"))

    likes = memo.beside("likeness", rows, score)
    return {text: dict(zip(ns, likes[text], strict=True)) for text, ns in asked.items()}


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
