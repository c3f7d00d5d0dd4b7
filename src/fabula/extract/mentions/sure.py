"""How sure mentions are: a name by what is known of its whole chain, a pronoun or nominal by the link to what it stands for."""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Sequence

import msgspec

from fabula.extract.analysis import Analysis
from fabula.extract.sureness import sure
from fabula.lang.en.rules.sure import LINKING
from fabula.model.records import Mention, Pair

_AFTER = re.compile(r" (?:& )?[^\W\d_a-z]|-\w")
_BEFORE = re.compile(r"(?:\b[^\W\d_a-z][\w’'.-]* |\w-)$")
_ENDS = re.compile(r"[.!?:][)'’”\"]*\s*$")


def with_sureness(analysis: Analysis, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, each with the chance that it is what its chain says."""
    features = made_of(analysis, found)
    return tuple(
        msgspec.structs.replace(m, sure=sure("names" if m.form == "name" else "links", f))
        for m, f in zip(found, features, strict=True)
    )


def made_of(analysis: Analysis, found: Sequence[Mention]) -> list[dict[str, float]]:
    """What each mention's sureness is made of."""
    chains: dict[str, list[Mention]] = defaultdict(list)
    for m in found:
        chains[m.chain].append(m)
    names = {c: _named(analysis, ms) for c, ms in chains.items()}
    forms = {c: {m.form for m in ms} for c, ms in chains.items()}
    place = {s: n for n, s in enumerate(analysis.sentences)}
    starts = sorted(place)
    before: dict[str, int] = {}
    out = []
    for m in found:
        n = _sentence(starts, m.start)
        if m.form == "name":
            out.append(names[m.chain])
        else:
            back = n - before[m.chain] if m.chain in before else None
            out.append(_linked(analysis.text, m, forms[m.chain], len(chains[m.chain]), back))
        before[m.chain] = n
    return out


def _sentence(starts: Sequence[Pair], position: int) -> int:
    """How many sentences begin at or before a position."""
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle][0] <= position:
            low = middle + 1
        else:
            high = middle
    return low


def _named(analysis: Analysis, chain: Sequence[Mention]) -> dict[str, float]:
    """What is known of a chain that has a name."""
    text = analysis.text
    named = [m for m in chain if m.form == "name"]
    if not named:
        return {}
    first = max(named, key=lambda m: m.end - m.start)
    name = text[first.start : first.end]
    words = name.split()
    line_end = text.find("\n", first.end)
    line = text[text.rfind("\n", 0, first.start) + 1 : line_end if line_end >= 0 else len(text)]
    cut = all(
        _AFTER.match(text, m.end) or (_BEFORE.search(text, max(0, m.start - 30), m.start) and not m.role) for m in named
    )
    return {
        first.type: 1.0,
        "times": math.log(len(chain)),
        "by pronoun": float(any(m.form == "pronoun" for m in chain)),
        "by nominal": float(any(m.form == "nominal" for m in chain)),
        "in a role": float(any(m.role or m.roles for m in chain)),
        "one word": float(len(words) == 1),
        "one word of a person": float(len(words) == 1 and first.type == "person"),
        "many words": float(len(words) > 4),
        "short capitals": float(name.isupper() and len(name) < 4),
        "capitals": float(name.isupper()),
        "digits": float(any(c.isdigit() for c in name)),
        "other marks": float(any(not c.isalnum() and c not in " .-’'&" for c in name)),
        "small words": float(any(w.islower() and w not in LINKING for w in words)),
        "cut": float(cut),
        "listed": float(not _ENDS.search(line)),
    }


def _linked(text: str, m: Mention, forms: Collection[str], times: int, back: int | None) -> dict[str, float]:
    """What is known of the link of a pronoun or nominal to its chain, which has mentions of these ``forms``, so many ``times``.

    ``back``: sentences to the mention before it.
    """
    word = text[m.start : m.end].lower()
    return {
        m.form: 1.0,
        f"word {word}" if m.form == "pronoun" else "noun": 1.0,
        "alone": float(back is None),
        "apart": float(min(back or 0, 6)),
        "to a name": float("name" in forms),
        "to a noun": float("name" not in forms and "nominal" in forms),
        f"{m.type}": 1.0,
        "times": math.log(times),
    }
