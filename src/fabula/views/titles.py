"""The title of a story: what all tell of ("Flood"), then the names that most of them name."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.derive.naming import shown_name
from fabula.lang.en.function_words import STOP
from fabula.lang.en.line_words import NO_TOPIC
from fabula.lang.en.stems import stem
from fabula.model.records import Annotation, Entity

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAD = 3
"""Sentences of an article in which it says what it is about, its title with them."""
SHARED, PAIRED = 0.45, 0.4
"""Share of the articles that open with a word from which it is what all tell of; share of its places at which another word
stands before it, from which that word belongs to it."""
NAMED, SPREAD = 3, 0.3
"""Names in the title, and the share of the articles that name them."""
SAMPLE, PARSED = 40, 24
"""Articles that are asked for it, and of their first sentences those that are parsed: evenly from the first to the last."""


def topic(order: Sequence[Annotation]) -> str:
    """What most of the articles open with: a noun with what belongs to it; empty where they share none."""
    step = max(1, len(order) // SAMPLE)
    heads = [_head(x) for x in order[::step]][:SAMPLE]
    if len(heads) < 3:
        return ""
    stems = (dict.fromkeys(stem(w) for w in re.findall(r"\b[a-z]{4,}\b", h)) for h in heads)  # in order: ties go by it
    seen = Counter(w for found in stems for w in found if w not in STOP)
    most = [w for w, n in seen.most_common(12) if n >= max(3, SHARED * len(heads))]
    if not most:
        return ""
    return _noun(heads, most)


def _head(x: Annotation) -> str:
    body = [
        x.article.text[s:e]
        for s, e in x.sentences
        if e - s > 30 and not any(z.start <= s < z.end and z.kind not in ("body", "title") for z in x.article.zones)
    ]
    return "\n".join([x.article.title or "", *body[:LEAD]])


def _noun(heads: Sequence[str], most: Sequence[str]) -> str:
    """The first of some stems that is a noun of what happened or is, with the word that belongs to it."""
    from fabula.lang.en.grammar import person
    from fabula.lang.en.lexicon import PERSON_NOUNS
    from fabula.lang.en.pipeline import parse  # here: a list of rows needs it not

    found: dict[str, list[Token]] = {}
    lines = [
        line
        for h in heads
        for line in h.split("\n")
        if {stem(w) for w in re.findall(r"\b[a-z]{4,}\b", line)} & set(most)
    ]
    for line in lines[:: max(1, len(lines) // PARSED)]:
        for t in parse(line):
            if stem(t.lower_) in most and t.text.islower() and t.pos_ in ("NOUN", "VERB", "ADJ", "ADV"):
                found.setdefault(stem(t.lower_), []).append(t)
    for w in most:
        tokens = found.get(w, [])
        nouns = [t for t in tokens if t.pos_ == "NOUN" and t.dep_ not in ("compound", "nmod")]
        if (
            len(nouns) * 2 < len(tokens)
            or not nouns
            or person(nouns[0])
            or w in NO_TOPIC
            or nouns[0].lemma_.lower() in PERSON_NOUNS
        ):
            continue
        word = Counter(t.lower_ for t in nouns).most_common(1)[0][0]
        beside = Counter(
            b.lower_
            for t in nouns
            if t.i > 0
            for b in (t.nbor(-1),)
            if b.dep_ in ("amod", "compound") and b.text.islower()
        )
        before, n = beside.most_common(1)[0] if beside else ("", 0)
        return f"{before} {word}" if n >= max(2, PAIRED * len(nouns)) else word
    return ""


def names(entities: Sequence[Entity], apart: frozenset[str], count: int, topic_: str) -> list[str]:
    """The names that most tellings name, none of ``apart`` (outlets, authors) and none that says another again."""
    called: list[str] = []
    for e in sorted(entities, key=lambda e: (-len(e.articles), -len(e.anchors), e.name)):
        fold = e.name.casefold()
        other = any(fold in c.casefold() or c.casefold() in fold or _last(fold) == _last(c.casefold()) for c in called)
        if e.type in ("media", "people", "other") or fold in apart or other or len(fold) < 4 or fold == topic_:
            continue
        if called and len(e.articles) < SPREAD * count:
            break
        called.append(shown_name(e.name))
        if len(called) == NAMED - bool(topic_):
            break
    return called


def _last(name: str) -> str:
    return name.split()[-1]
