"""The brief as one self-contained HTML page: no script, no address outside itself.

Each reference links to its passage in the article's full text below, where CSS alone highlights it. Passages may
overlap, so the text is cut where any begins or ends; a piece carries the classes of all that cover it.
"""

import itertools
from collections import defaultdict
from functools import cache

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup, escape

from fabula.views.brief import Brief

QUIET = frozenset({"furniture", "promotion", "comment", "error"})


@cache
def environment() -> Environment:
    """Templates of pages, which escape all that they are given."""
    return Environment(
        loader=PackageLoader("fabula.views"),
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(b: Brief) -> str:
    """The whole brief as one HTML document."""
    marks: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for n, (i, start, end) in enumerate(b.passages, 1):
        marks[i].append((start, end, n))
    texts = {
        s.number: marked(s.article.text, marks[s.article.id], [(z.start, z.end, z.kind) for z in s.article.zones])
        for s in b.sources
    }
    first: dict[int, str] = {}
    for s in b.sections:
        for g in s.groups:
            for line in g.lines:
                for n in line.refs:
                    first.setdefault(n, s.key)
    number = {s.article.id: s.number for s in b.sources}
    sources = [number[i] for i, _, _ in b.passages]
    return environment().get_template("brief.html").render(b=b, texts=texts, first=first, sources=sources)


def marked(text: str, marks: list[tuple[int, int, int]], zones: list[tuple[int, int, str]]) -> Markup:
    """An article's text as HTML: paragraphs at blank lines, passages marked, furniture set apart."""
    cuts = {0, len(text)}
    for start, end, _ in marks:
        cuts |= {start, end}
    for start, end, _ in zones:
        cuts |= {start, end}
    edges = sorted(c for c in cuts if 0 <= c <= len(text))
    starting: dict[int, list[int]] = defaultdict(list)
    ending: dict[int, list[int]] = defaultdict(list)
    for start, end, n in marks:
        starting[start].append(n)
        ending[end].append(n)
    kind = {start: k for start, _, k in zones}
    out: list[str] = []
    live: list[int] = []
    zone = "body"
    for start, end in itertools.pairwise(edges):
        zone = kind.get(start, zone)
        live = sorted({*live, *starting[start]} - set(ending[start]))
        ids = "".join(
            f'<a id="p{n}" class="at" href="#l{n}" aria-label="Back to line {n}">{n}</a>'
            for n in sorted(starting[start])
        )
        piece = str(escape(text[start:end]))
        if zone in QUIET:
            piece = f'<span class="quiet" title="{zone}">{piece}</span>'
        if live:
            piece = f'<mark class="{" ".join(f"p{n}" for n in live)}">{piece}</mark>'
        out.append(ids + piece)
    return Markup("".join(out))
