"""Expressions that count from somewhere: the day of publication, or another expression of the text."""

import re
from datetime import timedelta

from fabula.annotating.timex import values
from fabula.annotating.timex.absolute import clock_value
from fabula.annotating.timex.lexicon import (
    APPROX,
    CLOCK,
    DAY_OF,
    EARLY,
    MOD_OF,
    NUMBER,
    ORDINALS,
    PART,
    PART_OF_DAY,
    PORTION,
    SEASON,
    SEASON_OF,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    YEAR,
    ZONE,
    number,
    unit,
)
from fabula.annotating.timex.rule import Context, Rule, portion
from fabula.records import Time

_STEP = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "coming": 1, "following": 1,
         "upcoming": 1, "ensuing": 1, "subsequent": 1}  # fmt: skip
_FROM_TEXT = {"previous", "preceding", "prior", "following", "ensuing", "subsequent", "same", "that", "very"}
"""Words that count from another expression rather than from the day of publication."""


def part_of_day(words: str) -> str:
    """The TIMEX3 tail of a part of the day: "mid-morning" as TMO."""
    return PART_OF_DAY[words.removeprefix("mid").lstrip("-")] if words not in PART_OF_DAY else PART_OF_DAY[words]


def _spot(m: re.Match[str], group: str = "clock") -> str:
    return clock_value(m[group].strip(" ,")) if m[group] else ""


def _deictic(m: re.Match[str], c: Context) -> Time | None:
    """"Today", "yesterday morning", "8 p.m. tomorrow", "tonight", "the day before yesterday"."""
    words = m["word"]
    n = {"yesterday": -1, "tomorrow": 1}.get(words.split()[-1], 0)
    if " before " in words or " after " in words:
        n *= 2
    tail = part_of_day(m["daypart"]) if m["daypart"] else _spot(m) or _spot(m, "ahead")
    if words == "tonight":
        tail = tail or "TNI"
    return c.relative(m.start(), m.end(), "day", n, portion(m["part"]), tail)


def _weekday(m: re.Match[str], c: Context) -> Time | None:
    """"Monday", "last Monday", "early Friday morning", "8 p.m. Sunday", "Mondays"."""
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
    """"Last week", "this year", "the same month", "earlier this month", "the end of next year", "that day"."""
    which = m["which"].split()[-1]
    first = m["which"].split()[0]
    grain = unit(m["unit"])[0]
    mod = portion(m["part"])
    start, end = m.span()
    if grain in ("second", "minute", "hour", "millennium"):
        return None
    if first == "that" and (grain == "day" and m["part"] or re.search(r"\b(?:say|says|said|think|believe)s? $", c.before(start))):
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
    if grain == "day" and (which == "last" or first == "the" and which != "current"):
        return None
    n = _STEP.get(which, 0)
    if grain == "weekend":
        return _weekend(c, start, end, n, mod)
    return c.relative(start, end, grain, n, mod)


def _one(grain: str) -> str:
    return {"decade": "P10Y", "century": "P100Y", "day": "P1D", "week": "P1W", "month": "P1M", "quarter": "P1Q"}.get(grain, "P1Y")


def _weekend(c: Context, start: int, end: int, n: int, mod: str | None) -> Time:
    if c.doc is None:
        return c.time(start, end, values.unknown("weekend"), mod, c.anchor)
    return c.time(start, end, values.week(c.doc + timedelta(7 * n)) + "-WE", mod, c.anchor)


def _from_text(c: Context, m: re.Match[str], which: str, grain: str, mod: str | None) -> Time:
    """The unit around, before or after what was last spoken of, else around the document's day."""
    n = _STEP.get(which, 0)
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
    """"This morning", "last night", "that evening"."""
    tail = part_of_day(m["daypart"])
    which = m["which"].split()[-1]
    if which in ("that", "same", "following", "previous", "next"):
        t = c.last(m.start(), "day")
        n = _STEP.get(which, 0)
        known = values.bounds(t.value) if t else None
        if t and known:
            return c.time(m.start(), m.end(), str(known[0] + timedelta(n)) + tail, portion(m["part"]), f"{t.start}:{t.end}")
        if which == "next":
            return c.relative(m.start(), m.end(), "day", 1, portion(m["part"]), tail)
    return c.relative(m.start(), m.end(), "day", -1 if which == "last" else 0, portion(m["part"]), tail)


def _away(m: re.Match[str], c: Context) -> Time | None:
    """"Two weeks ago", "a year earlier", "three days later", "a month from now"."""
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
    """"The day before", "the day after", where nothing follows that they could be the day before of."""
    t = c.last(m.start(), "day")
    n = -1 if m["side"] == "before" else 1
    if t is None:
        return c.relative(m.start(), m.end(), "day", n)
    return c.time(m.start(), m.end(), values.moved(t.value, "day", n) or "XXXX-XX-XX", None, f"{t.start}:{t.end}")


def _reported_year(m: re.Match[str], c: Context) -> tuple[int | None, str | None]:
    """The year that a quarter, half, season or fiscal year is said to be of, and what it counts from."""
    if m["year"] or m["year2"]:
        return int(m["year"] or m["year2"]), None
    words = m["rel"] or m["rel2"] or ""
    if not words:
        return None, c.anchor
    if c.doc is None:
        return None, c.anchor
    step = -1 if re.search(r"last|previous|prior|ago|earlier", words) else 1 if "next" in words else 0
    return c.doc.year + step, c.anchor


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


def _quarter(m: re.Match[str], c: Context) -> Time | None:
    """"The third quarter", "first-quarter", "the second half of 2013", "Q3 2012"."""
    words = m["nth"]
    n = _NTH.get(words) or int(re.sub(r"\D", "", words) or 0)
    letter = "H" if m["kind"] and m["kind"].startswith("h") else "Q"
    if not 1 <= n <= (2 if letter == "H" else 4):
        return None
    year, anchor = _reported_year(m, c)
    fiscal = "FY" if m["fiscal"] else ""
    if year is None and c.doc is None:
        return c.time(m.start(), m.end(), f"XXXX-{letter}{n}", None, anchor)
    if letter == "H" and year is None and not re.search(r"(?:in|for|during|of|by|since|from) (?:the )?$", c.before(m.start())):
        return None
    if letter == "H" and year is None and not re.match(r" (?:of the year|from|compared|when|,|\.)|[.,]", c.low[m.end() :][:14]):
        return None
    if year is None and c.doc is not None:
        year = c.doc.year
        now = (c.doc.month - 1) // (6 if letter == "H" else 3) + 1
        hint = c.hint(m.start(), m.end())
        if n > now and hint <= 0:
            year -= 1
        elif n < now and hint > 0 and now - n > 1:
            year += 1
    return c.time(m.start(), m.end(), f"{fiscal}{year:04d}-{letter}{n}", None, anchor)


def _season(m: re.Match[str], c: Context) -> Time | None:
    """"Spring 2022", "last summer", "the winter of 1999", "this fall"."""
    word, which = m["season"], m["which"] or ""
    if word in ("fall", "spring") and not (m["year"] or m["year2"] or m["rel"] or which or m["part"]):
        if not re.search(r"\b(?:in|since|by|until|during|of|through) $", c.before(m.start())):
            return None
    if word == "fall" and which.strip() in ("the", "") and not (m["year"] or m["year2"] or m["rel"]):
        if not re.search(r"\b(?:in|since|by|until|during|of) $", c.before(m.start())):
            return None
    if c.text[m.start("season")].isupper() and not (m["year"] or m["year2"] or which):
        # A name's ("Winter Olympics", a person's), unless it opens the sentence.
        if c.text[m.end() : m.end() + 2].strip()[:1].isupper() or re.search(r"\w ?$", c.before(m.start())):
            return None
    code = SEASON_OF[word]
    mod = portion(m["part"])
    year, anchor = _reported_year(m, c)
    if year is None:
        if c.doc is None:
            return c.time(m.start(), m.end(), f"XXXX-{code}", mod, anchor)
        year = c.doc.year
        first, last = values.SEASONS[code]
        month = c.doc.month
        if "last" in which or "past" in which:
            year -= 1 + (code == "WI" and month <= 2)
        elif "next" in which or "coming" in which:
            year += month >= first
        elif code == "WI":
            year -= month < 8
        elif "this" not in which:
            hint = c.hint(m.start(), m.end())
            year += (hint > 0 and month > last) - (hint <= 0 and month < first)
    return c.time(m.start(), m.end(), f"{year:04d}-{code}", mod, anchor)


def _fiscal(m: re.Match[str], c: Context) -> Time | None:
    """"Fiscal 1999", "the 2013 fiscal year", "FY2014", "the last financial year"."""
    if m["year"] or m["year2"] or m["short"]:
        words = m["year"] or m["year2"] or m["short"]
        year = int(words) if len(words) == 4 else 2000 + int(words)
        return c.time(m.start(), m.end(), f"FY{year:04d}", portion(m["part"]))
    words = m["which"] or ""
    if not words and not m[0].startswith(("the", "fiscal year", "financial year")):
        return None
    step = next((_STEP[w] for w in words.split() if w in _STEP), 0)
    value = f"FY{c.doc.year + step:04d}" if c.doc else "FYXXXX"
    return c.time(m.start(), m.end(), value, portion(m["part"]), c.anchor)


def _whole(m: re.Match[str], c: Context) -> Time | None:
    """"The end of the year", "the start of the month", "later in the day"."""
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
    """"The weekend": the one just past, or the coming one where the tense looks ahead."""
    if c.doc is None:
        return _weekend(c, m.start(), m.end(), 0, None)
    n = 0 if c.doc.isoweekday() >= 6 or c.hint(m.start(), m.end()) > 0 else -1
    return _weekend(c, m.start(), m.end(), n, None)


def _year_end(m: re.Match[str], c: Context) -> Time | None:
    if m["year"]:
        return c.time(m.start(), m.end(), m["year"], "END")
    grain = "month" if "month" in m[0] else "year"
    mod = "MID" if "mid" in m[0] else "END"
    return c.relative(m.start(), m.end(), grain, 0, mod)


def _year_ago(m: re.Match[str], c: Context) -> Time | None:
    """"The year-ago quarter", "the same period last year": the stretch last spoken of, a year back."""
    words = m["what"]
    back = bool(m["back"]) or "year-" in m[0] or "year ago" in m[0]
    t = c.last(m.start(), "half", near=400)
    grain = values.grain(t.value) if t else None
    if t and grain in ("quarter", "half", "month") and (words in (grain, "period", "time") or grain == words):
        value = values.moved(t.value, "year", -1) if back else t.value
        if value and grain == "month":
            value = f"{int(t.value[:4]) - back:04d}{t.value[4:7]}"
        return c.time(m.start(), m.end(), value or "PAST_REF", None, f"{t.start}:{t.end}")
    if c.doc is None:
        return c.time(m.start(), m.end(), values.unknown(words if words in values.GRAINS else "year"), None, c.anchor)
    if words in ("quarter", "month", "week"):
        to = values.shift(c.doc, "year", -1 if back else 0)
        return c.time(m.start(), m.end(), values.of(to, words) if to else "PAST_REF", None, c.anchor)
    return c.relative(m.start(), m.end(), "year", -1 if back else 0)


_ROLE = (
    r"(?:president|chairman|chairwoman|chair|chief|ceo|cfo|coo|head|leader|minister|prime|mayor|governor|director|"
    r"holder|champions?|owners?|secretary|member|coach|captain|officers?|events|affairs|account|vice)"
)


def _vague(m: re.Match[str], c: Context) -> Time | None:
    """"Now", "currently", "recently", "in recent months", "the near future"."""
    words = m[0]
    after = c.low[m.end() : m.end() + 24]
    if words == "current":
        if re.match(rf" (?:\w+ )?{_ROLE}\b", after) or c.before(m.start()).endswith(("alternating ", "direct ", "-")):
            return None
        value = "PRESENT_REF"
    elif re.search(r"\b(?:now|current|currently|present|nowadays|these days|moment|presently)\b", words):
        if re.match(r"-|here\b", after) or (words == "now" and c.text[m.start() : m.end()].isupper()):
            return None
        if words == "the present" and not re.match(r"[ ]?(?:[.,;)]|day\b|$)", after):
            return None
        value = "PRESENT_REF"
    elif re.search(r"\b(?:future|coming|ahead|upcoming)\b", words):
        value = "FUTURE_REF"
    else:
        if words == "recent" and re.search(r"most $", c.before(m.start())):
            return None
        if words == "the past" and not re.search(r"\bin $", c.before(m.start())):
            return None
        if words == "the past" and re.match(rf" (?:{NUMBER}|{VAGUE}|{UNITS})\b", after):
            return None
        value = "PAST_REF"
    return c.time(m.start(), m.end(), value)


_CLOCK_AHEAD = rf"(?P<ahead>(?:{APPROX} )?{CLOCK}(?: \(?{ZONE}\)?)?,? )?"
_CLOCK_AFTER = rf"(?P<clock>,? {CLOCK}(?: \(?{ZONE}\)?)?)?"
_PART = rf"(?P<part>{EARLY}[ -]?|{PORTION} )?"
_LATER = rf"(?P<part>(?:much )?{EARLY}[ -]?(?:in )?|{PORTION} )?"
_OF_YEAR = (
    rf"(?:(?:,? of|,? in)? (?:the )?(?P<fiscal>fiscal (?:year )?)?(?P<year>{YEAR})|"
    r"(?: of| in)? (?P<rel>(?:this|last|next|the (?:previous|current|next|last|same|prior))(?: fiscal| financial)? year|"
    r"a year (?:ago|earlier)|the year))?"
)
_AGO = (
    rf"(?:(?P<approx>{APPROX}) )?(?:(?P<halved>half an? |an? half[- ])|(?P<amount>{NUMBER}|{VAGUE}|an?) (?P<half>and a half )?(?:or so |more )?)?"
    rf"(?P<unit>{UNITS})(?: and a half)?(?: or so| or more)? (?P<way>ago|earlier|later|from now|from today|hence|"
    r"before(?= ?(?:[.,;:)]|$))|previously|after(?= ?(?:[.,;:)]|$))|prior(?! to))"
)
RULES = (
    Rule(
        "year_ago",
        r"(?:(?:the|a) )?(?:(?:year-ago|year-earlier|year ago) (?P<what>quarter|period|month|week|half|time)|"
        r"(?:same|comparable|corresponding) (?P<what2>quarter|period|month|week|half|time) (?:of |in )?(?:the )?"
        r"(?P<back>last year|previous year|prior year|year before|a year (?:ago|earlier|before)|year earlier))",
        lambda m, c: _year_ago(_What(m), c),  # type: ignore[arg-type]
    ),
    Rule(
        "quarter",
        rf"(?:the )?(?:(?P<year2>{YEAR})(?:'s)? |(?P<rel2>(?:this|last|next) year)'s |(?P<rel3>year-(?:ago|earlier)) )?(?:fiscal )?"
        rf"(?:(?P<nth>first|second|third|fourth|final|last(?= quarter of)|[1-4](?:st|nd|rd|th))[ -](?:fiscal )?(?P<kind>quarter|half)"
        rf"|(?:q[1-4]|[1-4]q)){_OF_YEAR}",
        lambda m, c: _quarter(_Nth(m), c),  # type: ignore[arg-type]
    ),
    Rule(
        "fiscal",
        rf"{_PART}(?P<which>(?:the|this|last|next)(?: (?:current|last|next|previous|coming|prior))? )?"
        rf"(?:(?P<year2>{YEAR}) )?(?:(?:fiscal|financial)(?: year)?(?: (?P<year>{YEAR}))?(?:[-/]\d\d(?!\d))?|fy ?'?(?P<short>\d{{4}}|\d\d))",
        _fiscal,
    ),
    Rule("away", _AGO, _away),
    Rule("long_ago", r"(?:not )?(?:so )?(?:long|a long time|some time) ago", lambda m, c: c.time(m.start(), m.end(), "PAST_REF")),
    Rule(
        "deictic",
        rf"{_LATER}{_CLOCK_AHEAD}(?P<word>the day (?:before yesterday|after tomorrow)|today|yesterday|tomorrow|tonight)"
        rf"(?: (?P<daypart>{PART}))?{_CLOCK_AFTER}",
        _deictic,
    ),
    Rule(
        "weekday",
        rf"{_LATER}(?P<which>(?:this|last|next|the (?:following|previous|next|same)|that)(?: past| coming| same)? )?{_CLOCK_AHEAD}"
        rf"(?P<day>{WEEKDAY})(?P<plural>s(?!\w))?(?: (?P<daypart>{PART})(?P<plural2>s(?!\w))?)?{_CLOCK_AFTER}(?!-(?!mon|tue|wed|thu|fri|sat|sun))",
        _weekday,
    ),
    Rule(
        "season",
        rf"{_PART}(?P<which>(?:the|this|last|next|that)(?: past| coming)? )?(?P<part2>(?:early|late|mid)[ -])?"
        rf"(?:(?P<year2>{YEAR}) )?(?P<season>{SEASON}){_OF_YEAR}",
        lambda m, c: _season(_Nth(m), c),  # type: ignore[arg-type]
    ),
    Rule(
        "daypart",
        rf"{_LATER}(?P<which>this|last|that|(?:the|that) same|the (?:following|previous|next)) (?P<daypart>{PART})",
        _dayparts,
    ),
    Rule(
        "unit",
        rf"{_LATER}(?P<which>(?:this|last|next|that|(?:the|this|that|this very|the very) (?:same|past|last|next|previous|following|"
        rf"coming|current|preceding|prior|upcoming|ensuing|subsequent)|later that|earlier that|same|following|previous)) "
        rf"(?P<unit>{UNIT})(?!-old| old|-long| and a half)",
        _unit,
    ),
    Rule("beside", r"the (?:very )?day (?P<side>before|after)(?= ?(?:[.,;:)]|$| that\b))", _day_beside),
    Rule("whole", rf"(?P<part>{PORTION} |{EARLY} (?:in )?)the (?P<unit>day|week|month|year|decade|century|quarter|weekend)(?!-)", _whole),
    Rule("weekend", r"(?:the|over the|at the) weekend", lambda m, c: _weekend_of(m, c)),
    Rule(
        "year_end",
        rf"(?:(?:the )?(?P<year>{YEAR}) )?(?:the )?(?:year-end|year's end|month-end|month's end|mid-?year|end-of-year)",
        _year_end,
    ),
    Rule(
        "vague",
        r"right now|(?:until |till )?now|currently|current|at present|the present|presently|nowadays|these days|(?:at )?the moment"
        r"(?= ?(?:[.,;:)]|$))|(?:(?:more|most) )?recently|"
        rf"(?:more )?recent(?: (?:{UNITS}|past))?|lately|the (?:very )?(?:(?:near|foreseeable|distant|immediate|"
        r"not-too-distant|not too distant) )future|the future(?= ?(?:[.,;:)]|$))|the (?:recent |distant )?past(?! \w+ing)|"
        rf"(?:the )?(?:coming|upcoming) (?:days|weeks|months|years|decades|hours)|the (?:days|weeks|months|years) (?:ahead|to come)",
        _vague,
    ),
)


def _weekend_of(m: re.Match[str], c: Context) -> Time | None:
    t = _bare_weekend(m, c)
    at = m.start() + m[0].rindex("the weekend")
    return c.time(at, m.end(), t.value, None, t.anchor) if t else None


class _Nth:
    """A match whose alternatives' groups are read under one name."""

    def __init__(self, m: re.Match[str]) -> None:
        self._m = m

    def __getitem__(self, group: str | int) -> str | None:
        found = self._m.groupdict()
        if group == "nth":
            return found.get("nth") or re.search(r"[1-4]q|q[1-4]", self._m[0])[0]  # type: ignore[index]
        if group == "part":
            return found.get("part") or found.get("part2")
        if group == "rel2":
            return found.get("rel2") or found.get("rel3")
        return self._m[group]

    def start(self, group: str | int = 0) -> int:
        return self._m.start(group)

    def end(self, group: str | int = 0) -> int:
        return self._m.end(group)


class _What(_Nth):
    def __getitem__(self, group: str | int) -> str | None:
        return self._m["what"] or self._m["what2"] if group == "what" else self._m[group]


__all__ = ["ORDINALS", "RULES"]
