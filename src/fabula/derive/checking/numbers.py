"""Whether a telling has the number that a draft gives: more strictly than two tellings are compared, since a draft is to be true to one."""

from collections.abc import Sequence

from fabula.compare.quantities import ComparedQuantity, alike

EXACT, ROUGH, ROOM = 0.005, 0.1, 1.5
"""How far a number may be from the one that it stands for: as stated, "about", and "more than" or "fewer than"."""


def given(q: ComparedQuantity, others: Sequence[ComparedQuantity]) -> bool:
    """Whether one of some numbers is this one."""
    return any(_same(q, o) and _fits(q, o) for o in others)


def rival(
    q: ComparedQuantity, others: Sequence[ComparedQuantity], mine: Sequence[ComparedQuantity]
) -> ComparedQuantity | None:
    """A number that a telling gives of the same thing, and that is another, and none that the draft gives too."""
    for o in others:
        if (alike(q, o) or not (q.units and o.units)) and not any(_same(x, o) for x in mine):
            return o
    return None


def _fits(a: ComparedQuantity, b: ComparedQuantity) -> bool:
    """Whether two numbers may count one thing: not money and people, not percent and kilometres."""
    measured = [q.units[0] if q.units and _MEASURE(q) else "" for q in (a, b)]
    return not all(measured) or measured[0] == measured[1]


def _MEASURE(q: ComparedQuantity) -> bool:  # noqa: N802
    return q.units[0] in ("%", "metre", "gram", "minute", "hectare", "litre", "watt", "person") or len(q.units[0]) == 3


def _same(a: ComparedQuantity, b: ComparedQuantity) -> bool:
    apart = abs(a.value - b.value)
    if apart <= EXACT * max(a.value, b.value):
        return True
    over, under = a.high > 2 * a.value, a.low < 0.5 * a.value
    if over:  # "more than 100" of 120
        return a.value <= b.value <= ROOM * a.value
    if under:
        return a.value / ROOM <= b.value <= a.value
    return a.inexact and apart <= ROUGH * b.value
