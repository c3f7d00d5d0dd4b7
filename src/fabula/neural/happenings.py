"""Small heads over the reader's states: which words tell of an event, and how near two that do lie (see docs/events.md).

Detection is a logistic layer over a hidden one, fed with the state of a word, the state of its sentence and what the parse says of it.
Identity is a vector for each: states put through one layer, of length one, so that the product of two says how near
they are. What is summed is float32 of one row, so a word's figures do not hang on what else is read.
"""

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from fabula.errors import ModelError
from fabula.fingerprint import digest
from fabula.neural import sessions
from fabula.neural.decoding import Floats

FILE = Path(__file__).parent / "models" / "happenings.npz"
STEP = 127
"""A vector's numbers are kept as whole numbers up to this."""


class Happenings:
    """The heads in a file, loaded when they are first used. Raises ModelError where it is missing or unusable."""

    def __init__(self, file: Path | str = FILE) -> None:
        self.file = Path(file)

    @cached_property
    def version(self) -> str:
        """A mark of the file, for an annotation's ``models``."""
        return digest([(self.file.name, sessions.contents(self.file))])

    @cached_property
    def _weights(self) -> dict[str, Floats]:
        try:
            with np.load(self.file) as f:
                return {k: f[k] if k == "marks" else f[k].astype(np.float32) for k in f.files}
        except (OSError, ValueError) as e:
            raise ModelError(f"the heads {self.file.name} cannot be read: {e}") from e

    @cached_property
    def _marks(self) -> dict[str, int]:
        return {str(m): k for k, m in enumerate(self._weights["marks"])}

    def chance(self, word: Floats, sentence: Floats, marks: Sequence[str]) -> float:
        """How likely a word tells of an event that its article reports, 0 to 1, calibrated on texts of the training's kind."""
        w = self._weights
        x = word @ w["detect.word"] + sentence @ w["detect.sentence"] + w["detect.b"]
        known = [self._marks[m] for m in marks if m in self._marks]
        x = np.maximum(x + w["detect.marks"][known].sum(axis=0), 0)
        z = float(x @ w["detect.out"]) + float(w["detect.out_b"][0])
        scale, shift = w["detect.calibration"]
        return float(1 / (1 + np.exp(-(scale * z + shift))))

    def vector(self, word: Floats, sentence: Floats) -> bytes:
        """The vector of a word that tells of an event, as whole numbers of a byte."""
        w = self._weights
        parts = [word @ w["same.word"] + w["same.word_b"], sentence @ w["same.sentence"] + w["same.sentence_b"]]
        return b"".join(np.rint(p / (np.sqrt(p @ p) + 1e-9) * STEP).astype(np.int8).tobytes() for p in parts)


@cache
def heads() -> Happenings:
    """The shipped heads, loaded once a process."""
    return Happenings()
