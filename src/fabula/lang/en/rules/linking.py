"""English that the rules of ``mentions/linking`` in ``extract`` go by: its word lists and patterns."""

LINKING = frozenset({"of", "the", "and", "for", "in", "on", "de", "&", "'s", "-"})
