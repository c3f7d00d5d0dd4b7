"""Words cut down to stems: enough to match forms of one word, cheap enough for every word of every article."""

import re
from functools import lru_cache

from fabula.lang.en.event_words import NOUNS

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ies", "ing", "ed", "es", "s")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word in lower case without its commonest ending: enough to match forms, cheap enough for every word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def stems(text: str) -> list[str]:
    """The stems of a text's words and numbers, in order."""
    return [stem(w) for w in _WORD.findall(text.lower())]


def stem_noun(word: str) -> str:
    """The singular of an event's noun, as the lexicon lists it."""
    low = word.lower()
    return low[:-1] if low.endswith("s") and low not in NOUNS else low
