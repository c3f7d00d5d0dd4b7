"""Export a checkpoint: the encoder as quantised ONNX, the role heads as matrices, the tokenizer and the settings.

The graph is written node by node, so that onnxruntime's fused operators are used and nothing else. Its matrices become
int8 with a scale a column (quantised dynamically: activations at run time), its vocabulary int8 with a scale a row.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.model import Encoder, ReaderNet, base_file
from training.tasks import BIAS, NEEDS, REACH, SWITCH, TASKS

SHIPPED = Path(__file__).resolve().parents[1] / "src" / "fabula" / "language" / "models"
DEFAULTS = {
    "version": "1",
    "floor": {"attribution": 0.2, "cause": 0.1, "condition": 0.1},
    "thresholds": {"attribution": 0.4, "cause": 0.4, "condition": 0.3, "causal": 0.5, "unless": 0.6},
}
"""What reader.json says before tune.py has chosen."""
HEADS = 12
"""Attention heads of the base."""


class Graph:
    """An ONNX graph under construction."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: Any, kind: Any = np.float32) -> str:
        """A constant."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(np.asarray(value), dtype=kind), name))
        return name

    def op(self, kind: str, inputs: list[str], domain: str = "", outputs: int = 1, **given: Any) -> str:
        """One operation; returns its first output's name."""
        name = f"{kind}_{len(self.nodes)}"
        names = [name, *[""] * (outputs - 1)]
        self.nodes.append(helper.make_node(kind, inputs, names, name, domain=domain, **given))
        return name

    def linear(self, x: str, layer: torch.nn.Linear, name: str) -> str:
        """``x`` times the layer's matrix plus its bias."""
        y = self.op("MatMul", [x, self.weight(name + ".w", layer.weight.detach().numpy().T)])
        return y if layer.bias is None else self.op("Add", [y, self.weight(name + ".b", layer.bias.detach().numpy())])


def encoder(g: Graph, e: Encoder, second: str, small: bool) -> str:
    """The encoder over ``ids`` and ``second`` (1 by n, int64: cases or sides): the name of its output, 1 by n by width.

    ``small`` keeps the vocabulary's table as int8.
    """
    f = lambda x: x.detach().numpy()  # noqa: E731
    table = f(e.pieces.weight)
    if small:
        scale = np.abs(table).max(1, keepdims=True) / 127 + 1e-12
        q = g.op("Gather", [g.weight("pieces.q", np.rint(table / scale), np.int8), "ids"])
        s = g.op("Gather", [g.weight("pieces.scale", scale), "ids"])
        x = g.op("Mul", [g.op("Cast", [q], to=TensorProto.FLOAT), s])
    else:
        x = g.op("Gather", [g.weight("pieces", table), "ids"])
    n = g.op("Shape", ["ids"], start=1, end=2)
    order = g.op("Slice", [g.weight("order", f(e.order.weight)), g.weight("zero", [0], np.int64), n])
    x = g.op("Add", [g.op("Add", [x, order]), g.op("Gather", [g.weight("case", f(e.case.weight)), second])])
    norm = lambda x, layer, name: g.op(  # noqa: E731
        "LayerNormalization",
        [x, g.weight(name + ".w", f(layer.weight)), g.weight(name + ".b", f(layer.bias))],
        epsilon=1e-12,
    )
    x = norm(x, e.norm, "norm")
    for i, layer in enumerate(e.layers):
        at = f"layer{i}"
        three = g.linear(x, layer.qkv, at + ".qkv")
        parts = [f"{at}.{k}" for k in ("query", "key", "value")]
        g.nodes.append(helper.make_node("Split", [three], parts, at + ".split", axis=-1, num_outputs=3))
        a = g.op("MultiHeadAttention", parts, domain="com.microsoft", num_heads=HEADS)
        x = norm(g.op("Add", [x, g.linear(a, layer.out, at + ".out")]), layer.norm1, at + ".norm1")
        up = g.op("Gelu", [g.linear(x, layer.up, at + ".up")])
        x = norm(g.op("Add", [x, g.linear(up, layer.down, at + ".down")]), layer.norm2, at + ".norm2")
    return x


def model(
    g: Graph, name: str, inputs: Sequence[str], ends: dict[str, str], shapes: dict[str, list[str | int]]
) -> onnx.ModelProto:
    """The graph as a model: ``inputs`` are 1 by n, ``ends`` are outputs by name, with their shapes."""
    for end, of in ends.items():
        g.nodes.append(helper.make_node("Identity", [of], [end], end))
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        g.nodes,
        name,
        [value(k, TensorProto.INT64, [1, "n"]) for k in inputs],
        [value(k, TensorProto.FLOAT, shapes[k]) for k in ends],
        g.weights,
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def quantise(path: Path) -> None:
    """Make a model's matrices int8 with a scale a column, in place."""
    kind = {"DefaultTensorType": TensorProto.FLOAT}  # types are not inferred through contributed operators
    quantize_dynamic(path, path, ["MatMul"], per_channel=True, weight_type=QuantType.QInt8, extra_options=kind)


def build(net: ReaderNet, small: bool) -> onnx.ModelProto:
    """The graph: ids and cases (1 by n, int64) to hidden (n by width), anchors (n by tasks) and causal (n by 2)."""
    g = Graph()
    x = encoder(g, net.encoder, "cases", small)
    flat = g.op("Squeeze", [x, g.weight("axis", [0], np.int64)])
    anchors = []
    for task, head in net.heads.items():
        y = g.op("Relu", [g.linear(flat, head.anchor_in, task + ".in")])
        anchors.append(g.linear(y, head.anchor_out, task + ".anchor"))
    y = g.op("Relu", [g.linear(flat, net.causal_in, "causal.in")])
    ends = {
        "hidden": flat,
        "anchors": g.op("Concat", anchors, axis=1),
        "causal": g.linear(y, net.causal_out, "causal.out"),
    }
    width = net.encoder.pieces.weight.shape[1]
    shapes: dict[str, list[str | int]] = {"hidden": ["n", width], "anchors": ["n", len(TASKS)], "causal": ["n", 2]}
    return model(g, "reader", ("ids", "cases"), ends, shapes)


def matrices(net: ReaderNet) -> dict[str, NDArray[np.float16]]:
    """The role heads, by task and part: few anchors need them, so numpy applies them."""
    out = {}
    for task, head in net.heads.items():
        for part, value in (
            ("token", head.token.weight.T),
            ("bias", head.token.bias),
            ("link", head.link.weight.T),
            ("distance", head.distance.weight),
            ("out", head.out.weight.T),
            ("out_bias", head.out.bias),
        ):
            out[f"{task}.{part}"] = value.detach().numpy().astype(np.float16)
    return out


def export(checkpoint: Path, folder: Path, int8: bool = True) -> None:
    """Write reader.onnx, heads.npz, tokenizer.json and reader.json into ``folder``.

    Thresholds in reader.json are kept where the file exists: tune.py chooses them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    net = ReaderNet()
    net.load_state_dict(torch.load(checkpoint, weights_only=True))
    net.eval()
    path = folder / "reader.onnx"
    onnx.save(build(net, small=int8), path)
    if int8:
        quantise(path)
    np.savez_compressed(folder / "heads.npz", **matrices(net))  # type: ignore[arg-type]
    tokenizer = json.loads(base_file("tokenizer.json"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    card = folder / "reader.json"
    known = DEFAULTS | (json.loads(card.read_text(encoding="utf-8")) if card.exists() else {})
    known |= {"tasks": TASKS, "needs": NEEDS, "switch": SWITCH, "bias": BIAS, "reach": REACH}
    card.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("checkpoint", type=Path)
    p.add_argument("--to", type=Path, default=SHIPPED)
    p.add_argument("--float", action="store_true", help="float32 instead of int8, for comparison")
    a = p.parse_args()
    export(a.checkpoint, a.to, int8=not a.float)


if __name__ == "__main__":
    main()
