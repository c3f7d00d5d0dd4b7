"""What articles state of an entity beside its name: when born, of which state, in what role. Each with its span.

Read from the words right at its mentions, so that it is said of this one; the rest of the article is its company.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from fabula.lang.en import lexicon as lex
from fabula.lang.en.stems import stem
from fabula.model.records import Anchor, Annotation, Mention
from fabula.names.gazetteer import place

BEFORE, AFTER = 30, 70
"""Characters beside a mention in which an age or a year of birth is looked for."""
_AGE_AFTER = re.compile(
    r"^(?:,? \(?(?:aged?|who is|now) (?P<a>\d{1,3})\b(?! (?:per|percent|%|years? (?:in|ago)))"
    r"|, (?P<b>\d{1,3})(?=[,.;)]| and ))"
)
_AGE_BEFORE = re.compile(r"\b(?P<a>\d{1,3})[- ]year[- ]old(?: [\w-]+){0,3} $")
_AGE_WITHIN = re.compile(r"^(?:[Tt]he |[Aa]n? )?(?:[\w-]+ ){0,2}(?P<a>\d{1,3})[- ]year[- ]old\b")
_BORN = re.compile(
    r"^(?:,? \(?(?:who was |was )?born (?:in|on)?(?: [A-Z][\w .-]{0,30}?(?: in| on)?)?(?: ?\d{1,2})?(?: [A-Z][a-z]+,?)? ?"
    r"(?P<a>(?:18|19|20)\d\d)\b"
    r"| \((?:born |b\. ?)(?P<b>(?:18|19|20)\d\d)\)| \((?P<c>(?:18|19|20)\d\d)[-–—](?P<until>(?:18|19|20)\d\d)\))"
)
LIFE = 20
"""Years in brackets that are this far apart are a life; nearer ones may be a term of office."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_CAPITALS = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?")
_EMPTY = frozenset(
    "the a an of in and for his her its their at on to by with former then ex late new old first who was is".split()
)
OLDEST = 110
"""An age above this is not one."""


@dataclass(slots=True)
class Particulars:
    """What is stated of one chain or entity, each with the spans that state it.

    ``births`` are ranges of years; ``countries`` ISO codes that its own roles name; ``words`` the stems of its roles;
    ``company`` the states that its articles name, by code, with one span an article.
    """

    births: dict[tuple[int, int], list[Anchor]] = field(default_factory=lambda: defaultdict(list))
    countries: dict[str, list[Anchor]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, list[Anchor]] = field(default_factory=lambda: defaultdict(list))
    company: dict[str, list[Anchor]] = field(default_factory=lambda: defaultdict(list))

    def add(self, other: "Particulars") -> None:
        """Take over what is stated elsewhere of the same one."""
        for name in ("births", "countries", "words", "company"):
            mine, theirs = getattr(self, name), getattr(other, name)
            for key, anchors in theirs.items():
                mine[key] += anchors


def particulars(annotation: Annotation, chains: Iterable[str] | None = None) -> dict[str, Particulars]:
    """By chain: what the article states of those that bear a name, or of the ``chains`` named."""
    x, text = annotation, annotation.article.text
    by_chain: dict[str, list[Mention]] = defaultdict(list)
    for m in x.mentions:
        by_chain[m.chain].append(m)
    wanted = by_chain.keys() & set(chains) if chains is not None else by_chain.keys()
    company = _company(x)
    year = _year(x)
    out: dict[str, Particulars] = {}
    for chain in sorted(wanted):
        mentions = by_chain[chain]
        if not any(m.form == "name" for m in mentions):
            continue
        found = out[chain] = Particulars()
        for code, anchor in company.items():
            found.company[code].append(anchor)
        for m in mentions:
            if m.form == "pronoun":
                continue
            if m.type == "person":
                _birth(x.article.id, text, m, year, found)
            _roles(x.article.id, text, m, found)
    return out


def _year(x: Annotation) -> int | None:
    published = x.article.published
    date = published.date if published else None
    return int(date[:4]) if date and date[:4].isdigit() else None


def _company(x: Annotation) -> dict[str, Anchor]:
    out: dict[str, Anchor] = {}
    for m in x.mentions:
        if m.form == "name" and m.type in ("place", "people", "organisation"):
            code = state(x.article.text[m.start : m.end])
            if code:
                out.setdefault(code, (x.article.id, m.start, m.end))
    return out


def state(name: str) -> str | None:
    """The ISO code of the state that a name of a place, or an adjective of one, belongs to."""
    low = " ".join(name.casefold().split()).removesuffix("'s").removesuffix("’s")
    found = place(lex.DEMONYMS.get(low, low))
    return found.split(".")[0] if found and found[:2].isalpha() else None


def _birth(article: str, text: str, m: Mention, year: int | None, found: Particulars) -> None:
    after = text[m.end : m.end + AFTER].replace("\n", " ")
    before = text[max(0, m.start - BEFORE) : m.start].replace("\n", " ")
    for match, offset in (
        (_BORN.match(after), m.end),
        (_AGE_AFTER.match(after), m.end),
        (_AGE_BEFORE.search(before), max(0, m.start - BEFORE)),
        (_AGE_WITHIN.search(text[m.start : m.end]), m.start),
    ):
        if not match:
            continue
        group = next(g for g in ("a", "b", "c") if g in match.re.groupindex and match[g])
        value, span = int(match[group]), (article, offset + match.start(group), offset + match.end(group))
        if match.re is _BORN and group == "c" and int(match["until"]) - value < LIFE:
            continue
        if match.re is _BORN:
            found.births[value, value].append(span)
        elif 3 <= value <= OLDEST and year is not None:
            found.births[year - value - 1, year - value].append(span)


def _roles(article: str, text: str, m: Mention, found: Particulars) -> None:
    """The words and states of a role: "President of X" beside the name, or "the Xish president" for it."""
    if m.form == "nominal":
        stretches = [(m.start, m.end)] if m.end - m.start < 120 else []
    else:
        stretches = []
        if m.role:
            at = text.find(m.role, max(0, m.start - len(m.role) - 60), m.end + len(m.role) + 60)
            stretches = [(at, at + len(m.role))] if at >= 0 else []
    for start, end in stretches:
        words = text[start:end]
        for w in _WORD.finditer(words):
            low = w.group().casefold()
            if low not in _EMPTY and (low in lex.PERSON_NOUNS or low in lex.TITLES or low in lex.TITLE_PARTS):
                found.words[stem(low)].append((article, start, end))
        for w in _CAPITALS.finditer(words):
            for part in dict.fromkeys((w.group(), *w.group().split())):
                code = state(part)
                if code:
                    found.countries[code].append((article, start + w.start(), start + w.end()))
                    break
