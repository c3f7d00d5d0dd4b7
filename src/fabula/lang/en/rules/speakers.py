"""English that the rules of ``attributions/speakers`` in ``extract`` go by: its word lists and patterns."""

OWN = frozenset({"i", "we", "us", "me", "our", "my"})
GENERIC = frozenset(
    {"you", "one", "someone", "anyone", "everyone", "nobody", "everybody", "somebody", "people", "many", "some"}
)
LED_BY = frozenset({"mr", "mrs", "ms", "dr", "the", "prof", "sir"})
