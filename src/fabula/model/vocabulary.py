"""The closed sets of words that records use: what a type checker holds code to, and decoding holds files to."""

from typing import Literal, cast, get_args

Sign = Literal[1, -1]
"""Which way something moves: up, or down."""


def signed(number: int | None) -> Sign | None:
    """The sign of a number; none where there is none."""
    return None if number is None else 1 if number > 0 else -1


def turned(sign: Sign | None) -> Sign | None:
    """The opposite sign; none where there is none."""
    return None if sign is None else -1 if sign == 1 else 1


Relation = Literal["agrees", "clashes", "neither", "development", "view"]
"""What two claims are to each other: development is a plan beside what came of it, view is two opinions that differ."""
Ruling = Literal["true", "false", "undecidable", "void", "open"]
"""What a person says became of a forecast: void where its condition was not met, open where nothing is decided."""
Linked = Literal["agree", "disagree", "development", "view"]
"""The kinds of comparison that two claims can make."""
Decider = Literal["machine", "person"]
"""Who made a judgement: a person's outranks the machine's."""

ZoneKind = Literal[
    "title", "heading", "byline", "dateline", "body", "caption", "furniture", "promotion", "comment", "error"
]
"""What a stretch of an article is."""
MentionType = Literal["person", "organisation", "place", "people", "event", "product", "media", "group", "other"]
"""What a mention names."""
MetonymReading = Literal["place", "government"]
"""What the name of a capital, a state or a seat of power means."""
Form = Literal["name", "nominal", "pronoun"]
"""How a mention names it: a nominal is a description ("the president")."""
RoleStatus = Literal["former", "acting", "future", "current"]
"""Whether a role is held, as a word beside it says."""
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
"""What a time expression stands for, in TIMEX3 terms."""
AttributionKind = Literal["direct", "indirect", "mixed"]

Stance = Literal["says", "denies", "doubts", "asks", "demands", "promises", "threatens", "expects", "declines"]
"""How a speaker stands to the words."""
"""Whether words are a speaker's own, their gist, or both."""
ParticipantRole = Literal["source", "target", "place", "instrument", "amount"]
"""What somebody or something is to an event."""
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "other",
]  # fmt: skip
"""What an event is: one of PLOVER's sixteen types, or none of them."""
Polarity = Literal["positive", "negative"]
"""Whether a clause says that it is so, or that it is not."""
EventModality = Literal["happened", "planned", "hoped", "denied", "possible", "hypothetical"]
"""Whether an event is told as one that took place."""
ClaimKind = Literal["fact", "judgement", "forecast"]
"""What a claim is: of what is, of what is good or bad, of what is still to come."""
ClaimModality = Literal["asserted", "possible", "denied", "conditional", "hoped"]
"""How a claim is put forward."""
Backing = Literal["stands", "reports", "distances", "doubts"]
"""How far an article stands behind a claim."""
Likelihood = Literal["certain", "likely", "possible", "unlikely", "unstated"]
"""How sure a forecast's own words make it."""
CauseKind = Literal["cause", "enable", "prevent", "purpose", "condition", "counterfactual"]
"""How a cause is said to bear on its effect."""
Side = Literal["cause", "effect"]
"""A side of a causal relation."""
ComparisonKind = Literal["agree", "disagree", "only_in", "silent", "development", "view"]
"""What tellings do beside each other."""
LineageKind = Literal["copy", "rewrite", "translation", "republication"]
"""How one article was drawn from another."""
Rhythm = Literal["yearly", "half-yearly", "quarterly", "monthly", "weekly", "irregular"]
"""How regularly something recurs."""
CandidateState = Literal["candidate", "certain", "accepted", "rejected"]
"""How a known entity stands to an entity: certain by rule, accepted or rejected by a person."""


def event_type(word: str) -> EventType:
    """A type of event by its name, as tables have it. Raises ValueError for what is none."""
    if word not in get_args(EventType):
        raise ValueError(f"{word} is no type of event")
    return cast("EventType", word)


def mention_type(word: str) -> MentionType:
    """A type of mention by its name, as tables have it. Raises ValueError for what is none."""
    if word not in get_args(MentionType):
        raise ValueError(f"{word} is no type of mention")
    return cast("MentionType", word)


def zone_kind(word: str) -> ZoneKind:
    """A kind of zone by its name. Raises ValueError for what is none."""
    if word not in get_args(ZoneKind):
        raise ValueError(f"{word} is no kind of zone")
    return cast("ZoneKind", word)
