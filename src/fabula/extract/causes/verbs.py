"""Causal relations that a verb, a copula or a noun of influence states.

Each rule yields relations between the heads of two phrases; coordinated causes and effects are relations of their own,
for each has a sign of its own ("droughts and a lack of roads have cut supplies").
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from fabula.extract.causes import signs
from fabula.lang.en.cause_words import (
    BY_SOURCE,
    DOWNWARD,
    FAVOURS,
    HIGHS,
    INFLUENCE,
    LEVELING,
    LIGHT,
    LOWS,
    NEEDED,
    OBSTACLES,
    OUTCOME_PARTICIPLES,
    OUTCOMES,
    PREPOSITIONAL,
    UPWARD,
    VERBS,
    Trigger,
)
from fabula.lang.en.grammar import (
    CONTENT_CLAUSES,
    GOVERNED_CLAUSES,
    PREMODIFIERS,
    at,
    by_agent,
    child,
    clause,
    conjuncts,
    consequence,
    has,
    negated,
    noun_phrase,
    passive,
    person,
    prepositional,
    subject,
)
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.modals import HEDGES
from fabula.lang.en.rules.signs import STOPPING
from fabula.lang.en.rules.verbs import CAUSING, EASE, LEADING, POINTING, PRONOUNS
from fabula.model.records import Pair
from fabula.model.vocabulary import CauseKind

_LIGHT_VERBS = frozenset(v for v, _ in LIGHT)
_PREPOSITIONAL_VERBS = frozenset(v for v, _ in PREPOSITIONAL)
_SOURCE_VERBS = frozenset(v for v, _ in BY_SOURCE)
TRIGGERS = frozenset(VERBS) | _LIGHT_VERBS | _PREPOSITIONAL_VERBS | _SOURCE_VERBS | OUTCOME_PARTICIPLES | CAUSING
"""Lemmas of verbs that a rule may start from."""
NOUNS = INFLUENCE


@dataclass(slots=True)
class Relation:
    """A causal relation before it becomes a record; ``sure`` is False where its signal is often not causal.

    ``whole`` says that its effect is what it is about, to the last word.
    ``read`` is the chance that the reader gives it, 0 where it proposes none; ``ruled`` is whether a rule finds it.
    """

    cause: tuple[Pair, ...]
    effect: tuple[Pair, ...]
    signal: tuple[Pair, ...]
    reading: signs.Reading
    at: Token
    kind: CauseKind = "cause"
    conditional: bool = False
    negated: bool = False
    hedged: bool = False
    sure: bool = True
    main: Token | None = None
    whole: bool = False
    read: float = 0.0
    ruled: bool = True


def heavy(token: Token) -> bool:
    """Whether a token heads a clause rather than a noun phrase."""
    if token.pos_ in (Pos.VERB, Pos.AUXILIARY):
        return token.dep_ not in PREMODIFIERS
    # "the bank risks losing ..." is often read as a noun
    return token.lower_ == "risks" and any(c.tag_ == Tag.ING and c.i == token.i + 1 for c in token.rights)


def as_cause(token: Token, without: list[Token]) -> tuple[tuple[Pair, ...], signs.Reading]:
    """The spans and the reading of a cause."""
    if heavy(token):
        aside = [
            c
            for c in token.lefts
            if c.dep_ == Dep.ADVERBIAL_CLAUSE or (c.dep_ == Dep.ADVERB and c.i == token.left_edge.i)
        ]
        return consequence(token, [*without, *aside]), signs.event(token)
    return noun_phrase(token, without), signs.nominal(token)[1]


def as_effect(token: Token, without: list[Token]) -> tuple[tuple[Pair, ...], signs.Reading]:
    """The spans and the reading of an effect."""
    if heavy(token):
        return clause(token, without), signs.outcome(token)
    return noun_phrase(token, without), signs.nominal(token)[1]


def hedged(verb: Token) -> bool:
    """Whether a verb, or one that governs it, is hedged by a modal, an adverb or "likely to"."""
    for _ in range(4):
        if any(c.lower_ in HEDGES for c in verb.children) or verb.lower_ in ("likely", "unlikely"):
            return True
        if verb.dep_ not in (Dep.OPEN_CLAUSE, Dep.ADVERBIAL_CLAUSE, Dep.ADJECTIVE_COMPLEMENT):
            return False
        verb = verb.head
    return False


def denied(verb: Token) -> Token | None:
    """The word that denies a trigger: "not", or "failed to" before it."""
    if word := negated(verb):
        return word
    if verb.dep_ == Dep.OPEN_CLAUSE and verb.head.lemma_ in STOPPING and verb.head.lemma_ not in ("struggle",):
        return verb.head
    return negated(verb.head) if verb.dep_ == Dep.OPEN_CLAUSE and verb.head.lemma_ not in ("want",) else None


def relate(
    trigger: Token,
    causes: list[Token],
    effects: list[Token],
    sign: int | None,
    *,
    kind: CauseKind = "cause",
    said: tuple[Token | None, ...] = (),
    whole: bool = False,
    sure: bool = True,
) -> Iterator[Relation]:
    """Relations of each cause with each effect; ``sign`` may be WORSEN or BETTER, settled by the effect's thing."""
    denial = denied(trigger)
    maybe = hedged(trigger)
    for c in causes:
        for e in effects:
            if c.i == e.i:
                continue
            spans_c, read_c = as_cause(c, [top(x, c) for x in (trigger, e) if x.i != c.i and c.is_ancestor(x)])
            spans_e, read_e = as_effect(e, [top(x, e) for x in (trigger, c) if x.i != e.i and e.is_ancestor(x)])
            if not spans_c or not spans_e or _bare(c) or _bare(e) or _own(e, trigger):
                continue
            reading = signs.Reading()
            reading.join(read_c)
            reading.turn(signs.directed(sign, e), trigger)
            reading.join(read_e)
            yield Relation(
                spans_c,
                spans_e,
                at(trigger, *said),
                reading,
                trigger,
                kind=kind,
                negated=denial is not None,
                hedged=maybe,
                sure=sure,
            )


def _bare(token: Token) -> bool:
    """Whether a side is a pronoun and no more: it names nothing."""
    return token.lower_ in PRONOUNS and not heavy(token)


def _own(effect: Token, trigger: Token) -> bool:
    """Whether a name acts on what is its own ("the party strengthened its position"): an act, no cause."""
    owner = next((c for c in effect.lefts if c.dep_ == Dep.OWNER and c.lower_ in ("its", "their", "his", "her")), None)
    if owner is None:
        return False
    actor = subject(trigger)
    return actor is not None and actor.ent_type_ in (Ent.STATE, Ent.ORGANISATION, Ent.PEOPLE, Ent.PERSON)


def top(token: Token, under: Token) -> Token:
    """The child of ``under`` whose subtree holds a token."""
    while token.head.i != under.i and token.head.i != token.i:
        token = token.head
    return token


def of_verb(verb: Token) -> Iterator[Relation]:
    """Relations that a verb states."""
    lemma = verb.lemma_.lower()
    if lemma in _LIGHT_VERBS:
        yield from _light(verb, lemma)
    if lemma in _PREPOSITIONAL_VERBS or lemma in _SOURCE_VERBS:
        yield from _prepositional(verb, lemma)
    if lemma == "explain":
        for obj in children(verb, Dep.OBJECT):
            for c in verb.subtree:
                if (
                    c.lower_ == "by"
                    and c.i > obj.i
                    and (source := child(c, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)) is not None
                ):
                    yield from relate(verb, conjuncts(source), [obj], 1, said=(c,))
    if lemma == "make":
        yield from _make(verb)
    trigger = VERBS.get(lemma)
    if (
        lemma in OUTCOME_PARTICIPLES
        and verb.tag_ == Tag.ING
        and verb.dep_ == Dep.ADVERBIAL_CLAUSE
        and verb.i > verb.head.i
    ):
        yield from _outcome(verb, trigger)
        return
    if trigger is not None:
        yield from _plain(verb, trigger)


def _outcome(verb: Token, trigger: Trigger | None) -> Iterator[Relation]:
    """ "A blast shook the town, killing two": the clause before is the cause, the participle's own the effect."""
    if not heavy(verb.head) or child(verb, Dep.OBJECT, Dep.CLAUSE, Dep.PREDICATE, Dep.PREPOSITION) is None:
        return
    cause = consequence(verb.head, [verb])
    effect = clause(verb)
    if cause and effect:
        reading = signs.event(verb.head)
        reading.turn(1 if trigger is not None and trigger.sign == 1 else None, verb)
        yield Relation(cause, effect, at(verb), reading, verb, negated=False, hedged=hedged(verb.head))


def children(token: Token, *deps: str) -> list[Token]:
    """A token's children with these labels, each with what is coordinated with it."""
    return [x for c in token.children if c.dep_ in deps for x in (conjuncts(c) if not heavy(c) else [c])]


def _causes(verb: Token, agents: bool) -> list[Token]:
    """What a verb's subject says the cause to be; empty where a person merely acts."""
    head = subject(verb)
    if head is None or head.i == verb.i or (person(head) and not agents):
        return []
    if head.pos_ == Pos.PRONOUN and head.lower_ not in POINTING:
        return [] if not agents else [head]
    if heavy(head):
        return [head]
    # "the cost of fuel and the tax have ...": the parser may make two subjects of one coordination
    beside = [
        c
        for c in head.head.lefts
        if c.dep_ == head.dep_ == Dep.SUBJECT
        and c.i < head.i
        and not any(t.pos_ in (Pos.VERB, Pos.AUXILIARY) for t in c.subtree)
    ]
    return [x for c in (*beside, head) for x in conjuncts(c)]


def leveled(verb: Token) -> int | None:
    """Which way a particle or a level says that a verb's object is brought; None where neither says it.

    "Brings prices down", "pushed its shares to a ten-year low".
    """
    if verb.lemma_.lower() not in LEVELING:
        return None
    thing = child(verb, Dep.OBJECT)
    for c in verb.rights:
        if (
            c.dep_ in (Dep.PARTICLE, Dep.ADVERB)
            and c.lower_ in DOWNWARD | UPWARD
            and (thing is None or c.i - verb.i < 8)
        ):
            return -1 if c.lower_ in DOWNWARD else 1
    for place in (verb, thing):
        for level in prepositional(place, "to") if place is not None else []:
            if level.lemma_.lower() in LOWS | HIGHS:
                return -1 if level.lemma_.lower() in LOWS else 1
    return None


def _plain(verb: Token, trigger: Trigger) -> Iterator[Relation]:
    sign, kind, frame, agents = trigger
    way = leveled(verb)
    if way is not None:
        sign = way
    if passive(verb):
        if verb.lemma_ != "lead":
            yield from _suffered(verb, sign, kind, agents)
        return
    causes = _causes(verb, agents)
    if not causes:
        return
    effects = children(verb, Dep.OBJECT, Dep.SUBJECT) if frame == "o" else []
    effects = [e for e in effects if e.i > verb.i and e.pos_ not in (Pos.PRONOUN,)]
    leading = verb.lemma_ in LEADING
    to = next(
        (
            c
            for c in verb.rights
            if (c.dep_ in CONTENT_CLAUSES or (leading and c.dep_ == Dep.ADVERBIAL_CLAUSE))
            and any(g.tag_ == Tag.TO for g in c.lefts)
        ),
        None,
    )
    if verb.lemma_ == "lead" and to is None:
        return
    if frame == "o-to" or (to is not None and leading):
        if to is not None and has(to, Dep.SUBJECT):
            effects = [to]
        elif to is not None and (objs := children(verb, Dep.OBJECT)):
            inner = signs.outcome(to)
            for r in relate(verb, causes, objs[:1], sign, kind=kind):
                r.effect = (_stretch(r.effect[0], clause(to)),)
                r.reading.join(inner)
                yield r
            return
        elif frame == "o-to":
            effects = children(verb, Dep.OBJECT) if to is None else []
            if not effects and to is None:
                bare = child(verb, Dep.CLAUSE, Dep.OPEN_CLAUSE)
                effects = [bare] if bare is not None and has(bare, Dep.SUBJECT) else []
    if not effects and frame == "o":
        told = child(verb, Dep.CLAUSE)
        effects = [told] if told is not None and has(told, Dep.SUBJECT) and told.i > verb.i else []
    kept = _kept_from(verb) if kind == "prevent" and effects else None
    if kept is not None:
        word, act = kept
        for r in relate(verb, causes, effects[:1], sign, kind=kind, said=(word,)):
            r.effect = (_stretch(r.effect[0], clause(act)),)
            yield r
        return
    yield from relate(verb, causes, effects, sign, kind=kind)


def _suffered(verb: Token, sign: int | None, kind: CauseKind, agents: bool) -> Iterator[Relation]:
    """The relation of a verb in the passive: what it names with "by" acts on its subject."""
    source, effect = by_agent(verb), subject(verb)
    if source is not None and effect is not None and not (person(source) and not agents):
        yield from relate(verb, conjuncts(source), conjuncts(effect), sign, kind=kind)


def _kept_from(verb: Token) -> tuple[Token, Token] | None:
    """The "from" of "kept the river from rising", and the verb after it."""
    for c in verb.rights:
        if c.dep_ == Dep.PREPOSITION and c.lower_ == "from":
            act = child(c, Dep.PREPOSITION_CLAUSE)
            if act is not None:
                return c, act
    return None


def _stretch(thing: Pair, told: tuple[Pair, ...]) -> Pair:
    """From a thing to the end of what is told of it; the parser may have put the thing last ("helping to re-home dogs")."""
    if not told:
        return thing
    if told[-1][1] <= thing[0]:
        return told[0][0], thing[1]
    return thing[0], told[-1][1]


def _prepositional(verb: Token, lemma: str) -> Iterator[Relation]:
    for c in verb.children:
        if c.dep_ != Dep.PREPOSITION and c.dep_ != Dep.AGENT:
            continue
        thing = child(c, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)
        if thing is None:
            continue
        key = (lemma, c.lower_)
        if trigger := PREPOSITIONAL.get(key):
            subjects = _causes(verb, trigger.agents)
            if key == ("depend", "on"):
                yield from relate(verb, conjuncts(thing), subjects, 1, said=(c,))
            else:
                yield from relate(verb, subjects, _things(thing), trigger.sign, said=(c,))
        elif sign := BY_SOURCE.get(key):
            effect = subject(verb)
            if effect is not None and not heavy(effect):
                yield from relate(verb, conjuncts(thing), [effect], sign, said=(c,))


def _things(head: Token) -> list[Token]:
    return [head] if heavy(head) else conjuncts(head)


def _light(verb: Token, lemma: str) -> Iterator[Relation]:
    for noun in verb.children:
        if noun.dep_ not in (Dep.OBJECT, Dep.ATTRIBUTE) or (found := LIGHT.get((lemma, noun.lemma_.lower()))) is None:
            continue
        sign, preposition = found
        subjects = _causes(verb, True)
        if sign is None:
            sign = next((FAVOURS[c.lower_] for c in noun.lefts if c.lower_ in FAVOURS), None)
        quality = next((c for c in noun.lefts if c.lower_ in FAVOURS), None)
        things = prepositional(noun, preposition) or prepositional(verb, preposition)
        for thing in things[:1]:
            for r in relate(verb, subjects, conjuncts(thing), sign, said=(noun,)):
                if quality is not None:
                    r.reading.changes.append(quality)
                yield r


def _make(verb: Token) -> Iterator[Relation]:
    """ "A makes it difficult for B to grow": A lowers B's growing."""
    hard = next(
        (c for c in verb.subtree if c.i > verb.i and c.lower_ in EASE),
        None,
    )
    if hard is None or hard.i - verb.i > 6:
        return
    act = next((c for c in [*hard.rights, *verb.rights] if c.dep_ in GOVERNED_CLAUSES and c.pos_ == Pos.VERB), None)
    if act is None:
        return
    sign = 1 if hard.lower_ in ("easier", "possible", "easy") else -1
    yield from relate(verb, _causes(verb, True), [act], sign, said=(hard,), kind="enable" if sign > 0 else "cause")


def of_copula(verb: Token) -> Iterator[Relation]:
    """ "A is a threat to B", "the reason for B is A", "A is vital to do B", "A is the result of B"."""
    noun = child(verb, Dep.ATTRIBUTE, Dep.ADJECTIVE_COMPLEMENT)
    head = child(verb, Dep.SUBJECT, Dep.CLAUSE_SUBJECT)
    if noun is None or head is None:
        return
    word, about = noun.lemma_.lower(), head.lemma_.lower()
    maybe = conjuncts(head) if not heavy(head) else [head]
    if word in OBSTACLES and not person(head):
        things = prepositional(noun, "to", "for", "of", "behind")
        more = prepositional(noun, "of") if word in ("more", "bit") else []
        yield from relate(verb, maybe, (things or more)[:1], OBSTACLES[word], said=(noun,))
    elif about in OBSTACLES and (things := prepositional(head, "with", "for", "to", "of", "behind")):
        yield from relate(verb, conjuncts(noun), things[:1], OBSTACLES[about], said=(head,))
    elif word in OUTCOMES and (things := prepositional(noun, "of", "to")):
        yield from relate(verb, things[:1], maybe, 1, said=(noun,), sure=word != "reflection")
    elif about in OUTCOMES and (things := prepositional(head, "of")):
        yield from relate(verb, things[:1], conjuncts(noun), 1, said=(head,))
    elif word in NEEDED and not person(head):
        act = next(
            (
                c
                for c in [*noun.rights, *verb.rights]
                if c.dep_ in (Dep.OPEN_CLAUSE, Dep.ADVERBIAL_CLAUSE)
                and c.tag_ == Tag.BASE
                and any(t.lower_ == "to" for t in c.doc[max(0, c.i - 4) : c.i])
            ),
            None,
        )
        if act is not None:
            yield from relate(verb, maybe, [act], 1, said=(noun,), kind="enable")
        elif things := prepositional(noun, "for", "to"):
            yield from relate(verb, maybe, conjuncts(things[0]), 1, said=(noun,), kind="enable")
    elif word in FAVOURS and (things := prepositional(noun, "for", "to")) and not person(head):
        yield from relate(verb, maybe, conjuncts(things[0]), FAVOURS[word], said=(noun,))


def of_noun(noun: Token) -> Iterator[Relation]:
    """ "the impact of A on B", "A's effect on B"; signed only by an adjective ("the devastating effect of ...")."""
    targets = prepositional(noun, "on", "upon", "for")
    sources = prepositional(noun, "of") or [c for c in noun.lefts if c.dep_ == Dep.OWNER]
    if not targets or not sources:
        return
    quality = next((c for c in noun.lefts if c.lower_ in FAVOURS), None)
    sign = FAVOURS[quality.lower_] if quality is not None else None
    for c in conjuncts(sources[0]):
        for e in conjuncts(targets[0]):
            reading = signs.nominal(c)[1]
            reading.turn(sign, noun, quality)
            reading.join(signs.nominal(e)[1])
            spans_c, spans_e = noun_phrase(c, [t for t in targets if c.is_ancestor(t)]), noun_phrase(e)
            if spans_c and spans_e:
                yield Relation(spans_c, spans_e, at(noun), reading, noun)
