"""Phrases: the cause or effect of a relation brought down to what it is about.

A phrase loses its change words (they are in the sign already) and its grammar; names become entities.
"""

import re
from collections.abc import Mapping, Sequence

from fabula.lang.en.function_words import OF_PHRASES, PREPOSITIONS
from fabula.lang.en.phrase_words import OPEN_VERBS, VAGUE
from fabula.lang.en.stems import singular
from fabula.model.records import Anchor, Cause, Pair, Record

_WORD = re.compile(r"\w+(?:-\w+)*", re.UNICODE)


class CausalPhrase(Record, frozen=True, kw_only=True):
    """What a cause or effect is about, brought to a normal form.

    ``key`` is the form itself: its content words, in order, names as "@" and the entity. ``head`` is the word that the
    others narrow down. ``told`` is the phrase as it stands, without its change words; ``anchor`` is where. ``clausal`` says
    that a clause tells it, as an event: its head is then a word of it, no more. ``meant`` are those of its entities that
    pronouns alone stand for. ``by`` are the words of change that were left out of it.
    """

    key: str
    head: str
    words: tuple[str, ...]
    entities: tuple[str, ...]
    told: str
    anchor: Anchor
    clausal: bool = False
    meant: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


def phrase(
    article: str,
    text: str,
    spans: Sequence[Pair],
    changes: Sequence[Pair],
    names: Mapping[Pair, str] | None = None,
    called: Mapping[Pair, str] | None = None,
    clausal: bool = False,
    by: tuple[str, ...] = (),
) -> CausalPhrase | None:
    """The normal form of a phrase of an article, or None where nothing is left that names anything.

    ``changes`` are the spans of change words; ``names`` maps spans of names and pronouns to entities, ``called`` those of
    pronouns to what they are shown as.
    """
    named = sorted((names or {}).items())
    words: list[str] = []
    told: list[tuple[int, int]] = []
    segments: list[list[str]] = [[]]
    last_entity: Pair | None = None
    named_here: set[str] = set()
    for start, end in spans:
        for m in _WORD.finditer(text, start, end):
            at = (m.start(), m.end())
            if any(a < at[1] and at[0] < b for a, b in changes):
                continue
            told.append(at)
            entity = next((x for x in named if x[0][0] < at[1] and at[0] < x[0][1]), None)
            if entity is not None:
                if entity[0] not in (called or {}):
                    named_here.add("@" + entity[1])
                if entity[0] != last_entity:
                    words.append("@" + entity[1])
                    segments[-1].append(words[-1])
                last_entity = entity[0]
                continue
            low = m.group().casefold()
            if low in PREPOSITIONS:
                segments.append([])
            if low in OF_PHRASES or low in PREPOSITIONS:
                continue
            words.append(singular(low))
            segments[-1].append(words[-1])
    vague = [w in VAGUE or w.isdigit() for w in words]
    if all(vague) or (
        clausal and (words[-1] in OPEN_VERBS or all(v or w.startswith("@") for v, w in zip(vague, words, strict=True)))
    ):
        return None  # "the agency said", "she went": an event that is not told
    if clausal and len(words) == 1:
        return None
    first = next(s for s in segments if s)
    plain = [w for w in first if not w.startswith("@")] or first
    where = spans[0]
    return CausalPhrase(
        key=" ".join(words),
        head=plain[-1],
        words=tuple(dict.fromkeys(words)),
        entities=tuple(sorted({w for w in words if w.startswith("@")})),
        told=_said(text, told, called or {}),
        anchor=(article, where[0], where[1]),
        clausal=clausal,
        meant=tuple(sorted({w for w in words if w.startswith("@")} - named_here)),
        by=by,
    )


def _said(text: str, told: list[Pair], called: Mapping[Pair, str]) -> str:
    """Words as they stand, for a name: without the grammar at their edges, what parts neighbours kept on one line."""
    i, j = 0, len(told)
    loose = OF_PHRASES | PREPOSITIONS
    while i < j and told[i] not in called and text[slice(*told[i])].casefold() in loose:
        i += 1
    while j > i and told[j - 1] not in called and text[slice(*told[j - 1])].casefold() in loose:
        j -= 1
    out = ""
    for n in range(i, j):
        start, end = told[n]
        between = text[told[n - 1][1] : start] if n > i else ""
        out += (between if not _WORD.search(between) else " ") + called.get(told[n], text[start:end])
    return " ".join(out.split())


def sides(
    article: str,
    text: str,
    cause: Cause,
    names: Mapping[Pair, str] | None = None,
    called: Mapping[Pair, str] | None = None,
) -> tuple[CausalPhrase, CausalPhrase] | None:
    """Both phrases of a causal relation; None where a side has no content (a counterfactual without a consequent)."""
    changed = cause.changes

    def by(side: Sequence[Pair]) -> tuple[str, ...]:
        return tuple(singular(text[a:b].casefold()) for a, b in changed if any(s <= a and b <= e for s, e in side))

    one, other = cause.of_cause or cause.cause, cause.of_effect or cause.effect
    a = phrase(article, text, one, changed, names, called, "cause" in cause.clausal, by(cause.cause))
    b = phrase(article, text, other, changed, names, called, "effect" in cause.clausal, by(cause.effect))
    return None if a is None or b is None else (a, b)
