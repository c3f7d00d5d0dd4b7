"""Which article was copied or rewritten from which: shared runs of words, found by winnowed fingerprints.

Winnowing (Schleimer, Wilkerson and Aiken, 2003) keeps of each window of hashed shingles the least, so that any run
of words longer than window and shingle together that two articles share is found, whatever stands around it.
"""

import datetime
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt

from fabula.extract.analysis import TOLD
from fabula.ingest.reading.lineage import origin
from fabula.link.article_set import ArticleSet
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

SURE_APART = 24 * 3600.0
"""Seconds between two publications from which on their order outweighs what the texts say of it."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Trace:
    """An article's words and where they stand, its shingles' hashes in order, and the winnowed ones.

    ``named`` is where it says that it is from ("Originally published in ..."), ``outlet`` where it appeared, both folded.
    """

    article: str
    date: str | None
    outlet: str
    named: tuple[str, ...]
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
    named = tuple(_folded(name) for name, _ in origin(article.text).names)
    return Trace(
        article.id,
        date,
        _folded(article.outlet or ""),
        named,
        tuple((m.start(), m.end()) for m in found),
        hashes,
        marks,
    )


def marks(annotation: Annotation) -> bytes:
    """What a trace is compared by, as kept: what tells the order of two, and its marks in order."""
    t = trace(annotation)
    return msgspec.msgpack.encode((_place_of(t), np.array(sorted(t.marks), dtype="<u4").tobytes()))


class _Place(msgspec.Struct, frozen=True, array_like=True):
    """What tells which of two articles is drawn from the other: date, number of words, outlet, where it says it is from."""

    date: str | None
    words: int
    outlet: str
    named: tuple[str, ...]


def _place_of(t: Trace) -> _Place:
    return _Place(t.date, len(t.spans), t.outlet, t.named)


def _folded(name: str) -> str:
    """A name as two are compared: its letters and digits, without a leading article."""
    return re.sub(r"[\W_]+", "", name.casefold().removeprefix("the "))


DIGESTS = {"marks": marks}


def lineage(annotations: Iterable[Annotation]) -> list[Lineage]:
    """What was drawn from what, each article from at most one other: its nearest, the earlier where dates tell.

    Kinds: copy and rewrite. Scores are the share of the shorter article's fingerprints that the other has. The order of
    the articles plays no part; cost grows with the number of articles: of those that share a shingle all are compared
    with the earliest few alone.
    """
    told = ArticleSet.of(annotations)
    return [drawn(told, *row) for row in parents(told)]


def parents(told: ArticleSet) -> list[tuple[int, int, float]]:
    """Articles drawn from others, as positions by id (the later, the earlier) with the score, in order."""
    kept = [msgspec.msgpack.decode(d, type=tuple[_Place, bytes]) for d in told.digests("marks", marks)]
    if not kept:
        return []
    of = [np.frombuffer(m, dtype="<u4") for _, m in kept]
    order = sorted(range(len(kept)), key=lambda i: (kept[i][0].date or "9", told.ids[i]))  # earliest first
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
        later, earlier = (i, j) if _later(kept[i][0], kept[j][0], i > j)[0] else (j, i)
        if later not in parent or (-score, earlier) < (-parent[later][0], parent[later][1]):
            parent[later] = (score, earlier)
    return [(i, j, score) for i, (score, j) in sorted(parent.items())]


def drawn(told: ArticleSet, later: int, earlier: int, score: float) -> Lineage:
    """The record of one article drawn from another."""
    return _drawn(trace(told.annotation(told.ids[later])), trace(told.annotation(told.ids[earlier])), score)


def _share(a: npt.NDArray[np.uint32], b: npt.NDArray[np.uint32]) -> float:
    """The share of the fewer marks that both have; 0 where too few are shared to tell."""
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / min(len(a), len(b)) if common >= FEWEST else 0.0


def _later(a: _Place, b: _Place, last: bool) -> tuple[bool, str]:
    """Whether the first of two is drawn from the second, and what says so: ``date``, ``words`` or, undecided, nothing.

    Where nothing says so the shorter counts as drawn, else the one that comes last.
    """
    one, two = _moment(a.date), _moment(b.date)
    if one and two and abs((one - two).total_seconds()) >= SURE_APART:
        return one > two, "date"
    if a.date and b.date and not (one and two) and a.date[:10] != b.date[:10]:
        return a.date > b.date, "date"
    from_b, from_a = _names(a, b), _names(b, a)
    if from_a != from_b:
        return from_b, "words"
    if one and two and one != two:
        return one > two, "date"
    return (a.words < b.words if a.words != b.words else last), ""


def _moment(date: str | None) -> datetime.datetime | None:
    """A date with a time and a time zone, as a moment: by the day alone, what appeared last in the west would be first."""
    if not date or len(date) <= 19:
        return None
    when = datetime.datetime.fromisoformat(date)
    return when if when.tzinfo else None


def _names(a: _Place, b: _Place) -> bool:
    """Whether an article says that it is from where the other appeared."""
    return len(b.outlet) >= 2 and any(n == b.outlet or (len(n) >= 5 and n in b.outlet) for n in a.named)


SAID = {
    "date": "order by date",
    "words": "the article names where it is from",
    "": "order not known: neither date nor words tell",
}
PASSAGE = 8
"""Words from which on a passage that two articles share is shown."""
PASSAGES = 12
"""Passages of one pair that are shown, the longest."""


def _drawn(later: Trace, earlier: Trace, score: float) -> Lineage:
    """The record of one article drawn from another, with the passages that both have, the longest first."""
    runs = sorted(_runs(later.shingles, earlier.shingles), key=lambda r: (-r[2], r[0]))
    shown = [r for r in runs if r[2] + SHINGLE - 1 >= PASSAGE][:PASSAGES] or runs[:1]
    anchors: list[Anchor] = []
    for mine, theirs, length in shown:
        for t, at in ((later, mine), (earlier, theirs)):
            anchors.append((t.article, t.spans[at][0], t.spans[at + length + SHINGLE - 2][1]))
    _, told_by = _later(_place_of(later), _place_of(earlier), True)
    return Lineage(
        id=f"lineage:{later.article}:{earlier.article}",
        source=later.article,
        target=earlier.article,
        kind="copy" if score >= COPY else "rewrite",
        score=round(min(1.0, score), 4),
        anchors=tuple(anchors),
        directed=told_by != "",
        why=(
            f"shared fingerprints {score:.2f}",
            f"longest shared run {runs[0][2] + SHINGLE - 1 if runs else 0} words",
            SAID[told_by],
        ),
    )


def _runs(mine: Sequence[int], theirs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The runs of shingles that two articles share: where each begins in either, and its length."""
    place: dict[int, int] = {}
    for k in range(len(theirs) - 1, -1, -1):
        place[theirs[k]] = k
    k = 0
    while k < len(mine):
        at = place.get(mine[k])
        if at is None:
            k += 1
            continue
        length = 1
        while k + length < len(mine) and at + length < len(theirs) and mine[k + length] == theirs[at + length]:
            length += 1
        yield k, at, length
        k += length
