"""English that the rules of ``events/actors`` in ``extract`` go by: its word lists and patterns."""

AT = frozenset(
    {"with", "against", "to", "for", "on", "upon", "over", "at", "toward", "towards", "from", "of", "between"}
)
"""Prepositions whose object an act may be aimed at."""
PLACING = frozenset({"in", "at", "near", "outside", "inside", "into", "around", "across", "throughout", "through"})
