"""Train the judge, end to end: ``python -m training.judge``, from the repository's root.

A cross-encoder: claim and passage through one small encoder, the first piece's vector to three classes. Starts from the
same base as the reader, trains on ../shared/data/claims (claims and headlines whose hash ends in 0 held back), scales the
temperature on the held-back part, and writes int8 ONNX with its card's figures to src/fabula/comparing/model/.
"""

import argparse
import hashlib
import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from fabula.comparing.excerpt import excerpt
from fabula.comparing.model import CLASSES, encode
from training.model import Encoder, base_file
from training.model import ReaderNet
from training.pieces import tokenizer

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "claims"
OUT = Path(__file__).resolve().parents[1] / "src" / "fabula" / "comparing" / "judge"
RUNS = Path(__file__).parent / "runs" / "judge"
BATCH = 4096
"""Pieces a step, padding included."""
RATE, HEAD_RATE = 1.2e-4, 6e-4

Row = tuple[str, str, int, str]


def held_back(text: str) -> bool:
    """Whether a claim or a headline is kept from training: one in ten, by its hash."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 == 0


def rows() -> tuple[list[Row], list[Row]]:
    """(training, held back): left, right's excerpt, class, kind."""
    bodies = {r["id"]: r["text"] for r in map(json.loads, (DATA / "bodies.jsonl").open(encoding="utf-8"))}
    train: list[Row] = []
    dev: list[Row] = []
    for name, kind in (("train.jsonl", "claims"), ("headlines-train.jsonl", "headlines")):
        for r in map(json.loads, (DATA / name).open(encoding="utf-8")):
            right = excerpt(r["left"], bodies[r["right"]] if kind == "headlines" else r["right"])
            (dev if held_back(r["left"]) else train).append((r["left"], right, CLASSES.index(r["relation"]), kind))
    return train, dev


class JudgeNet(nn.Module):
    """The encoder and a classifier of its first piece."""

    def __init__(self) -> None:
        super().__init__()
        config = json.loads(base_file("config.json"))
        self.encoder = Encoder(config)
        self.hidden = nn.Linear(config["hidden_size"], config["hidden_size"])
        self.out = nn.Linear(config["hidden_size"], len(CLASSES))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, sides: Tensor) -> Tensor:
        """``ids`` and ``sides``: batch by pieces. Returns logits, batch by classes."""
        h = self.encoder(ids, sides)
        y: Tensor = self.out(self.dropout(torch.tanh(self.hidden(h[:, 0]))))
        return y


def start() -> JudgeNet:
    """From the base's weights; its second segment embedding serves the right side."""
    donor = ReaderNet()
    donor.load_base()
    net = JudgeNet()
    net.encoder.load_state_dict(donor.encoder.state_dict())
    return net


def padded(pairs: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]) -> tuple[Tensor, Tensor]:
    """Ids and sides, batch by pieces."""
    n = max(len(i) for i, _ in pairs)
    ids, sides = np.zeros((len(pairs), n), dtype=np.int64), np.zeros((len(pairs), n), dtype=np.int64)
    for k, (i, s) in enumerate(pairs):
        ids[k, : len(i)], sides[k, : len(s)] = i, s
    return torch.from_numpy(ids), torch.from_numpy(sides)


def plan(train: list[Row], t: Tokenizer, epochs: int, rng: np.random.Generator) -> list[list[list[tuple[NDArray[np.int64], NDArray[np.int64], int]]]]:
    """Batches an epoch: all claims, all headlines that agree or clash, as many of the others as agree."""
    encoded = [(*encode(left, right, t), y) for left, right, y, _ in train]
    claims = [k for k, r in enumerate(train) if r[3] == "claims"]
    sharp = [k for k, r in enumerate(train) if r[3] == "headlines" and CLASSES[r[2]] != "neither"]
    rest = [k for k, r in enumerate(train) if r[3] == "headlines" and CLASSES[r[2]] == "neither"]
    out = []
    for _ in range(epochs):
        some = [rest[k] for k in rng.permutation(len(rest))[: len(sharp)]]
        order = rng.permutation(np.array([*claims, *sharp, *some]))
        batches = []
        for at in range(0, len(order), 600):
            batch: list[tuple[NDArray[np.int64], NDArray[np.int64], int]] = []
            for k in sorted(order[at : at + 600], key=lambda k: len(encoded[k][0])):
                if batch and len(encoded[k][0]) * (len(batch) + 1) > BATCH:
                    batches.append(batch)
                    batch = []
                batch.append(encoded[k])
            batches.append(batch)
        out.append([batches[k] for k in rng.permutation(len(batches))])
    return out


def predict(net: JudgeNet, dev: list[Row], t: Tokenizer) -> NDArray[np.float64]:
    """Logits, rows by classes."""
    net.eval()
    pairs = [encode(left, right, t) for left, right, _, _ in dev]
    out = np.zeros((len(dev), len(CLASSES)))
    order = sorted(range(len(dev)), key=lambda k: len(pairs[k][0]))
    with torch.no_grad():
        for at in range(0, len(order), 32):
            ks = order[at : at + 32]
            out[ks] = net(*padded([pairs[k] for k in ks])).float().numpy()
    net.train()
    return out


def figures(logits: NDArray[np.float64], dev: list[Row]) -> dict[str, float]:
    """Macro F1 and each class's, a kind at a time."""
    out = {}
    for kind in ("claims", "headlines"):
        c = Counter((r[2], int(y.argmax())) for r, y in zip(dev, logits, strict=True) if r[3] == kind)
        f = []
        for k in range(len(CLASSES)):
            found, gold = sum(v for (_, p), v in c.items() if p == k), sum(v for (g, _), v in c.items() if g == k)
            f.append(2 * c[k, k] / (found + gold) if found + gold else 0.0)
        out |= {f"{kind} {n}": round(v, 3) for n, v in zip(CLASSES, f, strict=True)} | {f"{kind} macro": round(sum(f) / 3, 3)}
    return out


def temperature(logits: NDArray[np.float64], dev: list[Row]) -> float:
    """The scale that makes the held-back rows likeliest (Guo et al., ICML 2017), by search."""
    gold = np.array([r[2] for r in dev])

    def loss(scale: float) -> float:
        z = logits / scale
        z = z - z.max(1, keepdims=True)
        return float(-(z[np.arange(len(z)), gold] - np.log(np.exp(z).sum(1))).mean())

    return min((round(0.5 + 0.05 * k, 2) for k in range(60)), key=loss)


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--seed", type=int, default=20261122)
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = np.random.default_rng(a.seed)
    t = tokenizer()
    train, dev = rows()
    RUNS.mkdir(parents=True, exist_ok=True)
    net = start()
    net.train()
    for q in (net.encoder.pieces, net.encoder.order):  # word meanings stay: less to learn by heart, and faster
        q.weight.requires_grad_(False)
    count = Counter(r[2] for r in train)
    weight = torch.tensor([(len(train) / count[k]) ** 0.5 for k in range(len(CLASSES))])
    epochs = plan(train, t, a.epochs, rng)
    steps = sum(map(len, epochs))
    head = {id(x) for m in (net.hidden, net.out) for x in m.parameters()}
    learned = [x for x in net.parameters() if x.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": [x for x in learned if id(x) not in head], "lr": RATE},
            {"params": [x for x in learned if id(x) in head], "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    peaks, step, started = [g["lr"] for g in optimiser.param_groups], 0, time.time()
    for n, batches in enumerate(epochs):
        for batch in batches:
            ramp = min(1.0, (step + 1) / (0.06 * steps)) * min(1.0, (steps - step) / (0.94 * steps))
            for g, peak in zip(optimiser.param_groups, peaks, strict=True):
                g["lr"] = peak * ramp
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = net(*padded([(i, s) for i, s, _ in batch]))
            loss = F.cross_entropy(logits.float(), torch.tensor([y for _, _, y in batch]), weight, label_smoothing=0.05)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            if step % 20 == 0:
                print(f"step {step}/{steps} loss {loss.item():.3f} {time.time() - started:.0f} s", flush=True)
        torch.save(net.state_dict(), RUNS / f"epoch-{n + 1}.pt")
        print(json.dumps({"epoch": n + 1, **figures(predict(net, dev, t), dev)}), flush=True)
    export(net, dev, t)


def export(net: JudgeNet, dev: list[Row], t: Tokenizer) -> None:
    """Write the int8 model, the tokenizer and the temperature."""
    net.eval()
    OUT.mkdir(parents=True, exist_ok=True)
    ids, sides = padded([encode("a claim", "a passage that is longer", t)])
    raw = RUNS / "judge.onnx"
    torch.onnx.export(
        net, (ids, sides), str(raw), input_names=["ids", "sides"], output_names=["logits"], opset_version=17, dynamo=False,
        dynamic_axes={"ids": {0: "batch", 1: "pieces"}, "sides": {0: "batch", 1: "pieces"}, "logits": {0: "batch"}},
    )
    onnx.checker.check_model(str(raw))
    quantize_dynamic(str(raw), str(OUT / "judge.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    scale = temperature(predict(net, dev, t), dev)
    (OUT / "judge.json").write_text(json.dumps({"temperature": scale, "version": "1"}) + "\n")
    print(json.dumps({"temperature": scale, "bytes": (OUT / "judge.onnx").stat().st_size}))


if __name__ == "__main__":
    main()
