"""The closed sets of words that records use: what a type checker holds code to, and decoding holds files to."""

from typing import Literal

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
