"""The gist of a side that tells an event or a thing at length: its head with what names it, no more.

"The company's decision last week, which surprised many, to close three plants in the valley" is the company's decision to
close plants; "the judge, presiding over a lawsuit against him, was unfit to serve" is that the judge was unfit. Who, what
and to whom stay; when, how, why and what is said by the way go.
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from fabula.extract.causes.verbs import heavy
from fabula.lang.en.grammar import BY, CONTENT_CLAUSES, NOUN_CLAUSES, SUBJECTS, at, child
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.rules.argument_heads import ASIDE, MORE, PARTS
from fabula.model.records import Pair

_BEFORE = frozenset({Dep.ADJECTIVE, Dep.COMPOUND, Dep.NOUN_MODIFIER, Dep.OWNER, Dep.NEGATION})
_TIMES = frozenset({Ent.DATE, Ent.TIME})
_COMPLEMENTS = (Dep.ADJECTIVE_COMPLEMENT, Dep.ATTRIBUTE, Dep.PREDICATE, Dep.OBJECT, Dep.INDIRECT_OBJECT)


def top(doc: Doc, side: Sequence[Pair]) -> Token | None:
    """The head of a side."""
    return highest(_tokens(doc, side))


def _tokens(doc: Doc, side: Sequence[Pair]) -> list[Token]:
    return [t for s, e in side for t in doc.char_span(s, e, alignment_mode="expand") or ()]


def highest(tokens: Sequence[Token]) -> Token | None:
    """The highest of some tokens: the one that no other of them governs, a verb before others."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct and not t.is_space]
    return next((t for t in tops if heavy(t)), tops[0] if tops else None)


def gist(doc: Doc, side: Sequence[Pair]) -> tuple[Pair, ...]:
    """The spans of a side's gist; none where it is the side itself, or where the side has no head to start from."""
    tokens = _tokens(doc, side)
    inside = {t.i for t in tokens}
    head = highest(tokens)
    if head is None:
        return ()
    kept = _clause(head) if heavy(head) else _noun(head)
    kept = [t for t in kept if t.i in inside and not t.is_punct]
    said = [t for t in tokens if not t.is_punct and not t.is_space and t.pos_ != Pos.DETERMINER]
    if not kept or len(kept) == len(said):
        return ()
    return _runs(doc, kept)


def _runs(doc: Doc, kept: Iterable[Token]) -> tuple[Pair, ...]:
    """Spans of the tokens; an article, a hyphen or an apostrophe between two of them is theirs."""
    there = {t.i for t in kept}
    for i in sorted(there):
        if i + 2 in there and (doc[i + 1].pos_ == Pos.DETERMINER or doc[i + 1].text in ("-", "–", "’", "'", "/", "&")):
            there.add(i + 1)
    return at(*(doc[i] for i in sorted(there)))


def _noun(noun: Token, depth: int = 0) -> list[Token]:
    """A noun with the words before it that narrow it down, and one phrase or aim after it."""
    if depth > 3:
        return [noun]
    if noun.lemma_.lower() in PARTS or noun.ent_type_ in (Ent.CARDINAL, Ent.QUANTITY, Ent.PERCENT):
        of = next((c for c in noun.rights if c.lower_ == "of" and c.dep_ == Dep.PREPOSITION), None)
        inner = child(of, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE) if of is not None else None
        if inner is not None:
            return _noun(inner, depth + 1)
    out = [noun]
    for c in noun.lefts:
        if c.dep_ in _BEFORE and c.ent_type_ not in _TIMES:
            out += _modifier(c)
    phrases = 0
    for c in noun.rights:
        if c.dep_ == Dep.PREPOSITION and c.lower_ in MORE and (phrases == 0 or c.lower_ == "of") and not _set_off(c):
            inner = child(c, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)
            if inner is None or (inner.ent_type_ in _TIMES and c.lower_ != "of"):
                continue
            phrases += 1
            out += [c, *(_clause(inner, depth + 1) if heavy(inner) else _noun(inner, depth + 1))]
        elif c.dep_ in NOUN_CLAUSES and c.tag_ == Tag.BASE and not _set_off(c) and not phrases:
            phrases += 1
            out += [*(t for t in c.lefts if t.tag_ == Tag.TO), *_clause(c, depth + 1)]
        elif c.dep_ in NOUN_CLAUSES and not phrases and len(out) == 1 and not _set_off(c):
            phrases += 1  # "people who smoke", "areas hit by floods": nothing else says which
            out += _clause(c, depth + 1)
        elif c.dep_ == Dep.CASE_MARK or (c.dep_ == Dep.PUNCTUATION and c.text == "-"):
            out.append(c)
    return out


def _modifier(word: Token) -> list[Token]:
    """A word before a noun with those that belong to it ("long-range", "the ministry of health's"), without its clauses."""
    if word.dep_ == Dep.OWNER:
        return _noun(word, 2)
    return [
        t
        for t in word.subtree
        if t.i <= word.i and t.dep_ not in (Dep.DETERMINER, Dep.ADVERB, Dep.NUMBER) and not _aside(t, word)
    ]


def _aside(token: Token, top: Token) -> bool:
    return token.i != top.i and token.dep_ in (
        Dep.ADVERBIAL_CLAUSE,
        Dep.RELATIVE_CLAUSE,
        Dep.PARATAXIS,
        Dep.APPOSITION,
        Dep.CONJUNCTION,
        Dep.CONJUNCT,
    )


def _clause(verb: Token, depth: int = 0) -> list[Token]:
    """A verb with its subject, its negation, and its object or complement; failing both, its first phrase."""
    if depth > 4:
        return [verb]
    out = [verb]
    whole = False
    for c in verb.children:
        if c.dep_ in SUBJECTS:
            out += (
                _clause(c, depth + 1)
                if c.dep_ in (Dep.CLAUSE_SUBJECT, Dep.PASSIVE_CLAUSE_SUBJECT)
                else _noun(c, depth + 1)
            )
        elif c.dep_ in (Dep.NEGATION, Dep.PARTICLE) or c.lower_ == "never":
            out.append(c)
        elif c.dep_ in _COMPLEMENTS and c.ent_type_ not in _TIMES:
            whole = True
            out += (
                _noun(c, depth + 1) if c.pos_ in (Pos.NOUN, Pos.NAME, Pos.PRONOUN, Pos.NUMBER) else _state(c, depth + 1)
            )
    for c in verb.rights:
        if c.dep_ in CONTENT_CLAUSES and not _set_off(c):
            whole = True
            out += [t for t in c.lefts if t.tag_ == Tag.TO] + _clause(c, depth + 1)
    if not whole:
        for c in verb.rights:
            inner = (
                child(c, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)
                if c.dep_ in BY and c.lower_ not in ASIDE
                else None
            )
            if inner is not None and inner.ent_type_ not in _TIMES:
                out += [c, *(_clause(inner, depth + 1) if heavy(inner) else _noun(inner, depth + 1))]
                break
    return out


def _state(word: Token, depth: int) -> list[Token]:
    """An adjective or a participle that a verb ascribes: with what it is so to or for."""
    if heavy(word):
        return _clause(word, depth)
    out = [word, *(c for c in word.lefts if c.dep_ == Dep.NEGATION or c.lower_ in ("more", "less"))]
    for c in word.rights:
        inner = child(c, Dep.PREPOSITION_OBJECT) if c.dep_ == Dep.PREPOSITION else None
        if inner is not None:
            return [*out, c, *_noun(inner, depth + 1)]
        if c.dep_ == Dep.OPEN_CLAUSE:
            return [*out, *(t for t in c.lefts if t.tag_ == Tag.TO), *_clause(c, depth + 1)]
    return out


def _set_off(token: Token) -> bool:
    """Whether a comma or a dash parts a phrase from what is before it."""
    left = token.left_edge.i
    return left > 0 and token.doc[left - 1].text in (",", "–", "—", "-", "(", ";", ":", "--")
