"""English that the rules of ``attributions/turns`` in ``extract`` go by: its word lists and patterns."""

ASKS = frozenset({"q", "question", "interviewer", "host", "moderator", "reporter", "journalist"})
TITLES = frozenset({"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "prof"})
