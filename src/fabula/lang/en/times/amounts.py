"""Durations and sets: how long, and how often."""

import re

from fabula.lang.en.calendar import WEEKDAYS
from fabula.lang.en.times.clock import part_of_day
from fabula.lang.en.times.lexicon import (
    APPROX,
    DAY_OF,
    MOD_OF,
    MONTH,
    NUMBER,
    PART,
    SEASON,
    SEASON_OF,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    duration,
    month_number,
    number,
    unit,
)
from fabula.lang.en.times.rule import Context, Rule
from fabula.model.records import Time
from fabula.model.vocabulary import TimeType

_FREQUENCY = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "bi-weekly": "P2W",
    "fortnightly": "P2W", "monthly": "P1M", "bimonthly": "P2M", "bi-monthly": "P2M", "quarterly": "P3M",
    "semiannual": "P6M", "semi-annual": "P6M", "biannual": "P6M", "annual": "P1Y", "annually": "P1Y",
    "yearly": "P1Y", "biennial": "P2Y", "biennially": "P2Y",
}  # fmt: skip


def _mod(m: re.Match[str]) -> str | None:
    return MOD_OF.get(m["approx"], "APPROX") if m["approx"] else None


def _skip(m: re.Match[str], c: Context) -> tuple[Time, ...]:
    """Ages ("a 33-year-old") count years but date nothing: TempEval's taggers leave them, the dev articles too."""
    return ()


def _spanned(m: re.Match[str], c: Context) -> Time | None:
    """As in "The past three days", "the next few weeks", "the first nine months"."""
    if unit(m["unit"])[0] in ("second",) and not m["amount"]:
        return None
    amount = number(m["amount"]) if m["amount"] else "X"
    anchor = None if m["which"] in ("first", "final", "opening") else c.anchor
    return c.time(m.start(), m.end(), duration(amount, m["unit"]), _mod(m), anchor, "DURATION")


_MEASURED = re.compile(
    r"\b(?:for|in|within|after|just|only|than|about|least|nearly|almost|of|lasted|last|took|before) $"
)
"""What makes a length of time of "a day" and "one day"."""


def _counted(m: re.Match[str], c: Context) -> Time | tuple[Time, ...] | None:
    """As in "Three years", "at least 20 minutes", "a five-year plan", "two to three weeks", "several months"."""
    words, grain = m["amount"], unit(m["unit"])[0]
    hyphen = m["link"] == "-"
    amount = number(words)
    # Three quarters of a thing are no time.
    share = (
        grain == "quarter"
        and not m["link"].strip(" -")
        and (not m["unit"].endswith("s") or c.low.startswith(" of", m.end()))
    )
    if share or (grain == "second" and amount == "1"):
        return None
    if words[0].isdigit() and c.before(m.start(), 2)[-1:] in "$€£.,-/":
        return None
    if re.fullmatch(r"[12]\d{3}", words) and not m["unit"].endswith("s"):
        return None
    # "One day" is mostly some day or other.
    some_day = words == "one" and grain in ("day", "weekend") and not m["approx"]
    if some_day and not _MEASURED.search(c.before(m.start())):
        return None
    # "The eleven year partnership", but no noun after "ten year" at the end of a clause.
    singular = not hyphen and not m["unit"].endswith("s") and amount != "1" and grain != "century"
    if singular and not re.match(r" \w", c.low[m.end() :][:2]):
        return None
    mod = _mod(m)
    # The article of "the 13-minute speech" belongs to the speech.
    start = m.start("approx") if m["approx"] else m.start("amount") if hyphen and not m["first"] else m.start()
    half = 0.5 if m["half"] or m["half2"] else 0.0
    if half and amount != "X":
        amount = str(float(amount) + half)
        if grain == "hour":
            return c.time(start, m.end(), f"PT{amount}H", mod, None, "DURATION")
    if m["first"]:
        return (
            c.time(start, m.end("first"), duration(number(m["first"]), m["unit"]), mod, None, "DURATION"),
            c.time(m.start("amount"), m.end(), duration(amount, m["unit"]), None, None, "DURATION"),
        )
    return c.time(start, m.end(), duration(amount, m["unit"]), mod, None, "DURATION")


_HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "month": "P15D", "decade": "P5Y", "century": "P50Y",
           "minute": "PT30S", "week": "P3.5D", "millennium": "P500Y"}  # fmt: skip


def _half(m: re.Match[str], c: Context) -> Time | None:
    value = _HALVES.get(unit(m["unit"])[0])
    return c.time(m.start(), m.end(), value, _mod(m), None, "DURATION") if value else None


def _single(m: re.Match[str], c: Context) -> Time | None:
    """As in "A year", "an hour": a duration, or a set after an amount ("$5 a day")."""
    grain = unit(m["unit"])[0]
    before, after = c.before(m.start()), c.low[m.end() : m.end() + 12]
    if grain in ("second", "quarter", "millennium") or re.match(r"-|'s\b", after):
        return None
    idle = grain in ("day", "weekend") and re.match(r" (?:of|in|for|when|at|to|that|trip|out|off|job)\b", after)
    if idle and not _MEASURED.search(before):
        return None
    if re.search(r"(?:such|what|quite|once upon|many|not|as) $", before):
        return None
    rate = re.search(r"(?:[%\d]|\b(?:percent|times|twice|once|million|billion|trillion|[a-z]{3,}s)) $", before)
    verb = re.search(r"\b(?:lasts|takes|was|is|has|this|needs|plus) $", before)
    kind: TimeType = "SET" if rate and not m["approx"] and not verb else "DURATION"
    return c.time(m.start(), m.end(), duration("1.5" if m["half"] else "1", m["unit"]), _mod(m), None, kind)


def _bare(m: re.Match[str], c: Context) -> Time | None:
    """As in "For years", "in months": an amount of time left open."""
    group = "unit" if m["unit"] else "unit2"
    return c.time(m.start(group), m.end(group), duration("X", m[group]), None, None, "DURATION")


def _long(m: re.Match[str], c: Context) -> Time | None:
    """As in "Decades-long", "a year-long", "monthlong", "all day"."""
    words = m["unit"]
    return c.time(
        m.start("unit"), m.end(), duration("X" if words.endswith("s") else "1", words), None, None, "DURATION"
    )


def _every(m: re.Match[str], c: Context) -> Time | None:
    """As in "Every day", "each year", "every two weeks", "every other Monday", "every summer"."""
    words = m["what"]
    if words[:3] in DAY_OF and words in WEEKDAYS:
        value = f"XXXX-WXX-{DAY_OF[words[:3]]}" + (part_of_day(m["daypart"]) if m["daypart"] else "")
    elif words in SEASON_OF:
        value = f"XXXX-{SEASON_OF[words]}"
    elif words in ("morning", "afternoon", "evening", "night"):
        value = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}[words]
        return c.time(m.start(), m.end(), "XXXX-XX-XX" + value, None, None, "SET")
    elif re.fullmatch(UNITS, words):
        amount = number(m["amount"]) if m["amount"] else "2" if m["other"] else "1"
        value = duration(amount, words)
    else:
        if not c.text[m.start("what")].isupper():
            return None
        value = f"XXXX-{month_number(words):02d}"
    return c.time(m.start(), m.end(), value, None, None, "SET")


def _frequency(m: re.Match[str], c: Context) -> Time | None:
    """As in "Daily", "annual": not where it is a name's ("the Daily ...")."""
    start, end = m.span()
    after = c.text[end : end + 2].strip()
    if c.text[start].isupper() and after[:1].isupper():
        return None
    if (
        c.text[start].isupper()
        and start
        and c.text[start - 1] == " "
        and c.text[start - 2 : start - 1] not in (".", '"', ":", "?", "!")
    ):
        return None
    return c.time(start, end, _FREQUENCY[m[0]], None, None, "SET")


def _often(m: re.Match[str], c: Context) -> Time | None:
    """As in "Twice a week", "three times per year"."""
    return c.time(m.start(), m.end(), duration("1", m["unit"]), None, None, "SET")


_APPROX = rf"(?:(?P<approx>{APPROX}) )?"
_DET = r"(?:the |those |these |a full |another |an additional |an estimated |the whole )?"
RULES = (
    Rule(
        "age",
        rf"(?:{APPROX} )?(?:{NUMBER}|{VAGUE}|an?)[- ](?:and[- ]a[- ]half[- ])?{UNITS}"
        r"(?:[- ]olds?|[- ]older|[- ]younger| of age)(?!\w)|"
        rf"(?:aged?|at the age of) {NUMBER}(?: years)?",
        _skip,
    ),
    Rule(
        "spanned",
        rf"{_APPROX}(?:the|these|those|its|his|her|their|our|this) "
        r"(?P<which>past|last|latest|next|previous|coming|first|final|"
        r"following|preceding|recent|opening|remaining|ensuing|subsequent|other) "
        rf"(?P<amount>{NUMBER}|{VAGUE}|few|several|couple(?: of)?) "
        rf"(?:full |consecutive |straight |trading |business |working |calendar |fiscal |financial )?(?P<unit>{UNITS})",
        _spanned,
    ),
    Rule(
        "often",
        rf"(?:once|twice|thrice|(?:{NUMBER}|{VAGUE}) times) (?:an?|per|each|every) (?P<unit>{UNIT})",
        _often,
    ),
    Rule(
        "every",
        rf"(?:every|each)(?: (?P<other>other|second))?(?: (?P<amount>{NUMBER}|few))? "
        rf"(?P<what>{UNITS}|{WEEKDAY}|{SEASON}|morning|afternoon|evening|night|{MONTH})"
        rf"(?:(?<=day) (?P<daypart>{PART}))?",
        _every,
    ),
    Rule("half", rf"{_APPROX}(?:half an? |an? half[- ]|half-)(?P<unit>{UNIT})", _half),
    Rule(
        "counted",
        rf"{_DET}{_APPROX}{_DET}(?:(?P<first>{NUMBER})(?: to | or |-to-|-|–)(?=\d|[a-z]))?"
        rf"(?P<amount>{NUMBER}|{VAGUE})(?P<half> and a half| 1/2|½|-and-a-half)?"
        r"(?P<link>-| more | full | consecutive | straight | whole | "
        r"long | extra | additional | business | working | trading | calendar | )"
        rf"(?P<unit>{UNITS})(?P<half2> and a half)?(?:[- ]long(?!\w)| or so| or more)?"
        r"(?!-old| old\b)",
        _counted,
    ),
    Rule("single", rf"{_APPROX}(?:an?|another|a (?:full|whole|mere)) (?P<unit>{UNIT})(?P<half> and a half)?", _single),
    Rule(
        "long",
        r"(?:a |an )?(?:(?P<unit>days?|weeks?|months?|years?|decades?|hours?|centur(?:y|ies))-?long)(?!\w)",
        _long,
    ),
    Rule(
        "bare",
        r"(?<![\w-])(?:for|over|in|within|after|lasting|take|takes|took|taken|spent|spend|last|lasted|by) "
        r"(?P<unit>seconds|minutes|hours|days|weeks|months|years|decades|centuries)"
        r"(?! (?:of the|later|ago|earlier|before|after))(?!-)|"
        r"(?P<unit2>hours|days|weeks|months|years|decades|centuries)"
        r"(?= of (?!age\b|the\b|her\b|his\b|my\b|our\b|their\b))",
        _bare,
    ),
    Rule("weekends", r"(?<=on )weekends", lambda m, c: c.time(m.start(), m.end(), "XXXX-WXX-WE", None, None, "SET")),
    Rule("frequency", "(?:" + "|".join(sorted(_FREQUENCY, key=len, reverse=True)) + ")(?!-)", _frequency),
)
