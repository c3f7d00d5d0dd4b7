"""How a name sounds: orthography-aware sound strings, skeletons to block by, and a distance to score by.

A sound string has one letter a sound: S Z C J for sh zh ch dzh, c for ts, x for kh, j for the glide; doubled letters
are one. Latin spelling is read by its orthography (Polish, Czech and its neighbours, Łacinka, Turkish, German,
English and the rest) where its letters or its language give that away, else in the general way. A skeleton is the
coarse sequence of consonant classes that spellings of one name share; a word has a few, one a plausible reading.
"""

import re
import unicodedata
from functools import lru_cache

from fabula.names.tables import wordlist

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "t",
        "ß": "ss",
        "æ": "e",
        "œ": "e",
        "ı": "i",
        "ə": "a",
        "ŋ": "n",
        "ħ": "h",
    }
)


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """A Latin word in plain a to z and digits."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def _rules(pairs: str) -> dict[str, str]:
    out = {}
    for pair in pairs.split():
        left, _, right = pair.partition(">")
        out[left] = right
    return out


# Digraphs before letters, longest first; what a rule does not name falls to the letters below.
_GENERAL = _rules(
    "shch>SC sch>S tsch>C tch>C tsh>C dzh>J dsch>J zh>Z sh>S ch>C kh>x ph>f th>t ts>c tz>c cz>C sz>S ck>k gh>g qu>k "
    "dj>J dz>c ll>l kn>n wr>r x>ks q>k c>k w>v y>i ou>u oo>u ee>i ea>i eu>u"
)
_SLAVIC = _rules("š>S ž>Z č>C ć>C ś>S ź>Z đ>J dž>J ch>x c>c ř>r ě>e ň>n ď>d ť>t ů>u ŭ>v j>j y>i w>v x>ks q>k")
_ORTHOGRAPHIES = {
    "pl": _rules(
        "szcz>SC sz>S cz>C rz>Z dż>J dź>d dzi>di ch>x ci>Ci si>Si zi>Zi ć>C ś>S ź>Z ż>Z ł>l w>v c>c ó>u ą>on "
        "ę>en ń>n j>j y>i h>x x>ks q>k"
    ),
    "slavic": _SLAVIC,
    # Łacinka: tsekanne and dzekanne are undone, so that it meets what its neighbours write.
    "be": {**_SLAVIC, **_rules("ci>ti ce>te ć>t dzi>di dze>de dź>d ł>l")},
    "tr": _rules("ş>S ç>C c>J ğ> ı>i j>Z y>i v>v"),
    "lt": {**_SLAVIC, **_rules("ė>e ų>u ū>u ą>a ę>e į>i")},
    "de": {**_GENERAL, **_rules("sch>S tsch>C ch>x z>c w>v v>f j>j ei>ai eu>oi ä>e ß>s tz>c")},
    "hu": _rules("cs>C sz>s zs>Z gy>d ny>n ly>j s>S c>c j>j w>v y>i"),
    "general": _GENERAL,
    "english": {**_GENERAL, **_rules("j>J ge>Je gi>Ji gy>Ji ce>se ci>si cy>si igh>i gh>")},
    # What transliteration.latin writes.
    "phonetic": _rules("shch>SC dzh>J zh>Z sh>S ch>C kh>x th>t ts>c tz>c ou>u ph>f gh>g y>i w>v q>k x>ks"),
    # Readings that a spelling may have beside the general one.
    "ch as kh": {**_GENERAL, **_rules("ch>x")},
    "pinyin": {**_GENERAL, **_rules("zh>J x>S q>C c>c z>c j>J")},
    "soft t": {**_GENERAL, **_rules("tsi>ti tsja>tja tsia>tia tse>te ci>ti ch>x dzi>di dze>de")},
    "romance": {**_GENERAL, **_rules("ch>S gi>Ji ge>Je ce>Ce ci>Ci j>Z gn>n gl>l sc>S")},
}
_BY_LANGUAGE = {
    "pl": "pl",
    "cs": "slavic",
    "sk": "slavic",
    "sl": "slavic",
    "hr": "slavic",
    "be": "be",
    "tr": "tr",
    "lt": "lt",
}
_BY_LANGUAGE |= {"lv": "lt", "de": "de", "hu": "hu"}
_PATTERNS = {
    name: re.compile("|".join(map(re.escape, sorted(rules, key=lambda r: (-len(r), r)))))
    for name, rules in _ORTHOGRAPHIES.items()
}
_SOFT_C = re.compile(r"c(?=[eiy])")
_GLIDE = re.compile(r"i(?=[aou])|(?<=[aeou])i(?=[aeo])")
_DOUBLE = re.compile(r"(.)\1+")


def _orthographies(word: str, language: str | None) -> list[str]:
    """Which orthographies a Latin word may be in, likeliest first."""
    letters = set(word)
    if "ŭ" in letters:
        return ["be"]
    if letters & set("ğış") and not letters & set("čšž"):
        return ["tr"]
    if letters & set("ėųįęą") and letters & set("čšžūėį"):
        return ["lt"]
    if letters & set("ąęńśźż") or (letters & set("łćó") and not letters & set("čšž")):
        # ć, ń, ś, ź and ł are Łacinka's too.
        return ["pl", "be"] if letters & set("łćńśź") else ["pl", "general"]
    if letters & set("čšžřěďťňů"):
        return ["slavic"]
    if letters & set("äöüß"):
        return ["de", "general"]
    if language == "phonetic":
        return ["phonetic"]
    own = _BY_LANGUAGE.get(language or "")
    found = [own, "general", "english"] if own else ["general", "english"]
    if "tsi" in word or "tse" in word or "ci" in word or "dzi" in word:
        found.append("soft t")
    if "ch" in word:
        found.append("ch as kh")
    if word[0] in "xqz":
        found.append("pinyin")
    if not own and ("sz" in word or "rz" in word or "cz" in word):
        found.append("pl")
    return found


@lru_cache(maxsize=1 << 17)
def _read(word: str, orthography: str) -> str:
    rules = _ORTHOGRAPHIES[orthography]
    if orthography == "general":
        word = _SOFT_C.sub("s", fold(word)) if "c" in word and "ch" not in word and "cz" not in word else fold(word)
    out = _PATTERNS[orthography].sub(lambda m: rules[m.group()], word)
    if not out.isascii():
        out = "".join(c for c in unicodedata.normalize("NFD", out.translate(_LETTERS)) if c.isascii() and c.isalnum())
    return _DOUBLE.sub(r"\1", _GLIDE.sub("j", out))


@lru_cache(maxsize=1 << 17)
def sounds(word: str, language: str | None = None) -> tuple[str, ...]:
    """The sound strings of a Latin lower-case word, likeliest first; () where it has no letters."""
    if not word:
        return ()
    if word.startswith("mc") and len(word) > 4:
        word = "ma" + word[1:]
    found = dict.fromkeys(s for s in (_read(word, o) for o in _orthographies(word, language)) if s)
    return tuple(found)


_CLASSES = {
    **dict.fromkeys("szSZCcJ", "S"),
    **dict.fromkeys("kgxhq", "K"),
    "b": "B",
    "p": "P",
    "d": "D",
    "t": "T",
    "f": "F",
    "m": "M",
    "n": "N",
    "r": "R",
    "l": "L",
}


@lru_cache(maxsize=1 << 17)
def skeleton(sound: str) -> str:
    """The consonant classes of a sound string; vowels and glides are dropped but for an initial one (A).

    Sibilants are one class and so are velars: that is where orthographies differ. An h within a word is dropped.
    """
    out: list[str] = []
    for i, c in enumerate(sound):
        if c == "h" and i:
            continue
        kind = c if c.isdigit() else _CLASSES.get(c, "")
        if not kind and not i:
            kind = "A"
        if kind and (not out or out[-1] != kind):
            out.append(kind)
    return "".join(out)


@lru_cache(maxsize=1 << 17)
def skeletons(word: str, language: str | None = None) -> tuple[str, ...]:
    """The distinct skeletons of a Latin lower-case word over its readings."""
    return tuple(dict.fromkeys(skeleton(s) for s in sounds(word, language)))


_VOWELS = frozenset("aeiou")
_NEAR = wordlist("""
    SC SZ Ss sc Cc CJ ZJ zZ sz zc kx kg gx gh xh vf vu jJ jZ ji ct dt Cx cC kc ks Sx bp bv zd sJ Tc iu Jg
    """)
_DROP = {**dict.fromkeys("aeiou", 0.45), "j": 0.3, "h": 0.35, "v": 0.6, "x": 0.6}
_BARE_DROP = {**_DROP, **dict.fromkeys("aeiou", 0.08)}


def _swaps(vowels: float) -> dict[str, dict[str, float]]:
    """What it costs that one sound stands for another, where that is less than 1, by the one and the other."""
    out: dict[str, dict[str, float]] = {}
    for a, b in (tuple(p) for p in _NEAR):
        out.setdefault(a, {})[b] = out.setdefault(b, {})[a] = 0.25
    for a in _VOWELS:
        out.setdefault(a, {}).update(dict.fromkeys(_VOWELS, vowels))
    return out


_SWAP, _BARE_SWAP = _swaps(0.25), _swaps(0.08)
_NONE: dict[str, float] = {}
_LONE = re.compile("[^lrmn0-9]")
_DENTAL, _LIP = re.compile("[^dtzscT]"), re.compile("[^p]")
_BY_DENTAL, _BY_LIP = re.compile("[^dtzscTSZCJk]"), re.compile("[^pb]")


@lru_cache(maxsize=1 << 17)
def _frame(sound: str) -> tuple[str, tuple[int, ...], int, int, int, int]:
    """What is left of a sound string where nothing costs 1: liquids, nasals and digits, which are near no other sound, and
    how many there are of each; how many dentals and sibilants it has, how many that may stand for such; the same of p."""
    dental, by_dental, lip, by_lip = (len(r.sub("", sound)) for r in (_DENTAL, _BY_DENTAL, _LIP, _BY_LIP))
    lone = _LONE.sub("", sound)
    counts = tuple(map(lone.count, "lrmn"))
    return lone, (*counts, len(lone) - sum(counts)), dental, by_dental, lip, by_lip


def _apart(left: str, right: str, most: float) -> bool:
    """Whether two sound strings surely are more than ``most`` apart: by the sounds of each that nothing in the other answers,
    and by the order of those that are near no other where none may be missing."""
    lone, counts, dental, by_dental, lip, by_lip = _frame(left)
    lone2, counts2, dental2, by_dental2, lip2, by_lip2 = _frame(right)
    if most < 1.0 and lone != lone2:
        return True
    excess = max(0, dental - by_dental2) + max(0, lip - by_lip2)
    excess2 = max(0, dental2 - by_dental) + max(0, lip2 - by_lip)
    for a, b in zip(counts, counts2, strict=True):
        if a > b:
            excess += a - b
        else:
            excess2 += b - a
    return max(excess, excess2) > most


def distance(left: str, right: str, abjad: bool = False, most: float = 9.0) -> float:
    """Weighted edit distance of two sound strings; ``abjad``: vowels may be missing on a side.

    Costs: another vowel 0.25, a near consonant 0.25, a vowel that comes or goes 0.45, anything else 1. Chosen by hand
    so that orthographies of one name stay under 0.15 a letter; checked on names/pairs-dev. Stops above ``most``.
    """
    if left == right:
        return 0.0
    if most < 3.0 and _apart(left, right, most):
        return most + 1.0
    drop, swap = (_BARE_DROP, _BARE_SWAP) if abjad else (_DROP, _SWAP)
    drops = [drop.get(c, 1.0) for c in right]
    row = [0.0]
    for cost in drops:
        row.append(row[-1] + cost)
    for a in left:
        cost_a, near = drop.get(a, 1.0), swap.get(a, _NONE)
        back = row[0] + cost_a
        new = [back]
        j = 0
        for b in right:
            if a == b:
                back = row[j]
                j += 1
            else:
                best = row[j] + near.get(b, 1.0)
                back += drops[j]
                j += 1
                up = row[j] + cost_a
                if up < best:
                    best = up
                if best <= back:
                    back = best
            new.append(back)
        row = new
        if min(row) > most:
            return most + 1.0
    return row[-1]


def edits(left: str, right: str, most: int = 3) -> int:
    """Edit distance with transpositions of neighbours (Damerau, optimal alignment); above ``most``: most + 1."""
    if left == right:
        return 0
    if abs(len(left) - len(right)) > most:
        return most + 1
    if most == 1:
        return _one_edit(left, right)
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left):
        new = [i + 1]
        for j, b in enumerate(right):
            best = min(row[j] + (a != b), row[j + 1] + 1, new[j] + 1)
            if i and j and a == right[j - 1] and left[i - 1] == b:
                best = min(best, before[j - 1] + 1)
            new.append(best)
        before, row = row, new
        if min(row) > most:
            return most + 1
    return row[-1]


def _one_edit(left: str, right: str) -> int:
    """``edits`` of two that are not equal, up to 1: what is left between the ends that they share is one letter or two."""
    start, shorter = 0, min(len(left), len(right))
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    x, y = left[start : len(left) - end], right[start : len(right) - end]
    return 1 if max(len(x), len(y)) == 1 or (len(x) == len(y) == 2 and x == y[::-1]) else 2
