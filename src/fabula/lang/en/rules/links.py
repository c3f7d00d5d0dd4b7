"""English that the rules of ``causes/links`` in ``extract`` go by: its word lists and patterns."""

import re

from fabula.lang.en.wordlists import phrases

HINTS = re.compile(
    r"\b(?:because|due|owing|thanks|result|consequence|response|wake|aftermath|account|view|light|connection|protest|"
    r"retaliation|face|virtue|lack|fear|following|given|amid|therefore|thus|hence|consequently|accordingly|thereby|reason|"
    r"such)\b",
    re.I,
)
"""A sentence without any of these needs no search for connectives of several words."""
OF_NOUNS = phrases("because of|due to|owing to|thanks to|as a result of|as a consequence of")
"""Connectives that may hang on a noun ("losses due to fire"); others belong to its verb."""
NO_LIKENESS = frozenset({"see", "mention", "expect", "usual", "seem", "use"})
