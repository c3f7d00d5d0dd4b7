"""Which articles tell the same main event: average link over what articles are about, then a second look inside.

Articles that share telling terms are held against each other; those alike by cosine, and what these are alike to in
turn, are a topic, the unit that is worked on: whatever comes or goes elsewhere leaves its groups as they are. In a topic
too large to be looked at whole only the closer likenesses count. Within it, two passes. The first joins articles by
average link (Sokal and Michener, 1958) over cosine, at a threshold low enough to keep long and short tellings together;
what much of a large topic has (the company that all are about) weighs less there than in news at large.
What it joins is often several events of one kind. The second pass looks into each group with weights of its own: a term
that all its articles share says nothing there, one that half of them share says most. Where the normalised cut (Shi and
Malik, 2000) falls apart, the group is two.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec
import numpy as np
import numpy.typing as npt

from fabula.link.article_set import ArticleSet, of_the_last
from fabula.link.articles.main_events import CLASHES, Main, main, relation
from fabula.link.articles.profiles import RARE, profile
from fabula.link.articles.profiles import background as idf
from fabula.model.records import Annotation
from fabula.store.arrays import Ints, blocked, components, connected, distinct
from fabula.store.memo import key_of, number_of, numbers, shuffled

NEAR = 0.16
"""Cosine, by terms' rarity in news at large, from which two articles are of one topic. Calibrated on the ECB+ training
topics."""
JOIN = 0.14
"""Average cosine, by terms' rarity in the topic too, above which groups join. Calibrated there, with ELSEWHERE."""
ELSEWHERE = 200
"""Articles that the news at large counts as when a term's rarity in a topic is told. Few articles hardly change what a
term weighs, many do. Calibrated on the ECB+ training topics."""
APART = 0.55
"""Normalised cut below which a group is two. Calibrated on the ECB+ training topics and samples of them
(groups of 1 to 6, one event a topic, only long, only short articles): flat from 0.5 to 0.6."""
SMALLEST = 4
"""Groups of fewer articles are not cut: their own weights say too little."""
LARGEST = 400
"""Articles that a topic has at most, else only its closer likenesses count: the cut takes the cube of their number."""
CLOSER = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Cosines that count instead of NEAR in a topic that is too large, the first that makes it small enough."""
COPY = 0.8
"""Cosine from which one article is taken to tell what the other does, word for word. Set by hand: on the ECB+ training
topics no two articles on different events come near it."""
TELLING, PAIRED = 24, 8
"""An article's heaviest terms, by which it meets others: each alone, and the very heaviest in pairs."""
COMMON = 60
"""A term that more articles share does not lead from one to another by itself."""
MET = 6
"""Articles under one term or pair of terms that all others under it are compared with."""

LEAST = 0.1
"""Rarity that every term has at least, as a divisor."""
COLUMNS = 4096
"""Terms whose products are summed at once."""

Weights = dict[str, float]
_packed = msgspec.msgpack.Encoder(order="deterministic").encode  # sets too: what is kept is the same in every process
Floats = npt.NDArray[np.float64]


CLASH, AGREEMENT = 0.2, 0.2
"""What is left of two articles' cosine where day or place of their main events clash, and what is added to it where
these agree. Chosen so that a clash parts two articles of one topic and a few clashes do not part a large group."""


class ArticleAbout(msgspec.Struct, array_like=True):
    """What an article is about, as it is kept."""

    weights: Weights
    main: Main


def about(annotation: Annotation) -> bytes:
    """An article's terms and main event, as kept."""
    return _packed(ArticleAbout(_weights(annotation), main(annotation)))


@of_the_last
def _weights(annotation: Annotation) -> Weights:
    """An article's terms."""
    return profile(annotation).weights


def telling(annotation: Annotation) -> bytes:
    """Numbers for an article's telling terms, TELLING at most, then for pairs of the heaviest; how many of each first."""
    weights = _weights(annotation)
    heaviest = sorted(weights, key=lambda t: (-weights[t], t))
    alone = [number_of(t) for t in heaviest[:TELLING]]
    paired = [number_of(" ".join(sorted(p))) for p in combinations(heaviest[:PAIRED], 2)]
    return np.array([len(alone), len(paired), *alone, *paired], dtype="<u8").tobytes()


def terms(annotation: Annotation) -> bytes:
    """Numbers for all of an article's terms in order, then their weights: read only where the article meets a new one."""
    every = sorted((number_of(t), w) for t, w in _weights(annotation).items())
    return np.array([n for n, _ in every], dtype="<u8").tobytes() + np.array([w for _, w in every], "<f8").tobytes()


DIGESTS = {"telling": telling, "terms": terms, "about": about}


def groups(annotations: Iterable[Annotation]) -> dict[str, str]:
    """Each article's group: article id to a label that the articles on one event share.

    The label is the least id of the group's articles with "event:" before it. The order of the articles plays no
    part. Cost grows with the number of articles times the few that each meets.
    """
    return grouped(ArticleSet.of(annotations))


def grouped(told: ArticleSet) -> dict[str, str]:
    """``groups``, of articles some of which are known from earlier builds."""
    out: dict[str, str] = {}
    for members in topics(told):
        key = key_of(*(told.keys[i] for i in members))
        found = told.memo.find("groups", [key]).get(key) if len(members) > 1 else None
        if len(members) == 1:
            parts = [[0]]
        elif found:
            parts = msgspec.msgpack.decode(found, type=list[list[int]])
        else:
            rows = [msgspec.msgpack.decode(d, type=ArticleAbout) for d in told.digests("about", about, members)]
            parts = partition([r.weights for r in rows], [r.main for r in rows])
            told.memo.keep("groups", key, msgspec.msgpack.encode(parts))
        for part in parts:
            name = f"event:{told.ids[members[part[0]]]}"
            out.update((told.ids[members[k]], name) for k in part)
    return dict(sorted(out.items()))


def topics(told: ArticleSet) -> list[list[int]]:
    """Articles (positions by id) that are alike, directly or by way of others; at most LARGEST, if any cosine tells."""
    rows = [np.frombuffer(d, dtype="<u8") for d in told.digests("telling", telling)]
    if not rows:
        return []
    number = numbers(told.keys)
    rank = np.empty(len(rows), dtype=np.int64)  # by hash: who is met by all must not hang on the order of the ids
    rank[shuffled(told.ids)] = np.arange(len(rows))
    met = []
    for first, most in ((0, COMMON), (1, None)):
        parts = [r[2 : 2 + int(r[0])] if first == 0 else r[2 + int(r[0]) :] for r in rows]
        owner = np.repeat(rank, [len(p) for p in parts])
        met.append(blocked(np.concatenate(parts).astype(np.uint64), owner, MET, most))
    pairs = distinct(np.concatenate(met))
    back = np.argsort(rank)
    left, right = back[pairs[:, 0]], back[pairs[:, 1]]

    def scored(at: Sequence[int]) -> Iterator[float]:
        some = np.unique(np.concatenate([left[at], right[at]]))
        of = {int(n): _terms(d) for n, d in zip(some, told.digests("terms", terms, some.tolist()), strict=True)}
        return (cosine(of[int(left[i])], of[int(right[i])]) for i in at)

    alike = told.memo.pairs("cosine", number[left], number[right], scored)
    near = alike >= NEAR
    label = connected(len(rows), left[near], right[near])
    for closer in CLOSER:
        large = np.bincount(label, minlength=len(rows))[label] > LARGEST
        if not large.any():
            break
        near = (alike >= closer) & large[left] & (label[left] == label[right])
        label = np.where(large, connected(len(rows), left[near], right[near]), label)
    return components(label)


def cosine(a: tuple[Ints, Floats], b: tuple[Ints, Floats]) -> float:
    """The inner product of two articles' terms, each numbers in order and their weights."""
    (x, p), (y, q) = a, b
    _, i, j = np.intersect1d(x, y, assume_unique=True, return_indices=True)
    return float((p[i] * q[j]).sum())


def _terms(body: bytes) -> tuple[Ints, Floats]:
    half = len(body) // 16
    return np.frombuffer(body, "<u8", half).astype(np.uint64), np.frombuffer(body, "<f8", half, 8 * half)


def partition(weights: Sequence[Weights], mains: Sequence[Main]) -> list[list[int]]:
    """The groups of a topic, as positions; ``weights`` and ``mains`` are sorted by article id."""
    every = list(range(len(weights)))
    alike = cosines(reweighed(weights))
    out: list[list[int]] = []
    for joined in linked(every, alike, {}):
        for apart in part_by_facts(joined, alike, weights, mains):
            out += cut_apart(apart, weights)
    return sorted(out)


def reweighed(weights: Sequence[Weights]) -> list[Weights]:
    """The articles' terms by their rarity in the topic and in ELSEWHERE articles of news at large, of unit length."""
    background, n = idf(), len(weights)
    spread = Counter(t for w in weights for t in w)
    share = {}
    for term, count in spread.items():
        rare = max(background.get(term, RARE), LEAST)
        share[term] = max(0.0, math.log((ELSEWHERE + n) / (ELSEWHERE * math.exp(-rare) + count))) / rare
    out = []
    for w in weights:
        weighed = {t: x * share[t] for t, x in w.items()}
        length = math.sqrt(math.fsum(x * x for x in weighed.values())) or 1.0
        out.append({t: x / length for t, x in weighed.items()})
    return out


def cosines(weights: Sequence[Weights]) -> Floats:
    """The inner products of all pairs of sparse vectors (n x n), rounded, so that the order of summing cannot show."""
    spread = Counter(t for w in weights for t in w)
    column = {t: k for k, t in enumerate(sorted(t for t, d in spread.items() if d > 1))}
    out = np.zeros((len(weights), len(weights)))
    for first in range(0, len(column), COLUMNS):
        matrix = np.zeros((len(weights), min(COLUMNS, len(column) - first)))
        for i, w in enumerate(weights):
            for term, weight in w.items():
                k = column.get(term, -1) - first
                if 0 <= k < COLUMNS:
                    matrix[i, k] = weight
        out += matrix @ matrix.T
    rounded: Floats = np.round(out, 9)
    return rounded


def part_by_facts(
    members: list[int], alike: Floats, weights: Sequence[Weights], mains: Sequence[Main]
) -> list[list[int]]:
    """A group's parts where the main events' days and places clash: average link again, with what these say.

    Groups without a clash, and those of more than LARGEST articles, are left as they are.
    """
    if len(members) > LARGEST:
        return [members]
    known = dict(zip(members, inherited(members, alike, mains), strict=True))
    telling = [i for i in members if known[i].days or known[i].places]
    says = {}
    for x, i in enumerate(telling):
        for j in telling[x + 1 :]:
            if verdict := relation(known[i], known[j], weights[i], weights[j]):
                says[i, j] = verdict
    if CLASHES not in says.values():
        return [members]
    out: list[list[int]] = []
    for part in linked(members, alike, says):
        held = set(part)
        within = [verdict for (i, j), verdict in says.items() if i in held and j in held]
        if sum(within) >= 0:
            out.append(part)
            continue
        # More clash than agree: what holds the part together are articles that state no day and no place. It comes
        # apart where two articles at least stand for each of two events; one day that differs may be a slip.
        stating = [i for i in part if known[i].days or known[i].places]
        apart = linked(stating, alike, says)
        affirmed = [a for a in apart if len(a) > 1]
        out += placed(sorted(held - set(stating)), apart, alike) if len(affirmed) > 1 else [part]
    return sorted(out)


def linked(members: Sequence[int], alike: Floats, says: Mapping[tuple[int, int], int]) -> list[list[int]]:
    """Average link of articles over their cosines and what days and places say of pairs."""
    similarity = alike[np.ix_(members, members)]
    place = {i: k for k, i in enumerate(members)}
    for (i, j), verdict in says.items():
        if i in place and j in place:
            k, m = place[i], place[j]
            cosine = similarity[k, m]
            cosine = cosine * CLASH if verdict == CLASHES else cosine + AGREEMENT * verdict
            similarity[k, m] = similarity[m, k] = cosine
    return [[members[k] for k in part] for part in dense_link(similarity, JOIN)]


def inherited(members: Sequence[int], alike: Floats, mains: Sequence[Main]) -> list[Main]:
    """The members' main events; one whose day an article does not state is that of the article it is a near copy of."""
    dated = [j for j in members if mains[j].days]
    out: list[Main] = []
    for i in members:
        own = mains[i]
        if not own.days and dated:
            most, nearest = max((float(alike[i, j]), -j) for j in dated)
            own = mains[-nearest] if most >= COPY else own
        out.append(own)
    return out


def placed(silent: Sequence[int], parts: list[list[int]], alike: Floats) -> list[list[int]]:
    """Put articles that state no day and no place of their own with the part that they are most alike to.

    They come last and one by one, so that they never bring two events together.
    """
    out = [list(part) for part in parts]
    for i in silent:
        share = [math.fsum(float(alike[i, j]) for j in part) / len(part) for part in parts]
        out[share.index(max(share))].append(i)
    return sorted(sorted(part) for part in out)


def dense_link(similarity: Floats, threshold: float) -> list[list[int]]:
    """Average link on a full matrix (which it consumes)."""
    n = len(similarity)
    parts: dict[int, list[int]] = {i: [i] for i in range(n)}
    np.fill_diagonal(similarity, -1.0)
    while len(parts) > 1:
        i, j = sorted(int(x) for x in divmod(int(similarity.argmax()), n))
        if similarity[i, j] < threshold:
            break
        a, b = len(parts[i]), len(parts[j])
        merged = (a * similarity[i] + b * similarity[j]) / (a + b)
        merged[[i, j]] = -1.0
        gone = similarity[i] < 0
        merged[gone] = -1.0
        similarity[i, :] = similarity[:, i] = merged
        similarity[j, :] = similarity[:, j] = -1.0
        parts[i] = sorted(parts[i] + parts.pop(j))
    return sorted(parts.values())


def cut_apart(members: list[int], weights: Sequence[Weights]) -> list[list[int]]:
    """A group's parts: itself, where it holds together."""
    out: list[list[int]] = []
    stack = [members]
    while stack:
        part = stack.pop()
        if SMALLEST <= len(part) <= LARGEST:
            cost, left = best_cut(similarities([weights[i] for i in part]))
            if cost < APART:
                inside = set(left)
                stack.append([m for k, m in enumerate(part) if k in inside])
                stack.append([m for k, m in enumerate(part) if k not in inside])
                continue
        out.append(part)
    return sorted(out)


def similarities(weights: Sequence[Weights]) -> Floats:
    """Cosines within a group, each term weighed down by the share of the group that has it. Zero on the diagonal."""
    n = len(weights)
    spread = Counter(t for w in weights for t in w)
    column = {t: k for k, t in enumerate(sorted(t for t, d in spread.items() if 1 < d < n))}
    matrix = np.zeros((n, max(1, len(column))))
    for i, w in enumerate(weights):
        for term, weight in w.items():
            k = column.get(term)
            if k is not None:
                matrix[i, k] = weight * (1 - spread[term] / n)
    length = np.sqrt((matrix * matrix).sum(axis=1, keepdims=True))
    matrix /= np.maximum(length, 1e-9)
    out: Floats = matrix @ matrix.T
    np.fill_diagonal(out, 0.0)
    return out


def best_cut(similarity: Floats) -> tuple[float, list[int]]:
    """The least normalised cut along the second eigenvector: its cost (0 apart, to 2) and one side's positions."""
    n = len(similarity)
    degree = similarity.sum(axis=1) + 1e-6
    root = np.sqrt(degree)
    _, vectors = np.linalg.eigh(np.eye(n) - similarity / np.outer(root, root))
    order = np.argsort(vectors[:, 1] / root, kind="stable")
    ordered = similarity[np.ix_(order, order)]
    best, at = 2.0, n
    volume, total, cut = 0.0, float(degree.sum()), 0.0
    for k in range(n - 1):
        volume += float(degree[order[k]])
        cut += float(ordered[k, k + 1 :].sum() - ordered[k, :k].sum())
        cost = cut / volume + cut / (total - volume)
        if cost < best - 1e-9:
            best, at = cost, k + 1
    return best, sorted(int(i) for i in order[:at])
