"""Words cut down to what their forms share. How far depends on what is asked; each has its own function.

``singular`` takes a plural for its noun, ``stem`` joins the forms of a word, ``stem_further`` a verb and its nouns too.
"""

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


@lru_cache(maxsize=65536)
def stem_further(word: str) -> str:
    """A word without its commonest English endings: also those by which a noun is made of a verb: "agreed" and "agreement" are one."""
    w = word.casefold().removesuffix("'s").removesuffix("’s")
    for ending, least in (
        ("ations", 4), ("ation", 4), ("ingly", 4), ("ments", 4), ("ment", 4), ("ings", 4), ("ing", 4), ("edly", 4),
        ("ies", 3), ("ied", 3), ("ers", 4), ("ed", 4), ("es", 4), ("ly", 4), ("s", 3), ("e", 4), ("y", 4),
    ):  # fmt: skip
        if ending == "y" and w[-2:-1] in "aeiou":
            continue  # "destroy" keeps its own
        if w.endswith(ending) and len(w) - len(ending) >= least and not (ending == "s" and w.endswith("ss")):
            base = w[: -len(ending)]
            if ending in ("ies", "ied") and len(base) < 4:  # of a longer word the "y" goes as well: "testify"
                base += "y"
            return base[:-1] if ending in ("ing", "ed") and _DOUBLED.search(base) else base
    short = _SHORT.fullmatch(w)
    return f"{short[1]}e" if short else w


_DOUBLED = re.compile(r"[aeiou]([bdgmnprt])\1$")
"""A consonant that was doubled before an ending: "winning" is of "win"."""
_SHORT = re.compile(r"([b-df-hj-np-tv-z][aeiou][b-df-hj-np-tvz])(?:ing|ed)")
"""A short verb that lost its "e" before an ending: "losing", "voted"."""


def singular(word: str) -> str:
    """A word without its plural ending: "policies" and "policy" are one."""
    w = word.casefold()
    if len(w) > 4 and w.endswith("ies"):
        return w[:-3] + "y"
    if len(w) > 4 and w.endswith(("sses", "shes", "ches", "xes")):
        return w[:-2]
    if len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us", "is")):
        return w[:-1]
    return w
