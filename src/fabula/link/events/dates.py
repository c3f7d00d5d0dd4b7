"""When two reported times can be one: TIMEX3 values as stretches of days, with what is not known left open."""

import calendar
import datetime
import re
from dataclasses import dataclass

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?:T.*)?$")
_MONTH = re.compile(r"(\d{4}|XXXX)-(\d\d)$")
_YEAR = re.compile(r"(\d{4})$")
_CENTURY = re.compile(r"(\d{2})$")
_DECADE = re.compile(r"(\d{3})$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(\d|WE))?(?:T.*)?$")

EQUAL, WITHIN, OPEN, APART = "equal", "within", "open", "apart"


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days, ``first`` to ``last``; or, where the year is not stated, a month and day of any year."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    month: int | None = None
    day: int | None = None

    @property
    def exact(self) -> bool:
        """Whether it is one known day."""
        return self.first is not None and self.first == self.last

    @property
    def yearless(self) -> bool:
        """Whether it is a day of a month whose year is not stated."""
        return self.first is None and self.day is not None

    def iso(self) -> str | None:
        """ISO 8601, as long as is known; None for weeks and where the year is not stated."""
        if self.first is None or self.last is None:
            return None
        if self.first == self.last:
            return self.first.isoformat()
        if (self.first.day, self.first.month, self.last.month) == (1, 1, 12) and self.first.year == self.last.year:
            return f"{self.first.year:04d}"
        if self.first.day == 1 and (self.last + datetime.timedelta(1)).day == 1 and self.first.month == self.last.month:
            return f"{self.first.year:04d}-{self.first.month:02d}"
        return None


def when(value: str | None) -> When | None:
    """The stretch that a TIMEX3 value names; None where it names none (vague, relative, a duration, no such day).

    Two values parted by a slash are the stretch from the first to the last; three digits are a decade, two a century.
    """
    if not value:
        return None
    if "/" in value:
        ends = [when(x) for x in value.split("/")]
        a, b = ends[0], ends[-1]
        return When(a.first, b.last) if a and b and a.first and b.last and a.first <= b.last else None
    try:
        if (m := _CENTURY.match(value)) and int(m[1]):
            return When(datetime.date(int(m[1]) * 100, 1, 1), datetime.date(int(m[1]) * 100 + 99, 12, 31))
        if m := _DECADE.match(value):
            return When(datetime.date(int(m[1]) * 10, 1, 1), datetime.date(int(m[1]) * 10 + 9, 12, 31))
        if m := _DAY.match(value):
            month, day = int(m[2]), int(m[3])
            if m[1] == "XXXX":
                datetime.date(2000, month, day)
                return When(month=month, day=day)
            date = datetime.date(int(m[1]), month, day)
            return When(date, date)
        if m := _MONTH.match(value):
            if m[1] == "XXXX":
                return None
            year, month = int(m[1]), int(m[2])
            return When(datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1]))
        if m := _YEAR.match(value):
            return When(datetime.date(int(m[1]), 1, 1), datetime.date(int(m[1]), 12, 31))
        if m := _WEEK.match(value):
            year, week = int(m[1]), int(m[2])
            if m[3] and m[3] != "WE":
                date = datetime.date.fromisocalendar(year, week, int(m[3]))
                return When(date, date)
            start = 6 if m[3] else 1
            return When(datetime.date.fromisocalendar(year, week, start), datetime.date.fromisocalendar(year, week, 7))
    except ValueError:
        return None
    return None


def compare(a: When | None, b: When | None) -> str:
    """How two times stand: EQUAL (one day), WITHIN (one lies in the other), OPEN (not known), APART."""
    if a is None or b is None:
        return OPEN
    if a.yearless and b.yearless:
        return EQUAL if (a.month, a.day) == (b.month, b.day) else APART
    if b.yearless:
        a, b = b, a
    if a.yearless:
        if b.exact and b.first is not None:
            return EQUAL if (b.first.month, b.first.day) == (a.month, a.day) else APART
        return OPEN if nearest(a, b.first, 366) is None else WITHIN
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return OPEN
    if a.first == b.first and a.last == b.last:
        return EQUAL if a.exact else WITHIN
    return APART if a.last < b.first or b.last < a.first else WITHIN


def nearest(yearless: When, anchor: datetime.date | None, within: int) -> datetime.date | None:
    """The day nearest to an anchor that a month and day can be, at most so many days off; None where none is."""
    if anchor is None or yearless.month is None or yearless.day is None:
        return None
    best: datetime.date | None = None
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            date = datetime.date(year, yearless.month, yearless.day)
        except ValueError:
            continue
        if abs((date - anchor).days) <= within and (
            best is None or abs((date - anchor).days) < abs((best - anchor).days)
        ):
            best = date
    return best
