"""Names for the pronouns of a sentence, in brackets: only where the sentences before it leave nobody else who may be meant."""

import re

from fabula.derive.lines.days import Note
from fabula.derive.naming import Names, shown_name
from fabula.lang.en.line_words import DEICTIC, FRONTING, IMPERSONAL, MANY, OWNING, PERSONAL
from fabula.model.records import Annotation, Entity, Mention
from fabula.model.spans import sentence_at

_BARE = re.compile(r"[Tt]he [a-z]+")
BEFORE = 2
"""Sentences before a pronoun in which the name must stand."""
_PEOPLE = frozenset({"person"})
_BODIES = frozenset({"organisation", "group", "people"})


class Persons:
    """Who is meant in the sentences of one dossier. ``names`` says who a chain is across articles."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def key(self, a: Annotation, m: Mention) -> str:
        """Who a mention is, across articles where that is known."""
        entity = self.names.entity(a.article.id, m.chain)
        return entity.id if entity else m.chain

    def named(self, a: Annotation, start: int, end: int, outside: str) -> tuple[list[Note] | None, int]:
        """What is put in brackets for words that need a name; None where such a name is not known. And how much is in doubt."""
        inside = [m for m in a.mentions if start <= m.start and m.end <= end and outside[m.start - start] != " "]
        told: set[str] = set()
        notes: list[Note] = []
        doubt = 0
        for m in sorted(inside, key=lambda m: (m.start, -m.end)):
            words = a.article.text[m.start : m.end]
            low = words.casefold()
            entity = self.names.entity(a.article.id, m.chain)
            key = self.key(a, m)
            if m.form == "pronoun" and low in PERSONAL | IMPERSONAL:
                if self._said(a, m, inside, told, key, start, outside):
                    continue
                if low in IMPERSONAL:  # who "it" is, is told wrongly too often to be said in brackets
                    if m.start == start:
                        return None, 0
                    continue
                later = any(o.start > m.start and o.form == "name" and self.key(a, o) == key for o in inside)
                if entity is None or later or not self._sure(a, m, start, entity, low):
                    return None, 0
                own = "’s" if low in OWNING and not (low == "her" and not _owns(a, m)) else ""
                notes.append((m.start, m.end, f"[{shown_name(entity.name)}{own}]"))
            elif m.form == "nominal" and _BARE.fullmatch(words) and key not in told and m.start == start:
                if entity is None or not self._near(a, m.start, start, entity):
                    doubt += 2
                elif entity.name.casefold() not in low:
                    notes.append((m.end, m.end, f" [{shown_name(entity.name)}]"))
            told.add(key)
        if (more := self._open(a, start, inside, notes, outside)) is None:
            return None, 0
        doubt += more
        return notes, doubt + (not inside) + (not any(m.form == "name" for m in inside))

    def _open(self, a: Annotation, start: int, inside: list[Mention], notes: list[Note], outside: str) -> int | None:
        """How much the first words and pronouns that no layer read leave in doubt; None where too much."""
        doubt = 0
        first = DEICTIC.match(outside)
        if first and not any(place == start for place, _, _ in notes):
            held = next((m for m in inside if m.start == start), None)
            pointing = PERSONAL | IMPERSONAL | {"this", "that", "these", "those", "here", "there", "both", "such"}
            if first[0].casefold() in pointing and not (
                held and held.form == "nominal" and len(a.article.text[held.start : held.end].split()) > 2
            ):
                return None
            doubt += 3
        for w in re.finditer(r"\b(?:he|she|him|his|they|them|their)\b", outside, re.IGNORECASE):
            at = start + w.start()
            if not any(m.start == at for m in inside) and not any(
                m.start < at for m in inside if m.type in ("person", "organisation", "people", "group")
            ):
                return None
        return doubt

    def _said(
        self, a: Annotation, m: Mention, inside: list[Mention], told: set[str], key: str, start: int, outside: str
    ) -> bool:
        """Whether the sentence itself says who a pronoun is: it has the name before it, or just after a clause that opens it."""
        if key in told:
            return True
        lead = outside.split(" ", 1)[0].casefold()
        if lead not in FRONTING or m.start == start:
            return False
        comma = outside.find(",", m.end - start)
        named = [o for o in inside if o.form == "name" and o.start > m.start and self.key(a, o) == key]
        return comma > 0 and any(0 < o.start - start - comma < 40 for o in named)

    def _sure(self, a: Annotation, m: Mention, start: int, entity: Entity, low: str) -> bool:
        """Whether nobody but ``entity`` may be meant by a pronoun: one and many agree, and it alone is named just before."""
        kinds = _BODIES if low in MANY else _PEOPLE
        return entity.type in kinds and self._near(a, m.start, start, entity)

    def _near(self, a: Annotation, position: int, start: int, entity: Entity) -> bool:
        n = sentence_at(a.sentences, start)
        low = a.sentences[max(0, n - BEFORE)][0]
        kinds = _PEOPLE if entity.type in _PEOPLE else _BODIES | {"media"} if entity.type in _BODIES else {entity.type}
        around = {
            self.key(a, o) for o in a.mentions if o.form == "name" and o.type in kinds and low <= o.start < position
        }
        return around == {entity.id}


def _owns(a: Annotation, m: Mention) -> bool:
    """Whether "her" stands before a noun: "her lawyer", and not "told her on"."""
    return bool(
        re.match(
            r" (?!(?:and|to|on|in|at|of|for|with|by|that|as|from|about|the|a)\b)[a-z]",
            a.article.text[m.end : m.end + 12],
        )
    )
