"""English that the rules of ``mentions/names`` in ``extract`` go by: its word lists and patterns."""

JOINERS = frozenset({"of", "and", "the", "for", "'s", "’s"})
BEFORE_A_NAME = frozenset({"the", "a", "an", "this", "that", "'s", "’s", "his", "her", "its", "their", "our", "my"})
AFTER_A_NAME = frozenset({"'s", "’s", "'", "image", "photo", "picture", "file", "the", "of", "and"})
