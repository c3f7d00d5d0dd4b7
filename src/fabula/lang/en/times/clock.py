"""Clock times: "8:30 p.m.", "1900 GMT", "noon"."""

import re

from fabula.lang.en.times import values
from fabula.lang.en.times.lexicon import APPROX, CLOCK, NUMBERS, PART_OF_DAY, ZONE
from fabula.lang.en.times.rule import Context, Rule
from fabula.model.records import Time


def part_of_day(words: str) -> str:
    """The TIMEX3 tail of a part of the day: "mid-morning" as TMO."""
    return PART_OF_DAY[words.removeprefix("mid").lstrip("-")] if words not in PART_OF_DAY else PART_OF_DAY[words]


def clock_value(words: str) -> str:
    """A clock time as written ("8:30 p.m.", "1900", "noon", "nine o'clock") as THH:MM."""
    words = words.strip()
    for name in ("noon", "midday", "midnight", "dawn", "dusk"):
        if name in words:
            return PART_OF_DAY[name]
    digits = re.search(r"(?<!\d)(?:(\d{1,2})(?:[:.](\d\d))?(?::(\d\d))?(?!\d)|(\d\d)(\d\d))", words)
    if digits is None:
        hour, minute, second = next((NUMBERS[w] for w in words.split() if w in NUMBERS), 0), "00", None
    elif digits[4]:
        hour, minute, second = int(digits[4]), digits[5], None
    else:
        hour, minute, second = int(digits[1]), digits[2] or "00", digits[3]
    if re.search(r"p\.?m|afternoon|evening|at night", words) and hour < 12:
        hour += 12
    elif re.search(r"a\.?m", words) and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute}" + (f":{second}" if second else "")


_EVENING, _SMALL = re.compile(r"T(?:EV|NI|1[89]|2\d)"), re.compile(r"T0[0-5]")
_AT = re.compile(r"\b(?:at|by|until|till|from|to|after|before|around|about|between|and|since) $")


def _clock(m: re.Match[str], c: Context) -> Time | None:
    """A clock time alone: of the day last spoken of in its sentence or just before, else the document's."""
    words = m["time"]
    bare = re.fullmatch(r"\d{1,2}:\d\d(?::\d\d)?", words) and not m["zone"]
    # Scores, ratios and verses look alike: the preposition tells.
    if bare and not _AT.search(c.before(m.start())):
        return None
    if words.isalpha() and c.text[m.start("time")].isupper() and m.start() and c.text[m.start() - 1] == " ":
        return None
    tail = clock_value(words)
    t = c.last(m.start(), "day", near=60)
    if t and not re.search(r"[.!?;\n]", c.low[t.end : m.start()]):
        # The small hours that follow an evening are the next day's.
        late = _EVENING.search(t.value) and _SMALL.match(tail)
        on = (values.moved(t.value[:10], "day", 1) if late else None) or t.value[:10]
        return c.time(m.start(), m.end(), on + tail, None, f"{t.start}:{t.end}")
    return c.relative(m.start(), m.end(), "day", 0, tail=tail)


RULES = (
    Rule(
        "clock",
        rf"(?:{APPROX} )?(?P<time>{CLOCK})(?: ?(?P<zone>{ZONE}|\({ZONE}\)))?(?!-)",
        _clock,
    ),
)
