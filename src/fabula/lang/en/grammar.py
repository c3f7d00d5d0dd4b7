"""Reading a dependency parse: subjects, clauses, noun phrases, and the spans that stand for them.

The labels are those of spaCy's English models (ClearNLP's). All functions take tokens of one sentence.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from fabula.lang.en.cause_words import CONCESSIVE, PEOPLE
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.wordlists import words
from fabula.model.records import Pair

SUBJECTS = frozenset({Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.CLAUSE_SUBJECT, Dep.PASSIVE_CLAUSE_SUBJECT})
"""A verb's subject: a noun or a clause, of an active or of a passive."""
NOUN_SUBJECTS = frozenset({Dep.SUBJECT, Dep.PASSIVE_SUBJECT})
FINITE = frozenset({Tag.PAST, Tag.THIRD_PERSON, Tag.PRESENT, Tag.MODAL})
"""Forms of a verb that have a tense."""
PASSIVE = frozenset({Dep.PASSIVE_SUBJECT, Dep.PASSIVE_AUXILIARY})
"""What a verb in the passive has: its subject or its auxiliary."""
AUXILIARIES = frozenset({Dep.AUXILIARY, Dep.PASSIVE_AUXILIARY})
CONTENT_CLAUSES = frozenset({Dep.CLAUSE, Dep.OPEN_CLAUSE})
"""Clauses that complete a verb: "said that ...", "wants to ..."."""
NOUN_CLAUSES = frozenset({Dep.NOUN_CLAUSE, Dep.RELATIVE_CLAUSE})
"""Clauses that modify a noun: "the man who ...", "the plan to ..."."""
GOVERNED_CLAUSES = frozenset({Dep.CLAUSE, Dep.OPEN_CLAUSE, Dep.ADVERBIAL_CLAUSE})
BY = frozenset({Dep.AGENT, Dep.PREPOSITION})
"""A preposition, also the "by" of a passive."""
COORDINATION = frozenset({Dep.CONJUNCTION, Dep.CONJUNCT})
PREMODIFIERS = frozenset({Dep.ADJECTIVE, Dep.COMPOUND})
NOUN_PREMODIFIERS = PREMODIFIERS | {Dep.NOUN_MODIFIER}
"""Adjectives and nouns before a noun."""
_EDGE = frozenset({Pos.PUNCTUATION, Pos.SPACE, Pos.SYMBOL})
_RELATIVE = frozenset({"which", "that", "who", "whom"})
_POINTING = frozenset({Tag.WHICH, Tag.WHO, Tag.WHOSE, Tag.THERE})
_PEOPLE = frozenset({"he", "she", "we", "i", "you", "they", "who"})
_POTENTIAL = words("potential ability capacity power tendency likelihood")
"""Nouns of "A has the NOUN to raise B": A raises it."""
_MEASURES = words(
    "action measure step policy law reform programme program move decision intervention effort rule deal agreement"
)
"""Nouns of "a NOUN to reduce B": the measure is said to reduce it."""
_AMOUNTS = frozenset({Ent.DATE, Ent.TIME, Ent.PERCENT, Ent.MONEY, Ent.QUANTITY, Ent.CARDINAL})
_OPENERS = "([{“‘\"'«"


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these labels."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def has(token: Token, dep: str) -> bool:
    """Whether a token has a child with this label."""
    return any(c.dep_ == dep for c in token.children)


def conjuncts(head: Token) -> list[Token]:
    """A token and what is coordinated with it, in order."""
    out, seen = [head], 0
    while seen < len(out) and len(out) < 8:
        out.extend(c for c in out[seen].rights if c.dep_ == Dep.CONJUNCT)
        seen += 1
    return out + beside(head)


def beside(head: Token) -> list[Token]:
    """What is named "along with" a noun, or "together with" it."""
    near = [c for c in head.head.rights if not any(t.is_alpha for t in head.doc[head.right_edge.i + 1 : c.i])]
    near += [c for c in head.head.lefts if head.i < c.i and not any(t.is_alpha for t in head.doc[head.i + 1 : c.i])]
    for c in (*head.rights, *near):
        if c.lower_ in ("along", "together") and c.dep_ in (Dep.PREPOSITION, Dep.ADVERB):
            with_ = next((p for p in c.children if p.lower_ == "with"), None)
            thing = child(with_, Dep.PREPOSITION_OBJECT) if with_ is not None else None
            if thing is not None:
                return [thing]
    return []


def negated(verb: Token) -> Token | None:
    """The word that negates a verb, by its own "not" or its subject's or object's "no"."""
    for c in verb.children:
        if c.dep_ == Dep.NEGATION or c.lower_ in ("never", "hardly", "barely", "neither"):
            return c
        if c.dep_ in (Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.OBJECT) and c.i < verb.i:
            for d in c.lefts:
                if d.lower_ == "no":
                    return d
    return None


def purpose(verb: Token) -> bool:
    """Whether a verb is an infinitive, or joined to one: "hired guards to watch and report" does not say that they did."""
    while verb.dep_ == Dep.CONJUNCT and verb.head.pos_ in (Pos.VERB, Pos.AUXILIARY) and child(verb, *SUBJECTS) is None:
        verb = verb.head
    return to_infinitive(verb)


def to_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(c.dep_ == Dep.AUXILIARY and c.lower_ == "to" for c in verb.children)


def finite(verb: Token) -> bool:
    """Whether a verb, or an auxiliary of it, has a tense."""
    return verb.tag_ in FINITE or any(c.dep_ in AUXILIARIES and c.tag_ in FINITE for c in verb.children)


def whole_clause(verb: Token) -> bool:
    """Whether a clause can stand alone: its verb is finite and has a subject, or a "who" or "which" for the noun before it.

    "The deal (that) Ruiz signed" lacks what was signed; "in Norrby, where two men died" lacks nothing.
    """
    whose = child(verb, *SUBJECTS)
    if whose is None or not finite(verb):
        return False
    if verb.dep_ != Dep.RELATIVE_CLAUSE:
        return whose.tag_ not in _POINTING
    return verb.left_edge.tag_ == Tag.WHERE or (whose.tag_ in _POINTING and whose.i == verb.left_edge.i)


def verbal(token: Token) -> bool:
    """Whether a token heads a clause."""
    return token.pos_ in (Pos.VERB, Pos.AUXILIARY) or has(token, Dep.COPULA) or has(token, Dep.SUBJECT)


def subject(verb: Token) -> Token | None:
    """The head of a verb's subject: its own, that of the verb it shares one with, or the noun that it modifies.

    For a participle without one ("..., altering the balance") this is the verb that it modifies: the whole clause.
    """
    for _ in range(6):
        own = [c for c in verb.lefts if c.dep_ in SUBJECTS]
        if own:
            return _antecedent(verb, own[-1])  # where the parser found two, the nearer one is right
        dep, head = verb.dep_, verb.head
        if dep == Dep.RELATIVE_CLAUSE:
            return head
        if dep == Dep.NOUN_CLAUSE:
            noun, shared = _modified(verb, head)
            if shared is None:
                return noun
            verb = shared
        elif dep == Dep.OPEN_CLAUSE:
            obj = child(head, Dep.OBJECT)
            if obj is not None and verb.i > obj.i and head.lemma_ not in ("promise", "use", "threaten"):
                return obj
            verb = head
        elif dep in (Dep.CONJUNCT, Dep.PASSIVE_AUXILIARY, Dep.AUXILIARY):
            if head.pos_ not in (Pos.VERB, Pos.AUXILIARY):
                return None
            verb = head
        elif dep == Dep.CLAUSE and head.lemma_ in ("help", "be"):
            verb = head
        elif dep == Dep.PREPOSITION_CLAUSE:
            return None
        elif (
            dep == Dep.ADVERBIAL_CLAUSE
            and verb.tag_ == Tag.PAST_PARTICIPLE
            and verb.i < head.i
            and has(verb, Dep.AGENT)
        ):
            verb = head
        elif dep == Dep.ADVERBIAL_CLAUSE:
            return head if verb.tag_ == Tag.ING and not any(c.dep_ == Dep.SUBORDINATOR for c in verb.children) else None
        else:
            return None
    return None


def _modified(verb: Token, noun: Token) -> tuple[Token | None, Token | None]:
    """Who does what a clause beside a noun tells: the noun or its owner; or else the verb whose subject is the clause's too."""
    if verb.tag_ == Tag.PAST_PARTICIPLE and has(verb, Dep.OBJECT):
        head = noun  # "has cut jobs, closed shops", misread as "jobs closed"
        while head.pos_ not in (Pos.VERB, Pos.AUXILIARY) and head.head.i != head.i:
            head = head.head
        return None, head
    if noun.lemma_ not in _POTENTIAL:  # "the desire to cut taxes" cuts none
        return (None if verb.tag_ == Tag.BASE and noun.lemma_ not in _MEASURES else noun), None
    owner = child(noun, Dep.OWNER) or next((x for x in prepositional(noun, "of")), None)
    if owner is None and noun.dep_ in (Dep.OBJECT, Dep.ATTRIBUTE) and noun.head.pos_ in (Pos.VERB, Pos.AUXILIARY):
        return None, noun.head
    return owner or noun, None


def _antecedent(verb: Token, own: Token) -> Token:
    """What a verb's subject stands for: the noun before "which" or "who"; itself where it is no relative."""
    if own.lower_ not in _RELATIVE:
        return own
    if verb.dep_ == Dep.RELATIVE_CLAUSE:
        return verb.head
    first = verb.sent.start
    before = verb.doc[own.left_edge.i - 1] if own.left_edge.i > first else None
    while before is not None and (before.is_punct or before.is_space) and before.i > first:
        before = verb.doc[before.i - 1]
    return before if before is not None and before.pos_ in (Pos.NOUN, Pos.NAME) else own


def by_agent(verb: Token) -> Token | None:
    """Who or what a passive verb names with "by"."""
    for c in verb.children:
        if c.dep_ == Dep.AGENT or (c.dep_ == Dep.PREPOSITION and c.lower_ == "by"):
            source = child(c, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)
            return None if source is not None and source.ent_type_ in _AMOUNTS else source
    return None


def passive(verb: Token) -> bool:
    """Whether a verb's subject is what is acted upon: a passive, or a bare past participle after a noun."""
    if any(c.dep_ in (Dep.PASSIVE_SUBJECT, Dep.PASSIVE_AUXILIARY, Dep.PASSIVE_CLAUSE_SUBJECT) for c in verb.children):
        return True
    if verb.tag_ == Tag.PAST_PARTICIPLE and verb.dep_ == Dep.ADVERBIAL_CLAUSE and has(verb, Dep.AGENT):
        return True
    if verb.tag_ == Tag.PAST_PARTICIPLE and verb.dep_ == Dep.NOUN_CLAUSE:
        return not has(verb, Dep.OBJECT)
    return (
        verb.dep_ == Dep.CONJUNCT
        and verb.tag_ == Tag.PAST_PARTICIPLE
        and not has(verb, Dep.AUXILIARY)
        and verb.head.tag_ == Tag.PAST_PARTICIPLE
        and passive(verb.head)
    )


def prepositional(token: Token, *words: str) -> list[Token]:
    """The objects of a token's prepositions among these words."""
    out = []
    for c in token.children:
        if c.dep_ in (Dep.PREPOSITION, Dep.AGENT, Dep.INDIRECT_OBJECT) and c.lower_ in words:
            inner = child(c, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)
            if inner is None:
                inner = next(
                    (
                        g
                        for p in c.children
                        if p.dep_ == Dep.PREPOSITION
                        for g in p.children
                        if g.dep_ == Dep.PREPOSITION_OBJECT
                    ),
                    None,
                )
            if inner is not None:
                out.append(inner)
    return out


def person(token: Token) -> bool:
    """Whether a token stands for somebody who acts: people, by name, pronoun or noun, or a body of them."""
    if token.ent_type_ in (Ent.PERSON, Ent.PEOPLE, Ent.ORGANISATION, Ent.STATE) and token.pos_ == Pos.NAME:
        return True
    return token.lower_ in _PEOPLE or token.lemma_.lower() in PEOPLE


def trim(doc_tokens: list[Token]) -> list[Token]:
    """Tokens without punctuation, white space and conjunctions at their edges."""
    i, j = 0, len(doc_tokens)
    while i < j and (
        doc_tokens[i].pos_ in _EDGE or doc_tokens[i].dep_ == Dep.CONJUNCTION or doc_tokens[i].text in _OPENERS
    ):
        i += 1
    while j > i and (doc_tokens[j - 1].pos_ in _EDGE or doc_tokens[j - 1].dep_ == Dep.CONJUNCTION):
        j -= 1
    return doc_tokens[i:j]


def pieces(head: Token, without: Iterable[Token] = ()) -> tuple[Pair, ...]:
    """The spans of a subtree, without the subtrees given, trimmed at their edges; a quotation mark may split none."""
    doc = head.doc
    left, right = head.left_edge.i, head.right_edge.i + 1
    holes = sorted((w.left_edge.i, w.right_edge.i + 1) for w in without)
    runs, at = [], left
    for a, b in holes:
        if a >= right or b <= left:
            continue
        if a > at:
            runs.append((at, a))
        at = max(at, b)
    if at < right:
        runs.append((at, right))
    out = []
    for a, b in runs:
        tokens = trim(list(doc[a:b]))
        if tokens and any(any(ch.isalnum() for ch in t.text) for t in tokens):
            out.append((tokens[0].idx, tokens[-1].idx + len(tokens[-1])))
    return tuple(out)


_LOOSE = frozenset(
    {Dep.CONJUNCT, Dep.CONJUNCTION, Dep.PRECONJUNCTION, Dep.ADVERBIAL_CLAUSE, Dep.PARATAXIS, Dep.APPOSITION}
)


def noun_phrase(head: Token, without: Iterable[Token] = ()) -> tuple[Pair, ...]:
    """The span of a noun phrase: no coordination, no apposition, no clause that a comma sets off."""
    cut = list(without)
    stop = head.right_edge.i + 1
    for c in head.rights:
        if (
            c.dep_ in _LOOSE
            or (c.dep_ in (Dep.RELATIVE_CLAUSE, Dep.NOUN_CLAUSE) and head.doc[c.left_edge.i - 1].text in ",—–-(")
            or c in cut
        ):
            stop = min(stop, c.left_edge.i)
    cut_tokens = [c for c in head.lefts if c.dep_ in (Dep.PRECONJUNCTION, Dep.CONJUNCTION)]
    start = head.left_edge.i
    for c in cut_tokens:
        if c.i == start:
            start += 1
    owned = _possessed(head, stop)
    if owned is not None:
        stop = owned.right_edge.i + 1
        for c in owned.rights:
            if c.dep_ in _LOOSE or c.dep_ == Dep.RELATIVE_CLAUSE or c in cut:
                stop = min(stop, c.left_edge.i)
    tokens = trim(list(head.doc[start:stop]))
    if not tokens:
        return ()
    return ((tokens[0].idx, tokens[-1].idx + len(tokens[-1])),)


def _possessed(head: Token, stop: int) -> Token | None:
    """The noun that a plural with a bare apostrophe owns, where the parser took the apostrophe for a quotation mark."""
    doc = head.doc
    if stop >= len(doc) or doc[stop].text not in "’'" or not head.text.endswith("s"):
        return None
    noun = doc[stop].head
    return noun if noun.pos_ == Pos.NOUN and noun.left_edge.i == stop < noun.i else None


def consequence(head: Token, without: Iterable[Token] = ()) -> tuple[Pair, ...]:
    """The span of a clause told as what follows, without what leads in and clauses coordinated with it."""
    cut = list(without)
    for c in head.children:
        if c.i < head.i:
            edge = c.i == head.left_edge.i or head.doc[c.i - 1].is_punct
            drop = c.dep_ in (Dep.CLAUSE, Dep.PARATAXIS, Dep.INTERJECTION, Dep.SUBORDINATOR, Dep.CONJUNCTION) or (
                c.dep_ == Dep.ADVERB and edge and _set_off(c)
            )
        else:
            drop = (
                c.dep_ == Dep.PARATAXIS
                or _own_clause(c)
                or (c.dep_ == Dep.CONJUNCTION and any(_own_clause(g) for g in head.rights))
            )
            if c.dep_ == Dep.ADVERBIAL_CLAUSE and any(
                g.dep_ == Dep.SUBORDINATOR and g.lower_ in CONCESSIVE for g in c.lefts
            ):
                drop = drop or _set_off(c)
        if drop:
            cut.append(c)
    found = clause(head, cut)
    held = [p for p in found if p[0] <= head.idx < p[1]]
    subjects = [c for c in head.lefts if c.dep_ in SUBJECTS]
    if held and subjects and not held[0][0] <= subjects[-1].idx < held[0][1]:
        held += [p for p in found if p[0] <= subjects[-1].idx < p[1]]
    return tuple(sorted(held)) or found


def _own_clause(token: Token) -> bool:
    return token.dep_ == Dep.CONJUNCT and any(g.dep_ in SUBJECTS for g in token.lefts)


def _set_off(token: Token) -> bool:
    """Whether a comma stands beside a phrase, after it or before it."""
    doc, left, right = token.doc, token.left_edge.i, token.right_edge.i
    return (right + 1 < len(doc) and doc[right + 1].text == ",") or (left > 0 and doc[left - 1].text == ",")


def clause(head: Token, without: Iterable[Token] = ()) -> tuple[Pair, ...]:
    """The spans of a clause: its own words, without the clauses given and without a leading "and" or "but"."""
    return pieces(head, [*without, *(c for c in head.children if c.dep_ == Dep.CONJUNCTION and c.i < head.i)])


def at(*tokens: Token | None) -> tuple[Pair, ...]:
    """The spans of single tokens, in order; neighbours are one span."""
    out: list[Pair] = []
    for t in sorted((t for t in tokens if t is not None), key=lambda t: t.i):
        if out and t.i and out[-1][1] == t.doc[t.i - 1].idx + len(t.doc[t.i - 1]):
            out[-1] = (out[-1][0], t.idx + len(t))
        else:
            out.append((t.idx, t.idx + len(t)))
    return tuple(out)
