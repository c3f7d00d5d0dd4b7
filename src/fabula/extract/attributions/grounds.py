"""What an attribution rests on: a tag that the rules look at, and its words for a person."""

from enum import Enum, auto
from typing import Final


class Ground(Enum):
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


STATED: Final = frozenset({Ground.CUE_AFTER, Ground.CUE_BEFORE, Ground.ACCORDING, Ground.SIGNED})
"""Grounds of direct speech that stand beside it."""

_WORDS: Final = {
    Ground.CUE: "cue",
    Ground.CUE_AFTER: "cue after it",
    Ground.CUE_BEFORE: "cue before it",
    Ground.ACCORDING: "according to",
    Ground.COLON: "colon",
    Ground.SIGNED: "signed",
    Ground.GOES_ON: "goes on",
    Ground.CONTINUES: "continues",
    Ground.ALONE: "no source beside it",
    Ground.TURN: "turn",
    Ground.READER: "reader",
    Ground.READER_PARSED: "reader, source by the parse",
}


def worded(ground: Ground, passive: bool = False) -> str:
    """A ground in words; ``passive`` where the subject of a passive of speech was taken for what is spoken of."""
    return _WORDS[ground] + (", passive" if passive else "")
