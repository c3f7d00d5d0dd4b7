"""Do two passages agree, clash, or neither? By their words, their numbers and what they negate, with the reason.

The left is a claim or a headline, the right a passage or a whole article: the right's sentences that best cover the
left are what it is held against.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from fabula.comparing.quantities import Quantity, clash, quantities
from fabula.comparing.wording import REFUTING, negations, opposed, stems, words
from fabula.errors import UsageError

COVERED = 0.42
"""Share of the left's content stems that the right must hold to be about the same thing. Chosen on the training part
of the claims corpora (macro F1)."""
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+|\n+")
MOST = 200
"""Sentences of the right that are looked at: a longer article is cut here, as the lead carries the news."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``relation``: agrees, clashes or neither; ``score`` in 0..1; ``why``: what decided, one part an item."""

    relation: str
    score: float
    why: tuple[str, ...]


def judge(left: str, right: str) -> Verdict:
    """Judge a pair of texts."""
    mine = words(left)
    wanted = set(stems(mine))
    if not wanted:
        return Verdict("neither", 0.5, ("the left has no content words",))
    best, covered, theirs = "", 0.0, []
    for sentence in _SENTENCE.split(right)[:MOST]:
        tokens = words(sentence)
        share = len(wanted & set(stems(tokens))) / len(wanted)
        if share > covered:
            best, covered, theirs = sentence, share, tokens
    why = [f"{covered:.0%} of the left's words are in the right's closest sentence"]
    if covered < COVERED:
        return Verdict("neither", round(min(1.0, 1 - covered), 3), tuple(why))
    found = clashing(left, best, mine, theirs)
    if found:
        return Verdict("clashes", round(min(0.95, 0.5 + covered / 2), 3), (*why, *found))
    return Verdict(
        "agrees", round(min(0.95, 0.4 + covered / 2), 3), (*why, "no number, negation or opposite stands against it")
    )


def clashing(left: str, right: str, mine: list[str], theirs: list[str]) -> list[str]:
    """What stands against each other in two sentences about the same thing; empty where nothing does."""
    out = []
    numbers = clash(quantities(left), quantities(right))
    if numbers:
        out.append(f"numbers differ: {said(left, numbers[0])} and {said(right, numbers[1])}")
    if (negations(mine) + negations(theirs)) % 2:
        out.append("one of them negates what the other says")
    turned = opposed(stems(mine), stems(theirs))
    if turned:
        out.append(f"opposites: {turned[0]}- and {turned[1]}-")
        if len(out) > 1 and out[0].startswith("one of them negates"):
            return []  # not up and down: the two cancel out
    refuting = sorted((set(theirs) - set(mine)) & REFUTING)
    if refuting:
        out.append(f"the right refutes: {', '.join(refuting)}")
    return out


def said(text: str, q: Quantity) -> str:
    """A quantity as it is written, with its unit."""
    return " ".join(text[q.start : q.end].split() + text[q.end : q.end + 24].split()[:1])


def compare_lines(lines: Iterable[str]) -> Iterator[str]:
    """Judge lines of {id, left, right} into lines of {id, relation, score, why}. Raises UsageError naming the line."""
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line)
            v = judge(row["left"], row["right"])
            found = {"id": row["id"], "relation": v.relation, "score": v.score, "why": list(v.why)}
        except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as e:
            raise UsageError(f"line {n}: expected a JSON object with id, left and right") from e
        yield msgspec.json.encode(found).decode()
