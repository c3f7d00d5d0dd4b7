"""What of a long passage to hold against a claim: its lead, and the sentences that share most with the claim."""

import re

from fabula.comparing.wording import REFUTING, stems, words

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+|\n+")
SENTENCES = 200
"""Sentences looked at: a longer article is cut here, as news puts what matters first."""


def sentences(text: str) -> list[str]:
    """A text's sentences by their end marks and line breaks: rough, fast, the same for any text."""
    return [s.strip() for s in _SENTENCE.split(text)[:SENTENCES] if s and s.strip()]


def excerpt(left: str, right: str, most: int = 480) -> str:
    """At most about ``most`` characters of ``right``, in its order; all of it where it is no longer.

    The first sentence is always in; then those that hold most of the claim's words, rare words counting for more,
    with a bonus for words that refute.
    """
    if len(right) <= most:
        return right
    parts = sentences(right)
    tokens = [words(p) for p in parts]
    sets = [set(stems(t)) for t in tokens]
    wanted = set(stems(words(left)))
    weight = {w: 1.0 / (1 + sum(w in s for s in sets)) for w in sorted(wanted)}
    score = [
        sum(weight[w] for w in sorted(wanted & s)) + (0.25 if REFUTING & set(t) else 0.0)
        for s, t in zip(sets, tokens, strict=True)
    ]
    chosen, size = {0}, len(parts[0])
    for k in sorted(range(1, len(parts)), key=lambda k: (-score[k], k)):
        if size >= most:
            break
        chosen.add(k)
        size += len(parts[k])
    return " ".join(parts[k] for k in sorted(chosen))[: 2 * most]
