"""English that the rules of ``quantities/belonging`` in ``extract`` go by: its word lists and patterns."""

BEFORE_A_FIGURE = frozenset({"at", "with", "about", "some", "least", "the", "of", "just", "only", "on", "$"})
