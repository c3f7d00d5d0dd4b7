"""English that the rules of ``quantities/layer`` in ``extract`` go by: its word lists and patterns."""

import re

COUNT = re.compile(
    r"\b(?:the|that|their|its|this) (?:count|number|figure|total|tally|toll)\b[^.;]{0,40}?\b(?:was|is|stood at|stands at|rose to|reached|to|at)\s+$",
    re.I,
)
"""Before a number of what was counted last: "by noon the count was 21"."""
RATE = re.compile(
    r"\s*(?:,\s*)?(?:an?|per|for (?:each|every)|each)\s+(?:[A-Z]\w+\s+)?(?P<per>share|year|month|week|day|hour|night|barrel|gallon|litre|liter|ounce|"
    r"ton|tonne|person|head|household|bushel|pound|kilogram|capita|unit|ticket)s?\b|\s*-?\s?(?P<adj>a-share|per-share)\b"
)
POLL = re.compile(
    r"\b(?:elections?|votes?|voters?|polls?|polling|ballots?|referendum|runoff|primary|caucus(?:es)?)\b", re.I
)
