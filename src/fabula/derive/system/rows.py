"""The system as rows: its variables and its links, each with the passages that it rests on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fabula.derive.causal.edges import CausalReport, Edge
from fabula.derive.system.assembling import System
from fabula.derive.system.happened import Move
from fabula.derive.system.weighing import sign_of
from fabula.model.decisions import AddLink
from fabula.model.quoting import ARTICLE, Row, quoted
from fabula.model.records import Annotation, Article, Cause, Pair

if TYPE_CHECKING:
    from fabula.store.reader import Reader

LONGEST = 400
"""Characters of a passage at the most; what is longer is told by its sides."""
YOU = "you"
"""The maker of a link that a person added."""

Told = dict[str, tuple[Article, dict[str, Cause]]]
"""By article: the article, and its relations by their id."""


def told(dossier: "Reader") -> Told:
    """By article: the article, and its relations of both layers by their id."""
    return {x.article.id: (x.article, {c.id: c for c in (*x.causes, *x.influences)}) for x in dossier.annotations()}


def variable_rows(dossier: "Reader", found: System, moves: Sequence[Move] = ()) -> Iterator[Row]:
    """A row a variable, most told first; ``moves`` are what happened that moves one."""
    articles = {a.id: a for a in dossier}
    happened: dict[str, list[Row]] = {}
    for m in moves:
        happened.setdefault(m.variable, []).append(
            {
                "date": m.date,
                "sign": m.sign,
                "what": m.what,
                "event": m.event,
                "evidence": quoted(articles[m.anchor[0]], [m.anchor[1:]]),
            }
        )
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
            "moved": happened.get(v.id, []),
            "evidence": [row for i, s, e in v.anchors for row in quoted(articles[i], [(s, e)])],
        }


def link_rows(dossier: "Reader", found: System) -> Iterator[Row]:
    """A row a link, most believed first."""
    texts = told(dossier)
    names = {e.id: e.name for e in dossier.entities()}
    expected = forecasts(dossier, found)
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
            "by": sorted({by(r, names) for r in e.reports}),
            "notes": [found.added[r.relation].note for r in e.reports if r.relation in found.added],
            "forecasts": expected.get(e.id, []),
            "why": list(e.belief.why),
            "evidence": evidence(texts, e.reports, found.added),
        }


def by(r: CausalReport, names: Mapping[str, str]) -> str:
    """Who tells a report: the one whom the article quotes, the article, or the person who added it."""
    if r.relation.startswith("added"):
        return YOU
    return names.get(r.speaker, r.speaker) if r.speaker else ARTICLE


def evidence(texts: Told, reports: Iterable[CausalReport], added: Mapping[str, AddLink] = {}) -> list[Row]:
    """The passages of reports, from the first word of a side or of what joins them to the last: a clause that one can read."""
    out: list[Row] = []
    for r in reports:
        note = added.get(r.relation)
        if note is not None:
            out += [row for i, s, e in (note.left[0], note.right[0]) for row in quoted(texts[i][0], [(s, e)])]
            continue
        article, causes = texts[r.article]
        out += quoted(article, passage(causes[r.relation]))
    return out


def passage(c: Cause) -> list[Pair]:
    """Where a relation is told, as one stretch, or as its sides where that is long."""
    spans = [*c.cause, *c.effect, *c.signal]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    return [(start, end)] if end - start <= LONGEST else [*c.cause, *c.effect]


def forecasts(dossier: "Reader", found: System) -> dict[str, list[Row]]:
    """By link: the forecasts that follow it, those within which a passage of it stands."""
    of = {m: e.name for e in dossier.entities() for m in e.members}
    by_article: dict[str, list[tuple[Edge, CausalReport]]] = {}
    for e in found.links:
        for r in e.reports:
            if r.relation not in found.added:
                by_article.setdefault(r.article, []).append((e, r))
    out: dict[str, list[Row]] = {}
    for x in dossier.annotations():
        if not x.forecasts or x.article.id not in by_article:
            continue
        causes = {c.id: c for c in (*x.causes, *x.influences)}
        for e, r in by_article[x.article.id]:
            for row in _follows(x, causes[r.relation], of):
                if row not in out.setdefault(e.id, []):
                    out[e.id].append(row)
    return {i: rows for i, rows in out.items() if rows}


def _follows(x: Annotation, c: Cause, of: Mapping[tuple[str, str], str]) -> Iterator[dict[str, Any]]:
    for f in x.forecasts:
        if all(f.start <= s and e <= f.end for s, e in c.effect) and f.stance != "doubts":
            yield {
                "id": f"{x.article.id}/{f.id}",
                "by": of.get((x.article.id, f.by), ARTICLE) if f.by else ARTICLE,
                "due": f.due,
                "evidence": quoted(x.article, [(f.start, f.end)]),
            }
