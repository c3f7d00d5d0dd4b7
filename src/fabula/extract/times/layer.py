"""Time expressions: what the language pack finds in one article, in its telling."""

import re
from datetime import date, datetime, timedelta

import msgspec

from fabula.extract.analysis import Analysis
from fabula.ingest.reading.genre import Block, blocks
from fabula.model.records import Time

LIVE = 3
"""Entries with times of their own that make a page of which each entry counts from its own."""
_CLOCK = re.compile(r"^[^\n]{0,40}?\d{1,2}(?:[:.h]\d{2}|\s?[ap]\.?m)", re.MULTILINE | re.IGNORECASE)
_AGO = re.compile(
    r"(?P<count>an?|one|two|three|\d{1,2}|half an) (?P<unit>hour|minute)s? (?:ago|earlier)", re.IGNORECASE
)
_COUNTS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "half an": 0.5}


def document_date(published: str | None) -> date | None:
    """The day of an ISO date or time; None where it is not known to the day."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def times(analysis: Analysis) -> tuple[Time, ...]:
    """The article's time expressions in TIMEX3 terms, in order, apart, in told zones only.

    Relative ones count from the article's publication date where it is known to the day (the language pack says what else);
    in an entry of a live page from the entry's own, whose place is the anchor then.
    """
    published = analysis.article.published
    day = document_date(published.date if published else None)
    found = analysis.language.times(analysis.text, day, analysis.told)
    entries = [b for b in _entries(analysis) if len(b.time) > 10]
    for own in sorted({b.time[:10] for b in entries}):
        there = [b for b in entries if b.time[:10] == own]
        read = found if own == str(day) else analysis.language.times(analysis.text, document_date(own), analysis.told)
        kept = [t for t in found if not any(b.start <= t.start < b.end for b in there)]
        kept += [_anchored(t, b, analysis.text) for b in there for t in read if b.start <= t.start < b.end]
        found = tuple(sorted(kept, key=lambda t: (t.start, t.end)))
    return tuple(t for t in found if analysis.told(t.start))


def _entries(analysis: Analysis) -> list[Block]:
    """The entries of a live page; none of another article."""
    if sum(1 for _ in _CLOCK.finditer(analysis.article.text)) < LIVE:
        return []
    found = blocks(analysis.article)
    return found if len(found) >= LIVE else []


def _anchored(time: Time, entry: Block, text: str) -> Time:
    """A time that counts from an entry's own, where it counted from the article's; hours and minutes from its clock."""
    if time.anchor != "publication":
        return time
    ago = _AGO.fullmatch(text[time.start : time.end])
    value = time.value
    if ago:
        count = _COUNTS.get(ago["count"].casefold()) or float(ago["count"])
        past = timedelta(hours=count) if ago["unit"].casefold() == "hour" else timedelta(minutes=count)
        value = (datetime.fromisoformat(entry.time) - past).strftime("%Y-%m-%dT%H:%M")
    return msgspec.structs.replace(
        time, value=value, type="TIME" if ago else time.type, anchor=f"{entry.span[0]}:{entry.span[1]}"
    )
