"""Days and months of the calendar: "March 13, 2013", "25.2.2021", "the eve of February 23rd", "Christmas"."""

import re
from datetime import date, timedelta

from fabula.lang.en.times import values
from fabula.lang.en.times.clock import clock_value
from fabula.lang.en.times.festivals import day_of
from fabula.lang.en.times.lexicon import (
    CLOCK,
    DAY_NUMBER,
    EARLY,
    FESTIVAL,
    MONTH,
    ORDINAL_WORD,
    PART_OF_DAY,
    PORTION,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR,
    ZONE,
    day_number,
    month_number,
)
from fabula.lang.en.times.rule import Context, Rule, plain, portion
from fabula.model.records import Time

NEAR = 92
"""Days: a bare date within a quarter of the document's is this year's, whatever the tense."""

_PAST = re.compile(r"\b(?:since|ended|dated|as of)(?: on)? $")
"""What only a past day follows, however near the one to come is."""

_WEEKDAY = rf"(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}\.?),? +)"

_THAT_YEAR = r"(?:,? (?:of )?(?:the )?(?P<rel>this|last|next|same|previous|following|that|current)(?: \w+)? year)"

_AT_CLOCK = rf"(?P<clock>,? +{CLOCK}(?: ?{ZONE})?)?"

_TO = r"(?: ?[-–—/] ?| to | and | or | through )"


def day(year: int, month: int, number: int) -> str | None:
    """The value of a day, or None where there is no such day."""
    try:
        return str(date(year, month, number))
    except ValueError:
        return None


_RANGE_AHEAD = re.compile(rf"(?: and | to | through | until |[-–—])(?P<month>{MONTH})(?! ?\d)")


def _range_start(c: Context, start: int) -> tuple[int, int] | None:
    """Year and month that a range began with whose second month starts here ("between March and May")."""
    if not c.seen or not 0 < start - c.seen[-1].end < 11:
        return None
    t = c.seen[-1]
    if not re.fullmatch(r" (?:and|to|through|until) |[-–—]", c.low[t.end : start]):
        return None
    first = re.fullmatch(r"(\d{4})-(\d\d)", t.value)
    return (int(first[1]), int(first[2])) if first else None


def _year_for(c: Context, start: int, end: int, month: int, number: int | None) -> int | None:
    """The year of a date without one: the nearest, unless tense or context points the other way."""
    if c.doc is None:
        return None
    if number is None:
        since = _range_start(c, start)
        if since:
            return since[0] + (month < since[1])
        hint = c.hint(start, end)
        to = _RANGE_AHEAD.match(c.low, end)
        if to and hint <= 0:
            # "Between November and March" ended with the last March that is past.
            last = month_number(to["month"])
            return c.doc.year - (last > c.doc.month) - (month > last)
        if hint > 0:
            return c.doc.year + (month < c.doc.month)
        return c.doc.year - (month > c.doc.month)
    at = None
    for year in (c.doc.year, c.doc.year - 1, c.doc.year + 1):
        value = day(year, month, number)
        if value and (at is None or abs(date.fromisoformat(value) - c.doc) < abs(at - c.doc)):
            at = date.fromisoformat(value)
    if at is None:
        return c.doc.year
    away = (at - c.doc).days
    if away > 0 and _PAST.search(c.before(start)):
        return at.year - 1
    if abs(away) <= NEAR:
        return at.year
    hint = c.hint(start, end)
    if hint < 0 < away:
        return at.year - 1
    if away < 0 < hint:
        return at.year + 1
    return at.year


def _relative_year(c: Context, word: str, start: int) -> int | None:
    if word in ("same", "previous", "following", "that"):
        t = c.last(start, "year")
        if t:
            known = values.bounds(t.value)
            return known[0].year + {"previous": -1, "following": 1}.get(word, 0) if known else None
    if c.doc is None:
        return None
    return c.doc.year + {"last": -1, "previous": -1, "next": 1, "following": 1}.get(word, 0)


def _dated(c: Context, m: re.Match[str], month: int, number: int | None) -> tuple[str, str | None] | None:
    """Value and anchor of a month, or a day of one, with the year that the match names or implies."""
    found = m.groupdict()
    anchor = None
    if found.get("year"):
        year: int | None = int(found["year"])
    else:
        anchor = c.anchor
        if found.get("rel"):
            year = _relative_year(c, found["rel"], m.start())
        else:
            year = _year_for(c, m.start(), m.end(), month, number)
    if year is None:
        return (f"XXXX-{month:02d}" + (f"-{number:02d}" if number else "")), anchor
    value = day(year, month, number) if number else f"{year:04d}-{month:02d}"
    return (value, anchor) if value else None


def _month_is_meant(c: Context, m: re.Match[str]) -> bool:
    """Whether a word that may be none ("may", "march", "mar") is written as a month."""
    word = m["month"]
    at = m.start("month")
    if word in ("may", "march", "mar", "dec", "jan", "jun", "jul", "apr", "aug", "sep", "oct", "nov", "feb"):
        return c.text[at].isupper()
    return True


_TERROR = re.compile(r",? (?:terror\w*|attack\w*|hijack\w*|commission|memorial|plot\w*|victims?)")
"""What follows the one date that news names without its year."""


def _tail_of(part: str | None) -> str:
    """The tail of "the morning of"."""
    words = (part or "").split()
    return PART_OF_DAY[words[-2]] if words and words[-1] == "of" else ""


def _month_day(m: re.Match[str], c: Context) -> tuple[Time, ...] | None:
    """As in "March 13, 2013", "13 March", with weekday, clock time or a second day."""
    if not _month_is_meant(c, m):
        return None
    month = month_number(m["month"])
    if month == 9 and m["day"] in ("11", "11th") and not m["year"] and _TERROR.match(c.low, m.end()):
        return (c.time(m.start(), m.end(), "2001-09-11"),)
    numbers = [day_number(m["day"])] + ([day_number(m["to"])] if m["to"] else [])
    out = []
    edge = (m.start(), m.end("day"))
    for i, n in enumerate(numbers):
        found = _dated(c, m, month, n) if n else None
        if found is None:
            return None
        value, anchor = found
        if len(numbers) == 1:
            tail = clock_value(m["clock"].strip(" ,")) if m["clock"] else _tail_of(m["part"])
            out.append(c.time(m.start(), m.end(), value + tail, portion(m["part"]), anchor))
        else:
            start, end = edge if i == 0 else (m.start("to"), m.end())
            out.append(c.time(start, end, value, None, anchor))
    return tuple(out)


def _day_month(m: re.Match[str], c: Context) -> tuple[Time, ...] | None:
    """As in "23 February", "the 23rd of February", "13-15 March": in a range the month belongs to the last day."""
    got = _month_day(m, c)
    if got and len(got) == 2:
        first, last = got
        return (
            c.time(first.start, m.end("day"), first.value, None, first.anchor),
            c.time(m.start("to"), m.end(), last.value, None, last.anchor),
        )
    return got


def _numeric(m: re.Match[str], c: Context) -> Time | None:
    """As in "2021-02-25", "25.2.2021", "02/25/2021" (where both orders will do: as in the text's other
    dates, else month first, as in American news)."""
    words = m[0]
    tail = ""
    clock = re.search(r"[t ](\d\d:\d\d(?::\d\d)?)", words)
    if clock:
        tail, words = "T" + clock[1], words[: clock.start()]
    parts = re.split(r"[-./]", words)
    if len(parts[0]) == 4:
        year, month, number = (int(p) for p in parts)
    else:
        first, second, year = (int(p) for p in parts)
        if len(parts[2]) == 2:
            year += 2000 if year < 70 else 1900
        turned = "." in words or first > 12 or (second <= 12 and c.day_first)
        month, number = (second, first) if turned else (first, second)
    value = day(year, month, number)
    return c.time(m.start(), m.end(), value + tail) if value else None


def _month_year(m: re.Match[str], c: Context) -> Time | None:
    """As in "March 2013", "early March", "March of last year", "last March"."""
    bare = not (m["year"] or m["rel"] or m["part"] or m["which"])
    if not _month_is_meant(c, m):
        return None
    # A month's name that a person carries: "April said", "June Carter".
    if (
        bare
        and m["month"] in ("april", "june", "may", "august", "march", "jan", "jun", "mar", "dec")
        and not re.search(
            r"(?:in|of|since|by|until|till|from|to|through|for|during|and|between|or|before|after|mid-|late|early|on|"
            r"as|this|last|next|[-–(,:])\s*$",
            c.before(m.start()),
        )
    ):
        return None
    month = month_number(m["month"])
    which = m["which"] or ""
    if c.doc and which:
        year = c.doc.year
        if "last" in which or "past" in which:
            year -= month >= c.doc.month
        elif "next" in which or "coming" in which:
            year += month <= c.doc.month
        return c.time(m.start(), m.end(), f"{year:04d}-{month:02d}", portion(m["part"]), c.anchor)
    found = _dated(c, m, month, None)
    return c.time(m.start(), m.end(), found[0], portion(m["part"]), found[1]) if found else None


def festival_day(c: Context, name: str, year: str | None, which: str | None, start: int, end: int) -> date | None:
    """The day of a festival in the year named, else in the one that context points to; None where undated."""
    on = day_of(name)
    if year:
        return on(int(year))
    if c.doc is None:
        return None
    doc = c.doc
    if which:
        to = {"last": -1, "next": 1}.get(which, 0)
        days = [on(doc.year + i) for i in (-1, 0, 1)]
        return next((d for d in days[::to] if (d - doc).days * to > 0), None) if to else days[1]
    return min((on(doc.year + i) for i in (0, -1, 1)), key=lambda d: _away(c, d, doc, start, end))


def _away(c: Context, d: date, doc: date, start: int, end: int) -> int:
    """How far a candidate is, with the wrong way counted double."""
    away = (d - doc).days
    return abs(away) * (2 if away * c.hint(start, end) < 0 else 1)


def _festival(m: re.Match[str], c: Context) -> Time | None:
    if not c.text[m.start("name")].isupper() and not m["name"].startswith("the "):
        return None
    name = m["name"]
    if name in ("new year", "new years") and not m["year"] and re.match(r"\w", c.low[m.end() :].lstrip() or "."):
        return None
    d = festival_day(c, name, m["year"], m["which"], m.start(), m.end())
    fixed = day_of(name)(2000), day_of(name)(2001)
    value = str(d) if d else ("XXXX" + str(fixed[0])[4:] if str(fixed[0])[4:] == str(fixed[1])[4:] else "XXXX-XX-XX")
    return c.time(m.start(), m.end(), value, None, None if m["year"] else c.anchor)


def _eve(m: re.Match[str], c: Context) -> Time | None:
    """As in "The eve of February 23rd": the day before a date, festival or weekday."""
    for rule in (DAYS_OF_MONTH, MONTHS_OF_DAY, FESTIVALS):
        inner = re.compile(rule.pattern).match(c.low, m.start("of"))
        if inner and inner.end() == m.end("of"):
            got = rule.read(inner, c)
            times = got if isinstance(got, tuple) else (got,) if isinstance(got, Time) else ()
            if len(times) != 1:
                return None
            known = values.bounds(times[0].value)
            value = str(known[0] - timedelta(1)) if known else _eve_of_partial(times[0].value)
            return c.time(m.start(), m.end(), value, None, times[0].anchor)
    return None


def _eve_of_partial(value: str) -> str:
    """The day before a date without a year; unknown before 1 March, which leap years move."""
    if re.fullmatch(r"XXXX-\d\d-\d\d", value) and value != "XXXX-03-01":
        return "XXXX" + str(date.fromisoformat("2001" + value[4:]) - timedelta(1))[4:]
    return "XXXX-XX-XX"


def _numbered_day(m: re.Match[str], c: Context) -> Time | None:
    """As in "On the 23rd": of the month last spoken of, else of the document's."""
    n = day_number(m["day"])
    t = c.last(m.start(), "month")
    month = values.bounds(t.value) if t else None
    first = month[0] if month else c.doc
    if first is None:
        return c.time(m.start(), m.end(), f"XXXX-XX-{n:02d}", None, c.anchor)
    value = day(first.year, first.month, n)
    return c.time(m.start(), m.end(), value, None, f"{t.start}:{t.end}" if t else c.anchor) if value else None


_PART_OF = r"(?:early|late)(?: on)? |(?:the )?(?:early |late )?(?:morning|afternoon|evening|night) of "

_ORDINAL_DAY = rf"(?:{DAY_NUMBER}|{ORDINAL_WORD})"

_EARLY = rf"(?P<part>{EARLY}[ -]?|{PORTION} )?"

DAYS_OF_MONTH = Rule(
    "month_day",
    rf"(?P<part>{_PART_OF})?{_WEEKDAY}?(?P<month>{MONTH}) ?(?:the )?(?P<day>{_ORDINAL_DAY})"
    rf"(?:{_TO}(?P<to>{DAY_NUMBER}(?!-\d)))?(?:,? +(?P<year>{YEAR})|{_THAT_YEAR})?{_AT_CLOCK}",
    _month_day,
)

MONTHS_OF_DAY = Rule(
    "day_month",
    rf"(?P<part>{_PART_OF})?{_WEEKDAY}?(?:the )?(?P<day>{_ORDINAL_DAY})"
    rf"(?:{_TO}(?P<to>{_ORDINAL_DAY}))?(?: day)?(?: of)?[ -](?P<month>{MONTH})"
    rf"(?:(?:,? +(?:of )?|-)(?P<year>{YEAR})|{_THAT_YEAR})?{_AT_CLOCK}",
    lambda m, c: _day_month(m, c),
)

FESTIVALS = Rule(
    "festival", rf"(?:(?P<which>this|last|next) )?(?P<name>{FESTIVAL})(?:,? (?:of |in )?(?P<year>{YEAR}))?", _festival
)

_EVES = "|".join(plain(r.pattern) for r in (DAYS_OF_MONTH, MONTHS_OF_DAY, FESTIVALS))
RULES = (
    Rule(
        "iso",
        r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])-[0-3]\d|/(?:0?[1-9]|1[0-2])/[0-3]?\d)"
        r"(?:[t ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?)?",
        _numeric,
    ),
    Rule("numeric", r"[0-3]?\d(?:\.[01]?\d\.|/[0-3]?\d/|-[0-3]?\d-)[12]\d{3}|[0-3]?\d/[0-3]?\d/\d\d", _numeric),
    Rule(
        "eve",
        rf"(?:the )?(?<!')eve of (?:the )?(?P<of>{_EVES})",
        _eve,
    ),
    FESTIVALS,
    DAYS_OF_MONTH,
    MONTHS_OF_DAY,
    Rule(
        "month",
        rf"{_EARLY}(?P<which>(?:this|last|next|the past|the coming|this past|this coming) )?(?P<month>{MONTH})"
        rf"(?:(?:,? +(?:of )?|-)(?P<year>{YEAR})|{_THAT_YEAR})?",
        _month_year,
    ),
    Rule(
        "numbered_day",
        r"(?<=on )the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?! \w+(?:day|floor|anniversary))"
        r"(?= (?:and|of|in|at|the|he|she|it|they|a|after|before|with|for|from|to)\b|[.,;:)]|$)",
        _numbered_day,
    ),
)
