"""Quarters, halves, seasons and fiscal years, by name or by how they lie to the year of publication."""

import re

from fabula.lang.en.times import values
from fabula.lang.en.times.lexicon import EARLY, PORTION, SEASON, SEASON_OF, STEP, YEAR
from fabula.lang.en.times.rule import Context, Rule, portion
from fabula.model.records import Time


def _either(m: re.Match[str], *names: str) -> str:
    """The first of the named groups that the pattern has and that matched, else nothing."""
    found = m.groupdict()
    return next((found[n] for n in names if found.get(n)), "")


def _reported_year(m: re.Match[str], c: Context) -> tuple[int | None, str | None]:
    """The year that a quarter, half or season is said to be of, and what it counts from."""
    named = _either(m, "year", "year2")
    if named:
        return int(named), None
    words = _either(m, "rel", "rel2", "rel3")
    if not words or c.doc is None:
        return None, c.anchor
    step = -1 if re.search(r"last|previous|prior|ago|earlier", words) else 1 if "next" in words else 0
    return c.doc.year + step, c.anchor


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


_EARNED = re.compile(
    r"(?<=-half) (?:net|profits?|pretax|earnings|sales|results?|revenues?|income|loss(?:es)?|figures|growth|output|"
    r"exports|imports|orders|operating|turnover|dividend|production)\b"
)
"""What a "first-half" is a year's before."""


def _half_of_a_year(m: re.Match[str], c: Context) -> bool:
    """Whether a bare "first half" is a year's rather than a match's."""
    before = re.search(r"(?:in|for|during|of|by|since|from) (?:the )?$", c.before(m.start()))
    return bool(before and re.match(r" (?:from|compared|when|,|\.)|[.,]", c.low[m.end() :][:14]))


def _quarter(m: re.Match[str], c: Context) -> Time | None:
    """As in "The third quarter", "first-quarter", "the second half of 2013", "Q3 2012"."""
    n = _NTH.get(_either(m, "nth")) or int(re.sub(r"\D", "", _either(m, "nth", "short")) or 0)
    letter = "H" if m["kind"] and m["kind"].startswith("h") else "Q"
    if not 1 <= n <= (2 if letter == "H" else 4):
        return None
    year, anchor = _reported_year(m, c)
    fiscal = "FY" if m["fiscal"] or m["fiscal2"] else ""
    if year is None and c.doc is None:
        return c.time(m.start(), m.end(), f"XXXX-{letter}{n}", None, anchor)
    if letter == "H" and year is None and not (_EARNED.match(c.low, m.end()) or _half_of_a_year(m, c)):
        return None
    if year is None and c.doc is not None:
        year = c.doc.year
        now = (c.doc.month - 1) // (6 if letter == "H" else 3) + 1
        hint = c.hint(m.start(), m.end())
        running = letter == "H" and n == now and c.doc.month % 6 and hint < 0  # not over, and told of as over
        if (n > now and hint <= 0) or running:
            year -= 1
        elif n < now and hint > 0 and now - n > 1:
            year += 1
    start = c.modifier(m.start(), m.end(), "-quarter")
    return c.time(start, m.end(), f"{fiscal}{year:04d}-{letter}{n}", None, anchor)


_KIND_OF = re.compile(r" (?!(?:and|or|is|was|has|had|will|by|in|with|but|when|as)\b)[a-z]")
"""What makes a season the kind of a thing: "summer heat"."""
_WITHIN = re.compile(r"\b(?:in|since|by|until|during|of|through|for|from|after|before) $")


def _season_is_meant(m: re.Match[str], c: Context, word: str, which: str, said: bool) -> bool:
    """Whether the word is the season: not what prices do, nor part of a name ("Winter Olympics")."""
    if word in ("fall", "spring") and not said and which.strip() in ("", "the") and not (m["part"] or m["part2"]):
        if word == "spring" and which:
            return True
        return bool(re.search(r"\b(?:in|since|by|until|during|of|through) $", c.before(m.start())))
    bare = not (which or said or m["part"] or m["part2"])
    if bare and _KIND_OF.match(c.low, m.end()) and not _WITHIN.search(c.before(m.start())):
        return False
    if c.text[m.start("season")].isupper() and not said and which.strip() in ("", "the"):
        after = c.text[m.end() : m.end() + 2].strip()[:1]
        return not after.isupper() and bool(which or not re.search(r"\w ?$", c.before(m.start())))
    return True


def _season(m: re.Match[str], c: Context) -> Time | None:
    """As in "Spring 2022", "last summer", "the winter of 1999", "this fall"."""
    word, which = m["season"], m["which"] or ""
    said = bool(m["year"] or m["year2"] or m["rel"])
    if not _season_is_meant(m, c, word, which, said):
        return None
    code = SEASON_OF[word]
    mod = portion(m["part"] or m["part2"])
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
    """As in "Fiscal 1999", "the 2013 fiscal year", "FY2014", "the last financial year"."""
    if m["year"] or m["year2"] or m["short"]:
        words = _either(m, "year", "year2", "short")
        year = int(words) if len(words) == 4 else 2000 + int(words)
        return c.time(m.start(), m.end(), f"FY{year:04d}", portion(m["part"]))
    words = m["which"] or ""
    if not words and not m[0].startswith(("the", "fiscal year", "financial year")):
        return None
    step = next((STEP[w] for w in words.split() if w in STEP), 0)
    value = f"FY{c.doc.year + step:04d}" if c.doc else "FYXXXX"
    return c.time(m.start(), m.end(), value, portion(m["part"]), c.anchor)


def _year_end(m: re.Match[str], c: Context) -> Time | None:
    if year := m["year"] or m["year2"]:
        return c.time(m.start(), m.end(), year, "MID" if "mid" in m[0] else "END")
    grain = "month" if "month" in m[0] else "year"
    mod = "MID" if "mid" in m[0] else "END"
    return c.relative(m.start(), m.end(), grain, 0, mod)


def _compared(c: Context, start: int, words: str) -> Time | None:
    """The quarter, half or month last spoken of that a period is held against: no day is, nor nine months together."""
    grains = {"quarter": ("quarter",), "month": ("month",), "half": ("half",)}.get(words, ("quarter", "half", "month"))
    for t in reversed(c.seen):
        if start - t.end > 600 or (words == "period" and t.type == "DURATION" and t.value.endswith("M")):
            return None
        if t.type == "DATE" and values.grain(t.value) in grains:
            return t
    return None


def _year_ago(m: re.Match[str], c: Context) -> Time | None:
    """As in "The year-ago quarter", "the same period last year": the stretch last spoken of, a year back."""
    words = m["what"] or m["what2"] or m["what3"] or "period"
    back = bool(m["back"]) or "year-" in m[0] or "year ago" in m[0]
    t = _compared(c, m.start(), words)
    grain = values.grain(t.value) if t else None
    if m["named"]:
        # "The 1988 quarter", beside this year's.
        if t is None or grain != "quarter":
            return None
        return c.time(m.start(), m.end(), m["named"] + t.value[4:], None, f"{t.start}:{t.end}")
    if t and grain in ("quarter", "half", "month") and (words in (grain, "period", "time") or grain == words):
        value = values.moved(t.value, "year", -1) if back else t.value
        if value and grain == "month":
            value = f"{int(t.value[:4]) - back:04d}{t.value[4:7]}"
        return c.time(m.start(), m.end(), value or "PAST_REF", None, f"{t.start}:{t.end}")
    ended = c.last(m.start(), "day") if back and not m["what2"] and words == "period" else None
    if ended and c.before(ended.start).endswith("ended "):
        return c.time(m.start(), m.end(), f"{int(ended.value[:4]) - 1:04d}", None, f"{ended.start}:{ended.end}")
    if c.doc is None:
        return c.time(m.start(), m.end(), values.unknown(words if words in values.GRAINS else "year"), None, c.anchor)
    if words in ("quarter", "month", "week"):
        to = values.shift(c.doc, "year", -1 if back else 0)
        return c.time(m.start(), m.end(), values.of(to, words) if to else "PAST_REF", None, c.anchor)
    return c.relative(m.start(), m.end(), "year", -1 if back else 0)


_PART = rf"(?P<part>{EARLY}[ -]?|{PORTION} )?"

_OF_YEAR = (
    rf"(?:(?:,? of| in|,)? (?:the )?(?P<fiscal>fiscal (?:year )?)?(?P<year>{YEAR})|"
    r"(?: of| in)? (?P<rel>(?:this|last|next|the (?:previous|current|next|last|same|prior))(?: fiscal| financial)? "
    r"year|a year (?:ago|earlier)|the year))?"
)


RULES = (
    Rule(
        "year_ago",
        r"(?:(?:the|a) )?(?:(?:year-ago|year-earlier|year ago) (?P<what>quarter|period|month|week|half|time)|"
        rf"(?P<named>{YEAR}) (?P<what3>quarter|period)|"
        r"(?:same|comparable|corresponding) (?P<what2>quarter|period|month|week|half|time) (?:of |in )?(?:the )?"
        r"(?P<back>last year|previous year|prior year|year before|a year (?:ago|earlier|before)|year earlier))|"
        r"year-(?:ago|earlier)(?= [a-z])",
        _year_ago,
    ),
    Rule(
        "quarter",
        rf"(?:the )?(?:(?P<fiscal2>fiscal )?(?P<year2>{YEAR})(?:'s)? |(?P<rel2>(?:this|last|next) year)'s |(?P<rel3>year-(?:ago|earlier)) )?"
        r"(?:fiscal )?(?:(?P<nth>first|second|third|fourth|final|last(?= quarter of)|[1-4](?:st|nd|rd|th))[ -]"
        r"(?:fiscal )?(?P<kind>quarter|half)"
        rf"|(?P<short>q[1-4]|[1-4]q)){_OF_YEAR}",
        _quarter,
    ),
    Rule(
        "fiscal",
        rf"{_PART}(?P<which>(?:the|this|last|next)(?: (?:current|last|next|previous|coming|prior))? )?"
        rf"(?:(?P<year2>{YEAR}) )?(?:(?:fiscal|financial)(?: year(?! \d)| (?:year )?(?P<year>{YEAR}))"
        r"(?:[-/]\d\d(?!\d))?|fy ?'?(?P<short>\d{4}|\d\d))",
        _fiscal,
    ),
    Rule(
        "season",
        rf"{_PART}(?P<which>(?:the|this|last|next|that)(?: past| coming)? )?(?P<part2>(?:early|late|mid)[ -])?"
        rf"(?:(?P<year2>{YEAR}) )?(?P<season>{SEASON}){_OF_YEAR}",
        _season,
    ),
    Rule(
        "year_end",
        rf"(?:(?:the )?(?P<year>{YEAR}) )?(?:the )?(?:(?<=at )year end|(?<=by )year end|year-end|year's end|month-end|month's end|mid-?year|end-of-year)"
        rf"(?: (?P<year2>{YEAR}))?",
        _year_end,
    ),
)
