"""The causal map of a dossier: its articles' relations, with entities, lineage and speakers taken from it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fabula.derive.causal.assembling import CausalMap, CausalTelling, assemble
from fabula.derive.causal.concepts import doubtful
from fabula.derive.causal.edges import CausalReport
from fabula.derive.causal.editing import decisions
from fabula.derive.causal.mapfile import RelationsByArticle, decoded, sign_of
from fabula.model.quoting import Row, quoted
from fabula.model.records import Decision, Pair
from fabula.model.unions import Unions

if TYPE_CHECKING:
    from fabula.store.reader import Reader

_ENTITY = re.compile(r"@([\w-]+)")
"""An entity in a phrase's key."""
OWNING = frozenset({"his", "her", "its"})
PRONOUNS = OWNING | {"he", "she", "him"}
"""Pronouns that a concept reads as the entity that they stand for: "its economy" is another in another article. "It" and
"they" stand for what is no entity too often."""


def tellings(dossier: "Reader") -> list[CausalTelling]:
    """The articles of a dossier for its map; what was drawn from one another shares its source."""
    entities = dossier.entities()
    of = {m: e.id for e in entities for m in e.members}
    name = {e.id: e.name for e in entities}
    source = sources((x.source, x.target) for x in dossier.lineage() if x.target is not None)
    out = []
    for x in dossier.annotations():
        i = x.article.id
        names: dict[Pair, str] = {
            (m.start, m.end): of[i, m.chain] for m in x.mentions if m.form == "name" and (i, m.chain) in of
        }
        called: dict[Pair, str] = {}
        for m in x.mentions:
            said = x.article.text[m.start : m.end].casefold()
            if m.form == "pronoun" and said in PRONOUNS and (who := of.get((i, m.chain))) is not None:
                names[m.start, m.end] = who
                owns = ("’" if name[who].endswith("s") else "’s") if said in OWNING else ""  # "her" is mostly owning
                called[m.start, m.end] = name[who] + owns
        speakers = {a.id: of[i, a.speaker] for a in x.attributions if a.speaker and (i, a.speaker) in of}
        out.append(CausalTelling(i, x.article.text, x.causes, source.get(i, i), names, speakers, called))
    return out


def causal_map(dossier: "Reader", decisions: Sequence[Decision] = ()) -> CausalMap:
    """The map of a dossier, by what people decided of it; ``decisions`` are more, to see what would come of them."""
    return assemble(tellings(dossier), [*dossier.decisions(), *decisions])


def relations(dossier: "Reader") -> RelationsByArticle:
    """By article id: the article, and its relations by their id."""
    return {x.article.id: (x.article, {c.id: c for c in x.causes}) for x in dossier.annotations()}


def sources(drawn: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By article: the first, by id, of all that are drawn from one another, however far apart."""
    pairs = sorted(drawn)
    ids = sorted({i for p in pairs for i in p})
    place = {i: n for n, i in enumerate(ids)}
    joined = Unions(len(ids))
    for a, b in pairs:
        joined.join(place[a], place[b])
    return {i: ids[joined.root(n)] for i, n in place.items()}


def edited(dossier: "Reader", name: str, data: bytes) -> list[Decision]:
    """What an edited map file decides: none where it changes nothing. Raises UsageError."""
    file = decoded(name, data)
    every, before = tellings(dossier), dossier.decisions()
    return decisions(
        name, file, assemble(every, before), relations(dossier), lambda more: assemble(every, [*before, *more])
    )


def edge_rows(dossier: "Reader", found: CausalMap) -> list[Row]:
    """The edges as rows: contested ones first, then by belief; each with every passage that it rests on."""
    name = {c.id: c.name for c in found.concepts}
    told = relations(dossier)

    def evidence(reports: tuple[CausalReport, ...]) -> list[Row]:
        out: list[Row] = []
        for r in reports:
            article, causes = told[r.article]
            c = causes[r.relation]
            out += quoted(article, [*c.cause, *c.effect])
        return out

    rows: list[dict[str, Any]] = [
        {
            "id": e.id,
            "cause": name[e.cause],
            "effect": name[e.effect],
            "sign": sign_of(e),
            "raises": len({r.article for r in e.positive}),
            "lowers": len({r.article for r in e.negative}),
            "unsigned": len({r.article for r in e.unknown}),
            "denies": len({r.article for r in e.denials}),
            "belief": round(e.belief.there, 3),
            "plus": round(e.belief.plus, 3),
            "why": list(e.belief.why),
            "evidence": evidence(e.reports),
        }
        for e in found.edges
    ]
    return sorted(rows, key=lambda r: (r["sign"] != "contested", -r["belief"], r["id"]))


def doubt_rows(dossier: "Reader", found: CausalMap) -> list[Row]:
    """The pairs of phrases that were kept apart in doubt and stand in different concepts, likeliest first."""
    told, name = _told(found), {e.id: e.name for e in dossier.entities()}
    of = {k: c.id for c in found.concepts for k, _ in c.members}
    return [
        {"left": told[j.left], "right": told[j.right], "kind": j.kind, "score": j.score, "why": _plain(j.why, name)}
        for j in doubtful(found.judgements)
        if of[j.left] != of[j.right]
    ]


def _plain(why: Iterable[str], name: Mapping[str, str]) -> list[str]:
    """Reasons with the names of entities in place of their ids."""
    return [_ENTITY.sub(lambda m: name.get(m[1], m[0]), line) for line in why]


def _told(found: CausalMap) -> dict[str, str]:
    """By phrase key: its words as they first stand."""
    told: dict[str, str] = {}
    for p in sorted(found.phrases, key=lambda p: p.anchor):
        told.setdefault(p.key, p.told)
    return told


def concept_rows(dossier: "Reader", found: CausalMap) -> list[Row]:
    """The concepts as rows: their phrases, and every join that made them, with its score and its reasons."""
    articles = {a.id: a for a in dossier}
    told, name = _told(found), {e.id: e.name for e in dossier.entities()}
    return [
        {
            "id": c.id,
            "name": c.name,
            "tellings": len(c.articles),
            "phrases": [told[k] + (" (opposite)" if flip else "") for k, flip in c.members],
            "members": [{"phrase": k, "opposite": flip} for k, flip in c.members],
            "why": _plain(c.why, name),
            "evidence": [row for i, s, e in c.anchors for row in quoted(articles[i], [(s, e)])],
        }
        for c in found.concepts
    ]
