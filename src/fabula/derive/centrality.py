"""How near a sentence is to what all the tellings are about: its likeness to the middle of them, in weighed words.

The middle counts each article once, however long it is (as in LexRank's relatives that take a centroid: Radev et al. 2004).
"""

import math
from collections import Counter
from collections.abc import Iterable

from fabula.lang.en.function_words import STOP
from fabula.lang.en.stems import stems


class Centre:
    """The middle of articles' words. A word that one article alone has counts for nothing."""

    def __init__(self, texts: Iterable[str]) -> None:
        articles = [Counter(_words(text)) for text in texts]
        self.count = len(articles)
        self.seen = Counter(w for a in articles for w in a)
        self._weights: dict[str, float] = {}
        for a in articles:
            raw = {w: (1 + math.log(n)) * self.rarity(w) for w, n in a.items() if self.seen[w] > 1 or self.count == 1}
            norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
            for w, v in raw.items():
                self._weights[w] = self._weights.get(w, 0.0) + v / norm
        self._norm = math.sqrt(sum(v * v for v in self._weights.values())) or 1.0
        self._made: dict[str, float] = {}

    def rarity(self, word: str) -> float:
        """How much a word says: less, the more articles have it."""
        return math.log(1 + self.count / self.seen[word]) if self.seen[word] else 0.0

    def near(self, text: str) -> float:
        """0 to 1: how near a text is to the middle."""
        if text not in self._made:
            mine = {w: self.rarity(w) or math.log(1 + self.count) for w in dict.fromkeys(_words(text))}
            norm = math.sqrt(sum(v * v for v in mine.values())) or 1.0
            shared = sum(v * self._weights.get(w, 0.0) for w, v in mine.items())
            self._made[text] = shared / norm / self._norm
        return self._made[text]


def _words(text: str) -> list[str]:
    return [w for w in stems(text) if len(w) > 2 and w not in STOP]
