"""The clause around a number, by the parse: what is counted, the verb it stands with, and what stands near it."""

from collections import deque
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from fabula.lang.en.grammar import BY, NOUN_CLAUSES, NOUN_SUBJECTS
from fabula.lang.en.labels import Dep, Pos, Tag

OUTSIDE = frozenset({Dep.RELATIVE_CLAUSE, Dep.CLAUSE, Dep.ADVERBIAL_CLAUSE, Dep.PARATAXIS, Dep.CLAUSE_SUBJECT})
"""Labels of clauses of their own."""
NOUNS = frozenset({Pos.NOUN, Pos.NAME})
MOST = 200
"""Tokens near a number that are looked at: sentences of news have under 150, a table of numbers has thousands."""
MODIFIES = frozenset({Dep.NUMBER, Dep.COMPOUND, Dep.QUANTITY_MODIFIER, Dep.NOUN_MODIFIER, Dep.ADJECTIVE, Dep.OWNER})


@dataclass(frozen=True)
class Clause:
    """``number``: the token that stands for the number; ``noun``: what it counts, None where it stands alone."""

    number: Token
    noun: Token | None

    @property
    def anchor(self) -> Token:
        """The head of the number's phrase."""
        return self.noun if self.noun is not None else self.number

    @cached_property
    def chain(self) -> list[tuple[Token, Token]]:
        """From the anchor up: (token, the token below it on the way), to the sentence's root."""
        out: list[tuple[Token, Token]] = []
        t = self.anchor
        while t.head != t and len(out) < 25:
            out.append((t.head, t))
            t = t.head
        return out

    @cached_property
    def verb(self) -> Token | None:
        """The verb of the clause, a participle's included."""
        if self.anchor.pos_ in (Pos.VERB, Pos.AUXILIARY):
            return self.anchor
        return next((h for h, _ in self.chain if h.pos_ in (Pos.VERB, Pos.AUXILIARY)), None)

    @cached_property
    def relation(self) -> tuple[str, str]:
        """How the number's phrase stands to the verb: its label, and the preposition where it is one's object."""
        for h, below in self.chain:
            if h == self.verb:
                t = below
                while t.dep_ == Dep.CONJUNCT and t.head != h:
                    t = t.head
                return t.dep_, t.lower_ if t.dep_ in BY else ""
        return "", ""

    @cached_property
    def near(self) -> dict[Token, int]:
        """The tokens of the clause by how many steps of the parse they are away from the anchor; nearest first.

        Clauses below it are left out, those that tell of the counted thing itself ("the six who were killed") are in.
        """
        out = {self.anchor: 0}
        queue = deque([self.anchor])
        while queue:
            t = queue.popleft()
            step = out[t] + 1
            if step > 7:
                break
            for c in t.children:
                if len(out) >= MOST:
                    return out
                own = t == self.anchor and c.dep_ in NOUN_CLAUSES
                conj = (
                    c.dep_ == Dep.CONJUNCT
                    and c.pos_ in (Pos.VERB, Pos.AUXILIARY)
                    and t.pos_ in (Pos.VERB, Pos.AUXILIARY)
                )
                purpose = c.dep_ == Dep.ADVERBIAL_CLAUSE and any(
                    g.lower_ == "to" and g.dep_ == Dep.AUXILIARY for g in c.children
                )
                if c not in out and (own or purpose or not (c.dep_ in OUTSIDE or conj)):
                    out[c] = step
                    queue.append(c)
            h = t.head
            if (
                h != t
                and h not in out
                and t.dep_ not in OUTSIDE
                and not (t.dep_ == Dep.CONJUNCT and t.pos_ in (Pos.VERB, Pos.AUXILIARY))
            ):
                out[h] = step
                queue.append(h)
        return out

    @cached_property
    def subject(self) -> Token | None:
        """Who or what the clause's verb is said of: its own subject, or that of the clause which it hangs on."""
        v = self.verb
        for _ in range(4):
            if v is None:
                return None
            for c in v.children:
                if c.dep_ in NOUN_SUBJECTS:
                    if c.lower_ in ("which", "that", "who") and v.dep_ == Dep.RELATIVE_CLAUSE:
                        return v.head
                    return c
            if v.dep_ in NOUN_CLAUSES:
                return v.head
            v = (
                v.head
                if v.dep_
                in (
                    Dep.CONJUNCT,
                    Dep.OPEN_CLAUSE,
                    Dep.ADVERBIAL_CLAUSE,
                    Dep.PREPOSITION_CLAUSE,
                    Dep.PREPOSITION,
                    Dep.CLAUSE,
                )
                and v.head != v
                else None
            )
        return None

    @cached_property
    def antecedent(self) -> Token | None:
        """The noun that a relative clause around the number tells of, where it is not what is counted."""
        for h, below in [*self.chain]:
            if below.dep_ in NOUN_CLAUSES and h != self.anchor and h.pos_ in NOUNS:
                return h
        return None


def clause(span: Span, rest: Span | None) -> Clause:
    """The clause of the number that some tokens are; ``rest`` are the tokens of its unit, where it has one."""
    tokens = [t for t in span if not t.is_punct] or list(span)
    inside = set(span)
    top = next((t for t in tokens if t.head not in inside or t.head == t), tokens[-1])
    if rest is not None and len(rest):  # "9,000 acres", "$31", "5 percent": the unit stands for both
        unit = rest[-1]
        head = top.head
        if head in set(rest):
            return Clause(head, _of(head) or _modified(head))
        return Clause(top, _of(unit) or _modified(top))
    if top.head != top and top.dep_ in MODIFIES and top.head.pos_ in NOUNS and top.head.i > tokens[-1].i:
        return Clause(top, top.head)
    after = top.doc[tokens[-1].i + 1] if tokens[-1].i + 1 < len(top.doc) else None
    if after is not None and after.tag_ in (Tag.PLURAL, Tag.PLURAL_NAME) and after.sent == top.sent:
        return Clause(top, after)
    if counted := _of(top):
        return Clause(top, counted)
    return Clause(top, None)


def _of(t: Token) -> Token | None:
    """What a number is of: "5 percent of the vote", "dozens of homes"."""
    for c in t.children:
        if c.dep_ == Dep.PREPOSITION and c.lower_ == "of":
            return next((g for g in c.children if g.dep_ == Dep.PREPOSITION_OBJECT and g.pos_ in NOUNS), None)
    return None


def _modified(t: Token) -> Token | None:
    """The noun that an amount stands before: "a $7 billion deal", "the 50,000-acre fire"."""
    if t.dep_ in MODIFIES and t.head.pos_ == Pos.NOUN and t.head.i > t.i:
        return t.head
    return None


def short(t: Token) -> tuple[int, int]:
    """The span of a noun with the nouns before it that are a part of its name."""
    first = min([*(c for c in t.lefts if c.dep_ == Dep.COMPOUND), t], key=lambda c: c.i)
    return first.idx, t.idx + len(t)


def phrase(t: Token) -> tuple[int, int]:
    """The span of a noun with the words before it and the place or name right after it, without articles."""
    left = [
        c
        for c in t.lefts
        if c.dep_
        in (Dep.COMPOUND, Dep.ADJECTIVE, Dep.OWNER, Dep.NOUN_MODIFIER, Dep.NUMBER, Dep.CASE_MARK, Dep.QUANTITY_MODIFIER)
    ]
    first = min((c.left_edge for c in left), key=lambda c: c.i, default=t)
    last = t
    for c in t.rights:
        if c.dep_ == Dep.PREPOSITION and c.lower_ in ("in", "of", "at", "near") and c.i - last.i <= 1:
            place = next((g for g in c.children if g.dep_ == Dep.PREPOSITION_OBJECT), None)
            if place is not None and place.pos_ in NOUNS and not any(d.dep_ in OUTSIDE for d in place.children):
                last = place
        elif c.dep_ == Dep.APPOSITION and c.pos_ == Pos.NAME and c.i - last.i <= 1:
            last = c
    while first.i < last.i and first.pos_ in (Pos.DETERMINER, Pos.PUNCTUATION, Pos.SPACE):
        first = first.nbor()
    return first.idx, last.idx + len(last)
