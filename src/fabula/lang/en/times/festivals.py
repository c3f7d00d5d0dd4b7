"""Festivals and fixed days: names, and the day they fall on in a year.

A small general table of days that news in English names without saying the date; those that move are computed.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta


def easter(year: int) -> date:
    """Western Easter Sunday (Meeus/Jones/Butcher, as in Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    x = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * x) // 451
    month, day = divmod(h + x - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus's Julian algorithm; shift right for 1900-2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(13)


def _nth(month: int, weekday: int, n: int) -> Callable[[int], date]:
    """The n-th weekday (Monday 0) of a month; n = -1 for the last."""

    def on(year: int) -> date:
        if n > 0:
            first = date(year, month, 1)
            return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.weekday() - weekday) % 7)

    return on


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int, of: Callable[[int], date] = easter) -> Callable[[int], date]:
    return lambda year: of(year) + timedelta(days)


_TABLE: tuple[tuple[str, Callable[[int], date]], ...] = (
    (r"orthodox christmas eve", _fixed(1, 6)),
    (r"orthodox christmas(?: day)?", _fixed(1, 7)),
    (r"orthodox easter(?: sunday)?", _from_easter(0, orthodox_easter)),
    (r"(?:christmas|xmas) eve", _fixed(12, 24)),
    (r"(?:christmas|xmas)(?: day)?", _fixed(12, 25)),
    (r"boxing day", _fixed(12, 26)),
    (r"new year(?:'?s)?'? eve", _fixed(12, 31)),
    (r"new year(?:'?s)?'?(?: day)?", _fixed(1, 1)),
    (r"epiphany", _fixed(1, 6)),
    (r"(?:martin luther king(?:,? jr\.?)?|mlk) day", _nth(1, 0, 3)),
    (r"groundhog day", _fixed(2, 2)),
    (r"(?:st\.?|saint) valentine'?s day|valentine'?s day", _fixed(2, 14)),
    (r"presidents'? day|president's day", _nth(2, 0, 3)),
    (r"defender of the fatherland day", _fixed(2, 23)),
    (r"shrove tuesday|mardi gras", _from_easter(-47)),
    (r"ash wednesday", _from_easter(-46)),
    (r"(?:international )?women'?s day", _fixed(3, 8)),
    (r"(?:st\.?|saint) patrick'?s day", _fixed(3, 17)),
    (r"nowruz", _fixed(3, 21)),
    (r"april fools'? day|april fool's day", _fixed(4, 1)),
    (r"palm sunday", _from_easter(-7)),
    (r"maundy thursday", _from_easter(-3)),
    (r"good friday", _from_easter(-2)),
    (r"easter monday", _from_easter(1)),
    (r"easter(?: sunday)?", _from_easter(0)),
    (r"earth day", _fixed(4, 22)),
    (r"anzac day", _fixed(4, 25)),
    (r"may day|international workers'? day", _fixed(5, 1)),
    (r"cinco de mayo", _fixed(5, 5)),
    (r"ve day|v-e day", _fixed(5, 8)),
    (r"victory day", _fixed(5, 9)),
    (r"europe day", _fixed(5, 9)),
    (r"mother'?s day|mothers' day", _nth(5, 6, 2)),
    (r"ascension day", _from_easter(39)),
    (r"pentecost|whit sunday", _from_easter(49)),
    (r"memorial day", _nth(5, 0, -1)),
    (r"d-day", _fixed(6, 6)),
    (r"flag day", _fixed(6, 14)),
    (r"father'?s day|fathers' day", _nth(6, 6, 3)),
    (r"juneteenth", _fixed(6, 19)),
    (r"canada day", _fixed(7, 1)),
    (r"(?:the )?fourth of july|(?:u\.?s\.? )independence day", _fixed(7, 4)),
    (r"bastille day", _fixed(7, 14)),
    (r"labou?r day", _nth(9, 0, 1)),
    (r"columbus day", _nth(10, 0, 2)),
    (r"hallowe'?en", _fixed(10, 31)),
    (r"all saints'? day", _fixed(11, 1)),
    (r"all souls'? day", _fixed(11, 2)),
    (r"guy fawkes (?:night|day)|bonfire night", _fixed(11, 5)),
    (r"veterans'? day|armistice day|remembrance day", _fixed(11, 11)),
    (r"remembrance sunday", _nth(11, 6, 2)),
    (r"thanksgiving(?: day)?", _nth(11, 3, 4)),
    (r"black friday", lambda year: _nth(11, 3, 4)(year) + timedelta(1)),
    (r"human rights day", _fixed(12, 10)),
)
NAMES = "(?:" + "|".join(p for p, _ in _TABLE) + ")"
"""A pattern of all names, in lower case."""
_COMPILED = tuple((re.compile(p), day) for p, day in _TABLE)


def day_of(name: str) -> Callable[[int], date]:
    """The function from year to day of a name that ``NAMES`` matches, in lower case."""
    for pattern, day in _COMPILED:
        if pattern.fullmatch(name):
            return day
    raise KeyError(name)
