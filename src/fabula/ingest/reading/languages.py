"""Which language a text is in."""

import re
from functools import cache
from typing import Any

from fabula.model.records import Zone

SAMPLE = 2000
"""Characters that are looked at: more do not change the answer."""
LEAST_LETTERS = 24
"""Below this many letters the answer is chance (Lui and Baldwin 2012, "langid.py", on short messages)."""
ENGLISH_SHARE = 0.18
"""From this share of English function words a text is English without asking the model. Calibrated on the openings of
840 English news texts (../shared/data/polnear), of which it passes 97%; Dutch, the nearest, stays below 0.1."""
LEAD = 40.0
"""By how much (log-likelihood) another language must lead over English, else the answer is that nobody knows: an article
in English that is nothing but foreign names for its first words is never taken for another language. Calibrated on cuts of
40 to 250 characters of 1,137 English news texts (../shared/data: polnear, ecb, chains): one cut, "... de las Gaviotas, in
Casa de Campo", leads by more. Of 300 German ones (quotes_de) 79% are still known at 40 characters, 95% at 60."""

_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|that|for|on|with|was|is|by|has|have|from|at|as|his|he|it|said|are|an|be|who|not|in)\b"
)
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str, zones: tuple[Zone, ...] = ()) -> str | None:
    """The ISO 639-1 code of a text's language, judged by its body; None where it is too short or not clear enough to tell."""
    body = "\n".join(text[z.start : min(z.end, z.start + SAMPLE)] for z in zones if z.kind == "body")
    sample = (body or text)[:SAMPLE]
    words = _WORD.findall(sample)
    if sum(map(len, words)) < LEAST_LETTERS:
        return None
    if len(words) >= 20 and len(_ENGLISH.findall(sample)) >= ENGLISH_SHARE * len(words):
        return "en"
    ranked = _model().rank(sample)  # (code, log-likelihood), the likeliest first
    code = str(ranked[0][0])
    if code == "en":
        return code
    lead = float(ranked[0][1]) - next(float(score) for other, score in ranked if other == "en")
    return code if len(code) == 2 and lead >= LEAD else None


@cache
def _model() -> Any:
    # Loading takes a second: texts that function words settle do without.
    import py3langid

    return py3langid
