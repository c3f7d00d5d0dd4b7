"""Whom an owner stands for: a people its country, a town the state that is named by it, a leader the state that is led."""

import re
from collections.abc import Mapping, Sequence

from fabula.model.records import Entity
from fabula.names.gazetteer import place

_PEOPLES = ("ians", "ian", "ans", "an", "ese", "ish", "ns", "n", "is", "i", "s", "ic", "")
"""Endings by which a people or an adjective is made of a country's name."""
_WORD = re.compile(r"[^\W\d_]+")


def states(entities: Sequence[Entity]) -> dict[str, str]:
    """By entity id: the id of the state that stands for it as an owner, where the articles or its name say which.

    A town stands for its country where the country is told of too ("Minsk's coffers"), a person for the state whose office the
    articles say that they hold.
    """
    by_code: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for e in sorted((e for e in entities if e.type == "place"), key=lambda e: (-len(e.anchors), e.id)):
        for name in (e.name, *e.aliases):
            by_name.setdefault(name.casefold(), e.id)
            code = place(name)
            if code is not None and "." not in code:
                by_code.setdefault(code, e.id)
    out: dict[str, str] = _shortened(entities)
    for e in entities:
        if e.type in ("people", "person"):
            told = (e.name, *e.aliases) if e.type == "people" else e.roles
            words = [w for t in told for w in _WORD.findall(t)]
            hit = next((i for w in words if (i := _named(w, by_name)) is not None), None)
            if hit is not None:
                out[e.id] = hit
        elif e.type == "place":
            code = place(e.name)
            if code is not None and "." in code and code.partition(".")[0] in by_code:
                out[e.id] = by_code[code.partition(".")[0]]
    return out


def _shortened(entities: Sequence[Entity]) -> dict[str, str]:
    """Names that stand for one fuller one: "the League" for the Coastal League, and one name that was read as of two types."""
    out: dict[str, str] = {}
    ranked = sorted(entities, key=lambda e: (e.type != "place", -len(e.anchors), e.id))
    first: dict[str, str] = {}
    for e in ranked:
        if first.setdefault(e.name.casefold(), e.id) != e.id:
            out[e.id] = first[e.name.casefold()]
    for e in ranked:
        if e.type == "person" or " " in e.name or e.id in out:
            continue
        fuller = [
            x
            for x in ranked
            if x.type in (e.type, "organisation") and x.name.endswith(" " + e.name) and x.id not in out
        ]
        if len(fuller) == 1:
            out[e.id] = fuller[0].id
    return out


def _named(word: str, by_name: Mapping[str, str]) -> str | None:
    """The place that a word names, or whose people or adjective it is; None where none of the dossier's."""
    low = word.casefold()
    if not word[:1].isupper():
        return None
    for end in _PEOPLES:
        base = low[: len(low) - len(end)] if end else low
        if low.endswith(end) and len(base) >= 4:
            hit = [n for n in by_name if n.startswith(base) and len(n) - len(base) <= 3]
            if hit:
                return by_name[min(hit, key=lambda n: (len(n), n))]
    return None
