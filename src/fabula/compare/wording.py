"""Words of a claim as what comparing needs: content stems, negation, opposites, words that refute."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from fabula.compare.quantities import stem
from fabula.lang.en.calendar import DATED, MONTHS_CUT
from fabula.lang.en.function_words import STOP

NEGATIVE = frozenset(
    "no not never none nobody nothing neither nor without hardly barely cannot fail fails failed failing refuse "
    "refused refuses refusing lack lacks lacked unable n't denied denies deny denying ruled unaware unharmed unhurt "
    "nowhere free yet".split()
)
"""Words that negate what follows; some only in a phrase: see ``_ONLY``."""
_ONLY = {"ruled": "out", "free": "of", "yet": "to", "fail": "to", "fails": "to", "failed": "to", "failing": "to",
         "refuse": "to", "refuses": "to", "refused": "to", "refusing": "to"}  # fmt: skip
_NEVERTHELESS = {
    "not": ("only", "just", "until", "least", "always", "necessarily", "merely", "simply", "all", "every", "everyone"),
    "never": ("before",),
    "no": ("sooner", "doubt", "matter"),
}
"""Words after which a negation denies nothing."""
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
    ("profit", "loss"), ("survive", "die"), ("back", "reject"), ("peaceful", "violence"),
    ("expensive", "cheap"), ("dear", "cheap"), ("strong", "weak"), ("better", "worse"), ("open", "shut"),
    ("lift", "extend"), ("make", "lose"), ("win", "concede"), ("appoint", "dismiss"), ("hire", "fire"),
    ("accept", "refuse"), ("include", "exclude"), ("rise", "decrease"), ("increase", "fall"), ("increase", "drop"),
    ("majority", "minority"), ("victory", "defeat"), ("strong", "weaken"), ("strengthen", "weak"), ("raise", "cut"),
    ("rise", "cheap"), ("fall", "dear"), ("praise", "condemn"), ("cheer", "boo"), ("deep", "shallow"), ("full", "empty"),
    ("crowded", "empty"), ("easy", "hard"), ("easier", "harder"), ("pass", "reject"), ("late", "punctual"),
    ("acquit", "convict"), ("hire", "dismiss"), ("wide", "narrow"), ("hot", "cold"), ("calm", "tense"), ("beat", "lose"),
    ("lock", "open"), ("hold", "collapse"), ("hold", "break"), ("stand", "collapse"), ("promise", "refuse"), ("agree", "refuse"),
    ("grant", "deny"), ("grant", "refuse"), ("survive", "destroy"), ("survive", "perish"), ("pass", "fail"), ("work", "fail"),
    ("close", "reopen"), ("arrest", "release"), ("present", "absent"), ("intact", "destroy"), ("keep", "lose"),
    ("continue", "stop"), ("deny", "admit"), ("true", "untrue"), ("plead", "deny"), ("alone", "together"),
)  # fmt: skip
_CLAUSE = re.compile(
    r"[,;:()“”\"]|\s[–—-]\s|\b(?:but|although|though|while|because|which|who)\b|"
    r"\b(?=nor\b)|\b(?:and|or)\s+(?=(?:(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\s+)?(?:not|never)\b|"
    r"(?:is|are|was|were|has|have|had|do|does|did|would|could)n['’]t\b|(?:did|does|do)\s+not\b)"
)
_WORD = re.compile(r"[^\W_][\w'’-]*", re.UNICODE)
_IRREGULAR = {
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow", "won": "win",
    "lost": "lose", "began": "begin", "begun": "begin", "left": "leave", "kept": "keep", "held": "hold", "met": "meet",
    "hurt": "hurt", "became": "become", "gave": "give", "took": "take", "made": "make", "went": "go", "men": "man",
    "shrank": "shrink", "women": "woman", "people": "person", "children": "child", "losses": "loss", "dying": "die",
    "died": "die", "worse": "worse", "backed": "back", "dead": "dead", "beaten": "beat", "sank": "sink", "bore": "bear",
    "dearer": "dear", "cheaper": "cheap", "stronger": "strong", "weaker": "weak", "spoke": "speak", "struck": "strike",
    "sold": "sell", "sent": "send", "drew": "draw", "cost": "cost", "paid": "pay", "led": "lead", "built": "build",
    "stole": "steal", "stolen": "steal", "broke": "break", "broken": "break", "chose": "choose", "chosen": "choose",
    "drove": "drive",
    "driven": "drive", "flew": "fly", "froze": "freeze", "frozen": "freeze", "hid": "hide", "threw": "throw",
    "thrown": "throw", "wrote": "write", "written": "write", "spent": "spend", "burnt": "burn", "sought": "seek",
    "caught": "catch", "taught": "teach", "fought": "fight", "shot": "shoot", "bound": "bind", "found": "find",
    "killed": "kill", "signed": "sign", "thought": "think", "brought": "bring", "bought": "buy",
}  # fmt: skip
_OPPOSITE: dict[str, frozenset[str]] = {}
for _a, _b in OPPOSITES:
    for _x, _y in ((_a, _b), (_b, _a)):
        _OPPOSITE[stem(_x)] = _OPPOSITE.get(stem(_x), frozenset()) | {stem(_y)}


def words(text: str) -> list[str]:
    """A text's words, lower-cased, straight apostrophes."""
    return [w.casefold().replace("’", "'") for w in _WORD.findall(text)]


def stems(tokens: Iterable[str]) -> list[str]:
    """The stems of the content words among them, in order; a contraction is no content word."""
    return [
        stem(_IRREGULAR.get(w, w).rstrip("'")) for w in tokens if w not in STOP and not (w.isdigit() or _contracted(w))
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
    if w in _ONLY:
        return tokens[k + 1 : k + 2] == [_ONLY[w]]
    like = "not" if w.endswith("n't") else w
    if tokens[k + 1 : k + 2] and tokens[k + 1] in _NEVERTHELESS.get(like, ()):
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


AT_PLACE = re.compile(
    r"\b(?:is|are|was|were|be|been|am|stay(?:s|ed)?|remain(?:s|ed)?)\s+(?:at|in|on|inside|outside|within|near|under)\b",
    re.IGNORECASE,
)
"""Being somewhere."""


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
    for part in _CLAUSE.split(text):
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


FUTURE = re.compile(
    r"\b(?:will|shall|won't|going to|(?:is|are|was|were|be) to (?!blame)|(?:is|are|was|were) due|would|"
    r"(?<!as )(?<!had )(?:planned|expected|hoped|promised|intended|scheduled|pledged|vowed)|expects?|"
    r"plans? (?:to|for|on)|intends?|hop(?:es?|ing) (?:to|for|that)|promises?|pledges?|vows?|predict(?:s|ed)?|"
    r"forecast(?:s|ers)?|want(?:s|ed)? to|aim(?:s|ed)? (?:to|for)|likely to|about to|set to|should the)\b",
    re.IGNORECASE,
)
"""Words of what is still to come, or was when it was written."""
PAST = re.compile(
    r"\b(?:was|were|had|did|has|have|been|\w{2,}ed|met|won|lost|went|came|took|made|gave|held|built|sold|sent|paid|cut|"
    r"rose|fell|grew|began|left|said|told|spoke|struck|sank|drew|led|broke|brought|bought|fought|found|got|ran|shot)\b",
    re.IGNORECASE,
)
"""Words of what has happened."""
POSSIBLE = re.compile(r"\b(?:may|might|could|possibl[ey]|perhaps|maybe|potentially)\b(?!\s+\d)")
CONDITION = re.compile(r"\b(?:if|unless|should the|provided that|in case)\b", re.IGNORECASE)
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


_NONE = re.compile(
    r"\b(?:no(?!\s+more\b)|not any|none of the|not a single|without any)\s+((?:[^\W\d_]+\s+){0,1}[^\W\d_]+)",
    re.IGNORECASE,
)


_ABSTRACT = frozenset(
    stems("figures details information numbers word sign reason comment way idea doubt sense chance point need".split())
)
"""Things of which there being none says nothing of a number."""


def none_of(text: str) -> dict[str, str]:
    """The stems of what a text says there is none of, each with the words that say so: "no inspectors"."""
    return {s: m[0] for m in _NONE.finditer(text) for s in stems(words(m[1])) if s not in _ABSTRACT}
