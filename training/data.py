"""Training texts as windows of word pieces with their frames.

Read from ../shared/data beside the repository: PolNeAR (attribution), the Causal News Corpus (cause) and SemEval-2020
task 5.2 (condition).
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fabula.neural.pieces import CLS, LINE, SEP, Pieces, pieces
from training.pieces import Restyler, tokenizer
from training.tasks import ANCHORS, TASKS

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
ROOM = 254
"""Pieces of a window besides [CLS] and [SEP]."""


@dataclass
class Text:
    """One article or sentence: its pieces, its frames (role to spans) and, for a sentence, whether it is causal."""

    task: str
    pieces: Pieces
    frames: list[dict[str, list[list[int]]]]
    causal: int | None = None


@dataclass
class Taught:
    """What a teacher sees in a window, piece by piece ([CLS] and [SEP] included), as probabilities.

    ``anchors`` of causes; ``roles``: (anchor's place, pieces by roles) of the likelier ones; ``sentences``: (first
    piece, end, causal).
    """

    anchors: NDArray[np.float32]
    roles: list[tuple[int, NDArray[np.float32]]]
    sentences: list[tuple[int, int, float]]


@dataclass
class Window:
    """What the network sees at once: ids and cases with [CLS] and [SEP], and its gold.

    ``frames``: (anchor's place, role by piece as 0 or 1). ``sentences``: (first piece, end, causal).
    """

    task: str
    ids: NDArray[np.int32]
    cases: NDArray[np.int8]
    frames: list[tuple[int, NDArray[np.int8]]] = field(default_factory=list)
    sentences: list[tuple[int, int, int]] = field(default_factory=list)
    taught: Taught | None = None


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one JSONL file of the data folder."""
    with (DATA / name).open(encoding="utf-8") as f:
        return [json.loads(x) for x in f]


def held_back(row: dict[str, Any]) -> bool:
    """Whether a row of counterfactual/train is kept for development: a fixed tenth, by a hash of its text."""
    return zlib.crc32(row["text"].encode()) % 10 == 0


def conditions(dev: bool) -> list[dict[str, Any]]:
    """Rows of counterfactual/train, those held back or the others."""
    return [r for r in rows("counterfactual/train.jsonl") if held_back(r) == dev]


def texts(share: float = 1.0, only: Sequence[str] = tuple(TASKS)) -> list[Text]:
    """All training texts of some tasks. ``share`` below 1 keeps the first part of each corpus, for ablations."""
    t, out = tokenizer(), []
    for r in first(rows("polnear/train.jsonl"), share if "attribution" in only else 0):
        out.append(Text("attribution", pieces(r["text"], t), r["attributions"]))
    for r in first(rows("cnc/train.jsonl"), share):
        out.append(Text("cause", pieces(r["text"], t), r["causes"], int(r["causal"])))
    for r in first(conditions(dev=False), share):
        frame = {k: [r[k]] if r[k] else [] for k in TASKS["condition"]}
        out.append(Text("condition", pieces(r["text"], t), [frame]))
    return out


def first(xs: list[Any], share: float) -> list[Any]:
    """The first part of a list."""
    return xs[: round(len(xs) * share)]


def gold(task: str, p: Pieces, frames: list[dict[str, list[list[int]]]]) -> list[tuple[int, NDArray[np.int8]]]:
    """Frames by piece: the anchor (the first piece of the task's anchor role that ``p`` holds) and pieces by roles."""
    out: dict[int, NDArray[np.int8]] = {}
    for f in frames:
        head = f[ANCHORS[task]]
        if not head:
            continue
        at = np.flatnonzero((p.starts < head[0][1]) & (p.ends > head[0][0]) & (p.ids != LINE))
        # Where the window begins inside the role, the anchor is not in it.
        if not len(at) or p.starts[at[0]] > head[0][0]:
            continue
        y = np.zeros((len(p.ids), len(TASKS[task])), dtype=np.int8)
        for k, role in enumerate(TASKS[task]):
            for s, e in f[role]:
                y[(p.starts < e) & (p.ends > s), k] = 1
        # Of several frames at one anchor (a cause with two effects, 2% of CNC) the first stands for them.
        out.setdefault(int(at[0]), y)
    return sorted(out.items())


def bounded(task: str, parts: list[tuple[Pieces, list[tuple[int, NDArray[np.int8]]], int | None]]) -> Window:
    """A window made of parts one after another, between [CLS] and [SEP]."""
    ids, cases = [np.array([CLS])], [np.array([0])]
    n, total = 1, sum(len(p.ids) for p, _, _ in parts) + 2
    w = Window(task, np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int8))
    for p, frames, causal in parts:
        for at, y in frames:
            full = np.zeros((total, y.shape[1]), dtype=np.int8)
            full[n : n + len(y)] = y
            w.frames.append((n + at, full))
        if causal is not None and len(p.ids):
            w.sentences.append((n, n + len(p.ids), causal))
        ids.append(p.ids)
        cases.append(p.cases)
        n += len(p.ids)
    w.ids = np.concatenate([*ids, [SEP]]).astype(np.int32)
    w.cases = np.concatenate([*cases, [0]]).astype(np.int8)
    return w


def epoch(all_texts: list[Text], rng: np.random.Generator, restyle: Restyler, times: dict[str, float]) -> list[Window]:
    """One epoch's windows, in other cuts and styles each time. ``times``: how often an epoch sees a task's texts."""
    out = []
    for task, often in times.items():
        mine = [t for t in all_texts if t.task == task]
        n = round(len(mine) * often)
        order = np.concatenate([rng.permutation(len(mine)) for _ in range(int(often) + 1)])[:n]
        chosen = [mine[i] for i in order]
        out += list(sliding(chosen, rng, restyle) if task == "attribution" else packed(task, chosen, rng, restyle))
    return out


def sliding(chosen: list[Text], rng: np.random.Generator, restyle: Restyler) -> Iterator[Window]:
    """Articles cut into windows end to end, the first cut at a place drawn at random."""
    for t in chosen:
        n = len(t.pieces.ids)
        cut = min(n, int(rng.integers(ROOM // 4, ROOM + 1)))
        starts = [0, *range(cut, n, ROOM)]
        for a, b in zip(starts, [*starts[1:], n], strict=True):
            p = restyle(t.pieces.cut(slice(a, b)), rng)
            yield bounded(t.task, [(p, gold(t.task, p, t.frames), None)])


def packed(task: str, chosen: list[Text], rng: np.random.Generator, restyle: Restyler) -> Iterator[Window]:
    """Sentences put together into windows, some long and some short, so that the heads know both."""
    parts: list[tuple[Pieces, list[tuple[int, NDArray[np.int8]]], int | None]] = []
    used, room = 0, ROOM
    for t in chosen:
        p = restyle(t.pieces.cut(slice(0, ROOM - 1)), rng)
        if rng.random() < 0.3:
            p = Pieces(np.append(p.ids, LINE), np.append(p.starts, 0), np.append(p.ends, 0), np.append(p.cases, 0))
        if parts and used + len(p.ids) > room:
            yield bounded(task, parts)
            parts, used = [], 0
            room = ROOM if rng.random() < 0.6 else int(rng.integers(30, ROOM))
        parts.append((p, gold(task, p, t.frames), t.causal))
        used += len(p.ids)
    if parts:
        yield bounded(task, parts)
