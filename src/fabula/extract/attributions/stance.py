"""How a speaker stands to the content: says, denies, doubts, asks, demands, promises, threatens, expects or declines.

Read from the cue and what negates it. "Did not say that" and "refused to say" are ``declines``: nothing was said. "Do not
believe that" doubts; a denial that is itself denied says nothing either way and is ``declines`` too.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from fabula.extract.analysis import Analysis
from fabula.lang.en import stance_words as words
from fabula.lang.en.grammar import negated
from fabula.lang.en.labels import Dep, Pos
from fabula.model.records import Pair
from fabula.model.vocabulary import Stance


def stance(analysis: Analysis, cue: Sequence[Pair], content: Sequence[Pair], source: Sequence[Pair]) -> Stance:
    """The stance of one attribution; "says" where its cue tells no other or it has none."""
    if not cue:
        return "says"
    tokens = [t for s, e in cue for t in analysis.tokens(s, e)]
    heads = [t for t in tokens if t.pos_ in (Pos.VERB, Pos.AUXILIARY, Pos.NOUN, Pos.ADJECTIVE)] or tokens
    if not heads:
        return "says"
    found: Stance = "says"
    for t in heads:
        found = _of(t, analysis, content)
        if found != "says":
            break
    if any(_unsaid(t, content) for t in heads) or _by_nobody(analysis, source):
        return _negated(heads, found)
    return found


def _of(token: Token, analysis: Analysis, content: Sequence[Pair]) -> Stance:
    lemma = token.lemma_.lower()
    if token.pos_ == Pos.NOUN:
        return words.NOUNS.get(lemma, "says")
    if token.pos_ == Pos.ADJECTIVE or lemma in words.ADJECTIVES or token.lower_ in words.CONVINCED:
        return words.ADJECTIVES.get(token.lower_, "says")
    if lemma in ("be", "remain", "feel", "seem"):
        state = next(
            (c for c in token.children if c.dep_ in (Dep.ADJECTIVE_COMPLEMENT, Dep.PREDICATE, Dep.ATTRIBUTE)), None
        )
        return words.ADJECTIVES.get(state.lower_, "says") if state is not None else "says"
    if lemma in words.CALLING and any(c.lower_ in ("on", "for", "upon") for c in token.children):
        return "demands"
    if lemma == "ask" and content:
        act = analysis.token_at(content[0][0])
        if act is not None and act.lower_ == "to":
            return "demands"
    if lemma == "express" or lemma == "voice":
        noun = next((c for c in token.children if c.dep_ == Dep.OBJECT), None)
        return words.NOUNS.get(noun.lemma_.lower(), "says") if noun is not None else "says"
    if lemma == "suspect":
        return "says"
    return words.VERBS.get(lemma, "says")


def _unsaid(token: Token, content: Sequence[Pair]) -> bool:
    """Whether a cue is told as not done: by "not", or under "refused to", "failed to"; a "not" in what is said is none."""
    word = negated(token)
    if word is not None and not any(s <= word.idx < e for s, e in content):
        return True
    if token.dep_ == Dep.OPEN_CLAUSE and token.head.lemma_.lower() in words.STOPPING:
        return True
    if token.dep_ in (Dep.ADJECTIVE_COMPLEMENT, Dep.ATTRIBUTE, Dep.PREDICATE) and negated(token.head) is not None:
        return True
    return any(c.dep_ == Dep.AUXILIARY and c.lower_ in ("cannot",) for c in token.children)


def _by_nobody(analysis: Analysis, source: Sequence[Pair]) -> bool:
    """Whether the source is nobody: "neither side", "nobody", "none of them"."""
    return any(analysis.text[s:e].split(" ", 1)[0].casefold() in words.NOBODY for s, e in source)


def _negated(heads: Sequence[Token], plain: Stance) -> Stance:
    if any(t.lemma_.lower() in words.THINKING or t.lower_ in words.CONVINCED for t in heads):
        return "doubts"
    if any(c.lower_ in words.CONVINCED for t in heads for c in t.children):
        return "doubts"
    return "declines" if plain != "doubts" else "says"
