"""What an article opens with: the sentences that tell its news; what comes later may be of any time."""

from fabula.model.records import Annotation
from fabula.model.spans import sentence_at

OPENING = 3
"""Sentences of an article that tell its news."""
SHOWN = 0.7
"""How sure a mention of no type must be to make a line of the timeline."""
SHORT = 25
"""Characters that a sentence has at least: shorter ones are names of places and bylines."""


def opens(x: Annotation, position: int) -> bool:
    """Whether a place is in an article's title or its first sentences."""
    n = sentence_at(x.sentences, position)
    quiet = [(z.start, z.end) for z in x.article.zones if z.kind != "body"]
    if any(s <= position < e for s, e in quiet):
        return any(z.kind == "title" and z.start <= position < z.end for z in x.article.zones)
    before = [(s, e) for s, e in x.sentences[:n] if e - s > SHORT and not any(a <= s < b for a, b in quiet)]
    return len(before) < OPENING
