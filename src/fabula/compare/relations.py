"""What a person can decide that claims are to each other, and whether a decision says so."""

from fabula.errors import UsageError
from fabula.model.records import Decision

KINDS = {"agrees": "agree", "clashes": "disagree", "neither": None, "development": "development", "view": "view"}
"""Relations that a person can decide on, and the kind of comparison that each makes."""
COPIES = frozenset({"copy", "rewrite", "translation", "republication"})
"""Kinds of lineage that make an article no telling of its own."""
JUDGED = 40
"""Pairs judged an article at the most, the likest first: 40 times some 5 ms bounds what an article adds."""
ACTIONS = frozenset({"relate", "calibrate"})
"""Decisions that comparing follows."""


def check(d: Decision) -> None:
    """Raises UsageError for what is no decision about claims, or no calibration of the judge."""
    if wrong := _wrong(d):
        raise UsageError(f"not a decision: {wrong}")


def _wrong(d: Decision) -> str | None:
    if d.action == "calibrate":
        good = len(d.values) == 3 and d.values[0] > 0 and d.name and not d.left
        return None if good else "calibrate needs a scale above 0, two shifts and the judge's version"
    if d.relation not in KINDS:
        return f"{d.relation} is no relation; there are: {', '.join(KINDS)}"
    if not d.left:
        return "relate rests on nothing"
    if not d.right and len(d.left) == 1 and d.relation != "neither":
        return "one passage alone can only be taken back as what one alone says"
    return None
