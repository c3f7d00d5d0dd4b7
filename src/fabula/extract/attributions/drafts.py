"""Attributions in the making: the parts of one, before it is numbered, and how spans of two compare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fabula.extract.attributions.grounds import STATED, AttributionGround
from fabula.extract.attributions.turns import Turn
from fabula.model.records import Pair


@dataclass(slots=True)
class Draft:
    """One attribution before it is numbered and its speaker known.

    ``ground`` is what it rests on; ``subject`` is the index of its source's head word where the parse gave it;
    ``quotes`` are the indices of the top-level quotations in its content; ``turn`` is the turn that it is;
    ``passive``: its source was the subject of a passive of speech, and is what is spoken of.
    """

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    ground: AttributionGround
    score: float
    subject: int | None = None
    quotes: tuple[int, ...] = ()
    turn: Turn | None = None
    passive: bool = False

    @property
    def stated(self) -> bool:
        """Whether it is direct speech with a cue beside it, found by the rules."""
        return self.ground in STATED

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where its content ends."""
        return self.content[-1][1]


def size(spans: Iterable[Pair]) -> int:
    """How many characters spans cover."""
    return sum(e - s for s, e in spans)


def shared(a: Sequence[Pair], b: Sequence[Pair]) -> int:
    """How many characters two lists of spans share; each in order and without overlaps."""
    i = j = n = 0
    while i < len(a) and j < len(b):
        n += max(0, min(a[i][1], b[j][1]) - max(a[i][0], b[j][0]))
        if a[i][1] <= b[j][1]:
            i += 1
        else:
            j += 1
    return n


def joined(spans: Iterable[Pair]) -> tuple[Pair, ...]:
    """Spans in order, those that overlap made one; those that only touch stay two."""
    out: list[Pair] = []
    for s, e in sorted(spans):
        if out and s < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], e))
        elif s < e:
            out.append((s, e))
    return tuple(out)


def without(spans: Iterable[Pair], cut: Sequence[Pair]) -> tuple[Pair, ...]:
    """Spans without what other spans cover."""
    out: list[Pair] = []
    for s, e in spans:
        for a, b in cut:
            if b <= s or a >= e:
                continue
            if s < a:
                out.append((s, a))
            s = min(b, e)
        if s < e:
            out.append((s, e))
    return tuple(out)
