"""Numbers in English text: their value, unit and how exact they are, by the words next to them alone.

Dates, years, clock times, ordinals, scores and numbers that are names ("Route 66") are no quantities.
"""

import re
from dataclasses import dataclass, replace

from fabula.lang.en.calendar import MONTHS
from fabula.lang.en.quantities.units import CURRENCY, ONES, SCALES, TENS, UNIT_OF, VAGUE

HUGE = 1e15
"""From here on digits are a code, not a number of anything."""
ROUGH = 0.1
"""How far "about" reaches to each side, as a share of the value; "nearly" to one side. Set by hand."""
_WORD = "|".join([*TENS, *sorted(ONES, key=len, reverse=True)])
_SCALE = "|".join(sorted(SCALES, key=lambda s: (-len(s), s)))
_BIG = "hundred|thousand|million|billion|trillion|dozen"
_SIGN = r"(?:US|A|C|NZ|HK|S|R)?[$€£¥₽₹]|(?:USD|EUR|GBP|Rs\.?)"
NUMBER = re.compile(
    rf"(?<![\w.,:/])(?P<cur>{_SIGN})?\s?(?:(?P<digits>\d{{1,3}}(?:(?:,|[\u00a0\u202f\u2009 ])\d{{3}}(?![\d]))+(?:\.\d+)?"
    rf"|\d+(?:\.\d+)?)|(?P<word>(?:(?:{_WORD})\b(?:[- ](?:{_WORD})\b)?|an?(?=[\s-](?:{_BIG})\b))"
    rf"(?:[\s-](?:{_BIG})\b(?:\sand(?=\s(?:{_WORD})\b))?(?:\s(?:{_WORD})\b(?:-(?:{_WORD})\b)?)?)*|(?:{_BIG})\b))"
    rf"(?P<half>\s(?:and\sa\shalf))?(?:[\s-]?(?P<scale>(?:{_SCALE})\b(?:\s(?:thousand|million|billion)\b)?))?"
    r"(?P<pct>\s?%|[\s-]?per\s?cent(?:age\spoints?)?\b|\spercentage[\s-]points?\b|\spc\b|\spoints?(?=\sof a percent))?",
    re.IGNORECASE,
)
_POINTS = re.compile(r"points?", re.IGNORECASE)
_RANGE = re.compile(r"\s*([-–—]|\bto\b|\band\b|\bor\b)\s*", re.IGNORECASE)
_VAGUE = re.compile(rf"(?<![\w-])(?:tens of\s+)?({'|'.join(VAGUE)})\b", re.IGNORECASE)
_HALF = re.compile(
    r"\b(?:half\s+(?:of\s+|the\s+)|half\s+an?\s+(?P<half>million|billion|thousand|dozen)\b|"
    r"(?P<part>two[- ]thirds|three[- ]quarters|a third|one[- ]third|a quarter|one[- ]quarter|a fifth|three[- ]fifths)\s+of\b)",
    re.IGNORECASE,
)
_PARTS = {
    "two thirds": 200 / 3, "three quarters": 75.0, "a third": 100 / 3, "one third": 100 / 3, "a quarter": 25.0,
    "one quarter": 25.0, "a fifth": 20.0, "three fifths": 60.0,
}  # fmt: skip
_CUE = re.compile(
    r"\d|"
    + "|".join(
        rf"\b{w}\b" for w in (*ONES, *TENS, "half", "third", "quarter", *VAGUE, *(k for k in SCALES if len(k) > 2))
    ),
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"[\s-]*(?:minute|hour|day|week|month|year)s?[\s-]+(?:after|ago|later|before|earlier|old|since|from now)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:st|nd|rd|th)\b|[:.]\s?\d\d\s?(?:am|pm|a\.\s?m|p\.\s?m)|:\s?\d\d|\s?(?:am|pm|a\.\s?m|p\.\s?m)\b", re.I
)
_LABEL = re.compile(
    r"\b(?:week|no\.?|nos\.?|number|page|room|route|highway|chapter|section|article|title|phase|group|flight|channel|level|act|"
    r"class|grade|section|day|round|game|part|rule|formula|aged?|apollo|boeing|airbus|interstate|proposition|measure|covid)[\s-]$",
    re.IGNORECASE,
)
"""What stands before a number that is a name: "week 15", "No. 5"; or an age."""
_SPLIT = re.compile(r"\d[,:]\s$")
"""Before the rest of a number, or of a time, that was badly spaced: "1, 263", "7: 05"."""
_SCORE = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\d,.]*\d)")
_MONTH = "|".join([*(m.title() for m in MONTHS), *(m[:3].title() for m in MONTHS), "Sept"])
_DAY = re.compile(rf"\b(?:{_MONTH})\.?\s?$")
_AFTER_DAY = re.compile(rf"\s(?:of\s)?(?:{'|'.join(m.title() for m in MONTHS)})\b")
_NEXT = re.compile(r"[\s-]*([^\W\d_]+)(?:[\s-]+([^\W\d_]+))?")

_BEFORE = (
    ("at most", r"at most|no more than|not more than|up to|as many as|as much as|a maximum of"),
    ("less than", r"(?:fewer|less|lower) than|under|below|not even|(?:just|slightly|a little) (?:under|below|short of)"),
    ("at least", r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of|upwards? of"),
    ("more than", r"(?:more|higher|greater|larger) than|over|above|in excess of|exceed(?:s|ed|ing)?|past|beyond|topp(?:ed|ing)|surpass(?:ed|ing)"),
    ("nearly", r"nearly|almost|close to|approaching|near"),
    ("about", r"about|around|some|roughly|approximately|approx\.?|circa|an estimated|estimated(?: at)?|something like|~|≈|or so"),
)  # fmt: skip
_BOUNDS = tuple(
    (name, re.compile(rf"(?:^|[\s(“\"'—–-])(?:{words})\s*(?:some\s+|the\s+|an?\s+)?$", re.IGNORECASE))
    for name, words in _BEFORE
)
_BEHIND = (
    ("at least", re.compile(r"\s?\+|[\s-]plus\b|(?:\s+[a-z]+)?\s+or more\b", re.IGNORECASE)),
    ("about", re.compile(r"(?:\s+[a-z]+)?\s+or so\b|[\s-]odd\b", re.IGNORECASE)),
    ("at most", re.compile(r"(?:\s+[a-z]+)?\s+or (?:fewer|less)\b", re.IGNORECASE)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: ``text[start:end]`` with its sign of money, scale and "%".

    ``low`` and ``high`` are what it lies between, None where that is open. ``bound``: exact, at least, at most, about,
    more than or less than. ``unit``: a currency, "%", "percentage point" or a measure; None where things are counted.
    ``rest``: where the words after it begin, the unit's own included. ``spelled``: whether it is "one", in letters.
    ``vague``: whether it is a word such as "dozens".
    """

    start: int
    end: int
    value: float
    low: float | None
    high: float | None
    bound: str
    unit: str | None
    rest: int
    spelled: bool = False
    vague: bool = False
    money: bool = False


def numbers(text: str) -> list[Number]:
    """The quantities in a text, in order, apart from each other."""
    out: list[Number] = []
    if not _CUE.search(text):
        return out
    for m in NUMBER.finditer(text):
        n = _number(text, m)
        if n is None:
            continue
        joint = _RANGE.fullmatch(text, out[-1].rest, n.start) if out and out[-1].value < n.value else None
        if joint and _ranged(text, out[-1], n, joint[1].lower()):
            first = out.pop()
            mean = (first.value + n.value) / 2
            n = replace(n, start=first.start, value=mean, low=first.value, high=n.value, bound="about",
                        unit=n.unit or first.unit, money=n.money or first.money)  # fmt: skip
        out.append(n)
    for m in _HALF.finditer(text):
        out = [q for q in out if q.end <= m.start() or q.start >= m.end()]
        if m["half"]:
            value = SCALES[m["half"].lower()] / 2
            low, high, bound = bounds(value, text, m.start(), m.end())
            out.append(Number(m.start(), m.end(), value, low, high, bound, _unit(text, m.end())[0], m.end()))
        else:
            value = _PARTS[re.sub(r"[- ]", " ", m["part"].lower())] if m["part"] else 50.0
            end = m.end() if m["part"] else m.start() + 4
            low, high, bound = bounds(value, text, m.start(), end)
            out.append(Number(m.start(), end, value, low, high, "about" if bound == "exact" else bound, "%", end))
    for m in _VAGUE.finditer(text):
        if any(q.start < m.end() and m.start() < q.end for q in out):
            continue
        least = float(VAGUE[m[1].lower()][0]) * (10 if m[0].lower().startswith("tens") else 1)
        unit, end = _unit(text, m.end())
        out.append(Number(m.start(), m.end(), least, least, None, "at least", unit, end, vague=True))
    return sorted(out, key=lambda q: q.start)


def _ranged(text: str, first: Number, n: Number, joint: str) -> bool:
    if first.unit is not None and first.unit != n.unit:
        return False
    before = text[: first.start].lower()
    if joint == "and":
        return before.endswith("between ")
    if joint == "to":
        return not before.endswith(("rose from ", "from ")) or not re.search(
            r"\b(?:rose|rise|risen|fell|fall|fallen|grew|grown|cut|raised?|lowered|increased?|dropped|up|down|went|revised|jumped|climbed)\b",
            before[-60:],
        )
    return joint != "or" or first.end - first.start <= 6


def _number(text: str, m: re.Match[str]) -> Number | None:
    value = _value(m)
    if value is None:
        return None
    start, end = m.start() + len(m[0]) - len(m[0].lstrip()), m.end()
    bare = m["digits"] and not (m["scale"] or m["cur"] or m["pct"])
    if bare and _no_quantity(text, start, end, value, m["digits"]):
        return None
    if _MOMENT.match(text, end):
        return None
    money = bool(m["cur"])
    unit: str | None
    rest = end
    if m["cur"]:
        sign = m["cur"].lower()
        unit = CURRENCY.get(sign[-1]) or CURRENCY.get(sign) or {"gbp": "pound"}.get(sign, "rupee")
        value *= 1e6 if text[end:].lstrip()[:2] == "MM" else 1
    elif m["pct"]:
        unit = "percentage point" if _POINTS.search(m["pct"]) else "%"
    else:
        unit, rest = _unit(text, end)
        money = unit in CURRENCY.values() and rest > end
    low, high, bound = bounds(value, text, start, rest)
    spelled = (m["word"] or "").lower() == "one" and not m["scale"]
    return Number(start, end, value, low, high, bound, unit, rest, spelled=spelled, money=money)


def _no_quantity(text: str, start: int, end: int, value: float, digits: str) -> bool:
    """Whether bare digits are a date, a clock time, a year, a name, a part of a number badly spaced, or of a score."""
    before = text[max(0, start - 16) : start]
    if _CLOCK.match(text, end) or _DAY.search(before):
        return True
    if _AFTER_DAY.match(text, end) and value <= 31:
        return True
    if value == int(value) and 1900 <= value < 2100 and len(digits) == 4:
        return True
    if _LABEL.search(before) or _SPLIT.search(before):
        return True
    if re.match(r",\s\d{3}\b", text[end : end + 6]) and end - start <= 3:
        return True
    if re.search(r", $", before) and re.match(r"(?:, |\. |\)|,$)", text[end : end + 2]) and 10 <= value < 110:
        return True  # an age: "Smith, 42, said"
    if re.match(r"[-–](?:year|month|week|day)s?[-–]old", text[end : end + 12]) or re.match(r"/\d", text[end : end + 2]):
        return True
    scores = (m for m in _SCORE.finditer(text, max(0, start - 6), end + 6) if int(m[1]) > int(m[2]))
    return any(m.start() <= start and end <= m.end() for m in scores)


def bounds(value: float, text: str, start: int, end: int) -> tuple[float | None, float | None, str]:
    """Between what a value lies, and the bound, by the words before and after."""
    before, behind = text[max(0, start - 28) : start], text[end : end + 24]
    name = next((n for n, p in _BOUNDS if p.search(before)), None) or next(
        (n for n, p in _BEHIND if p.match(behind)), None
    )
    match name:
        case "at least" | "more than":
            return value, None, name
        case "at most" | "less than":
            return None, value, name
        case "nearly":
            return value * (1 - ROUGH), value, "about"
        case "about":
            return value * (1 - ROUGH), value * (1 + ROUGH), name
        case _:
            return value, value, "exact"


def _value(m: re.Match[str]) -> float | None:
    if m["digits"]:
        value = float(re.sub(r"[,\s]", "", m["digits"]))
    else:
        value = spelled(m["word"])
    if m["half"]:
        value += 0.5
    for scale in (m["scale"] or "").lower().split():
        value *= SCALES[scale]
    value = round(value, 6)
    return value if 0 < value < HUGE or (value == 0 and m["digits"] and m["pct"]) else None


def spelled(words: str) -> float:
    """The value of a number in words: "one hundred and fifteen", "a dozen", "twenty-five"."""
    total = part = 0.0
    for w in re.split(r"[-\s]+", words.strip().lower()):
        if w in ("a", "an"):
            part = 1
        elif w in ONES or w in TENS:
            part += ONES.get(w) or TENS[w]
        elif w in ("hundred", "dozen"):
            part = (part or 1) * SCALES[w]
        elif w in SCALES:
            total += (part or 1) * SCALES[w]
            part = 0
    return total + part


def _unit(text: str, at: int) -> tuple[str | None, int]:
    """The unit of measure or the currency right after a number, and where it ends."""
    m = _NEXT.match(text, at)
    if not m:
        return None, at
    one, two = m[1].lower(), (m[2] or "").lower()
    if one in ("square", "sq", "cubic") and two in UNIT_OF:
        return f"{'cubic' if one == 'cubic' else 'square'} {UNIT_OF[two]}", m.end(2)
    if one in ("u", "us", "american", "canadian", "australian") and two in CURRENCY:
        return CURRENCY[two], m.end(2)
    if one == "pounds" and two == "of":
        return "pound of weight", m.end(1)
    if one == "won" and not re.match(r"[\s.,;]*(?:\(|$|[.,;])", text[m.end(1) : m.end(1) + 4]):
        return None, at  # who won what, not money
    if one in CURRENCY:
        return CURRENCY[one], m.end(1)
    return (UNIT_OF[one], m.end(1)) if one in UNIT_OF else (None, at)
