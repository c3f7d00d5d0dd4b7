"""The words by which a page's own parts are told from the telling: labels, promotions, captions, errors.

General cues of news pages, gathered from many sites' furniture; none names a person or an outlet. A label counts only
where it is the whole line, so that a sentence that happens to hold its words is left alone.
"""

import re

from fabula.lang.en.page_words import (
    BIOGRAPHY,
    CAPTION,
    CHANNELS,
    COMMENT_LINES,
    CONSENT,
    COUNTED,
    ERROR,
    LABEL_LINES,
    LINKS,
    NETWORKS,
    PICTURED,
    PROMOTION,
    SECTION_NAMES,
)


def _set(block: str) -> frozenset[str]:
    return frozenset(x.strip() for x in block.replace("\n", "").split("|") if x.strip())


_SECTIONS = _set(SECTION_NAMES)
LABELS = _set(LABEL_LINES)
"""Whole lines that are furniture, folded."""
COMMENT_LABELS = _set(COMMENT_LINES)
"""Whole lines that open a page's comments, folded."""

_EDGE = " \t\xa0\u200b\ufeff:.…»«>›‹<→←▼▲•·|+-–—*#!?()[]"
_WEATHER = re.compile(
    r"[^\n]{0,25}?[-+−]?\d{1,3}(?:\.\d)?\s?(?:°\s?[CF]?|º\s?[CF]?|[CF])(?:\s?/.{0,10})?\s?[^\W\d]{0,20}"
)
_CLOCK = re.compile(r"(?:[^\W\d][\w.'’-]*[ ,]+){0,3}\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?")
_NETWORK = re.compile(NETWORKS, re.IGNORECASE)


def folded(line: str) -> str:
    """A line as labels are looked up: lower case, one kind of apostrophe, no marks at its edges."""
    return " ".join(line.strip(_EDGE).replace("’", "'").replace("‘", "'").casefold().split())


def is_label(line: str) -> bool:
    """Whether a whole line is a furniture label ("Share", "You may also like", "12 shares", "Tags: ...")."""
    return folded(line) in LABELS or COUNTED.fullmatch(line.strip()) is not None or LINKS.fullmatch(line) is not None


def is_section(line: str) -> bool:
    """Whether a whole line is the name of a paper's section ("World", "Local news", "News > Politics")."""
    return len(line) <= 60 and all(folded(x) in _SECTIONS for x in re.split(r"[|>»/›•·]", line) if x.strip())


def opens_comments(line: str) -> bool:
    """Whether a whole line opens a page's comments ("Leave a reply", "12 comments")."""
    key = folded(line)
    return key in COMMENT_LABELS or (key.strip("0123456789 ") in ("comment", "comments", "replies") and len(key) < 20)


def is_header(line: str) -> bool:
    """Whether a line is a page header's clock ("Oslo 20:09") or weather ("13 C")."""
    return len(line) <= 50 and (_CLOCK.fullmatch(line) is not None or _WEATHER.fullmatch(line) is not None)


def promotes(line: str) -> int:
    """How many times a paragraph asks its reader to follow, subscribe or pay."""
    if len(line) > 1500:
        return 0
    count = sum(1 for _ in PROMOTION.finditer(line))
    if len({m.group().lower() for m in _NETWORK.finditer(line)}) >= 3 and CHANNELS.search(line):
        count += 2
    return count


def asks_consent(line: str) -> bool:
    """Whether a paragraph asks for leave to store cookies or to use the reader's data: two of its phrases or more."""
    return len(line) <= 2000 and len({m.group().lower() for m in CONSENT.finditer(line)}) >= 2


def is_error(line: str) -> bool:
    """Whether a line is a server's or a script's error message."""
    return len(line) < 1000 and ERROR.fullmatch(line) is not None


def is_caption(line: str) -> bool:
    """Whether a line is a picture's caption or credit."""
    return len(line) <= 300 and CAPTION.fullmatch(line) is not None


def shows_picture(line: str) -> bool:
    """Whether a paragraph says of itself that it describes a picture ("..., left, and ...", "In this file photo")."""
    return PICTURED.search(line) is not None


def is_biography(line: str) -> bool:
    """Whether a paragraph says who its author is, or whose views these are."""
    return len(line) <= 700 and BIOGRAPHY.search(line) is not None
