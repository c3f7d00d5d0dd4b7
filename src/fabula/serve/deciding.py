"""What a person decides on a page, kept in the dossier with who, when and why."""

import datetime
import getpass

import msgspec

from fabula.dossier import Editor
from fabula.model.decisions import Decision
from fabula.serve.asking import Ask

WAIT = 60.0
"""Seconds that a decision waits for a build to end."""


def decide(ask: Ask, *decisions: Decision) -> None:
    """Keep decisions, and let pages go on from what follows from them. Raises what ``Editor.decide`` raises."""
    reason = " ".join(ask.sent("because").split())[:500] or None
    who = " ".join(ask.sent("who").split())[:100] or name_of_user()
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with Editor(ask.holder.path, wait=WAIT) as d:
        d.decide(*(msgspec.structs.replace(x, who=who, at=now, because=reason) for x in decisions))
    ask.holder.look_now()


def name_of_user() -> str | None:
    """The name of the account that runs the server; None where the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None
