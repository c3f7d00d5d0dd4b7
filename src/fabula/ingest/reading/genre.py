"""What kind of article a text is, with a score and reasons; and the blocks of a live page with their own times.

Kinds: report, interview, opinion, live page, press release, wire copy, listicle, machine-translated. Each kind's score is one minus the
product of what its signs leave open, as signs that do not know of each other add up; a report is what nothing else is. The signs are English.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fabula.ingest.reading.clocks import CLOCK_BEFORE
from fabula.ingest.reading.dates import dates, only_date
from fabula.ingest.reading.lexicon import is_header
from fabula.ingest.reading.lines import Paragraph, paragraphs
from fabula.lang.en import genre_words as said
from fabula.model.records import Article, Pair

KINDS = ("report", "interview", "opinion", "live page", "press release", "wire copy", "listicle", "machine-translated")
ABOVE, BELOW, BEHIND = 3, 8, 6
"""Lines above a title, below it and behind the story in which an article's label stands."""
TURNS = 0.25
"""Share of a text's paragraphs, at least, in which speakers take turns: labels of products and places come back as well."""
LEAST = 0.5
"""What a kind must reach to be more than a report. Set on texts of our own, one or more a kind."""
_TOLD = frozenset({"body", "heading", "title", "dateline", "caption"})
_STAMP = re.compile(
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?|\d{1,2}\s?[ap]\.?m\.?(?:\s[A-Z]{2,4})?)",
    re.IGNORECASE,
)
_OPENS = re.compile(_STAMP.pattern + r"\s*(?:[-–—:|•]\s*|\n)?", re.IGNORECASE)
_TURN = re.compile(r"([^\W\d_][\w.’' -]{0,40}?)\s?:\s+\S")
_NUMBERED = re.compile(r"(?:#|no\. ?)?\d{1,3}[.):]?\s+\S", re.IGNORECASE)
_AGENCY = re.compile(
    r"\(([A-Z][A-Za-z.]{1,20}(?: [A-Z][a-z]+)?)\)\s*(?:—|–|--|-)\s*$|^\(([A-Z][A-Za-z]{1,20})\)\s*(?:—|–|--|-)"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|„[^“]*“|‘[^’\n]{20,}’")


@dataclass(frozen=True, slots=True)
class Genre:
    """The kind of an article, how sure that is (0 to 1), why; and what else it may be, with scores."""

    kind: str
    score: float
    why: tuple[str, ...]
    others: dict[str, float]


@dataclass(frozen=True, slots=True)
class Block:
    """An entry of a live page: where it stands, its time as ISO 8601 (of the clock alone where no day is known), and where that stands."""

    start: int
    end: int
    time: str
    span: Pair


def genre(article: Article) -> Genre:
    """What kind of article this is."""
    found: dict[str, list[tuple[float, str]]] = {}
    for kind, score, why in _signs(article):
        found.setdefault(kind, []).append((score, why))
    scores = {}
    for kind, signs in found.items():
        left = 1.0
        for score, _ in signs:
            left *= 1 - score
        scores[kind] = round(1 - left, 2)
    best = max(scores, key=lambda k: (scores[k], k), default="report")
    if not scores or scores[best] < LEAST:
        rest = max(scores.values(), default=0.0)
        return Genre("report", round(1 - rest, 2), ("no sign of another kind",) if not scores else (), scores)
    others = {k: v for k, v in scores.items() if k != best}
    return Genre(best, scores[best], tuple(why for _, why in found[best]), others)


def _signs(article: Article) -> Iterator[tuple[str, float, str]]:
    """Each sign: of which kind, how strong it is alone, and what it rests on."""
    text, title = article.text, article.title or ""
    told = "\n".join(text[z.start : z.end] for z in article.zones if z.kind in _TOLD)
    parts = [p for p in paragraphs(told) if p.text != title]
    beside = _beside(article)
    voice = _QUOTED.sub(" ", told)
    yield from _live(article, title)
    yield from _of_words(title, beside, told, voice, parts)
    turns = [m.group(1) for p in parts if (m := _TURN.match(p.text))]
    back = {t for t in turns if turns.count(t) >= 2}
    asked = sum(p.text.endswith("?") and p.words <= 40 for p in parts)
    taken = sum(t in back for t in turns)
    if (len(back) >= 2 or ("Q" in back and len(turns) >= 4)) and taken >= TURNS * len(parts):
        yield "interview", 0.8, f"speakers take turns ({', '.join(sorted(back)[:3])})"
    elif asked >= 3 and asked >= 0.2 * len(parts):
        yield "interview", 0.5, f"{asked} paragraphs are questions"
    numbered = sum(_NUMBERED.match(p.text) is not None and p.words <= 16 for p in parts)
    if numbered >= 4:
        yield "listicle", 0.7, f"{numbered} numbered headings"
    for zone in article.zones:
        agency = _AGENCY.search(text[zone.start : zone.end].strip()) if zone.kind == "dateline" else None
        if agency and not _own(article, agency.group(1) or agency.group(2)):
            yield "wire copy", 0.8, f"dateline of {agency.group(1) or agency.group(2)}"
            break


def _of_words(
    title: str, beside: str, told: str, voice: str, parts: list[Paragraph]
) -> Iterator[tuple[str, float, str]]:
    """Signs that are words."""
    for kind, pattern, place, score in (
        ("opinion", said.OPINION, beside, 0.5),
        ("opinion", said.OPINION_TITLE, title, 0.6),
        ("opinion", said.VIEWS, beside + told[-1500:], 0.5),
        ("wire copy", said.AGENCIES, beside, 0.6),
        ("press release", said.RELEASE, told + beside, 0.6),
        ("press release", said.ANNOUNCES, told[:3000], 0.45),
        ("press release", said.PLEASED, told, 0.35),
        ("press release", said.ENQUIRE, told[-1500:], 0.35),
        ("listicle", said.LISTED, title, 0.6),
        ("interview", said.INTERVIEW, title + "\n" + told[-600:], 0.4),
        ("machine-translated", said.MACHINE, beside + told[:600] + told[-1500:], 0.9),
    ):
        found = re.search(pattern, place, re.IGNORECASE | re.MULTILINE)
        if found:
            yield kind, score, f"“{' '.join(found.group().split())[:60]}”"
    count = len(voice.split())
    if count >= 100:
        own = len(re.findall(said.OWN_VOICE, voice))
        judging = len(re.findall(said.JUDGING, voice, re.IGNORECASE))
        if own >= 4 and own >= 0.008 * count:
            yield "opinion", 0.55 if own >= 0.02 * count else 0.4, f"{own} words of the writer's own voice"
        if judging >= 4 and judging >= 0.008 * count:
            yield "opinion", 0.4, f"{judging} words that judge"


def _own(article: Article, agency: str) -> bool:
    """Whether a dateline's name is that of the page itself ("OSLO (Harbour Post) - ")."""
    named = [x.value for x in article.stated.get("outlet", ()) if x.basis == "furniture"]
    return "".join(agency.casefold().split()) in ["".join(x.casefold().split()) for x in named]


def _beside(article: Article) -> str:
    """The lines around the title and right behind the story that are not told, a line each: a menu's are left out.

    A label ("Opinion") counts there; among a page's sections it is another part of the paper.
    """
    parts = paragraphs(article.text)
    kinds = [next(z.kind for z in article.zones if z.start <= p.start < z.end) for p in parts]
    at = next((i for i, k in enumerate(kinds) if k == "title"), 0)
    prose = [i for i, k in enumerate(kinds) if k == "body" and i > at]
    begins, ends = (prose[0], prose[-1]) if prose else (len(parts), len(parts) - 1)
    above = parts[max(0, at - ABOVE) : at]
    menu = sum(p.words <= 3 for p in parts[max(0, at - 2 * ABOVE) : at]) >= ABOVE + 1
    below = [
        p
        for p, k in zip(parts[at + 1 : begins], kinds[at + 1 : begins], strict=True)
        if k not in _TOLD or k == "dateline"
    ]
    behind = [p for p in parts[ends + 1 : ends + 1 + BEHIND] if p.words > 5]
    # A label right behind the story is its first tag, where no menu begins with it.
    tags = sum(p.words <= 3 for p in parts[ends + 1 : ends + 1 + BEHIND])
    first = [p for p in parts[ends + 1 : ends + 2] if p.words == 1 and tags < BEHIND]
    return "\n".join(p.text for p in [*([] if menu else above), *below[:BELOW], *first, *behind])


def _live(article: Article, title: str) -> Iterator[tuple[str, float, str]]:
    if found := re.search(said.LIVE, title, re.IGNORECASE):
        yield "live page", 0.5, f"the title says “{found.group().strip(' :-–')}”"
    entries = blocks(article)
    if len(entries) >= 3:
        yield "live page", 0.75, f"{len(entries)} entries with times of their own"


def blocks(article: Article) -> list[Block]:
    """The entries of a live page, in the order of the text: each from its time to the next one's.

    A time counts where a line is nothing else, or where it opens a paragraph of the telling, and where the telling goes on
    below it: not a comment's, a teaser's or the article's own. The day is that of a date in the line, else of the last date
    above, else the article's own; where the clocks pass midnight and no line says so, there is none.
    """
    text = article.text
    title = next((z.end for z in article.zones if z.kind == "title"), 0)
    own = article.published.date[:10] if article.published and article.published.date else ""
    stated = article.published.span if article.published else None
    day, lent = own, True
    stamps: list[tuple[int, str, Pair, bool]] = []
    for part in paragraphs(text):
        if part.start < title or part.words > 400 or (stated and part.start <= stated[0] < part.end):
            continue
        dated = only_date(part.text)
        if dated is not None:
            if dated.precision == "time":
                stamps.append((part.start, dated.moment, (part.start, part.end), False))
            else:
                day, lent = dated.value, False
            continue
        match = _OPENS.match(part.text)
        rest = part.text[match.end() :] if match else ""
        if match and (not rest or (rest[:1].isupper() or rest[:1] in '“"‘')) and not is_header(part.text + " ."):
            span = (part.start, part.start + len(match.group().rstrip(" -–—:|•\n")))
            stamps.append((part.start, _time(match.group(), day), span, lent))
    if len(stamps) > MOST:
        return []
    if _passes_midnight([time[11:] for _, time, _, lent in stamps if lent and len(time) > 11]):
        stamps = [(at, time[11:16] if lent else time, span, lent) for at, time, span, lent in stamps]
    ends = [*(at for at, _, _, _ in stamps[1:]), len(text)][: len(stamps)]
    found = [Block(at, end, time, span) for (at, time, span, _), end in zip(stamps, ends, strict=True) if time]
    told = [b for b in found if _tells(article, b)]
    return told if len(told) >= ENTRIES * len(found) else []


MOST = 3000
"""Entries of a live page at most: a longer run of clocks is a table's."""
ENTRIES = 0.5
"""Share of the times of a page, at least, below which the telling goes on: else they are its comments' and teasers'."""
ENTRY_WORDS = 5
"""Words of an entry at least."""


def _tells(article: Article, block: Block) -> bool:
    """Whether what stands below an entry's time, up to the next, begins with the telling."""
    for zone in article.zones:
        start, end = max(zone.start, block.span[1]), min(zone.end, block.end)
        words = article.text[start:end].split() if start < end else []
        if words:
            if zone.kind in ("body", "heading", "title") and len(words) >= ENTRY_WORDS:
                return True
            if zone.kind in ("furniture", "comment", "promotion"):
                return False
    return False


def _passes_midnight(clocks: list[str]) -> bool:
    """Whether clocks in the order of a page run one way and jump back once: then the page has two days."""
    ahead = sum(a < b for a, b in pairwise(clocks))
    back = sum(a > b for a, b in pairwise(clocks))
    return min(ahead, back) > 0 and max(ahead, back) >= 2


def _time(clock: str, day: str) -> str:
    """A clock as ISO 8601, on a day where one is known; empty where it is none."""
    if day:
        found = next(dates(f"{day} {clock}"), None)
        return found.moment if found and found.precision == "time" else ""
    return clock.strip(" -–—:|•\n") if CLOCK_BEFORE.search(clock.strip(" -–—:|•\n") + " ") else ""
