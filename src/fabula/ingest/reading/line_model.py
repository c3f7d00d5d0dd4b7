"""How likely each line of a plain text is furniture: a small network over ``line_features``, trained in training/lines.py."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fabula.ingest.reading.line_features import features, is_english

WEIGHTS = Path(__file__).parent / "lines.npz"
FEWEST = 6
"""Lines below which a text shows too little company to judge by."""


def chances(lines: Sequence[str]) -> list[float]:
    """The chance, for each line, that it stands around the telling; all 0 for a few lines, or another language's."""
    if len(lines) < FEWEST or not is_english(lines):
        return [0.0] * len(lines)
    x = np.asarray(features(lines), dtype=np.float32)
    weights = _weights()
    last = len(weights) - 1
    for i, (w, b) in enumerate(weights):
        x = x @ w + b
        x = np.tanh(x) if i < last else x
    # Rounded: processors differ in the last digits of a sum, and no line may hang on them.
    return [round(float(p), 3) for p in 1 / (1 + np.exp(-x[:, 0]))]


@cache
def _weights() -> list[tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]]:
    with np.load(WEIGHTS) as held:
        return [(held[f"w{i}"], held[f"b{i}"]) for i in range(len(held.files) // 2)]
