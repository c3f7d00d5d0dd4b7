"""English that the rules of ``attributions/cues`` in ``extract`` go by: its word lists and patterns."""

UNNAMED = frozenset({"i", "we", "you", "it", "that", "this"})
