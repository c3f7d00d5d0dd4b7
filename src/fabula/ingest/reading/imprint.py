"""Lines beside a title that name outlet, author or section with the date: "Anytown Post, 3 March 2021"."""

import re

from fabula.ingest.reading.dates import Date, dates, only_date
from fabula.ingest.reading.lexicon import is_section

OUTLET = re.compile(
    r"(?:the\s+)?(?:[\w.’'&!-]+\s+){0,4}?(?:[\w-]*news|press|times|agency|tribune|gazette|herald|observer|"
    r"guardian|telegraph|"
    r"post|journal|daily|weekly|magazine|media|radio|tv|television|broadcasting|monitor|chronicle|review|today|"
    r"online|wire|"
    r"bulletin|digest|courier|independent|standard|mirror|express|reuters|[\w-]+\.(?:com|news|org|net|info|eu|by|ru|ua|pl))|"
    r"(?:the\s+)?(?:daily|evening|morning|sunday)\s+[\w’'-]+",
    re.IGNORECASE,
)
"""The name of an outlet: up to five words, the last of which is one that outlets bear; or "Daily" and a word."""
_GENERIC = frozenset(
    "news today online media radio tv television review daily weekly magazine press wire reviews".split()
)
_BETWEEN = re.compile(r"\s*[,|·•–—-]\s*")


def imprint(line: str) -> tuple[int, Date | None] | None:
    """Where the outlet's name ends in a line that is a name alone, or a name and a date; None for any other line."""
    if len(line) > 90:
        return None
    if OUTLET.fullmatch(line):
        named = line[:1].isupper() and line == line.strip() and not is_section(line) and line.casefold() not in _GENERIC
        return (len(line), None) if named else None
    for date in dates(line):
        name = line[: date.start]
        between = [m for m in _BETWEEN.finditer(name) if m.end() == len(name)]
        if (
            between
            and date.end == len(line.rstrip())
            and name[:1].isupper()
            and OUTLET.fullmatch(name[: between[-1].start()])
        ):
            return between[-1].start(), date
    return None


_PUBLISHED = re.compile(
    r"(?:(?:first|originally)\s+)?(?:published|posted|issued|released|publication date|date)\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"\b(?:first |originally |last )?(?:published|posted|publication date|issued|released|filed|updated?|modified|date)"
    r"(?:\s+on)?\s*:?\s*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[|•·/,;>»–—()\[\]]\s*|\s+-\s+|\s*\n\s*")
_LEAD = re.compile(r"(?:by|in|on|from|posted by|published by|written by)\s+", re.IGNORECASE)
_COUNTS = re.compile(
    r"\d+\s+(?:min(?:ute)?s?|comments?|views?|shares?|words?)\b.*|(?:reading|read) time.*", re.IGNORECASE
)


def dated(line: str) -> bool:
    """Whether a line is a date with names beside it, parted by marks or words of its own: no sentence, no headline."""
    if len(line) > 160 or line.rstrip().endswith((".", "!", "?", ":")):
        return False
    found = list(dates(line))
    if not found or only_date(line) is not None:
        return found != []
    parts, at, beside = [], 0, False
    for date in found:
        before = line[at : date.start]
        label = _LABEL.search(before)
        beside = beside or label is not None or not before.strip() or _SEPARATOR.search(before[-3:]) is not None
        parts.append(before[: label.start()] if label else before)
        at = date.end
    parts.append(line[at:])
    pieces = [x for part in parts for x in _SEPARATOR.split(part) if x.strip(" .:-")]
    return beside and len(pieces) <= 5 and all(map(_named, pieces))


def _named(piece: str) -> bool:
    """Whether a piece of a line may be a name, a section or a count: few words, the first with a capital."""
    piece = _LABEL.sub("", piece.strip()).strip()
    if not piece or _COUNTS.fullmatch(piece):
        return True
    named = _LEAD.sub("", piece, count=1)
    return len(named.split()) <= 5 and named[:1].isupper()


def says_published(line: str) -> bool:
    """Whether a line begins by saying that its date is that of publication."""
    return _PUBLISHED.match(line.lstrip(" |•·-(")) is not None
