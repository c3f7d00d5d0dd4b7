"""What a person can decide, and whether a decision is one: the actions of records.Decision."""

from fabula.causality.deciding import MAP_ACTIONS
from fabula.errors import UsageError
from fabula.forecasting import outcomes
from fabula.records import Decision

RESOLVING = frozenset({"same", "different", "rename"})
"""Decisions that resolving follows: with them what is resolved is made anew."""
NAMING = frozenset({"rename", "call"})
"""Decisions that give a name."""


def check(d: Decision) -> None:
    """Raises UsageError for what is no decision: an unknown action, or fields that the action has no use for."""
    if not d.left:
        raise UsageError(f"not a decision: {d.action} rests on nothing")
    if d.action == outcomes.ACTION:
        outcomes.check(d)
        return
    known = d.action in RESOLVING or d.action in MAP_ACTIONS
    if not known or (d.action in NAMING) != (d.name is not None) or d.sign not in (None, 1, -1):
        raise UsageError(f"not a decision: {d.action}")
