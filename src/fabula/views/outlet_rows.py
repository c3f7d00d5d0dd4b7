"""Outlets as rows: counts of what each does, and every line of one with its evidence."""

from collections.abc import Iterator, Mapping

from fabula.model.quoting import Row, quoted
from fabula.model.records import Anchor, Article, Comparison
from fabula.views.outlets import Outlet, beside


def counts(o: Outlet) -> Row:
    """One row an outlet: how much of each it does."""
    return {
        "outlet": o.name,
        "articles": len(o.articles),
        "copies": len(o.copies),
        "shares": len(o.shares),
        "alone": len(o.alone),
        "leaves out": len(o.leaves_out),
        "clashes": len(o.clashes),
        "own words": len(o.wording),
    }


def lines(o: Outlet, texts: Mapping[str, Article]) -> Iterator[Row]:
    """Every line of an outlet, in one shape: ids are the comparisons', or the outlet's own count of wordings."""

    def evidence(anchors: tuple[Anchor, ...]) -> list[Row]:
        return [row for i, s, e in anchors for row in quoted(texts[i], [(s, e)])]

    def line(kind: str, c: Comparison) -> Row:
        return {
            "id": c.id,
            "outlet": o.name,
            "kind": kind,
            "what": c.what,
            "its words": "",
            "tellings": len({i for i, _, _ in c.anchors}),
            "beside": "",
            "evidence": evidence(c.anchors),
        }

    for kind, rows in (("clash", o.clashes), ("shared", o.shares), ("alone", o.alone), ("left out", o.leaves_out)):
        for c in rows:
            yield line(kind, c)
    for n, w in enumerate(o.wording):
        yield {
            "id": f"wording-{n}",
            "outlet": o.name,
            "kind": "words" if w.kind == "name" else "verb",
            "what": w.name,
            "its words": w.phrase,
            "tellings": w.count,
            "beside": beside(w),
            "evidence": evidence(w.anchors),
        }
