"""How likely each line of a plain text is furniture: a small network over a text's lines, trained in training/lines.py.

A line is its features and its words (hashed, embedded, averaged); what it is hangs on the lines around it, so three layers
of convolution over the lines see up to fourteen on each side, and each line also sees the mean of all and of the prose.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fabula.ingest.reading.line_features import PROSE, features, is_english, tokens

WEIGHTS = Path(__file__).parent / "lines.npz"
FEWEST = 6
"""Lines below which a text shows too little company to judge by."""
FEWEST_PROSE = 3
"""Lines of prose below which it is not asked: it learned from texts that have more."""
DILATIONS = (1, 2, 4)
"""How far apart the three lines are that each layer looks at."""
Array = npt.NDArray[np.float32]


def chances(lines: Sequence[str], kinds: Sequence[str]) -> list[float] | None:
    """The chance, for each line, that it stands around the telling; None for a few lines, or another language's.

    ``kinds`` are what the rules take the lines for.
    """
    if len(lines) < FEWEST or not is_english(lines):
        return None
    x = np.asarray(features(lines, kinds), dtype=np.float32)
    if (x[:, 0] >= np.log1p(PROSE)).sum() < FEWEST_PROSE:
        return None
    logits = forward(_weights(), x, [tokens(line) for line in lines])
    # Rounded: processors differ in the last digits of a sum, and no line may hang on them.
    return [round(float(p), 3) for p in 1 / (1 + np.exp(-logits))]


def forward(w: dict[str, Array], x: Array, ids: Sequence[Sequence[int]]) -> Array:
    """The network's logits for the lines of one text; ``x`` their features, ``ids`` their words."""
    said = np.stack([w["words"][i].mean(axis=0) if i else np.zeros_like(w["words"][0]) for i in map(list, ids)])
    h = np.tanh(np.concatenate([(x - w["mean"]) / w["spread"], said], axis=1) @ w["in_w"] + w["in_b"])
    for n, step in enumerate(DILATIONS):
        before, after = _shifted(h, step), _shifted(h, -step)
        h = h + np.tanh(np.concatenate([before, h, after], axis=1) @ w[f"conv{n}_w"] + w[f"conv{n}_b"])
    prose = np.asarray(x[:, 0] >= np.log1p(PROSE), dtype=np.float32)[:, None]
    whole = np.concatenate([h.mean(axis=0), (h * prose).sum(axis=0) / max(1.0, float(prose.sum()))])
    h = np.tanh(np.concatenate([h, np.tile(whole, (len(h), 1))], axis=1) @ w["top_w"] + w["top_b"])
    return np.asarray((h @ w["out_w"])[:, 0] + w["out_b"], dtype=np.float32)


def _shifted(h: Array, step: int) -> Array:
    """The rows ``step`` before each (behind it, where negative); zeros beyond the edges."""
    out = np.zeros_like(h)
    if abs(step) >= len(h):
        return out
    if step > 0:
        out[step:] = h[:-step]
    else:
        out[:step] = h[-step:]
    return out


@cache
def _weights() -> dict[str, Array]:
    with np.load(WEIGHTS) as held:
        found = {k: held[k].astype(np.float32) for k in held.files}
    found["words"] = found["words"] * found.pop("words_scale")
    return found
