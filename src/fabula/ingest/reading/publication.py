"""When an article was published: every date that its lines state, what each is of, and which one is chosen and why."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fabula.ingest.reading.dates import Date, dates, iso, only_date, partial
from fabula.ingest.reading.lineage import Origin
from fabula.model.records import Published, Zone

Role = Literal["first", "published", "", "updated", "other"]
"""What a date is of: the first publication, the publication, not said, the last change, something else."""

_LABELS: tuple[tuple[Role, str], ...] = (
    (
        "first",
        r"(?:first|originally|initially)\s+(?:published|posted|appeared|released|aired)|original(?:ly)? publication",
    ),
    (
        "updated",
        r"(?:last |most recently )?(?:updated?|modified|edited|revised|corrected|amended|reviewed)|as of|stand",
    ),
    (
        "other",
        r"(?:event|expiry|load|closing|start|end|due|meeting|birth|revision)[ -]date|retrieved|accessed|archived|crawled|captured|scraped|printed|downloaded|saved|load-date|copyright|©|expires?|"
        r"deadline|event|today|viewed|born|since|recorded|translated|joined|member since|next|until|through",
    ),
    (
        "published",
        r"(?:re)?published?|posted|publication date|pub(?:lish)? ?date|issued|released|filed|created|written|dated|"
        r"date(?:line)?|aired|veröffentlicht|publié|publicado|pubblicato|опубликовано|erstellt",
    ),
)
_LABEL = re.compile("|".join(rf"(?P<l{i}>(?<![\w-])(?:{p})(?!\w))" for i, (_, p) in enumerate(_LABELS)), re.IGNORECASE)
TAIL = 8
"""Last lines of a text in which a labelled date may stand below the story."""
LONGEST = 160
STANDFIRST = 90
"""Words of the story that may stand between a title and its date: a standfirst, a caption."""
RANK: dict[str, int] = {"first": 0, "published": 1, "": 2}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that an article states of itself: what it is of, and where it stands ("beside the title")."""

    date: Date
    role: Role
    place: str
    order: int


def roles(line: str, offset: int = 0) -> Iterator[tuple[Date, Role]]:
    """The dates of a line, in order, each with what the words before it say that it is.

    A day without a year has that of another date in the line: the last such day before an update, the first after.
    """
    full = list(dates(line))
    known = [(d.start, d.end, d, 0, 0) for d in full]
    taken = [(d.start, d.end) for d in full]
    known += [(s, e, None, m, d) for s, e, m, d in partial(line) if not any(a < e and s < b for a, b in taken)]  # type: ignore[misc]
    before = 0
    for start, end, date, month, day in sorted(known, key=lambda x: x[:2]):
        role = _role(line[before:start], line[end:])
        before = end
        if date is None:
            if not full:
                continue
            date = _with_year(start, end, month, day, role, full[0])
            if date is None:
                continue
        yield Date(date.start + offset, date.end + offset, date.value, date.moment, date.other), role


def _role(before: str, after: str) -> Role:
    found = list(_LABEL.finditer(before))
    if not found:
        behind = re.match(r"\s*\((?:last )?(updated|modified|edited)\b", after, re.IGNORECASE)
        return "updated" if behind else ""
    last = found[-1]
    return next(role for i, (role, _) in enumerate(_LABELS) if last.group(f"l{i}"))


def _with_year(start: int, end: int, month: int, day: int, role: Role, beside: Date) -> Date | None:
    other = datetime.date.fromisoformat(beside.value)
    for year in (other.year, other.year - 1, other.year + 1):
        try:
            own = datetime.date(year, month, day)
        except ValueError:
            continue
        if (own >= other) if role == "updated" else (own <= other):
            return Date(start, end, own.isoformat(), own.isoformat())
    return None


def candidates(text: str, zones: Sequence[Zone]) -> list[Candidate]:
    """The dates of an article's datelines, bylines and last lines, in the order in which they stand."""
    out: list[Candidate] = []
    yearless: list[tuple[int, int, int, int]] = []
    title = next((i for i, z in enumerate(zones) if z.kind == "title"), None)
    for i, zone in enumerate(zones):
        if zone.kind not in ("dateline", "byline"):
            continue
        place = "above the title" if title is not None and i < title else "beside the title"
        told = sum(len(text[z.start : z.end].split()) for z in zones[:i] if z.kind == "body")
        if told and (title is None or i < title or told > STANDFIRST):
            place = "below the story"
        line = text[zone.start : zone.end].rstrip()
        own = [Candidate(d, r, place, len(out)) for d, r in roles(line, zone.start)]
        out += own
        if not own and zone.kind == "dateline":
            yearless += partial(text, zone.start, zone.start + len(line))
    seen = {(c.date.start, c.date.end) for c in out}
    for start, end in _last_lines(text):
        line = text[start:end]
        if only_date(line) is None:
            continue
        for date, role in roles(line, start):
            if role in ("first", "published", "updated") and (date.start, date.end) not in seen:
                out.append(Candidate(date, role, "below the story", len(out)))
    for start, end, month, day in yearless[:1]:
        # "WAILUKU, Aug. 12": the year is that of the update which the article dates, if it does.
        for beside in [c.date for c in out if c.role == "updated"][:1]:
            own_day = _with_year(start, end, month, day, "", beside)
            if own_day is not None:
                out.append(Candidate(own_day, "", "in the dateline, its year from the update", len(out)))
    return out


def _last_lines(text: str) -> Iterator[tuple[int, int]]:
    end, lines = len(text), 0
    while end > 0 and lines < TAIL:
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip():
            lines += 1
            if end - start <= LONGEST:
                yield start, end
        end = start - 1


def chosen(found: Sequence[Candidate]) -> Published | None:
    """The publication among an article's dates; where only a change is dated, no date, but a bound."""
    usable = [c for c in found if c.role in RANK]
    usable = [c for c in usable if c.role or c.place != "below the story"]
    if usable:
        # A date above the title may be the page's: what stands beside the title, or says what it is, counts first.
        best = min(
            usable, key=lambda c: (RANK[c.role], c.place == "above the title", c.place == "below the story", c.order)
        )
        said = {"first": "stated as first published", "published": "stated as published"}.get(best.role, "stated")
        return Published(
            date=best.date.moment or best.date.value,
            precision=best.date.precision,
            basis="byline",
            span=(best.date.start, best.date.end),
            why=f"{said} {best.place}",
        )
    changed = [c for c in found if c.role == "updated"]
    if changed:
        # A change alone does not date the publication; it was before.
        first = min(changed, key=lambda c: (c.date.value, c.order))
        return Published(
            date=None,
            precision="day",
            basis="byline",
            span=(first.date.start, first.date.end),
            not_after=first.date.value,
            why=f"only a change is dated, {first.place}: it was published then or before",
        )
    return None


def published(text: str, zones: Sequence[Zone], source: Origin, given: str | None = None) -> Published | None:
    """When the article was published, where it is given or stated; a date that is merely in the story does not count.

    A republication line's date is that of the original; else what the lines around the title state.
    """
    if given:
        found = iso(given)
        if found:
            return Published(date=found[0], precision=found[1], basis="given")
    if source.date is not None:
        return Published(
            date=source.date.value,
            precision="day",
            basis="republication",
            span=(source.date.start, source.date.end),
            why="the original's date, as the republication line states it",
        )
    return chosen(candidates(text, zones))
