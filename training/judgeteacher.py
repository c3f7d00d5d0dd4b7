"""A larger judge to learn from: ``python -m training.judgeteacher``, before ``python -m training.judge --teacher``.

The teacher's base of twelve layers (training/teacher.py: all-mpnet-base-v2) learns the claims that the judge learns, and a
few headlines and made pairs. Then it says what it thinks of claims, of those that it learned and of pairs that nobody
labelled. Its answers are kept in training/runs/judge/answers.npz; nothing of it is shipped. Both parts stop when their
minutes are over.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from fabula.compare.model import CLASSES
from training.judge import (
    RUNS,
    SEED,
    Encoded,
    calibrated,
    descent,
    encoded,
    figures,
    fit,
    hidden,
    mark,
    padded,
    plan,
    predict,
)
from training.judgepairs import Row, made, rows, unlabelled
from training.pieces import tokenizer
from training.precision import autocast
from training.teacher import WIDTH, TeacherEncoder

SAYS = RUNS / "answers.npz"
"""What the teacher said: marks of pairs, and logits."""
LONGEST = 96
"""Pieces of a pair while it learns: of the claims' pairs, nine in ten are no longer."""
BATCH = 1408
"""Pieces a step, padding included."""
FROZEN = 5
"""Lowest layers that are left as they are, with the vocabulary: a third of a step's time."""
RATE, HEAD_RATE = 4e-5, 2e-4
SHARE = {
    ("claims", "neither"): 0.3,
    ("headlines", "agrees"): 0.06,
    ("headlines", "clashes"): 0.2,
    ("headlines", "neither"): 0.0,
    ("made", "agrees"): 0.1,
    ("made", "clashes"): 0.1,
    ("made", "neither"): 0.1,
}
"""Part of each kind of pair that an epoch takes."""
HIDDEN, MASK = 0.08, 30522
"""Share of the pieces hidden while it learns, and what they become: the base's own mask."""


class TeacherJudge(nn.Module):
    """The larger encoder and a classifier of its first piece and the mean of all."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = TeacherEncoder()
        self.hidden = nn.Linear(2 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(CLASSES))
        self.dropout = nn.Dropout(0.1)

    def train(self, mode: bool = True) -> "TeacherJudge":
        """Set the mode; frozen layers drop nothing."""
        super().train(mode)
        for layer in self.encoder.layers[:FROZEN]:
            layer.eval()
        return self

    def forward(self, ids: Tensor, sides: Tensor) -> Tensor:
        """``ids`` and ``sides``: batch by pieces; the sides are told apart by the mark between them alone."""
        h = self.encoder(ids, torch.zeros_like(sides))
        there = (ids != 0)[:, :, None].to(h.dtype)
        mean = (h * there).sum(1) / there.sum(1)
        y: Tensor = self.out(self.dropout(torch.tanh(self.hidden(torch.cat([h[:, 0], mean], 1)))))
        return y


def cut(pair: Encoded) -> Encoded:
    """A pair of at most LONGEST pieces."""
    ids, sides, label = pair
    if len(ids) <= LONGEST:
        return pair
    return np.concatenate([ids[: LONGEST - 1], ids[-1:]]), sides[:LONGEST], label


def learn(epochs: int, seed: int, seconds: float) -> Path:
    """Train, print the figures of the claims kept for calibrating, and return the last checkpoint's path."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    t = tokenizer()
    learning, tune, _ = rows()
    learning = learning + made(rng)
    tune = [r for r in tune if r[3] == "claims"]
    pairs, tune_pairs = [cut(x) for x in encoded(learning, t)], encoded(tune, t)
    RUNS.mkdir(parents=True, exist_ok=True)
    net = TeacherJudge()
    net.encoder.load_base()
    net.train()
    e = net.encoder
    for part in (e.pieces, e.order, e.case, e.bias, e.norm, *e.layers[:FROZEN]):
        part.requires_grad_(False)
    head = [*net.hidden.parameters(), *net.out.parameters()]
    body = [x for x in e.parameters() if x.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )

    def loss(batch: list[int]) -> Tensor:
        with autocast():
            ids, sides = padded([pairs[k] for k in batch])
            logits = net(hidden(ids, rng, HIDDEN, MASK), sides).float()
        return functional.cross_entropy(logits, torch.tensor([pairs[k][2] for k in batch]), label_smoothing=0.1)

    path = RUNS / "none"
    plans = [plan(learning, pairs, rng, SHARE, BATCH) for _ in range(epochs)]
    for n in descent(plans, optimiser, loss, seconds):
        path = RUNS / f"teacher-{n}.pt"
        torch.save(net.state_dict(), path)
        logits = predict(net, tune_pairs)
        p = calibrated(logits, fit(logits, tune))
        nats = -np.log(p[np.arange(len(p)), [r[2] for r in tune]]).mean()
        print(f"epoch {n}: {nats:.4f} nats", {k: v for k, v in figures(p, tune).items() if "claims" in k}, flush=True)
    return path


def say(net: nn.Module, some: Sequence[Row], seed: int, seconds: float) -> None:
    """Keep the answers to some rows in SAYS, to as many as there is time for."""
    pairs, started = encoded(some, tokenizer()), time.time()
    order = np.random.default_rng(seed).permutation(len(pairs))
    marks: list[str] = []
    logits: list[np.ndarray] = []
    for at in range(0, len(order), 320):
        if time.time() - started > seconds:
            break
        few = [pairs[k] for k in order[at : at + 320]]
        marks += [mark(x) for x in few]
        logits.append(predict(net, few))
        np.savez_compressed(SAYS, pairs=np.array(marks), logits=np.concatenate(logits))
        print(f"{len(marks)} of {len(pairs)} pairs, {time.time() - started:.0f} s", flush=True)


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--epochs", type=int, default=2)
    p.add_argument("--seed", type=int, default=SEED)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--minutes", type=float, nargs=2, default=(60, 20), help="for learning and for answering, at most")
    p.add_argument("--on", type=Path, help="train nothing: answer with this checkpoint")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    checkpoint = a.on or learn(a.epochs, a.seed, 60 * a.minutes[0])
    net = TeacherJudge()
    net.load_state_dict(torch.load(checkpoint, weights_only=True))
    claims = [r for r in rows()[0] if r[3] == "claims"]
    say(net, claims + unlabelled(np.random.default_rng(a.seed), news=False), a.seed, 60 * a.minutes[1])


if __name__ == "__main__":
    main()
