"""Fewer units in the encoder's feed-forward halves: a third of its work for little of what it knows.

Units are kept by what they add to the layer's output: the mean square of the activation times the square of its column
(Sanh et al., NeurIPS 2020, weigh single weights in a like way). The columns kept are then fitted to give what all gave,
by ridge regression over some training texts. What is lost is learned again in a stage with the uncut network as a tutor
(train.py).
"""

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import gelu

from training.model import ALL, ReaderNet

RIDGE = 1e-3
"""Of the activations' mean square."""


@torch.no_grad()
def cut(net: ReaderNet, inner: int, sample: Iterable[tuple[Any, Any]], dropout: float) -> ReaderNet:
    """The network with ``inner`` units in each feed-forward half. ``sample``: ids and cases of training texts."""
    e = net.encoder
    xs: list[Tensor] = []
    for ids, cases in sample:
        i, c = torch.as_tensor(ids, dtype=torch.long), torch.as_tensor(cases, dtype=torch.long)
        xs.append(e.norm(e.pieces(i) + e.order(torch.arange(len(i))) + e.case(c)))
    state = net.state_dict()
    for k, layer in enumerate(e.layers):
        wide = layer.down.in_features
        square, seen, after = torch.zeros(wide + 1, wide + 1, dtype=torch.float64), 0, []
        for x in xs:
            x = layer.attend(x[None], ALL)[0]
            units = gelu(layer.up(x))
            one = torch.cat([units, torch.ones(len(x), 1)], 1).double()
            square += one.T @ one
            seen += len(x)
            after.append(layer.norm2(x + layer.down(units)))
        xs = after
        square /= seen
        worth = square.diagonal()[:wide] * layer.down.weight.double().square().sum(0)
        kept = worth.topk(inner).indices.sort().values
        whole = torch.cat([layer.down.weight, layer.down.bias[:, None]], 1).double()
        with_bias = torch.cat([kept, torch.tensor([wide])])
        among = square[with_bias][:, with_bias]
        ridge = torch.eye(inner + 1, dtype=torch.float64) * RIDGE * among.diagonal().mean()
        # Towards the columns as they were: the ridge pulls to them, not to nothing.
        fitted = torch.linalg.solve(among + ridge, square[with_bias] @ whole.T + ridge @ whole[:, with_bias].T).T
        at = f"encoder.layers.{k}."
        state[at + "up.weight"], state[at + "up.bias"] = layer.up.weight[kept], layer.up.bias[kept]
        state[at + "down.weight"], state[at + "down.bias"] = fitted[:, :-1].float(), fitted[:, -1].float()
    out = ReaderNet(dropout, inner)
    out.load_state_dict(state)
    return out
