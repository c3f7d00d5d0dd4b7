"""Years and more: "2013-2019", "the 1990s", "the 19th century"."""

import re

from fabula.lang.en.times.lexicon import DAY_NUMBER, EARLY, ORDINAL_WORD, PORTION, day_number
from fabula.lang.en.times.rule import Context, Rule, portion
from fabula.model.records import Time

_COUNTED = re.compile(
    r" (?:people|persons|men|women|children|dollars|euros|pounds|rubles|roubles|yen|miles|meters|metres|kilometers|"
    r"kilometres|km|feet|tons|tonnes|barrels|shares|units|jobs|workers|employees|troops|soldiers|points|votes|homes|"
    r"houses|acres|hectares|calories|degrees|pages|copies|megawatts|mw|kg|pc|hp|cases|deaths|patients|students|"
    r"members|times|percent|million|billion|rpm|lb|hours|days|weeks|months|years|passengers|seats|cars|vehicles|"
    r"migrants|refugees|participants|residents|police|officers|protesters|demonstrators|flights|attendees|items)\b"
)

_YEAR_BEFORE = re.compile(
    r"(?:in|since|by|of|until|till|from|to|through|between|before|after|during|and|or|late|early|mid|year|circa|"
    r"around|about|than|for|the|[-–—(/,']) ?$"
)


_ABOUT = re.compile(r"\b(?:about|some|around|nearly|almost|than|over|least|to|of|all|another|approximately) $")
_PLURAL = re.compile(r" (?:[a-z]+ )?[a-z]{3,}[^s\W]s\b(?!')")
"""After "about 2000", a plural noun says that things are counted; "the 2012 elections" are not."""


def _year(m: re.Match[str], c: Context) -> Time | tuple[Time, ...] | None:
    """A bare year, or two ("2013-2019", "2012-13")."""
    at = m.start("year")
    year = int(m["year"])
    ahead = c.low[max(0, at - 12) : at]
    if re.search(
        r"[$€£¥#№]\s?$|[\d][.,:]$|(?:no\.|nos\.|number|flight|room|page|boeing|highway|route|article) $", ahead
    ):
        return None
    usual = 1900 <= year <= 2050
    if not m["part"] and not m["word"]:
        if _COUNTED.match(c.low, m.end()) or (_ABOUT.search(ahead) and _PLURAL.match(c.low, m.end())):
            return None
        if not usual and not re.search(
            r"\b(?:in|since|by|of|until|from|year|circa|between|before|after|during) $", ahead
        ):
            return None
    if m["to"]:
        end = int(m["to"]) if len(m["to"]) == 4 else year // 100 * 100 + int(m["to"])
        if not year < end <= year + 200:
            return (
                c.time(m.start(), m.end("year"), m["year"], portion(m["part"])) if not m["to"].startswith("0") else None
            )
        return (
            c.time(m.start(), m.end("year"), m["year"], portion(m["part"])),
            c.time(m.start("to"), m.end("to"), f"{end:04d}"),
        )
    if m["era"]:
        return c.time(m.start(), m.end(), f"BC{year:04d}" if m["era"].startswith("b") else m["year"])
    return c.time(m.start(), m.end(), m["year"], portion(m["part"]))


def _era(m: re.Match[str], c: Context) -> Time | None:
    """As in "44 BC", "AD 79", "the year 300 B.C.": the letters are capitals, else "ad" and "bc" are other words."""
    era = next(name for name in ("era", "ahead") if m[name])
    if not c.text[m.start(era)].isupper():
        return None
    year = int(m["year"] or m["second"])
    return c.time(m.start(), m.end(), f"BC{year:04d}" if m[era].startswith("b") else f"{year:04d}") if year else None


_DECADE_OF = {
    "twenties": "2", "thirties": "3", "forties": "4", "fifties": "5", "sixties": "6", "seventies": "7",
    "eighties": "8", "nineties": "9",
}  # fmt: skip


def _decade(m: re.Match[str], c: Context) -> Time | None:
    """As in "The 1990s", "the mid-'80s", "the sixties" (of the last century unless the digits say)."""
    words = m["decade"]
    if words in _DECADE_OF:
        # Ages and temperatures come in the same words: "in her sixties".
        if not re.search(r"\bthe $", c.before(m.start("decade"))) and not (m["part"] and "the" in m[0]):
            return None
        return c.time(m.start(), m.end(), "19" + _DECADE_OF[words], portion(m["part"]))
    digits = re.sub(r"\D", "", words)
    if len(digits) == 4:
        value = digits[:2] if digits.endswith("00") and not m["part"] and digits != "2000" else digits[:3]
        return c.time(m.start(), m.end(), value, portion(m["part"]))
    if not (m[0].startswith("the ") or words.startswith("'") or m["part"]) or re.search(
        r"\b(?:his|her|their|my|our|your|its) [a-z -]*$", c.before(m.start())
    ):
        return None
    return c.time(m.start(), m.end(), ("20" if digits in ("00", "10") else "19") + digits[0], portion(m["part"]))


def _century(m: re.Match[str], c: Context) -> Time | None:
    n = day_number(m["nth"])
    if not 0 < n < 30:
        return None
    value = f"BC{n - 1:02d}" if m["era"] and m["era"].strip().startswith("b") else f"{n - 1:02d}"
    return c.time(c.modifier(m.start(), m.end(), "-century"), m.end(), value, portion(m["part"]))


_ORDINAL_DAY = rf"(?:{DAY_NUMBER}|{ORDINAL_WORD})"

RULES = (
    Rule(
        "era",
        r"(?:the year )?(?:(?P<ahead>a\.d\.|ad) (?P<second>[1-9]\d{0,3})(?![\d%]|[.,]\d)|"
        r"(?P<year>[1-9]\d{0,3}) ?(?P<era>b\.c\.e\.|b\.c\.|bce?|a\.d\.|ad|c\.e\.|ce)(?!\w))",
        _era,
    ),
    Rule(
        "decade",
        r"(?:the )?(?P<part>(?:early|late|mid)(?:-to-late)?[ -]?)?"
        r"(?P<decade>[12]\d\d0'?s|'?[1-9]0'?s|'00s|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)",
        _decade,
    ),
    Rule(
        "century",
        rf"(?:the )?(?P<part>(?:early|late|mid)[ -]?|(?:turn|end|beginning|start) of the )?"
        rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORD})[ -]century(?P<era> (?:b\.?c\.?e?|a\.?d)\.?)?",
        _century,
    ),
    Rule(
        "year",
        rf"(?P<part>{EARLY}[ -]?|{PORTION} )?(?P<word>(?:the )?(?:calendar )?year )?"
        r"(?P<year>(?:[12]\d{3}|(?<=year )\d{3})(?![\d%]|[.,]\d))(?:[-–—/](?P<to>(?:[12]\d{3}|\d\d)(?![\d-]|[.,]\d)))?"
        r"(?P<era> (?:b\.?c\.?e?|a\.?d)\.?(?!\w))?",
        _year,
    ),
)
