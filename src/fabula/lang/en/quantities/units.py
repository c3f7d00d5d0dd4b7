"""Words for numbers and units in English."""

ONES = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9,
    "m": 1e6, "tn": 1e12, "k": 1e3, "dozen": 12.0, "mln": 1e6, "bln": 1e9,
}  # fmt: skip
VAGUE = {"dozens": (24, 200), "scores": (40, 400), "hundreds": (100, 2000), "thousands": (1000, 20000)}
"""What such a word means at the least and, when it is compared, at the most."""
CURRENCY = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble", "₹": "rupee", "dollars": "dollar",
    "dollar": "dollar", "euros": "euro", "euro": "euro", "pounds": "pound", "roubles": "rouble", "rubles": "rouble",
    "ruble": "rouble", "rouble": "rouble", "usd": "dollar", "eur": "euro", "yen": "yen", "rupees": "rupee",
    "francs": "franc", "pesos": "peso", "yuan": "yuan", "kronor": "krona", "kroner": "krone", "hryvnia": "hryvnia", "hryvnias": "hryvnia",
    "crowns": "crown", "crown": "crown", "shillings": "shilling", "lira": "lira", "liras": "lira", "rand": "rand",
    "reais": "real", "dirhams": "dirham", "dinars": "dinar", "rials": "rial", "zlotys": "zloty", "forints": "forint",
    "baht": "baht", "rupiah": "rupiah", "naira": "naira", "marks": "mark", "ringgit": "ringgit", "won": "won",
}  # fmt: skip
"""Signs and words of money by the currency's name; whose dollar it is stays open."""
UNITS = {
    "kilometre": "kilometre", "kilometer": "kilometre", "km": "kilometre", "metre": "metre", "meter": "metre",
    "mile": "mile", "foot": "foot", "feet": "foot", "inch": "inch", "yard": "yard", "tonne": "tonne", "ton": "ton",
    "kilogram": "kilogram", "kilo": "kilogram", "kg": "kilogram", "gram": "gram", "ounce": "ounce",
    "hour": "hour", "minute": "minute", "second": "second", "day": "day", "week": "week", "month": "month",
    "year": "year", "hectare": "hectare", "acre": "acre", "litre": "litre", "liter": "litre", "gallon": "gallon",
    "barrel": "barrel", "megawatt": "megawatt", "gigawatt": "gigawatt", "kilowatt": "kilowatt", "degree": "degree",
    "mph": "mile an hour", "kph": "kilometre an hour",
}  # fmt: skip
"""Units of measure by their words in the singular; feet and inches as well."""
AREAS = frozenset({"acre", "hectare", "square mile", "square kilometre", "square metre", "square foot"})
TIMES = frozenset({"hour", "minute", "second", "day", "week", "month", "year"})
PEOPLE = frozenset(
    "person people demonstrator protester marcher supporter participant activist resident citizen worker employee "
    "man woman child passenger visitor voter soldier student patient member fan spectator".split()
)
"""Kinds of people: one report's marchers are another's people."""


def _forms(word: str) -> tuple[str, ...]:
    plural = {"man": "men", "woman": "women", "child": "children", "person": "persons"}
    return word, plural.get(word, word + "s")


PERSONS = frozenset(f for w in PEOPLE for f in _forms(w)) | {"people"}
UNIT_OF = {f: u for w, u in UNITS.items() for f in (w, w + "s", "inches" if w == "inch" else w)}
"""The unit that a word names, in the singular or the plural."""
