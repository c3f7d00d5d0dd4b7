"""English that the rules of ``influences/movers`` in ``extract`` go by: its word lists and patterns."""

CARRIED = frozenset({"it", "they", "this", "these", "that"})
