"""English that the rules of ``mentions/nominals`` in ``extract`` go by: its word lists and patterns."""

DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
INDEFINITE = frozenset({"a", "an", "some", "another", "any", "every", "each", "no"})
POINTING = frozenset({"this", "that", "these", "those"})
