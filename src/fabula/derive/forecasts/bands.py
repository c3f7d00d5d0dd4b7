"""How sure a forecast's own words are: a band of probability, and the number that it is scored by.

The bands are those of the United States' Intelligence Community Directive 203, Analytic Standards (2015), which tile
0.01 to 0.99 without overlap; a band is scored by its middle. That directive gives no band to "may", "might", "could",
"possible", and neither did Kent (Words of Estimative Probability, 1964), who held that "possible" says only that a
thing is not ruled out: such a forecast has a band without a number. Which further words fall into which band
("expected", "poised", "bound to") is our reading, not the directive's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.lang.en.chances import stated


@dataclass(frozen=True, slots=True)
class Band:
    """``low`` and ``high`` bound the probability that the words give; ``probability`` is None where they give none."""

    name: str
    low: float
    high: float
    probability: float | None
    basis: str

    def __str__(self) -> str:
        if self.probability is None:
            return f"{self.name} (no number)"
        if self.low == self.high:
            return f"{self.name} ({_percent(self.low)}%)"
        return f"{self.name} ({_percent(self.low)}–{_percent(self.high)}%)"


ICD = "ICD 203"
TABLE: tuple[tuple[str, float, float], ...] = (
    ("almost no chance", 0.01, 0.05),
    ("very unlikely", 0.05, 0.20),
    ("unlikely", 0.20, 0.45),
    ("roughly even chance", 0.45, 0.55),
    ("likely", 0.55, 0.80),
    ("very likely", 0.80, 0.95),
    ("almost certain", 0.95, 0.99),
)
"""ICD 203's bands."""
BANDS = {n: Band(n, lo, hi, round((lo + hi) / 2, 4), ICD) for n, lo, hi in TABLE}
POSSIBLE = Band("possible", 0.01, 0.99, None, "no number in ICD 203 or Kent")
UNSTATED = Band("not stated", 0.0, 1.0, None, "no words of certainty")

_CLASS = {
    "certain": BANDS["almost certain"],
    "likely": BANDS["likely"],
    "possible": POSSIBLE,
    "unlikely": BANDS["unlikely"],
    "unstated": UNSTATED,
}
"""The band of a record's ``confidence`` where its words say no more."""
_VERY = r"(?:very|highly|extremely|most|overwhelmingly|quite|increasingly)"
_ALMOST = r"(?:almost|nearly|virtually|all but|practically)"
_UN = r"(?:unlikely|improbable|doubtful|not (?:very |at all )?(?:likely|probable))"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{p})\b"), name)
    for p, name in (
        (
            r"(?:almost |next to )?no (?:chance|prospect)|remote (?:chance|possibility)|almost certainly not",
            "almost no chance",
        ),
        (rf"{_VERY} {_UN}|(?:very )?(?:little|slim|scant) chance", "very unlikely"),
        (r"(?:even|50-50|fifty-fifty) (?:chance|odds)|roughly even|evens|as likely as not", "roughly even chance"),
        (rf"{_UN}|hardly|probably not", "unlikely"),
        (rf"{_ALMOST} (?:certain|certainly|sure|inevitable)", "almost certain"),
        (rf"{_VERY} (?:likely|probable|probably)|more than likely", "very likely"),
        (
            r"certainly|definitely|surely|undoubtedly|inevitabl[ey]|bound|certain|sure|destined|doubtless",
            "almost certain",
        ),
    )
)


def band(confidence: str, words: Sequence[str] = ()) -> Band:
    """The band of a forecast: of the number that its words state, else of the words, else of its ``confidence``.

    ``words`` are the phrases that say how sure it is, with what modifies them ("very likely", "a 70% chance").
    """
    text = " ".join(" ".join(words).lower().split())
    if (p := stated(text)) is not None:
        return Band("stated", p, p, p, "the number stated")
    for pattern, name in _PATTERNS:
        if pattern.search(text) and confidence != "possible":
            return BANDS[name]
    return _CLASS.get(confidence, UNSTATED)


def _percent(p: float) -> str:
    return f"{100 * p:g}"
