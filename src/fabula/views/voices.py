"""Who said what, by who matters: the voices that most tellings hear, each with its clearest statements."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fabula.derive.lines import Told
from fabula.derive.naming import shown_name
from fabula.extract.sureness import shown
from fabula.lang.en.line_words import SAYING_TOO, SPOKEN
from fabula.lang.en.saying import OF_PEOPLE
from fabula.lang.en.stems import stem_further
from fabula.model.quoting import text_of
from fabula.model.records import Annotation, Attribution, Entity

if TYPE_CHECKING:
    from fabula.views.story import Telling

_SPEECH = frozenset(stem_further(v) for v in OF_PEOPLE | SAYING_TOO)
LEAST = 3
"""Words of what is said, at least."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that somebody said, as a line that names who and tells by what word it was said."""

    told: Told
    value: float


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks: ``articles`` that have the words, and the ``statements``, those that matter most first."""

    entity: Entity
    articles: int
    statements: tuple[Statement, ...]


def voices(t: "Telling", wanted: Callable[[Annotation, Attribution], bool] = lambda x, r: True) -> list[Voice]:
    """Those who speak in the tellings, those whom most hear first; outlets and authors are not among them."""
    apart = t.outlets | t.authors
    by: dict[str, dict[Told, Statement]] = {}
    known: dict[str, Entity] = {}
    for x in t.order:
        for r in x.attributions:
            entity = t.names.entity(x.article.id, r.speaker)
            if entity is None or entity.type not in ("person", "organisation", "group") or not r.content or r.within:
                continue
            if entity.name.casefold() in apart or not shown("attributions", r.sure) or not wanted(x, r):
                continue
            if (told := statement(t, x, r, entity)) is None:
                continue
            known[entity.id] = entity
            by.setdefault(entity.id, {}).setdefault(told, Statement(told, t.matters(told) - 0.01 * told.doubt))
    out = [
        Voice(
            known[i],
            len({s.told.anchor[0] for s in found.values()}),
            tuple(sorted(found.values(), key=lambda s: (-s.value, s.told.anchor))),
        )
        for i, found in by.items()
    ]
    return sorted(
        out,
        key=lambda v: (-v.articles, -len(v.entity.articles), -sum(s.value for s in v.statements[:3]), v.entity.name),
    )


def statement(t: "Telling", x: Annotation, r: Attribution, entity: Entity) -> Told | None:
    """The line of an attribution; None where it has none that names who speaks and says by what word."""
    told = t.lines.at(x, r.content[0][0])
    if told is None or not r.source or not r.cue or r.stance in ("asks", "declines"):
        return None
    _, start, end = told.anchor
    if not all(start <= s < end for s, _ in (*r.source[:1], *r.cue[:1])):
        return None
    words = {w for a in (entity.name, *entity.aliases) for w in re.findall(r"\w+", a.casefold()) if len(w) > 2}
    source = text_of(x.article, r.source)
    if not words & set(re.findall(r"\w+", source.casefold())) and f"[{shown_name(entity.name)}" not in told.text:
        return None
    low, high = r.source[0]
    if any(
        m.form == "name" and m.type == "person" and low <= m.start < high and t.lines.persons.key(x, m) != entity.id
        for m in x.mentions
    ):
        return None
    if re.search(r"[’'] ?s\b", source) and not source.rstrip().endswith(entity.name.split()[-1]):
        return None  # "her sister, Ada": who is named is not who speaks
    if len(text_of(x.article, r.content).split()) < LEAST or not _speaks(x, r):
        return None
    return told


def _speaks(x: Annotation, r: Attribution) -> bool:
    """Whether the cue is a verb of speech, and tells of speech that took place: not "planned to announce"."""
    start, end = r.cue[0]
    words = x.article.text[start:end].casefold().split()
    if x.article.text[max(0, start - 4) : start].casefold().endswith("to "):
        return False
    return any(w in SPOKEN or stem_further(w) in _SPEECH for w in words)
