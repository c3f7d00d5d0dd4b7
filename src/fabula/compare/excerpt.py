"""What of a long passage to hold against a claim: its lead, and the sentences that share most with the claim."""

import re
from collections import Counter
from functools import lru_cache

from fabula.compare.wording import stems, words
from fabula.lang.en.denying_words import REFUTING

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+|\n+")
SENTENCES = 80
"""Sentences looked at: a longer article is cut here, as news puts what matters first."""
REFUTES = 0.25
"""What a sentence with a word that refutes gains: a quarter of a claim's rarest word. Set by hand."""


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[str, ...]:
    """A text's first SENTENCES sentences by their end marks and line breaks: rough, fast, the same for any text."""
    return tuple(s.strip() for s in _SENTENCE.split(text, SENTENCES)[:SENTENCES] if s and s.strip())


@lru_cache(maxsize=64)
def _parsed(text: str) -> tuple[tuple[str, frozenset[str], bool], ...]:
    """Each sentence with its stems and whether a word in it refutes."""
    out = []
    for s in sentences(text):
        tokens = words(s)
        out.append((s, frozenset(stems(tokens)), not REFUTING.isdisjoint(tokens)))
    return tuple(out)


def excerpt(left: str, right: str, most: int = 480) -> str:
    """At most about ``most`` characters of ``right``, in its order; all of it where it is no longer.

    The first sentence is always in; then those that hold most of the claim's words, rare words counting for more,
    with a bonus for words that refute.
    """
    if len(right) <= most or not (parts := _parsed(right)):
        return right
    wanted = set(stems(words(left)))
    found = [sorted(wanted & own) for _, own, _ in parts]
    held = Counter(w for own in found for w in own)
    score = [
        sum(1.0 / (1 + held[w]) for w in own) + REFUTES * refutes
        for own, (_, _, refutes) in zip(found, parts, strict=True)
    ]
    chosen, size = {0}, len(parts[0][0])
    for k in sorted(range(1, len(parts)), key=lambda k: (-score[k], k)):
        if size >= most:
            break
        chosen.add(k)
        size += len(parts[k][0])
    return " ".join(parts[k][0] for k in sorted(chosen))[: 2 * most]
