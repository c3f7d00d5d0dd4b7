"""Quantities in text: a value, its unit and how exact it is, so that tellings can be held against each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
    "m": 1e6, "tn": 1e12, "k": 1e3, "dozen": 12.0,
}  # fmt: skip
CURRENCY = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble", "dollars": "dollar", "euros": "euro",
    "pounds": "pound", "roubles": "rouble", "rubles": "rouble", "ruble": "rouble", "usd": "dollar", "eur": "euro",
}  # fmt: skip
ABOUT = frozenset("about around some nearly almost roughly approximately over under least most up than".split())
"""Words before a number that make it inexact."""
EXACT, ROUGH = 0.01, 0.25
"""How far two values may lie apart and still agree: as stated, and where either is inexact. Set by hand on invented
pairs (tests/comparing): "about 3,000" and "some 2,500" agree, "about 3,000" and "some 800" do not."""
SKIPPED = frozenset("of the a an more new other least most than its their his her per cent people's".split())
_WORDS = "|".join([*ONES, *TENS])
_SCALES = "|".join(sorted(SCALES, key=lambda s: (-len(s), s)))
_NUMBER = re.compile(
    rf"(?<![\w.,:])(?P<cur>[$€£¥₽])?\s?(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<word>(?:{_WORDS})"
    rf"(?:[- ](?:{_WORDS}))?\b|(?:a\s)?(?=(?:hundred|thousand|million|billion|dozen)\b)))"
    rf"(?:[\s-]?(?P<scale>(?:{_SCALES})\b(?:\s(?:thousand|million|billion)\b)?))?(?P<pct>\s?%|\s?per\s?cent\b)?",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s-]*([^\W\d_][\w'’-]*)")
_CLOCK = re.compile(r"(?:st|nd|rd|th)\b|:\d\d|\s?(?:am|pm|a\.m|p\.m)\b", re.IGNORECASE)
MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(rf"\b(?:{'|'.join(m.title() for m in MONTHS)})\.?\s?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit: the words after it, a currency, or "%". ``start`` and ``end`` are in the text given."""

    value: float
    units: tuple[str, ...]
    inexact: bool
    start: int
    end: int


def quantities(text: str) -> list[Quantity]:
    """The quantities in a text, in order. Dates, years, clock times and ordinals are not quantities."""
    out = []
    for m in _NUMBER.finditer(text):
        value = _value(m)
        if value is None:
            continue
        end = m.end()
        bare = m["digits"] and not (m["scale"] or m["cur"] or m["pct"])
        if bare and (_CLOCK.match(text, end) or _DAY.search(text, max(0, m.start() - 12), m.start())):
            continue
        if bare and value == int(value) and 1900 <= value < 2100 and "," not in m["digits"]:
            continue
        units = _units(text, end)
        if bare and units[:1] and units[0] in MONTHS:
            continue
        if m["cur"]:
            units = (CURRENCY[m["cur"]],)
        elif m["pct"]:
            units = ("%",)
        elif units[:1] and units[0] in CURRENCY:
            units = (CURRENCY[units[0]],)
        before = re.findall(r"[\w']+", text[max(0, m.start() - 16) : m.start()].lower())[-2:]
        out.append(Quantity(value, units, any(w in ABOUT for w in before), m.start(), end))
    return out


def _value(m: re.Match[str]) -> float | None:
    if m["digits"]:
        value = float(m["digits"].replace(",", ""))
    else:
        parts = re.split(r"[- ]", (m["word"] or "").strip().lower())
        value = sum(float(ONES.get(p) or TENS.get(p) or 0) for p in parts)
        if not value:
            value = 1.0 if m["scale"] else 0.0
        if not m["scale"] and value == 1:
            return None  # "one" is mostly a pronoun
    for scale in (m["scale"] or "").lower().split():
        value *= SCALES[scale]
    return value or None


def _units(text: str, at: int) -> tuple[str, ...]:
    """Up to three words after a number, as stems: the unit is among them."""
    units: list[str] = []
    while len(units) < 3:
        m = _AFTER.match(text, at)
        if not m:
            break
        word = m[1].lower()
        at = m.end()
        if word in SKIPPED:
            continue
        units.append(CURRENCY.get(word, stem(word)))
    return tuple(units)


def stem(word: str) -> str:
    """A word without its commonest English endings: enough to join "tariff" and "tariffs", "agreed" and "agree"."""
    w = word.casefold().removesuffix("'s").removesuffix("’s")
    for ending, least in (
        ("ations", 4), ("ation", 4), ("ingly", 4), ("ments", 4), ("ment", 4), ("ings", 4), ("ing", 4), ("edly", 4),
        ("ies", 3), ("ied", 3), ("ers", 4), ("ed", 4), ("es", 4), ("ly", 4), ("s", 3), ("e", 4), ("y", 4),
    ):  # fmt: skip
        if w.endswith(ending) and len(w) - len(ending) >= least and not (ending == "s" and w.endswith("ss")):
            return w[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
    return w


def clash(left: Sequence[Quantity], right: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The first pair of one unit whose values differ by more than their exactness allows, and no pair agrees on."""
    for a in left:
        rivals = [b for b in right if a.units[:1] and b.units and set(a.units[:2]) & set(b.units[:2])]
        if rivals and not any(near(a, b) for b in rivals):
            return a, rivals[0]
    return None


def near(a: Quantity, b: Quantity) -> bool:
    """Whether two values of one unit agree."""
    allowed = ROUGH if a.inexact or b.inexact else EXACT
    return abs(a.value - b.value) <= allowed * max(abs(a.value), abs(b.value))
