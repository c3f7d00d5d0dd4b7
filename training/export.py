"""Export a checkpoint: the encoder as quantised ONNX, what links roles to anchors as matrices, tokenizer and settings.

The graph is written node by node, so that onnxruntime's fused operators are used and nothing else. Its matrices are int8
with a scale a column, its vocabulary int8 with a scale a row. Activations are quantised at run time with a scale a row
(that is, a piece), not one for all that is run: a piece's numbers don't depend on what is beside it in the run, and one
piece with an outlier does not coarsen the others. Products are summed as integers, so no order of summing shows.
"""

import argparse
import copy
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor
from torch.nn.functional import gelu

from fabula.neural.pieces import CLS, SEP, pieces
from training.data import ROOM, rows
from training.model import ALL, Encoder, ReaderNet, base_file, loaded
from training.pieces import tokenizer
from training.tasks import BIAS, NEEDS, REACH, SWITCH, TASKS

if TYPE_CHECKING:
    from training.judge import JudgeNet

SHIPPED = Path(__file__).resolve().parents[1] / "src" / "fabula" / "neural" / "models"
DEFAULTS = {
    "version": "1",
    "floor": {"attribution": 0.2, "cause": 0.1, "condition": 0.1},
    "thresholds": {"attribution": 0.4, "cause": 0.4, "condition": 0.3, "causal": 0.5, "unless": 0.6},
}
"""What reader.json says before tune.py has chosen."""
HEADS = 12
"""Attention heads of the base."""
SAMPLE = 24
"""Texts that means of activations are taken from (see ``centred``)."""
LEAST = 0.17
"""Just below Gelu's least value, -0.16997: with this added its outputs are positive and use all of 0..255."""
MS = "com.microsoft"

Floats = NDArray[np.float32]


def floats(x: Tensor) -> Floats:
    """A parameter as an array."""
    out: Floats = x.detach().numpy()
    return out


class Graph:
    """An ONNX graph under construction. ``int8``: whether its matrices are quantised, or float32."""

    def __init__(self, int8: bool = True) -> None:
        self.int8 = int8
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}
        self._rows: dict[str, tuple[str, str]] = {}

    def weight(self, name: str, value: Any, kind: Any = np.float32) -> str:
        """A constant; the first of a name holds."""
        if name not in self.weights:
            array = np.ascontiguousarray(np.asarray(value), dtype=kind)
            self.weights[name] = numpy_helper.from_array(array, name)
        return name

    def op(self, kind: str, inputs: list[str], domain: str = "", **given: Any) -> str:
        """One operation; returns its output's name."""
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **given))
        return name

    def split(self, x: str, sizes: Sequence[int]) -> list[str]:
        """``x`` cut along its last axis."""
        name = f"Split_{len(self.nodes)}"
        parts = [f"{name}.{k}" for k in range(len(sizes))]
        self.nodes.append(
            helper.make_node("Split", [x, self.weight(name + ".sizes", sizes, np.int64)], parts, name, axis=-1)
        )
        return parts

    def linear(self, x: str, weight: Floats, bias: Floats | None, name: str, positive: bool = False) -> str:
        """``x`` (n by k) times ``weight`` (k by m) plus ``bias``. ``positive``: x is at least -LEAST throughout."""
        if not self.int8:
            y = self.op("MatMul", [x, self.weight(name + ".w", weight)])
        else:
            scale = np.abs(weight).max(0) / 127 + 1e-12
            q = np.rint(weight / scale)
            rows, size = self._quantised(x, positive)
            if positive:
                bias = (0 if bias is None else bias) - LEAST * (q * scale).sum(0)
            zero = self.weight("none", 0, np.uint8) if positive else self.weight("middle", 128, np.uint8)
            given = [rows, self.weight(name + ".q", q, np.int8), self.weight("one", 1.0)]
            y = self.op("MatMulIntegerToFloat", [*given, self.weight(name + ".scale", scale), zero], domain=MS)
            y = self.op("Mul", [y, size])
        return y if bias is None else self.op("Add", [y, self.weight(name + ".b", bias)])

    def _quantised(self, x: str, positive: bool) -> tuple[str, str]:
        """``x`` as uint8 with a scale a row, and the scales, n by 1: around 128, or from 0 where it is ``positive``."""
        if x not in self._rows:
            last = self.weight("last", [-1], np.int64)
            if positive:
                up = self.op("Add", [x, self.weight("least", LEAST)])
                size = self.op("Mul", [self.op("ReduceMax", [up, last], keepdims=0), self.weight("of255", 1 / 255)])
            else:
                up = x
                top = self.op("ReduceMax", [self.op("Abs", [x]), last], keepdims=0)
                size = self.op("Mul", [self.op("Max", [top, self.weight("tiny", 1e-9)]), self.weight("of127", 1 / 127)])
            zero = helper.make_tensor("value", TensorProto.UINT8, [1], [0 if positive else 128])
            zeros = self.op("ConstantOfShape", [self.op("Shape", [size])], value=zero)
            quantised = self.op("QuantizeLinear", [up, size, zeros], axis=0)
            self._rows[x] = quantised, self.op("Unsqueeze", [size, last])
        return self._rows[x]


def encoder(g: Graph, e: Encoder, second: str, first: bool = False) -> str:
    """The encoder over ``ids`` and ``second`` (1 by n, int64: cases or sides): the name of its output, n by width.

    ``first``: the output is the first piece's alone, 1 by width; of the last layer nothing else is worked out.
    """
    zero = g.weight("zero", [0], np.int64)
    ids, second = (g.op("Squeeze", [k, zero]) for k in ("ids", second))
    table = floats(e.pieces.weight)
    if g.int8:
        scale = np.abs(table).max(1, keepdims=True) / 127 + 1e-12
        q = g.op("Gather", [g.weight("pieces.q", np.rint(table / scale), np.int8), ids])
        s = g.op("Gather", [g.weight("pieces.scale", scale), ids])
        x = g.op("Mul", [g.op("Cast", [q], to=TensorProto.FLOAT), s])
    else:
        x = g.op("Gather", [g.weight("pieces", table), ids])
    order = g.op("Slice", [g.weight("order", floats(e.order.weight)), zero, g.op("Shape", [ids])])
    x = g.op("Add", [g.op("Add", [x, order]), g.op("Gather", [g.weight("case", floats(e.case.weight)), second])])
    norm = lambda x, layer, name: g.op(  # noqa: E731
        "LayerNormalization",
        [x, g.weight(name + ".w", floats(layer.weight)), g.weight(name + ".b", floats(layer.bias))],
        epsilon=1e-12,
    )
    lin = lambda x, layer, name, positive=False: g.linear(  # noqa: E731
        x, floats(layer.weight).T, floats(layer.bias), name, positive
    )
    x = norm(x, e.norm, "norm")
    width = table.shape[1]
    for i, layer in enumerate(e.layers):
        at = f"layer{i}"
        three = g.linear(x, floats(layer.qkv.weight).T, None, at + ".qkv")
        parts = [g.op("Unsqueeze", [p, zero]) for p in g.split(three, [width] * 3)]
        if first and i + 1 == len(e.layers):
            one = g.weight("until", [1], np.int64)
            x = g.op("Slice", [x, zero, one])
            parts[0] = g.op("Slice", [parts[0], zero, one, one])
        bias = g.weight(at + ".qkv.b", floats(layer.qkv.bias))
        a = g.op("Squeeze", [g.op("MultiHeadAttention", [*parts, bias], domain=MS, num_heads=HEADS), zero])
        x = norm(g.op("Add", [x, lin(a, layer.out, at + ".out")]), layer.norm1, at + ".norm1")
        up = g.op("Gelu", [lin(x, layer.up, at + ".up")])
        x = norm(g.op("Add", [x, lin(up, layer.down, at + ".down", True)]), layer.norm2, at + ".norm2")
    return x


@torch.no_grad()
def centred(e: Encoder, sample: Iterable[tuple[Any, Any]]) -> Encoder:
    """The same function with other weights: each normalised channel less its mean over ``sample`` (ids and seconds).

    What is taken from a LayerNorm's bias is added, through the matrices, to the biases that follow. Channels of large
    mean, which BERTs have, then no longer set a row's scale (Wei et al., Outlier Suppression+, EMNLP 2023: shifting).
    The last layer's output stays as it is.
    """
    sums: list[Tensor] = []
    count = 0

    def seen(k: int, x: Tensor) -> Tensor:
        if k == len(sums):
            sums.append(torch.zeros(x.shape[1], dtype=torch.float64))
        sums[k] += x.sum(0, dtype=torch.float64)
        return x

    for ids, seconds in sample:
        i, s = torch.as_tensor(ids, dtype=torch.long), torch.as_tensor(seconds, dtype=torch.long)
        n = len(i)
        x = seen(0, e.norm(e.pieces(i) + e.order(torch.arange(n)) + e.case(s)))
        for k, layer in enumerate(e.layers):
            x = seen(2 * k + 1, layer.attend(x[None], ALL)[0])
            x = seen(2 * k + 2, layer.norm2(x + layer.down(gelu(layer.up(x)))))
        count += n
    out = copy.deepcopy(e)
    if not count:
        return out
    means = [(x / count).float() for x in sums]
    norms = [out.norm] + [norm for layer in out.layers for norm in (layer.norm1, layer.norm2)]
    for k, layer in enumerate(out.layers):
        for mean, norm, into, past in (
            (means[2 * k], norms[2 * k], layer.qkv, layer.out),
            (means[2 * k + 1], norms[2 * k + 1], layer.up, layer.down),
        ):
            norm.bias -= mean
            into.bias += into.weight @ mean
            past.bias += mean  # the way around the matrices
    return out


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
        list(g.weights.values()),
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(MS, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def build(net: ReaderNet, int8: bool, sample: Iterable[tuple[Any, Any]] = ()) -> onnx.ModelProto:
    """The reader's graph: ids and cases (1 by n, int64) to, a row a piece, hidden (width), anchors (tasks), causal (2)
    and tokens (tasks times the heads' width): each task's view of a piece as part of a role. ``sample``: see centred.
    """
    g = Graph(int8)
    x = encoder(g, centred(net.encoder, sample) if int8 else net.encoder, "cases")
    heads = list(net.heads.values())
    inner = [*(h.anchor_in for h in heads), net.causal_in]
    outer = [*(h.anchor_out for h in heads), net.causal_out]
    layers = [*inner, *(h.token for h in heads)]
    all_of = np.concatenate([floats(h.weight).T for h in layers], axis=1)
    y = g.linear(x, all_of, np.concatenate([floats(h.bias) for h in layers]), "heads")
    sizes = [sum(h.out_features for h in inner), sum(h.token.out_features for h in heads)]
    decide, tokens = g.split(y, sizes)
    last = np.zeros((sizes[0], sum(h.out_features for h in outer)), dtype=np.float32)
    row = column = 0
    for a, b in zip(inner, outer, strict=True):
        last[row : row + a.out_features, column : column + b.out_features] = floats(b.weight).T
        row, column = row + a.out_features, column + b.out_features
    said = g.op("MatMul", [g.op("Relu", [decide]), g.weight("last.w", last)])
    said = g.op("Add", [said, g.weight("last.b", np.concatenate([floats(h.bias) for h in outer]))])
    anchors, causal = g.split(said, [len(TASKS), 2])
    width = net.encoder.pieces.weight.shape[1]
    shapes: dict[str, list[str | int]] = {
        "hidden": ["n", width],
        "anchors": ["n", len(TASKS)],
        "causal": ["n", 2],
        "tokens": ["n", sizes[1]],
    }
    ends = {"hidden": x, "anchors": anchors, "causal": causal, "tokens": tokens}
    return model(g, "reader", ("ids", "cases"), ends, shapes)


def build_judge(net: "JudgeNet", sample: Iterable[tuple[Any, Any]] = (), int8: bool = True) -> onnx.ModelProto:
    """The judge's graph: ids and sides (1 by n, int64) to logits (1 by classes). ``sample``: see centred."""
    g = Graph(int8)
    x = encoder(g, centred(net.encoder, sample) if int8 else net.encoder, "sides", first=True)
    g.int8 = False  # one row: nothing to be gained
    y = g.op("Tanh", [g.linear(x, floats(net.hidden.weight).T, floats(net.hidden.bias), "hidden")])
    y = g.linear(y, floats(net.out.weight).T, floats(net.out.bias), "out")
    return model(g, "judge", ("ids", "sides"), {"logits": y}, {"logits": [1, net.out.out_features]})


def sample(count: int = SAMPLE) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Ids and cases of the first pieces of ``count`` training articles, from all over the corpus."""
    t = tokenizer()
    articles = rows("polnear/train.jsonl")
    out = []
    for row in articles[:: max(1, len(articles) // count)][:count]:
        p = pieces(row["text"], t).cut(slice(0, ROOM))
        out.append((np.array([CLS, *p.ids, SEP], dtype=np.int64), np.array([0, *p.cases, 0], dtype=np.int64)))
    return out


def matrices(net: ReaderNet) -> dict[str, NDArray[np.float16]]:
    """What links roles to anchors, by task and part: few anchors need it, so numpy applies it."""
    out = {}
    for task, head in net.heads.items():
        for part, value in (
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
    net = loaded(checkpoint)
    net.eval()
    onnx.save(build(net, int8, sample() if int8 else ()), folder / "reader.onnx")
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
