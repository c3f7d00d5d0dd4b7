"""Clauses that are told of each other: "if growth falls, she risks losing her majority", "prices rose as rail stood still".

Each clause is read down to what moves in it and which way; where either says no such thing, nothing is said.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from fabula.extract.causes import signs
from fabula.extract.causes.verbs import Relation, heavy, hedged
from fabula.lang.en import influence_words as say
from fabula.lang.en.cause_words import WORSEN, Sign
from fabula.lang.en.grammar import CONTENT_CLAUSES, at, child, negated, noun_phrase, passive, person
from fabula.lang.en.labels import Dep, Ent, Tag
from fabula.lang.en.rules.clauses import BECOMING, COMING, THROUGH
from fabula.lang.en.rules.signs import FALLING, LOWER_ADJECTIVES, RAISE_ADJECTIVES, RISING

CONDITIONS = frozenset({"if", "unless", "once"})
REASONS = frozenset({"because", "as", "since"})
_STOPPING = frozenset({"fail", "cease", "stop"})


def of_mark(mark: Token) -> Iterator[Relation]:
    """What a clause under "if", "because", "as" or "when" says of the clause that it belongs to."""
    word, sub = mark.lower_, mark.head
    if mark.dep_ not in (Dep.SUBORDINATOR, Dep.ADVERB) or sub.dep_ != Dep.ADVERBIAL_CLAUSE or not heavy(sub):
        return
    main = sub.head
    if word not in CONDITIONS | REASONS | {"when"} or not heavy(main) or main.i == sub.i:
        return
    if word == "since" and any(t.ent_type_ in (Ent.DATE, Ent.TIME) for t in sub.subtree):
        return
    cause, effect = moving(sub), moving(main, without=sub)
    if cause is None or effect is None or cause[0].i == effect[0].i:
        return
    factor = -1 if word == "unless" else 1
    reading = signs.Reading()
    for thing, sign, words in (cause, effect):
        reading.join(signs.nominal(thing)[1])
        reading.turn(signs.directed(sign, thing), *words)
    reading.turn(factor)
    spans_c, spans_e = noun_phrase(cause[0]), noun_phrase(effect[0])
    if spans_c and spans_e:
        conditional = word in CONDITIONS
        yield Relation(
            spans_c, spans_e, at(mark), reading, main,
            kind="condition" if conditional else "cause", conditional=conditional, hedged=hedged(main),
        )  # fmt: skip


def moving(verb: Token, without: Token | None = None, depth: int = 0) -> tuple[Token, Sign, list[Token]] | None:
    """What moves in a clause, which way, and the words that say so; None where the clause says no such thing."""
    if depth > 4:
        return None
    turn = -1 if negated(verb) is not None else 1
    lemma = verb.lemma_.lower()
    found = _moved(verb, lemma, without, depth)
    if found is None:
        return None
    thing, sign, words = found
    if thing.lower_ in say.PRONOUNS or (person(thing) and not _stock(thing, lemma)):
        return None
    if sign in (1, -1):
        sign = sign * turn
    elif turn == -1:
        return None
    return thing, sign, words


def _stock(thing: Token, lemma: str) -> bool:
    """Whether people are counted: "nurses quit" says that there are fewer."""
    return thing.tag_ == Tag.PLURAL and lemma in say.LEAVING | say.COMING | say.STOCKS


def _moved(verb: Token, lemma: str, without: Token | None, depth: int) -> tuple[Token, Sign, list[Token]] | None:
    inner = next(
        (
            c
            for c in verb.rights
            if (c.dep_ in CONTENT_CLAUSES or (c.dep_ == Dep.NOUN_CLAUSE and c.tag_ == Tag.ING))
            and heavy(c)
            and (without is None or c.i != without.i)
        ),
        None,
    )
    own = child(verb, Dep.SUBJECT, Dep.PASSIVE_SUBJECT)
    obj = child(verb, Dep.OBJECT)
    if lemma in THROUGH and inner is not None:
        found = moving(inner, without, depth + 1)
        if found is not None and lemma in _STOPPING and found[1] in (1, -1):
            return found[0], -found[1], [verb, *found[2]]
        return found
    if lemma in THROUGH and obj is not None and obj.tag_ == Tag.ING:
        return moving(obj, without, depth + 1)
    if lemma in say.KEEPING and (kept := _kept(verb, obj)) is not None:
        return kept
    if passive(verb) and own is not None and lemma in say.VERBS:
        return own, say.VERBS[lemma], [verb]
    if obj is not None:
        return _done_to(verb, lemma, own, obj)
    return _does(verb, lemma, own) if own is not None else None


Moved = tuple[Token, Sign, list[Token]]
"""What moves, which way, and the words that say so."""


def _kept(verb: Token, obj: Token | None) -> Moved | None:
    """What a verb leaves in another state: "keeps prices low", "makes the shortage of nurses worse"."""
    if obj is None:
        for c in verb.rights:
            thing = child(c, Dep.SUBJECT) if c.dep_ in CONTENT_CLAUSES else None
            if thing is not None and c.lower_ in say.UPWARD | say.DOWNWARD:
                return thing, 1 if c.lower_ in say.UPWARD else -1, [verb, c]
        return None
    last = next((t for t in obj.subtree if t.dep_ == Dep.ADJECTIVE and t.i > t.head.i), None)
    state = last if last is not None else child(verb, Dep.PREDICATE, Dep.ADJECTIVE_COMPLEMENT)
    if state is None or state.lower_ not in say.WORSE | say.UPWARD | say.DOWNWARD:
        return None
    worse = signs.directed(WORSEN, obj) if state.lower_ in say.WORSE else None
    return obj, worse or (1 if state.lower_ in say.UPWARD else -1), [verb, state]


def _done_to(verb: Token, lemma: str, own: Token | None, obj: Token) -> Moved | None:
    """What a verb does to its object: "cuts jobs"; or to its subject, where the object is its worth: "lost value"."""
    if obj.lemma_.lower() in say.VALUE and own is not None and lemma in say.GAINING | say.LOSING:
        return own, 1 if lemma in say.GAINING else -1, [verb, obj]
    particle = next((c for c in verb.rights if c.dep_ == Dep.PARTICLE), None)
    sign = say.PHRASAL.get((lemma, particle.lower_)) if particle is not None else None
    if sign is None:
        sign = 1 if lemma in say.GAINING else -1 if lemma in say.LOSING else say.VERBS.get(lemma)
    return None if sign is None else (obj, sign, [verb])


def _does(verb: Token, lemma: str, own: Token) -> Moved | None:
    """What a verb without an object says of its subject: it rises, falls, becomes another, comes."""
    if lemma in RISING:
        return own, 1, [verb]
    if person(own) and lemma in say.LEAVING | say.COMING:
        return own, 1 if lemma in say.COMING else -1, [verb]
    if lemma in FALLING:
        return own, -1, [verb]
    if lemma in BECOMING:
        return _becomes(verb, own)
    return (own, 1, [verb]) if lemma in COMING else None


def _becomes(verb: Token, own: Token) -> Moved | None:
    """What something becomes: higher, lower, less of what it was."""
    state = child(verb, Dep.ADJECTIVE_COMPLEMENT, Dep.PREDICATE, Dep.ATTRIBUTE)
    if state is None:
        return None
    if any(c.lower_ in ("less", "least") for c in state.children):
        return own, -1, [state]
    low = state.lower_
    if low in say.UPWARD or low in RAISE_ADJECTIVES:
        return own, 1, [state]
    if low in say.DOWNWARD | LOWER_ADJECTIVES:
        return own, -1, [state]
    return (own, 1, [state]) if any(c.lower_ == "more" for c in state.children) else None
