"""The reader: one small transformer encoder, a head a task, that proposes frames (see docs/reader.md).

One pass over an article serves all tasks. Activations are quantised with a scale a piece, so that what a window gives
depends on the window alone. Windows are run one by one all the same: nothing is padded, and one fills a core.
"""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fabula.errors import ModelError
from fabula.fingerprint import digest
from fabula.model.records import Pair
from fabula.neural import decoding, sessions
from fabula.neural.decoding import Floats
from fabula.neural.frames import Frame
from fabula.neural.pieces import CLS, SEP, Pieces, Window, pieces, windows

MODELS = Path(__file__).parent / "models"
ROOM, MARGIN = 254, 16
"""Pieces of a window, and how far from its edges it is believed. The network was trained on windows of this size. On
PolNeAR's development articles the mean F1 over thresholds is 0.749, as with a margin of 24 and cuts anywhere, which
read 6% more pieces."""
LONGEST = 512
"""Pieces, [CLS] and [SEP] included, that the network has positions for."""
OUTPUTS = ("hidden", "anchors", "causal", "tokens")
"""What reader.onnx gives for a window, a row a piece."""
NEAR = 20
"""Two anchors at most this many pieces apart may be two guesses at one frame."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is read: a text, its ``sections`` that belong to the telling (None: all), in order, and its sentences."""

    text: str
    sections: Sequence[Pair] | None = None
    sentences: Sequence[Pair] = ()


@dataclass(frozen=True, slots=True)
class States:
    """The network's last states, a row a piece of the text: what further heads of the reader stand on."""

    pieces: Pieces
    hidden: Floats

    def over(self, start: int, end: int) -> Floats:
        """The mean state of the pieces that a span of the text touches; zeros where it touches none."""
        i = int(np.searchsorted(self.pieces.ends, start, side="right"))
        j = int(np.searchsorted(self.pieces.starts, end))
        if i >= j:
            return np.zeros(self.hidden.shape[1], dtype=np.float32)
        return np.asarray(self.hidden[i:j].mean(axis=0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: ``frames`` by task and place; for each sentence given, the probability that it is causal; and the
    states that it was read from."""

    frames: list[Frame]
    causal: list[float]
    states: States = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A window and what the network says of it, a row a piece: vectors, and each task's view of a piece as a role's."""

    window: Window
    hidden: Floats
    tokens: Floats


@dataclass(slots=True)
class _Guess:
    """A piece that may be a frame's anchor, with its window, and the log odds of each role for the window's pieces."""

    task: str
    score: float
    at: int
    window: Window
    roles: Floats


class Reader:
    """A loaded model; it is loaded when it is first used. One instance may be shared by threads.

    ``folder`` holds reader.onnx, heads.npz, tokenizer.json and reader.json; the shipped ones by default. ``threads`` is
    the number of threads for one article. Reading raises ModelError where a file is missing or unusable.
    """

    def __init__(self, folder: Path | str | None = None, threads: int = 1) -> None:
        self.folder = Path(folder) if folder else MODELS
        self.threads = threads

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The contents of reader.json: tasks with their roles, thresholds, version."""
        return sessions.card(self.folder / "reader.json")

    @cached_property
    def version(self) -> str:
        """The model's version and a mark of its files, for an annotation's ``models``."""
        files = ("reader.json", "reader.onnx", "heads.npz", "tokenizer.json")
        return f"{self.settings['version']} {digest((name, sessions.contents(self.folder / name)) for name in files)}"

    def read(
        self,
        text: str,
        sections: Sequence[Pair] | None = None,
        sentences: Sequence[Pair] = (),
        tasks: Iterable[str] | None = None,
    ) -> Reading:
        """Read one text: see Passage. ``tasks`` limits the frames to some tasks (None: all)."""
        p = pieces(text, self._tokenizer, sections)
        names = list(self.settings["tasks"])
        wanted = set(names if tasks is None else tasks)
        chosen = [t for t in names if t in wanted]
        at = self.settings["thresholds"]
        where = [_sentence(p, s) for s in sentences]
        causal = [0.0] * len(where)
        chances = np.zeros((len(p), len(names)), dtype=np.float32)
        least = np.array([[0.0 if t == "cause" and where else at[t] for t in names]], dtype=np.float32)
        least = np.repeat(least, len(p), axis=0)
        guesses: list[_Guess] = []
        states = np.zeros((len(p), 0), dtype=np.float32)
        before: _Seen | None = None
        for w in [*windows(p.ids, ROOM, MARGIN), None]:
            seen = None
            if w is not None:
                hidden, anchors, say, tokens = self._run(p, w)
                seen = _Seen(w, hidden, tokens)
                if not states.shape[1]:
                    states = np.zeros((len(p), hidden.shape[1]), dtype=np.float32)
                states[w.first : w.last] = hidden[w.first - w.start : w.last - w.start]
                chances[w.first : w.last] = 1 / (1 + np.exp(-anchors[w.first - w.start : w.last - w.start]))
                for k, (a, b) in enumerate(where):
                    if a < b and w.first <= (a + b) // 2 < w.last:
                        causal[k] = _pooled(say[max(0, a - w.start) : b - w.start])
                        if "cause" in names and causal[k] < at["causal"]:
                            least[a:b, names.index("cause")] = max(at["cause"], at["unless"])
            if before:  # a window's anchors are chosen once those beside them are known
                guesses += self._guesses(chosen, before, chances, least)
            before = seen
        frames = self._frames(text, p, guesses)
        return Reading(judged(frames, sentences, causal, at), causal, States(p, states))

    def read_many(self, passages: Iterable[Passage], tasks: Iterable[str] | None = None) -> Iterator[Reading]:
        """Read passages one by one, in order."""
        wanted = None if tasks is None else tuple(tasks)
        for x in passages:
            yield self.read(x.text, x.sections, x.sentences, wanted)

    @cached_property
    def _tokenizer(self) -> Any:
        return sessions.tokenizer(self.folder / "tokenizer.json")

    @cached_property
    def _session(self) -> Any:
        return sessions.session(self.folder / "reader.onnx", OUTPUTS, self.threads)

    @cached_property
    def _heads(self) -> dict[str, Floats]:
        try:
            with np.load(self.folder / "heads.npz") as f:
                out = {k: f[k].astype(np.float32) for k in f.files}
        except (OSError, ValueError) as e:
            raise ModelError(f"the reader's heads.npz cannot be read: {e}") from e
        reach = self.settings["reach"]
        # Row LONGEST + d holds the embedding of distance d, so that a window's rows are one slice.
        apart = np.clip(np.arange(-LONGEST, LONGEST + 1), -reach, reach) + reach
        for task in self.settings["tasks"]:
            out[f"{task}.distance"] = out[f"{task}.distance"][apart]
        return out

    def _run(self, p: Pieces, w: Window) -> tuple[Floats, Floats, Floats, Floats]:
        """One window through the network: hidden, anchors' log odds, causal and tokens, a row a piece."""
        ids = np.concatenate([[CLS], p.ids[w.start : w.end], [SEP]]).astype(np.int64)
        cases = np.concatenate([[0], p.cases[w.start : w.end], [0]]).astype(np.int64)
        hidden, anchors, causal, tokens = self._session.run(OUTPUTS, {"ids": ids[None], "cases": cases[None]})
        return hidden[1:-1], anchors[1:-1], causal[1:-1], tokens[1:-1]

    def _guesses(self, tasks: Sequence[str], seen: _Seen, chances: Floats, least: Floats) -> Iterator[_Guess]:
        """The anchors of one window that may come to stand, with their roles.

        ``chances`` and ``least``, pieces of the text by tasks: how likely each is an anchor, and the least score with
        which a frame anchored there stands.
        """
        w, names, heads = seen.window, list(self.settings["tasks"]), self._heads
        for task in tasks:
            k = names.index(task)
            places = _hopeful(chances[:, k], least[:, k], self.settings["floor"][task], w.first, w.last) - w.start
            if not len(places):
                continue
            inner, outer = heads[f"{task}.distance"], heads[f"{task}.out"]
            tokens = seen.tokens[:, k * inner.shape[1] : (k + 1) * inner.shape[1]]
            bias = heads[f"{task}.out_bias"] + np.array(self.settings["bias"][task], dtype=np.float32)
            z = np.empty(tokens.shape, dtype=np.float32)
            links = seen.hidden[places] @ heads[f"{task}.link"]
            for at, link in zip(places.tolist(), links, strict=True):
                np.add(tokens, inner[LONGEST - at : LONGEST - at + len(tokens)], out=z)
                np.maximum(z, -link, out=z)  # relu(z + link) - link, with one pass less
                roles = np.asarray((z @ outer + (link @ outer + bias)).T, dtype=np.float32)
                yield _Guess(task, float(chances[w.start + at, k]), w.start + at, w, roles)

    def _frames(self, text: str, p: Pieces, guesses: list[_Guess]) -> list[Frame]:
        """Guesses as frames: roles to spans, guesses at one frame put together, empty ones left out."""
        if not guesses:
            return []
        longest = max(g.roles.shape[1] for g in guesses)
        scores = np.full((sum(len(g.roles) for g in guesses), longest), -9.0, dtype=np.float32)
        row = 0
        for g in guesses:
            scores[row : row + len(g.roles), : g.roles.shape[1]] = g.roles
            row += len(g.roles)
        cost = [self.settings["switch"][g.task][k] for g in guesses for k in range(len(g.roles))]
        chosen = decoding.inside(scores, np.array(cost, dtype=np.float32))
        found: list[tuple[_Guess, dict[str, tuple[Pair, ...]]]] = []
        row = 0
        for g in guesses:
            here = p.cut(slice(g.window.start, g.window.end))
            names = self.settings["tasks"][g.task]
            rows = chosen[row : row + len(names), : len(here)]
            row += len(names)
            found.append((g, {name: decoding.spans(text, here, r) for name, r in zip(names, rows, strict=True)}))
        kept = _merged([(g, roles) for g, roles in found if all(roles[k] for k in self.settings["needs"][g.task])])
        order = list(self.settings["tasks"])
        kept.sort(key=lambda x: (order.index(x[0].task), x[0].at))
        return [Frame(g.task, min(1.0, g.score), roles) for g, roles in kept]


def judged(
    frames: Iterable[Frame], sentences: Sequence[Pair], causal: Sequence[float], at: dict[str, float]
) -> list[Frame]:
    """The frames that stand, in the order given: those with a score of at least their task's threshold ``at[task]``.

    Where sentences are given, a cause must also suit its own: in one that is likely causal (``at["causal"]``) the
    likeliest frame stands whatever its score, and in any other only frames of at least ``at["unless"]`` do.
    """
    out: list[Frame] = []
    best: dict[int, tuple[float, Frame]] = {}
    starts = [s for s, _ in sentences]
    for f in frames:
        if f.task != "cause" or not starts:
            if f.score >= at[f.task]:
                out.append(f)
            continue
        k = bisect.bisect_right(starts, f.roles["cause"][0][0]) - 1
        if causal[k] >= at["causal"]:
            if k not in best or f.score > best[k][0]:
                best[k] = (f.score, f)
            out.append(f)
        elif f.score >= max(at["cause"], at["unless"]):
            out.append(f)
    first = {id(f) for _, f in best.values()}
    return [f for f in out if f.score >= at[f.task] or id(f) in first]


def _hopeful(chances: Floats, least: Floats, floor: float, first: int, last: int) -> NDArray[np.intp]:
    """The anchors among the pieces ``first`` to ``last`` whose frame could reach its ``least`` score.

    Guesses at one frame add up (_merged), the one that is kept taking in others at most NEAR pieces away; so the sum
    over those is the most that it can come to.
    """
    start = max(0, first - 2 * NEAR)
    near = chances[start : last + 2 * NEAR]
    anchors = np.where(near >= floor, near, 0).astype(np.float64)
    sums = np.concatenate([[0.0], np.cumsum(anchors)])
    at = np.arange(len(near))
    most = sums[np.minimum(at + NEAR + 1, len(near))] - sums[np.maximum(at - NEAR, 0)]
    stands = (anchors > 0) & (most >= least[start : last + 2 * NEAR] - 1e-6)
    count = np.concatenate([[0], np.cumsum(stands)])
    beside = count[np.minimum(at + NEAR + 1, len(near))] > count[np.maximum(at - NEAR, 0)]
    found = np.flatnonzero((anchors > 0) & beside) + start
    return found[(found >= first) & (found < last)]


def _merged(
    found: list[tuple[_Guess, dict[str, tuple[Pair, ...]]]],
) -> list[tuple[_Guess, dict[str, tuple[Pair, ...]]]]:
    """Guesses at one frame put together, the likelier first: their probabilities exclude each other and so add up."""
    kept: list[tuple[_Guess, dict[str, tuple[Pair, ...]]]] = []
    for g, roles in sorted(found, key=lambda x: (-x[0].score, x[0].at)):
        for other, have in kept:
            if other.task == g.task and abs(other.at - g.at) <= NEAR and _same(roles, have):
                other.score += g.score
                break
        else:
            kept.append((g, roles))
    return kept


def _same(a: dict[str, tuple[Pair, ...]], b: dict[str, tuple[Pair, ...]]) -> bool:
    """Whether all that both fill, but for the words that signal it, is half alike or more."""
    return all(decoding.alike(a[k], b[k]) >= 0.5 for k in a if k not in ("cue", "signal") and a[k] and b[k])


def _sentence(p: Pieces, s: Pair) -> tuple[int, int]:
    """The pieces of a sentence: first and end."""
    return int(np.searchsorted(p.starts, s[0])), int(np.searchsorted(p.starts, s[1]))


def _pooled(say: NDArray[np.float32]) -> float:
    """The probability that a sentence is causal: the mean of its pieces' log odds, weighted by a softmax."""
    weight = np.exp(say[:, 0] - say[:, 0].max())
    return float(1 / (1 + np.exp(-(weight @ say[:, 1]) / weight.sum())))
