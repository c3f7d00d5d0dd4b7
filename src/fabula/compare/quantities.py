"""Quantities in text: a value, its unit and how exact it is, so that tellings can be held against each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

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
ABOUT = frozenset("about around some nearly almost roughly approximately circa estimated close".split())
"""Words before a number that make it inexact."""
LEAST = re.compile(
    r"(?:at least|more than|over|above|upwards of|in excess of|no fewer than|no less than)\s+(?:some\s+)?$", re.I
)
MOST = re.compile(
    r"(?:at most|no more than|up to|fewer than|less than|under|below|only|just|not even)\s+(?:some\s+)?$", re.I
)
HUGE = 1e15
"""From here on digits are a code, not a number of anything."""
EXACT, ROUGH, REACH = 0.01, 0.25, 3.0
"""How far two values may lie apart and still agree: as stated, and where one is inexact; "at least" reaches up to three
times its value, "at most" down to a third. Set by hand on invented pairs (tests/compare): "about 3,000" and "some
2,500" agree, "about 3,000" and "some 800" do not."""
PEOPLE = frozenset(
    "person people demonstrator protester marcher supporter participant activist resident citizen worker employee "
    "man woman child passenger visitor voter soldier student patient member fan spectator".split()
)
"""Kinds of people: one report's marchers are another's people."""
MEASURES = {
    "kilometre": ("metre", 1e3), "kilometer": ("metre", 1e3), "km": ("metre", 1e3), "metre": ("metre", 1.0),
    "meter": ("metre", 1.0), "mile": ("metre", 1609.34), "tonne": ("gram", 1e6), "kilogram": ("gram", 1e3),
    "kilo": ("gram", 1e3), "kg": ("gram", 1e3), "gram": ("gram", 1.0), "hour": ("minute", 60.0),
    "minute": ("minute", 1.0), "day": ("minute", 1440.0), "week": ("minute", 10080.0), "hectare": ("hectare", 1.0),
    "litre": ("litre", 1.0), "megawatt": ("watt", 1e6), "gigawatt": ("watt", 1e9), "kilowatt": ("watt", 1e3),
}  # fmt: skip
"""Units of measure as a base unit and how many of it they are."""
VAGUE = {"dozens": (24, 200), "scores": (40, 400), "hundreds": (100, 2000), "thousands": (1000, 20000)}
SKIPPED = frozenset("of the a an more new other least most than its their his her per cent people's".split())
ENDING = frozenset("and or to for from in on at by with between after before during since".split())
"""Words that end what a number counts."""
_WORDS = "|".join([*ONES, *TENS])
_SCALES = "|".join(sorted(SCALES, key=lambda s: (-len(s), s)))
_NUMBER = re.compile(
    rf"(?<![\w.,:])(?P<cur>[$€£¥₽])?\s?(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<word>(?:{_WORDS})"
    rf"(?:[- ](?:{_WORDS}))?\b|(?:a\s)?(?=(?:hundred|thousand|million|billion|dozen)\b)))"
    rf"(?:[\s-]?(?P<scale>(?:{_SCALES})\b(?:\s(?:thousand|million|billion)\b)?))?(?P<pct>\s?%|\s?per\s?cent\b|\spercentage\spoints?\b)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*([-–]|\bto\b|\band\b)\s*")
_VAGUE = re.compile(rf"\b({'|'.join(VAGUE)})\b(?:\s+of\b)?", re.IGNORECASE)
_HALF = re.compile(r"\bhalf\s+(?:of\s+|the\s+)|\bhalf\s+a\s+(million|billion|thousand|dozen)\b", re.IGNORECASE)
_AFTER = re.compile(r"[\s-]*([^\W\d_][\w'’-]*)")
_CUE = re.compile(
    r"\d|" + "|".join(rf"\b{w}\b" for w in (*ONES, *TENS, "half", *VAGUE, *(k for k in SCALES if len(k) > 2))), re.I
)
_MOMENT = re.compile(
    r"[\s-]*(?:minute|hour|day|week|month|year)s?[\s-]+(?:after|ago|later|before|earlier|old|since|from now)\b",
    re.I,
)
_CLOCK = re.compile(r"(?:st|nd|rd|th)\b|:\s?\d\d|\s?(?:am|pm|a\.\s?m|p\.\s?m)\b", re.IGNORECASE)
MONTHS = "january february march april may june july august september october november december".split()
_LABEL = re.compile(
    r"\b(?:week|no\.?|nos\.?|number|page|room|route|highway|chapter|section|article|title|phase|group|flight|channel|level|act|"
    r"class|grade|section|day|round|game|part|rule|formula)\s$",
    re.IGNORECASE,
)
"""What stands before a number that is a name: "week 15", "No. 5"."""
_OF = re.compile(r"\s+of\s+(?:(?:the|his|her|its|their|all)\s+)?", re.IGNORECASE)
_SPLIT = re.compile(r"\d[,:]\s$")
"""Before the rest of a number, or of a time, that was badly spaced: "1, 263", "7: 05"."""
_SCORE = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\d,.]*\d)")
_DAY = re.compile(rf"\b(?:{'|'.join(m.title() for m in MONTHS)})\.?\s?$")


@dataclass(frozen=True, slots=True)
class ComparedQuantity:
    """A value with its unit: the words after it, a currency, a base unit of measure, or "%".

    ``low`` and ``high`` bound it where it is a range, a bound or inexact. ``start`` and ``end`` are in the text given.
    """

    value: float
    units: tuple[str, ...]
    low: float
    high: float
    start: int
    end: int

    @property
    def inexact(self) -> bool:
        """Whether the text gives it as a range, a bound or "about"."""
        return self.high - self.low > 3 * EXACT * self.value


def quantities(text: str) -> list[ComparedQuantity]:
    """The quantities in a text, in order. Dates, years, clock times and ordinals are not quantities."""
    out: list[ComparedQuantity] = []
    if not _CUE.search(text):
        return out
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
        if _MOMENT.match(text, end) or (bare and _named(text, m.start(), end)):
            continue
        if bare and units[:1] and units[0] in MONTHS:
            continue
        if m["cur"]:
            units = (CURRENCY[m["cur"]],)
            value *= 1e6 if text[end:].lstrip()[:2] == "MM" else 1
        elif m["pct"]:
            units = ("%",)
        elif units[:1] and units[0] in CURRENCY:
            units = (CURRENCY[units[0]],)
        before = text[max(0, m.start() - 24) : m.start()]
        low, high = _bounds(value, before)
        joint = _RANGE.fullmatch(text, out[-1].end, m.start()) if out and out[-1].value < value else None
        if joint and (joint[1] != "and" or text[: out[-1].start].lower().endswith("between ")):
            first = out.pop()
            low, value = first.value, (first.value + value) / 2
        if units[:1] and units[0] in MEASURES:
            name, times = MEASURES[units[0]]
            value, low, high, units = value * times, low * times, high * times, (name, *units[1:])
        out.append(ComparedQuantity(value, units, low, high, m.start(), end))
    for k in range(len(out) - 1):  # "three of the seven shots" are shots too
        if not out[k].units and _OF.fullmatch(text, out[k].end, out[k + 1].start):
            out[k] = replace(out[k], units=out[k + 1].units)
    for m in _VAGUE.finditer(text):
        few, many = VAGUE[m[1].lower()]
        out.append(
            ComparedQuantity((few * many) ** 0.5, _units(text, m.end()), float(few), float(many), m.start(), m.end())
        )
    for m in _HALF.finditer(text):
        out = [q for q in out if q.end <= m.start() or q.start >= m.end()]
        if m[1]:
            half = SCALES[m[1].lower()] / 2
            units = _units(text, m.end())
            out.append(ComparedQuantity(half, units, half * (1 - EXACT), half * (1 + EXACT), m.start(), m.end()))
        else:
            out.append(ComparedQuantity(50.0, ("%",), 45.0, 55.0, m.start(), m.end()))
    return sorted(out, key=lambda q: q.start)


def _named(text: str, start: int, end: int) -> bool:
    """Whether digits are a name, a part of a badly spaced number, or of a score, whose second number is the lower."""
    before = text[max(0, start - 12) : start]
    if _LABEL.search(before) or _SPLIT.search(before):
        return True
    if re.match(r",\s\d{3}\b", text[end : end + 6]) and end - start <= 3:
        return True
    scores = (m for m in _SCORE.finditer(text, max(0, start - 6), end + 6) if int(m[1]) > int(m[2]))
    return any(m.start() <= start and end <= m.end() for m in scores)


def _bounds(value: float, before: str) -> tuple[float, float]:
    """Between what a value lies, by the words before it."""
    if MOST.search(before):
        return value / REACH, value * (1 + EXACT)
    if LEAST.search(before):
        return value, REACH * value
    rough = ROUGH if set(re.findall(r"[a-z']+", before.lower())[-2:]) & ABOUT else EXACT
    return value * (1 - rough), value * (1 + rough)


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
    return value if 0 < value < HUGE else None


def _units(text: str, at: int) -> tuple[str, ...]:
    """Up to three words after a number, as stems: the unit is among them."""
    units: list[str] = []
    while len(units) < 3:
        m = _AFTER.match(text, at)
        if not m:
            break
        word = m[1].lower()
        if word in ENDING:
            break
        at = m.end()
        if word in SKIPPED:
            continue
        unit = CURRENCY.get(word) or stem(word)
        units.append("person" if word in PERSONS else _MEASURE.get(word, unit))
    return tuple(units)


def _forms(word: str) -> tuple[str, ...]:
    plural = {"man": "men", "woman": "women", "child": "children", "person": "persons"}
    return word, plural.get(word, word + "s")


PERSONS = frozenset(f for w in PEOPLE for f in _forms(w)) | {"people"}
_MEASURE = {f: w for w in MEASURES for f in _forms(w)}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its commonest English endings: enough to join "tariff" and "tariffs", "agreed" and "agree"."""
    w = word.casefold().removesuffix("'s").removesuffix("’s")
    for ending, least in (
        ("ations", 4), ("ation", 4), ("ingly", 4), ("ments", 4), ("ment", 4), ("ings", 4), ("ing", 4), ("edly", 4),
        ("ies", 3), ("ied", 3), ("ers", 4), ("ed", 4), ("es", 4), ("ly", 4), ("s", 3), ("e", 4), ("y", 4),
    ):  # fmt: skip
        if w.endswith(ending) and len(w) - len(ending) >= least and not (ending == "s" and w.endswith("ss")):
            base = w[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
            return base[:-1] if ending in ("ing", "ed") and _DOUBLED.search(base) else base
    short = _SHORT.fullmatch(w)
    return f"{short[1]}e" if short else w


_DOUBLED = re.compile(r"[aeiou]([bdgmnprt])\1$")
"""A consonant that was doubled before an ending: "winning" is of "win"."""
_SHORT = re.compile(r"([b-df-hj-np-tv-z][aeiou][b-df-hj-np-tvz])(?:ing|ed)")
"""A short verb that lost its "e" before an ending: "losing", "voted"."""


def alike(a: ComparedQuantity, b: ComparedQuantity) -> bool:
    """Whether two quantities count the same thing: a unit in common among their first two, a currency or a measure."""
    return bool(a.units and b.units and (set(a.units[:2]) & set(b.units[:2])))


def clash(
    left: Sequence[ComparedQuantity], right: Sequence[ComparedQuantity]
) -> tuple[ComparedQuantity, ComparedQuantity] | None:
    """The first pair of one unit whose values differ by more than their exactness allows, once those that agree are set
    aside: "three of the seven shots" and "seven shots" do not differ.
    """
    for a in left:
        rivals = [b for b in right if alike(a, b)]
        if any(near(a, b) for b in rivals):
            continue
        rivals = [b for b in rivals if not any(alike(x, b) and near(x, b) for x in left)]
        if rivals:
            return a, rivals[0]
    return None


def same(
    left: Sequence[ComparedQuantity], right: Sequence[ComparedQuantity]
) -> tuple[ComparedQuantity, ComparedQuantity] | None:
    """The first pair of one unit whose values agree."""
    return next(((a, b) for a in left for b in right if alike(a, b) and near(a, b)), None)


def near(a: ComparedQuantity, b: ComparedQuantity) -> bool:
    """Whether two values of one unit agree: their bounds overlap."""
    return a.low <= b.high and b.low <= a.high
