"""Exported weights as a network again, so that training can go on from them where no checkpoint was kept.

It reads graphs of version 1 (until November 2026); those of version 2 name and centre their matrices otherwise, so a
checkpoint has to be kept.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from training.model import Encoder, ReaderNet


def weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """The constants of an exported graph by name, what was quantised times its scale."""
    known = {x.name: numpy_helper.to_array(x) for x in onnx.load(path).graph.initializer}
    out = {}
    for name, x in known.items():
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            out[base] = (x.astype(np.float32) - known[base + "_zero_point"].astype(np.float32)) * known[base + "_scale"]
        elif name.endswith(".q"):
            out[name.removesuffix(".q")] = x.astype(np.float32) * known[name.removesuffix("q") + "scale"]
        elif x.dtype == np.float32 and not name.endswith("scale"):
            out[name] = x
    return out


def linear(layer: nn.Linear, w: dict[str, NDArray[np.float32]], name: str) -> None:
    layer.weight.copy_(torch.from_numpy(w[name + ".w"].T.copy()))
    layer.bias.copy_(torch.from_numpy(w[name + ".b"].copy()))


def fill(e: Encoder, w: dict[str, NDArray[np.float32]]) -> None:
    """Fill an encoder."""
    for name in ("pieces", "order", "case"):
        getattr(e, name).weight.copy_(torch.from_numpy(w[name].copy()))
    norms = [(e.norm, "norm")]
    for i, layer in enumerate(e.layers):
        for part in ("qkv", "out", "up", "down"):
            linear(getattr(layer, part), w, f"layer{i}.{part}")
        norms += [(layer.norm1, f"layer{i}.norm1"), (layer.norm2, f"layer{i}.norm2")]
    for norm, name in norms:
        norm.weight.copy_(torch.from_numpy(w[name + ".w"].copy()))
        norm.bias.copy_(torch.from_numpy(w[name + ".b"].copy()))


def reader(folder: Path) -> ReaderNet:
    """The reader in a folder of the package."""
    net, w = ReaderNet(), weights(folder / "reader.onnx")
    with torch.no_grad(), np.load(folder / "heads.npz") as f:
        fill(net.encoder, w)
        for task, head in net.heads.items():
            linear(head.anchor_in, w, task + ".in")
            linear(head.anchor_out, w, task + ".anchor")
            for part, to, turned in (
                ("token", head.token.weight, True),
                ("bias", head.token.bias, False),
                ("link", head.link.weight, True),
                ("distance", head.distance.weight, False),
                ("out", head.out.weight, True),
                ("out_bias", head.out.bias, False),
            ):
                x = f[f"{task}.{part}"].astype(np.float32)
                to.copy_(torch.from_numpy((x.T if turned else x).copy()))
        linear(net.causal_in, w, "causal.in")
        linear(net.causal_out, w, "causal.out")
    return net
