"""What an attribution rests on: a tag that the rules look at, and its words for a person."""

from enum import Enum, auto
from typing import Final


class AttributionGround(Enum):
    """How it is known that words are somebody's."""

    CUE = auto()
    CUE_AFTER = auto()
    CUE_BEFORE = auto()
    ACCORDING = auto()
    COLON = auto()
    SIGNED = auto()
    GOES_ON = auto()
    CONTINUES = auto()
    ALONE = auto()
    TURN = auto()
    READER = auto()
    READER_PARSED = auto()


STATED: Final = frozenset(
    {AttributionGround.CUE_AFTER, AttributionGround.CUE_BEFORE, AttributionGround.ACCORDING, AttributionGround.SIGNED}
)
"""Grounds of direct speech that stand beside it."""

_WORDS: Final = {
    AttributionGround.CUE: "cue",
    AttributionGround.CUE_AFTER: "cue after it",
    AttributionGround.CUE_BEFORE: "cue before it",
    AttributionGround.ACCORDING: "according to",
    AttributionGround.COLON: "colon",
    AttributionGround.SIGNED: "signed",
    AttributionGround.GOES_ON: "goes on",
    AttributionGround.CONTINUES: "continues",
    AttributionGround.ALONE: "no source beside it",
    AttributionGround.TURN: "turn",
    AttributionGround.READER: "reader",
    AttributionGround.READER_PARSED: "reader, source by the parse",
}


def worded(ground: AttributionGround, passive: bool = False) -> str:
    """A ground in words; ``passive`` where the subject of a passive of speech was taken for what is spoken of."""
    return _WORDS[ground] + (", passive" if passive else "")
