"""What ``fabula show WHAT`` lists: one dict a line, with ``id``, fields and ``evidence``.

A row joins what the layers hold (by article) with what was resolved (across articles): a speaker is an entity's name.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from fabula.records import Anchor, Annotation, Article, Attribution, Candidate, Entity, Mention, Pair

if TYPE_CHECKING:
    from fabula.dossier import Dossier

Row = dict[str, Any]
T = TypeVar("T")
ARTICLE = "article"
"""The maker of what an article says in its own voice."""


class Names:
    """Who a chain is: the entity across articles, else the words that the article has for it."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entity = {m: e for e in entities for m in e.members}

    def entity(self, article: str, chain: str | None) -> Entity | None:
        """The entity that a chain was resolved to."""
        return self._entity.get((article, chain)) if chain else None

    def name(self, x: Annotation, chain: str | None) -> str | None:
        """A chain's name: its entity's, else its best mention's words; None where it has only pronouns."""
        if chain is None or chain == ARTICLE:
            return chain
        entity = self.entity(x.article.id, chain)
        if entity:
            return entity.name
        best = min(
            (m for m in x.mentions if m.chain == chain and m.form != "pronoun"),
            key=lambda m: (("name", "nominal").index(m.form), m.start - m.end, m.start),
            default=None,
        )
        return words(x.article, best) if best else None

    def maker(self, x: Annotation, chain: str | None, said: Attribution | None) -> str | None:
        """Who makes a claim: a chain's name, else the source's words ("some analysts"), else None."""
        return self.name(x, chain) or (text_of(x.article, said.source) or None if said else None)


class Asked(Generic[T]):
    """What is loaded by its id when it is asked for; the last ``most`` are kept, however many there are."""

    def __init__(self, load: Callable[[str], T], most: int = 1000) -> None:
        self._load = lru_cache(most)(load)

    def __getitem__(self, key: str) -> T:
        return self._load(key)


def words(article: Article, m: Mention) -> str:
    """A mention's words, on one line."""
    return " ".join(article.text[m.start : m.end].split())


def text_of(article: Article, spans: Sequence[Pair]) -> str:
    """The words of discontinuous spans, on one line, with a gap where they are apart."""
    return " … ".join(" ".join(article.text[s:e].split()) for s, e in spans)


def quoted(article: Article, spans: Sequence[Pair]) -> list[Row]:
    """Evidence: the exact characters of spans, with where they stand."""
    return [
        {"article": article.id, "path": article.path, "start": s, "end": e, "text": article.text[s:e]} for s, e in spans
    ]


def _anchored(articles: dict[str, Article] | Asked[Article], anchors: Sequence[Anchor]) -> list[Row]:
    return [row for i, s, e in anchors for row in quoted(articles[i], [(s, e)])]


def _articles(d: "Dossier") -> Iterator[Row]:
    main, dated = d.main_events(), d.published()
    for a in d:
        published = a.published if a.published and a.published.date else dated.get(a.id, a.published)
        stated = [s.span for name in sorted(a.stated) for s in a.stated[name] if s.span]
        if published and published.span:
            stated.append(published.span)
        yield {
            "id": a.id,
            "path": a.path,
            "title": a.title,
            "outlet": a.outlet,
            "authors": list(a.authors),
            "language": a.language,
            "published": published.to_dict() if published else None,
            "main_event": main.get(a.id),
            "sha256": a.sha256,
            "characters": len(a.text),
            "evidence": quoted(a, stated or [_first_line(a)]),
        }


def _first_line(a: Article) -> Pair:
    start = len(a.text) - len(a.text.lstrip())
    end = a.text.find("\n", start)
    return start, len(a.text) if end < 0 else end


def _entities(d: "Dossier") -> Iterator[Row]:
    held, known = {a.id: a for a in d}, d.candidates()
    for e in d.entities():
        yield {
            "id": e.id,
            "name": e.name,
            "type": e.type,
            "aliases": list(e.aliases),
            "articles": list(e.articles),
            "mentions": len(e.anchors),
            "roles": list(e.roles),
            "known": identifiers(known.get(e.id, ())),
            "why": list(e.why),
            "evidence": _anchored(held, e.anchors),
        }


def identifiers(candidates: Sequence[Candidate]) -> list[Row]:
    """Who an entity is known as: the candidates that a person accepted or that are certain by rule."""
    by = {"accepted": "person", "certain": "rule"}
    return [{"list": c.list, "id": c.id, "name": c.name, "by": by[c.state]} for c in candidates if c.state in by]


def _events(d: "Dossier") -> Iterator[Row]:
    held = Asked(d.article)
    for e in d.events():
        row = e.to_dict()
        anchors = [*e.anchors, *([e.date_basis] if e.date_basis else [])]
        del row["anchors"], row["members"], row["date_basis"]
        yield {**row, "evidence": _anchored(held, anchors)}


def _timeline(d: "Dossier") -> Iterator[Row]:
    from fabula.reporting.timeline import rows  # here: it is made from these rows' parts

    return rows(d)


def _series(d: "Dossier") -> Iterator[Row]:
    held, called = Asked(d.article), {e.id: e.name for e in d.entities()}
    for s in d.series():
        row = s.to_dict()
        del row["anchors"]
        who = [called.get(i, i) for i in s.entities]
        yield {**row, "entities": who, "evidence": _anchored(held, s.anchors)}


def _attributions(d: "Dossier") -> Iterator[Row]:
    names = Names(d.entities())
    for x in d.annotations():
        a = x.article
        for r in x.attributions:
            entity = names.entity(a.id, r.speaker)
            yield {
                "id": f"{a.id}/{r.id}",
                "article": a.id,
                "kind": r.kind,
                "speaker": names.name(x, r.speaker),
                "entity": entity.id if entity else None,
                "source": text_of(a, r.source) or None,
                "cue": text_of(a, r.cue) or None,
                "content": text_of(a, r.content),
                "reason": r.reason,
                "within": f"{a.id}/{r.within}" if r.within else None,
                "confidence": round(r.confidence, 4),
                "evidence": quoted(a, [*r.content, *r.source, *r.cue]),
            }


def _claims(d: "Dossier") -> Iterator[Row]:
    from fabula.comparing.differences import said as written  # here: other kinds need none
    from fabula.comparing.quantities import quantities

    names = Names(d.entities())
    event = {m: e.id for e in d.events() for m in e.members}
    for x in d.annotations():
        a, said = x.article, {r.id: r for r in x.attributions}
        for c in x.claims:
            within = said.get(c.attribution or "")
            by = within.speaker if within else ARTICLE
            text = a.text[c.start : c.end]
            inside = [m.id for m in x.events if c.start <= m.start and m.end <= c.end]
            yield {
                "id": f"{a.id}/{c.id}",
                "article": a.id,
                "claim": text_of(a, [(c.start, c.end)]),
                "by": names.maker(x, by, within),
                "about": sorted({n for n in (names.name(x, k) for k in c.about) if n}),
                "events": list(dict.fromkeys(event[a.id, m] for m in inside if (a.id, m) in event)),
                "quantities": [written(text, q) for q in quantities(text)],
                "times": [t.value for t in x.times if c.start <= t.start and t.end <= c.end],
                "polarity": c.polarity,
                "modality": c.modality,
                "kind": c.kind,
                "stance": c.stance,
                "evidence": quoted(a, [(c.start, c.end)]),
            }


def _forecasts(d: "Dossier") -> Iterator[Row]:
    names = Names(d.entities())
    for x in d.annotations():
        a, said = x.article, {r.id: r for r in x.attributions}
        for f in x.forecasts:
            spans = [(f.start, f.end), *([f.condition] if f.condition else []), *f.words]
            yield {
                "id": f"{a.id}/{f.id}",
                "article": a.id,
                "forecast": text_of(a, [(f.start, f.end)]),
                "by": names.maker(x, f.by, said.get(f.attribution or "")),
                "condition": text_of(a, [f.condition]) if f.condition else None,
                "due": f.due,
                "confidence": f.confidence,
                "evidence": quoted(a, spans),
            }


def _causes(d: "Dossier") -> Iterator[Row]:
    names = Names(d.entities())
    for x in d.annotations():
        a, said = x.article, {r.id: r for r in x.attributions}
        for c in x.causes:
            within = said.get(c.attribution or "")
            by = within.speaker if within else ARTICLE
            yield {
                "id": f"{a.id}/{c.id}",
                "article": a.id,
                "cause": text_of(a, c.cause),
                "effect": text_of(a, c.effect),
                "signal": text_of(a, c.signal) or None,
                "polarity": c.polarity,
                "conditional": c.conditional,
                "kind": c.kind,
                "negated": c.negated,
                "hedged": c.hedged,
                "by": names.maker(x, by, within),
                "evidence": quoted(a, [*c.cause, *c.effect, *c.signal, *c.changes]),
            }


def _comparisons(d: "Dossier") -> Iterator[Row]:
    held = Asked(d.article)
    for c in d.comparisons():
        row = c.to_dict()
        del row["anchors"]
        yield {**row, "evidence": _anchored(held, c.anchors)}


def _lineage(d: "Dossier") -> Iterator[Row]:
    held = Asked(d.article)
    for x in d.lineage():
        row = x.to_dict()
        del row["anchors"]
        yield {**row, "evidence": _anchored(held, x.anchors)}


def _stories(d: "Dossier") -> Iterator[Row]:
    """Sets of articles about connected events; ``main_event`` is that of most of its articles."""
    from fabula.resolving.stories import stories  # here: what shows other kinds need not load it

    held, main = {a.id: a for a in d}, d.main_events()
    for s in stories(main, d.events(), d.entities()):
        most = Counter(main[i] for i in s.articles)
        first = min(s.main_events, key=lambda e: (-most[e], e))
        yield {
            "id": f"story-{first}",
            "main_event": first,
            "main_events": list(s.main_events),
            "articles": list(s.articles),
            "titles": [held[i].title for i in s.articles],
            "score": s.score,
            "why": list(s.why),
            "evidence": [row for i in s.articles for row in quoted(held[i], [_first_line(held[i])])],
        }


KINDS: dict[str, Callable[["Dossier"], Iterator[Row]]] = {
    "articles": _articles,
    "entities": _entities,
    "events": _events,
    "timeline": _timeline,
    "series": _series,
    "attributions": _attributions,
    "claims": _claims,
    "forecasts": _forecasts,
    "causes": _causes,
    "comparisons": _comparisons,
    "stories": _stories,
    "lineage": _lineage,
}
"""What can be shown, and how."""


def encoded(row: Row) -> str:
    """A row as one line of JSON."""
    return msgspec.json.encode(row).decode()
