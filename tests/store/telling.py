"""Articles with layers made by hand: a store can be tested without models."""

import hashlib

from fabula.model.records import Annotation, Article, EventMention, Mention, Participant, Published, Zone

PEOPLE = ["Anna Berg", "Luis Solano", "Edda Quill", "Boris Ilyin", "Tamsin Orrery", "Pia Lund"]


def telling(n: int, *, key: str | None = None, more: str = "", path: str | None = None) -> Annotation:
    """An article in which two of the people meet on a day in a place."""
    left, right = PEOPLE[n % len(PEOPLE)], PEOPLE[(n * 5 + 1) % len(PEOPLE)]
    if left == right:
        right = PEOPLE[(n + 2) % len(PEOPLE)]
    day = 1 + n % 27
    first = f"{left} met {right} in Oslo on {day} March 2024."
    text = f"{first} They spoke of gas and of the old loan number {n}.{more}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    at = first.index(f"{day} March")
    spans = [(0, len(left)), (first.index(right, len(left)), first.index(right, len(left)) + len(right))]
    met = first.index("met")
    event = EventMention(
        id="e0",
        start=met,
        end=met + 3,
        clause=(0, len(first) - 1),
        type="CONSULT",
        participants=tuple(Participant(role="source", start=s, end=e, chain=f"c{k}") for k, (s, e) in enumerate(spans)),
        time=f"2024-03-{day:02d}",
        time_span=(at, len(first) - 1),
        place=(first.index("Oslo"), first.index("Oslo") + 4),
    )
    return Annotation(
        article=Article(
            id=key or digest[:16],
            path=path or f"{n}.txt",
            sha256=digest,
            text=text,
            zones=(Zone(start=0, end=len(text), kind="body"),),
            published=Published(date="2024-03-28", precision="day", basis="given"),
        ),
        sentences=((0, len(first)), (len(first) + 1, len(text))),
        mentions=tuple(Mention(start=s, end=e, type="person", chain=f"c{k}") for k, (s, e) in enumerate(spans)),
        events=(event,),
    )
