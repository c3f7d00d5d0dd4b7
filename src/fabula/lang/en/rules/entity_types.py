"""English that the rules of ``mentions/entity_types`` in ``extract`` go by: its word lists and patterns."""

BELONGING = ("ian", "ean", "ish", "ese")
"""Endings of words for the people and things of a place."""
BEFORE_A_PLACE = frozenset({"lake", "mount", "river", "cape", "port", "fort", "gulf", "san", "santa"})
WHAT_PEOPLE_DO = frozenset(
    {"think", "believe", "smile", "resign", "die", "marry", "arrive", "walk", "graduate", "feel", "know"}
)
