"""Words of a claim as what comparing needs: content stems, negation, opposites, words that refute."""

import re
from collections.abc import Iterable

from fabula.comparing.quantities import stem

STOP = frozenset(
    "a an the this that these those he she it they we you i him her them us me his its their our your my who which what "
    "when where why how and or but nor so yet if then than as at by for from in into of on onto to up with about over "
    "under after before between through during is are was were be been being am do does did done doing have has had "
    "having will would shall should can could may might must not no n't s t also just only very more most much many "
    "some any all both each such own same other there here now said says say told tell tells according added new "
    "one two first last year years".split()
)
NEGATIVE = frozenset(
    "no not never none nobody nothing neither nor without hardly barely cannot can't won't don't doesn't didn't isn't "
    "wasn't aren't weren't hasn't haven't hadn't wouldn't couldn't shouldn't fail fails failed failing refuse refused "
    "refuses lack lacks lacked unable unlikely n't".split()
)
REFUTING = frozenset(
    "fake hoax false falsely untrue deny denies denied denying debunk debunked debunks refute refuted refutes myth "
    "rumor rumors rumour rumours satire satirical fabricated misleading incorrect inaccurate wrong bogus disproved "
    "doubt doubts doubtful prank contrary retracted retraction unfounded baseless dismissed".split()
)
OPPOSITES = (
    ("increase", "decrease"), ("rise", "fall"), ("rise", "drop"), ("grow", "shrink"), ("raise", "lower"),
    ("strengthen", "weaken"), ("improve", "worsen"), ("gain", "lose"), ("win", "lose"), ("accept", "reject"),
    ("agree", "disagree"), ("support", "oppose"), ("confirm", "deny"), ("allow", "ban"), ("allow", "forbid"),
    ("open", "close"), ("begin", "end"), ("start", "stop"), ("alive", "dead"), ("guilty", "innocent"),
    ("success", "failure"), ("succeed", "fail"), ("more", "fewer"), ("more", "less"), ("higher", "lower"),
    ("peaceful", "violent"), ("approve", "reject"), ("lift", "impose"), ("suspend", "keep"), ("safe", "dangerous"),
    ("stable", "unstable"), ("true", "false"), ("release", "detain"), ("arrive", "leave"), ("benefit", "harm"),
    ("help", "hurt"), ("reduce", "increase"), ("reduce", "raise"), ("cause", "prevent"), ("large", "small"),
    ("early", "late"), ("advance", "retreat"), ("join", "leave"), ("public", "secret"), ("legal", "illegal"),
)  # fmt: skip
_WORD = re.compile(r"[^\W_][\w'’-]*", re.UNICODE)
_IRREGULAR = {
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow", "won": "win",
    "lost": "lose", "began": "begin", "begun": "begin", "left": "leave", "kept": "keep", "held": "hold", "met": "meet",
    "hurt": "hurt", "became": "become", "gave": "give", "took": "take", "made": "make", "went": "go", "men": "man",
    "shrank": "shrink", "women": "woman", "people": "person", "children": "child", "losses": "loss", "dying": "die",
    "died": "die", "killed": "kill", "signed": "sign", "thought": "think", "brought": "bring", "bought": "buy",
}  # fmt: skip
_OPPOSITE: dict[str, frozenset[str]] = {}
for _a, _b in OPPOSITES:
    for _x, _y in ((_a, _b), (_b, _a)):
        _OPPOSITE[stem(_x)] = _OPPOSITE.get(stem(_x), frozenset()) | {stem(_y)}


def words(text: str) -> list[str]:
    """A text's words, lower-cased, straight apostrophes."""
    return [w.casefold().replace("’", "'") for w in _WORD.findall(text)]


def stems(tokens: Iterable[str]) -> list[str]:
    """The stems of the content words among them, in order."""
    return [stem(_IRREGULAR.get(w, w)) for w in tokens if w not in STOP and not w.isdigit()]


def negations(tokens: Iterable[str]) -> int:
    """How many words negate."""
    return sum(w in NEGATIVE or w.endswith("n't") for w in tokens)


def opposed(left: Iterable[str], right: Iterable[str]) -> tuple[str, str] | None:
    """A stem of the left and one of the right that are opposites, where neither side has both."""
    a, b = list(left), set(right)
    for x in a:
        for y in sorted(_OPPOSITE.get(x, frozenset()) & b):
            if x not in b and y not in a:
                return x, y
    return None
