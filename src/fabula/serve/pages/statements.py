"""Who said what: by speaker, event, date, outlet and stance."""

from collections import Counter

from fabula.serve.asking import Answer, Ask, NotThereError, Page
from fabula.serve.pages.searching import folded
from fabula.serve.state import Statement

SPEAKERS = 60
KINDS = ("direct", "indirect", "mixed")


def statements(ask: Ask, _: str) -> Answer:
    """The page."""
    s = ask.state
    speaker, event, stance = ask.get("speaker"), ask.get("event"), ask.get("stance")
    outlet, low, high, kind = ask.get("outlet"), ask.get("from"), ask.get("to"), ask.get("kind")
    words = folded(ask.get("q"))
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
            and (not words or any(words in folded(s.text((x.article, a, b))) for a, b in x.content))
        )

    found = [x for x in s.statements if fits(x)]
    voices = Counter((x.entity or x.who or "", x.who or "") for x in s.statements if x.who)
    return Page(
        "statements.html",
        {
            "cut": ask.cut(found, 40),
            "voices": [(key, name, n) for (key, name), n in voices.most_common(SPEAKERS)],
            "speaker": s.entity.get(speaker),
            "stances": Counter(x.stance for x in s.statements).most_common(),
            "kinds": KINDS,
            "outlets": [o.name for o in s.outlets],
            "event": s.entry.get(event),
        },
    )
