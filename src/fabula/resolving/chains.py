"""Chains as entities are made of them: the named mentions of one entity in one article, with what they are found by."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from fabula.records import Annotation, Mention, Pair
from fabula.resolving.memo import Memo, number_of
from fabula.resolving.names.compare import SOUND, pair
from fabula.resolving.names.gazetteer import place
from fabula.resolving.names.sounds import fold, skeletons
from fabula.resolving.names.text import clean, letters, words
from fabula.resolving.names.tokens import Name, Token, kind_of, parse
from fabula.resolving.names.transliteration import latin
from fabula.resolving.namesakes import Evidence, evidence
from fabula.resolving.settling import PLAIN, alike, known_persons, may_be_person, settled
from fabula.resolving.told import Told

ALIKE = 12
"""Surnames of one sound that a bare name is held against, the most frequent first."""
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s?$")
_OWNER = re.compile(r"['\u2019]s ")
_COURTESY = re.compile(r"(?:\b(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev|Gen|Col|Sen|Rep|Lt|Capt)\.? )+$")
_ARTICLE = re.compile(r"^[Tt]he (?=\S)")
_SLUG = re.compile(r"[^a-z0-9]+")


class Chain(msgspec.Struct, array_like=True, eq=False):
    """The named mentions of one entity in one article, what is stated of it, and what follows from its names and type.

    ``letters`` are those of each of ``names``. ``full`` is its fullest name; ``identity`` is equal for equal names of a
    kind; ``bare`` says that it is a person of one name only. ``keys`` are what it meets others by, ``heard`` the sounds
    of a person's names, ``surname`` a person's last name with its sounds, ``alone`` the one word that is no person's yet. Read as a person's, ``full`` has
    ``size`` words and ``last`` are the sounds of its last; ``fits`` says that it may be one's: no place, no body.
    ``key`` is its key in judgements, ``id`` that of an entity which it leads.
    """

    chain: str
    names: dict[str, int]
    written: dict[str, int]
    types: dict[str, int]
    anchors: list[Pair]
    roles: dict[str, int]
    letters: list[str]
    type: str
    article: str = ""
    at: int = 0
    full: str = ""
    kind: str = ""
    identity: str = ""
    bare: bool = False
    stated: Evidence | None = None
    joined: str = ""
    keys: list[int] = []
    heard: list[str] = []
    surname: tuple[str, list[str]] | None = None
    alone: tuple[str, list[str]] | None = None
    size: int = 0
    last: list[str] = []
    fits: bool = False
    key: str = ""
    id: str = ""


class Cast(msgspec.Struct, array_like=True):
    """The chains of an article, and all names in it, folded."""

    chains: list[Chain]
    company: list[str]


@lru_cache(maxsize=1 << 16)
def name_of(text: str, kind: str) -> Name:
    """A name read as one of a kind."""
    return parse(text, kind)


def weight(name: str, type_: str) -> int:
    """How much a name tells: its core words, initials not counted."""
    return min(3, sum(not t.initial for t in name_of(name, kind_of(type_)).tokens))


def _surface(text: str) -> str:
    name = _POSSESSIVE.sub("", " ".join(text.split()))
    return _ARTICLE.sub("", name).strip(' ,.;:\u201c\u201d"') or name


def cast(annotation: Annotation) -> bytes:
    """An article's chains, as kept."""
    found = list(_chains(annotation))
    stated = evidence(annotation)
    for c in found:
        c.stated = stated.get(c.chain)
    company = sorted({n.casefold() for c in found for n in c.names})
    return msgspec.msgpack.encode(Cast([c for c in found if set(c.types) != {"group"}], company))


DIGESTS = {"cast": cast}
_DESCRIBED = (
    "full",
    "kind",
    "bare",
    "identity",
    "joined",
    "id",
    "keys",
    "heard",
    "surname",
    "alone",
    "size",
    "last",
    "fits",
)
"""What ``describe`` fills in."""


def _chains(annotation: Annotation) -> Iterator[Chain]:
    article, text = annotation.article.id, annotation.article.text
    named: dict[str, list[Mention]] = defaultdict(list)
    for m in sorted(annotation.mentions, key=lambda m: (m.start, m.end)):
        if m.form == "name" and letters(text[m.start : m.end]):
            named[m.chain].append(m)
    for chain, mentions in named.items():
        names: Counter[str] = Counter()
        written: Counter[str] = Counter()
        types: Counter[str] = Counter()
        roles: Counter[str] = Counter()
        for m in mentions:
            name = _surface(text[m.start : m.end])
            names[name] += 1
            written[name] += 1
            types[m.type] += 1
            courtesy = _COURTESY.search(text, max(0, m.start - 12), m.start)
            if courtesy:
                written[courtesy.group() + name] += 1
            if m.role:
                roles[m.role] += 1
        out = Chain(
            chain=chain,
            names=dict(names),
            written=dict(written),
            types=dict(types),
            anchors=[(m.start, m.end) for m in mentions],
            roles=dict(roles),
            letters=[letters(n) for n in names],
            type=min(types, key=lambda t: (t in PLAIN, -types[t], t)),
            article=article,
        )
        describe(out)
        yield out


def describe(c: Chain) -> None:
    """Fill in what follows from a chain's names and its type."""
    # A span that runs over a possessive ("Poland's Foreign Ministry") names something else than its neighbours.
    c.full = max(c.names, key=lambda n: (not _OWNER.search(n), weight(n, c.type), c.names[n], n))
    c.kind = kind_of(c.type)
    name = name_of(c.full, c.kind)
    c.bare = c.kind == "person" and len(name.tokens) < 2
    code = place(c.full) if c.kind in ("place", "organisation") else None
    if c.bare:
        word = name.tokens[0] if name.tokens else None
        c.identity = (word.plain or word.word) if word else c.full
    else:
        c.identity = code or " ".join(t.plain or t.word for t in name.tokens) + (name.generation or "")
    c.joined, c.id = name.joined, entity_id(c.full, c.kind)
    c.keys = sorted(number_of(k) for k in _keys(name))
    c.heard = (
        sorted({s for t in (*name.tokens[-1:], *name.tokens[:1]) for s in _sounds(t)}) if c.kind == "person" else []
    )
    c.surname = c.alone = None
    parts = name_of(c.full, "person").tokens
    c.size, c.last = len(parts), sorted(skeletons(latin(parts[-1].word))) if len(parts) > 1 else []
    c.fits = may_be_person(c.full, c.size)
    if c.type == "person" and len(parts) > 1:
        c.surname = (parts[-1].plain, c.last)
    elif c.type != "person" and len(parts) == 1 and not place(c.full):
        c.alone = (parts[0].word, sorted(skeletons(latin(parts[0].word))))


def entity_id(name: str, what: str) -> str:
    """The id of an entity that a name leads; ``what`` is the name's kind, or that with what tells it from another."""
    slug = _SLUG.sub("-", fold(" ".join(latin(w) or w for w in words(clean(name))))).strip("-")[:60]
    raw = f"{what}\0{name}".encode("utf-8", "surrogatepass")
    return f"{slug or what.split(chr(0))[0]}-{hashlib.sha256(raw).hexdigest()[:6]}"


def _sounds(t: Token) -> tuple[str, ...]:
    return tuple(skeletons(latin(t.word), None if t.script == "LATIN" else "phonetic"))


def _keys(name: Name) -> set[str]:
    """Blocking keys: names that are one share at least one of them."""
    tokens = [t for t in name.tokens if not t.initial]
    keys: set[str] = set()
    kind = name.kind
    if not tokens:
        return {f"{kind}={name.letters}"}
    readings = [_sounds(t) or (t.word,) for t in tokens]
    for s in readings[-1]:
        keys.add(f"{kind}>{s}")
    person = kind == "person"
    for s in readings[0]:
        if not person:
            keys.add(f"{kind}<{s}")
        if len(tokens) > 1:
            keys.add(f"{kind}~{s}+{readings[-1][0][:2]}")
    if person and len(tokens) > 1:
        # Given name and surname in the other order.
        keys |= {f"{kind}~{s}+{readings[0][0][:2]}" for s in readings[-1]}
    keys.add(f"{kind}#{''.join(sorted(r[0] for r in readings))}")
    keys.add(f"{kind}+{''.join(r[0] for r in readings)[:8]}")
    if kind in ("organisation", "other"):
        keys.add(f"{kind}@{''.join(t.plain[:1] for t in tokens)}" if len(tokens) > 1 else f"{kind}@{tokens[0].plain}")
    return keys


def casts(told: Told) -> tuple[list[Chain], list[list[str]]]:
    """All chains in order of article, and each article's names; types are decided over all articles."""
    decoder = msgspec.msgpack.Decoder(Cast)
    chains: list[Chain] = []
    company: list[list[str]] = []
    for n, (article, body) in enumerate(zip(told.ids, told.digests("cast", cast), strict=True)):
        found = decoder.decode(body)
        for c in found.chains:
            c.article, c.at, c.key = article, n, f"{article}/{c.chain}"
        chains += found.chains
        company.append(found.company)
    retype(chains, told.memo)
    return chains, company


def retype(chains: Sequence[Chain], memo: Memo) -> None:
    """Decide each name's type once: the types that all tellings give it vote, and a full name speaks for its parts."""
    votes: dict[str, dict[str, int]] = {}
    surnames: dict[str, Counter[str]] = defaultdict(Counter)
    for c in chains:
        for name in c.letters:
            kinds = votes.setdefault(name, {})
            kinds[c.type] = kinds.get(c.type, 0) + 1
        if c.surname:
            for s in c.surname[1]:
                surnames[s][c.surname[0]] += 1
    types = []
    for c in chains:
        total = votes[c.letters[0]]
        if len(c.letters) > 1:
            total = dict(total)
            for name in c.letters[1:]:
                for t, n in votes[name].items():
                    total[t] = total.get(t, 0) + n
        one = len(total) == len(c.types) == 1 and c.type in total and c.type in c.types
        types.append(c.type if one else settled(c.full, c.size, c.type, c.types, total))
    unsure = [c for c, best in zip(chains, types, strict=True) if best != "person"]
    persons = known_persons(
        {c.full: (c.size, c.last) for c in chains if c.type == "person"},
        {c.full: (c.size, c.last) for c in unsure if c.fits},
        memo,
    )
    ranked = {s: sorted(found, key=lambda w: (-found[w], w))[:ALIKE] for s, found in surnames.items()}
    meant = _surnames(dict(c.alone for c in unsure if c.alone), ranked, memo)
    made: dict[tuple[str, ...], Chain] = {}
    for c, best in zip(chains, types, strict=True):
        if best != "person" and ((c.fits and c.full in persons) or (c.alone and c.alone[0] in meant)):
            best = "person"
        if best != c.type:
            c.type = best
            if len(c.names) > 1:
                describe(c)
                continue
            like = made.setdefault((best, *c.names), c)
            if like is c:
                describe(c)
            else:
                for field in _DESCRIBED:
                    setattr(c, field, getattr(like, field))


def _surnames(alone: Mapping[str, Sequence[str]], ranked: Mapping[str, Sequence[str]], memo: Memo) -> set[str]:
    """The words that sound like a person's surname; ``alone`` has their sounds, ``ranked`` the surnames of each sound."""
    rows = {w: list(dict.fromkeys(o for s in alone[w] for o in ranked.get(s, ()))) for w in sorted(alone)}
    return alike("alike", {w: near for w, near in rows.items() if near}, _sounds_alike, memo)


def _sounds_alike(a: str, b: str) -> bool:
    left, right = name_of(a, "person").tokens, name_of(b, "person").tokens
    return bool(left and right) and pair(left[0], right[0]).score >= SOUND
