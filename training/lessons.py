"""Lessons: windows of text that nobody marked up for causes, with what the teacher (teacher.py) sees in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fabula.neural.pieces import LINE, Pieces, pieces
from training.data import ROOM, Taught, Window, bounded, gold, rows
from training.pieces import Restyler, tokenizer

SAYS = Path(__file__).parent / "runs" / "teacher" / "says.npz"
"""What the teacher said."""
SEED = 20261122
READ = 4001
"""How many stretches the teacher reads: as many as two cores did in half an hour."""
STOPS = ".?!"
Frames = list[dict[str, list[list[int]]]]


@dataclass
class Stretch:
    """At most 254 pieces of an article of PolNeAR (with its attributions) or of another corpus (task "")."""

    task: str
    pieces: Pieces
    frames: Frames


def stretches() -> Iterator[Stretch]:
    """All of them, in the same order and cuts each time: half of PolNeAR, ECB+, and as much of the rest as READ allows."""
    rng, t = np.random.default_rng(SEED), tokenizer()
    polnear = rows("polnear/train.jsonl")
    for some, task in (
        (polnear[::2], "attribution"),
        (rows("ecb/train.jsonl"), ""),
        (polnear[1::2], "attribution"),
    ):
        for r in some:
            p = pieces(r["text"], t)
            cut = min(len(p), int(rng.integers(ROOM // 4, ROOM + 1)))
            starts = [0, *range(cut, len(p), ROOM)]
            for a, b in zip(starts, [*starts[1:], len(p)], strict=True):
                if b - a >= 8:
                    yield Stretch(task, p.cut(slice(a, b)), r.get("attributions", []))


def sentences(p: Pieces, stops: list[int]) -> Iterator[tuple[int, int]]:
    """Its sentences, roughly: up to a stop before a capital, or a break of the line; those of five pieces or more."""
    start = 0
    for k in range(len(p)):
        last = k + 1 == len(p)
        if last or p.ids[k] == LINE or (p.ids[k] in stops and p.cases[k + 1] > 0):
            if k + 1 - start >= 5:
                yield start, k + 1
            start = k + 1


def save(path: Path, said: list[Taught]) -> None:
    """Keep what the teacher said of all stretches, in order."""
    places = [(i, at) for i, t in enumerate(said) for at, _ in t.roles]
    np.savez_compressed(
        path,
        anchors=np.concatenate([t.anchors for t in said]).astype(np.float16),
        lengths=np.array([len(t.anchors) for t in said]),
        places=np.array(places),
        roles=np.concatenate([y for t in said for _, y in t.roles]).astype(np.float16),
        sentences=np.array([(i, *s) for i, t in enumerate(said) for s in t.sentences]),
    )


def load(path: Path) -> list[tuple[Stretch, Taught]]:
    """The stretches with what the teacher said of them; raises FileNotFoundError where it has not been asked."""
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: run first python -m training.teacher")
    with np.load(path) as f:
        ends = np.cumsum(f["lengths"])
        said = [Taught(a.astype(np.float32), [], []) for a in np.split(f["anchors"], ends[:-1])]
        roles, n = f["roles"].astype(np.float32), 0
        for i, at in f["places"].tolist():
            said[i].roles.append((at, roles[n : n + len(said[i].anchors)]))
            n += len(said[i].anchors)
        for i, a, b, p in f["sentences"].tolist():
            said[int(i)].sentences.append((int(a), int(b), p))
    return list(zip(islice(stretches(), READ), said, strict=False))  # fewer where the teacher was stopped


def windows(lessons: list[tuple[Stretch, Taught]], rng: np.random.Generator, restyle: Restyler) -> Iterator[Window]:
    """One epoch's windows, in other styles each time."""
    for s, said in lessons:
        p, kept = restyle.restyled(s.pieces, rng)
        w = bounded(s.task, [(p, gold(s.task, p, s.frames) if s.task else [], None)])
        w.taught = _kept(said, np.concatenate([[0], kept + 1, [len(said.anchors) - 1]]))
        yield w


def _kept(t: Taught, at: NDArray[np.intp]) -> Taught:
    """The lesson for some of its pieces."""
    new = {int(old): k for k, old in enumerate(at)}
    roles = [(new[place], y[at]) for place, y in t.roles if place in new]
    bounds = [(int(np.searchsorted(at, a)), int(np.searchsorted(at, b)), p) for a, b, p in t.sentences]
    return Taught(t.anchors[at], roles, [x for x in bounds if x[0] < x[1]])
