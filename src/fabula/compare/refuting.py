"""What a claim says is not so: "denied that ...", "reports that ... are false", "no evidence that ...", "a hoax".

A denial of somebody's report has two parts: what was reported, and the word that it is not so. Both may stand in one
sentence; or the report is told first, and another sentence calls it false.
"""

import re

from fabula.lang.en.refuting_words import CONTRARY, CUE, CUT, INNER, IT, SAID, TOLD, UNSURE

_STOP = "\ue000"
"""What stands, while a sentence is read, for a full stop that does not end it."""
LONG = 1500
"""Characters from which a text is no sentence."""


_LEAD = re.compile(
    r"^\W*it(?:['’]s|\s+(?:is|was|has been))\s+(?:alleged|claimed|reported|said|rumou?red)\s+that\s+", re.IGNORECASE
)


def refuted(text: str) -> str | None:
    """What a sentence says is not so, in its own words; None where it refutes nothing, or does not say what."""
    if not _refuting(text):
        return None
    read = INNER.sub(_STOP, text)
    for p in SAID:
        if (m := p.search(read)) and (said := _LEAD.sub("", _trimmed(m["said"]))):
            return said
    if m := CONTRARY.search(read):
        return _trimmed(f"{m['before'].strip()} {m['after'].strip()}")
    return None


def refutes(text: str) -> bool:
    """Whether a sentence calls some report false, be it told there or not."""
    if not _refuting(text):
        return False
    read = INNER.sub(_STOP, text)
    return any(p.search(read) for p in (*IT, *SAID, CONTRARY))


def told(text: str) -> str | None:
    """What a sentence tells that somebody reported."""
    m = TOLD.search(INNER.sub(_STOP, text)) if len(text) < LONG else None
    return _trimmed(m["said"]) or None if m else None


def _refuting(text: str) -> bool:
    """Whether a sentence has a word of refuting at all, and does not leave open whether it does."""
    return len(text) < LONG and CUE.search(text) is not None and not UNSURE.search(text)


def _trimmed(said: str) -> str:
    return CUT.sub("", said).replace(_STOP, ".").strip(" ,“”\"‘’'")
