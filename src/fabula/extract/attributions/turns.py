"""Interviews and transcripts: who speaks in each turn, read from the layout.

A turn is a line that opens with a label ("Dr. Reed:", "SMITH:", "Q:", "**Smith:**"), or, in interviews without labels,
a line that opens with a dash or stands in bold. Labels alone prove nothing (a list of "Date: ...", "Place: ..." has
them too): they are turns where at least two labels take part and come back, as speakers do.
"""

import re
from collections import Counter
from dataclasses import dataclass

from fabula.extract.analysis import Analysis, trimmed
from fabula.lang.en.reporting_verbs import LABELS, PARTICLES
from fabula.lang.en.rules.turns import ASKS, TITLES
from fabula.model.records import Pair

LABEL = re.compile(
    r"[ \t\xa0]*(?:[-–—•>*_#]+[ \t\xa0]*)?"
    r"(?P<name>[^\W\d_][\w.’'&@-]*(?:[ \xa0][\w.’'&@(),-]+){0,6}?)"
    r"(?:[ \t\xa0]*\((?P<aside>[^()\n]{1,40})\))?[*_]{0,3}[ \t\xa0]*[:：][*_]{0,3}(?=\s|[“\"«„]|$)(?!//)"
)
_DASH = re.compile(r"[ \t\xa0]*[-–—―][ \t\xa0]*(?=[^\s\d-])")
_ANY_DASH = re.compile(r"[-–—―][ \t\xa0]*(?=[^\s\d-])")
_BOLD = re.compile(r"[ \t\xa0]*(?P<mark>\*\*|__)(?P<text>[^*_\n]+)(?P=mark)[ \t\xa0]*$")
_LINE = re.compile(r"[^\n]*\S[^\n]*")

ANSWERS = frozenset({"a", "answer"})
_GAP = 12
"""Lines without a label that a turn may run over."""


@dataclass(slots=True)
class Turn:
    """One turn: the label's span (None where the layout alone tells), the cue's, and the content's, line by line.

    ``name`` is the label in full: a short label is given the full name that an earlier one, or the text, goes by.
    ``asks``: whether it is a question of the interviewer.
    """

    label: Pair | None
    cue: Pair | None
    content: list[Pair]
    name: str
    asks: bool = False


def turns(analysis: Analysis) -> list[Turn]:
    """The turns of an interview or transcript, in order; empty where the article is none."""
    text = analysis.text
    lines = [m.span() for m in _LINE.finditer(text)]
    found = _labelled(analysis, lines)
    if not found and ("**" in text or "__" in text or _ANY_DASH.search(text)):
        found = _unlabelled(analysis, lines)
    return found


def _name_like(name: str) -> bool:
    """Whether a label reads as a name: capitals, no function word at the front, not a list's key."""
    words = name.replace("\xa0", " ").split()
    if not words or words[0].lower().strip(".,'’") in LABELS or len(name) > 60:
        return False
    core = [w for w in words if w.lower() not in PARTICLES]
    return bool(core) and all(
        w[0].isupper() or w[0] == "(" or not w[0].isalpha() or (w.lower() == w and "." in w) for w in core
    )


def _labelled(analysis: Analysis, lines: list[Pair]) -> list[Turn]:
    text = analysis.text
    marks: list[tuple[int, re.Match[str]]] = []
    for n, (a, b) in enumerate(lines):
        m = LABEL.match(text, a, min(b, a + 120))
        if m and _name_like(m["name"]) and analysis.told(m.start("name")):
            marks.append((n, m))
    marks = _runs(marks)
    found: list[Turn] = []
    for k, (n, m) in enumerate(marks):
        last = k + 1 == len(marks) or marks[k + 1][0] - n > _GAP
        stop = n + 1 if last else marks[k + 1][0]
        content = []
        for j in range(n, stop):
            s, e = trimmed(text, m.end() if j == n else lines[j][0], lines[j][1])
            z = analysis.zone(s)
            if s < e and analysis.told(s) and not (j > n and z is not None and z.kind in ("heading", "caption")):
                content.append((s, e))
        if content:
            name = m["name"].strip(" .,*_") if m["name"].isupper() else m["name"].strip(" ,*_")
            cue = (text.index(":", m.end("name")) if ":" in m.group() else m.end() - 1,) * 2
            found.append(
                Turn(m.span("name"), (cue[0], cue[0] + 1), content, name, name.lower().rstrip("0123456789.") in ASKS)
            )
    return _named(found, analysis.article.outlet)


def _runs(marks: list[tuple[int, "re.Match[str]"]]) -> list[tuple[int, "re.Match[str]"]]:
    """Only the stretches of labels that make a conversation: near each other, two labels at least, coming back."""
    out: list[tuple[int, re.Match[str]]] = []
    run: list[tuple[int, re.Match[str]]] = []
    for mark in [*marks, None]:
        if mark is not None and (not run or mark[0] - run[-1][0] <= _GAP):
            run.append(mark)
            continue
        labels = Counter(m["name"].lower().strip(".") for _, m in run)
        asked = bool(labels.keys() & ASKS) and len(labels) > 1
        if len(labels) >= 2 and ((len(run) >= 3 and max(labels.values()) >= 2) or asked):
            back = sum(n for n in labels.values() if n > 1)
            if asked or back * 2 >= len(run):
                out.extend(run)
        run = [mark] if mark is not None else []
    return out


def _named(found: list[Turn], outlet: str | None) -> list[Turn]:
    """Carry the first turn's full name to later short ones, and mark the outlet's turns as the interviewer's."""
    full: dict[str, str] = {}
    for t in found:
        words = _key(t.name)
        if len(words) > 1:
            full.setdefault(words[-1], t.name)
            full.setdefault("".join(w[0] for w in words), t.name)
    for t in found:
        words = _key(t.name)
        if len(words) == 1 and words[0] in full:
            t.name = full[words[0]]
        if outlet and "".join(_key(t.name)) == "".join(_key(outlet)):
            t.asks = True
    return found


def _key(name: str) -> list[str]:
    words = re.findall(r"[^\W_]+", name.lower())
    return [w for w in words if w not in TITLES] or words


def _unlabelled(analysis: Analysis, lines: list[Pair]) -> list[Turn]:
    """Interviews whose turns begin with a dash, or whose questions stand in bold and the answers below them."""
    text = analysis.text
    body = [(n, a, b) for n, (a, b) in enumerate(lines) if analysis.told(a)]
    bold = [n for n, a, b in body if (m := _BOLD.match(text, a, b)) and m["text"].rstrip().endswith("?")]
    if len(bold) >= 2:
        asked = set(bold)
        found: list[Turn] = []
        for n, a, b in body:
            if n < bold[0]:
                continue
            if n in asked:
                m = _BOLD.match(text, a, b)
                assert m is not None
                found.append(Turn(None, None, [trimmed(text, *m.span("text"))], "", True))
            elif found and not found[-1].asks and n - 1 not in asked:
                found[-1].content.append(trimmed(text, a, b))
            else:
                found.append(Turn(None, None, [trimmed(text, a, b)], ""))
        return found
    dashed = [(n, _DASH.match(text, a, b), b) for n, a, b in body]
    run: list[tuple[int, int, int]] = [(n, m.end(), b) for n, m, b in dashed if m is not None]
    questions = sum(text[b - 1] == "?" for _, _, b in run)
    if len(run) < 4 or questions < 2 or questions * 4 < len(run) or questions * 4 > 3 * len(run):
        return []
    return [Turn(None, None, [trimmed(text, s, b)], "", text[b - 1] == "?") for _, s, b in run]
