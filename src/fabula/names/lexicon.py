"""Small general lexicons of names: titles, particles, suffixes, legal forms, given names and their short forms."""

from fabula.names.tables import entries, table, wordlist

_TABLE = table("lexicon.txt")

TITLES = frozenset(_TABLE["titles"])
"""Words before a name that are no part of it (a ship's MV among them)."""

PARTICLES = frozenset(_TABLE["particles"])
"""Particles of names: they weigh little, and one that is missing clashes with nothing."""

GENERATIONS = {word: head[11:] for head, words in _TABLE.items() if head.startswith("generation:") for word in words}
"""Generation suffixes and what they say. Two that differ are two people."""

LEGAL_FORMS = {word: head[6:] for head, words in _TABLE.items() if head.startswith("legal:") for word in words}
"""Legal forms and their families: the name of one says little, a clash of families says that two firms are two."""

LEGAL_PHRASES = {
    "limited liability company": "llc",
    "limited liability comp": "llc",
    "limited liability partnership": "llp",
    "public limited company": "plc",
    "open joint stock company": "ojsc",
    "public joint stock company": "pjsc",
    "closed joint stock company": "cjsc",
    "joint stock company": "jsc",
    "joint stock compan": "jsc",
    "societatea cu raspundere limitata": "srl",
    "gesellschaft mit beschrankter haftung": "gmbh",
    "societe anonyme": "sa",
    "общество с ограниченной ответственностью": "ооо",
    "открытое акционерное общество": "оао",
    "публичное акционерное общество": "пао",
    "закрытое акционерное общество": "зао",
    "акционерное общество": "ао",
    "товариство з обмеженою відповідальністю": "тов",
    "sp z o o": "spzoo",
    "spolka z o o": "spzoo",
    "b v b a": "bvba",
    "d o o": "doo",
    "s r o": "sro",
    "united states of america": "usa",
    "united states": "us",
    "united kingdom": "uk",
    "european union": "eu",
    "united nations": "un",
}
"""Spelt-out legal forms and states, and their short ones."""

NUMBERS: dict[str, int] = dict(
    zip(
        wordlist(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety"
        ),
        [*range(21), 30, 40, 40, 50, 60, 70, 80, 90],
        strict=True,
    )
)
"""English numerals, with the commonest slip."""

ORDINALS: dict[str, int] = dict(
    zip(
        wordlist(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th"
        ),
        [*range(1, 13), *range(1, 11)],
        strict=True,
    )
)
"""English ordinals."""

SHORT_FORMS: dict[str, set[int]] = {}
"""Given names and the groups of forms of one name that they belong to, by number."""
for _number, _forms in enumerate(words for head, words in entries("lexicon.txt") if head == "short"):
    for _name in _forms:
        SHORT_FORMS.setdefault(_name, set()).add(_number)

GIVEN_NAMES = frozenset(SHORT_FORMS) | frozenset(_TABLE["given"])
"""Common given names: two of them are no surname and given name swapped."""
