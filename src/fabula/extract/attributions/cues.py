"""Cues of reported speech in the parse: the words that attribute, who they attribute to, and what.

A cue is a verb of speech or attitude with its complement ("said that ..."), "according to", or a noun of speech with
its clause ("the warning that ..."). The source is the verb's subject, found through coordination, participles and
infinitives; the content is the complement, without the cue and source where those stand inside it ("..., she said").
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from fabula.lang.en.grammar import CONTENT_CLAUSES, COORDINATION
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.reporting_verbs import ATTITUDE, DOCUMENTS, INFINITIVE, OBJECT, PREPOSITIONS, WEAK
from fabula.lang.en.rules.cues import UNNAMED
from fabula.lang.en.saying import SPEECH
from fabula.model.records import Pair

_SUBJECT = frozenset({Dep.SUBJECT, Dep.CLAUSE_SUBJECT})
_UP = frozenset({Dep.ADVERBIAL_CLAUSE, Dep.OPEN_CLAUSE, Dep.PREPOSITION_CLAUSE, Dep.PREPOSITION})
NOMINAL = frozenset({Pos.NOUN, Pos.NAME, Pos.PRONOUN, Pos.NUMBER, Pos.ADJECTIVE, Pos.DETERMINER})
_EDGE = " \t\n\r\xa0,;:—–-.…\"'“”‘’«»„()[]"
_HIT = re.compile(r"\w")


@dataclass(slots=True)
class Report:
    """One reading of a cue: character spans of its parts, and the token that it hangs on."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    score: float
    head: int
    subject: int | None


def source_of(verb: Token, depth: int = 0) -> Token | None:
    """The head token of who a verb attributes to, or None.

    The subject, or a passive's agent; else, through coordination, participles and infinitives, the subject of the verb
    above; else the noun that a participle stands beside ("a letter saying ...").
    """
    passive = False
    inverted: Token | None = None
    for child in verb.children:
        dep = child.dep_
        if dep in _SUBJECT:
            return (
                None
                if child.dep_ == Dep.CLAUSE_SUBJECT or (child.lower_ in ("there", "it") and child.tag_ == Tag.THERE)
                else child
            )
        if dep == Dep.PASSIVE_SUBJECT:
            passive = True
        elif dep == Dep.AGENT:
            return next((c for c in child.children if c.dep_ == Dep.PREPOSITION_OBJECT), None)
        elif (
            dep in (Dep.NOUN_ADVERB, Dep.OBJECT, Dep.ATTRIBUTE, Dep.PREDICATE, Dep.UNCLASSIFIED)
            and child.i > verb.i
            and child.ent_type_ == Ent.PERSON
        ):
            inverted = child
    if passive or depth > 4:
        return None
    if (
        verb.tag_ == Tag.PAST_PARTICIPLE
        and verb.dep_ in (Dep.ADVERBIAL_CLAUSE, Dep.NOUN_CLAUSE)
        and not any(c.dep_ == Dep.AUXILIARY for c in verb.children)
    ):
        return None
    dep = verb.dep_
    if dep in (Dep.NOUN_CLAUSE, Dep.RELATIVE_CLAUSE) and verb.head.pos_ in (Pos.NOUN, Pos.NAME, Pos.PRONOUN):
        if verb.tag_ not in (Tag.ING, Tag.BASE):
            return None
        noun = verb.head
        if noun.dep_ == Dep.OBJECT and noun.lemma_ in DOCUMENTS and noun.head.pos_ == Pos.VERB and depth == 0:
            return source_of(noun.head, depth + 1) or noun
        return noun
    if inverted is not None:
        return inverted
    if dep == Dep.CONJUNCT or dep in _UP:
        head = verb.head
        if head.pos_ in (Pos.VERB, Pos.AUXILIARY) or (
            dep in (Dep.PREPOSITION_CLAUSE, Dep.PREPOSITION) and head is not verb
        ):
            if dep == Dep.OPEN_CLAUSE and (controller := _object(head)) is not None:
                return controller
            return source_of(head, depth + 1) if head.pos_ in (Pos.VERB, Pos.AUXILIARY, Pos.ADPOSITION) else None
    return None


def _object(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == Dep.OBJECT and child.i > verb.i:
            return child
    return None


def phrase(token: Token, text: str, stop: Callable[[Token], bool] | None = None) -> Pair:
    """The span of the phrase that a token heads, cut where a token that ``stop`` holds for begins."""
    doc = token.doc
    left, right = token.left_edge.i, token.right_edge.i
    for child in token.children:
        if child.i > token.i and (
            (child.dep_ in COORDINATION and child.pos_ == Pos.VERB) or child.dep_ == Dep.PUNCTUATION
        ):
            continue
        if stop is not None and stop(child):
            if child.i > token.i:
                right = min(right, child.left_edge.i - 1)
            else:
                left = max(left, child.right_edge.i + 1)
    return clean(text, doc[left].idx, doc[max(right, token.i)].idx + len(doc[max(right, token.i)]))


def clean(text: str, start: int, end: int) -> Pair:
    """A span without the spaces and punctuation at its edges."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not (text[end - 1] == "." and text[end - 2 : end - 1].isupper()):
        end -= 1
    return start, end


def cue_span(verb: Token) -> Pair:
    """A verb with the auxiliaries, negation and particle that touch it."""
    doc = verb.doc
    left, right = verb.i, verb.i
    deps = {
        c.i
        for c in verb.children
        if c.dep_ in (Dep.AUXILIARY, Dep.PASSIVE_AUXILIARY, Dep.NEGATION, Dep.PARTICLE, Dep.ADVERB)
    }
    while left - 1 in deps:
        left -= 1
    while right + 1 in deps and doc[right + 1].dep_ == Dep.PARTICLE:
        right += 1
    return doc[left].idx, doc[right].idx + len(doc[right])


def covered(doc: Doc, text: str, tokens: Iterable[int]) -> tuple[Pair, ...]:
    """Character spans of a set of token indices, one a run; runs without letters or digits are dropped."""
    runs: list[Pair] = []
    first = last = -2
    for i in sorted(tokens):
        if i != last + 1:
            if first >= 0:
                runs.append((first, last))
            first = i
        last = i
    if first >= 0:
        runs.append((first, last))
    spans = []
    for a, b in runs:
        s, e = clean(text, doc[a].idx, doc[b].idx + len(doc[b]))
        if s < e and _HIT.search(text, s, e):
            spans.append((s, e))
    return tuple(spans)


def verb_report(verb: Token, text: str) -> Report | None:
    """What a verb in the lexicons reports, or None."""
    lemma = verb.lemma_.lower()
    doc = verb.doc
    children = list(verb.children)
    clause = [c for c in children if c.dep_ in (Dep.CLAUSE,) and _clausal(c)]
    parenthetical = verb.dep_ in (Dep.PARATAXIS, Dep.CLAUSE, Dep.ADVERBIAL_CLAUSE) and lemma in SPEECH and not clause
    content: set[int] = set()
    score = 0.0
    if clause and lemma in SPEECH:
        content, score = _all(clause), 0.85
    elif clause and lemma in ATTITUDE:
        content, score = _all(clause), 0.55
    elif parenthetical and lemma != "tell" and _inserted(verb):
        head = verb.head
        content, score = _tokens(head) - _tokens(verb), 0.8
    elif lemma in INFINITIVE and (inf := [c for c in children if c.dep_ in CONTENT_CLAUSES and c.i > verb.i]):
        objects = [c for c in children if c.dep_ == Dep.OBJECT and verb.i < c.i < inf[0].i]
        content, score = _all(objects + inf), 0.45
    elif lemma in OBJECT:
        after = [
            c for c in children if c.i > verb.i and c.dep_ in (Dep.OBJECT, Dep.PREDICATE, Dep.OPEN_CLAUSE, Dep.CLAUSE)
        ]
        if after:
            after += [
                c
                for c in children
                if c.i > verb.i and c.dep_ == Dep.PREPOSITION and c.lower_ in ("of", "as", "for", "from", "to")
            ]
            content, score = _all(after), 0.4
    if not content and lemma in PREPOSITIONS:
        objects = [
            p for c in children if c.dep_ == Dep.PREPOSITION and c.lower_ in PREPOSITIONS[lemma] for p in c.children
        ]
        content, score = _all(objects), 0.4
    if not content:
        return None
    subject = source_of(verb)
    if subject is None or (subject.i in content and not parenthetical):
        return None
    if lemma in WEAK and (subject.pos_ == Pos.PRONOUN or not clause):
        return None
    if subject.lower_ in UNNAMED and lemma not in SPEECH:
        return None
    source = phrase(subject, text, lambda t: t.i == verb.i or t.is_ancestor(verb))
    content = {i for i in content if not source[0] <= doc[i].idx < source[1]}
    content.discard(verb.i)
    if clause or parenthetical:
        content -= {t.i for t in verb.lefts if t.dep_ in (Dep.AUXILIARY, Dep.NEGATION, Dep.PASSIVE_AUXILIARY)}
    spans = covered(doc, text, _unmarked(doc, content))
    return (
        Report((source,), (cue_span(verb),), spans, score, verb.i, subject.i)
        if spans and source[0] < source[1]
        else None
    )


def _clausal(token: Token) -> bool:
    return token.pos_ in (Pos.VERB, Pos.AUXILIARY) or any(
        c.dep_ in (Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.COPULA, Dep.SUBORDINATOR) for c in token.children
    )


def _inserted(verb: Token) -> bool:
    """Whether a verb with its subject is set off beside the clause it stands in: ", officials say,"."""
    doc = verb.doc
    right = verb.right_edge.i
    if (
        verb.left_edge.i > 0
        and verb.dep_ == Dep.ADVERBIAL_CLAUSE
        and any(c.dep_ == Dep.SUBORDINATOR and c.lower_ != "as" for c in verb.children)
    ):
        return False
    if verb.dep_ == Dep.ADVERBIAL_CLAUSE and not any(c.dep_ == Dep.SUBORDINATOR for c in verb.children):
        return False
    head = verb.head
    if verb.dep_ == Dep.CLAUSE and head.pos_ != Pos.VERB and head.pos_ != Pos.AUXILIARY:
        return False
    if verb.dep_ == Dep.CLAUSE and (verb.i > head.i or head.lemma_ in SPEECH or head.lemma_ in ATTITUDE):
        return False
    before = doc[verb.left_edge.i - 1] if verb.left_edge.i > 0 else None
    after = doc[right + 1] if right + 1 < len(doc) else None
    return any(t is None or t.is_punct for t in (before, after))


def _tokens(head: Token) -> set[int]:
    return set(range(head.left_edge.i, head.right_edge.i + 1))


def _all(heads: Iterable[Token]) -> set[int]:
    out: set[int] = set()
    for h in heads:
        out |= _tokens(h)
    return out


def _unmarked(doc: Doc, tokens: set[int]) -> set[int]:
    """Without the conjunction "that" at the front: it belongs to neither."""
    first = min(tokens, default=-1)
    if first >= 0 and doc[first].lower_ == "that" and doc[first].dep_ == Dep.SUBORDINATOR:
        return tokens - {first}
    return tokens


def according(token: Token, text: str) -> Report | None:
    """What "according to" reports: the clause that it stands beside."""
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    to = doc[token.i + 1]
    obj = next((c for c in to.children if c.dep_ in (Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)), None)
    if obj is None:
        return None
    top = token
    while (
        top.dep_ in (Dep.PREPOSITION, Dep.ADVERB)
        and top.head.pos_ not in (Pos.VERB, Pos.AUXILIARY)
        and top.head is not top
    ):
        top = top.head
    head = top.head
    mine = _tokens(token) | {to.i} | _tokens(obj)
    content = _tokens(head) - mine
    source = phrase(obj, text)
    spans = covered(doc, text, content)
    cue = (token.idx, to.idx + len(to))
    return Report((source,), (cue,), spans, 0.85, token.i, obj.i) if spans else None


def noun_report(noun: Token, text: str) -> Report | None:
    """What a noun of speech reports: the clause beside it, of the person that it belongs to."""
    clause = next(
        (c for c in noun.children if c.dep_ in (Dep.NOUN_CLAUSE, Dep.CLAUSE, Dep.RELATIVE_CLAUSE) and c.i > noun.i),
        None,
    )
    if clause is None:
        return None
    that = [c for c in clause.lefts if c.lower_ == "that"]
    if not any(c.dep_ == Dep.SUBORDINATOR for c in that) and (clause.dep_ == Dep.RELATIVE_CLAUSE or not that):
        return None
    doc = noun.doc
    owner = next(
        (c for c in noun.children if c.dep_ == Dep.OWNER or any(x.tag_ == Tag.POSSESSIVE for x in c.children)), None
    )
    if owner is None:
        by = next(
            (c for c in noun.children if c.dep_ == Dep.PREPOSITION and c.lower_ in ("by", "from", "of", "among")), None
        )
        owner = next((c for c in by.children if c.dep_ == Dep.PREPOSITION_OBJECT), None) if by is not None else None
    if owner is None and noun.dep_ == Dep.OBJECT:
        owner = source_of(noun.head)
    spans = covered(doc, text, _unmarked(doc, _tokens(clause)))
    if not spans or owner is None:
        return None
    source = phrase(owner, text, lambda t: t.dep_ == Dep.CASE_MARK)
    return Report(
        (source,), ((noun.idx, noun.idx + len(noun)),), spans, 0.85 if owner.head.i == noun.i else 0.5, noun.i, owner.i
    )
