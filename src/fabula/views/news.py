"""What came into a dossier since a day: articles, texts that outlets changed, events, figures, clashes, forecasts now due."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from fabula.derive.naming import Asked
from fabula.derive.revisions import changes
from fabula.model.quoting import Row
from fabula.model.records import Article
from fabula.views.figures import amount
from fabula.views.lists.listing import anchored

if TYPE_CHECKING:
    from fabula.store.reader import Reader

KINDS = ("article", "text changed", "event", "figure", "clash", "forecast due")
"""The kinds of news, in the order in which they are listed."""
MOVED = frozenset({"up", "down", "corrected"})
"""What a telling of a figure may be to those before it that is news."""
CLASHES = frozenset({"disagree"})


def news(dossier: "Reader", since: date, today: date, came: Mapping[str, date]) -> Iterator[Row]:
    """One row a piece of news: ``kind``, ``what``, ``date``, ``articles``, ``evidence``.

    An article is new where it came in on the day or later, as ``came`` has it, or else was published then. One without
    either is not: nothing says so. ``today`` is the day up to which a forecast counts as due.
    """
    arrived = _arrived(dossier, came)
    new = {i for i, day in arrived.items() if day >= since}
    held = Asked(dossier.article)
    yield from _articles(dossier, new, arrived)
    yield from _texts(dossier, came, since)
    for e in dossier.events():
        articles = list(e.articles)
        if e.line and articles and all(i in new for i in articles):
            yield _row("event", e.what, e.date, articles, anchored(held, e.anchors))
    yield from _figures(dossier, new, held)
    for c in dossier.comparisons():
        articles = list(dict.fromkeys(c.articles))
        if c.kind in CLASHES and any(i in new for i in articles):
            yield _row("clash", c.what, None, articles, anchored(held, c.anchors))
    yield from _due(dossier, since, today)


def _arrived(dossier: "Reader", came: Mapping[str, date]) -> dict[str, date]:
    """By article id: when it came in, or was published; of a source that changed its text, when its first text did."""
    out, bounds, revisions = {}, dossier.published(), dossier.revisions()
    for a in dossier:
        source = revisions[a.id][0] if a.id in revisions else a.id
        first = a if source == a.id else dossier.article(source)
        published = first.published if first.published and first.published.date else bounds.get(a.id)
        day = came.get(source) or (_day(published.date) if published else None)
        if day:
            out[a.id] = day
    return out


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _row(kind: str, what: str, day: str | None, articles: list[str], evidence: list[Row]) -> Row:
    return {"kind": kind, "what": " ".join(what.split()), "date": day, "articles": articles, "evidence": evidence}


def _articles(dossier: "Reader", new: set[str], arrived: Mapping[str, date]) -> Iterator[Row]:
    for a in sorted((a for a in dossier if a.id in new), key=lambda a: (arrived[a.id], a.path, a.id)):
        yield _row("article", a.title or a.path, arrived[a.id].isoformat(), [a.id], [])


def _texts(dossier: "Reader", came: Mapping[str, date], since: date) -> Iterator[Row]:
    """What outlets changed in texts that were held, revision by revision."""
    by: dict[str, dict[int, str]] = {}
    for article, (source, number) in dossier.revisions().items():
        by.setdefault(source, {})[number] = article
    for source in sorted(by):
        for number in sorted(by[source])[1:]:
            new, old = by[source][number], by[source].get(number - 1)
            if old is None or (new in came and came[new] < since):
                continue
            one, two = dossier.article(old), dossier.article(new)
            for c in changes(one, two):
                evidence = anchored(
                    Asked(dossier.article),
                    [(a.id, *s) for a, s in ((one, c.was), (two, c.now)) if s is not None],
                )
                day = came[new].isoformat() if new in came else None
                yield _row("text changed", f"{two.title or two.path}: {c}", day, [new, old], evidence)


def _figures(dossier: "Reader", new: set[str], held: Asked[Article]) -> Iterator[Row]:
    from fabula.derive.figures import figures

    for f in figures(dossier):
        clashing = {n for places in f.conflicts for n in places}
        for n, p in enumerate(f.points):
            change = p.change if p.change in MOVED else "conflict" if n in clashing else ""
            if p.article in new and change:
                said = f"{f.what}: {amount(p.value, f.unit, p.bound)} ({change})"
                yield _row("figure", said, p.as_of, [p.article], anchored(held, [p.anchor]))


def _due(dossier: "Reader", since: date, today: date) -> Iterator[Row]:
    from fabula.derive.forecasts.ledger import ledger
    from fabula.derive.forecasts.rows import entry_row

    articles = {a.id: a for a in dossier}
    for e in ledger(dossier).ordered(today):
        if not e.resolved and e.due and e.due.last and since <= e.due.last <= today:
            row = entry_row(e, articles, today)
            tellers = list(dict.fromkeys(t.article.id for t in e.tellings))
            yield _row("forecast due", e.first.text, e.due.last.isoformat(), tellers, row["evidence"])
