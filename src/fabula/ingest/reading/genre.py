"""What kind of article a text is, with a score and reasons; and the blocks of a live page with their own times.

Kinds: report, interview, opinion, live page, press release, wire copy, listicle, machine-translated. Each kind's score is one minus the
product of what its signs leave open, as signs that do not know of each other add up; a report is what nothing else is. The signs are English.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.ingest.reading.clocks import CLOCK_BEFORE
from fabula.ingest.reading.dates import dates, only_date
from fabula.ingest.reading.lexicon import is_header
from fabula.ingest.reading.lines import Paragraph, paragraphs
from fabula.lang.en import genre_words as said
from fabula.model.records import Article, Pair

KINDS = ("report", "interview", "opinion", "live page", "press release", "wire copy", "listicle", "machine-translated")
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
    around = "\n".join(text[z.start : z.end] for z in article.zones if z.kind not in _TOLD or z.kind == "title")[:4000]
    voice = _QUOTED.sub(" ", told)
    yield from _live(article, title)
    yield from _of_words(title, around, told, voice, parts)
    turns = [m.group(1) for p in parts if (m := _TURN.match(p.text))]
    back = {t for t in turns if turns.count(t) >= 2}
    asked = sum(p.text.endswith("?") and p.words <= 40 for p in parts)
    if len(back) >= 2 or ("Q" in back and len(turns) >= 4):
        yield "interview", 0.8, f"speakers take turns ({', '.join(sorted(back)[:3])})"
    elif asked >= 3 and asked >= 0.2 * len(parts):
        yield "interview", 0.5, f"{asked} paragraphs are questions"
    numbered = sum(_NUMBERED.match(p.text) is not None and p.words <= 16 for p in parts)
    if numbered >= 4:
        yield "listicle", 0.7, f"{numbered} numbered headings"
    for zone in article.zones:
        agency = _AGENCY.search(text[zone.start : zone.end].strip()) if zone.kind == "dateline" else None
        if agency:
            yield "wire copy", 0.8, f"dateline of {agency.group(1) or agency.group(2)}"
            break


def _of_words(
    title: str, around: str, told: str, voice: str, parts: list[Paragraph]
) -> Iterator[tuple[str, float, str]]:
    """Signs that are words."""
    for kind, pattern, place, score in (
        ("opinion", said.OPINION, around, 0.5),
        ("opinion", said.VIEWS, around + told[-1500:], 0.5),
        ("press release", said.RELEASE, told + around, 0.6),
        ("press release", said.ANNOUNCES, told[:3000], 0.45),
        ("listicle", said.LISTED, title, 0.6),
        ("interview", said.INTERVIEW, title + "\n" + told[-600:], 0.4),
        ("machine-translated", said.MACHINE, around + told[:600] + told[-1500:], 0.9),
    ):
        found = re.search(pattern, place, re.IGNORECASE | re.MULTILINE)
        if found:
            yield kind, score, f"“{' '.join(found.group().split())[:60]}”"
    count = len(voice.split())
    if count >= 100:
        own = len(re.findall(said.OWN_VOICE, voice))
        judging = len(re.findall(said.JUDGING, voice, re.IGNORECASE))
        if own >= 4 and own >= 0.008 * count:
            yield "opinion", 0.4, f"{own} words of the writer's own voice"
        if judging >= 4 and judging >= 0.008 * count:
            yield "opinion", 0.4, f"{judging} words that judge"


def _live(article: Article, title: str) -> Iterator[tuple[str, float, str]]:
    if found := re.search(said.LIVE, title, re.IGNORECASE):
        yield "live page", 0.5, f"the title says “{found.group().strip(' :-–')}”"
    entries = blocks(article)
    if len(entries) >= 3:
        yield "live page", 0.75, f"{len(entries)} entries with times of their own"


def blocks(article: Article) -> list[Block]:
    """The entries of a live page, in the order of the text: each from its time to the next one's.

    A time counts where a line is nothing else, or where it opens a paragraph of the telling. The day is that of a date in
    the line, else of the last date above, else the article's own.
    """
    text = article.text
    title = next((z.end for z in article.zones if z.kind == "title"), 0)
    day = article.published.date[:10] if article.published and article.published.date else ""
    stamps: list[tuple[int, str, Pair]] = []
    for part in paragraphs(text):
        if part.start < title or part.words > 400:
            continue
        dated = only_date(part.text)
        if dated is not None:
            if dated.precision == "time":
                stamps.append((part.start, dated.moment, (part.start, part.end)))
            else:
                day = dated.value
            continue
        match = _OPENS.match(part.text)
        rest = part.text[match.end() :] if match else ""
        if match and (not rest or (rest[:1].isupper() or rest[:1] in '“"‘')) and not is_header(part.text + " ."):
            stamps.append(
                (
                    part.start,
                    _time(match.group(), day),
                    (part.start, part.start + len(match.group().rstrip(" -–—:|•\n"))),
                )
            )
    ends = [*(at for at, _, _ in stamps[1:]), len(text)][: len(stamps)]
    return [Block(at, end, time, span) for (at, time, span), end in zip(stamps, ends, strict=True) if time]


def _time(clock: str, day: str) -> str:
    """A clock as ISO 8601, on a day where one is known; empty where it is none."""
    if day:
        found = next(dates(f"{day} {clock}"), None)
        return found.moment if found and found.precision == "time" else ""
    return clock.strip(" -–—:|•\n") if CLOCK_BEFORE.search(clock.strip(" -–—:|•\n") + " ") else ""
