"""Who a chain of one article is across articles, and articles loaded as they are asked for."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from fabula.model.quoting import ARTICLE, mention_words, text_of
from fabula.model.records import Annotation, Attribution, Entity

T = TypeVar("T")


class Names:
    """Who a chain is: the entity across articles, else the words that the article has for it."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entity = {m: e for e in entities for m in e.members}

    def entity(self, article: str, chain: str | None) -> Entity | None:
        """The entity that a chain was resolved to."""
        return self._entity.get((article, chain)) if chain else None

    def name(self, x: Annotation, chain: str | None) -> str | None:
        """A chain's name: its entity's, else its best mention's words; None where it has only pronouns."""
        if chain is None or chain == ARTICLE:
            return chain
        entity = self.entity(x.article.id, chain)
        if entity:
            return entity.name
        best = min(
            (m for m in x.mentions if m.chain == chain and m.form != "pronoun"),
            key=lambda m: (("name", "nominal").index(m.form), m.start - m.end, m.start),
            default=None,
        )
        return mention_words(x.article, best) if best else None

    def maker(self, x: Annotation, chain: str | None, said: Attribution | None) -> str | None:
        """Who makes a claim: a chain's name, else the source's words ("some analysts"), else None."""
        return self.name(x, chain) or (text_of(x.article, said.source) or None if said else None)


_DATELINE = re.compile(r"^(?:[A-Z][A-Z.]+(?:,? [A-Z][\w.]+)* ?)(?: [-–—]+ |\) [-–—]+ )(?=[A-Z][a-z])")


def shown_name(name: str) -> str:
    """A name as a line has it: without the dateline that ran into it ("VELMAR - Ada Holt")."""
    return _DATELINE.sub("", name)


class Asked(Generic[T]):
    """What is loaded by its id when it is asked for; the last ``most`` are kept, however many there are."""

    def __init__(self, load: Callable[[str], T], most: int = 1000) -> None:
        self._load = lru_cache(most)(load)

    def __getitem__(self, key: str) -> T:
        return self._load(key)
