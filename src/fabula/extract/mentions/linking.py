"""Names of one article that name one thing: short forms with full ones, acronyms with expansions, namesakes apart."""

from collections import defaultdict
from itertools import pairwise
from math import log2

from spacy.tokens import Doc

from fabula.extract.mentions.entity_types import Key
from fabula.extract.mentions.phrase import Phrase
from fabula.lang.en import lexicon as lex
from fabula.lang.en.rules.linking import LINKING
from fabula.model.unions import Unions


def link_names(doc: Doc, names: list[Phrase]) -> list[list[Phrase]]:
    """The names, in groups of one entity each, by first mention."""
    _retyped(names)
    persons = [p for p in names if p.type == "person"]
    others = [p for p in names if p.type != "person"]
    groups = [*_persons(persons), *_others(doc, others)]
    groups.sort(key=lambda g: g[0].index)
    return groups


def _retyped(names: list[Phrase]) -> None:
    """A bare name that a company of the article begins with, and nobody bears, is the company: "Aldo" of "Aldo Airways"."""
    companies = {short for p in names if p.type in ("organisation", "media") for short in _short(p.key)}
    borne = {word for p in names if p.type == "person" and len(p.key) > 1 for word in p.key}
    for p in names:
        bare = p.type in ("person", "other") and not p.honorific and len(p.key) == 1
        if bare and p.key in companies and p.key[0] not in borne:
            p.type = "organisation"


class _Person:
    """One person of the article: keys in full, gender, latest mention."""

    def __init__(self, key: Key) -> None:
        self.keys = {key}
        self.gender = ""
        self.phrases: list[Phrase] = []

    def fits(self, key: Key) -> bool:
        return any(_one_person(key, k) for k in self.keys)


def _one_person(a: Key, b: Key) -> bool:
    """Whether two full names can be one person's: surnames alike, given names equal or one the other's initial."""
    if a == b:
        return True
    if len(a) < 2 or len(b) < 2 or not _alike(a[-1], b[-1]):
        return False
    x, y = a[0], b[0]
    if x == y:
        return True
    if min(len(x), len(y)) == 1:
        return x[0] == y[0]
    return False


def _alike(a: str, b: str) -> bool:
    """Equal, or one slip of the pen apart: two letters swapped, or the last vowel another ("-enko", "-enka")."""
    if a == b:
        return True
    if len(a) != len(b) or len(a) < 6:
        return False
    differ = [i for i in range(len(a)) if a[i] != b[i]]
    if len(differ) == 1:
        return differ[0] == len(a) - 1 and a[-1] in "aoeiuy" and b[-1] in "aoeiuy"
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and a[differ[0]] == b[differ[1]]
        and a[differ[1]] == b[differ[0]]
    )


def _persons(names: list[Phrase]) -> list[list[Phrase]]:
    people: list[_Person] = []
    by_surname: dict[str, list[_Person]] = defaultdict(list)
    by_given: dict[str, list[_Person]] = defaultdict(list)
    # full names first, over the whole article: a headline's surname comes before the full name
    for p in names:
        if len(p.key) < 2:
            continue
        person = next((q for q in by_surname[p.key[-1]] if q.fits(p.key)), None)
        if person is None:
            close = [
                q
                for s in sorted(by_surname)
                if s != p.key[-1] and _alike(s, p.key[-1])
                for q in by_surname[s]
                if q.fits(p.key)
            ]
            person = close[0] if close else None
        if person is None:
            person = _Person(p.key)
            people.append(person)
            by_given[p.key[0]].append(person)
        person.keys.add(p.key)
        if person not in by_surname[p.key[-1]]:
            by_surname[p.key[-1]].append(person)
        person.gender = person.gender or p.gender
    for p in names:
        if len(p.key) > 1:
            person = next(q for q in by_surname[p.key[-1]] if q.fits(p.key))
        else:
            person = _bare(p, by_surname, by_given, people)
        person.phrases.append(p)
    return [q.phrases for q in people if q.phrases]


def _bare(
    p: Phrase,
    by_surname: dict[str, list[_Person]],
    by_given: dict[str, list[_Person]],
    people: list[_Person],
) -> _Person:
    """Whom a single name means: the bearer of the surname mentioned last, else of the given name, else someone new."""
    word = p.key[0]
    bearers = [q for q in by_surname.get(word, []) if not (p.gender and q.gender and p.gender != q.gender)]
    if not bearers:
        bearers = [q for s in sorted(by_surname) if _alike(s, word) for q in by_surname[s]]
    if not bearers and not p.honorific:
        given = [q for q in by_given.get(word, []) if not (p.gender and q.gender and p.gender != q.gender)]
        bearers = given if len(given) == 1 else []
    if bearers:
        known = [q for q in bearers if q.phrases]
        return max(known, key=lambda q: _prominence(q, p)) if known else bearers[0]
    person = _Person(p.key)
    person.gender = p.gender
    people.append(person)
    by_surname[word].append(person)
    return person


def _prominence(person: _Person, p: Phrase) -> float:
    """How readily a bare name means a person: named often, named lately. Set on chains/dev."""
    gap = p.sent - person.phrases[-1].sent
    full = next((q for q in reversed(person.phrases) if len(q.key) > 1), None)
    fresh = full is not None and p.sent - full.sent <= 2
    return log2(1 + len(person.phrases)) - 0.2 * gap + (1.5 if fresh else 0.0)


def _bracketed(doc: Doc, name: Phrase, short: Phrase) -> bool:
    """Whether a short form stands in brackets behind a name, "Long Name (LN)": the text itself says that they are one."""
    beside = short.first == name.last + 1 and doc[name.last].text in "(["
    if not (beside and short.last < len(doc) and doc[short.last].text in ")]"):
        return False
    capitals = sum(c.isupper() for c in doc[short.first].text)
    return len(short.key) == 1 and capitals > 1 and len(name.key) > 1 and name.type != "people"


def _others(doc: Doc, names: list[Phrase]) -> list[list[Phrase]]:
    first: dict[Key, Phrase] = {}
    for p in names:
        first.setdefault(canonical(p.key), p)
    number = {k: n for n, k in enumerate(first)}
    joined = Unions(len(first))

    def join(a: Key, b: Key) -> None:
        joined.join(number[a], number[b])

    initials: dict[str, list[Key]] = defaultdict(list)
    tails: dict[Key, list[Key]] = defaultdict(list)
    for key in first:
        if len(key) > 1 and first[key].type in ("organisation", "place", "event", "media", "product", "other"):
            for short in sorted(_initials(key)):
                initials[short].append(key)
            for cut in _tails(key):
                tails[cut].append(key)
    for key, p in first.items():
        if len(key) == 1 and doc[p.first].text.isupper() and len(key[0]) > 1 and len(initials.get(key[0], ())) == 1:
            join(key, initials[key[0]][0])
        if key in tails and len(tails[key]) == 1 and p.type in ("organisation", "media", "other"):
            join(key, tails[key][0])
    for side in ("north", "south"):
        whole = [k for k in first if len(k) == 2 and k[0] == side and " ".join(k) in lex.COUNTRIES]
        if (side,) in first and len(whole) == 1:
            join((side,), whole[0])
    outer = [p for p in names if not p.inner]
    for before, after in pairwise(outer):
        if _bracketed(doc, before, after):
            join(canonical(after.key), canonical(before.key))
    groups: dict[int, list[Phrase]] = defaultdict(list)
    for p in names:
        groups[joined.root(number[canonical(p.key)])].append(p)
    return list(groups.values())


def canonical(key: Key) -> Key:
    """A name's key without a company's suffix, and a state's second name as its first."""
    while len(key) > 1 and key[-1] in lex.CORPORATE:
        key = key[:-1]
    other = lex.ALIASES.get(" ".join(key))
    return tuple(other.split()) if other else key


def _short(key: Key) -> list[Key]:
    """A company's name without the word for its trade: "Aldo" of "Aldo Airways"."""
    return [key[:-1]] if len(key) > 1 and key[-1] in lex.TRADES and key[0] not in LINKING else []


def _initials(key: Key) -> set[str]:
    words = [w for w in key if w[:1].isalnum()]
    tight = [w for w in words if w not in LINKING]
    return {"".join(w[0] for w in words), "".join(w[0] for w in tight)} if len(tight) > 1 else set()


def _tails(key: Key) -> list[Key]:
    """Shorter forms of a body's name: without its country, without what follows "of", the part after "church of"."""
    out: list[Key] = _short(key)
    for n in (1, 2):
        lead = " ".join(key[:n])
        if len(key) - n >= 2 and (lead in lex.COUNTRIES or lead in lex.DEMONYMS or lead in lex.ALIASES):
            out.append(key[n:])
            if "of" in key[n:] and key.index("of") - n >= 2:
                out.append(key[n : key.index("of")])
    if "of" in key and key.index("of") >= 2:
        out.append(key[: key.index("of")])
    if len(key) == 3 and key[1] == "of" and key[0] == "church":
        out.append(key[2:])
    if key[-1] in ("magazine", "newspaper", "news") and len(key) > 1:
        out.append(key[:-1])
    return out
