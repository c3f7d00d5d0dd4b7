"""The record types: what Fabula says about articles, and nothing else.

All positions are Unicode code points into the article's text, end exclusive: ``text[start:end]`` is the evidence.
A field that the text does not state is None or empty; nothing is guessed. Records are immutable, compare by value
and encode to the JSON of the public interface with ``msgspec.json.encode`` (or ``to_dict``).
"""

from fabula.model.articles import Article, Published, Stated, Zone
from fabula.model.base import Anchor, Pair, Record
from fabula.model.decisions import Decision
from fabula.model.figures import Figure, FigurePoint, Quantity
from fabula.model.layers import (
    Annotation,
    Attribution,
    Cause,
    Claim,
    EventMention,
    Forecast,
    Mention,
    Participant,
    Role,
    Time,
)
from fabula.model.resolved import (
    Candidate,
    ClaimPair,
    Comparison,
    Entity,
    Event,
    Evidence,
    Judgement,
    Known,
    Lineage,
    Series,
)

__all__ = [
    "Anchor",
    "Annotation",
    "Article",
    "Attribution",
    "Candidate",
    "Cause",
    "Claim",
    "ClaimPair",
    "Comparison",
    "Decision",
    "Entity",
    "Event",
    "EventMention",
    "Evidence",
    "Figure",
    "FigurePoint",
    "Forecast",
    "Judgement",
    "Known",
    "Lineage",
    "Mention",
    "Pair",
    "Participant",
    "Published",
    "Quantity",
    "Record",
    "Role",
    "Series",
    "Stated",
    "Time",
    "Zone",
]
