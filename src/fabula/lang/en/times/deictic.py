"""Expressions that count from somewhere: the day of publication, or another expression of the text."""

import re
from datetime import date, timedelta

from fabula.lang.en.times import values
from fabula.lang.en.times.clock import clock_value, part_of_day
from fabula.lang.en.times.lexicon import (
    APPROX,
    CLOCK,
    DAY_OF,
    EARLY,
    MOD_OF,
    NUMBER,
    PART,
    PORTION,
    STEP,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    ZONE,
    number,
    unit,
)
from fabula.lang.en.times.rule import Context, Rule, portion
from fabula.model.records import Time

_FROM_TEXT = {"previous", "preceding", "prior", "following", "ensuing", "subsequent", "same", "that", "very"}
"""Words that count from another expression rather than from the day of publication."""


def _spot(m: re.Match[str], group: str = "clock") -> str:
    return clock_value(m[group].strip(" ,")) if m[group] else ""


def _deictic(m: re.Match[str], c: Context) -> Time | None:
    """As in "Today", "yesterday morning", "8 p.m. tomorrow", "tonight", "the day before yesterday"."""
    words = m["word"]
    n = {"yesterday": -1, "tomorrow": 1}.get(words.split()[-1], 0)
    if " before " in words or " after " in words:
        n *= 2
    tail = part_of_day(m["daypart"]) if m["daypart"] else _spot(m) or _spot(m, "ahead")
    if words == "tonight":
        tail = tail or "TNI"
    return c.relative(m.start(), m.end(), "day", n, portion(m["part"]), tail)


def _range_start(c: Context, start: int) -> date | None:
    """The day that a range began with whose last weekday starts here ("from Monday to Saturday")."""
    if not c.seen or start - c.seen[-1].end > 9 or not _TO.fullmatch(c.low, c.seen[-1].end, start):
        return None
    t = c.seen[-1]
    return date.fromisoformat(t.value[:10]) if values.grain(t.value) == "day" and t.type != "SET" else None


_TO = re.compile(r" (?:to|through|thru|until) (?:\w+ )?|[-–—]")


def _weekday(m: re.Match[str], c: Context) -> Time | None:
    """As in "Monday", "last Monday", "early Friday morning", "8 p.m. Sunday", "Mondays"."""
    if not c.text[m.start("day")].isupper():
        return None
    weekday = DAY_OF[m["day"][:3]]
    tail = part_of_day(m["daypart"]) if m["daypart"] else _spot(m) or _spot(m, "ahead")
    if m["plural"] or m["plural2"]:
        return c.time(m.start(), m.end(), f"XXXX-WXX-{weekday}{tail}", None, None, "SET")
    which = m["which"] or ""
    mod = portion(m["part"])
    base, anchor = c.doc, c.anchor
    if any(w in which for w in ("following", "previous", "same", "that")):
        t = c.last(m.start(), "day")
        known = values.bounds(t.value) if t else None
        if t and known:
            base, anchor = known[0], f"{t.start}:{t.end}"
    if base is None:
        return c.time(m.start(), m.end(), f"XXXX-WXX-{weekday}{tail}", mod, anchor)
    if not which and (since := _range_start(c, m.start())):
        until = since + timedelta((weekday - since.isoweekday()) % 7 or 7)
        return c.time(m.start(), m.end(), str(until) + tail, mod, anchor)
    ahead = (weekday - base.isoweekday()) % 7
    if "last" in which or "previous" in which or "past" in which:
        days = ahead - 7
    elif "next" in which or "coming" in which or "following" in which:
        days = ahead or 7
    elif "this" in which:
        days = weekday - base.isoweekday()
    elif ahead == 0:
        days = 0
    else:
        days = ahead if c.hint(m.start(), m.end()) > 0 else ahead - 7
    return c.time(m.start(), m.end(), str(base + timedelta(days)) + tail, mod, anchor)


def _unit(m: re.Match[str], c: Context) -> Time | None:
    """As in "Last week", "this year", "the same month", "earlier this month", "the end of next year", "that day"."""
    which = m["which"].split()[-1]
    first = m["which"].split()[0]
    grain = unit(m["unit"])[0]
    mod = portion(m["part"])
    start, end = m.span()
    if grain in ("second", "minute", "hour", "millennium"):
        return None
    if first == "that" and (
        (grain == "day" and m["part"]) or re.search(r"\b(?:say|says|said|think|believe)s? $", c.before(start))
    ):
        return None
    if which in _FROM_TEXT:
        return _from_text(c, m, which, grain, mod)
    if which == "past" and first == "the" and grain != "weekend":
        return c.time(start, end, _one(grain), mod, c.anchor, "DURATION")
    if first == "the" and which in ("last", "next", "coming"):
        # "In the last year" spans twelve months; "the last quarter" names one.
        if grain in ("year", "decade", "century", "week", "month") and re.search(
            r"\b(?:in|over|during|within|for|throughout) $", c.before(start)
        ):
            return c.time(start, end, _one(grain), mod, c.anchor, "DURATION")
        if grain == "day" and which == "next":
            return _from_text(c, m, "following", grain, mod)
    if grain == "day" and (which == "last" or (first == "the" and which != "current")):
        return None
    n = STEP.get(which, 0)
    if which in ("latest", "recent"):
        if grain not in ("week", "month", "quarter", "year"):
            return None
        t = c.last(start, "quarter", near=200) if grain == "quarter" else None
        if t and values.grain(t.value) == "quarter":
            return c.time(start, end, t.value, mod, f"{t.start}:{t.end}")
        n = -1
    if grain == "weekend":
        return _weekend(c, start, end, n, mod)
    return c.relative(start, end, grain, n, mod)


def _one(grain: str) -> str:
    return {"decade": "P10Y", "century": "P100Y", "day": "P1D", "week": "P1W", "month": "P1M", "quarter": "P1Q"}.get(
        grain, "P1Y"
    )


def _weekend(c: Context, start: int, end: int, n: int, mod: str | None) -> Time:
    if c.doc is None:
        return c.time(start, end, values.unknown("weekend"), mod, c.anchor)
    return c.time(start, end, values.week(c.doc + timedelta(7 * n)) + "-WE", mod, c.anchor)


def _from_text(c: Context, m: re.Match[str], which: str, grain: str, mod: str | None) -> Time:
    """The unit around, before or after what was last spoken of, else around the document's day."""
    n = STEP.get(which, 0)
    t = c.last(m.start(), grain)
    if t is None and n > 0 and grain == "day":
        return c.time(m.start(), m.end(), values.unknown(grain), mod, None)
    if t is None:
        return c.relative(m.start(), m.end(), grain, n, mod)
    known = values.bounds(t.value)
    to = values.shift(known[0], grain, n) if known else None
    value = values.of(to, grain) if to else values.unknown(grain)
    return c.time(m.start(), m.end(), value, mod, f"{t.start}:{t.end}")


def _dayparts(m: re.Match[str], c: Context) -> Time | None:
    """As in "This morning", "last night", "that evening"."""
    tail = part_of_day(m["daypart"])
    which = m["which"].split()[-1]
    if which in ("that", "same", "following", "previous", "next"):
        t = c.last(m.start(), "day")
        n = STEP.get(which, 0)
        known = values.bounds(t.value) if t else None
        if t and known:
            return c.time(
                m.start(), m.end(), str(known[0] + timedelta(n)) + tail, portion(m["part"]), f"{t.start}:{t.end}"
            )
        if which == "next":
            return c.relative(m.start(), m.end(), "day", 1, portion(m["part"]), tail)
    return c.relative(m.start(), m.end(), "day", -1 if which == "last" else 0, portion(m["part"]), tail)


def _the_daypart(m: re.Match[str], c: Context) -> Time | None:
    """As in "in the morning": of the day last spoken of, else of the document's."""
    if not re.search(r"\b(?:in|during) $", c.before(m.start())) or re.match(r" of\b", c.low[m.end() :][:3]):
        return None
    tail = part_of_day(m["daypart"])
    t = c.last(m.start(), "day", near=200)
    if t:
        return c.time(m.start(), m.end(), t.value[:10] + tail, None, f"{t.start}:{t.end}")
    return c.relative(m.start(), m.end(), "day", 0, None, tail)


def _overnight(m: re.Match[str], c: Context) -> Time | None:
    """As in "Overnight": the night before the document's day, or the one to come where the tense looks ahead."""
    n = 0 if c.hint(m.start(), m.end()) > 0 else -1
    return c.relative(m.start(), m.end(), "day", n, None, "TNI")


def _away(m: re.Match[str], c: Context) -> Time | None:
    """As in "Two weeks ago", "a year earlier", "three days later", "a month from now"."""
    grain, _, _, times = unit(m["unit"])
    amount = number(m["amount"]) if m["amount"] else "X"
    way = m["way"]
    back = way in ("ago", "earlier", "before", "previously", "prior")
    mod = MOD_OF.get(m["approx"], "APPROX") if m["approx"] else None
    start, end = m.span()
    if m["halved"]:
        amount = "1"
    if not m["amount"] and not m["halved"] and way in ("before", "after", "prior", "previously"):
        return None
    if amount == "X" or grain == "millennium":
        return c.time(start, end, "PAST_REF" if back else "FUTURE_REF", mod, c.anchor if way == "ago" else None)
    if m["half"] or "." in amount:
        months = round((float(amount) + (0.5 if m["half"] else 0)) * {"year": 12, "month": 1}.get(grain, 0))
        if not months:
            return c.time(start, end, "PAST_REF" if back else "FUTURE_REF", mod, None)
        grain, count = "month", months
    else:
        count = int(amount) * (times if grain == "week" else 1)
    if m["halved"]:
        grain, count = {"century": ("year", 50), "decade": ("year", 5), "year": ("month", 6)}.get(grain, (grain, count))
    n = -count if back else count
    if grain in ("second", "minute", "hour"):
        return c.relative(start, end, "day", 0, mod, "TXX" if grain == "hour" else "TXX:XX")
    if way == "ago" and grain == "year" and count == 1:
        # Earnings compare like with like: "$5 million in the third quarter, from $4 million a year ago".
        t = c.last(start, "quarter", near=120)
        if t and values.grain(t.value) == "quarter" and not re.search(r"[.!?] ", c.low[t.end : start]):
            return c.time(start, end, values.moved(t.value, "year", -1) or "XXXX-QX", mod, f"{t.start}:{t.end}")
    if way == "ago" and c.doc and values.shift(c.doc, grain, n) is None:
        return c.time(start, end, "PAST_REF", mod)
    if way in ("ago", "from now", "from today", "hence"):
        return c.relative(start, end, grain, n, mod)
    t = c.last(start, grain)
    if t is None:
        if back:
            return c.relative(start, end, grain, n, mod)
        return c.time(start, end, values.unknown(grain), mod, None)
    value = values.moved(t.value, grain, n)
    return c.time(start, end, value or values.unknown(grain), mod, f"{t.start}:{t.end}")


def _day_beside(m: re.Match[str], c: Context) -> Time | None:
    """As in "The day before", "the year after", where nothing follows that they could be the day before of."""
    grain = m["unit"]
    t = c.last(m.start(), grain)
    n = -1 if m["side"] == "before" else 1
    if t is None:
        return c.relative(m.start(), m.end(), grain, n)
    value = values.moved(t.value, grain, n) or values.unknown(grain)
    return c.time(m.start(), m.end(), value, None, f"{t.start}:{t.end}")


def _whole(m: re.Match[str], c: Context) -> Time | None:
    """As in "The end of the year", "the start of the month", "later in the day"."""
    grain = unit(m["unit"])[0]
    mod = portion(m["part"])
    if grain == "day":
        t = c.last(m.start(), "day", near=200)
        if t:
            return c.time(m.start(), m.end(), t.value[:10], mod, f"{t.start}:{t.end}")
    if grain == "weekend":
        return _bare_weekend(m, c)
    t = c.last(m.start(), grain, near=60)
    if t and grain != "day":
        known = values.bounds(t.value)
        if known:
            return c.time(m.start(), m.end(), values.of(known[0], grain), mod, f"{t.start}:{t.end}")
    return c.relative(m.start(), m.end(), grain, 0, mod)


def _bare_weekend(m: re.Match[str], c: Context) -> Time | None:
    """As in "The weekend": the one just past, or the coming one where the tense looks ahead."""
    if c.doc is None:
        return _weekend(c, m.start(), m.end(), 0, None)
    n = 0 if c.doc.isoweekday() >= 6 or c.hint(m.start(), m.end()) > 0 else -1
    return _weekend(c, m.start(), m.end(), n, None)


def _weekend_of(m: re.Match[str], c: Context) -> Time | None:
    t = _bare_weekend(m, c)
    at = m.start() + m[0].rindex("the weekend")
    return c.time(at, m.end(), t.value, None, t.anchor) if t else None


def _the_quarter(m: re.Match[str], c: Context) -> Time | None:
    """The quarter last spoken of, or, where a date is to follow that ended it, the document's."""
    if not re.search(r"\b(?:for|in|of|during) $", c.before(m.start())):
        return None
    t = c.last(m.start(), "quarter")
    if t and values.grain(t.value) == "quarter":
        return c.time(m.start(), m.end(), t.value, None, f"{t.start}:{t.end}")
    if re.match(r" (?:that )?(?:ended|ending)\b", c.low[m.end() :][:14]):
        return c.relative(m.start(), m.end(), "quarter", 0)
    return None


_CLOCK_AHEAD = rf"(?P<ahead>(?:{APPROX} )?{CLOCK}(?: \(?{ZONE}\)?)?,? )?"

_CLOCK_AFTER = rf"(?P<clock>,? {CLOCK}(?: \(?{ZONE}\)?)?)?"

_LATER = rf"(?P<part>(?:much )?{EARLY}[ -]?(?:in )?|{PORTION} )?"

_AGO = (
    rf"(?:(?P<approx>{APPROX}) )?(?:(?P<halved>half an? |an? half[- ])|"
    rf"(?P<amount>{NUMBER}|{VAGUE}|an?) (?P<half>and a half )?(?:or so |more )?)?"
    rf"(?P<unit>{UNITS})(?: and a half)?(?: or so| or more)? (?P<way>ago|earlier|later|from now|from today|hence|"
    r"before(?= ?(?:[.,;:)]|$))|previously|after(?= ?(?:[.,;:)]|$))|prior(?! to))"
)

RULES = (
    Rule("away", _AGO, _away),
    Rule(
        "deictic",
        rf"{_LATER}{_CLOCK_AHEAD}(?P<word>the day (?:before yesterday|after tomorrow)|today|yesterday|tomorrow|tonight)"
        rf"(?: (?P<daypart>{PART}))?{_CLOCK_AFTER}",
        _deictic,
    ),
    Rule(
        "weekday",
        rf"{_LATER}(?P<which>(?:this|last|next|the (?:following|previous|next|same)|that)(?: past| coming| same)? )?"
        rf"{_CLOCK_AHEAD}(?P<day>{WEEKDAY})(?P<plural>s(?!\w))?(?: (?P<daypart>{PART})(?P<plural2>s(?!\w))?)?"
        rf"{_CLOCK_AFTER}(?!-(?!mon|tue|wed|thu|fri|sat|sun))",
        _weekday,
    ),
    Rule(
        "daypart",
        rf"{_LATER}(?P<which>this|last|that|(?:the|that) same|the (?:following|previous|next)) (?P<daypart>{PART})",
        _dayparts,
    ),
    Rule(
        "unit",
        rf"{_LATER}(?P<which>(?:this|last|next|that|"
        r"that same|(?:the|this|this very|the very) (?:same|past|last|next|previous|"
        rf"following|coming|current|preceding|prior|upcoming|ensuing|subsequent)|"
        r"the latest|(?:the|its) most recent|later that|earlier that|same|following|previous)) "
        rf"(?P<unit>{UNIT})(?!-old| old|-long| and a half)",
        _unit,
    ),
    Rule(
        "overnight",
        r"overnight(?= ?(?:[.,;:)]|$)| (?:in|at|on|and|as|to|from|by|after|when|but|for|near|with|into|while|because|that)\b)",
        _overnight,
    ),
    Rule("the_daypart", r"the (?P<daypart>morning|afternoon|evening)", _the_daypart),
    Rule(
        "beside",
        r"the (?:very )?(?P<unit>day|week|month|year) (?P<side>before|after)(?= ?(?:[.,;:)]|$| that\b))",
        _day_beside,
    ),
    Rule(
        "whole",
        rf"(?P<part>{PORTION} |{EARLY} (?:in )?)the (?P<unit>day|week|month|year|decade|century|quarter|weekend)(?!-)",
        _whole,
    ),
    Rule("the_quarter", r"the quarter(?!-)", _the_quarter),
    Rule("weekend", r"(?:the|over the|at the) weekend", _weekend_of),
)
