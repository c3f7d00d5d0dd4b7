"""The brief as data: what other programs read, with the exact passages of each line."""

from typing import Any

from fabula.model.quoting import quoted
from fabula.views.brief import Brief, Line


def data(b: Brief) -> dict[str, Any]:
    """The whole brief as one JSON object: title, sections of lines with their evidence, sources."""
    articles = {x.article.id: x.article for x in b.sources}

    def line(group: str, x: Line) -> dict[str, Any]:
        anchors = [b.passages[n - 1] for n in x.refs]
        return {
            "group": group or None,
            "text": " ".join(x.cells),
            "cells": list(x.cells),
            "more": x.more,
            "evidence": [row for i, s, e in anchors for row in quoted(articles[i], [(s, e)])],
        }

    return {
        "title": b.title,
        "about": b.about,
        "length": b.length,
        "words": b.words,
        "read": b.read,
        "sections": [
            {
                "key": s.key,
                "title": s.title,
                "columns": list(s.columns),
                "lines": [line(g.name, x) for g in s.groups for x in g.lines],
                "left_out": s.left_out,
            }
            for s in b.sections
        ],
        "sources": [
            {
                "number": x.number,
                "id": x.article.id,
                "outlet": x.article.outlet,
                "title": x.article.title,
                "authors": list(x.article.authors),
                "dated": x.name.dated,
                "path": x.article.path,
                "drawn": list(x.drawn),
            }
            for x in b.sources
        ],
    }
