"""The map as a file that a person can edit: what stands in it, writing it, and reading it back.

JSON, one object: ``concepts`` with their members (phrases, each with whether it is the concept's opposite) and
``edges`` with their evidence. Only what a person may change is read back: names, members, opposites, the sign that a
passage tells, what is rejected, and the sign of an edge. The rest is there to be read, and must still be true.
"""

from typing import Final

import msgspec

from fabula.derive.causal.assembling import CausalMap
from fabula.derive.causal.edges import CausalReport, Edge
from fabula.derive.causal.phrases import CausalPhrase
from fabula.errors import UsageError
from fabula.model.quoting import text_of
from fabula.model.records import Article, Cause
from fabula.model.vocabulary import Sign

FORMAT: Final = "fabula causal map 1"
SIGNS: Final[dict[Sign | None, str]] = {1: "+", -1: "-", None: "not stated"}
TOLD: Final[dict[str, Sign | None]] = {v: k for k, v in SIGNS.items()}
HELP: Final = (
    "Rename a concept: change its name. Merge: move members into one concept, delete the emptied one. Split: move members "
    "into a new concept without an id. Flip: turn every 'opposite' of a concept over. A passage's sign: told '+', '-' or "
    "'not stated'; not to be counted: rejected true. Load it back: fabula causes FILE --edit MAP.json"
)

RelationsByArticle = dict[str, tuple[Article, dict[str, Cause]]]
"""By article id: the article, and its relations by their id."""


class _Row(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A part of the file; a field that it does not know is a mistake."""


class Member(_Row, forbid_unknown_fields=True, kw_only=True):
    """A phrase of a concept: ``phrase`` is its normal form, ``told`` its words, ``where`` one passage."""

    phrase: str
    opposite: bool = False
    told: str = ""
    where: str = ""


class MapNode(_Row, forbid_unknown_fields=True, kw_only=True):
    """A concept; ``id`` is None for one that the person made."""

    id: str | None = None
    name: str
    members: list[Member]
    why: list[str] = []


class MapPassage(_Row, forbid_unknown_fields=True, kw_only=True):
    """A relation that an edge rests on; ``told`` is the sign that it gives its own words, before flips."""

    id: str
    told: str
    rejected: bool = False
    denied: bool = False
    cause: str = ""
    effect: str = ""


class Arc(_Row, forbid_unknown_fields=True, kw_only=True):
    """An edge: ``cause`` and ``effect`` are ids of concepts."""

    cause: str
    effect: str
    sign: str = ""
    belief: float | None = None
    evidence: list[MapPassage]


class MapFile(_Row, forbid_unknown_fields=True, kw_only=True):
    """The whole file."""

    format: str
    help: str = ""
    concepts: list[MapNode]
    edges: list[Arc]


def sign_of(e: Edge) -> str:
    """An edge's sign in words: "+", "-", "contested" or "not stated"."""
    return "contested" if e.contested else "+" if e.positive else "-" if e.negative else "not stated"


def written(found: CausalMap, told: RelationsByArticle) -> MapFile:
    """The map as a file: concepts most told first, edges most believed first, evidence that was rejected last."""
    first: dict[str, CausalPhrase] = {}
    for p in sorted(found.phrases, key=lambda p: p.anchor):
        first.setdefault(p.key, p)

    def passage(r: CausalReport, rejected: bool) -> MapPassage:
        article, causes = told[r.article]
        c = causes[r.relation]
        return MapPassage(
            id=f"{r.article}/{r.relation}",
            told=SIGNS[r.told],
            rejected=rejected,
            denied=r.denied,
            cause=text_of(article, c.cause),
            effect=text_of(article, c.effect),
        )

    def member(key: str, opposite: bool) -> Member:
        article, start, end = first[key].anchor
        where = f"{told[article][0].path}:{start}-{end}"
        return Member(phrase=key, opposite=opposite, told=first[key].told, where=where)

    arcs = {
        (e.cause, e.effect): Arc(
            cause=e.cause,
            effect=e.effect,
            sign=sign_of(e),
            belief=round(e.belief.there, 3),
            evidence=[passage(r, False) for r in e.reports],
        )
        for e in found.edges
    }
    for r in found.rejected:
        arc = arcs.setdefault((r.cause, r.effect), Arc(cause=r.cause, effect=r.effect, evidence=[]))
        arc.evidence.append(passage(r, True))
    return MapFile(
        format=FORMAT,
        help=HELP,
        concepts=[
            MapNode(id=c.id, name=c.name, members=[member(*m) for m in c.members], why=list(c.why))
            for c in found.concepts
        ],
        edges=list(arcs.values()),
    )


def encoded(file: MapFile) -> bytes:
    """The file's bytes: JSON, indented for reading."""
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def decoded(name: str, data: bytes) -> MapFile:
    """The file from its bytes. Raises UsageError with the name and the place of what is wrong."""
    try:
        file = msgspec.json.decode(data, type=MapFile)
    except (msgspec.DecodeError, RecursionError) as e:
        raise UsageError(f"{name}: not a causal map: {e}") from e
    if file.format != FORMAT:
        raise UsageError(f"{name}: format is {file.format[:40]!r}, expected {FORMAT!r}: export the map anew")
    return file


def checked(name: str, file: MapFile, found: CausalMap, told: RelationsByArticle) -> None:
    """That a file speaks of this map and says nothing twice. Raises UsageError with the place of what is wrong."""
    known = {c.id for c in found.concepts}
    phrases = {k for c in found.concepts for k, _ in c.members}
    ids: set[str] = set()
    seen: dict[str, str] = {}
    for n, node in enumerate(file.concepts):
        at = f"{name}: concepts[{n}]"
        if node.id is not None and node.id not in known:
            raise UsageError(f"{at}: no concept has the id {node.id}; leave the id out for a new concept")
        if node.id is not None and node.id in ids:
            raise UsageError(f"{at}: the id {node.id} stands twice; leave it out for a new concept")
        if not node.name.strip():
            raise UsageError(f"{at}: a concept needs a name")
        if not node.members:
            raise UsageError(f"{at}: {node.name} has no members; delete it, its members move to another concept")
        ids |= {node.id} if node.id else set()
        for k, m in enumerate(node.members):
            here = f"{at}.members[{k}]"
            if m.phrase not in phrases:
                raise UsageError(f"{here}: the map holds no phrase {m.phrase!r}; phrases can be moved, not made")
            if m.phrase in seen:
                raise UsageError(f"{here}: the phrase {m.phrase!r} stands in {seen[m.phrase]} already")
            seen[m.phrase] = f"concepts[{n}]"
    _edges(name, file, found, told, known)


def _edges(name: str, file: MapFile, found: CausalMap, told: RelationsByArticle, known: set[str]) -> None:
    of = {f"{r.article}/{r.relation}": r for r in (*(r for e in found.edges for r in e.reports), *found.rejected)}
    seen: set[str] = set()
    for n, arc in enumerate(file.edges):
        at = f"{name}: edges[{n}]"
        for side, concept in (("cause", arc.cause), ("effect", arc.effect)):
            if concept not in known:
                raise UsageError(f"{at}.{side}: no concept has the id {concept}")
        if arc.sign not in ("+", "-", "not stated", "contested", ""):
            raise UsageError(f"{at}.sign: {arc.sign!r} is no sign; it is +, - or not stated")
        for k, p in enumerate(arc.evidence):
            here = f"{at}.evidence[{k}]"
            r = of.get(p.id)
            if r is None:
                raise UsageError(f"{here}: the map has no evidence {p.id}; evidence can be rejected, not made")
            if p.id in seen:
                raise UsageError(f"{here}: the evidence {p.id} stands twice")
            seen.add(p.id)
            if p.told not in TOLD:
                raise UsageError(f"{here}.told: {p.told!r} is no sign; it is +, - or not stated")
            if (r.cause, r.effect) != (arc.cause, arc.effect):
                raise UsageError(f"{here}: {p.id} is of another edge; move members of concepts, not evidence")
            article, causes = told[r.article]
            c = causes[r.relation]
            if (p.cause, p.effect) != (text_of(article, c.cause), text_of(article, c.effect)):
                raise UsageError(f"{here}: {p.id} is another passage now: export the map anew")
