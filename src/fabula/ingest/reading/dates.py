"""Calendar dates as pages write them beside a title: "March 13, 2025", "13 March 2025", "25.2.2021", ISO 8601."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_YEARS = (1700, 2199)
"""Years that a publication date may have: before and after, it is a placeholder ("0001-01-01")."""
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)\b"
_TIME = r"(?:(?:\s*,|\s+at|\s*[-–—|])?\s+\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_PATTERNS = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"(?<![\w.]){_WEEKDAY}{_MONTH}\s+{_DAY}(?:,\s*|\s+){_YEAR}{_TIME}",
        rf"(?<![\w.]){_WEEKDAY}{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}{_TIME}",
        rf"(?<![\w.-]){_YEAR}-(?P<m>\d\d)-(?P<day>\d\d)(?![\d-])(?:[T ]\d\d:\d\d\S{{0,12}})?",
        r"(?<![\w.])(?P<day>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?![\w-])",
        r"(?<![\w/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\w/])",
    )
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: code points ``start`` to ``end``, ISO ``value``."""

    start: int
    end: int
    value: str


def dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Date]:
    """Full dates (day, month, year) in a stretch of text, pattern by pattern.

    Day and month as two numbers with slashes count only where one of them can be no month, or both are one number.
    """
    end = len(text) if end is None else end
    for pattern in _PATTERNS:
        for found in pattern.finditer(text, start, end):
            value = _value(found)
            if value:
                yield Date(found.start(), found.end(), value)


def only_date(line: str) -> Date | None:
    """The date that a line is, where it is little else: a weekday, a clock, "Published", "Updated"."""
    if len(line) > 90:
        return None
    for date in dates(line):
        rest = line[: date.start] + " " + line[date.end :]
        if _REST.fullmatch(rest):
            return date
    return None


_REST = re.compile(
    r"[\s,;:|/•·()\[\]–—-]*(?:(?:first |originally )?(?:published|posted|publication date|date|issued|released|"
    r"written|dated|"
    r"created|updated|modified|last updated|on|at|gmt|utc|est|edt|et|cet|cest|bst|pst|pdt|ist|msk|am|pm|a\.m\.|p\.m\.|"
    r"mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}[:.]\d{2})"
    r"[\s,;:|/•·()\[\]–—-]*)*",
    re.IGNORECASE,
)


def iso(value: str) -> tuple[str, str] | None:
    """A given date as ISO 8601 with its precision (year, month, day, time); None where it is no date."""
    value = value.strip()
    for pattern, precision in ((r"\d{4}", "year"), (r"\d{4}-(?:0[1-9]|1[0-2])", "month")):
        if re.fullmatch(pattern, value, re.ASCII):
            return value, precision
    try:
        if len(value) <= 10:
            day = datetime.date.fromisoformat(value)
            return (day.isoformat(), "day") if _YEARS[0] <= day.year <= _YEARS[1] else None
        moment = datetime.datetime.fromisoformat(value.replace(" UTC", "+00:00").replace(" GMT", "+00:00"))
    except ValueError:
        found = only_date(value)
        return (found.value, "day") if found else None
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        return None
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0) and moment.tzinfo is None:
        return moment.date().isoformat(), "day"
    return moment.isoformat(timespec="seconds"), "time"


def _value(found: re.Match[str]) -> str | None:
    group = found.groupdict()
    year = int(group["year"])
    if "a" in group:
        a, b = int(group["a"]), int(group["b"])
        if a <= 12 and b <= 12 and a != b:
            return None
        day, month = (a, b) if a > 12 else (b, a)
    else:
        day = int(group["day"])
        month = int(group["m"]) if "m" in group else _MONTHS[group["month"].lower()]
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
