"""Words of time: pattern fragments (for lower-case text) and what the words mean."""

import re

from fabula.lang.en.calendar import MONTHS, WEEKDAYS
from fabula.lang.en.times.festivals import NAMES

_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
NUMBERS = {w: i for i, w in enumerate(_ONES, 1)} | {w: 10 * i for i, w in enumerate(_TENS, 2)}
ORDINALS = {w: i for i, w in enumerate(_ORDINALS, 1)} | {"thirtieth": 30} | {
    f"{t}-{o}": n + i for t, n in (("twenty", 20), ("thirty", 30)) for i, o in enumerate(_ORDINALS[:9], 1)
}  # fmt: skip
MONTH_OF = {m: i for i, m in enumerate(MONTHS, 1)} | {m[:3]: i for i, m in enumerate(MONTHS, 1)} | {"sept": 9}
DAY_OF = {d[:3]: i for i, d in enumerate(WEEKDAYS, 1)}
SEASON_OF = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI", "summertime": "SU"}
PART_OF_DAY = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "noon": "T12:00",
    "midday": "T12:00",
    "lunchtime": "T12:00",
    "midnight": "T24:00",
    "dawn": "TMO",
    "dusk": "TEV",
    "daytime": "TDT",
}
UNIT_OF = {
    "second": ("second", "T", "S"),
    "sec": ("second", "T", "S"),
    "minute": ("minute", "T", "M"),
    "min": ("minute", "T", "M"),
    "hour": ("hour", "T", "H"),
    "hr": ("hour", "T", "H"),
    "day": ("day", "", "D"),
    "weekend": ("weekend", "", "WE"),
    "week": ("week", "", "W"),
    "month": ("month", "", "M"),
    "quarter": ("quarter", "", "Q"),
    "year": ("year", "", "Y"),
    "yr": ("year", "", "Y"),
    "decade": ("decade", "", "Y"),
    "centur": ("century", "", "Y"),
    "fortnight": ("week", "", "W"),
    "millenni": ("millennium", "", "Y"),
}
"""Stem to grain, and to prefix and letter of a TIMEX3 duration."""
TIMES_OF = {"decade": 10, "centur": 100, "fortnight": 2, "millenni": 1000}
"""Units that are counted in a smaller one: a decade as P10Y."""

NUMBER = (
    r"(?:(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?: million| billion| thousand)?|(?:(?:half )?an? )?(?:half[- ])?dozen|"
    r"(?:(?:a|one|two|three|four|five|six|seven|eight|nine) )?hundred(?: and \w+)?|"
    rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[:9])}))?|{'|'.join(reversed(_ONES))})"
)
VAGUE = (
    r"(?:several|(?:a |the )?(?:few|couple)(?: of)?|couple of|many|numerous|various|"
    r"(?:dozens|scores|hundreds|thousands|tens) of|a number of|countless)"
)
UNITS = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weekends?|weeks?|fortnights?|months?|quarters?|years?|yrs?|"
    r"decades?|centur(?:y|ies)|millenni(?:um|a))"
)
UNIT = r"(?:second|minute|hour|day|weekend|week|fortnight|month|quarter|year|decade|century|millennium)"
MONTH = rf"(?:{'|'.join(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:\.|(?!\w)))"
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
WEEKDAY_SHORT = r"(?:mon|tues?|wed|thurs?|thur|fri|sat|sun)"
SEASON = r"(?:spring|summer(?:time)?|autumn|fall|winter)"
YEAR = r"[12]\d{3}(?![\d%]|[.,]\d)"
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
ORDINAL_WORD = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)).replace("-", "[- ]") + ")"
PART = r"(?:mid-?)?(?:morning|afternoon|evening|night|noon|midday|lunchtime|midnight|dawn|dusk)"
ZONE = (
    r"(?:(?:gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|bst|cet|cest|eet|eest|msk|ist|jst|et|ct|mt|pt)(?!\w)"
    r"(?:[+-]\d{1,2}(?!\d))?|(?:eastern|central|mountain|pacific|moscow|london|local|kyiv|beijing|tokyo)"
    r"(?: (?:standard|daylight|summer))? time)"
)
CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d(?::[0-5]\d)?)? ?(?:a\.m\.|p\.m\.|am(?!\w)|pm(?!\w)|a\.m(?!\w)|p\.m(?!\w))"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?(?:hours|hrs|h)(?!\w))?"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?= ?(?:hours|hrs|gmt|utc|local))(?: (?:hours|hrs))?"
    # "shortly after 1100"; what may be a year of our time is one
    r"|(?:(?<=shortly after )|(?<=shortly before )|(?<=just after )|(?<=just before )|(?<=soon after ))"
    r"(?:0\d|1[0-8]|2[1-3])[0-5]\d(?![-–/]?\d)"
    rf"|(?:1[0-2]|[1-9]|{'|'.join(reversed(_ONES[:12]))}) o'clock(?: in the (?:morning|afternoon|evening)| at night)?"
    r"|(?:high )?noon|midday|midnight|(?:(?<=at )|(?<=before )|(?<=since )|(?<=until )|(?<=after )|(?<=by ))(?:dawn|dusk))"
)
PORTION = (
    r"(?:the )?(?:very )?(?:beginning|start|end|middle|close|turn|"
    r"(?:early|later?|small) (?:part|half|hours|days|weeks|months)|"
    r"rest|remainder|(?:first|second) half|run-up|course) of"
)
EARLY = r"(?:(?:the )?very )?(?:early|earlier|late|later|mid-?)(?: in| on)?"
APPROX = (
    r"(?:at least|at most|about|around|approximately|roughly|some|almost|nearly|more than|less than|fewer than|"
    r"longer than|no longer than|"
    r"(?:(?<=for )|(?<=after )|(?<=lasted )|(?<=took )|(?<=spent )|(?<=was )|(?<=is )|(?<=just )|(?<=well ))over|"
    r"no more than|not more than|no less than|no fewer than|just (?:over|under)|"
    r"(?:well|slightly|a little) (?:over|under)|up to|as (?:many|much|long|little|few) as|close to)"
)
MOD_OF = {
    "at least": "EQUAL_OR_MORE",
    "no less than": "EQUAL_OR_MORE",
    "no fewer than": "EQUAL_OR_MORE",
    "as many as": "EQUAL_OR_LESS",
    "as much as": "EQUAL_OR_LESS",
    "as long as": "EQUAL_OR_LESS",
    "at most": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS",
    "not more than": "EQUAL_OR_LESS",
    "no longer than": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS",
    "more than": "MORE_THAN",
    "longer than": "MORE_THAN",
    "over": "MORE_THAN",
    "just over": "MORE_THAN",
    "well over": "MORE_THAN",
    "slightly over": "MORE_THAN",
    "a little over": "MORE_THAN",
    "less than": "LESS_THAN",
    "fewer than": "LESS_THAN",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "just under": "LESS_THAN",
    "well under": "LESS_THAN",
    "slightly under": "LESS_THAN",
    "a little under": "LESS_THAN",
}
"""Modifiers that are not plain APPROX."""
STEP = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "coming": 1, "following": 1,
         "upcoming": 1, "ensuing": 1, "subsequent": 1}  # fmt: skip
"""Which way an adjective steps from where it counts."""
FESTIVAL = NAMES

_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_NUMBER_WORD = re.compile(r"[a-z]+")


def number(words: str) -> str:
    """A number phrase as digits ("twenty-one" as 21, "1,000" as 1000); X for a vague one ("several")."""
    words = words.strip()
    digits, _, scale = words.replace(",", "").partition(" ")
    if scale in _SCALES:
        return str(round(float(digits) * _SCALES[scale]))
    digits = words.replace(",", "")
    if digits.replace(".", "", 1).isdigit() and digits.isascii():
        return str(int(digits)) if "." not in digits else digits
    found = _NUMBER_WORD.findall(words)
    if "dozen" in found:
        return "6" if "half" in found else "12"
    if words in ("a", "an"):
        return "1"
    if "hundred" in found:
        at = found.index("hundred")
        rest = sum(NUMBERS.get(w, 0) for w in found[at + 1 :])
        return str((NUMBERS.get(found[at - 1], 1) if at else 1) * 100 + rest)
    total = sum(NUMBERS.get(w, 0) for w in found)
    return str(total) if total and all(w in NUMBERS for w in found) else "X"


def day_number(words: str) -> int:
    """A day of the month as written: "23", "23rd" or "twenty-third"; 0 where it is none."""
    if words[0].isdigit():
        return int(re.sub(r"\D", "", words))
    return ORDINALS.get(words.replace(" ", "-"), 0)


def month_number(word: str) -> int:
    """A month's number from its name or abbreviation, with or without its stop."""
    return MONTH_OF[word.rstrip(".")[:3] if word.rstrip(".") not in MONTH_OF else word.rstrip(".")]


def unit(word: str) -> tuple[str, str, str, int]:
    """Grain, duration prefix, duration letter and multiple of a unit word, singular or plural."""
    for stem in (word, word.rstrip("s"), word[:6], word[:8]):
        if stem in UNIT_OF:
            return (*UNIT_OF[stem], TIMES_OF.get(stem, 1))
    raise KeyError(word)


def duration(amount: str, word: str) -> str:
    """The TIMEX3 duration of an amount ("3", "2.5", "X") of a unit: "P3Y", "PT30M", "PXW"."""
    _, prefix, letter, times = unit(word)
    if times > 1 and amount != "X":
        value = float(amount) * times
        amount = str(int(value)) if value == int(value) else str(value)
    return f"P{prefix}{amount}{letter}"
