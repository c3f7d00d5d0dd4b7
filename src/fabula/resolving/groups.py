"""Which articles tell the same main event: average link over what articles are about, then a second look inside.

Two passes. The first joins articles by average link (Sokal and Michener, 1958) over cosine, at a threshold low
enough to keep long and short tellings together; only pairs that share a telling term are ever compared. What it
joins is one topic, often several events of one kind. The second pass looks into each group with weights of its own:
a term that all its articles share says nothing there, one that half of them share says most. Where the normalised
cut (Shi and Malik, 2000) falls apart, the group is two.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from fabula.records import Annotation
from fabula.resolving.mains import CLASHES, Main, main, relation
from fabula.resolving.profiles import Profile, profile

JOIN = 0.16
"""Average cosine above which groups join. Calibrated on the ECB+ training topics (flat from 0.12 to 0.22)."""
APART = 0.55
"""Normalised cut below which a group is two. Calibrated on the ECB+ training topics and samples of them
(groups of 1 to 6, one event a topic, only long, only short articles): flat from 0.5 to 0.6."""
SMALLEST = 4
"""Groups of fewer articles are not cut: their own weights say too little."""
LARGEST = 1000
"""Groups of more articles are not cut: the cut takes the cube of their number."""
COPY = 0.8
"""Cosine from which one article is taken to tell what the other does, word for word. Set by hand: on the ECB+ training
topics no two articles on different events come near it."""
TELLING = 60
"""An article's heaviest terms, by which others are found to compare it with."""
POSTING = 150
"""A term that more articles share does not lead from one to another."""
NEIGHBOURS = 40
"""With so many others, the nearest by their telling terms, an article is compared in full."""

Weights = dict[str, float]


CLASH, AGREEMENT = 0.2, 0.2
"""What is left of two articles' cosine where day or place of their main events clash, and what is added to it where
these agree. Chosen so that a clash parts two articles of one topic and a few clashes do not part a large group."""


def groups(annotations: Sequence[Annotation]) -> dict[str, str]:
    """Each article's group: article id to a label that the articles on one event share.

    The label is the least id of the group's articles with "event:" before it. The order of the articles plays no
    part. Cost grows with the number of articles times the neighbours that each is compared with.
    """
    ordered = sorted(annotations, key=lambda a: a.article.id)
    return label([profile(a) for a in ordered], [main(a) for a in ordered])


def label(profiles: Sequence[Profile], mains: Sequence[Main]) -> dict[str, str]:
    """Groups of profiles and main events, both sorted by article id."""
    weights = [p.weights for p in profiles]
    out: dict[str, str] = {}
    for joined in average_link(weights, JOIN):
        for apart in part_by_facts(joined, weights, mains):
            for members in cut_apart(apart, weights):
                name = f"event:{profiles[members[0]].article}"
                out.update((profiles[i].article, name) for i in members)
    return {p.article: out[p.article] for p in profiles}


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The inner product of two sparse vectors."""
    if len(a) > len(b):
        a, b = b, a
    return math.fsum(w * b[t] for t, w in a.items() if t in b)


def neighbours(weights: Sequence[Weights]) -> list[tuple[int, int]]:
    """The pairs worth comparing: those that share telling terms, each article's nearest by them. i < j, sorted."""
    telling = [sorted(w, key=lambda t: (-w[t], t))[:TELLING] for w in weights]
    postings: dict[str, list[int]] = defaultdict(list)
    for i, terms in enumerate(telling):
        for term in terms:
            postings[term].append(i)
    pairs: set[tuple[int, int]] = set()
    for i, terms in enumerate(telling):
        shared: dict[int, float] = defaultdict(float)
        for term in terms:
            if 1 < len(postings[term]) <= POSTING:
                own = weights[i][term]
                for j in postings[term]:
                    shared[j] += own * weights[j][term]
        shared.pop(i, None)
        nearest = heapq.nsmallest(NEIGHBOURS, shared.items(), key=lambda p: (-p[1], p[0]))
        pairs.update((min(i, j), max(i, j)) for j, _ in nearest)
    return sorted(pairs)


def average_link(weights: Sequence[Weights], threshold: float) -> list[list[int]]:
    """Join the two nearest groups until the average cosine between any two is below the threshold.

    The average over all pairs of two groups of unit vectors is the inner product of the groups' sums over the number
    of pairs, so that it is exact for whichever groups are compared.
    """
    sums: dict[int, Weights] = dict(enumerate(weights))
    members: dict[int, list[int]] = {i: [i] for i in sums}
    near: dict[int, dict[int, float]] = {i: {} for i in sums}
    heap: list[tuple[float, int, int]] = []

    def link(i: int, j: int, similarity: float) -> None:
        near[i][j] = near[j][i] = similarity
        if similarity >= threshold:
            heapq.heappush(heap, (-similarity, min(i, j), max(i, j)))

    for i, j in neighbours(weights):
        link(i, j, dot(sums[i], sums[j]))
    fresh = len(weights)
    while heap:
        _, i, j = heapq.heappop(heap)
        if i not in members or j not in members:
            continue
        a, b, new = len(members[i]), len(members[j]), fresh
        fresh += 1
        small, large = (i, j) if len(sums[i]) < len(sums[j]) else (j, i)
        total = dict(sums[large])
        for term, weight in sums[small].items():
            total[term] = total.get(term, 0.0) + weight
        others = sorted((near[i].keys() | near[j].keys()) - {i, j})
        near[new] = {}
        sums[new], members[new] = total, sorted(members[i] + members[j])
        for k in others:
            left, right = near[i].get(k), near[j].get(k)
            if left is None:
                left = dot(sums[i], sums[k]) / (a * len(members[k]))
            if right is None:
                right = dot(sums[j], sums[k]) / (b * len(members[k]))
            del near[k][i if i in near[k] else j]
            near[k].pop(j, None)
            near[k].pop(i, None)
            link(new, k, (a * left + b * right) / (a + b))
        for old in (i, j):
            del sums[old], members[old], near[old]
    return sorted(members.values())


def part_by_facts(members: list[int], weights: Sequence[Weights], mains: Sequence[Main]) -> list[list[int]]:
    """A group's parts where the main events' days and places clash: average link again, with what these say.

    Groups without a clash, and those of more than LARGEST articles, are left as they are.
    """
    if len(members) > LARGEST:
        return [members]
    known = dict(zip(members, inherited(members, weights, mains), strict=True))
    telling = [i for i in members if known[i].days or known[i].places]
    says = {}
    for x, i in enumerate(telling):
        for j in telling[x + 1 :]:
            if verdict := relation(known[i], known[j], weights[i], weights[j]):
                says[i, j] = verdict
    if CLASHES not in says.values():
        return [members]
    out: list[list[int]] = []
    for part in linked(members, weights, says):
        held = set(part)
        within = [verdict for (i, j), verdict in says.items() if i in held and j in held]
        if sum(within) >= 0:
            out.append(part)
            continue
        # More clash than agree: what holds the part together are articles that state no day and no place. It comes
        # apart where two articles at least stand for each of two events; one day that differs may be a slip.
        stating = [i for i in part if known[i].days or known[i].places]
        apart = linked(stating, weights, says)
        affirmed = [a for a in apart if len(a) > 1]
        out += placed(sorted(held - set(stating)), apart, weights) if len(affirmed) > 1 else [part]
    return sorted(out)


def linked(members: Sequence[int], weights: Sequence[Weights], says: Mapping[tuple[int, int], int]) -> list[list[int]]:
    """Average link of articles over their cosines and what days and places say of pairs."""
    n = len(members)
    similarity = np.zeros((n, n))
    for k in range(n):
        for m in range(k + 1, n):
            i, j = members[k], members[m]
            cosine = dot(weights[i], weights[j])
            verdict = says.get((i, j), 0)
            cosine = cosine * CLASH if verdict == CLASHES else cosine + AGREEMENT * verdict
            similarity[k, m] = similarity[m, k] = cosine
    return [[members[k] for k in part] for part in dense_link(similarity, JOIN)]


def inherited(members: Sequence[int], weights: Sequence[Weights], mains: Sequence[Main]) -> list[Main]:
    """The members' main events; one whose day an article does not state is that of the article it is a near copy of."""
    dated = [j for j in members if mains[j].days]
    out: list[Main] = []
    for i in members:
        own = mains[i]
        if not own.days and dated:
            alike, nearest = max((dot(weights[i], weights[j]), -j) for j in dated)
            own = mains[-nearest] if alike >= COPY else own
        out.append(own)
    return out


def placed(silent: Sequence[int], parts: list[list[int]], weights: Sequence[Weights]) -> list[list[int]]:
    """Put articles that state no day and no place of their own with the part that they are most alike to.

    They come last and one by one, so that they never bring two events together.
    """
    out = [list(part) for part in parts]
    for i in silent:
        alike = [math.fsum(dot(weights[i], weights[j]) for j in part) / len(part) for part in parts]
        out[alike.index(max(alike))].append(i)
    return sorted(sorted(part) for part in out)


def dense_link(similarity: npt.NDArray[np.float64], threshold: float) -> list[list[int]]:
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


def similarities(weights: Sequence[Weights]) -> npt.NDArray[np.float64]:
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
    out: npt.NDArray[np.float64] = matrix @ matrix.T
    np.fill_diagonal(out, 0.0)
    return out


def best_cut(similarity: npt.NDArray[np.float64]) -> tuple[float, list[int]]:
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
