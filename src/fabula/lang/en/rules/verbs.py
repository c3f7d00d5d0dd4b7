"""English that the rules of ``causes/verbs`` in ``extract`` go by: its word lists and patterns."""

from fabula.lang.en.wordlists import words

LEADING = words("cause lead prompt inspire encourage drive push force compel spur tempt")
PRONOUNS = words("it they them he him she her you me us we i one what who which that")
POINTING = frozenset({"this", "that", "it", "they", "which", "these", "what", "both"})
EASE = frozenset({"difficult", "harder", "hard", "impossible", "easier", "possible", "easy"})
CAUSING = frozenset({"make", "explain", "link", "attribute", "blame", "be", "follow"})
"""Lemmas that a rule of its own starts from."""
