"""Phrases: the cause or effect of a relation brought down to what it is about.

A phrase loses its change words (they are in the sign already) and its grammar; names become entities.
"""

import re
from collections.abc import Mapping, Sequence

from fabula.annotating.causewords import words as _words
from fabula.causality.meanings import stem
from fabula.records import Anchor, Cause, Pair, Record

_WORD = re.compile(r"\w+(?:-\w+)*", re.UNICODE)
_GRAMMAR = _words(
    "a an the this that these those its their his her our your my it they he she we i you him them us me "
    "who which what whose some any both each every such other and or but so nor not n't no if unless "
    "should had were when whether as then thereby therefore thus hence also even just only very more most "
    "much many be is are was been being am has have having do does did will would shall may might can "
    "could must there here to s t level levels extent kind"
)
_PREPOSITIONS = _words(
    "of in on at for from with between by to over under against among into within across after before "
    "during about around towards toward upon without through despite due because"
)


class Phrase(Record, frozen=True, kw_only=True):
    """What a cause or effect is about, brought to a normal form.

    ``key`` is the form itself: its content words, in order, names as "@" and the entity. ``head`` is the word that the
    others narrow down. ``told`` is the phrase as it stands, without its change words; ``anchor`` is where.
    """

    key: str
    head: str
    words: tuple[str, ...]
    entities: tuple[str, ...]
    told: str
    anchor: Anchor


def phrase(
    article: str, text: str, spans: Sequence[Pair], changes: Sequence[Pair], names: Mapping[Pair, str] | None = None
) -> Phrase | None:
    """The normal form of a phrase of an article, or None where nothing but grammar is left.

    ``changes`` are the spans of change words; ``names`` maps spans of names to entities.
    """
    named = sorted((names or {}).items())
    words: list[str] = []
    told: list[tuple[int, int]] = []
    segments: list[list[str]] = [[]]
    last_entity: Pair | None = None
    for start, end in spans:
        for m in _WORD.finditer(text, start, end):
            at = (m.start(), m.end())
            if any(a < at[1] and at[0] < b for a, b in changes):
                continue
            told.append(at)
            entity = next((x for x in named if x[0][0] < at[1] and at[0] < x[0][1]), None)
            if entity is not None:
                if entity[0] != last_entity:
                    words.append("@" + entity[1])
                    segments[-1].append(words[-1])
                last_entity = entity[0]
                continue
            low = m.group().casefold()
            if low in _PREPOSITIONS:
                segments.append([])
            if low in _GRAMMAR or low in _PREPOSITIONS:
                continue
            words.append(stem(low))
            segments[-1].append(words[-1])
    if not words:
        return None
    first = next(s for s in segments if s)
    plain = [w for w in first if not w.startswith("@")] or first
    where = spans[0]
    return Phrase(
        key=" ".join(words),
        head=plain[-1],
        words=tuple(dict.fromkeys(words)),
        entities=tuple(sorted({w for w in words if w.startswith("@")})),
        told=_said(text, told),
        anchor=(article, where[0], where[1]),
    )


def _said(text: str, told: list[Pair]) -> str:
    """Words as they stand, for a name: without the grammar at their edges, what parts neighbours kept on one line."""
    i, j = 0, len(told)
    loose = _GRAMMAR | _PREPOSITIONS
    while i < j and text[slice(*told[i])].casefold() in loose:
        i += 1
    while j > i and text[slice(*told[j - 1])].casefold() in loose:
        j -= 1
    out = ""
    for n in range(i, j):
        start, end = told[n]
        between = text[told[n - 1][1] : start] if n > i else ""
        out += (between if not _WORD.search(between) else " ") + text[start:end]
    return " ".join(out.split())


def sides(
    article: str, text: str, cause: Cause, names: Mapping[Pair, str] | None = None
) -> tuple[Phrase, Phrase] | None:
    """Both phrases of a causal relation; None where a side has no content (a counterfactual without a consequent)."""
    a = phrase(article, text, cause.of_cause or cause.cause, cause.changes, names)
    b = phrase(article, text, cause.of_effect or cause.effect, cause.changes, names)
    return None if a is None or b is None else (a, b)
