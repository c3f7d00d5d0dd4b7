"""Which article was copied or rewritten from which: shared runs of words, found by winnowed fingerprints.

Winnowing (Schleimer, Wilkerson and Aiken, 2003) keeps of each window of hashed shingles the least, so that any run
of words longer than window and shingle together that two articles share is found, whatever stands around it.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt

from fabula.extract.analysis import TOLD
from fabula.link.article_set import Told
from fabula.model.records import Anchor, Annotation, Lineage
from fabula.store.arrays import blocked
from fabula.store.memo import numbers

SHINGLE = 5
"""Words a shingle: long enough that unrelated reports share few, short enough to survive light rewriting."""
WINDOW = 4
EARLIEST = 8
"""Articles with a shingle that all others with it are compared with: a report that a hundred print is drawn from one of
the first."""
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
        zlib.crc32(" ".join(some).encode("utf-8", "surrogatepass"))
        for some in zip(*(words[i:] for i in range(SHINGLE)), strict=False)
    )
    marks = frozenset(map(min, *(hashes[i:] for i in range(WINDOW))))
    date = article.published.date if article.published else None
    return Trace(article.id, date, tuple((m.start(), m.end()) for m in found), hashes, marks)


def marks(annotation: Annotation) -> bytes:
    """What a trace is compared by, as kept: its date, the number of its words, its marks in order."""
    t = trace(annotation)
    return msgspec.msgpack.encode((t.date, len(t.spans), np.array(sorted(t.marks), dtype="<u4").tobytes()))


DIGESTS = {"marks": marks}


def lineage(annotations: Iterable[Annotation]) -> list[Lineage]:
    """What was drawn from what, each article from at most one other: its nearest, the earlier where dates tell.

    Kinds: copy and rewrite. Scores are the share of the shorter article's fingerprints that the other has. The order of
    the articles plays no part; cost grows with the number of articles: of those that share a shingle all are compared
    with the earliest few alone.
    """
    told = Told.of(annotations)
    return [drawn(told, *row) for row in parents(told)]


def parents(told: Told) -> list[tuple[int, int, float]]:
    """Articles drawn from others, as positions by id (the later, the earlier) with the score, in order."""
    kept = [msgspec.msgpack.decode(d, type=tuple[str | None, int, bytes]) for d in told.digests("marks", marks)]
    if not kept:
        return []
    of = [np.frombuffer(m, dtype="<u4") for _, _, m in kept]
    order = sorted(range(len(kept)), key=lambda i: (kept[i][0] or "9", told.ids[i]))  # earliest first
    rank = np.empty(len(kept), dtype=np.int64)
    rank[order] = np.arange(len(kept))
    owner = np.repeat(rank, [len(m) for m in of])
    # A mark of one holder proposes nothing: left out before the blocks are made, for nearly all are.
    every = np.concatenate(of)
    by = np.argsort(every, kind="stable")
    marks_ = every[by]
    same = marks_[1:] == marks_[:-1]
    beside = np.zeros(len(by), dtype=np.bool_)
    beside[1:] |= same
    beside[:-1] |= same
    shared = by[beside]
    back = np.asarray(order, dtype=np.int64)
    pairs = back[blocked(every[shared].astype(np.uint64), owner[shared], EARLIEST)]
    number = numbers(told.keys)
    found = told.memo.pairs(
        "copy",
        number[pairs[:, 0]],
        number[pairs[:, 1]],
        lambda at: (_share(of[pairs[i, 0]], of[pairs[i, 1]]) for i in at),
    )
    parent: dict[int, tuple[float, int]] = {}
    for n in np.flatnonzero(found >= REWRITE):
        i, j, score = int(pairs[n, 0]), int(pairs[n, 1]), float(found[n])
        later, earlier = _order((kept[i][0], kept[i][1], i), (kept[j][0], kept[j][1], j))
        if later not in parent or (-score, earlier) < (-parent[later][0], parent[later][1]):
            parent[later] = (score, earlier)
    return [(i, j, score) for i, (score, j) in sorted(parent.items())]


def drawn(told: Told, later: int, earlier: int, score: float) -> Lineage:
    """The record of one article drawn from another."""
    return _drawn(trace(told.annotation(told.ids[later])), trace(told.annotation(told.ids[earlier])), score)


def _share(a: npt.NDArray[np.uint32], b: npt.NDArray[np.uint32]) -> float:
    """The share of the fewer marks that both have; 0 where too few are shared to tell."""
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / min(len(a), len(b)) if common >= FEWEST else 0.0


def _order(a: tuple[str | None, int, int], b: tuple[str | None, int, int]) -> tuple[int, int]:
    """Which of two (date, words, position) was drawn from the other: the later, else the shorter, else the last."""
    if a[0] and b[0] and a[0][:10] != b[0][:10]:
        return (a[2], b[2]) if a[0] > b[0] else (b[2], a[2])
    if a[1] != b[1]:
        return (a[2], b[2]) if a[1] < b[1] else (b[2], a[2])
    return (max(a[2], b[2]), min(a[2], b[2]))


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
