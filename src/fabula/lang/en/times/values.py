"""TIMEX3 values: what stretch of the calendar they cover, and moving along it.

Values follow TimeML 1.2.1 (Saurí et al. 2006), itself after ISO 8601: ``2021-02-22``, ``2021-W08``, ``2021-W08-WE``,
``2021-Q1``, ``2021-H1``, ``2021-SP``, ``FY2021``, ``202`` (a decade), ``20`` (a century), ``2021-02-22TMO``. What is
not known is X.
"""

import calendar
import re
from datetime import date, timedelta

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""Meteorological seasons of the northern hemisphere, as first and last month; winter takes its December's year."""

GRAINS = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")
"""From fine to coarse."""
_RANK = {g: i for i, g in enumerate(GRAINS)}
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T\S*)?")),
    ("week", re.compile(r"(\d{4})-W(\d\d)")),
    ("weekend", re.compile(r"(\d{4})-W(\d\d)-WE")),
    ("weekday", re.compile(r"(\d{4})-W(\d\d)-([1-7])(?:T\S*)?")),
    ("month", re.compile(r"(\d{4})-(\d\d)(?:-XX)?")),
    ("quarter", re.compile(r"(?:FY)?(\d{4})-Q([1-4])")),
    ("half", re.compile(r"(?:FY)?(\d{4})-H([12])")),
    ("season", re.compile(r"(\d{4})-(SP|SU|FA|WI)")),
    ("year", re.compile(r"(?:FY)?(\d{4})")),
    ("decade", re.compile(r"(\d{3})X?")),
    ("century", re.compile(r"(\d\d)(?:XX)?")),
)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _covered(value: str) -> tuple[str, date, date] | None:
    """Grain, first and last day of a value that names a place on the calendar; ValueError where it is off it."""
    found = next(((grain, m) for grain, form in _FORMS if (m := form.fullmatch(value))), None)
    if found is None:
        return None
    grain, g = found[0], found[1].groups()
    if grain == "season":
        year, (first, last) = int(g[0]), SEASONS[g[1]]
        return grain, date(year, first, 1), _month_end(year + (last < first), last)
    n = [int(x) for x in g]
    match grain:
        case "day":
            return grain, date(n[0], n[1], n[2]), date(n[0], n[1], n[2])
        case "weekday":
            d = date.fromisocalendar(n[0], n[1], n[2])
            return "day", d, d
        case "week":
            d = date.fromisocalendar(n[0], n[1], 1)
            return grain, d, d + timedelta(6)
        case "weekend":
            d = date.fromisocalendar(n[0], n[1], 6)
            return grain, d, d + timedelta(1)
        case "month":
            return grain, date(n[0], n[1], 1), _month_end(n[0], n[1])
        case "quarter":
            return grain, date(n[0], n[1] * 3 - 2, 1), _month_end(n[0], n[1] * 3)
        case "half":
            return grain, date(n[0], n[1] * 6 - 5, 1), _month_end(n[0], n[1] * 6)
    size = {"year": 1, "decade": 10, "century": 100}[grain]
    return grain, date(n[0] * size, 1, 1), date(n[0] * size + size - 1, 12, 31)


def covered(value: str) -> tuple[str, date, date] | None:
    """Grain, first and last day of a value, or None where it names no place on the calendar."""
    try:
        return _covered(value)
    except ValueError:
        return None


def grain(value: str) -> str | None:
    """How fine a value is, one of ``GRAINS``; None for a vague one (X, PAST_REF) or a duration."""
    c = covered(value)
    return c[0] if c else None


def finer(a: str, b: str) -> bool:
    """Whether grain ``a`` is as fine as ``b``, or finer."""
    return _RANK[a] <= _RANK[b]


def bounds(value: str) -> tuple[date, date] | None:
    """The first and last day that a TIMEX3 value covers; None for durations, sets, vague and incomplete values.

    A fiscal year is taken as the calendar year: which months it runs over is the company's or country's own.
    """
    c = covered(value)
    return (c[1], c[2]) if c else None


def iso_of(value: str) -> tuple[str, str] | None:
    """A TIMEX3 value as (ISO 8601 date, precision), with precision time, day, week, month or year.

    A quarter, half or season comes as its year (``precision`` "year"), a weekend as its week. None where a value
    is coarser than a year or names no date (durations, ``PAST_REF``, values with X).
    """
    c = covered(value)
    if c is None:
        return None
    kind, first, _ = c
    if kind == "day":
        clock = re.search(r"T(\d\d:\d\d(?::\d\d)?)$", value)
        return (f"{first}T{clock[1]}", "time") if clock and clock[1] < "24" else (str(first), "day")
    if kind in ("week", "weekend"):
        return week(first), "week"
    if kind == "month":
        return str(first)[:7], "month"
    return (f"{first.year:04d}", "year") if finer(kind, "year") else None


def week(d: date) -> str:
    """The ISO week of a day, ``2021-W08``."""
    y, w, _ = d.isocalendar()
    return f"{y:04d}-W{w:02d}"


def of(d: date, grain: str) -> str:
    """The value of the stretch of calendar of that grain around a day."""
    match grain:
        case "week":
            return week(d)
        case "weekend":
            return week(d) + "-WE"
        case "month":
            return str(d)[:7]
        case "quarter":
            return f"{d.year:04d}-Q{(d.month + 2) // 3}"
        case "half":
            return f"{d.year:04d}-H{(d.month + 5) // 6}"
        case "year":
            return f"{d.year:04d}"
        case "decade":
            return f"{d.year // 10:03d}"
        case "century":
            return f"{d.year // 100:02d}"
    return str(d)


def shift(d: date, grain: str, n: int) -> date | None:
    """The day ``n`` units on (or back); the month's last day where it has no such day. None off the calendar."""
    months = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}.get(grain)
    try:
        if months is None:
            return d + timedelta(n * (7 if grain in ("week", "weekend") else 1))
        at = d.year * 12 + d.month - 1 + n * months
        year, month = divmod(at, 12)
        return date(year, month + 1, min(d.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)Q)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T\S*)?")


def ended(start: date, value: str) -> date | None:
    """The day on which a duration that begins on a day is over; None for a vague one, or one off the calendar."""
    m = _LENGTH.fullmatch(value)
    if m is None or value == "P":
        return None
    at: date | None = start
    for unit, amount in zip(("year", "quarter", "month", "week", "day"), m.groups(), strict=True):
        if amount and at:
            at = shift(at, unit, int(amount))
    return at


def moved(value: str, grain: str, n: int) -> str | None:
    """The value ``n`` units of ``grain`` from a value; at the coarser of the two grains, but quarters stay quarters."""
    c = covered(value)
    if c is None:
        return None
    to = shift(c[1], grain, n)
    if to is None:
        return None
    return of(to, c[0] if c[0] in ("quarter", "half") and finer(c[0], grain) else grain)


def unknown(grain: str) -> str:
    """The value of a stretch of that grain when nothing is known of where it lies."""
    return {
        "week": "XXXX-WXX",
        "weekend": "XXXX-WXX-WE",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
        "half": "XXXX-HX",
        "year": "XXXX",
        "decade": "XXX",
        "century": "XX",
    }.get(grain, "XXXX-XX-XX")
