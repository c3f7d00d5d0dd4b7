"""What ``fabula show WHAT`` lists: one dict a line, with ``id``, fields and ``evidence``.

A row joins what the layers hold (by article) with what was resolved (across articles): a speaker is an entity's name.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from fabula.derive.naming import Asked, Names
from fabula.model.quoting import ARTICLE, Row, quoted, text_of
from fabula.model.records import Anchor, Article, Candidate, Pair

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def _anchored(articles: dict[str, Article] | Asked[Article], anchors: Sequence[Anchor]) -> list[Row]:
    return [row for i, s, e in anchors for row in quoted(articles[i], [(s, e)])]


def _articles(d: "Reader") -> Iterator[Row]:
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


def _entities(d: "Reader") -> Iterator[Row]:
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


def _events(d: "Reader") -> Iterator[Row]:
    held = Asked(d.article)
    for e in d.events():
        row = e.to_dict()
        anchors = [*e.anchors, *([e.date_basis] if e.date_basis else [])]
        del row["anchors"], row["members"], row["date_basis"]
        yield {**row, "evidence": _anchored(held, anchors)}


def _timeline(d: "Reader") -> Iterator[Row]:
    from fabula.derive.timeline import rows  # here: it is made from these rows' parts

    return rows(d)


def _series(d: "Reader") -> Iterator[Row]:
    held, called = Asked(d.article), {e.id: e.name for e in d.entities()}
    for s in d.series():
        row = s.to_dict()
        del row["anchors"]
        who = [called.get(i, i) for i in s.entities]
        yield {**row, "entities": who, "evidence": _anchored(held, s.anchors)}


def _attributions(d: "Reader") -> Iterator[Row]:
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


def _quantities(d: "Reader") -> Iterator[Row]:
    for x in d.annotations():
        a = x.article
        for n, q in enumerate(x.quantities):
            row = q.to_dict()
            for span in ("start", "end", "verb"):
                del row[span]
            words = {k: text_of(a, getattr(q, k)) or None for k in ("what", "of")}
            one = {k: text_of(a, [span]) if (span := getattr(q, k)) else None for k in ("when", "by")}
            yield {
                "id": f"{a.id}/q{n}",
                "article": a.id,
                **row,
                **words,
                **one,
                "evidence": quoted(a, [(q.start, q.end), *q.what, *q.of]),
            }


def _claims(d: "Reader") -> Iterator[Row]:
    from fabula.compare.differences import said as written  # here: other kinds need none
    from fabula.compare.quantities import quantities

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


def _forecasts(d: "Reader") -> Iterator[Row]:
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


def _causes(d: "Reader") -> Iterator[Row]:
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


def _comparisons(d: "Reader") -> Iterator[Row]:
    held = Asked(d.article)
    for c in d.comparisons():
        row = c.to_dict()
        del row["anchors"]
        yield {**row, "evidence": _anchored(held, c.anchors)}


def _lineage(d: "Reader") -> Iterator[Row]:
    held = Asked(d.article)
    for x in d.lineage():
        row = x.to_dict()
        del row["anchors"]
        yield {**row, "evidence": _anchored(held, x.anchors)}


def _stories(d: "Reader") -> Iterator[Row]:
    """Sets of articles about connected events; ``main_event`` is that of most of its articles."""
    from fabula.link.articles.stories import stories  # here: what shows other kinds need not load it

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


KINDS: dict[str, Callable[["Reader"], Iterator[Row]]] = {
    "articles": _articles,
    "entities": _entities,
    "events": _events,
    "timeline": _timeline,
    "series": _series,
    "quantities": _quantities,
    "attributions": _attributions,
    "claims": _claims,
    "forecasts": _forecasts,
    "causes": _causes,
    "comparisons": _comparisons,
    "stories": _stories,
    "lineage": _lineage,
}
"""What can be shown, and how."""
