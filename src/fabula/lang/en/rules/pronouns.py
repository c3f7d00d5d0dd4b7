"""English that the rules of ``mentions/pronouns`` in ``extract`` go by: its word lists and patterns."""

from fabula.lang.en.wordlists import words

REFLEXIVE = words("himself herself itself themselves myself ourselves")
POSSESSIVE = words("his her its their my our whose")
