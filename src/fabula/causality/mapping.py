"""The causal map of a dossier: its articles' relations, with entities, lineage and speakers taken from it."""

from typing import TYPE_CHECKING, Any

from fabula.causality.assembling import CausalMap, Telling, assemble
from fabula.causality.edges import Report
from fabula.records import Pair
from fabula.rows import Row, quoted

if TYPE_CHECKING:
    from fabula.dossier import Dossier

COPIES = ("copy", "rewrite")


def causal_map(dossier: "Dossier") -> CausalMap:
    """The map of a dossier; a copy counts as the article that it was drawn from."""
    of = {m: e.id for e in dossier.entities() for m in e.members}
    drawn = {x.source: x.target for x in dossier.lineage() if x.target and x.kind in COPIES}
    tellings = []
    for x in dossier.annotations():
        i = x.article.id
        names: dict[Pair, str] = {
            (m.start, m.end): of[i, m.chain] for m in x.mentions if m.form == "name" and (i, m.chain) in of
        }
        speakers = {a.id: of[i, a.speaker] for a in x.attributions if a.speaker and (i, a.speaker) in of}
        tellings.append(Telling(i, x.article.text, x.causes, _root(i, drawn), names, speakers))
    return assemble(tellings)


def _root(article: str, drawn: dict[str, str]) -> str:
    seen = {article}
    while article in drawn and drawn[article] not in seen:
        article = drawn[article]
        seen.add(article)
    return article


def edge_rows(dossier: "Dossier", found: CausalMap) -> list[Row]:
    """The edges as rows: contested ones first, then by belief; each with every passage that it rests on."""
    name = {c.id: c.name for c in found.concepts}
    told = {x.article.id: (x.article, {c.id: c for c in x.causes}) for x in dossier.annotations()}

    def evidence(reports: tuple[Report, ...]) -> list[Row]:
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
            "sign": "contested" if e.contested else "+" if e.positive else "-" if e.negative else "not stated",
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
