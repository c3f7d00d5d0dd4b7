"""Probabilities stated as numbers: "a 70% chance", "one in five"."""

import re

_STATED = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d+)?)(?:\s?%|[\s-]per[\s-]?cent\b|[\s-]percent\b)(?=\W+(?:chance|probability|likelihood|odds|"
    r"risk|possibility|danger|sure|certain|likely))|\b(?:chance|probability|likelihood|odds|risk)s?\W+(?:of|is|at|are|was)"
    r"\W+(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(one|two|three|\d{1,2})[ -]in[ -](two|three|four|five|ten|\d{1,3})\b(?=\W+(?:chance|odds|probability|risk))",
    re.I,
)
_NUMBER = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}


def stated(text: str) -> float | None:
    """A probability stated as a number ("a 70% chance", "one in five chance"), or None."""
    if m := _STATED.search(text):
        p = float(m[1] or m[2]) / 100
        return p if 0 <= p <= 1 else None
    if m := _IN.search(text):
        top, under = (_NUMBER.get(x.lower()) or int(x) if not x.isdigit() else int(x) for x in m.groups())
        return top / under if 0 < under >= top else None
    return None
