"""A phrase that may refer, with the features that the resolver weighs."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from fabula.extract.mentions.entity_types import Key
from fabula.lang.en import grammar
from fabula.lang.en.labels import Dep, Pos
from fabula.model.records import Pair
from fabula.model.vocabulary import Form, MentionType

SUBJECTS = grammar.SUBJECTS - {Dep.PASSIVE_CLAUSE_SUBJECT}


@dataclass(slots=True, eq=False, kw_only=True)
class Phrase:
    """One candidate mention. ``start``, ``end``: characters; ``first``, ``last``, ``head``: tokens; ``sent``: index.

    ``number`` is s, p or empty; ``gender`` m, f, n or empty. ``det`` is the determiner's kind: definite, indefinite,
    possessive, bare. ``mods`` are the folded words before the head. ``quote`` is the index of a quotation, or -1.
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    sent: int
    form: Form
    type: MentionType
    word: str
    number: str = ""
    gender: str = ""
    det: str = ""
    mods: frozenset[str] = frozenset()
    place: str = ""
    """What the phrase is in its clause: subj, obj, poss, prep, other."""
    verb: int = -1
    quote: int = -1
    key: Key = ()
    roles: list[Pair] = field(default_factory=list)
    """Titles and roles stated beside a name, as spans of characters."""
    role_heads: set[str] = field(default_factory=set)
    honorific: str = ""
    tail: int = -1
    """For a nominal in apposition to a name: that name's head token."""
    post: frozenset[str] = frozenset()
    """Folded nouns and names after the head: what a "of ..." or "who ..." says."""
    owner: int = -1
    """Token of the possessor, or -1."""
    parts: tuple[int, ...] = ()
    """For a coordination: the heads of its members."""
    index: int = -1
    inner: bool = False
    """Whether it is a name within a longer name."""


def function(token: Token) -> tuple[str, int]:
    """What a head is in its clause, and the token of the verb that it belongs to (-1: none near)."""
    dep = token.dep_
    head = token.head
    hops = 0
    while dep in (Dep.CONJUNCT, Dep.APPOSITION) and hops < 4 and head.i != token.i:
        token, dep, head = head, head.dep_, head.head
        hops += 1
    if dep in SUBJECTS:
        return "subj", head.i
    if dep in (Dep.OBJECT, Dep.INDIRECT_OBJECT, Dep.ATTRIBUTE, Dep.PREDICATE):
        return "obj", _governor(head)
    if dep == Dep.OWNER:
        place = "owner"
    elif dep == Dep.PREPOSITION_OBJECT:
        place = "governed"
        if head.dep_ == Dep.AGENT:
            return "obj", _governor(head.head)
    else:
        place = "other"
    hops = 0
    while head.pos_ not in (Pos.VERB, Pos.AUXILIARY) and head.head.i != head.i and hops < 8:
        head = head.head
        hops += 1
    return place, _governor(head) if head.pos_ in (Pos.VERB, Pos.AUXILIARY) else -1


def _governor(verb: Token) -> int:
    """The verb whose subject is a verb's own: "walked in and turned himself in"."""
    for _ in range(4):
        if verb.dep_ not in (Dep.CONJUNCT, Dep.OPEN_CLAUSE) or any(c.dep_ in SUBJECTS for c in verb.lefts):
            break
        verb = verb.head
    return int(verb.i)
