"""How a speaker stands to the words, by the word that reports them. English at large; chosen before any text was looked at."""

from typing import Final

from fabula.model.vocabulary import Stance


def _all(words: str, stance: Stance) -> dict[str, Stance]:
    return dict.fromkeys(words.split(), stance)


VERBS: Final[dict[str, Stance]] = {
    **_all("deny dispute rebut refute reject dismiss contradict disavow repudiate disclaim", "denies"),
    **_all("doubt question disbelieve suspect mistrust distrust challenge query", "doubts"),
    **_all("ask inquire enquire wonder", "asks"),
    **_all(
        "demand urge request order instruct beg plead implore beseech exhort insist press lobby appeal summon require seek "
        "command petition",
        "demands",
    ),
    **_all("promise pledge vow swear undertake guarantee commit assure offer", "promises"),
    **_all("threaten", "threatens"),
    **_all(
        "expect fear predict forecast anticipate foresee project hope envisage prophesy foretell await plan intend worry",
        "expects",
    ),
    **_all("refuse decline", "declines"),
}
"""Lemmas of verbs. All others say."""

NOUNS: Final[dict[str, Stance]] = {
    **_all("denial rejection rebuttal", "denies"),
    **_all("doubt scepticism skepticism", "doubts"),
    **_all("question", "asks"),
    **_all("demand appeal request plea call", "demands"),
    **_all("promise pledge vow guarantee commitment", "promises"),
    **_all("threat ultimatum", "threatens"),
    **_all("expectation fear hope forecast prediction prospect", "expects"),
    **_all("refusal", "declines"),
}

ADJECTIVES: Final[dict[str, Stance]] = {
    **_all("sceptical skeptical doubtful unconvinced unsure uncertain dubious", "doubts"),
    **_all("afraid hopeful fearful worried optimistic pessimistic confident", "expects"),
}
"""Complements of "is": "is sceptical that"."""

CONVINCED: Final = frozenset({"convinced", "sure", "certain", "persuaded", "satisfied"})
"""Adjectives whose negation doubts."""
THINKING: Final = frozenset(
    {"think", "believe", "expect", "consider", "accept", "see", "buy", "trust", "agree", "find"}
)
"""Verbs whose negation doubts: "do not believe that"."""
WHETHER: Final = frozenset({"whether", "if"})
CALLING: Final = frozenset({"call", "appeal"})
"""Verbs that demand with "on" or "for"."""
NOBODY: Final = frozenset({"nobody", "none", "neither", "no"})
"""First words of a source that is nobody."""
FEW: Final = frozenset({"few"})
"""Words before a source by which next to nobody holds what follows."""
STOPPING: Final = frozenset({"refuse", "decline", "fail", "stop", "avoid"})
"""Verbs before an infinitive that say that it was not done."""
DENYING: Final = frozenset(
    "deny doubt dispute reject refute rebut dismiss disprove debunk disbelieve contest discredit disavow".split()
)
"""Verbs by which what they govern is denied."""
BELIEVING: Final = frozenset(
    "say think believe claim accept agree argue suggest show find prove hold contend assert maintain allege admit "
    "acknowledge concede suppose assume expect conclude demonstrate establish confirm".split()
)
"""Verbs whose negation, or whose subject "nobody", leaves what they govern untold."""
MYTHS: Final = frozenset(
    "myth fallacy misconception falsehood lie hoax fiction legend superstition misinformation untruth".split()
)
"""Nouns for what is not so: "the myth that"."""
GROUNDS: Final = frozenset("evidence proof reason sign suggestion indication basis ground".split())
"""Nouns whose "no" leaves what they are for untold: "no evidence that"."""
FALSE: Final = frozenset("false untrue wrong incorrect inaccurate nonsense absurd doubtful unlikely impossible".split())
"""Complements of "it is" by which what follows is denied."""
