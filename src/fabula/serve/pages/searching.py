"""Search: sentences by their words and by who is named in them, in context, by date and outlet."""

from fabula.model.records import Entity
from fabula.serve.asking import Answer, Ask, Page
from fabula.serve.state import State, folded

MOST = 2000
"""Sentences that are found at most."""
SIZE = 30
NAMED = 8
SOUNDED = 800
"""Entities, those in most articles first, whose names are compared by sound and script too."""


def search(ask: Ask, _: str) -> Answer:
    """The page."""
    s, words = ask.state, ask.get("q")
    outlet, low, high = ask.get("outlet"), ask.get("from"), ask.get("to")
    found: list[tuple[str, int, int]] = []
    names = named(s, words) if words else []
    if words:
        hits = dict.fromkeys(s.d.places(words, MOST))
        who = next((e for e in names if e.id == ask.get("entity")), None)
        if who:
            hits = dict.fromkeys(_sentences(s, who))
        found = [
            h
            for h in hits
            if h[0] in s.articles
            and (not outlet or s.outlet.get(h[0]) == outlet)
            and (not low or s.days[h[0]] >= low)
            and (not high or (s.days[h[0]] and s.days[h[0]][: len(high)] <= high))
        ]
    if ask.get("sort") == "date":
        found.sort(key=lambda h: (s.days[h[0]] or "9999", s.names[h[0]].number, h[1]))
    return Page(
        "search.html",
        {
            "words": words,
            "cut": ask.cut(found, SIZE),
            "entities": names,
            "outlets": [o.name for o in s.outlets],
            "most": MOST,
            "who": next((e for e in names if e.id == ask.get("entity")), None),
        },
    )


def named(s: State, words: str) -> list[Entity]:
    """The entities that a name may mean: in any spelling, and by the sound of it in other scripts."""
    wanted = folded(words)
    exact = [e for e, names in zip(s.entities, s.spelt, strict=True) if any(wanted in n for n in names)]
    if len(exact) >= NAMED or len(wanted) < 3:
        return exact[:NAMED]
    from fabula.names.compare import match

    held = {e.id for e in exact}
    near = [
        e
        for e in s.entities[:SOUNDED]
        if e.id not in held and any(match(words, n).same for n in (e.name, *e.aliases[:4]))
    ]
    return [*exact, *near][:NAMED]


def _sentences(s: State, e: Entity) -> list[tuple[str, int, int]]:
    """The sentences that name an entity."""
    out: dict[tuple[str, int, int], None] = {}
    of: dict[str, list[int]] = {}
    for i, start, _ in e.anchors[:MOST]:
        of.setdefault(i, []).append(start)
    for i, starts in of.items():
        if i not in s.articles:
            continue
        sentences = s.d.annotation(i).sentences
        for start in starts:
            found = next(((a, b) for a, b in sentences if a <= start < b), None)
            if found:
                out.setdefault((i, *found))
    return list(out)
