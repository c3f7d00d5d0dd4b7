"""Title, outlet and authors of a text, where its own lines state them, each with its span."""

import re
from collections.abc import Sequence

from fabula.ingest.reading.dates import dates
from fabula.ingest.reading.imprint import OUTLET, imprint
from fabula.ingest.reading.masthead import masthead
from fabula.lang.en.page_words import NOT_PEOPLE
from fabula.model.records import Pair, Stated, Zone

_LEAD = re.compile(
    r"\s*(?:(?:written|story|reported|reporting|words|text|posted|published|analysis|opinion|review|interview|commentary)\s+by|"
    r"by|von|par|por|author|reporter|editor|correspondent|автор|текст)\s*:?\s+",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[^\W\d_a-zà-öø-ÿ][\w.’'-]*(?:\s+(?:(?:de|del|van|von|der|den|al|bin|da|di|la|"
    r"le)\s+)*[^\W\d_a-zà-öø-ÿ][\w.’'-]*){1,3}"
)
_SEPARATOR = re.compile(
    r"\s*(?:,|;|&|/|\||•|·|\b[Oo]n\b(?=\s+(?:\d|[A-Z][a-z]+\.? \d))|\band\b|\bund\b|\bet\b|\by\b|\bwith\b)\s*"
)
_DESK = re.compile(
    r"\b(?:staff|desk|team|room|newsroom|admin|editor(?:ial|s)?(?: board)?|correspondents?|reporters?|writers?|"
    r"contributors?|columnists?|guest|agencies)\b",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ])(?=(?:Staff|Senior|Reporter|Contribut|Correspondent|Editor|Writer|Published|Updated|Posted)[a-z]*|"
    r"[A-Z][a-z]+ (?:Columnist|Writer|Reporter|Editor|Correspondent|Critic)\b)|"
    r" (?:(?:Senior|Staff|Guest|Contributing|Opinion|Chief) )*(?:Contributor|Writer|Reporter|Editor|Columnist|Correspondent)\b"
)
"""Where a copy has lost the space between a name and what stood beside it ("Nora VanceStaff Writer")."""
_AGENCY = re.compile(r"\(([^()\n]{2,40})\)\s*(?:—|–|--|-)\s*$")


def title(text: str, zones: Sequence[Zone]) -> Stated | None:
    """The title that a text begins with."""
    for zone in zones:
        if zone.kind == "title":
            start, end = _trim(text, zone.start, zone.end)
            return Stated(value=" ".join(text[start:end].split()), basis="title", span=(start, end))
    return None


def people(text: str, zones: Sequence[Zone]) -> tuple[Stated, ...]:
    """The authors that bylines name, in order, each once."""
    out: list[Stated] = []
    for zone in zones:
        if zone.kind == "dateline" and not _signed(text, zones):
            start, end = _trim(text, zone.start, zone.end)
            found = _beside_date(text, start, end, behind=_LEAD.match(text, start, end) is None)
            out += [x for x in found if x not in out]
        if zone.kind != "byline":
            continue
        if imprint(text[slice(*_trim(text, zone.start, zone.end))]):
            continue
        for start, end in _names(text, *_trim(text, zone.start, zone.end)):
            name = text[start:end]
            if name not in [x.value for x in out]:
                out.append(Stated(value=name, basis="byline", span=(start, end)))
    return tuple(out)


def _signed(text: str, zones: Sequence[Zone]) -> bool:
    """Whether a byline says "By" and a name: what stands beside the date is another's name then."""
    return any(z.kind == "byline" and _LEAD.match(text, *_trim(text, z.start, z.end)) for z in zones)


def _beside_date(text: str, start: int, end: int, *, behind: bool = False) -> list[Stated]:
    """The name that stands alone beside a date: "November 20, 2019 Nora Vance". ``behind``: only where the date comes first; in
    "Anytown Ledger, November 20" the name may be an outlet's."""
    at, pieces = start, []
    for date in dates(text, start, end):
        pieces.append((at, date.start))
        at = date.end
    pieces.append((at, end))
    found = []
    for a, b in pieces[1 if behind else 0 :] if len(pieces) > 1 else ():
        while a < b and not text[a].isalnum():
            a += 1
        while b > a and not text[b - 1].isalnum():
            b -= 1
        lead = _LEAD.match(text, a, b)
        a = lead.end() if lead else a
        b = next((m.start() for m in _SEPARATOR.finditer(text, a, b)), b) if lead else b
        if is_name(text[a:b]) and not OUTLET.fullmatch(text[a:b]) and text[a:b].split()[0].casefold() not in _NOT_NAMES:
            found.append(Stated(value=text[a:b], basis="byline", span=(a, b)))
    return found


_NOT_NAMES = frozenset("published posted updated last first date by on filed issued modified".split())


def outlets(text: str, zones: Sequence[Zone], authors: Sequence[str]) -> tuple[Stated, ...]:
    """The outlet of a plain text: who prints it first, then the agency that its dateline names."""
    own, printed, writes_for = outlet(text, zones), masthead(text, zones, authors), _behind_names(text, zones)
    story = next((z.start for z in zones if z.kind == "body"), len(text))
    first = own is not None and own.basis == "byline" and own.span is not None and own.span[0] < story
    order = [own, printed, writes_for] if first else [printed, writes_for, own]
    return tuple(dict.fromkeys(x for x in order if x is not None))


def without(people: tuple[Stated, ...], outlets: Sequence[Stated]) -> tuple[Stated, ...]:
    """Authors without those that are the outlet, or a part of it ("Harbour Post Business")."""
    names = [x.value.casefold() + " " for x in outlets]
    return tuple(p for p in people if not any((p.value.casefold() + " ").startswith(n) for n in names))


def _behind_names(text: str, zones: Sequence[Zone]) -> Stated | None:
    """Whom a byline says that its people write for: "Nora Vance, Harbour Post", "By Nora Vance | Harbour Post"."""
    for zone in zones:
        if zone.kind != "byline":
            continue
        start, end = _trim(text, zone.start, zone.end)
        lead = _LEAD.match(text, start, end)
        found = _FOR.search(text, lead.end() if lead else start, end)
        if found is None or (lead and found["mark"] == ",") or _DESK.search(found["name"]) or any(dates(found["name"])):
            continue
        if _NAME.match(text[lead.end() if lead else start : found.start()]):
            return Stated(value=found["name"], basis="byline", span=found.span("name"))
    return None


_FOR = re.compile(
    r"\s*(?P<mark>,|\|)\s*(?P<name>[^\W\d_a-z][\w.’'&-]*(?: (?:of |the |and )?[^\W\d_a-z][\w.’'&-]*){0,4})$"
)


def outlet(text: str, zones: Sequence[Zone]) -> Stated | None:
    """The outlet that a byline names ("by Anytown News"), or the agency of a dateline ("OSLO (Agency) — ")."""
    for zone in zones:
        start, end = _trim(text, zone.start, zone.end)
        if zone.kind == "byline":
            lead = _LEAD.match(text, start, end)
            at = lead.end() if lead else start
            whole = text[at:end]
            stated = None if lead else imprint(whole)
            if stated:
                return Stated(value=whole[: stated[0]], basis="byline", span=(at, at + stated[0]))
            if lead and OUTLET.fullmatch(whole) and not _DESK.search(whole) and len(whole.split()) >= 1:
                return Stated(value=whole, basis="byline", span=(at, end))
        elif zone.kind == "dateline":
            agency = _AGENCY.search(text[start:end])
            if agency and not any(dates(agency.group(1))):
                return Stated(
                    value=agency.group(1).strip(),
                    basis="dateline",
                    span=(start + agency.start(1), start + agency.end(1)),
                )
    return _of_date(text, zones)


def _of_date(text: str, zones: Sequence[Zone]) -> Stated | None:
    """The outlet that stands before a date ("The Ledger, 12 March 2024"): where a byline names the author, or the name is no
    person's."""
    signed = _signed(text, zones)
    for zone in zones:
        if zone.kind != "dateline":
            continue
        start, end = _trim(text, zone.start, zone.end)
        date = next(iter(dates(text, start, end)), None)
        named = _BEFORE_DATE.fullmatch(text[start : date.start]) if date else None
        if named is None or named["name"].split()[0].casefold() in _NOT_NAMES or _DESK.search(named["name"]):
            continue
        name = named["name"]
        if signed or OUTLET.fullmatch(name) or name.startswith("The ") or " " not in name:
            return Stated(value=name, basis="byline", span=(start, start + len(name)))
    return None


_BEFORE_DATE = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.’'&-]*(?: [^\W_a-z][\w.’'&-]*| (?:of|the|and|de|la)\b){0,4})\s*[,|·•–—-]\s*"
)


def is_name(text: str) -> bool:
    """Whether a text is one personal name."""
    return _NAME.fullmatch(text) is not None and not _DESK.search(text) and not NOT_PEOPLE.search(text)


def _names(text: str, start: int, end: int) -> list[Pair]:
    """The personal names of a byline: parts between commas and "and" that are capitalised names.

    Behind a bar, or a comma in a byline without "By", stands the outlet or a role.
    """
    lead = _LEAD.match(text, start, end)
    at = lead.end() if lead else start
    whole = text[at:end]
    if lead and OUTLET.fullmatch(whole):
        return []
    out: list[Pair] = []
    stops = [(m.start(), m.end()) for m in _SEPARATOR.finditer(text, at, end)] + [(end, end)]
    for n, (stop, following) in enumerate(stops):
        part = text[at:stop]
        glued = _GLUED.search(part)
        part = part[: glued.start()] if glued else part
        name = _NAME.match(part)
        before = text[stops[n - 1][0] : stops[n - 1][1]].strip() if n else ""
        if out and (before == "|" or (before == "," and lead is None and n == len(stops) - 1)):
            break
        if (
            name
            and not (_DESK.search(part) or NOT_PEOPLE.search(name.group()))
            and not any(dates(part))
            and not (OUTLET.fullmatch(part) and len(out) > 0)
        ):
            out.append((at, at + name.end()))
            if glued:
                break
        elif out:
            # What follows a name that is no name is a role, a place or a date: names do not go on after it.
            break
        at = following
    return out


def _trim(text: str, start: int, end: int) -> Pair:
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
