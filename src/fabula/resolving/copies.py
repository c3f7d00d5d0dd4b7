"""Which article was copied or rewritten from which: shared runs of words, found by winnowed fingerprints.

Winnowing (Schleimer, Wilkerson and Aiken, 2003) keeps of each window of hashed shingles the least, so that any run
of words longer than window and shingle together that two articles share is found, whatever stands around it.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.annotating.analysis import TOLD
from fabula.records import Anchor, Annotation, Lineage

SHINGLE = 5
"""Words a shingle: long enough that unrelated reports share few, short enough to survive light rewriting."""
WINDOW = 4
COMMON = 200
"""A shingle in more articles than this is a stock phrase, not a trace of copying."""
COPY = 0.6
"""Share of the shorter article's fingerprints found in the other, from which on it counts as a copy ..."""
REWRITE = 0.2
"""... and as a rewrite. Reports of one event written apart share less than 0.1 (ECB+ training topics)."""
FEWEST = 6
"""Shared fingerprints that a judgement needs at least: quotations alone make a few."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Trace:
    """An article's words and where they stand, its shingles' hashes in order, and the winnowed ones."""

    article: str
    date: str | None
    spans: tuple[tuple[int, int], ...]
    shingles: tuple[int, ...]
    marks: frozenset[int]


def trace(annotation: Annotation) -> Trace:
    """The fingerprints of an article's telling."""
    article = annotation.article
    zones = [(z.start, z.end) for z in article.zones if z.kind in TOLD] or [(0, len(article.text))]
    if article.zones and not any(z.kind in TOLD for z in article.zones):
        zones = []
    found = [m for start, end in zones for m in _WORD.finditer(article.text, start, end)]
    words = [m[0].lower() for m in found]
    hashes = tuple(
        zlib.crc32(" ".join(words[i : i + SHINGLE]).encode("utf-8", "surrogatepass"))
        for i in range(len(words) - SHINGLE + 1)
    )
    marks = frozenset(min(hashes[i : i + WINDOW]) for i in range(max(0, len(hashes) - WINDOW + 1)))
    date = article.published.date if article.published else None
    return Trace(article.id, date, tuple((m.start(), m.end()) for m in found), hashes, marks)


def lineage(annotations: Sequence[Annotation]) -> list[Lineage]:
    """What was drawn from what, each article from at most one other: its nearest, the earlier where dates tell.

    Kinds: copy and rewrite. Scores are the share of the shorter article's fingerprints that the other has. The order of
    the articles plays no part; cost grows with the number of articles times those that share shingles with each.
    """
    ordered = sorted(annotations, key=lambda a: a.article.id)
    traces = [trace(a) for a in ordered]
    holders: dict[int, list[int]] = defaultdict(list)
    for i, t in enumerate(traces):
        for mark in t.marks:
            holders[mark].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= COMMON:
            shared.update((i, j) for x, i in enumerate(held) for j in held[x + 1 :])
    parent: dict[int, tuple[float, int]] = {}
    for (i, j), n in sorted(shared.items()):
        score = n / min(len(traces[i].marks), len(traces[j].marks))
        if n < FEWEST or score < REWRITE:
            continue
        later, earlier = _order(traces, i, j)
        if later not in parent or (-score, earlier) < (-parent[later][0], parent[later][1]):
            parent[later] = (score, earlier)
    return [_drawn(traces[i], traces[j], score) for i, (score, j) in sorted(parent.items())]


def _order(traces: Sequence[Trace], i: int, j: int) -> tuple[int, int]:
    """Which of two was drawn from the other: the later by date; else the shorter; else the later by id."""
    a, b = traces[i], traces[j]
    if a.date and b.date and a.date[:10] != b.date[:10]:
        return (i, j) if a.date > b.date else (j, i)
    if len(a.spans) != len(b.spans):
        return (i, j) if len(a.spans) < len(b.spans) else (j, i)
    return (max(i, j), min(i, j))


def _drawn(later: Trace, earlier: Trace, score: float) -> Lineage:
    """The record of one article drawn from another, with the longest run of words that both have."""
    place = {h: k for k, h in reversed(list(enumerate(earlier.shingles)))}
    best, start, length = 0, 0, 0
    for k, h in enumerate(later.shingles):
        length = length + 1 if h in place else 0
        if length > best:
            best, start = length, k - length + 1
    anchors: list[Anchor] = []
    if best:
        theirs = place[later.shingles[start]]
        end = min(theirs + best + SHINGLE - 2, len(earlier.spans) - 1)
        anchors.append((later.article, later.spans[start][0], later.spans[start + best + SHINGLE - 2][1]))
        anchors.append((earlier.article, earlier.spans[theirs][0], earlier.spans[end][1]))
    dated = later.date and earlier.date and later.date[:10] != earlier.date[:10]
    return Lineage(
        id=f"lineage:{later.article}:{earlier.article}",
        source=later.article,
        target=earlier.article,
        kind="copy" if score >= COPY else "rewrite",
        score=round(min(1.0, score), 4),
        anchors=tuple(anchors),
        why=(
            f"shared fingerprints {score:.2f}",
            f"longest shared run {best + SHINGLE - 1} words",
            "order by date" if dated else "order by length",
        ),
    )
