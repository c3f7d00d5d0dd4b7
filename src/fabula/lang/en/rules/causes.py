"""English that the rules of ``causes/layer`` in ``extract`` go by: its word lists and patterns."""

from fabula.lang.en.wordlists import words

TOLD_APART = frozenset(words("because due if to as with after given by for of in over led lead cause caused help make"))
