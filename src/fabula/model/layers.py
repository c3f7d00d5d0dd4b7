"""What one article says, layer by layer: records that stand on spans of its text."""

from typing import Any

import msgspec

from fabula.model.articles import Article
from fabula.model.base import Pair, Record
from fabula.model.figures import Quantity
from fabula.model.vocabulary import (
    AttributionKind,
    Backing,
    CauseKind,
    ClaimKind,
    ClaimModality,
    EventModality,
    EventType,
    Form,
    Likelihood,
    MentionType,
    MetonymReading,
    ParticipantRole,
    Polarity,
    RoleStatus,
    Side,
    Sign,
    Stance,
    TimeType,
)


class Role(Record, frozen=True, kw_only=True):
    """A title or role stated of a person beside the name, and when it was held.

    ``start``, ``end``: its words. ``status``: former, acting, future or current, where a word beside it says so ("former",
    "then-", "acting", "-elect"). ``since`` and ``until`` are TIMEX3 values, as long as is stated, and ``time`` is
    the span that states them.
    """

    start: int
    end: int
    status: RoleStatus | None = None
    since: str | None = None
    until: str | None = None
    time: Pair | None = None


class Mention(Record, frozen=True, kw_only=True):
    """A span that names or refers to an entity.

    ``type``: person, organisation, place, people, event, product, media, group, or other. ``form``: name, nominal
    ("the president") or pronoun. ``chain``: mentions of one entity within the article share it ("c0", "c1", ...).
    ``role`` is a title or role stated beside the name ("president of Belarus"); ``roles`` are all of them, with their
    time. ``readings`` are what a metonym may mean, the likelier first: the name of a capital, a state or a seat of power is a
    place or a government. ``reading_by`` says what decided ("subject of warn"); where it is None nothing does, and
    both stay open. ``sure`` is the chance, in 0..1, that a name is one, whole and of its type, or that a pronoun or
    nominal belongs to its chain.
    """

    start: int
    end: int
    type: MentionType
    chain: str
    form: Form = "name"
    role: str | None = None
    roles: tuple[Role, ...] = ()
    readings: tuple[MetonymReading, ...] = ()
    reading_by: str | None = None
    sure: float = 1.0


class Time(Record, frozen=True, kw_only=True):
    """A time expression in TIMEX3 terms: ``type`` DATE, TIME, DURATION or SET, and its ``value``.

    ``value`` is the TIMEX3 value, normalised as far as the text allows. A relative expression without a date to
    count from keeps a value with X in place of what is not known, and ``anchor`` names what it counts from
    ("publication", or "start:end" of another expression). ``mod``: START, MID, END, APPROX, ... or None.
    """

    start: int
    end: int
    type: TimeType
    value: str
    anchor: str | None = None
    mod: str | None = None


class Attribution(Record, frozen=True, kw_only=True):
    """Somebody's words or their gist: who (``source``), by what word (``cue``), what (``content``).

    Each is a tuple of spans, empty where there is none. ``kind``: direct, indirect or mixed. ``speaker`` is a chain,
    "article" for the article's own voice, or None where the text leaves it open; ``reason`` says how it was decided.
    ``within`` is the id of the attribution that contains this one. ``stance`` is how the speaker stands to the content:
    a denial, a doubt, a demand or a refusal to say is not a statement of it. ``also`` are the chains of others who speak
    with the speaker ("Ruiz and Hansen said"). ``sure`` is the chance that content and source are right, in 0..1.
    """

    id: str
    kind: AttributionKind
    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    speaker: str | None = None
    reason: str = ""
    within: str | None = None
    stance: Stance = "says"
    also: tuple[str, ...] = ()
    sure: float = 1.0


class Participant(Record, frozen=True, kw_only=True):
    """Who or what takes part in an event: ``role`` source, target, place, instrument or amount."""

    role: ParticipantRole
    start: int
    end: int
    chain: str | None = None


class EventMention(Record, frozen=True, kw_only=True):
    """One textual report of an occurrence. ``start``, ``end``: its trigger; ``clause``: the clause around it.

    ``type`` is one of PLOVER's sixteen (AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE,
    REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT) or "other". ``time`` is a TIMEX3 value and
    ``time_span`` its expression; ``place`` is the span of a place. ``polarity``: positive or negative. ``modality``:
    happened, planned, hoped, denied, possible or hypothetical. ``attribution``: id of the one that reports it.
    ``sure`` is how likely the trigger tells of an event at all, 0 to 1. ``news``: whether it is what its sentence reports,
    by a verb on its main line with somebody who takes part, or by a whole clause of its own with a day beside that line:
    then it is told ``aside``, and its clause is what tells it. ``vector`` is where it lies
    among what happens, whole numbers of a byte each: mentions of one event lie near each other (docs/events.md); empty
    where the text was not read.
    """

    id: str
    start: int
    end: int
    clause: Pair
    type: EventType
    participants: tuple[Participant, ...] = ()
    time: str | None = None
    time_span: Pair | None = None
    place: Pair | None = None
    polarity: Polarity = "positive"
    modality: EventModality = "happened"
    attribution: str | None = None
    sure: float = 1.0
    news: bool = True
    aside: bool = False
    vector: bytes = b""


class Claim(Record, frozen=True, kw_only=True):
    """A checkable assertion, the article's own or an attributed one.

    ``kind``: fact, judgement or forecast. ``modality``: asserted, possible, denied, conditional or hoped.
    ``stance``: how far the article stands behind it (stands, reports, distances, doubts). ``about``: chains.
    """

    id: str
    start: int
    end: int
    about: tuple[str, ...] = ()
    polarity: Polarity = "positive"
    modality: ClaimModality = "asserted"
    kind: ClaimKind = "fact"
    stance: Backing = "stands"
    attribution: str | None = None


class Forecast(Record, frozen=True, kw_only=True):
    """A claim about what is still to come.

    ``by``: a chain, or "article". ``condition``: the span it hangs on. ``due``: a TIMEX3 value, and ``due_span`` its
    expression ("within two weeks" of a dated article is a day; of an undated one, P2W). ``confidence``: the band its
    own words give: certain, likely, possible, unlikely or unstated; ``words`` are the spans of those words. ``stance``
    is how whoever it is by stands to it: "doubts" where they do not think that it will be. ``sure`` is the chance that
    it is a forecast that the text makes, in 0..1.
    """

    id: str
    start: int
    end: int
    by: str | None = None
    condition: Pair | None = None
    due: str | None = None
    due_span: Pair | None = None
    confidence: Likelihood = "unstated"
    words: tuple[Pair, ...] = ()
    attribution: str | None = None
    stance: Stance = "says"
    sure: float = 1.0


class Cause(Record, frozen=True, kw_only=True):
    """One textual report that something raises, lowers, brings about or prevents something.

    ``polarity``: 1, -1, or None where the text does not state it. ``kind``: cause, enable, prevent, purpose,
    condition or counterfactual. ``changes``: spans of the words that the sign was read from. ``of_cause`` and
    ``of_effect``: what a side is about, where that is less than the side: what changes on it ("exports" of "a drop in
    exports"), or its gist. ``clausal``: the sides, "cause" and "effect", that a clause tells as an event ("the talks fail").
    ``sure`` is the chance that the text says so, in 0..1.
    """

    id: str
    cause: tuple[Pair, ...]
    effect: tuple[Pair, ...]
    signal: tuple[Pair, ...] = ()
    polarity: Sign | None = None
    conditional: bool = False
    kind: CauseKind = "cause"
    negated: bool = False
    hedged: bool = False
    changes: tuple[Pair, ...] = ()
    attribution: str | None = None
    of_cause: tuple[Pair, ...] = ()
    of_effect: tuple[Pair, ...] = ()
    clausal: tuple[Side, ...] = ()
    sure: float = 1.0


class Annotation(Record, frozen=True, kw_only=True):
    """All layers of one article: a pure function of the article and the models (``models``: name to version).

    ``left_out`` names the layers that failed and are empty for that, each with the reason in one line.
    """

    article: Article
    sentences: tuple[Pair, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    influences: tuple[Cause, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    causes: tuple[Cause, ...] = ()
    models: dict[str, str] = msgspec.field(default_factory=dict)
    left_out: dict[str, str] = msgspec.field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of ``fabula annotate --jsonl``: layers beside the article, zones lifted out of it."""
        out: dict[str, Any] = msgspec.to_builtins(self)
        out["zones"] = out["article"].pop("zones")
        return out
