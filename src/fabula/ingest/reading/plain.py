"""Zones of a plain text: what is told, and what only stands around it.

Copied or scraped text keeps a page's furniture: clocks and menus before the title, share labels, teasers and
biographies after the end. It is found by general cues: position, length, sentence punctuation, the lexicon and
repetition (Kohlschütter, Fankhauser and Nejdl 2010, "Boilerplate detection using shallow text features", show how
far such cues carry). What no cue speaks against is body.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import Protocol

from fabula.ingest.reading.dates import only_date
from fabula.ingest.reading.head import RELATIVE, below, date_line, flows, own_clock, starts
from fabula.ingest.reading.head import title as title_of
from fabula.ingest.reading.imprint import dated, imprint, says_published
from fabula.ingest.reading.lexicon import (
    asks_consent,
    is_biography,
    is_caption,
    is_error,
    is_header,
    is_label,
    is_section,
    opens_comments,
    promotes,
)
from fabula.ingest.reading.line_features import PROSE
from fabula.ingest.reading.line_model import chances
from fabula.ingest.reading.lines import Paragraph, paragraphs
from fabula.ingest.reading.within import captions, teasers
from fabula.model.records import Zone
from fabula.model.vocabulary import zone_kind

AROUND = frozenset({"furniture", "promotion", "comment", "error"})
PARAGRAPHS = 30_000
"""Lines up to which furniture is looked for: beyond, it is no article but a list, told from end to end."""
TITLE_WORDS = 30
BESIDE = 3
"""Lines right above a title in which its date, section and byline stand."""
HEADING_WORDS = 16
"""News headings have 2 to 16 words; longer lines without a full stop are mostly cut sentences."""
TAIL_SHARE = 0.15
"""After a label that opens a page's tail, at most this share of the telling's words may still follow."""
COMMENTS_SHARE = 0.3
"""After a label that opens comments, this share: they may be as long as a short report."""
TEASER_SHARE = 0.8
"""Teasers and biographies stand in the last fifth of a text."""

SURE = ((12, 0.5), (40, 0.7), (10**9, 0.9))
"""How sure the line classifier must be of a line below so many words: of a long one much is lost. Chosen on pages of
outlets that it was not trained on."""
HEADS = 0.97
"""How sure it must be of a heading right above prose that it takes for the story's."""
TOLD = 0.1
"""Below this chance, what the rules took for furniture is told after all."""
_COMMENTER = re.compile(r".{2,60}\b(?:says|said|on .{0,30}\d{4}.{0,20} (?:says|said)):")
_ENTRY = re.compile(r"[\d\s.:]*(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?:?", re.IGNORECASE)

_BYLINE = re.compile(
    r"(?:by|posted by|published by|written by|story by|reported by|words by|reporting by|text by|analysis by|opinion by|review by|"
    r"interview by|commentary by|von|par|por|автор:?|текст:)\s+[^\W\d_].{1,90}|"
    r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}, [A-Z][^,.]{0,30}\b(?:writer|reporter|editor|correspondent|columnist|press|editor-at-large)|"
    r"(?-i:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}?) (?-i:(?:Senior|Staff|Guest|Contributing|Opinion|Chief) )*"
    r"(?-i:Contributor|Writer|Reporter|Editor|Columnist|Correspondent)|"
    r"(?:author|reporter|editor|correspondent)\s?:\s*[^\W\d_].{1,60}",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[^\W\d_a-z][\w.’'-]*(?:\s+(?:(?:de|del|van|von|der|den|al|bin|da|di|la|le)\s+)*[^\W\d_a-z][\w.’'-]*){1,3}"
)
_ROLE = re.compile(
    r"(?:an?\s+)?(?:[\w-]+\s+){0,4}(?:analyst|correspondent|reporter|editor|columnist|journalist|staff writer|writer|"
    r"contributor|commentator|observer|staff|newsroom|expert|political scientist)s?",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:[A-ZÀ-ÞĀ-ſ][\w.’'-]*[,/ ]{1,3}){1,6}?(?:(?:[A-Z][a-z]{2,8}\.?|"
    r"\d{1,2})\s?(?:\d{1,2}|[A-Z][a-z]{2,8})?(?:,?\s\d{4})?\s?)?"
    r"(?:\([^()\n]{2,40}\)\s?)?(?:—|–|--|-)\s"
)
_DAYLINE = re.compile(
    r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})? \([A-Z][^()\n]{1,30}\)\s?(?:—|–|--|-)\s|\([A-Z][^()\n]{1,30}\)\s?(?:—|–|--|-)\s"
)
"""An agency's dateline without a place: "Sept. 16 (UPI) -- ", "(Reuters) - "."""
_OWNLINE = re.compile(
    r"(?:[A-Z][A-Za-z.' -]{2,30} )?\([A-Z]{2,}[\w .]{0,16}\)\s?(?=[A-Z“\"][\w’']+ )|[A-Z][\w-]+\.[A-Za-z]{2,4}\s?[–—-]\s"
)
"""An outlet's own: "Oslo (HPN)The council ...", "Harbourpost.net - "."""
_PLACE = re.compile(r"[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž.’' -]{2,}")
_TEASER_END = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(\.\.\.\)|read more|continue reading|»)$", re.IGNORECASE)
_TURN = re.compile(r"([^\W\d_][\w.’' -]{0,40}?)\s?:\s+\S")
_BULLET = re.compile(r"[•▪◦‣*–—.-]")
_VERBISH = re.compile(
    r"^(?:it|he|she|they|we|i|there)\b|\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|"
    r"must|do|does|did|said|says|"
    r"\w{3,}(?:ed|eds)|not|n['’]t)\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"^\W*(?:please |to )?(?:follow|subscribe|sign[ -]?up|join|support|like|download|donate|get|become|help|"
    r"listen|want|for more|"
    r"start|try|buy|see)\b|\b(?:you|your|us|here|below|this article|this story)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"[\"”’'],? (?:\w+ ){0,6}?(?:said|says|asked|replied|added|told)\b")
_QUOTED = re.compile(r"^[\"“„«‘']")


def zones(text: str) -> tuple[Zone, ...]:
    """Zones that tile a plain text, in order; a paragraph's zone reaches to the next paragraph's start."""
    parts = paragraphs(text)
    if not parts or len(parts) > PARAGRAPHS:
        return (Zone(start=0, end=len(text), kind="body"),) if text else ()
    _label(parts)
    return tile(text, parts)


class Labelled(Protocol):
    """A stretch of text with its kind: a paragraph of a text, a block of a page."""

    start: int
    text: str
    kind: str


def tile(text: str, parts: Sequence[Labelled]) -> tuple[Zone, ...]:
    """Zones from labelled paragraphs: neighbours of one kind are joined, but each title and heading is its own."""
    edges: list[tuple[int, str]] = []
    opening = True
    for part in parts:
        prefix = dateline(part.text, opening) if part.kind == "body" else 0
        opening = opening and part.kind != "body"
        if prefix:
            edges.append((part.start, "dateline"))
            edges.append((part.start + prefix, "body"))
        elif not edges or edges[-1][1] != part.kind or part.kind in ("title", "heading", "byline", "caption"):
            edges.append((part.start, part.kind))
    edges[0] = (0, edges[0][1])
    ends = [start for start, _ in edges[1:]] + [len(text)]
    return tuple(Zone(start=s, end=e, kind=zone_kind(k)) for (s, k), e in zip(edges, ends, strict=True))


def is_byline(line: str) -> bool:
    """Whether a whole line says who wrote the text ("By ...", "a political analyst")."""
    count = len(line.split())
    if count > 14:
        return False
    name, _, role = line.partition(", ")  # "Ana Ruiz, a political analyst"
    said = role if role and _NAME.fullmatch(name) else line
    return _BYLINE.fullmatch(line) is not None or (len(said.split()) <= 6 and _ROLE.fullmatch(said) is not None)


def dateline(text: str, opening: bool) -> int:
    """The length of the dateline that a paragraph begins with ("MINSK, March 13 (Agency) — "), or 0.

    A place in capitals tells it anywhere; an agency in brackets only where the paragraph opens the body.
    """
    found = _DATELINE.match(text[:120])
    if found is None:
        own = (_DAYLINE.match(text[:120]) or _OWNLINE.match(text[:120])) if opening else None
        return own.end() if own else 0
    place = _PLACE.match(found.group())
    if place and len(place.group().strip()) >= 3 and place.group().count(" ") <= 4:
        return found.end()
    return found.end() if opening and found.group().rstrip(" —–-").endswith(")") else 0


def _label(parts: list[Paragraph]) -> None:
    ruled(parts)
    _learned(parts)
    captions(parts)
    teasers(parts)


def ruled(parts: list[Paragraph]) -> None:
    """Set each paragraph's kind by the rules alone."""
    for part in parts:
        part.kind = _alone(part)
    _beside_promotion(parts)
    turns = _turns(parts)
    _head(parts)
    _headings(parts, turns)
    _captions(parts)
    _tail(parts)
    _sandwiched(parts)


def _learned(parts: list[Paragraph]) -> None:
    """What the line classifier is sure of: what the rules took for the telling stands around it, or the other way."""
    found = chances([p.text for p in parts], [p.kind for p in parts])
    each = list(zip(parts, found or (), strict=found is not None))
    last = max((i for i, p in enumerate(parts) if p.kind == "body" and p.words >= PROSE), default=0)
    for i, ((part, chance), after) in enumerate(zip_longest(each, each[1:])):
        # What leads on to a quotation, and the time of a live page's entry, stand alone and are the story's.
        prose = after is not None and after[0].words >= 8
        leads = part.text.endswith(":") and after is not None and after[1] < 0.5
        if (leads and not _COMMENTER.fullmatch(part.text)) or (prose and _ENTRY.fullmatch(part.text)):
            continue
        if part.kind in ("body", "heading"):
            sure = next(sure for words, sure in SURE if part.words < words)
            if part.kind == "heading" and after is not None and after[0].words >= PROSE and after[1] < TOLD:
                sure = HEADS  # it heads what is told
            if chance >= sure:
                part.kind = "furniture"
        elif part.kind == "furniture" and chance < TOLD:
            # Behind the story's last prose stand teasers, of the same subject at times: a line and its summary. The
            # story itself goes on in paragraphs.
            beside = max(each[i - 1][0].words if i else 0, after[0].words if after is not None else 0)
            if i < last or (part.closed and part.words >= PROSE and beside >= PROSE):
                part.kind = "body"


def _alone(part: Paragraph) -> str:
    """What a paragraph is by its own words; empty where they do not tell."""
    line = part.text
    if is_error(line):
        return "error"
    asks = promotes(line)
    # One cue may be the story's own word; an appeal also speaks to its reader. A quoted one is somebody's.
    if asks_consent(line):
        return "promotion"
    appeal = asks > 2 or (asks and _APPEAL.search(line) and (asks == 2 or part.words <= 25))
    if appeal and part.words <= 150 and not re.search(r"[\"“]", line[:-1]):
        return "promotion"
    if part.words <= 40:
        if opens_comments(line) or (len(line) <= 250 and is_label(line)):
            return "furniture"
        if only_date(line) is not None:
            return ""
        if is_caption(line):
            return "caption"
        if (
            line.startswith("(")
            and line.endswith(")")
            and line.count("(") == 1
            and part.words <= 20
            and (not part.closed or (part.words <= 5 and all(w[:1].isupper() for w in line.strip("()").split())))
        ):
            return "caption"
    return ""


def _beside_promotion(parts: list[Paragraph]) -> None:
    """A paragraph beside an appeal, with the words of one, goes on with it."""
    for before, part in pairwise(parts):
        if not part.kind and before.kind == "promotion" and part.words <= 150 and promotes(part.text):
            part.kind = "promotion"


def _turns(parts: list[Paragraph]) -> frozenset[str]:
    """Who speaks in turns ("Name: ..."): the labels that come back. A heading's label stands once."""
    seen = Counter(m.group(1) for p in parts if (m := _TURN.match(p.text)))
    return frozenset(label for label, count in seen.items() if count >= 2 or label in ("Q", "A"))


def _takes_turn(part: Paragraph, turns: frozenset[str]) -> bool:
    found = _TURN.match(part.text)
    return found is not None and found.group(1) in turns


def _told(parts: list[Paragraph]) -> list[Paragraph]:
    return [p for p in parts if p.kind not in AROUND]


def _head(parts: list[Paragraph]) -> None:
    """What stands before the first paragraph of prose: header furniture, title, byline, dateline."""
    begins = starts(parts)
    end = flows(parts, begins)
    head = parts[:end]
    for part in parts[:begins]:
        if not part.kind and is_header(part.text):
            part.kind = "furniture"
    # A date or a lone word below a clock or the weather is the header of the day the copy was taken.
    header = -1
    for i, part in enumerate(parts[:begins]):
        if part.kind == "furniture":
            header = i
        elif (
            header >= 0 and not part.kind and only_date(part.text) and i - header <= 2 and not says_published(part.text)
        ):
            for other in head[header + 1 : i + 1]:
                other.kind = other.kind or "furniture"
            header = i
        elif part.kind or part.words > 2:
            header = -1
    at = title_of(parts, begins, end, is_byline)
    if at is not None and (parts[at].kind not in ("", "caption") or all(p.kind for p in parts if p is not parts[at])):
        at = None
    if at is not None:
        head[at].kind = "title"
        below(parts, at, end, is_byline)
    above = begins if at is None else at
    # What stands right above the title is the article's where no header's clock, weather or menu stands there too.
    menu = [p for p in head[max(0, above - 6) : above] if p.words <= 2 and not _dates(p.text) and not is_byline(p.text)]
    clean = len(menu) < 2 and not any(p.kind in AROUND for p in head[max(0, above - BESIDE) : above])
    later = any(_dates(p.text) or RELATIVE.fullmatch(p.text) for p in head[above + 1 :])
    for i, part in enumerate(parts[: max(begins, above)]):
        if part.kind:
            continue
        near = above - BESIDE <= i < above and clean and not later
        if _dates(part.text) and (at is not None or only_date(part.text)):
            beside = above - BESIDE <= i < above and not later and own_clock(part.text)
            dates_it = at is not None and (near or beside)
            part.kind = "dateline" if dates_it or says_published(part.text) else "furniture"
        elif is_byline(part.text) or dated(part.text) or (imprint(part.text) and len(menu) < 2):
            part.kind = "byline" if (at is not None and i >= above - BESIDE) or is_byline(part.text) else ""
        elif i < above and at is not None and (is_section(part.text) or above - i > BESIDE or part.words <= 5):
            part.kind = "furniture"


def _dates(line: str) -> bool:
    """Whether a line of the head dates the article, if it stands beside the title."""
    return only_date(line) is not None or (not is_byline(line) and date_line(line))


def _title_like(part: Paragraph) -> bool:
    if part.words > TITLE_WORDS or len(part.text) > 250 or part.words < 2:
        return False
    if _BULLET.match(part.text) or _SAID.search(part.text) or only_date(part.text):
        return False
    return not part.text.rstrip("\"'”’»)").endswith((".", ":", ";", ",")) or part.text.endswith("...")


def _headings(parts: list[Paragraph], turns: frozenset[str]) -> None:
    for i, part in enumerate(parts):
        if part.kind:
            continue
        after = next((p for p in parts[i + 1 :][:4] if p.kind not in AROUND and p.kind != "caption"), None)
        heading = (
            after is not None
            and part.words <= HEADING_WORDS
            and _title_like_or_word(part)
            and not _BYLINE.fullmatch(part.text)
            and not _takes_turn(part, turns)
            and after.words > part.words
        )
        part.kind = "heading" if heading else ""


def _title_like_or_word(part: Paragraph) -> bool:
    if part.words >= 2:
        return _title_like(part)
    return part.text[:1].isupper() and part.text.rstrip(":").isalnum() and part.gap


def _captions(parts: list[Paragraph]) -> None:
    """Short lines without a verb that repeat each other's beginning are pictures' labels."""
    short = [p for p in parts if not p.kind and p.gap and 3 < p.words <= 9 and not _QUOTED.match(p.text)]
    short = [
        p
        for p in short
        if not p.text.endswith(("?", "!")) and not _VERBISH.search(p.text) and not _BULLET.match(p.text)
    ]
    begins: dict[tuple[str, ...], list[Paragraph]] = {}
    for part in short:
        begins.setdefault(tuple(part.text.casefold().split()[:3]), []).append(part)
    for group in begins.values():
        if len({p.text for p in group}) >= 2:
            for part in group:
                part.kind = "caption"


def _tail(parts: list[Paragraph]) -> None:
    """What follows the telling's last paragraph: labels, teasers, biographies, comments."""
    total = sum(p.words for p in _told(parts)) or 1
    seen, opener = 0, len(parts)
    for i, part in enumerate(parts):
        if part.kind not in AROUND:
            seen += part.words
        elif part.kind == "furniture" and seen and opener == len(parts):
            share = COMMENTS_SHARE if opens_comments(part.text) else TAIL_SHARE
            opener = i if seen >= (1 - share) * total else opener
    comments = False
    for part in parts[opener:]:
        comments = comments or opens_comments(part.text)
        if part.kind in AROUND:
            continue
        part.kind = "comment" if comments else "furniture"
    _before_tail(parts, total)
    for part in parts:
        part.kind = part.kind or "body"


def _before_tail(parts: list[Paragraph], total: int) -> None:
    """Teasers, a biography and its name stand just before the tail, with no label of their own."""
    seen = total
    last = len(parts) - 1
    while last >= 0 and seen > TEASER_SHARE * total:
        part = parts[last]
        above = parts[last - 1] if last else None
        if part.kind in AROUND:
            last -= 1
            continue
        if part.kind == "heading" and last + 1 < len(parts):
            # A heading with nothing told below it heads what was taken for furniture.
            part.kind = "furniture"
        elif part.kind == "" and _TEASER_END.search(part.text[-40:]) and above is not None and above.kind == "heading":
            part.kind = above.kind = "furniture"
        elif part.kind == "" and part.words <= 90 and last > 0 and is_biography(part.text) and part.gap:
            part.kind = "furniture"
            if above is not None and above.kind in ("", "heading") and _NAME.fullmatch(above.text):
                above.kind = "byline"
                last -= 1
        elif part.kind == "" and above is not None and above.kind not in AROUND and _signs(part):
            part.kind = "byline"
        elif part.kind in ("byline", "caption"):
            pass
        else:
            return
        seen -= parts[last].words
        last -= 1


def _signs(part: Paragraph) -> bool:
    """Whether a last line is its author's name."""
    if part.words <= 5 and part.gap and _NAME.fullmatch(part.text):
        return True
    return part.words <= 10 and not part.closed and _BYLINE.fullmatch(part.text) is not None


def _sandwiched(parts: list[Paragraph]) -> None:
    """A short line without a sentence between two pieces of furniture is furniture as well (a menu's entries)."""
    for i in range(1, len(parts) - 1):
        part = parts[i]
        between = parts[i - 1].kind == parts[i + 1].kind == "furniture"
        if between and part.kind in ("body", "heading") and part.words <= 6 and not part.closed:
            part.kind = "furniture"
