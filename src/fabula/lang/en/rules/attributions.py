"""English that the rules of ``attributions/layer`` in ``extract`` go by: its word lists and patterns."""

PRONOUNS = frozenset({"he", "she", "they", "it", "who", "that", "which", "i", "we", "you"})
