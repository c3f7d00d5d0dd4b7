"""Dates for the times that a sentence tells from the day of writing: "on Monday [11 March 2024]", "last month [February 2024]"."""

import re

from fabula.lang.en.calendar import DATED, MONTHS, WEEKDAYS
from fabula.lang.en.line_words import AHEAD, CLOCK, NAMED_DAYS, POINTING_TIME, WILL_BE
from fabula.lang.en.times import bounds
from fabula.model.records import Annotation, Time

Note = tuple[int, int, str]
"""From where to where which words come."""
MOST = 3
"""Dates in brackets in one line: with more it takes reading twice."""
_MONTHS = tuple(m.title() for m in MONTHS)
_NINE_ELEVEN = re.compile(r"\bsept(?:ember|\.)? 11\b|\b9/11\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)


def dated(a: Annotation, start: int, end: int, outside: str, day: str | None) -> list[Note] | None:
    """What is put in brackets after times; None where a time counts from another sentence, or may be read wrongly.

    ``outside`` is the sentence with its quotations blanked; ``day`` is an ISO day that is said beside the line already.
    """
    found = [t for t in a.times if start <= t.start and t.end <= end and outside[t.start - start] != " "]
    if m := POINTING_TIME.search(outside):
        known = any(t.start < start + m.start() and _fixed(a, t) for t in found)
        if not known:
            return None
    written = a.article.published.date[:10] if a.article.published and a.article.published.date else ""
    out: list[Note] = []
    seen = {day}
    for t in found:
        if t.type not in ("DATE", "TIME") or t.value in seen:
            continue
        words = a.article.text[t.start : t.end]
        if CLOCK.match(words) or POINTING_TIME.search(words):
            continue
        value = t.value[:10]
        before = outside[: t.start - start]
        if NAMED_DAYS.search(before):
            continue
        if len(value) == 10 and written and value < written and _WEEKDAY.search(words) and WILL_BE.search(before):
            return None  # a day to come is read as one that has been
        ahead = len(value) == 10 and written and value > written and _WEEKDAY.search(words)
        if ahead and not AHEAD.search(outside[: t.start - start]):
            return None  # a day that has been is read as one to come
        if _doubtful(t.value, words, written, outside[: t.start - start]):
            continue
        said = _said(t.value, words)
        if not said or t.value[:10] in seen:
            continue
        seen |= {t.value, t.value[:10]}
        at = t.end + (2 if re.match(r"[’']s\b", a.article.text[t.end : t.end + 2] + " ") else 0)
        out.append((at, at, f" [{said}]"))
    return out if len(out) <= MOST else None


def _doubtful(value: str, words: str, written: str, before: str) -> bool:
    """Whether a month or a year may be read for the wrong one: told of as to come and read as past, or the year just ended."""
    known = bounds(value)
    if known is None or len(written) < 10 or len(value) >= 10:
        return False
    past = known[1].isoformat() < written
    if re.search(r"year", words, re.IGNORECASE) and "end" in words.casefold() and written[5:7] in ("12", "01"):
        return True
    named = any(w in MONTHS for w in re.findall(r"\w+", words.casefold())) and not re.search(r"\d", words)
    ahead = bool(re.search(r"\b(?:will|if|expected|scheduled|due)\b", before, re.IGNORECASE))
    return named and ahead == past


def _fixed(a: Annotation, t: Time) -> bool:
    """Whether a time is told by its own words: a day of a month or of the week, a month, a year."""
    words = a.article.text[t.start : t.end].casefold()
    return bool(re.search(r"\d", words)) or any(w in DATED for w in re.findall(r"\w+", words))


def _said(value: str, words: str) -> str:
    """What an expression leaves open of its date; empty where it says all, or the date is not known."""
    known = bounds(value)
    if known is None or re.search(r"\b(?:1[5-9]|20)\d\d\b", words) or not re.match(r"\d{4}", value):
        return ""
    first, last = known
    if _NINE_ELEVEN.search(words):
        return ""  # the attacks, or that day of any year: the words do not say
    if re.search(rf"\b{first.year}\b", words):
        return ""
    if first == last:
        named = re.search(r"\d", words) and not re.search(
            r"\d\s*(?:[ap]\.?m|:)|\d (?:days?|weeks?|hours?)", words.casefold()
        )
        return str(first.year) if named else f"{first.day} {_MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.year, first.day) == (last.month, last.year, 1) and last.day >= 28:
        own = (
            _MONTHS[first.month - 1].casefold() in words.casefold()
            or _MONTHS[first.month - 1][:3].casefold() in words.casefold()
        )
        return str(first.year) if own else f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if (last - first).days <= 7:
        before = f"{first.day}" if first.month == last.month else f"{first.day} {_MONTHS[first.month - 1]}"
        return f"{before} to {last.day} {_MONTHS[last.month - 1]} {last.year}"
    return ""
