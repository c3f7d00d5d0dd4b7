"""The shipped judge's and reader's weights as floats: what training goes on from, and the teacher of others.

``python -m training.dequantise CHECKPOINT`` writes the judge's as a checkpoint of training/judge.py; ``reader`` gives
those of the reader (further.py). An int8 matrix times its
scales is the float matrix up to half a step of each (which an export rounds to the same int8 again); what training/export.py
moved between biases (``centred``) leaves the function as it is and is not moved back.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.export import LEAST
from training.model import WIDTH
from training.tasks import TASKS

SHIPPED = Path(__file__).resolve().parents[1] / "src" / "fabula" / "compare" / "judge" / "judge.onnx"
Values = dict[str, NDArray[np.float32]]


def dequantised(file: Path = SHIPPED) -> dict[str, Tensor]:
    """A JudgeNet's state from its exported ONNX file, int8 or float32."""
    values = _values(file)
    out = _encoder(values)
    for part in ("hidden", "out"):
        out[f"{part}.weight"], out[f"{part}.bias"] = values[f"{part}.w"].T, values[f"{part}.b"]
    return _tensors(out)


def reader(folder: Path) -> dict[str, Tensor]:
    """A ReaderNet's state from the folder that export.py wrote: the encoder, and the heads in their two files."""
    values = _values(folder / "reader.onnx")
    out = _encoder(values)
    inner, bias = _matrix(values, "heads"), values["heads.b"]
    last, last_bias = values["last.w"], values["last.b"]
    tokens = inner.shape[1] - len(TASKS) * WIDTH
    for k, task in enumerate(TASKS):
        at, a, b = (
            f"heads.{task}.",
            slice(k * WIDTH, (k + 1) * WIDTH),
            slice(tokens + k * WIDTH, tokens + (k + 1) * WIDTH),
        )
        out[at + "anchor_in.weight"], out[at + "anchor_in.bias"] = inner[:, a].T, bias[a]
        out[at + "anchor_out.weight"], out[at + "anchor_out.bias"] = last[a, k : k + 1].T, last_bias[k : k + 1]
        out[at + "token.weight"], out[at + "token.bias"] = inner[:, b].T, bias[b]
    rest = slice(len(TASKS) * WIDTH, tokens)
    out["causal_in.weight"], out["causal_in.bias"] = inner[:, rest].T, bias[rest]
    out["causal_out.weight"], out["causal_out.bias"] = last[rest, len(TASKS) :].T, last_bias[len(TASKS) :]
    with np.load(folder / "heads.npz") as f:
        for task in TASKS:
            at = f"heads.{task}."
            out[at + "link.weight"], out[at + "distance.weight"] = f[f"{task}.link"].T, f[f"{task}.distance"]
            out[at + "out.weight"], out[at + "out.bias"] = f[f"{task}.out"].T, f[f"{task}.out_bias"]
    return _tensors(out)


def _values(file: Path) -> Values:
    """An ONNX file's constants."""
    graph = onnx.load(str(file)).graph
    return {i.name: numpy_helper.to_array(i).astype(np.float32) for i in graph.initializer}


def _tensors(values: Values) -> dict[str, Tensor]:
    """As parameters."""
    return {k: torch.from_numpy(np.array(v, dtype=np.float32, order="C")) for k, v in values.items()}


def _encoder(values: Values) -> Values:
    """An Encoder's state, under ``encoder.``."""
    out = {
        "encoder.pieces.weight": _table(values),
        "encoder.order.weight": values["order"],
        "encoder.case.weight": values["case"],
        "encoder.norm.weight": values["norm.w"],
        "encoder.norm.bias": values["norm.b"],
    }
    layers = sum(k.endswith(".qkv.b") for k in values)
    for k in range(layers):
        at = f"layer{k}"
        for part in ("qkv", "out", "up", "down"):
            weight, bias = _matrix(values, f"{at}.{part}"), values[f"{at}.{part}.b"]
            if part == "down" and f"{at}.{part}.q" in values:  # its input is shifted to be positive
                bias = bias + LEAST * weight.sum(0)
            out[f"encoder.layers.{k}.{part}.weight"], out[f"encoder.layers.{k}.{part}.bias"] = weight.T, bias
        for norm in ("norm1", "norm2"):
            out[f"encoder.layers.{k}.{norm}.weight"] = values[f"{at}.{norm}.w"]
            out[f"encoder.layers.{k}.{norm}.bias"] = values[f"{at}.{norm}.b"]
    return out


def _matrix(values: Values, name: str) -> NDArray[np.float32]:
    """A linear layer's matrix, inputs by outputs."""
    if f"{name}.w" in values:
        return values[f"{name}.w"]
    return values[f"{name}.q"] * values[f"{name}.scale"]


def _table(values: Values) -> NDArray[np.float32]:
    """The vocabulary's vectors."""
    if "pieces" in values:
        return values["pieces"]
    return values["pieces.q"] * values["pieces.scale"]


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("checkpoint", type=Path)
    p.add_argument("--of", type=Path, default=SHIPPED, help="the exported judge")
    a = p.parse_args()
    torch.save(dequantised(a.of), a.checkpoint)


if __name__ == "__main__":
    main()
