"""The head of a plain text: which line is its title, and what else stands before the story.

A copy of a page begins with whatever stood above the headline: menus, other headlines, a clock. The headline is the line that
speaks of what the story speaks of, has a headline's length and form, and stands above the byline and the date.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from fabula.ingest.reading.dates import WEEKDAY, dates, only_date, partial
from fabula.ingest.reading.imprint import dated, imprint
from fabula.ingest.reading.lexicon import (
    folded,
    is_caption,
    is_header,
    is_label,
    is_section,
    opens_comments,
    shows_picture,
)
from fabula.ingest.reading.lines import Paragraph
from fabula.lang.en.function_words import OF_LINES

REACH = 45
"""Lines above the story among which its title is looked for."""
COMPANY = 12
"""Paragraphs of the story that a title is held against."""
BELOW = 5
"""Lines below a title in which its byline and date stand."""
STANDFIRST = 14
"""Lines from the first prose to where the story flows, at most."""
FIRST = 1.0
"""How much less like a title a line may be than one right below it, and still be it."""
LEAST = 0.0
"""What a line must reach to be the title. All weights below were set on copies of 109 pages of ../shared/data/pages."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d+")
_SAID = re.compile(r"[\"”’'],? (?:\w+ ){0,6}?(?:said|says|asked|replied|added|told)\b")
_COUNT = re.compile(r"\d[\d.,]*\s?(?:k|m)?(?:\s\w+)?|\d+\s?(?:of|/)\s?\d+", re.IGNORECASE)
_NAMED = re.compile(
    r"[^\W\d_a-z][\w.’'-]*(?:\s+(?:(?:de|del|van|von|der|den|al|bin|da|di|la|le)\s+)*[^\W\d_a-z][\w.’'-]*){1,3}"
)
_BESIDE_NAME = re.compile(
    r"(?:by|author|authors|written by|words|text)\s?:?|@\w+|[\w.+-]+@[\w-]+\.[\w.]+|"
    r"\d{1,3} ?min(?:ute)?s? read|(?:an?|\d{1,3}) (?:min(?:ute)?|hour|hr|day|week|month)s? ago",
    re.IGNORECASE,
)
_FROM = re.compile(
    _NAMED.pattern
    + r"(?:(?:, | and | & )"
    + _NAMED.pattern
    + r")*, [^\W\d_a-z][\w.’'&-]*(?: (?:of |the |and )?[^\W\d_a-z][\w.’'&-]*){0,4}"
)
"""Names and whom they write for: "Nora Vance and Jon Aske, Harbour Post"."""
_SMALL = frozenset(
    "by on at in min mins minute minutes read reading time published posted updated last modified first originally am pm a m p and "
    "for with comment comments view views share shares ago hour hours day days from source topic filed under written um uhr "
    "von publiziert le par em às por publicado et und".split()
)
"""Words in small letters that stand beside a date and make no sentence of it."""
_CREDIT = re.compile(
    r"\b(?:photo(?:graph)?s?|image|picture|credit|courtesy|getty|illustration|file photo|above|caption|copyright|©)\b",
    re.IGNORECASE,
)


def starts(parts: Sequence[Paragraph]) -> int:
    """Where the story starts: its first paragraph of prose that the rest goes on from; the number of parts where none is.

    A long line among menus (a notice, a teaser) shares few words with what follows.
    """
    prose = [i for i, p in enumerate(parts) if not p.kind and _is_prose(p)]
    # A headline may be a sentence: what it heads begins below the date that stands under it.
    prose = [i for i in prose if not (parts[i].words <= 24 and any(map(_dates_above, parts[i + 1 : i + 3])))]
    if len(prose) < 3:
        return next((i for i in prose if not _headline_like(parts[i])), len(parts))
    said = [content(parts[i].text) for i in prose]
    held: Counter[str] = Counter()
    for words in said:
        held.update(words)
    # Two notices of one page share words with each other; the first paragraph of a story of some length, with several.
    for least, more in ((2, 2), (2, 1), (1, 1)):
        if more > 1 and len(prose) < 7:
            continue
        for n, (i, after) in enumerate(pairwise(prose)):
            if sum(held[w] > more for w in said[n]) >= least and after - i <= 6:
                return i
    return prose[0]


def _dates_above(part: Paragraph) -> bool:
    line = part.text
    if only_date(line) is not None or date_line(line):
        return True
    return len(line) <= 90 and _STAMPED.match(line) is not None and any(True for _ in partial(line))


_STAMPED = re.compile(r"(?:updated|posted|published)\b", re.IGNORECASE)


def _is_prose(part: Paragraph) -> bool:
    return (part.words >= 20 and not _headline_like(part)) or (part.closed and part.words >= 8)


def _headline_like(part: Paragraph) -> bool:
    return not part.closed and part.words <= 30


def flows(parts: Sequence[Paragraph], start: int) -> int:
    """Where the story goes on without a break: behind a standfirst, captions and what stands among them."""
    for i in range(start, min(len(parts), start + STANDFIRST)):
        if not parts[i].kind and _is_prose(parts[i]):
            after = parts[i + 1 : i + 4]
            if sum(not p.kind and _is_prose(p) for p in after) >= min(2, len(after)):
                return i
    return start


def content(text: str) -> set[str]:
    """The words of a text that mean something."""
    return {w.casefold() for w in _WORD.findall(text) if len(w) >= 4 or w[:1].isupper()} - OF_LINES


def title(parts: Sequence[Paragraph], begins: int, start: int, is_byline: Callable[[str], bool]) -> int | None:
    """Which paragraph is the title of the story that begins at ``begins`` and flows from ``start``; None where none is like one."""
    told: Counter[str] = Counter()
    for p in [p for p in parts[start:] if not p.kind][:COMPANY]:
        told.update(content(p.text))
    first = max(0, start - REACH)
    seen = Counter(folded(p.text) for p in parts[first:start])
    about = [is_about(p.text, is_byline) for p in parts[:start]]
    short = [p.words <= 5 and not p.closed for p in parts[:start]]
    names = [folded(p.text) for p in parts[:start]]
    fit = [i for i in range(first, start) if not parts[i].kind and not about[i]] if start <= len(about) else []
    scores: dict[int, float] = {}
    for i in range(start - 1, first - 1, -1):
        part = parts[i]
        if part.kind in ("error", "promotion", "comment") or about[i] or (part.words < 2 and not _spaceless(part)):
            continue
        if i >= begins and part.text.rstrip("\"'”’»)").endswith("."):
            continue  # the story's own prose
        if part.words > 32 or len(part.text) > 260 or is_label(part.text) or shows_picture(part.text):
            continue
        if _SAID.search(part.text) and (part.closed or part.words > 16):
            continue
        score = _score(part, told)
        score += min(3, sum(about[i + 1 : i + 1 + BELOW])) * 0.7 + 0.6 * any(about[i + 1 : i + 2])
        score += 1.0 * (seen[names[i]] > 1)
        # A trail of links ends with the title, and a title of a window begins with it.
        score -= 2.0 * any(len(n) > 20 and n != names[i] and n in names[i] for n in names[first:start])
        score += 0.8 * (i == 0) + 2.0 * (len(fit) <= 2 and fit[:1] == [i])
        score -= 0.035 * (start - i) + 0.4 * (i > begins) + 1.0 * (i == begins and part.words > 20)
        run = short[max(0, i - 4) : i + 5]
        score -= 1.2 * (part.words <= 5 and sum(run) >= 7)
        scores[i] = score
    found = max(scores, key=lambda i: (scores[i], -i), default=None)
    if found is None or scores[found] < LEAST:
        return None
    # A title stands above its standfirst and its picture's caption, which speak of the story as well.
    while above := [
        i for i in range(max(0, found - 3), found) if scores.get(i, -9.0) >= max(1.0, scores[found] - FIRST)
    ]:
        found = above[0]
    return found


def _score(part: Paragraph, told: Counter[str]) -> float:
    """How like a title a line is by itself and beside the story."""
    words = content(part.text)
    often = sum(told[w] > 1 for w in words)
    shared = sum(told[w] > 0 for w in words)
    score = 1.6 * min(4, shared) / 2 + 0.5 * min(3, often) - 1.0
    score += 1.2 * shared / max(3, len(words))
    count = part.words
    score += 1.0 if 5 <= count <= 18 else 0.0 if count <= 24 else -1.5
    if count <= 3 and not _spaceless(part):
        score -= 0.8
    if part.text.rstrip("\"'”’»)").endswith((".", ":", ";", ",", "…")):
        score -= 1.6 if count > 4 else 0.8
    if is_section(part.text) or is_header(part.text) or opens_comments(part.text):
        score -= 3.0
    if part.kind == "caption" or is_caption(part.text) or _CREDIT.search(part.text):
        score -= 2.0
    if part.text[:1].islower():
        score -= 0.8
    if part.text.endswith(")"):
        score -= 1.2
    if re.search(r"[|»›>•]|\s/\s", part.text):
        score -= 0.6
    if part.text.startswith(("http", "www.", "@", "#", "-", "•", "*")):
        score -= 2.0
    return score


def _spaceless(part: Paragraph) -> bool:
    """Whether a line is of a script without spaces between words, and of some length."""
    return len(part.text) >= 8 and sum(c > "\u2e80" for c in part.text) > 0.4 * len(part.text)


def is_about(line: str, is_byline: Callable[[str], bool]) -> bool:
    """Whether a line of the head is about the article: its date, who wrote it, the outlet."""
    return len(line) <= 200 and (
        only_date(line) is not None or is_byline(line) or imprint(line) is not None or dated(line) or date_line(line)
    )


def date_line(line: str) -> bool:
    """Whether a line holds a date, and little else: names, a place, counts. Only beside a title is it the article's."""
    if len(line) > 160 or line.rstrip().endswith((".", "!", "?")):
        return False
    found = list(dates(line))
    if not found or _CREDIT.search(line):
        return False
    line, left, at = _BY_USER.sub(" ", line), "", 0
    found = list(dates(line))
    for one in found:
        left += line[at : one.start] + " "
        at = one.end
    words = _WORD.findall(left + line[at:])
    return len(words) <= 12 and all(not w[:1].islower() or w in _SMALL for w in words)


_BY_USER = re.compile(r"\bby [a-z][\w.-]*$")
RELATIVE = re.compile(
    rf"(?:(?:published|posted|updated):?\s)?(?:{WEEKDAY},? (?:at )?\d{{1,2}}:\d\d\s?[ap]\.?m\.?|(?:an?|\d{{1,3}}) (?:min(?:ute)?|hour|hr|day|week|month)s? ago|"
    r"(?:today|yesterday),?(?: at)? \d{1,2}:\d\d.{0,8})",
    re.IGNORECASE,
)
"""A time that only the day of copying would date ("Monday 5:30PM", "22 hours ago")."""


def own_clock(line: str) -> bool:
    """Whether a line's date has a time of day and no day of the week: a page's header names today by its weekday."""
    found = next(dates(line), None)
    return found is not None and found.precision == "time" and re.search(WEEKDAY, line, re.IGNORECASE) is None


def below(parts: Sequence[Paragraph], at: int, start: int, is_byline: Callable[[str], bool]) -> None:
    """Name what lies between a title and where the story flows: bylines, dates, counts.

    A name alone is a byline's where "By" or a date, a byline or somebody's handle stands beside it.
    """
    near = parts[at + 1 : start + 3]
    for i, part in enumerate(near):
        line = part.text
        if part.kind not in ("", "furniture"):
            continue
        if only_date(line) is not None or (date_line(line) and not is_byline(line)):
            part.kind = "dateline"
        elif part.kind:
            continue
        elif is_byline(line) or dated(line):
            part.kind = "byline"
        elif _NAMED.fullmatch(line) and part.words <= 4:
            beside = [p.text for p in (*near[max(0, i - 1) : i], *near[i + 1 : i + 2])]
            if any(
                _BESIDE_NAME.fullmatch(x) or RELATIVE.fullmatch(x) or is_byline(x) or only_date(x) or date_line(x)
                for x in beside
            ):
                part.kind = "byline"
        elif part.words <= 14 and not part.closed and _FROM.fullmatch(line):
            beside = [p.text for p in near[i + 1 : i + 2]] + [parts[at + i].text]
            if i == 0 or any(only_date(x) or date_line(x) for x in beside):
                part.kind = "byline"
        elif at + 1 + i < start and (_COUNT.fullmatch(line) or len(line) <= 2 or _BESIDE_NAME.fullmatch(line)):
            part.kind = "furniture"
