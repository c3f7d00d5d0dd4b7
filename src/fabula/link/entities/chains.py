"""Chains as entities are made of them: the named mentions of one entity in one article, with what they are found by.

Of each article two things are kept: its chains with all that is stated of them, read only for the entities whose records
are made; and a sheet, one column a fact, of what it takes to tell who is who. ``columns`` puts the sheets of all
articles together.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec
import numpy as np

from fabula.link.article_set import of_the_last
from fabula.link.entities.namesakes import BearerEvidence, evidence
from fabula.link.entities.type_votes import PLAIN, may_be_person
from fabula.model.records import Annotation, Mention, Pair
from fabula.model.vocabulary import MentionType
from fabula.names.gazetteer import place
from fabula.names.sounds import fold, skeletons
from fabula.names.text import clean, letters, name_words
from fabula.names.tokens import Name, Token, kind_of, parse
from fabula.names.transliteration import latin
from fabula.store.memo import number_of

_POSSESSIVE = re.compile(r"['\u2019\u02bc]s?$")
_OWNER = re.compile(r"['\u2019]s ")
_COURTESY = re.compile(r"(?:\b(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev|Gen|Col|Sen|Rep|Lt|Capt)\.? )+$")
_ARTICLE = re.compile(r"^[Tt]he (?=\S)")
_QUOTES = '\u201c\u201d"'
_SLUG = re.compile(r"[^a-z0-9]+")
NOTHING = BearerEvidence()


class NamedChain(msgspec.Struct, array_like=True, eq=False):
    """The named mentions of one entity in one article.

    ``names`` and ``types`` count mentions, ``written`` has the names with what stands before them ("Dr Reed") too;
    ``type`` is what its article makes of it or, once that is settled, all articles.
    """

    chain: str
    names: dict[str, int]
    written: dict[str, int]
    types: dict[MentionType, int]
    anchors: list[Pair]
    roles: dict[str, int]
    type: MentionType
    article: str = ""


class Described(msgspec.Struct, array_like=True, frozen=True):
    """What follows from the names of a chain where they are read as those of a kind.

    ``full`` is the fullest; ``bare`` says that it is a person of one name only; ``joined`` are its core
    words without gaps, ``id`` the id of an entity which it leads. Numbers stand for strings: ``number`` for kind and name,
    ``identity`` for what is equal for equal names of a kind, ``keys`` for what it meets others by, ``heard`` for the sounds of a person's names.
    """

    full: str
    bare: bool
    joined: str
    id: str
    number: int
    identity: int
    keys: list[int]
    heard: list[int]


class Sheet(msgspec.Struct, array_like=True):
    """The chains of an article, in order of first mention, by column; and all names in it, folded.

    What is ``Described`` is by what the article makes of each. Its name read as a person's has ``size`` words; ``ends`` are
    numbers for the sounds of the last of several, or of the only one where that is no person's yet (``alone``);
    ``surname`` is the last of a person's several. ``fits`` says that it may be a person's: no place, no body. ``letters``
    are numbers for those of each of its names. By position of a chain: ``names`` and ``types`` of those that have several
    (``mentions`` counts those of all), ``stated`` what is stated. ``called`` and ``word`` are numbers for the name and for
    ``surname`` or ``alone``. Numbers of 8 bytes, ``mentions`` and ``lengths`` of 4, flags and sizes of 1; of what a chain has
    several, ``lengths`` has how many.
    """

    chain: list[str]
    type: list[str]
    full: list[str]
    joined: list[str]
    id: list[str]
    surname: list[str]
    alone: list[str]
    company: list[str]
    bare: bytes
    fits: bytes
    size: bytes
    mentions: bytes
    number: bytes
    identity: bytes
    called: bytes
    word: bytes
    several: dict[str, bytes]
    lengths: dict[str, bytes]
    names: dict[int, dict[str, int]]
    types: dict[int, dict[str, int]]
    stated: dict[int, BearerEvidence]


SEVERAL = ("keys", "heard", "ends", "letters")
"""Of what a chain may have several numbers."""


def weight(name: str, kind: str) -> int:
    """How much a name tells: its core words, initials not counted."""
    return min(3, sum(not t.initial for t in parse(name, kind).tokens))


def _surface(text: str) -> str:
    name = _POSSESSIVE.sub("", " ".join(text.split()))
    name = _ARTICLE.sub("", name).strip(" ,.;:") or name
    if any(q in name[1:-1] for q in _QUOTES) and name.count("\u201c") == name.count("\u201d"):
        return name  # a part of it is quoted
    return name.strip(_QUOTES) or name


@of_the_last
def _every(annotation: Annotation) -> list[NamedChain]:
    """An article's chains by first mention."""
    return sorted(_chains(annotation), key=lambda c: (c.anchors[0], c.chain))


def _named(annotation: Annotation) -> list[NamedChain]:
    """Those that are not of groups alone."""
    return [c for c in _every(annotation) if set(c.types) != {"group"}]


def cast(annotation: Annotation) -> bytes:
    """An article's chains, as kept."""
    return msgspec.msgpack.encode(_named(annotation))


def sheet(annotation: Annotation) -> bytes:
    """What it takes to tell who is who, as kept."""
    found, stated = _named(annotation), evidence(annotation)
    described = [describe(c.names, kind_of(c.type)) for c in found]
    parts = [parse(d.full, "person").tokens for d in described]
    alone = [
        len(p) == 1 and c.type != "person" and not place(d.full)
        for c, d, p in zip(found, described, parts, strict=True)
    ]
    sounds = [skeletons(latin(p[-1].word)) if len(p) > 1 or a else () for p, a in zip(parts, alone, strict=True)]
    several = {
        "keys": [d.keys for d in described],
        "heard": [d.heard for d in described],
        "ends": [sorted(map(number_of, s)) for s in sounds],
        "letters": [[number_of(letters(name)) for name in c.names] for c in found],
    }
    surname = [p[-1].plain if c.type == "person" and len(p) > 1 else "" for c, p in zip(found, parts, strict=True)]
    lone = [p[0].word if a else "" for p, a in zip(parts, alone, strict=True)]
    said = ((n, stated.get(c.chain, NOTHING)) for n, c in enumerate(found))
    return msgspec.msgpack.encode(
        Sheet(
            chain=[c.chain for c in found],
            type=[c.type for c in found],
            full=[d.full for d in described],
            joined=[d.joined for d in described],
            id=[d.id for d in described],
            surname=surname,
            alone=lone,
            company=sorted({n.casefold() for c in _every(annotation) for n in c.names}),
            bare=bytes(d.bare for d in described),
            fits=bytes(may_be_person(d.full, len(p)) for d, p in zip(described, parts, strict=True)),
            size=bytes(min(len(p), 255) for p in parts),
            mentions=np.array([len(c.anchors) for c in found], dtype="<u4").tobytes(),
            number=_bytes(d.number for d in described),
            identity=_bytes(d.identity for d in described),
            called=_bytes(number_of(d.full) for d in described),
            word=_bytes(number_of(a or b) for a, b in zip(surname, lone, strict=True)),
            several={k: _bytes(x for row in rows for x in row) for k, rows in several.items()},
            lengths={k: np.array([len(row) for row in rows], dtype="<u4").tobytes() for k, rows in several.items()},
            names={n: c.names for n, c in enumerate(found) if len(c.names) > 1},
            types={n: {str(t): k for t, k in c.types.items()} for n, c in enumerate(found) if len(c.types) > 1},
            stated={n: e for n, e in said if e != NOTHING},
        )
    )


def _bytes(numbers: Iterable[int]) -> bytes:
    return np.array(list(numbers), dtype="<u8").tobytes()


DIGESTS = {"cast": cast, "sheet": sheet}


def _chains(annotation: Annotation) -> Iterator[NamedChain]:
    article, text = annotation.article.id, annotation.article.text
    named: dict[str, list[Mention]] = defaultdict(list)
    for m in sorted(annotation.mentions, key=lambda m: (m.start, m.end)):
        if m.form == "name" and letters(text[m.start : m.end]):
            named[m.chain].append(m)
    for chain, mentions in named.items():
        names: Counter[str] = Counter()
        written: Counter[str] = Counter()
        types: Counter[MentionType] = Counter()
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
        yield NamedChain(
            chain=chain,
            names=dict(names),
            written=dict(written),
            types=dict(types),
            anchors=[(m.start, m.end) for m in mentions],
            roles=dict(roles),
            type=min(types, key=lambda t: (t in PLAIN, -types[t], t)),
            article=article,
        )


def describe(names: Mapping[str, int], kind: str) -> Described:
    """A chain's names, with how often each stands, read as those of a kind."""
    # A span that runs over a possessive ("Poland's Foreign Ministry") names something else than its neighbours.
    full = max(names, key=lambda n: (not _OWNER.search(n), weight(n, kind), names[n], n))
    name = parse(full, kind)
    bare = kind == "person" and len(name.tokens) < 2
    if bare:
        word = name.tokens[0] if name.tokens else None
        identity = (word.plain or word.word) if word else full
    else:
        code = place(full) if kind in ("place", "organisation") else None
        identity = code or " ".join(t.plain or t.word for t in name.tokens) + (name.generation or "")
    heard = {s for t in (*name.tokens[-1:], *name.tokens[:1]) for s in _sounds(t)} if kind == "person" else ()
    return Described(
        full=full,
        bare=bare,
        joined=name.joined,
        id=entity_id(full, kind),
        number=number_of(f"{kind}\0{full}"),
        identity=number_of(f"{kind}\0{identity}"),
        keys=sorted(map(number_of, _keys(name))),
        heard=sorted(map(number_of, heard)),
    )


def entity_id(name: str, what: str) -> str:
    """The id of an entity that a name leads; ``what`` is the name's kind, or that with what tells it from another."""
    slug = _SLUG.sub("-", fold(" ".join(latin(w) or w for w in name_words(clean(name))))).strip("-")[:60]
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
