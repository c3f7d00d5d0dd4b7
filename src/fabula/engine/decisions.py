"""What a person can decide, and whether a decision is one: the actions of records.Decision."""

from fabula.compare import relations
from fabula.derive.causal.deciding import MAP_ACTIONS
from fabula.derive.forecasts import outcomes
from fabula.errors import UsageError
from fabula.model.records import Decision

RESOLVING = frozenset({"same", "different", "rename"})
"""Decisions that resolving follows: with them what is resolved is made anew."""
OF_KNOWN = frozenset({"known", "not-known", "none"})
"""Those that say which known entity one is: they change nothing else of what is resolved."""
NEEDS = {"rename": {"name"}, "call": {"name"}, "known": {"known"}, "not-known": {"known"}}
"""The fields that an action needs beside its anchors; it can have no others of these."""


def check(d: Decision) -> None:
    """Raises UsageError for what is no decision: an unknown action, or fields that the action has no use for."""
    if d.action in relations.ACTIONS:
        relations.check(d)
        return
    if not d.left:
        raise UsageError(f"not a decision: {d.action} rests on nothing")
    if d.action == outcomes.ACTION:
        outcomes.check(d)
        return
    given = {f for f in ("name", "known") if getattr(d, f) is not None}
    known = d.action in RESOLVING or d.action in MAP_ACTIONS or d.action in OF_KNOWN
    if not known or given != NEEDS.get(d.action, set()) or d.sign not in (None, 1, -1):
        raise UsageError(f"not a decision: {d.action}")
