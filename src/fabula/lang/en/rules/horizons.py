"""English that the rules of ``forecasts/horizons`` in ``extract`` go by: its word lists and patterns."""

import re

from fabula.lang.en.wordlists import words

AHEAD = re.compile(
    r"\b(?:with)?in(?: (?:about|around|at most|as little as|less than|just|some|under|a matter of))?\s+$", re.I
)
NEXT = re.compile(r"(?:the )?(?:next|coming|following)\b", re.I)
"""What makes a length of time a horizon: what stands before it, or in it."""
MORE = re.compile(r"(?:more|longer|over|at least|nearly|almost)\b", re.I)
RARE = words("first last only second third fourth fifth biggest")
TOLD = words(
    "estimate forecast projection prediction report poll survey study statement announcement interview speech letter outlook "
    "analysis figure data note reading remark warning decision"
)
"""Nouns whose day is when something was said or found, not when it comes true."""
