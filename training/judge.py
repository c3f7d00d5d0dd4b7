"""Train the judge, end to end: ``python -m training.judge``, from the repository's root.

A cross-encoder: claim and passage through one small encoder, the first piece's vector to three classes. Starts from one
of training/judgebase.py's bases, or from a checkpoint (the shipped judge's: training/dequantise.py), trains on
training/judgepairs.py's pairs, fits temperature and biases on the part kept for calibrating, writes int8 ONNX and its card to src/fabula/compare/judge/, and prints the figures of what was held
back with a calibration table. ``--from FILE`` exports and measures a checkpoint without training; of several, the mean of
their weights (a soup: Wortsman et al., ICML 2022). ``--teacher FILE``: another judge's checkpoint, or the answers that a
larger one gave (training/judgeteacher.py), which are learned beside the labels (Hinton et al., 2015), also on pairs that
have no label.
"""

import argparse
import hashlib
import json
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from fabula.compare.model import CLASSES, JudgeModel, calibrated, encode
from training.export import SAMPLE, build_judge
from training.judgebase import BASES, State, base, depth, kept
from training.judgepairs import NO_LABEL, Row, answers, entailment, made, rows, unlabelled, unrelated
from training.judgeshares import AGAIN, LAST, SHARE
from training.model import Encoder, base_file
from training.pieces import tokenizer
from training.precision import autocast

OUT = Path(__file__).resolve().parents[1] / "src" / "fabula" / "compare" / "judge"
RUNS = Path(__file__).parent / "runs" / "judge"
BATCH = 2304
"""Pieces a step, padding included."""
RATE, HEAD_RATE = 2e-4, 6e-4
FROZEN = 1
"""Lowest layers that are left as they are, with the vocabulary: less to learn by heart, and faster."""
HIDDEN, HIDDEN_ELSE, MASK = 0.1, 0.02, 103
"""Share of the pieces of claims and headlines, and of other pairs, that are hidden from the network while it learns, anew
each time, and what they become: six layers learn the claims by heart in three epochs (macro F1 0.75 on what they learned
from, 0.48 on what was held back). Pieces up to MASK are marks."""
SMOOTH = 0.05
"""Label smoothing."""
EITHER = {"med": 0.23}
"""What of a "neither" is given to "clashes", by the set: where "neither" is told from "agrees" alone."""
TAUGHT, SOFT = 0.5, 2.0
"""What a teacher's answers weigh beside the labels, and the temperature at which they are compared."""

KEPT = 200
"""Steps after which the weights are written again, so that a run which is stopped is of use."""
KINDS = ("claims", "headlines")
"""The kinds whose figures are told apart; the rest is entailment."""

SEED = 20261122
"""Draws pairs without a label too: a teacher's answers hold for the run that has the same."""

Encoded = tuple[NDArray[np.int64], NDArray[np.int64], int]


class JudgeNet(nn.Module):
    """The encoder and a classifier of its first piece."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        config = json.loads(base_file("config.json")) | {"num_hidden_layers": layers}
        self.encoder = Encoder(config, dropout=0.0)  # most pairs are seen once: nothing to learn by heart
        self.hidden = nn.Linear(config["hidden_size"], config["hidden_size"])
        self.out = nn.Linear(config["hidden_size"], len(CLASSES))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, sides: Tensor) -> Tensor:
        """``ids`` and ``sides``: batch by pieces. Returns logits, batch by classes."""
        y: Tensor = self.out(self.dropout(torch.tanh(self.hidden(self.encoder.first(ids, sides)))))
        return y


def loaded(checkpoint: Path, layers: Sequence[int] = ()) -> JudgeNet:
    """A checkpoint's network, or one of some of its layers."""
    state = torch.load(checkpoint, weights_only=True)
    if layers:
        state = kept(state, layers)
    net = JudgeNet(depth(state))
    net.load_state_dict(state)
    return net


def soup(states: Sequence[State]) -> State:
    """The mean of networks that have one start in common."""
    return {k: torch.stack([s[k] for s in states]).mean(0) for k in states[0]}


def start(name: str, layers: Sequence[int] = (), checkpoint: Path | None = None) -> JudgeNet:
    """From a base's weights, or from a checkpoint's; of ``layers`` alone where they are given."""
    if checkpoint:
        return loaded(checkpoint, layers)
    state = base(name)
    if layers:
        state = kept(state, layers)
    net = JudgeNet(depth(state))
    net.encoder.load_state_dict(state)
    return net


def taught(teacher: Path, pairs: Sequence[Encoded]) -> NDArray[np.float64]:
    """The teacher's logits, rows by classes; NaN for what it was not asked. A checkpoint's are kept in RUNS."""
    if teacher.suffix == ".npz":
        with np.load(teacher) as f:
            said = dict(zip(f["pairs"].tolist(), f["logits"], strict=True))
        return np.array([said.get(mark(x), [np.nan] * len(CLASSES)) for x in pairs], dtype=np.float64)
    digest = hashlib.sha256(teacher.read_bytes())
    for ids, _, _ in pairs:
        digest.update(ids.tobytes())
    path = RUNS / f"taught-{digest.hexdigest()[:12]}.npy"
    if not path.exists():
        RUNS.mkdir(parents=True, exist_ok=True)
        np.save(path, predict(loaded(teacher), pairs))
    known: NDArray[np.float64] = np.load(path)
    return known


def mark(pair: Encoded) -> str:
    """What a pair is known by where answers are kept."""
    return hashlib.sha256(pair[0].tobytes()).hexdigest()[:16]


def padded(pairs: Sequence[Encoded]) -> tuple[Tensor, Tensor]:
    """Ids and sides, batch by pieces."""
    n = max(len(i) for i, _, _ in pairs)
    ids, sides = np.zeros((2, len(pairs), n), dtype=np.int64)
    for k, (i, s, _) in enumerate(pairs):
        ids[k, : len(i)], sides[k, : len(s)] = i, s
    return torch.from_numpy(ids), torch.from_numpy(sides)


def plan(
    train: Sequence[Row],
    pairs: Sequence[Encoded],
    rng: np.random.Generator,
    share: Mapping[tuple[str, str], float] = SHARE,
    most: int = BATCH,
) -> list[list[int]]:
    """One epoch's batches, as places: pairs of like length together, in random order, ``most`` pieces a batch."""
    part = np.array([share.get((r[3], named(r[2])), 1.0) for r in train])
    times = np.floor(part + rng.random(len(part))).astype(int)
    order = rng.permutation(np.repeat(np.arange(len(part)), times))
    batches: list[list[int]] = []
    for at in range(0, len(order), 2000):
        batch: list[int] = []
        for k in sorted(order[at : at + 2000], key=lambda k: len(pairs[k][0])):
            if batch and len(pairs[k][0]) * (len(batch) + 1) > most:
                batches.append(batch)
                batch = []
            batch.append(int(k))
        batches.append(batch)
    return [batches[k] for k in rng.permutation(len(batches))]


def hidden(ids: Tensor, rng: np.random.Generator, share: float | Sequence[float] = HIDDEN, mask: int = MASK) -> Tensor:
    """Ids with ``share`` of the pieces masked, or each row's share of its own."""
    some = torch.from_numpy(rng.random(tuple(ids.shape)) < np.reshape(share, (-1, 1))) & (ids > MASK)
    return ids.masked_fill(some, mask)


def named(label: int) -> str:
    """A class's name; "" for no label."""
    return CLASSES[label] if label >= 0 else ""


def predict(net: nn.Module, pairs: Sequence[Encoded]) -> NDArray[np.float64]:
    """Logits, rows by classes."""
    net.eval()
    out = np.zeros((len(pairs), len(CLASSES)))
    order = sorted(range(len(pairs)), key=lambda k: len(pairs[k][0]))
    with torch.no_grad(), autocast():
        for at in range(0, len(order), 32):
            ks = order[at : at + 32]
            out[ks] = net(*padded([pairs[k] for k in ks])).float().numpy()
    net.train()
    return out


def figures(p: NDArray[np.float64], dev: Sequence[Row]) -> dict[str, float]:
    """Macro F1 and each class's, a kind at a time."""
    out = {}
    for kind, mine in families(dev):
        gold, got = np.array([dev[k][2] for k in mine]), p[mine].argmax(1)
        f = []
        for c in range(len(CLASSES)):
            n = (gold == c).sum() + (got == c).sum()
            f.append(2 * ((gold == c) & (got == c)).sum() / n if n else 0.0)
        named = dict(zip((*CLASSES, "macro"), (*f, sum(f) / len(f)), strict=True))
        out |= {f"{kind} {n}": round(float(v), 3) for n, v in named.items()}
    return out


def families(some: Sequence[Row]) -> list[tuple[str, list[int]]]:
    """The rows' places by KINDS, and those of the sets of entailment as one."""
    named = ["nli" if r[3] not in KINDS else r[3] for r in some]
    return [(kind, [k for k, n in enumerate(named) if n == kind]) for kind in (*KINDS, "nli") if kind in named]


def calibration(p: NDArray[np.float64], dev: Sequence[Row]) -> tuple[float, list[dict[str, float]]]:
    """Expected calibration error over ten bins of the likeliest class's probability (Naeini et al., AAAI 2015)."""
    top, right = p.max(1), p.argmax(1) == np.array([r[2] for r in dev])
    table, error = [], 0.0
    for k in range(10):
        inside = (top > k / 10) & (top <= (k + 1) / 10)
        if n := int(inside.sum()):
            said, was = float(top[inside].mean()), float(right[inside].mean())
            table.append({"pairs": n, "said": round(said, 3), "right": round(was, 3)})
            error += n / len(p) * abs(said - was)
    return round(error, 4), table


def fit(logits: NDArray[np.float64], dev: Sequence[Row]) -> dict[str, Any]:
    """Temperature and a bias a class that make the rows likeliest, by coordinate search; the families weigh alike."""
    gold, weight = np.array([r[2] for r in dev]), np.zeros(len(dev))
    for _, mine in families(dev):
        weight[mine] = 1 / len(mine)

    def loss(t: float, b: list[float]) -> float:
        p = calibrated(logits, {"temperature": t, "bias": b})
        return float(-(weight * np.log(p[np.arange(len(p)), gold] + 1e-12)).sum())

    t, b = 1.0, [0.0, 0.0, 0.0]
    for _ in range(6):
        t = min((0.5 + 0.05 * k for k in range(60)), key=lambda x: loss(x, b))
        for c in range(2):  # the third is free: only differences count
            b[c] = min((-2 + 0.05 * k for k in range(81)), key=lambda x: loss(t, [*b[:c], x, *b[c + 1 :]]))
    return {"temperature": round(t, 2), "bias": [round(x, 2) for x in b]}


def train(
    epochs: int,
    seed: int,
    first: int | None,
    on: Path | None = None,
    rate: float = RATE,
    name: str = BASES[0],
    layers: Sequence[int] = (),
    teacher: Path | None = None,
    frozen: int = FROZEN,
    seconds: float = math.inf,
) -> Path:
    """Train and return the last checkpoint's path. ``first`` limits the rows, for a dry run; ``seconds`` the time.

    ``on``: go on from this checkpoint, instead of the base ``name``; ``layers``: take these of its layers alone;
    ``frozen``: lowest layers left as they are. A base must still learn what tells the sides apart, below them all; a
    checkpoint knows, so that nothing is worked out for what is frozen. Each epoch's figures are of the part kept for
    calibrating: what is held back is looked at once, by ``export``.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    t = tokenizer()
    learning, tune, _ = rows()
    entailing, entailed = entailment()
    learning, tune = entailing + learning + answers() + made(rng) + unrelated(rng), tune + entailed
    if teacher:
        learning += unlabelled(np.random.default_rng(seed))
    if first:
        learning = [learning[k] for k in rng.permutation(len(learning))[:first]]
        tune = tune[:: max(1, len(tune) // first)]
    pairs, tune_pairs = encoded(learning, t), encoded(tune, t)
    RUNS.mkdir(parents=True, exist_ok=True)
    soft = None
    if teacher:
        said = taught(teacher, pairs)
        some = [k for k, r in enumerate(learning) if r[2] != NO_LABEL or np.isfinite(said[k, 0])]
        learning, pairs, soft = (
            [learning[k] for k in some],
            [pairs[k] for k in some],
            torch.from_numpy(said[some]).float(),
        )
    net = start(name, layers, on)
    net.train()
    for part in (
        net.encoder.pieces,
        net.encoder.order,
        *((net.encoder.case, net.encoder.norm) if on else ()),
        *net.encoder.layers[: frozen if len(net.encoder.layers) > 4 else 0],
    ):
        part.requires_grad_(False)
    shares = [AGAIN if on and teacher else SHARE] * epochs
    if (epochs > 1 or on) and not teacher:
        shares[-1] = LAST
    plans = [plan(learning, pairs, rng, share) for share in shares]
    head = {id(x) for m in (net.hidden, net.out) for x in m.parameters()}
    learned = [x for x in net.parameters() if x.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": [x for x in learned if id(x) not in head], "lr": rate},
            {"params": [x for x in learned if id(x) in head], "lr": HEAD_RATE * rate / RATE},
        ],
        weight_decay=0.01,
        fused=True,
    )
    path = RUNS / "none"

    def loss(batch: list[int]) -> Tensor:
        with autocast():
            ids, sides = padded([pairs[k] for k in batch])
            some = [HIDDEN if learning[k][3] in KINDS else HIDDEN_ELSE for k in batch]
            logits = net(hidden(ids, rng, some), sides).float()
        return losses(logits, [learning[k] for k in batch], None if soft is None else soft[batch])

    def keep() -> None:
        torch.save(net.state_dict(), RUNS / "last.pt")

    for n in descent(plans, optimiser, loss, seconds, keep):
        path = RUNS / f"epoch-{n}.pt"
        torch.save(net.state_dict(), path)
        print(json.dumps({"epoch": n, **figures(predict(net, tune_pairs), tune)}), flush=True)
    return path


def descent(
    plans: Sequence[Sequence[list[int]]],
    optimiser: torch.optim.Optimizer,
    loss: Callable[[list[int]], Tensor],
    seconds: float = math.inf,
    keep: Callable[[], None] = lambda: None,
) -> Iterator[int]:
    """Train on each epoch's batches; yields an epoch's number, from 1, at its end.

    The rates rise, then fall to nothing by the last step, or by the time that ``seconds`` are over and it stops.
    ``keep`` is called every KEPT steps.
    """
    peaks, steps, step, started = [g["lr"] for g in optimiser.param_groups], sum(map(len, plans)), 0, time.time()
    learned = [x for g in optimiser.param_groups for x in g["params"]]
    for n, batches in enumerate(plans, 1):
        for batch in batches:
            done = max(step / steps, (time.time() - started) / seconds)
            if done >= 1:
                yield n
                return
            ramp = min(1.0, (step + 1) / (0.06 * steps)) * min(1.0, (1 - done) / 0.94)
            for g, peak in zip(optimiser.param_groups, peaks, strict=True):
                g["lr"] = peak * ramp
            found = loss(batch)
            found.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            if step % KEPT == 0:
                keep()
            if step % 20 == 0:
                print(f"step {step}/{steps} loss {found.item():.3f} {time.time() - started:.0f} s", flush=True)
        yield n


def losses(logits: Tensor, some: Sequence[Row], soft: Tensor | None) -> Tensor:
    """Cross-entropy to the labels, less where there are none; where a teacher's logits are known, also to its answers."""
    labels = [r[2] for r in some]
    labelled = torch.tensor(labels) != NO_LABEL
    loss = torch.zeros(())
    if labelled.any():
        gold = torch.stack([target(r) for r in some if r[2] != NO_LABEL])
        loss = functional.cross_entropy(logits[labelled], gold)
    known = torch.zeros_like(labelled) if soft is None else soft[:, 0].isfinite()
    if soft is None or not known.any():
        return loss
    apart = functional.kl_div(
        functional.log_softmax(logits[known] / SOFT, -1), functional.softmax(soft[known] / SOFT, -1), reduction="sum"
    )
    share = float(labelled.float().mean())
    return (1 - TAUGHT) * share * loss + TAUGHT * SOFT**2 * apart / len(labels)


def target(row: Row) -> Tensor:
    """The probabilities of the classes that a row's label stands for."""
    y = torch.full((len(CLASSES),), SMOOTH / len(CLASSES))
    y[row[2]] += 1 - SMOOTH
    if CLASSES[row[2]] == "neither" and row[3] in EITHER:
        y[1], y[2] = y[1] + EITHER[row[3]], y[2] - EITHER[row[3]]
    return y


def encoded(some: Sequence[Row], t: Tokenizer) -> list[Encoded]:
    """Rows as what the network sees."""
    return [(*encode(left, right, t), y) for left, right, y, _ in some]


def export(checkpoints: Sequence[Path], folder: Path) -> dict[str, Any]:
    """Write judge.onnx and judge.json of the checkpoints' mean into ``folder``; returns its figures on the rows held back."""
    net = loaded(checkpoints[0])
    net.load_state_dict(soup([torch.load(x, weights_only=True) for x in checkpoints]))
    net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    card = folder / "judge.json"
    card.write_text('{"temperature": 1.0, "bias": [0, 0, 0]}\n', encoding="utf-8")
    _, tune, dev = rows()
    tune = tune + entailment()[1]
    onnx.save(
        build_judge(net, ((i, s) for i, s, _ in encoded(tune[:: len(tune) // SAMPLE], tokenizer()))),
        folder / "judge.onnx",
    )
    raw = JudgeModel(folder, threads=torch.get_num_threads())
    settings = {"version": "2", **fit(np.log(_measured(raw, tune) + 1e-12), tune)}
    card.write_text(json.dumps(settings) + "\n", encoding="utf-8")
    started = time.perf_counter()
    p = _measured(JudgeModel(folder, threads=1), dev)
    seconds = time.perf_counter() - started
    out: dict[str, Any] = figures(p, dev)
    for kind, mine in families(dev):
        out[f"{kind} calibration error"], out[f"{kind} calibration"] = calibration(p[mine], [dev[k] for k in mine])
    out |= settings | {"ms a pair": round(1000 * seconds / len(dev), 2)}
    return out | {"bytes": (folder / "judge.onnx").stat().st_size}


def _measured(judge: JudgeModel, some: Sequence[Row]) -> NDArray[np.float64]:
    return np.array([judge.probabilities(left, right) for left, right, _, _ in some])


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--epochs", type=int, default=2)
    p.add_argument("--seed", type=int, default=SEED)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--first", type=int, help="only so many rows, for a dry run")
    p.add_argument("--on", type=Path, help="start from this checkpoint instead of the base")
    p.add_argument("--base", choices=BASES, default=BASES[0])
    p.add_argument("--layers", type=int, nargs="+", default=[], help="only these layers of the base or checkpoint")
    p.add_argument(
        "--teacher", type=Path, help="also learn a larger judge's answers: its checkpoint, or what it said (.npz)"
    )
    p.add_argument("--rate", type=float, default=RATE)
    p.add_argument("--frozen", type=int, default=FROZEN, help="lowest layers left as they are")
    p.add_argument("--minutes", type=float, default=math.inf, help="the time for learning, at most")
    p.add_argument(
        "--from", dest="checkpoints", type=Path, nargs="+", help="export and measure these checkpoints' mean"
    )
    p.add_argument("--to", type=Path, default=OUT, help="folder for the exported model")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    made = a.checkpoints or [
        train(a.epochs, a.seed, a.first, a.on, a.rate, a.base, a.layers, a.teacher, a.frozen, 60 * a.minutes)
    ]
    found = export(made, a.to)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
