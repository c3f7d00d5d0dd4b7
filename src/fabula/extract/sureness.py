"""How sure a record is: the chance that it is right, learned from what people marked and held back.

A record of a layer has features, each with what it was worth on the development data; their sum is a log odds
(``sureness.json``, fitted by ``python -m training.sureness``). The table in docs/sureness.md says how well the chances hold.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

LIMITS: Final[Mapping[str, float]] = {"attributions": 0.75, "causes": 0.4, "forecasts": 0.7}
"""What lists and pages show of a layer: records at least so sure. The others are counted, and shown when asked for."""


@cache
def _learned() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(
        resources.files("fabula.extract").joinpath("sureness.json").read_text(encoding="utf-8")
    )
    return found


def sure(layer: str, features: Mapping[str, float]) -> float:
    """The chance that a record of a layer with these features is right, to two places."""
    weights = _learned().get(layer, {})
    total = weights.get("", 0.0) + sum(weights.get(name, 0.0) * value for name, value in sorted(features.items()))
    return round(1 / (1 + math.exp(-total)), 2)


def shown(layer: str, chance: float) -> bool:
    """Whether lists and pages show a record of a layer that is so sure."""
    return chance >= LIMITS.get(layer, 0.0)


def log_odds(chance: float) -> float:
    """The log odds of a chance, within 0.5 and 99.5 of a hundred."""
    p = min(max(chance, 0.005), 0.995)
    return math.log(p / (1 - p))
