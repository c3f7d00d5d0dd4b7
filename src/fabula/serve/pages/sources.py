"""Where the tellings come from: articles and outlets with their counts, and which article was drawn from which."""

from collections import Counter

from fabula.serve.asking import Answer, Ask, NotThereError, Page
from fabula.serve.state import State
from fabula.views.outlets import beside


def sources(ask: Ask, _: str) -> Answer:
    """All of them."""
    s = ask.state
    outlet, words, low, high = ask.get("outlet"), ask.get("q").casefold(), ask.get("from"), ask.get("to")
    found = [
        i
        for i, n in s.names.items()
        if (not outlet or s.outlet.get(i) == outlet)
        and (not words or words in (n.title or "").casefold() or words in n.path.casefold())
        and (not low or s.days[i] >= low)
        and (not high or bool(s.days[i] and s.days[i][: len(high)] <= high))
    ]
    if ask.get("sort") == "newest":
        found.reverse()
    revisions = s.d.revisions()
    return Page(
        "sources.html",
        {
            "cut": ask.cut(found, 60),
            "outlets": s.outlets,
            "drawn": s.keep("drawn", lambda: drawn(s)),
            "descent": s.keep("descent", lambda: descent(s)),
            "aside": s.d.aside(),
            "revised": Counter(first for first, _ in revisions.values()),
            "first": {i: first for i, (first, _) in revisions.items()},
        },
    )


def drawn(s: State) -> dict[str, list[tuple[str, str]]]:
    """By article: what it was drawn from, as (kind, article id or name)."""
    out: dict[str, list[tuple[str, str]]] = {}
    for x in s.lineage:
        out.setdefault(x.source, []).append((x.kind, x.target or x.name or ""))
    return out


def descent(s: State) -> list[tuple[int, str, str]]:
    """The trees of descent, as lines: how deep, the article, and how it was drawn from the one above it."""
    below: dict[str, list[tuple[str, str]]] = {}
    has = set()
    for x in s.lineage:
        if x.target and x.target in s.names and x.source in s.names and x.source not in has and x.source != x.target:
            below.setdefault(x.target, []).append((x.source, x.kind))
            has.add(x.source)
    out: list[tuple[int, str, str]] = []
    for root in sorted((i for i in below if i not in has), key=lambda i: s.names[i].number):
        todo = [(0, root, "")]
        while todo and len(out) < 400:
            depth, i, kind = todo.pop()
            out.append((depth, i, kind))
            todo += [(depth + 1, c, k) for c, k in sorted(below.get(i, ()), key=lambda c: -s.names[c[0]].number)]
    return out


def source(ask: Ask, name: str) -> Answer:
    """One outlet: what it shares, alone says and leaves out, and its own words."""
    o = next((o for o in ask.state.outlets if o.name == name), None)
    if o is None:
        raise NotThereError(f"No outlet is called {name}.")
    parts = {"clashes": o.clashes, "alone": o.alone, "leaves out": o.leaves_out, "shares": o.shares}
    return Page("source.html", {"outlet": o, "parts": parts, "beside": beside, "most": 12})
