"""Whether two times agree as far as each is stated: a draft says "on Wednesday" or "5 March", a telling's layer has the day."""

import re
from collections.abc import Sequence
from datetime import date

_DATE = re.compile(r"([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?(?:T(.*))?$")
_WEEKDAY = re.compile(r"[\dX]{4}-W[\dX]{2}-([1-7])(?:T(.*))?$")

Parts = dict[str, str]


def parts(value: str) -> Parts:
    """What a TIMEX3 value states, by kind: year, month, day (of a month), weekday, clock. Empty for durations and references."""
    if m := _WEEKDAY.match(value):
        out = {"weekday": m[1]}
        return {**out, **_clock(m[2])}
    m = _DATE.match(value)
    if not m:
        return {}
    out = {k: v for k, v in zip(("year", "month", "day"), m.groups(), strict=False) if v and "X" not in v}
    if {"year", "month", "day"} <= out.keys():
        try:
            out["weekday"] = str(date(int(out["year"]), int(out["month"]), int(out["day"])).isoweekday())
        except ValueError:
            return {}
    return {**out, **_clock(m[4])}


def _clock(text: str | None) -> Parts:
    if not text:
        return {}
    return {"clock": text[:5]} if text[:2].isdigit() else {"part": text}


FINEST = ("clock", "day", "weekday", "month", "year", "part")
"""The kinds of what a time states, the finest first: two times are compared by the finest that both have."""


def stands(value: str, others: Sequence[str]) -> bool | None:
    """Whether a time is among others as far as it is stated; None where none of them states as much."""
    mine = parts(value)
    if not mine:
        return True  # nothing to hold against anything
    stated = [k for k in FINEST if k in mine]
    if not stated:
        return None
    seen = False
    for other in map(parts, others):
        if stated[0] not in other:
            continue
        seen = True
        if all(mine[k] == other[k] for k in mine if k in other):
            return True
    return False if seen else None


_EARLY = re.compile(r"\b(?:first|early|beginning|start|opening|before)\b", re.IGNORECASE)
_LATE = re.compile(r"\b(?:last|late|end|final|closing|after)\b", re.IGNORECASE)


def turned(mine: str, other: str) -> bool:
    """Whether one of two expressions of a time is of its beginning, or before it, and the other of its end, or after it."""
    a, b = ((bool(_EARLY.search(x)), bool(_LATE.search(x))) for x in (mine, other))
    return a in ((True, False), (False, True)) and b == (a[1], a[0])
