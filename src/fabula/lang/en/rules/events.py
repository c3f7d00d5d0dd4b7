"""English that the rules of ``events/layer`` in ``extract`` go by: its word lists and patterns."""

MOTION = frozenset(
    {"visit", "travel", "fly", "go", "come", "arrive", "return", "trip", "move", "send", "deploy", "tour"}
)
"""Words after which "to" names a place where something happens."""
