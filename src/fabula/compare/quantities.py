"""Quantities as comparing sees them: a value with the words that it counts, so that tellings can be held against each other.

An article's quantities are its layer's; those of a bare passage are read by its words alone. Both come by one reading of
numbers (``lang.en.quantities``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fabula.lang.en.quantities import CURRENCY, PERSONS, SCALES, Number, numbers
from fabula.lang.en.quantities.units import UNITS, VAGUE
from fabula.lang.en.stems import stem_further
from fabula.model.records import Quantity as Counted

__all__ = [
    "CURRENCY",
    "PERSONS",
    "SCALES",
    "ComparedQuantity",
    "alike",
    "clash",
    "counted",
    "near",
    "quantities",
    "same",
]

EXACT, ROUGH, REACH = 0.01, 0.25, 3.0
"""How far two values may lie apart and still agree: as stated, and where one is inexact; "at least" reaches up to three
times its value, "at most" down to a third. Set by hand on invented pairs (tests/compare): "about 3,000" and "some
2,500" agree, "about 3,000" and "some 800" do not."""
MEASURES = {
    "kilometre": ("metre", 1e3), "metre": ("metre", 1.0), "mile": ("metre", 1609.34), "tonne": ("gram", 1e6),
    "kilogram": ("gram", 1e3), "gram": ("gram", 1.0), "hour": ("minute", 60.0), "minute": ("minute", 1.0),
    "day": ("minute", 1440.0), "week": ("minute", 10080.0), "hectare": ("hectare", 1.0), "acre": ("hectare", 0.404686),
    "litre": ("litre", 1.0), "megawatt": ("watt", 1e6), "gigawatt": ("watt", 1e9), "kilowatt": ("watt", 1e3),
}  # fmt: skip
"""Units of measure as a base unit and how many of it they are."""
SKIPPED = frozenset("of the a an more new other least most than its their his her per cent people's".split())
ENDING = frozenset("and or to for from in on at by with between after before during since".split())
"""Words that end what a number counts."""
_AFTER = re.compile(r"[\s-]*([^\W\d_][\w'’-]*)")
_OF = re.compile(r"\s+of\s+(?:(?:the|his|her|its|their|all)\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ComparedQuantity:
    """A value with its unit: the words after it, a currency, a base unit of measure, or "%".

    ``low`` and ``high`` bound it where it is a range, a bound or inexact. ``start`` and ``end`` are in the text given.
    ``kind``, ``role``, ``noun`` and ``verb`` are what the article's layer knows of it: None and empty in a bare passage.
    """

    value: float
    units: tuple[str, ...]
    low: float
    high: float
    start: int
    end: int
    kind: str | None = None
    role: str = ""
    noun: str = ""
    verb: str = ""

    @property
    def inexact(self) -> bool:
        """Whether the text gives it as a range, a bound or "about"."""
        return self.high - self.low > 3 * EXACT * self.value


def quantities(text: str) -> list[ComparedQuantity]:
    """The quantities in a bare passage, in order. Dates, years, clock times and ordinals are not quantities."""
    out = [_compared(n, text) for n in numbers(text) if not n.spelled]
    for k in range(len(out) - 1):  # "three of the seven shots" are shots too
        if not out[k].units and _OF.fullmatch(text, out[k].end, out[k + 1].start):
            out[k] = replace(out[k], units=out[k + 1].units)
    return out


def counted(q: Counted, article: str, text: str, at: int) -> ComparedQuantity:
    """A quantity of an article's layer that stands at ``at`` of ``text``, some words of the article."""
    end = at + q.end - q.start
    words = article[slice(*q.what[-1])].split() if q.what else []
    vague = article[q.start : q.end].lower().split()[-1] in VAGUE
    n = Number(at, end, q.value, q.low, q.high, q.bound, q.unit, end, vague=vague)
    return replace(
        _compared(n, text),
        kind=q.kind,
        role=q.role,
        noun=stem_further(words[-1]) if words else "",
        verb=stem_further(article[slice(*q.verb)]) if q.verb else "",
    )


def _compared(n: Number, text: str) -> ComparedQuantity:
    """A number as it is compared: in base units, between bounds."""
    value, units = n.value, _units(text, n.end)
    if n.vague:
        few, many = VAGUE[text[n.start : n.end].lower().split()[-1]]
        times = value / few
        return ComparedQuantity((few * many) ** 0.5 * times, units, few * times, many * times, n.start, n.end)
    match n.bound:
        case "at least" | "more than":
            low, high = value, REACH * value
        case "at most" | "less than":
            low, high = value / REACH, value * (1 + EXACT)
        case "about" if n.low is not None and n.high is not None and n.high / max(n.low, 1e-9) > 1.3:
            low, high = n.low, n.high  # a range
        case "about":
            low, high = value * (1 - ROUGH), value * (1 + ROUGH)
        case _:
            low, high = value * (1 - EXACT), value * (1 + EXACT)
    if n.unit in MEASURES:
        name, times = MEASURES[n.unit]
        value, low, high = value * times, low * times, high * times
        units = (name, *units[1:])
    elif n.unit in ("%", "percentage point"):
        units = ("%",)
    elif n.unit in CURRENCY.values():
        units = (n.unit or "",)
    return ComparedQuantity(value, units, low, high, n.start, n.end)


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
        unit = CURRENCY.get(word) or stem_further(word)
        units.append("person" if word in PERSONS else _MEASURE.get(word, unit))
    return tuple(units)


_MEASURE = {f: MEASURES[u][0] if u in MEASURES else u for w, u in UNITS.items() for f in (w, w + "s")}


def alike(a: ComparedQuantity, b: ComparedQuantity) -> bool:
    """Whether two quantities count the same thing: one kind, or a unit in common among their first two, a currency or a
    measure."""
    if a.kind and a.kind == b.kind and a.role == b.role:
        return _measure(a) == _measure(b)
    return bool(a.units and b.units and (set(a.units[:2]) & set(b.units[:2])))


def _measure(q: ComparedQuantity) -> str | None:
    """The currency, "%" or measure of a quantity; None where things are counted."""
    bases = {name for name, _ in MEASURES.values()} | {"%"} | set(CURRENCY.values())
    return q.units[0] if q.units and q.units[0] in bases else None


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
