"""What a person decides, one type a kind of decision, and whether a decision is a whole one.

Decisions rest on anchors, not ids: they hold whatever later versions make of the articles. In JSON the field ``action``
says of which kind a decision is.
"""

from collections.abc import Iterable
from datetime import date
from types import UnionType
from typing import Any, get_args

import msgspec

from fabula.errors import UsageError
from fabula.model.base import Anchor, Record
from fabula.model.vocabulary import Relation, Ruling, Sign


class BaseDecision(Record, frozen=True, kw_only=True, tag_field="action", tag="", forbid_unknown_fields=True):
    """What all decisions share: they outrank the machine, survive rebuilds and can be undone; the later holds.

    ``who`` decided it, ``at`` what time (ISO 8601, UTC) and ``because`` of what, as far as that was kept: they change nothing
    of what follows from it.
    """

    left: tuple[Anchor, ...]
    who: str | None = None
    at: str | None = None
    because: str | None = None

    @property
    def action(self) -> str:
        """The kind of decision, as JSON has it."""
        return str(self.__struct_config__.tag)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Every place that the decision rests on."""
        return self.left

    def wrong(self) -> str | None:
        """What keeps it from being a whole decision; None where nothing does."""
        return None if self.left else f"{self.action} rests on nothing"

    def check(self) -> None:
        """Raises UsageError for what is no whole decision, saying why."""
        if why := self.wrong():
            raise UsageError(f"not a decision: {why}")


class TwoSided(BaseDecision, frozen=True, kw_only=True, tag=""):
    """A decision about what stands at ``left`` and what stands at ``right``."""

    right: tuple[Anchor, ...] = ()

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Every place that the decision rests on."""
        return (*self.left, *self.right)


class Naming(BaseDecision, frozen=True, kw_only=True, tag=""):
    """A decision that gives a name."""

    name: str

    def wrong(self) -> str | None:
        """What keeps it from being a whole decision; None where nothing does."""
        return BaseDecision.wrong(self) or (None if self.name.strip() else f"{self.action} gives no name")


class Same(TwoSided, frozen=True, kw_only=True, tag="same"):
    """The entities at ``left`` and ``right`` are one."""


class Different(TwoSided, frozen=True, kw_only=True, tag="different"):
    """None of the entities at ``left`` is any of those at ``right``."""


class Rename(Naming, frozen=True, kw_only=True, tag="rename"):
    """The entity at ``left`` is called ``name``."""


class KnownAs(BaseDecision, frozen=True, kw_only=True, tag="known"):
    """The entity at ``left`` is the one that ``known`` names: the list, and the identifier in it."""

    known: tuple[str, str]


class NotKnown(BaseDecision, frozen=True, kw_only=True, tag="not-known"):
    """The entity at ``left`` is not the one that ``known`` names: the list, and the identifier in it."""

    known: tuple[str, str]


class NoneKnown(BaseDecision, frozen=True, kw_only=True, tag="none"):
    """The entity at ``left`` is none of those in the reference lists."""


class ForecastOutcome(TwoSided, frozen=True, kw_only=True, tag="forecast"):
    """What became of the forecast at ``left``: its ``status``, as the passages at ``right`` or the ``note`` show.

    ``on``: the ISO date when it was settled. ``probability``, in 0..1: what to score the forecast by, instead of its
    words; a decision may give that alone, without a status.
    """

    status: Ruling | None = None
    note: str | None = None
    on: str | None = None
    probability: float | None = None

    def wrong(self) -> str | None:
        """What keeps it from being a whole decision; None where nothing does."""
        if not self.left:
            return BaseDecision.wrong(self)
        if self.status is None and self.probability is None:
            return "a decision on a forecast needs a status or a probability"
        if self.status is not None and self.status not in get_args(Ruling):
            return f"a forecast is {', '.join(get_args(Ruling))}; not {self.status}"
        if self.status not in (None, "open") and not self.right and not (self.note and self.note.strip()):
            return "what became of a forecast needs evidence: a passage of an article, or a note"
        if self.probability is not None and not 0 <= self.probability <= 1:
            return f"a probability lies between 0 and 1; not {self.probability}"
        return None if self.on is None or _is_day(self.on) else f"a date looks like 2024-07-31; not {self.on}"


class Join(TwoSided, frozen=True, kw_only=True, tag="join"):
    """The phrases of the causal map at ``left`` and ``right`` mean one concept."""


class Oppose(TwoSided, frozen=True, kw_only=True, tag="oppose"):
    """The phrases at ``left`` mean the opposite of those at ``right``, within one concept."""


class Part(TwoSided, frozen=True, kw_only=True, tag="part"):
    """The phrases at ``left`` and ``right`` mean different concepts."""


class Call(Naming, frozen=True, kw_only=True, tag="call"):
    """The concept of the phrases at ``left`` is called ``name``."""


class Flip(BaseDecision, frozen=True, kw_only=True, tag="flip"):
    """The phrase at ``left`` is what its concept is about (``sign`` 1), or the opposite of that (-1)."""

    sign: Sign

    def wrong(self) -> str | None:
        """What keeps it from being a whole decision; None where nothing does."""
        return BaseDecision.wrong(self) or (
            None if self.sign in get_args(Sign) else f"flip has the sign 1 or -1; not {self.sign}"
        )


class SignOf(TwoSided, frozen=True, kw_only=True, tag="sign"):
    """The relation whose cause stands at ``left`` and whose effect at ``right`` has a ``sign``, as its passage tells it.

    None: the passage does not say which way.
    """

    sign: Sign | None = None

    def wrong(self) -> str | None:
        """What keeps it from being a whole decision; None where nothing does."""
        if self.sign not in (None, *get_args(Sign)):
            return f"a relation has the sign 1, -1 or none; not {self.sign}"
        return BaseDecision.wrong(self)


class Reject(TwoSided, frozen=True, kw_only=True, tag="reject"):
    """The passage whose cause stands at ``left`` and whose effect at ``right`` tells of no such relation."""


class Accept(TwoSided, frozen=True, kw_only=True, tag="accept"):
    """The passage whose cause stands at ``left`` and whose effect at ``right`` tells of it after all."""


class AddLink(TwoSided, frozen=True, kw_only=True, tag="link"):
    """What the phrases at ``left`` tell of moves what those at ``right`` tell of: ``sign`` 1, -1 or none, as ``note`` says."""

    sign: Sign | None = None
    note: str

    def wrong(self) -> str | None:
        """What keeps it from being a whole decision; None where nothing does."""
        if self.sign not in (None, *get_args(Sign)):
            return f"a link has the sign 1, -1 or none; not {self.sign}"
        if not self.note.strip():
            return "a link that you add needs a note: what it rests on"
        return BaseDecision.wrong(self) or (None if self.right else "a link needs an effect")


class Relate(TwoSided, frozen=True, kw_only=True, tag="relate"):
    """The claims at ``left`` are to those at ``right``, or where there is no ``right`` to each other, what ``relation`` says."""

    relation: Relation

    def wrong(self) -> str | None:
        """What keeps it from being a whole decision; None where nothing does."""
        if self.relation not in get_args(Relation):
            return f"{self.relation} is no relation; there are: {', '.join(get_args(Relation))}"
        if not self.right and len(self.left) == 1 and self.relation != "neither":
            return "one passage alone can only be taken back as what one alone says"
        return BaseDecision.wrong(self)


class Calibrate(BaseDecision, frozen=True, kw_only=True, tag="calibrate"):
    """The judge's log probabilities are scaled by the first of ``values`` and shifted by the others.

    ``name`` is the judge's version. It rests on no place.
    """

    left: tuple[()] = ()
    name: str
    values: tuple[float, float, float]

    def wrong(self) -> str | None:
        """What keeps it from being a whole decision; None where nothing does."""
        whole = len(self.values) == 3 and self.values[0] > 0 and self.name
        return None if whole else "calibrate needs a scale above 0, two shifts and the judge's version"


OfEntities = Same | Different | Rename
"""Decisions on who is who: what is resolved follows them."""
OfKnown = KnownAs | NotKnown | NoneKnown
"""Decisions on which known entity one is: they change nothing else of what is resolved."""
OfPhrases = Join | Oppose | Part | Call | Flip
"""Decisions on the concepts of the causal map."""
OfRelations = SignOf | Reject | Accept
"""Decisions on single relations of the causal map."""
OfLinks = AddLink
"""Decisions on links of the system that no passage tells."""
OfClaims = Relate | Calibrate
"""Decisions on what claims are to each other."""
Decision = OfEntities | OfKnown | ForecastOutcome | OfPhrases | OfRelations | OfLinks | OfClaims
"""What a person can decide."""


def actions(*kinds: type[BaseDecision] | UnionType) -> frozenset[str]:
    """The actions of types of decisions, or of unions of them, as JSON has them."""
    each: Iterable[Any] = (t for kind in kinds for t in (get_args(kind) or (kind,)))
    return frozenset(str(t.__struct_config__.tag) for t in each)


def decoded(body: str | bytes) -> Decision:
    """A decision from its JSON. Raises msgspec.DecodeError for what is none.

    Fields that are null or empty may stand there though the kind has no such field: earlier versions wrote them all.
    """
    raw = msgspec.json.decode(body)
    if isinstance(raw, dict):
        raw = {k: v for k, v in raw.items() if v is not None and v != []}
        if raw.get("action") != "calibrate":
            raw.setdefault("left", [])
    found: Decision = msgspec.convert(raw, type=Decision)
    return found


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
