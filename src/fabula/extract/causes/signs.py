"""The sign of a relation: the product of the change on the cause's side, of the trigger, and of the effect's side.

Each side is read down to the thing that changes ("a sharp drop in exports": exports, lowered) and each word that
turns the sign is kept as evidence. What is decided:

- The relation between two events that are told as such ("if the talks fail, prices may rise") is +1 between the
  antecedent as told and the thing in the consequent, turned by each negation and by each lowering word of the
  consequent. A change verb of a *clause* on the cause's side is part of the event ("the war ends"), not a change of
  the thing; a grammatical negation turns it. A *noun phrase* on either side is read down to its thing.
- "worsen", "improve", "ease" and their like turn on whether the thing is good or bad to have; where that is not known
  the sign is None. A trigger that says that something changes, and not which way ("affects"), gives None.
- None is never replaced by a guess: a product with None is None.

The composition of polarities is that of Eidos (Sharp et al. 2019) and of the sentiment composition before it.
"""

from dataclasses import dataclass, field

from spacy.tokens import Token

from fabula.lang.en.cause_words import BETTER, LIGHT, PEOPLE, PREPOSITIONAL, VERBS, WORSEN
from fabula.lang.en.grammar import PREMODIFIERS, child, has, negated
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.rules.signs import (
    AMOUNT,
    BAD,
    BARRIERS,
    BECOMING,
    BELOW,
    BETTER_ADJECTIVES,
    FALLING,
    GAINING,
    GOOD,
    IN,
    KINDS,
    LOSING,
    LOWER_ADJECTIVES,
    LOWER_NOUNS,
    OF_ITSELF,
    ON,
    PLACES,
    RAISE_ADJECTIVES,
    RAISE_NOUNS,
    RISING,
    SMALL,
    STOPPING,
    THROUGH,
    TIMES,
    TO,
    TO_COME,
    WORSE_ADJECTIVES,
)
from fabula.lang.en.wordlists import words


@dataclass(slots=True)
class Reading:
    """A side, or a whole relation, read for its sign; ``changes`` are the tokens that the sign was read from."""

    sign: int | None = 1
    changes: list[Token] = field(default_factory=list)

    def turn(self, factor: int | None, *said: Token | None) -> None:
        """Multiply by a factor (None: unknown) that these words give."""
        self.sign = None if self.sign is None or factor is None else self.sign * factor
        self.changes.extend(w for w in said if w is not None)

    def join(self, other: "Reading") -> None:
        """Multiply by another reading."""
        self.turn(other.sign)
        self.changes.extend(other.changes)


def valence(thing: Token) -> int | None:
    """Whether a thing is good (1) or bad (-1) to have more of; None where its words do not say."""
    for word in (thing, *(c for c in thing.lefts if c.dep_ in PREMODIFIERS)):
        lemma = word.lemma_.lower()
        if lemma in BAD or (word is thing and lemma in LOWER_NOUNS):
            return -1
        if lemma in GOOD:
            return 1
        if lemma.startswith(("in", "un", "dis", "mis")) and lemma.endswith(("ity", "ment", "trust", "rest")):
            return -1
    return None


def directed(factor: int | None, thing: Token | None) -> int | None:
    """A trigger's factor on a thing: WORSEN and BETTER become signs by the thing's valence."""
    if factor not in (WORSEN, BETTER):
        return factor
    good = valence(thing) if thing is not None else None
    if good is None and thing is not None and thing.pos_ in (Pos.NOUN, Pos.NAME):
        good = valence(core(thing)[0])
    if good is None:
        return None
    return good if factor == BETTER else -good


def core(head: Token) -> tuple[Token, list[tuple[Token, int]]]:
    """Go down a noun phrase to its thing ("a drop in exports"); the nouns passed on the way, with their factors.

    Only a noun of change gives way, and only to what it is a change of. "Unemployment in the region" has a direction of
    its own and stays; so does "a shortage in the capital", which does not say of what.
    """
    passed: list[tuple[Token, int]] = []
    for _ in range(4):
        lemma = head.lemma_.lower()
        factor = 1 if lemma in RAISE_NOUNS else -1 if lemma in LOWER_NOUNS else None
        if factor is None:
            break
        inner = _changed(head, lemma)
        if inner is None and factor == -1:
            inner = next((c for c in head.lefts if c.dep_ == Dep.ADJECTIVE and _restricts(c)), None)
        if inner is None and factor == -1 and _stray_of(head):
            passed.append((head, factor))  # the parser hung what follows elsewhere
        if inner is None:
            break
        passed.append((head, factor))
        head = inner
    return head, passed


def _changed(noun: Token, lemma: str) -> Token | None:
    """What a noun of change is a change of: its complement, else the noun before it."""
    for c in noun.rights:
        thing = child(c, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE) if c.dep_ == Dep.PREPOSITION else None
        if thing is None:
            continue
        said = c.lower_
        fits = said == "of" or (said == "on" and lemma in ON) or (said == "to" and lemma in TO)
        if (fits and not _when(thing)) or (said == "in" and lemma in IN and not _where(thing)):
            return thing
    for c in noun.lefts:
        if c.dep_ == Dep.OWNER and lemma not in OF_ITSELF:
            continue  # "the government's cuts" do not cut the government
        if c.dep_ in (Dep.COMPOUND, Dep.OWNER, Dep.NOUN_MODIFIER) and not _when(c) and lemma not in _WHOLE:
            return c
    return None


def _stray_of(noun: Token) -> bool:
    """Whether an "of" follows that the parser hung elsewhere."""
    return noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == "of" and noun.nbor().head.i != noun.i


def _when(token: Token) -> bool:
    return token.ent_type_ in (Ent.DATE, Ent.TIME) or token.lemma_.lower() in TIMES


def _where(token: Token) -> bool:
    """Whether a noun names a place or a time: what is "in" it is not thereby a change of it."""
    if token.lemma_.lower() in ("area", "land"):  # "a reduction in planted area" is of a thing, "in the area" is not
        return token.tag_ == Tag.PLURAL or has(token, Dep.DETERMINER)
    return _when(token) or token.ent_type_ in (Ent.STATE, Ent.LOCATION, Ent.BUILDING) or token.lemma_.lower() in PLACES


def _restricts(adjective: Token) -> bool:
    """Whether an adjective says what is lowered ("economic downturn"), not how much."""
    return adjective.lemma_.lower() not in AMOUNT and adjective.lower_ not in AMOUNT


def nominal(head: Token) -> tuple[Token, Reading]:
    """Read a noun phrase down to its thing: "a sharp drop in exports" is exports, lowered."""
    reading = Reading()
    thing, passed = core(head)
    for noun, factor in passed:
        _modifiers(noun, reading, quantities=False)
        reading.turn(factor, noun)
    if thing.pos_ == Pos.ADJECTIVE and thing.lower_ in LOWER_ADJECTIVES:
        reading.turn(-1, thing)  # "poorer than usual prospects", read with "poorer" as its head
    _modifiers(thing, reading)
    return thing, reading


_WHOLE = words("deficit delay")
"""Nouns that make a name of what stands before them: a trade deficit is a thing with a direction of its own."""


def _modifiers(head: Token, reading: Reading, quantities: bool = True) -> None:
    """Turn a reading by the words before a noun."""
    for c in head.lefts:
        word = c.lower_
        if c.dep_ == Dep.DETERMINER and word in ("no", "neither"):
            reading.turn(-1, c)
        elif (
            not quantities
            or c.dep_ not in (Dep.ADJECTIVE, Dep.NOUN_MODIFIER, Dep.ADVERB, Dep.DETERMINER, Dep.COMPOUND)
            or _of_kind(c, head)
        ):
            continue
        elif word in LOWER_ADJECTIVES or any(
            g.lower_ in BELOW and (g.lower_ != "less" or word in AMOUNT) for g in c.lefts
        ):
            reading.turn(-1, c)
        elif word in WORSE_ADJECTIVES:
            reading.turn(directed(WORSEN, head), c)
        elif word in BETTER_ADJECTIVES:
            factor = directed(BETTER, head)
            reading.turn(1 if factor is None else factor, c)
        elif word in RAISE_ADJECTIVES:
            reading.turn(1, c)


def _of_kind(adjective: Token, noun: Token) -> bool:
    """Whether an adjective says of what kind a thing is, not how much of it: "the High Court", "poor people"."""
    word, lemma = adjective.lower_, noun.lemma_.lower()
    if adjective.pos_ == Pos.NAME or (adjective.text[0].isupper() and noun.text[0].isupper() and adjective.i > 0):
        return True
    return (word in SMALL and lemma in PEOPLE) or (
        word,
        lemma,
    ) in KINDS


def event(verb: Token) -> Reading:
    """Read a clause that is told as an event, on the cause's side: a negation turns it, and "is low", "is below average".

    The latter tells of no event but of how much of a thing there is.
    """
    reading = Reading()
    if not_ := negated(verb):
        reading.turn(-1, not_)
    if verb.lemma_ in ("be", "remain", "stay"):
        state = child(verb, Dep.ADJECTIVE_COMPLEMENT)
        if state is not None and state.lower_ in LOWER_ADJECTIVES and state.lower_ not in ("unable", "impossible"):
            reading.turn(-1, verb, state)
        below = next((c for c in verb.rights if c.dep_ == Dep.PREPOSITION and c.lower_ == "below"), None)
        if below is not None and child(below, Dep.PREPOSITION_OBJECT) is not None:
            reading.turn(-1, verb, below)
    return reading


def verb_lemma(verb: Token) -> str:
    """A verb's lemma, with a "de-" that the tokeniser cut off."""
    lemma = verb.lemma_.lower()
    if verb.i >= 2 and verb.doc[verb.i - 1].text == "-" and verb.doc[verb.i - 2].lower_ == "de":
        return "de-" + lemma
    return lemma


def outcome(verb: Token, depth: int = 0) -> Reading:
    """Read a clause on the effect's side down to what comes of it: "demand may fall" is demand, lowered."""
    reading = Reading()
    if not_ := negated(verb):
        reading.turn(-1, not_)
    if depth > 4:
        return reading
    lemma = verb_lemma(verb)
    inner = child(verb, Dep.OPEN_CLAUSE) or (child(verb, Dep.CLAUSE) if lemma in THROUGH else None)
    obj = child(verb, Dep.OBJECT)
    settled = (
        _by_preposition(verb, lemma, reading, depth)
        or _by_light_verb(verb, lemma, obj, reading)
        or _ends(verb, lemma, inner, reading, depth)
        or _acts_on(verb, lemma, obj, reading)
        or (obj is None and _moves(verb, lemma, reading))
        or _becomes(verb, lemma, inner, reading, depth)
    )
    if settled:
        return reading
    if inner is not None and inner.pos_ in (Pos.VERB, Pos.AUXILIARY):
        reading.join(outcome(inner, depth + 1))
    elif obj is not None:
        reading.join(nominal(obj)[1])
    else:
        _subject(verb, reading)
    return reading


def _by_preposition(verb: Token, lemma: str, reading: Reading, depth: int) -> bool:
    """ "Led to losses", "cut into profits": what the preposition brings in, moved as verb and preposition say."""
    for c in verb.children:
        if c.dep_ == Dep.PREPOSITION and (known := PREPOSITIONAL.get((lemma, c.lower_))):
            thing = child(c, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)
            if thing is not None:
                reading.turn(directed(known.sign, thing), verb)
                reading.join(nominal(thing)[1] if thing.pos_ != Pos.VERB else outcome(thing, depth + 1))
                return True
    return False


def _by_light_verb(verb: Token, lemma: str, obj: Token | None, reading: Reading) -> bool:
    """ "Took a toll": verb and object say it together."""
    light = LIGHT.get((lemma, obj.lemma_.lower())) if obj is not None else None
    if light is None:
        return False
    reading.turn(light[0], verb, obj)
    return True


def _ends(verb: Token, lemma: str, inner: Token | None, reading: Reading, depth: int) -> bool:
    """ "Risks losing", "ran out", "stopped working": what may come, or is no more."""
    if lemma == "risk":
        inner = inner or next((c for c in verb.rights if c.tag_ == Tag.ING), None)
        reading.join(outcome(inner, depth + 1) if inner is not None else Reading())
    elif lemma in ("run", "die", "wear") and any(
        c.lower_ in ("out", "down", "off") for c in verb.rights if c.dep_ in (Dep.PARTICLE, Dep.ADVERB, Dep.PREPOSITION)
    ):
        reading.turn(-1, verb)
    elif lemma in STOPPING and inner is not None and inner.tag_ in (Tag.BASE, Tag.ING):
        reading.turn(-1, verb)
        reading.join(outcome(inner, depth + 1))
    else:
        return False
    return True


def _acts_on(verb: Token, lemma: str, obj: Token | None, reading: Reading) -> bool:
    """ "Lost jobs", "gained ground", "cuts costs": the object, moved as the verb says."""
    if obj is None:
        return False
    trigger = VERBS.get(lemma)
    if lemma in LOSING or (lemma == "lift" and obj.lemma_.lower() in BARRIERS):
        reading.turn(-1, verb)
    elif lemma in GAINING:
        reading.turn(1, verb)
    elif trigger is not None:
        reading.turn(directed(trigger.sign, obj), verb)
    else:
        return False
    reading.join(nominal(obj)[1])
    return True


def _moves(verb: Token, lemma: str, reading: Reading) -> bool:
    """ "Costs were cut", "demand fell", "prices rose": the subject of a verb without an object, moved as the verb says."""
    trigger = VERBS.get(lemma)
    if trigger is not None and has(verb, Dep.PASSIVE_SUBJECT):
        thing = child(verb, Dep.PASSIVE_SUBJECT)
        reading.turn(directed(trigger.sign, thing), verb)
        if thing is not None:
            reading.join(nominal(thing)[1])
    elif lemma in FALLING or lemma in RISING:
        reading.turn(-1 if lemma in FALLING else 1, verb)
        _subject(verb, reading)
    else:
        return False
    return True


def _becomes(verb: Token, lemma: str, inner: Token | None, reading: Reading, depth: int) -> bool:
    """ "Became scarce", "makes it rise", "finds it hard to": what the complement says of it."""
    if lemma in BECOMING and (adj := child(verb, Dep.ADJECTIVE_COMPLEMENT, Dep.ATTRIBUTE)) is not None:
        _complement(verb, adj, reading)
        return True
    hard = _hard(verb)
    made = lemma in ("find", "make", "leave") and inner is not None
    if hard is not None:
        reading.turn(-1, hard)
    elif made and inner is not None and inner.dep_ == Dep.CLAUSE:
        reading.join(outcome(inner, depth + 1))
    return made or hard is not None


def _subject(verb: Token, reading: Reading) -> None:
    thing = child(verb, Dep.SUBJECT, Dep.PASSIVE_SUBJECT)
    if thing is not None:
        for c in thing.lefts:
            if c.dep_ == Dep.ADJECTIVE and c.lower_ in LOWER_ADJECTIVES:
                reading.turn(-1, c)
        if thing.lemma_.lower() in LOWER_NOUNS and any(c.lower_ in ("of", "in") for c in thing.rights):
            reading.turn(-1, thing)


def _hard(verb: Token) -> Token | None:
    """ "harder", "difficult" or "impossible" in what a verb makes or finds something to be."""
    for c in verb.subtree:
        if c.i - verb.i > 8:
            break
        if c.i > verb.i and c.lower_ in ("harder", "difficult", "impossible", "hard"):
            return c
    return None


def _complement(verb: Token, adj: Token, reading: Reading) -> None:
    word = adj.lower_
    thing = child(verb, Dep.SUBJECT, Dep.PASSIVE_SUBJECT)
    more = next((c for c in adj.children if c.lower_ in ("more", "less")), None)
    if word in LOWER_ADJECTIVES or (more is not None and more.lower_ == "less"):
        reading.turn(-1, adj)
    elif word in WORSE_ADJECTIVES or word in BETTER_ADJECTIVES:
        reading.turn(directed(WORSEN if word in WORSE_ADJECTIVES else BETTER, thing), adj)
    elif adj.pos_ == Pos.NOUN:
        reading.join(nominal(adj)[1])
    else:
        _subject(verb, reading)
    inner = child(adj, Dep.OPEN_CLAUSE)
    if inner is not None and word in TO_COME:
        reading.join(outcome(inner))
    elif inner is not None and word == "unlikely":
        reading.turn(-1, adj)
        reading.join(outcome(inner))
