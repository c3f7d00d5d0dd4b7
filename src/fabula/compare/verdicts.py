"""What the learned judge made of pairs of texts, kept: a pair that was judged once is not judged again.

Keyed by both texts' hashes and the judge's version, so a dossier that grows pays for new pairs only.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from fabula.compare.judge import shipped
from fabula.compare.model import LEFT, ROOM, JudgeModel
from fabula.fingerprint import digest
from fabula.neural.sessions import contents

Key = tuple[bytes, bytes]
"""The SHA-256 of the left's and of the right's UTF-8, 16 bytes of each."""
Odds = tuple[float, float, float]
"""The probabilities of agrees, clashes, neither."""
AHEAD = 256
"""Verdicts written at a time: what a kill can cost, some seconds of judging."""


class KeptVerdicts(Protocol):
    """Where verdicts are kept: a dossier's store."""

    def verdict(self, judge: str, key: Key) -> Odds | None:
        """One verdict, or None."""

    def keep_verdicts(self, judge: str, found: Iterable[tuple[Key, Odds]]) -> None:
        """Keep verdicts."""

    def drop_verdicts(self, judge: str) -> None:
        """Let go of the verdicts of other versions of the judge."""


@cache
def version() -> str:
    """What tells this judge from others: its version and a hash of its files; "rules" where there is none."""
    model = shipped()
    if model is None:
        return "rules"
    files = ((name, contents(model.folder / name)) for name in ("judge.json", "judge.onnx"))
    return f"{model.settings['version']}-{digest(files, LEFT, ROOM)}"


def key(left: str, right: str) -> Key:
    """The key of a pair of texts, in this order."""
    a, b = (hashlib.sha256(x.encode("utf-8", "surrogatepass")).digest()[:16] for x in (left, right))
    return a, b


class Verdicts:
    """The learned judge with a memory. ``asked`` and ``new`` count the pairs, and those that had to be judged."""

    def __init__(self, kept: KeptVerdicts | None = None, model: JudgeModel | None = None) -> None:
        self._kept, self._model = kept, model or shipped()
        self._waiting: dict[Key, Odds] = {}
        self._judge = version()
        self._swept = False
        self.asked = self.new = 0

    def probabilities(self, left: str, right: str) -> Odds | None:
        """The learned judge's probabilities; None where there is no learned judge."""
        if self._model is None:
            return None
        self.asked += 1
        k = key(left, right)
        known = self._waiting.get(k) or (self._kept.verdict(self._judge, k) if self._kept else None)
        if known is None:
            self.new += 1
            a, c, n = (round(float(x), 6) for x in self._model.probabilities(left, right))
            known = self._waiting[k] = (a, c, n)
            if self._kept and len(self._waiting) >= AHEAD:
                self.flush()
        return known

    def flush(self) -> None:
        """Write what is waiting."""
        if self._kept and self._waiting:
            if not self._swept:  # once a build: it reads the whole table
                self._kept.drop_verdicts(self._judge)
                self._swept = True
            self._kept.keep_verdicts(self._judge, self._waiting.items())
            self._waiting = {}
