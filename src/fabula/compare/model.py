"""The learned judge: one small cross-encoder over a claim and a passage (trained by training/judge.py).

Activations are quantised with a scale a piece, so a pair's verdict depends on the pair alone.
"""

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fabula.neural import sessions
from fabula.neural.pieces import CLS, SEP
from fabula.neural.reader import MODELS as READER

CLASSES = ("agrees", "clashes", "neither")
"""What the judge tells apart, in the order of its outputs."""
MODELS = Path(__file__).parent / "judge"
LEFT, ROOM = 48, 128
"""Pieces of the left side, and of both sides with their marks, at the most. 95% of the claims and
99.8% of the headlines of ../shared/data/claims have at most 48."""


def encode(left: str, right: str, tokenizer: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A pair as ids and sides (0 left, 1 right), each of at most ROOM pieces: the right is cut where it is too long."""
    a = tokenizer.encode(_clean(left), add_special_tokens=False).ids[:LEFT]
    b = tokenizer.encode(_clean(right), add_special_tokens=False).ids[: ROOM - 3 - len(a)]
    ids = np.array([CLS, *a, SEP, *b, SEP], dtype=np.int64)
    sides = np.zeros(len(ids), dtype=np.int64)
    sides[len(a) + 2 :] = 1
    return ids, sides


def _clean(text: str) -> str:
    """The text as UTF-8 can hold it: a lone surrogate becomes "?"."""
    return text.encode("utf-8", "replace").decode()


class JudgeModel:
    """A loaded judge; it is loaded when it is first used. ``folder`` holds judge.onnx and judge.json.

    The tokenizer is the reader's. Raises ModelError where a file is unusable.
    """

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        self.folder, self.threads = folder or MODELS, threads

    @property
    def there(self) -> bool:
        """Whether the model's files are there."""
        return (
            all((self.folder / n).is_file() for n in ("judge.onnx", "judge.json"))
            and (READER / "tokenizer.json").is_file()
        )

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The contents of judge.json: version, temperature, bias."""
        return sessions.card(self.folder / "judge.json")

    def probabilities(self, left: str, right: str) -> NDArray[np.float64]:
        """The calibrated probability of each of CLASSES, in their order."""
        ids, sides = encode(left, right, self._tokenizer)
        logits = self._session.run(["logits"], {"ids": ids[None], "sides": sides[None]})[0]
        out: NDArray[np.float64] = calibrated(np.asarray(logits, dtype=np.float64).reshape(1, -1), self.settings)[0]
        return out

    @cached_property
    def _tokenizer(self) -> Any:
        return sessions.tokenizer(READER / "tokenizer.json")

    @cached_property
    def _session(self) -> Any:
        return sessions.session(self.folder / "judge.onnx", ("logits",), self.threads)


def calibrated(logits: NDArray[np.float64], settings: dict[str, Any]) -> NDArray[np.float64]:
    """Probabilities, rows by classes: softmax of scaled logits plus biases (Guo et al., ICML 2017)."""
    z = logits / float(settings["temperature"]) + np.asarray(settings["bias"], dtype=np.float64)
    z = np.exp(z - z.max(axis=1, keepdims=True))
    out: NDArray[np.float64] = z / z.sum(axis=1, keepdims=True)
    return out
