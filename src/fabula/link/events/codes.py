"""What the learned scorer is made of, and the few words that a report's own lies near: the blocks that other words meet in."""

import json
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
NEAR = 1
"""Centres under which a report is found."""


@cache
def scorer() -> dict[str, Floats]:
    """The weights by name (training/events.py makes them)."""
    data = json.loads(files("fabula.link.events").joinpath("data/scorer.json").read_text("utf-8"))
    return {k: np.array(v, dtype=np.float64) for k, v in data.items()}


@lru_cache(maxsize=1 << 16)
def nearest(vector: bytes) -> tuple[str, ...]:
    """The centres that the vector of a report's word lies nearest to, by their numbers."""
    x = np.frombuffer(vector, dtype=np.int8).astype(np.float64)
    near = scorer()["centres"] @ x[: len(x) // 2]
    return tuple(f"#{k}" for k in np.argsort(-near, kind="stable")[:NEAR])
