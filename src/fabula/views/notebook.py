"""What a notebook shows of a dossier, a brief and the rows of a list: fragments of HTML, in which strangers' words are text.

Colours and letters are the notebook's own, so that they fit its light and its dark.
"""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from fabula.model.quoting import Row, text_of
from fabula.printing import terminal

if TYPE_CHECKING:
    from fabula.store.reader import Reader
    from fabula.views.brief import Brief, Line

ROWS, CELL, NAMES = 30, 240, 12
"""Rows of a table; characters of a cell; names and titles on a dossier's card. The rest is counted."""


class Rows(list[Row]):
    """Rows of a list, with the ``columns`` that a table of them shows; in a notebook they are that table."""

    def __init__(self, rows: Iterable[Row], columns: Sequence[str]) -> None:
        super().__init__(rows)
        self.columns = tuple(columns)

    def _repr_html_(self) -> str:
        heads = [c for c in self.columns if any(c in r for r in self[:ROWS])]
        lines = [[_cell(r.get(c)) for c in heads] for r in self[:ROWS]]
        more = f" The first {ROWS} are shown." if len(self) > ROWS else ""
        return f"{table(heads, lines)}<p>{len(self):,} row{'s' * (len(self) != 1)}.{more}</p>"


def table(heads: Sequence[str], lines: Iterable[Sequence[Markup]]) -> Markup:
    """A table; its cells are markup already."""
    top = Markup("").join(Markup('<th scope="col" style="text-align: left">{}</th>').format(plain(h)) for h in heads)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup('<td style="text-align: left; vertical-align: top">{}</td>').format(c) for c in line)
        )
        for line in lines
    )
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(top, body)


def plain(text: object) -> Markup:
    """Text as markup: nothing in it is obeyed, neither by the page nor by the direction of writing."""
    return escape(terminal(" ".join(str(text).split())))


def _cell(value: Any) -> Markup:
    if value is None:
        return Markup("")
    if isinstance(value, list | tuple) and all(isinstance(v, str | int | float) for v in value):
        value = ", ".join(map(str, value))
    elif isinstance(value, dict | list | tuple):
        value = json.dumps(value, ensure_ascii=False, default=str)
    text = " ".join(str(value).split())
    return plain(text if len(text) <= CELL else text[: CELL - 1] + "…")


def of_brief(b: "Brief") -> str:
    """A brief: its sections as lists, and after each line who tells it; the passage itself stands in the reference's title."""
    name = {s.article.id: s for s in b.sources}

    def cited(line: "Line") -> Markup:
        out = []
        for n in line.refs:
            source = name[b.passages[n - 1][0]]
            said = text_of(source.article, [b.passages[n - 1][1:]])
            out.append(Markup('<small title="{}">[{}]</small>').format(plain(said), plain(source.name.short)))
        return Markup(" ").join(out)

    parts = [Markup("<h2>{}</h2><p>{}.</p>").format(plain(b.title), plain(b.about))]
    for s in b.sections:
        parts.append(Markup("<h3>{}</h3>").format(plain(s.title)))
        for g in s.groups:
            if g.name:
                parts.append(Markup("<p><strong>{}</strong></p>").format(plain(g.name)))
            lines = (
                Markup("<li>{} {}</li>").format(plain(" · ".join(x for x in i.cells if x)), cited(i)) for i in g.lines
            )
            parts.append(Markup("<ul>{}</ul>").format(Markup("").join(lines)))
    return str(Markup("").join(parts))


def of_dossier(d: "Reader", path: str) -> str:
    """A dossier: how much is in it, from when to when, who is in it, and the newest articles."""
    articles, entities = list(d), d.entities()
    days = sorted(x.date[:10] for a in articles if (x := a.published) and x.date)
    counts = {
        "articles": len(articles),
        "people and places": len(entities),
        "events": len(d.events()),
        "clashes": sum(c.kind == "disagree" for c in d.comparisons()),
    }
    names = sorted(entities, key=lambda e: (-len(e.articles), e.name))[:NAMES]
    newest = sorted(
        articles, key=lambda a: (a.published.date if a.published and a.published.date else "", a.id), reverse=True
    )
    said = ", ".join(f"{n:,} {what}" for what, n in counts.items())
    lines = [
        [
            plain((a.published.date if a.published else None) or "not dated"),
            plain(a.outlet or ""),
            plain(a.title or a.path),
        ]
        for a in newest[:NAMES]
    ]
    return Markup("<h2>{}</h2><p>{}{}.</p><p>{}</p>{}{}").format(
        plain(path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]),
        said,
        f"; published {days[0]} to {days[-1]}" if days else "",
        Markup(", ").join(plain(e.name) for e in names),
        table(("published", "outlet", "title"), lines),
        Markup("<p>The newest {} of {:,}.</p>").format(NAMES, len(articles)) if len(articles) > NAMES else "",
    )
