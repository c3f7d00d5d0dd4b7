"""Who said what: by speaker, event, date, outlet and stance."""

from collections import Counter

from fabula.serve.asking import Answer, Ask, NotThereError, Page
from fabula.serve.state import State, Statement

SPEAKERS, FOUND = 60, 20_000
"""Names that the filter offers; sentences that words are looked for in."""
KINDS = ("direct", "indirect", "mixed")


def statements(ask: Ask, _: str) -> Answer:
    """The page."""
    s = ask.state
    speaker, event, stance = ask.get("speaker"), ask.get("event"), ask.get("stance")
    outlet, low, high, kind = ask.get("outlet"), ask.get("from"), ask.get("to"), ask.get("kind")
    hits: dict[str, list[tuple[int, int]]] = {}
    words = ask.get("q")
    for i, start, end in s.d.places(words, FOUND) if words else ():
        hits.setdefault(i, []).append((start, end))
    told: set[tuple[str, str]] | None = None
    if event:
        if event not in s.events:
            raise NotThereError(f"No event has the id {event}.")
        from fabula.serve.pages.events import tellings

        told = {(q.article, q.id) for t in tellings(s, event) for q in t.quoted}

    def fits(x: Statement) -> bool:
        return (
            (not speaker or speaker in (x.entity, x.who))
            and (not stance or x.stance == stance)
            and (not kind or x.kind == kind)
            and (told is None or (x.article, x.id) in told)
            and (not outlet or s.outlet.get(x.article) == outlet)
            and (not low or x.day >= low)
            and (not high or bool(x.day and x.day[: len(high)] <= high))
            and (not words or any(a < y and z < b for a, b in x.content for z, y in hits.get(x.article, ())))
        )

    found = [x for x in s.statements if fits(x)]
    voices, stances = s.keep("voices", lambda: counted(s))
    return Page(
        "statements.html",
        {
            "cut": ask.cut(found, 40),
            "voices": [(key, name, n) for (key, name), n in voices],
            "speaker": s.entity.get(speaker),
            "stances": stances,
            "kinds": KINDS,
            "outlets": [o.name for o in s.outlets],
            "event": s.entry.get(event),
        },
    )


def counted(s: State) -> tuple[list[tuple[tuple[str, str], int]], list[tuple[str, int]]]:
    """The speakers and the stances, with how many statements each has."""
    voices = Counter((x.entity or x.who or "", x.who or "") for x in s.statements if x.who)
    return voices.most_common(SPEAKERS), Counter(x.stance for x in s.statements).most_common()
