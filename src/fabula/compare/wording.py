"""Words of a claim as what comparing needs: content stems, negation, opposites, words that refute."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from fabula.lang.en.calendar import DATED, MONTHS_CUT
from fabula.lang.en.denying_words import AT_PLACE, CLAUSE, NEGATIVE, NEVERTHELESS, NONE, ONLY
from fabula.lang.en.function_words import STOP
from fabula.lang.en.irregular_forms import IRREGULAR
from fabula.lang.en.opposites import OPPOSITES
from fabula.lang.en.stems import stem_further

_WORD = re.compile(r"[^\W_][\w'’-]*", re.UNICODE)
_OPPOSITE: dict[str, frozenset[str]] = {}
for _a, _b in OPPOSITES:
    for _x, _y in ((_a, _b), (_b, _a)):
        _OPPOSITE[stem_further(_x)] = _OPPOSITE.get(stem_further(_x), frozenset()) | {stem_further(_y)}


def words(text: str) -> list[str]:
    """A text's words, lower-cased, straight apostrophes."""
    return [w.casefold().replace("’", "'") for w in _WORD.findall(text)]


def stems(tokens: Iterable[str]) -> list[str]:
    """The stems of the content words among them, in order; a contraction is no content word."""
    return [
        stem_further(IRREGULAR.get(w, w).rstrip("'"))
        for w in tokens
        if w not in STOP and not (w.isdigit() or _contracted(w))
    ]


@lru_cache(maxsize=16384)
def stems_of(name: str) -> tuple[str, ...]:
    """The stems of a name: every story that it is in asks for them."""
    return tuple(stems(words(name)))


def _contracted(word: str) -> bool:
    """Whether a word is a pronoun or an auxiliary with another: "it's", "we're", "don't"."""
    if "'" not in word.rstrip("'"):
        return False
    first = word.split("'")[0]
    return first in STOP or first.removesuffix("n") in STOP or first in ("let", "ca", "wo", "ai")


def negations(tokens: Iterable[str]) -> int:
    """How many words negate."""
    some = list(tokens)
    return sum(_negates(some, k) for k in range(len(some)))


def _negates(tokens: list[str], k: int) -> bool:
    w = tokens[k]
    if w in ONLY:
        return tokens[k + 1 : k + 2] == [ONLY[w]]
    like = "not" if w.endswith("n't") else w
    if tokens[k + 1 : k + 2] and tokens[k + 1] in NEVERTHELESS.get(like, ()):
        return False
    if w == "nor" and "neither" in tokens[:k]:  # one negation
        return False
    if tokens[k + 1 : k + 3] in (["the", "only"], ["the", "first"]):  # "not the only one" is one of several
        return False
    if w == "no" and tokens[k + 1 : k + 2] in (["more"], ["longer"], ["fewer"], ["less"]):
        return tokens[k + 1] == "longer"
    return w in NEGATIVE or w.endswith("n't")


@dataclass(frozen=True, slots=True)
class Negation:
    """``of``: the content stems that it reaches, nearest first: the verb, or a noun and its verb ("none of the hostages
    were freed"). ``about``: the content stems before it in its clause, where they are no names.
    ``nobody``: whether it is of people. ``place``: whether it denies being somewhere ("was not at the church"). ``rest``: the
    two content stems that follow what it reaches; ``tail``: all that do."""

    of: tuple[str, ...]
    about: frozenset[str]
    nobody: bool = False
    place: bool = False
    rest: frozenset[str] = frozenset()
    tail: frozenset[str] = frozenset()


def _idle(tokens: list[str], k: int) -> bool:
    """Whether a negation denies nothing that is or was: "not to tell", or, at the beginning, "don't tell"."""
    return (
        tokens[k : k + 2] == ["not", "to"]
        or (k == 0 and tokens[k] in ("don't", "never"))
        or (k == 1 and tokens[:2] == ["do", "not"])
    )


def negated(text: str) -> tuple[Negation, ...]:
    """What a sentence negates, a clause at a time; a clause that negates twice affirms."""
    out = []
    for part in CLAUSE.split(text):
        tokens = words(part)
        hits = [k for k in range(len(tokens)) if _negates(tokens, k) and not _idle(tokens, k)]
        if len(hits) % 2:
            k = hits[0]
            of = stems(tokens[k + 1 :])[: 2 if tokens[k] in ("no", "none") and tokens[k + 1 : k + 2] != ["one"] else 1]
            if not of and k and tokens[k] in ("nobody", "nothing"):  # "arrested nobody"
                of, k = stems(tokens[k - 1 : k]), k - 1
            named = any(w[:1].isupper() for w in part.split()[1:k])
            if of and not ("until" in tokens[k:] or "till" in tokens[k:]):  # it came about, later
                nobody = "nobody" in tokens[k : k + 2] or tokens[k : k + 2] == ["no", "one"]
                place = bool(AT_PLACE.search(" ".join(w for w in (*tokens[:k][-1:], *tokens[k + 1 : k + 2]))))
                about = frozenset[str]() if named else frozenset(stems(tokens[:k]))
                after = stems(tokens[k + 1 :])[len(of) :]
                out.append(Negation(tuple(of), about, nobody, place, frozenset(after[:2]), frozenset(after)))
    return tuple(out)


def opposed(left: Iterable[str], right: Iterable[str]) -> tuple[str, str] | None:
    """A stem of the left and one of the right that are opposites, where neither side has both; "un-" makes one too."""
    a, b = list(left), set(right)
    for x in a:
        turned = {p + x for p in ("un", "dis", "in", "im") if x != "migrat"} | {
            x.removeprefix(p) for p in ("un", "dis") if len(x) > 5
        }
        for y in sorted((_OPPOSITE.get(x, frozenset()) | turned - {x}) & b):
            if x not in b and y not in a:
                return x, y
    return None


_NAME = re.compile(r"(?<![.!?…\n“\"‘] )(?<!^)\b[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:['’-][^\W\d_]+)*")
CALENDAR = DATED | {*MONTHS_CUT, "mr", "mrs", "ms", "dr"}
"""Words with a capital that are no names: of the calendar, and before names."""


def names(text: str) -> frozenset[str]:
    """Capitalised words inside sentences, folded to five letters without diacritics: spellings of one name meet."""
    if text.isupper() or text.istitle():
        return frozenset()
    found = (m.group() for m in _NAME.finditer(text))
    return frozenset(folded(w) for w in found if w.casefold() not in CALENDAR)


def folded(word: str) -> str:
    """The first five letters, lower-cased, without diacritics or a possessive."""
    plain = unicodedata.normalize("NFKD", word.casefold().split("'")[0].split("’")[0])
    return "".join(c for c in plain if c.isalpha())[:5]


_ABSTRACT = frozenset(
    stems("figures details information numbers word sign reason comment way idea doubt sense chance point need".split())
)
"""Things of which there being none says nothing of a number."""


def none_of(text: str) -> dict[str, str]:
    """The stems of what a text says there is none of, each with the words that say so: "no inspectors"."""
    return {s: m[0] for m in NONE.finditer(text) for s in stems(words(m[1])) if s not in _ABSTRACT}
