"""Finding time expressions: one pass for trigger words, one master pattern around them, then interpretation."""

import bisect
import re
from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from fabula.lang.en.times import amounts, clock, days, deictic, named, periods, vague, values, years
from fabula.lang.en.times.rule import Context, Rule, plain
from fabula.model.records import Time

_PARTS = (named, days, years, clock, deictic, periods, vague, amounts)
_BY_NAME = {r.name: r for part in _PARTS for r in part.RULES}
_ORDER = (
    "named", "iso", "numeric", "era", "age", "eve", "festival", "month_day", "day_month", "year_ago", "quarter", "fiscal",
    "away", "long_ago", "deictic", "weekday", "every", "often", "spanned", "season", "month", "daypart",
    "overnight", "the_daypart", "unit", "beside", "whole", "the_quarter", "weekend", "year_end", "decade", "century",
    "clock", "numbered_day", "half", "counted", "single", "long", "weekends", "bare", "year", "frequency", "vague",
)  # fmt: skip
"""The preference where several rules match at one place: the longer and surer form first."""
RULES = tuple(_BY_NAME[n] for n in _ORDER)


_MASTER = re.compile(r"(?<![\w])(?:" + "|".join(f"(?P<{r.name}>{plain(r.pattern)})(?!\\w)" for r in RULES) + ")")
_SINGLE = {r.name: re.compile(rf"(?<!\w)(?:{r.pattern})(?!\w)") for r in RULES}
_TRIGGER = re.compile(
    r"\d|(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|second|minute|mins?\b|"
    r"hour|hrs?\b|secs?\b|yrs?\b|mid|day|week|fortnight|year|quarter|centur|millenn|tod|tom|ton|yest|now|curr|pres|rec|late|"
    r"fut|past|spring|fall|autumn|winter|noon|q[1-4]|fy|fiscal|financ|easter|christmas|xmas|new year|thanks|"
    r"hallow|eve of|overnight|dawn|dusk|soon|first[- ]half|previously|victory|labou?r day|boxing|good fri|ash wed|palm sun|valent|mothers?'|fathers?'|women'?s|"
    r"veterans|armistice|remembrance|independence|bastille|pentecost|ascension|mardi|maundy|shrove|epiphany|groundhog|"
    r"presidents?'|st\.? |saint |anzac|earth day|cinco|ve day|v-e|europe day|memorial|d-day|flag day|canada day|"
    r"fourth of|columbus|all s|guy f|bonfire|black f|human rights|martin|mlk|nowruz|orthodox|whit s|international w|"
    r"defender|bi-?ann|bi-?enn|bi-?mon|semi-?ann|annual|nightly|long ago|time ago|moment|coming|upcoming|twenties|"
    r"thirties|forties|fifties|sixties|seventies|eighties|nineties|"
    r"one o'|two o'|three o'|four o'|five o'|six o'|seven o'|"
    r"eight o'|nine o'|ten o'|eleven o'|twelve o'|this morning|morning|afternoon|evening|night|bi-?week)"
)
_BACK, _ON = 56, 56
"""Characters around a trigger word that an expression may take: the longest forms of the grammar."""
_TWINS = {
    ord(a): b
    for a, b in zip("\u00a0\u2007\u202f\u2009\t\u2018\u2019\u02bc\u2010\u2011\u2012", "     '''---", strict=True)
}
"""Characters that stand for a plain one, changed without moving any offset."""


def _lowered(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):
        # A few letters grow in lower case; offsets must hold.
        low = "".join(x if len(x := ch.lower()) == 1 else ch for ch in text)
    return low if low.isascii() else low.translate(_TWINS)


def _windows(low: str) -> Iterator[tuple[int, int]]:
    """Stretches of a line around trigger words, in order and apart."""
    lo = hi = -1
    for m in _TRIGGER.finditer(low):
        at = m.start()
        if at < hi - _BACK and hi >= 0:
            end = at + _ON
            if end > hi:
                hi = end
            continue
        if hi >= 0 and at - _BACK <= hi:
            hi = at + _ON
            continue
        if hi >= 0:
            yield lo, hi
        lo, hi = max(0, at - _BACK), at + _ON
    if hi >= 0:
        yield lo, hi


def _read(rule: Rule, m: re.Match[str], c: Context) -> tuple[Time, ...] | None:
    got = rule.read(m, c)
    if got is None or isinstance(got, Time):
        return (got,) if got else None
    return tuple(got)


def _at(c: Context, m: re.Match[str], hi: int) -> tuple[tuple[Time, ...], int] | None:
    """What stands at a match of the master pattern: the first rule that accepts it, and where it ends."""
    name = m.lastgroup or ""
    started = False
    for rule in RULES:
        started = started or rule.name == name
        if not started:
            continue
        own = _SINGLE[rule.name].match(c.low, m.start(), hi)
        if own:
            got = _read(rule, own, c)
            if got is not None:
                return got, own.end()
    return None


def _edge(low: str, at: int, step: int) -> int:
    """The next word edge, so that a window never cuts a word or number."""
    while 0 < at < len(low) and (low[at - 1].isalnum() and low[at].isalnum()):
        at += step
    return at


def _extend(c: Context, found: tuple[Time, ...]) -> None:
    """Add what was found; a clock time that says its day after itself ("10 a.m. on March 4") moves to that day."""
    if found and c.seen:
        t, day = c.seen[-1], found[0]
        if (
            t.type == "TIME"
            and day.type == "DATE"
            and day.start - t.end < 6
            and re.fullmatch(r",? on (?:the )?", c.low[t.end : day.start])
            and values.grain(day.value) == "day"
        ):
            c.seen[-1] = msgspec.structs.replace(
                t, value=day.value + t.value[t.value.index("T") :], anchor=f"{day.start}:{day.end}"
            )
    c.seen.extend(found)


def scan(c: Context) -> list[Time]:
    """All expressions of a text, in order and apart. Expressions never cross a line break."""
    low, out = c.low, c.seen
    done = 0
    for a, b in _windows(low):
        lo, hi = max(done, _edge(low, a, -1)), _edge(low, min(b, len(low)), 1)
        while lo < hi:
            m = _MASTER.search(low, lo, hi)
            if m is None:
                break
            got = _at(c, m, hi)
            if got is None:
                lo = m.start() + 1
                while lo < hi and low[lo].isalnum():
                    lo += 1
                continue
            _extend(c, got[0])
            lo = got[1]
        done = max(done, min(lo, hi))
    return out


_TOP = 3
"""Lines at the top of an undated text among which one that is a date dates it: kicker, headline, date."""


def _line_date(text: str, told: Callable[[int], bool] | None) -> tuple[date, str] | None:
    """The date that stands on a line of its own at the top, and its span as an anchor."""
    at = seen = 0
    for line in text[:2000].split("\n"):
        words = line.strip(" \t\r.,;:—–-")
        seen += bool(words)
        if words and len(words) < 60 and any(ch.isdigit() for ch in words):
            start = at + line.index(words)
            found = scan(Context(words, _lowered(words), None, "publication"))
            if len(found) == 1 and (found[0].start, found[0].end) == (0, len(words)) and (not told or told(start)):
                known = values.bounds(found[0].value)
                if known and known[0] == known[1]:
                    return known[0], f"{start}:{start + len(words)}"
        if seen == _TOP:
            break
        at += len(line) + 1
    return None


_RUN = re.compile(r"(?<= ) +")


def _squeezed(text: str, low: str) -> tuple[str, str, list[tuple[int, int]]]:
    """Both texts with single spaces, and where the squeezed ones were longer: (position, characters lost so far)."""
    cuts, kept, kept_low, done, lost = [(0, 0)], [], [], 0, 0
    for m in _RUN.finditer(low):
        kept.append(text[done : m.start()])
        kept_low.append(low[done : m.start()])
        done = m.end()
        cuts.append((m.start() - lost, lost + len(m[0])))
        lost += len(m[0])
    return "".join([*kept, text[done:]]), "".join([*kept_low, low[done:]]), cuts


def _restored(times: list[Time], cuts: list[tuple[int, int]]) -> list[Time]:
    """The expressions of a squeezed text at their places in the text as it was."""
    at = [c[0] for c in cuts]

    def first(i: int) -> int:
        return i + cuts[bisect.bisect_right(at, i) - 1][1]

    def last(i: int) -> int:
        return first(i - 1) + 1

    def anchor(words: str | None) -> str | None:
        start, colon, end = (words or "").partition(":")
        return f"{first(int(start))}:{last(int(end))}" if colon else words

    return [msgspec.structs.replace(t, start=first(t.start), end=last(t.end), anchor=anchor(t.anchor)) for t in times]


def find(text: str, published: date | None = None, told: Callable[[int], bool] | None = None) -> tuple[Time, ...]:
    """The time expressions of a text, in order, apart, in TIMEX3 terms.

    ``published`` is the day that relative ones count from; without it, a date on a line of its own at the top serves
    (where ``told``, given a position, says that it is part of the telling), and without that relative values keep X
    for what is not known. ``anchor`` says what each counts from. An undated article may be read again once another
    telling dates it: the result is a pure function of text, day and zones.
    """
    anchor = "publication"
    if published is None:
        top = _line_date(text, told)
        if top:
            published, anchor = top
    low = _lowered(text)
    if "  " not in low:
        return tuple(scan(Context(text, low, published, anchor)))
    short, short_low, cuts = _squeezed(text, low)
    # An anchor of the whole text's would be moved with the rest.
    found = _restored(scan(Context(short, short_low, published, "publication")), cuts)
    return tuple(msgspec.structs.replace(t, anchor=anchor) if t.anchor == "publication" else t for t in found)
