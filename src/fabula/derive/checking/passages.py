"""The sentences of a dossier, found by the words and the names that a draft's sentence has."""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from fabula.compare.wording import stems, words
from fabula.derive.checking.facts import SentenceFacts, facts, units
from fabula.model.records import Annotation, Pair

if TYPE_CHECKING:
    from fabula.store.reader import Reader

FOUND = 16
"""Passages that a sentence is held against, at the most."""
KEPT = 200
"""Articles that are kept with their layers while a draft is checked."""


class PassageIndex:
    """All sentences of a dossier by their stems and entities. Only stems are kept; the rest is read when it is asked for."""

    def __init__(self, dossier: "Reader") -> None:
        self.who = {m: e.id for e in dossier.entities() for m in e.members}
        self._articles: list[str] = []
        self._of = array("l")  # a passage's article, by its place among them
        self._number = array("l")  # its place among the article's
        self._keys: dict[str, array[int]] = defaultdict(lambda: array("l"))
        for x in dossier.annotations():
            self._add(x)
        self._annotation = lru_cache(maxsize=KEPT)(dossier.annotation)
        self._made = lru_cache(maxsize=20 * KEPT)(self._make)

    def _add(self, x: Annotation) -> None:
        place = len(self._articles)
        self._articles.append(x.article.id)
        for n, (start, end) in enumerate(_units(x)):
            at = len(self._of)
            self._of.append(place)
            self._number.append(n)
            keys = set(stems(words(x.article.text[start:end])))
            keys.update(
                self.who[x.article.id, m.chain]
                for m in x.mentions
                if start <= m.start and m.end <= end and (x.article.id, m.chain) in self.who
            )
            for k in keys:
                self._keys[k].append(at)

    def weight(self, key: str) -> float:
        """How much a stem or an entity tells: the rarer, the more; the most where no passage has it."""
        return math.log((1 + len(self._of)) / (0.5 + len(self._keys.get(key, ()))))

    def knows(self, key: str) -> bool:
        """Whether any passage has it."""
        return key in self._keys

    def find(self, keys: Iterable[str], most: int = FOUND) -> list[SentenceFacts]:
        """The passages that share most with some keys, best first."""
        score: dict[int, float] = defaultdict(float)
        for k in sorted(set(keys)):
            if self.knows(k):
                for at in self._keys[k]:
                    score[at] += self.weight(k)
        best = sorted(score, key=lambda at: (-score[at], self._articles[self._of[at]], self._number[at]))[:most]
        return [self._passage(self._articles[self._of[at]], self._number[at]) for at in best]

    def around(self, p: SentenceFacts) -> SentenceFacts:
        """A passage with the one before it and the one after it: what a sentence leaves to its neighbours to say."""
        near = self._near(p)
        return self._made(p.article, (near[0][0], near[-1][1]))

    def beside(self, p: SentenceFacts) -> list[SentenceFacts]:
        """The passage before and the one after it."""
        return [self._made(p.article, x) for x in self._near(p) if x != p.span]

    def _near(self, p: SentenceFacts) -> list[Pair]:
        spans = _units(self._annotation(p.article))
        n = spans.index(p.span)
        return spans[max(0, n - 1) : n + 2]

    def whole(self, article: str) -> SentenceFacts:
        """All that an article tells, as one passage."""
        spans = _units(self._annotation(article))
        return self._made(article, (spans[0][0], spans[-1][1]))

    def _passage(self, article: str, n: int) -> SentenceFacts:
        return self._made(article, _units(self._annotation(article))[n])

    def _make(self, article: str, span: Pair) -> SentenceFacts:
        return facts(self._annotation(article), span, self.who)


def _units(x: Annotation) -> list[Pair]:
    return units(x.article.text, x.sentences)
