"""Calendar dates as pages write them: "March 13, 2025 at 1:24 PM HST", "13 March 2025", "25.2.2021", ISO 8601."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.ingest.reading.clocks import CLOCK_AFTER, CLOCK_BEFORE, moment
from fabula.lang.en.calendar import MONTHS, MONTHS_CUT

_OTHER_MONTHS = (
    "januar janvier enero gennaio janeiro januari января stycznia",
    "februar février fevrier febrero febbraio fevereiro februari февраля lutego",
    "märz maerz mars marzo março maart марта marca maret",
    "avril abril aprile апреля kwietnia",
    "mai mayo maggio maio mei мая maja",
    "juni juin junio giugno junho июня czerwca",
    "juli juillet julio luglio julho июля lipca",
    "août aout agosto augustus августа sierpnia agustus",
    "septembre septiembre settembre setembro сентября września",
    "oktober octobre octubre ottobre outubro октября października",
    "novembre noviembre novembro ноября listopada",
    "dezember décembre diciembre dicembre dezembro декабря grudnia desember",
)
_MONTHS = {
    name: number
    for number, (month, others) in enumerate(zip(MONTHS, _OTHER_MONTHS, strict=True), start=1)
    for name in (month, *(c for c in MONTHS_CUT if month.startswith(c)), *others.split())
}
_CUT = dict(
    janv=1, ene=1, gen=1, févr=2, fevr=2, fev=2, mär=3, mrt=3, avr=4, abr=4, mag=5, giu=6, juil=7, lug=7, ago=8, set=9,
    okt=10, ott=10, out=10, dez=12, déc=12, dic=12, des=12,
)  # fmt: skip
"""Other languages' shortened months; some are English words, so they count with a year alone."""
YEARS = (1700, 2199)
"""Years that a publication date may have: before and after, it is a placeholder ("0001-01-01")."""
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ANY_MONTH = _MONTH.replace("(?P<month>", "(?P<month>" + "|".join(_CUT) + "|")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º|er|\.)?"
_YEAR = r"(?P<year>(?:1[789]|20)\d\d)(?!\d(?!\d?:\d\d)|[.,]\d)"
"""Copies lose the space before a clock ("Nov 15, 20195:45 AM")."""
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
_WEEKDAY = rf"(?:{WEEKDAY}\.?,?\s+(?:the\s+)?)?"
_FULL = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"(?<![\w.]){_WEEKDAY}{_MONTH}\s+{_DAY}(?:,\s*|\s+)(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s+(?:[A-Z]{{2,4}}\s+)?)?{_YEAR}",
        rf"(?<![\w.]){_WEEKDAY}{_DAY}(?:\s+of|\s+de)?\s+{_ANY_MONTH},?\s+(?:de\s+)?{_YEAR}",
        rf"(?<![\w-]){_DAY}-{_MONTH}-{_YEAR}",
        rf"(?<![\w.-]){_YEAR}-(?P<m>\d\d)-(?P<day>\d\d)(?![\d-])",
        rf"(?<![\w./-]){_YEAR}(?P<dot>[/.])(?P<m>\d{{1,2}})(?P=dot)(?P<day>\d{{1,2}})(?![\w/.-]\w)",
        r"(?<![\w.])(?P<day>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?!-|[\d_]|(?-i:[a-z]))",
        r"(?<![\w/-])(?P<a>\d{1,2})(?P<bar>[/-])(?P<b>\d{1,2})(?P=bar)(?P<year>(?:19|20)\d\d)(?![\w/-])",
        # "11/18/19 11:04 PM": two digits are a year where a clock stands behind them.
        r"(?<![\w/-])(?P<a>\d{1,2})(?P<bar>/)(?P<b>\d{1,2})(?P=bar)(?P<year>[0-4]\d)(?=,? (?:at )?\d{1,2}:\d\d)",
        r"(?<![\w.])(?P<m>0?\d|1[0-2])\.(?P<day>1[3-9]|2\d|3[01])\.(?P<year>(?:19|20)\d\d)(?![\w-])",
    )
)
_PARTIAL = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"(?<![\w.]){_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:]|[.,/-]\d|,?\s+(?:1[789]|20)\d\d)",
        rf"(?<![\w.]){_WEEKDAY}{_DAY}(?:\s+of)?\s+{_MONTH}(?!\w|,?\s+(?:1[789]|20)\d\d)",
    )
)


_DIGITS = re.compile(r"\d{4}|/\d\d ")
"""No date is without a year."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: code points ``start`` to ``end``, ISO ``value`` of the day.

    ``moment`` is the day with its time and, where that is stated, its time zone; the day alone where no time is. An
    ambiguous one (05/06/2025) has ``other``, what it is if day and month are read the other way.
    """

    start: int
    end: int
    value: str
    moment: str = ""
    other: str | None = None

    @property
    def precision(self) -> str:
        """``day``, or ``time`` where a time of day is stated."""
        return "time" if len(self.moment) > 10 else "day"


def dates(text: str, start: int = 0, end: int | None = None, *, ambiguous: bool = False) -> Iterator[Date]:
    """Full dates (day, month, year) in a stretch of text, in order, with the time of day beside them.

    Day and month as two numbers with slashes count only where one of them can be no month, or both are one number;
    or with ``ambiguous``, or where the clock beside them is American.
    """
    end = len(text) if end is None else end
    if _DIGITS.search(text, start, end) is None:
        return
    found = [(m.start(), -m.end(), m) for p in _FULL for m in p.finditer(text, start, end)]
    last = start
    for at, _, match in sorted(found, key=lambda x: x[:2]):
        if at < last:
            continue
        day = _day(match)
        if day is None:
            continue
        value, other = day
        begin, stop, clock = at, match.end(), None
        after = CLOCK_AFTER.match(text, stop, end)
        within = re.search(r"\d{1,2}:\d{2}(?::\d{2})?", match.group())
        if within:
            clock = CLOCK_AFTER.match(" " + match.group()[within.start() :])
        elif after:
            clock, stop = after, after.end()
        else:
            before = CLOCK_BEFORE.search(text, max(last, at - 30), at)
            if before:
                clock, begin = before, before.start()
        if other and clock is not None and _american(clock.group()):
            value, other = other, None
        if other and not ambiguous:
            continue
        last = stop
        yield Date(begin, stop, value, moment(value, clock), other)


def partial(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, int, int]]:
    """Days without a year ("Aug. 12", "20 March"), in order: start, end, month, day."""
    end = len(text) if end is None else end
    found = [(m.start(), m.end(), m) for p in _PARTIAL for m in p.finditer(text, start, end)]
    last = start
    for begin, stop, match in sorted(found, key=lambda x: x[:2]):
        month, day = _MONTHS[match.group("month").lower()], int(match.group("day"))
        if begin >= last and _iso(2024, month, day):
            last = stop
            yield begin, stop, month, day


def _american(clock: str) -> bool:
    return re.search(r"[ap]\.?m|\b(?:[ECMP][SD]?T|HST|AKST|AKDT)\b", clock, re.IGNORECASE) is not None


def _day(found: re.Match[str]) -> tuple[str, str | None] | None:
    """The day of a match, and the other that it may be; None where there is no such day."""
    group = found.groupdict()
    year = int(group["year"])
    year += 2000 if year < 100 else 0
    if group.get("a"):
        a, b = int(group["a"]), int(group["b"])
        one, two = _iso(year, b, a), _iso(year, a, b)
        if one is None:
            return (two, None) if two else None
        return one, two if two != one else None
    month = int(group["m"]) if group.get("m") else (_MONTHS | _CUT)[group["month"].lower()]
    value = _iso(year, month, int(group["day"]))
    return (value, None) if value else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def only_date(line: str) -> Date | None:
    """The date that a line is, where it is little else: a weekday, a clock, "Published", "Updated 5 hours ago"."""
    if len(line) > 160:
        return None
    found = list(dates(line))
    if not found:
        return None
    rest, at = [], 0
    for one in found:
        rest.append(line[at : one.start])
        at = one.end
    left = " ".join([*rest, line[at:]])
    for start, end, _, _ in reversed(list(partial(left))):
        left = left[:start] + " " + left[end:]
    return found[0] if len(left) < 140 and _REST.fullmatch(left + " ") else None


_WORDS = (
    r"(?:first |originally |last |date )?(?:published|posted|publication date|publish date|pub date|published date|date|"
    r"issued|released|written|dated|filed|created|updated|modified|edited|revised|corrected|update|reviewed|on|at|by|time|"
    r"local time|first|last|originally)"
)
_ZONES = (
    r"gmt|utc|z|[ecmp][sd]?t|hst|akst|akdt|bst|cest|eest|cet|eet|wet|west|ist|msk|jst|kst|sgt|hkt|pkt|wat|cat|eat|sast|"
    r"a[ew][sd]t|nz[sd]t"
)
_REST = re.compile(
    r"[\s,;:|/•·.()\[\]–—-]*(?:(?:" + _WORDS + r"|" + _ZONES + r"|am|pm|a\.m\.|p\.m\.|hrs|"
    r"(?:an?|\d{1,3}) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month)s? ago|just now|yesterday|today|"
    r"\d{1,2} min(?:ute)?s?(?: read)?|(?:reading|read) time|"
    rf"{WEEKDAY}|\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?|gmt ?[+-]\d{{1,2}}(?::?\d\d)?)"
    r"[\s,;:|/•·.()\[\]–—-]+)*",
    re.IGNORECASE,
)


def iso(value: str) -> tuple[str, str] | None:
    """A given date as ISO 8601 with its precision (year, month, day, time); None where it is no date.

    ISO 8601, RFC 822, seconds or milliseconds since 1970, and whatever ``only_date`` reads.
    """
    value = value.strip()
    for pattern, precision in ((r"\d{4}", "year"), (r"\d{4}-(?:0[1-9]|1[0-2])", "month")):
        if re.fullmatch(pattern, value, re.ASCII):
            return (value, precision) if YEARS[0] <= int(value[:4]) <= YEARS[1] else None
    if re.fullmatch(r"\d{9,10}(?:\.\d*)?|\d{12,13}|\d{14}|\d{15,16}", value, re.ASCII):
        return _counted(value.split(".")[0])
    try:
        if len(value) <= 10:
            day = datetime.date.fromisoformat(value)
            return (day.isoformat(), "day") if YEARS[0] <= day.year <= YEARS[1] else None
        when = datetime.datetime.fromisoformat(_ZONE_WORD.sub("+00:00", value))
    except ValueError:
        found = only_date(" " + value + " ")
        return (found.moment, found.precision) if found else None
    if not YEARS[0] <= when.year <= YEARS[1]:
        return None
    if (when.hour, when.minute, when.second) == (0, 0, 0) and when.tzinfo is None:
        return when.date().isoformat(), "day"
    return when.isoformat(timespec="seconds"), "time"


_ZONE_WORD = re.compile(r"\s*(?:UTC|GMT)$")


def _counted(digits: str) -> tuple[str, str] | None:
    """A date as digits alone: since 1970 in seconds (9 or 10), milli- or microseconds, or year to second (14)."""
    try:
        if len(digits) == 14:
            return datetime.datetime.strptime(digits, "%Y%m%d%H%M%S").isoformat(), "time"
        seconds = int(digits) / {9: 1, 10: 1, 12: 1e3, 13: 1e3, 15: 1e6, 16: 1e6}[len(digits)]
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="seconds"), "time"
    except (ValueError, OverflowError, OSError):
        return None
