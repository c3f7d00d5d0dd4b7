"""English that the rules of ``mentions/sure`` in ``extract`` go by: its word lists and patterns."""

LINKING = frozenset({"of", "the", "and", "for", "in", "on", "de", "von", "van", "al", "der", "la", "du", "bin"})
