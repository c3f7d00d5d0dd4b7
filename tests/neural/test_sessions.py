"""Sessions give the same on every processor."""

from pathlib import Path

import numpy as np

from fabula.neural.sessions import session

PRODUCTS = Path(__file__).parents[1] / "data" / "products.onnx"
"""One MatMulInteger: 64 rows by 4 columns of weights: all 127; all -128; from -127 by steps of 4; all 1."""


def test_products_of_whole_numbers_are_exact_on_every_processor() -> None:
    run = session(PRODUCTS, ("y",))
    a = np.stack([np.full(64, 255), np.arange(64) * 4]).astype(np.uint8)
    weights = np.stack([np.full(64, 127), np.full(64, -128), np.arange(64) * 4 - 127, np.ones(64, dtype=int)], axis=1)
    assert (run.run(["y"], {"a": a})[0] == a.astype(int) @ weights).all()
