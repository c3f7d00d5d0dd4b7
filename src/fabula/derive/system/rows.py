"""The system as rows: its variables and its links, each with the passages that it rests on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.derive.causal.edges import CausalReport, Edge
from fabula.derive.system.assembling import System
from fabula.model.quoting import ARTICLE, Row, quoted
from fabula.model.records import Article, Cause

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def sign_of(e: Edge) -> int | None:
    """The sign that a link has: that of all its signed evidence, else of the clearly more believed; None in doubt."""
    if e.positive and not e.negative:
        return 1
    if e.negative and not e.positive:
        return -1
    if not e.positive:
        return None
    return 1 if e.belief.plus >= 0.6 else -1 if e.belief.plus <= 0.4 else None


Told = dict[str, tuple[Article, dict[str, Cause]]]
"""By article: the article, and its relations by their id."""


def told(dossier: "Reader") -> Told:
    """By article: the article, and its relations of both layers by their id."""
    return {x.article.id: (x.article, {c.id: c for c in (*x.causes, *x.influences)}) for x in dossier.annotations()}


def variable_rows(dossier: "Reader", found: System) -> Iterator[Row]:
    """A row a variable, most told first."""
    articles = {a.id: a for a in dossier}
    for v in found.variables:
        yield {
            "kind": "variable",
            "id": v.id,
            "name": v.name,
            "of": v.of,
            "phrases": list(v.phrases),
            "opposites": [k for k, turned in v.members if turned],
            "articles": list(v.articles),
            "sure": v.sure,
            "why": list(v.why),
            "evidence": [row for i, s, e in v.anchors for row in quoted(articles[i], [(s, e)])],
        }


def link_rows(dossier: "Reader", found: System) -> Iterator[Row]:
    """A row a link, most believed first."""
    texts = told(dossier)
    names = {e.id: e.name for e in dossier.entities()}
    for e in found.links:
        yield {
            "kind": "link",
            "id": e.id,
            "cause": e.cause,
            "effect": e.effect,
            "sign": sign_of(e),
            "raises": len({r.article for r in e.positive}),
            "lowers": len({r.article for r in e.negative}),
            "denied": len({r.article for r in e.denials}),
            "conditional": bool(e.gates) or all(r.hedged for r in e.reports),
            "belief": round(e.belief.there, 3),
            "articles": sorted({r.article for r in e.reports}),
            "by": sorted({names.get(r.speaker, r.speaker) if r.speaker else ARTICLE for r in e.reports}),
            "why": list(e.belief.why),
            "evidence": evidence(texts, e.reports),
        }


def evidence(texts: Told, reports: tuple[CausalReport, ...]) -> list[Row]:
    """The passages of reports: cause, effect and the words that join them."""
    out: list[Row] = []
    for r in reports:
        article, causes = texts[r.article]
        c = causes[r.relation]
        out += quoted(article, [*c.cause, *c.effect, *c.signal])
    return out
