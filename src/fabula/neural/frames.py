"""What the reader proposes: frames of spans, before the layers judge them."""

from dataclasses import dataclass

from fabula.model.records import Pair


@dataclass(frozen=True, slots=True)
class Frame:
    """One proposal of the reader.

    ``task`` is attribution (roles source, cue, content), cause (cause, effect, signal) or condition (antecedent,
    consequent); ``roles`` maps each role to its spans, code points into the article's text, in order; ``score`` is the
    probability in 0..1 that the frame is there at all.
    """

    task: str
    score: float
    roles: dict[str, tuple[Pair, ...]]
