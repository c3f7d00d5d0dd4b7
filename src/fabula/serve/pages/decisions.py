"""What was decided: the log, the last one taken back, and decisions carried from one dossier to another."""

from collections.abc import Callable, Sequence

from fabula.dossier import Editor
from fabula.engine.importing import imported
from fabula.errors import UsageError
from fabula.model.decisions import Decision
from fabula.model.quoting import encoded
from fabula.model.records import Anchor
from fabula.serve.asking import Answer, Ask, Download, Moved, Page
from fabula.serve.deciding import WAIT
from fabula.serve.state import State

SAID: dict[str, str] = {
    "same": "one and the same",
    "different": "not the same",
    "rename": "called",
    "known": "is in the list",
    "not-known": "is not in the list",
    "none": "is none of the list",
    "forecast": "what became of a forecast",
    "join": "one variable",
    "oppose": "opposites",
    "part": "different variables",
    "call": "variable called",
    "flip": "turned",
    "sign": "sign of a link",
    "reject": "no such link",
    "accept": "a link after all",
    "relate": "claims",
    "calibrate": "the judge fitted",
}
"""Decisions in words."""


def log(ask: Ask, _: str) -> Answer:
    """The log, the newest first."""
    every = ask.state.d.decisions()
    numbered = list(enumerate(every, 1))[::-1]
    return Page(
        "decisions.html",
        {
            "cut": ask.cut(numbered, 40),
            "said": SAID,
            "what": what,
            "sides": lambda d: sides(ask.state, d),
            "taken": ask.get("taken"),
            "left_out": ask.get("left"),
        },
    )


def what(d: Decision) -> str:
    """What was decided beyond its kind, in a word or two."""
    parts: list[Callable[[], str]] = [
        lambda: getattr(d, "relation", "") or "",
        lambda: getattr(d, "status", "") or "",
        lambda: getattr(d, "name", "") or "",
        lambda: {1: "raises", -1: "lowers"}.get(getattr(d, "sign", 0) or 0, ""),
        lambda: ": ".join(getattr(d, "known", ())),
    ]
    return ", ".join(x for x in (p() for p in parts) if x)


def sides(s: State, d: Decision) -> list[Sequence[Anchor]]:
    """The places that it rests on, a few a side, as far as they are held."""
    found = [d.left, getattr(d, "right", ())]
    return [[a for a in side if a[0] in s.articles][:3] for side in found if side]


def export(ask: Ask, _: str) -> Answer:
    """All decisions, a JSON object a line."""
    lines = "".join(encoded(d) + "\n" for d in ask.state.d.decisions())
    return Download("decisions.jsonl", "application/x-ndjson", lines.encode("utf-8", "backslashreplace"))


def undo(ask: Ask, _: str) -> Answer:
    """Take the last one back."""
    with Editor(ask.holder.path, wait=WAIT) as d:
        d.undo()
    ask.holder.look_now()
    return Moved("/decisions")


def take_over(ask: Ask, _: str) -> Answer:
    """Take over decisions that were exported; those on articles that are not held here are counted."""
    if not ask.files:
        raise UsageError("Choose a file of decisions.")
    try:
        lines = [line for f in ask.files for line in f.data.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError as e:
        raise UsageError("That file is no text in UTF-8.") from e
    with Editor(ask.holder.path, wait=WAIT) as d:
        found = list(imported(d, "the file", lines))
        good = [x for x in found if not isinstance(x, UsageError)]
        if good:
            d.decide(*good)
    ask.holder.look_now()
    return Moved(f"/decisions?taken={len(good)}&left={len(found) - len(good)}")
