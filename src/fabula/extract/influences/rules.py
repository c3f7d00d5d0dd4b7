"""Rules that find one thing said to move another in a parsed sentence; each yields relations with their sign.

What people do to things is no link ("the mayor cut the ribbon"): a subject that acts moves something only by what it
is said to have or to bring. A relation is never read from two things standing beside each other.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from fabula.extract.causes import signs
from fabula.extract.causes.verbs import Relation, as_cause, as_effect, children, denied, heavy, hedged, relate
from fabula.extract.influences.clauses import moving, of_mark
from fabula.extract.influences.complements import driven, into, kept, leveled, objects, offered, stocked
from fabula.extract.influences.movers import Mover, flow, movers
from fabula.lang.en import influence_words as say
from fabula.lang.en.cause_words import BETTER, WORSEN, Sign
from fabula.lang.en.grammar import (
    NOUN_SUBJECTS,
    at,
    by_agent,
    child,
    conjuncts,
    noun_phrase,
    passive,
    person,
    prepositional,
    subject,
)
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.lang.en.rules.rules import BECOMING, WEIGHTS_ON
from fabula.lang.en.rules.signs import FALLING


def of_sentence(sent: Span) -> Iterator[Relation]:
    """The relations of a sentence, in the order of their signals."""
    yield from of_comparatives(sent)
    for token in sent:
        if token.pos_ in (Pos.VERB, Pos.AUXILIARY) or _misread(token):
            yield from of_verb(token)
        elif token.pos_ == Pos.NOUN:
            yield from of_noun(token)
            yield from of_misread(token)
        elif token.lower_ in ("dependent", "reliant") and token.pos_ == Pos.ADJECTIVE:
            yield from of_dependent(token)
        elif token.lower_ == "without":
            yield from of_without(token)
        if token.dep_ in (Dep.SUBORDINATOR, Dep.ADVERB):
            yield from of_mark(token)


def _misread(token: Token) -> bool:
    """Whether the tagger took a verb for a noun or an adjective: it has a subject and an object all the same."""
    return (
        token.pos_ in (Pos.NOUN, Pos.ADJECTIVE)
        and child(token, Dep.SUBJECT) is not None
        and child(token, Dep.OBJECT) is not None
    )


def of_verb(verb: Token) -> Iterator[Relation]:
    """What a verb says its subject does to its object, by its particle, complement or preposition."""
    lemma = verb.lemma_.lower()
    particle = next(
        (c.lower_ for c in verb.rights if c.dep_ == Dep.PARTICLE or (c.dep_ == Dep.ADVERB and c.i == verb.i + 1)), ""
    )
    if lemma == "be":
        yield from _copula(verb)
        return
    if lemma in say.DEPENDING:
        yield from _depending(verb)
    if lemma in say.NEEDING and not passive(verb):
        yield from _needing(verb)
    if lemma in say.KEEPING:
        yield from kept(verb)
    if lemma in say.STOCKS:
        yield from stocked(verb)
    if lemma in say.MEANING and not passive(verb):
        yield from flow(verb, movers(verb), children(verb, Dep.OBJECT), 1)
    for c in verb.rights:
        if c.dep_ in (Dep.PREPOSITION, Dep.PARTICLE) and (sign := say.ONTO.get((lemma, c.lower_), 0)) != 0:
            yield from flow(verb, movers(verb), objects(c), sign, said=(c,))
    if (lemma, particle) in say.PHRASAL:
        yield from _plain(verb, say.PHRASAL[lemma, particle], _particle(verb, particle))
    elif lemma in say.VERBS:
        yield from _plain(verb, say.VERBS[lemma])
    if lemma in say.INTO:
        yield from into(verb)
        yield from leveled(verb)
    if lemma in say.OFFERING:
        yield from offered(verb)
    if lemma in say.DRIVING:
        yield from driven(verb)
    yield from _means(verb)


def _needing(verb: Token) -> Iterator[Relation]:
    """ "The mill needs water": water moves the mill; "injections need more visits": they bring more of these."""
    for thing in children(verb, Dep.OBJECT):
        if any(c.lower_ in ("more", "additional", "extra", "fewer", "less") for c in thing.lefts):
            yield from flow(verb, movers(verb), [thing], 1)
        else:
            needed: list[Mover] = [] if thing.lower_ in say.PRONOUNS else [(thing, 1)]
            yield from flow(verb, needed, [x for x, _ in movers(verb, all_=True)], 1, kind="enable")


def _particle(verb: Token, word: str) -> Token | None:
    return next((c for c in verb.rights if c.lower_ == word), None)


def _plain(verb: Token, sign: Sign, particle: Token | None = None) -> Iterator[Relation]:
    if passive(verb):
        source, effect = by_agent(verb), subject(verb)
        if source is not None and effect is not None and not person(source):
            yield from flow(verb, [(x, 1) for x in conjuncts(source)], conjuncts(effect), sign, said=(particle,))
        return
    causes = movers(verb)
    things = [e for e in children(verb, Dep.OBJECT) if e.i > verb.i]
    if verb.lemma_ == "cost":  # "the absence cost her support": what is lost is the second object
        things = things[-1:]
    if verb.lemma_ in say.DRIVING and child(verb, Dep.OPEN_CLAUSE, Dep.CLAUSE) is not None:
        return  # "forced the treasury to trim subsidies": the treasury is no more for it
    yield from flow(verb, causes, [_pressed(o) for o in things], _pressing(things, sign), said=(particle,))


def _pressed(thing: Token) -> Token:
    """What pressure, strain or a burden lies on: "eases the pressure on families" is about families."""
    if thing.lemma_ in WEIGHTS_ON:
        on = prepositional(thing, "on", "upon")
        if on and thing.lemma_ not in ("hold", "grip"):
            return on[0]
    return thing


def _pressing(objects: list[Token], sign: Sign) -> Sign:
    """Taking pressure off a thing is good for it; putting it on is bad for it."""
    if objects and _pressed(objects[0]) is not objects[0] and sign is not None:
        return BETTER if sign in (-1, BETTER) else WORSEN
    return sign


def _depending(verb: Token) -> Iterator[Relation]:
    """ "A depends on B", and "A relies on B to sustain C": B moves A, and C."""
    for c in verb.rights:
        if c.dep_ in (Dep.PREPOSITION, Dep.PARTICLE) and c.lower_ in ("on", "upon"):
            sources = objects(c)
            yield from relate(verb, sources, [x for x, _ in movers(verb, all_=True)], 1, said=(c,), kind="enable")
            for aim in (*verb.rights, *(g for s in sources for g in s.rights)):
                if (
                    aim.dep_ in (Dep.OPEN_CLAUSE, Dep.ADVERBIAL_CLAUSE, Dep.RELATIVE_CLAUSE, Dep.NOUN_CLAUSE)
                    and aim.tag_ == Tag.BASE
                    and aim.i > c.i
                ):
                    yield from _aim(aim, sources)


def _aim(verb: Token, sources: list[Token]) -> Iterator[Relation]:
    """What something is used for: "to sustain his rule" is his rule, raised."""
    sign = say.VERBS.get(verb.lemma_.lower(), 1 if verb.lemma_.lower() in say.GAINING else 0)
    for thing in children(verb, Dep.OBJECT):
        if sign != 0:
            yield from relate(verb, sources, [thing], sign, kind="enable")


def _copula(verb: Token) -> Iterator[Relation]:
    """ "is dependent on", "is the only source of", "is a threat to"."""
    complement = child(verb, Dep.ATTRIBUTE, Dep.ADJECTIVE_COMPLEMENT)
    if complement is None:
        return
    lemma = complement.lemma_.lower()
    causes = movers(verb, all_=True)
    why = child(complement, Dep.RELATIVE_CLAUSE)
    if lemma in ("cause", "reason") and why is not None and any(c.lower_ == "why" for c in why.lefts):
        told = moving(why)
        if told is not None:
            yield from flow(verb, causes, [told[0]], told[1], said=(complement, *told[2]), moved=told[2])
        return
    if lemma in ("cause", "reason", "culprit") and not prepositional(complement, "of", "for", "behind"):
        beside = [c for c in verb.head.lefts if c.dep_ == verb.dep_ == Dep.CLAUSE and c.i < verb.i]
        other = verb.head if verb.dep_ == Dep.CONJUNCT else beside[-1] if beside else None
        told = moving(other) if other is not None else None
        if told is not None:
            yield from flow(verb, causes, [told[0]], told[1], said=(complement, *told[2]))
    if lemma in say.SOURCES:
        things = prepositional(complement, "of", "for", "to", "behind")
        yield from flow(verb, causes, things[:1], 1, said=(complement,), kind="enable")
    elif lemma in say.THREATS:
        yield from flow(verb, causes, prepositional(complement, "to", "for", "on")[:1], -1, said=(complement,))


def of_dependent(word: Token) -> Iterator[Relation]:
    """ "dependent on loans", as a complement or after a noun."""
    sources = [x for c in word.rights if c.lower_ in ("on", "upon") for x in objects(c)]
    if not sources:
        return
    if word.dep_ in (Dep.ADJECTIVE_COMPLEMENT, Dep.ATTRIBUTE) and word.head.lemma_ in BECOMING:
        yield from relate(
            word.head, sources, [x for x, _ in movers(word.head, all_=True)], 1, said=(word,), kind="enable"
        )
    elif word.dep_ == Dep.ADJECTIVE:
        yield from relate(word, sources, [word.head], 1, kind="enable")


def of_misread(verb: Token) -> Iterator[Relation]:
    """ "Corruption fuels emigration", read as three nouns side by side: the middle one is a verb."""
    lemma = verb.lemma_.lower()
    if verb.tag_ != Tag.PLURAL or lemma not in say.MISREAD or verb.i == verb.sent.start or verb.i + 1 >= verb.sent.end:
        return
    before, last = verb.nbor(-1), verb.nbor(1)
    if before.tag_ != Tag.NOUN or before.head.i != verb.i:
        return
    first = last
    while (
        last.i + 1 < verb.sent.end
        and last.pos_ in (Pos.ADJECTIVE, Pos.DETERMINER, Pos.NOUN)
        and last.nbor(1).pos_ in (Pos.NOUN, Pos.ADJECTIVE)
    ):
        last = last.nbor(1)
    if last.pos_ == Pos.NOUN or last.tag_ == Tag.PRESENT:
        spans = ((before.idx, before.idx + len(before)),), ((first.idx, last.idx + len(last)),)
        reading = signs.Reading()
        reading.turn(signs.directed(say.VERBS[lemma], last), verb)
        yield Relation(*spans, at(verb), reading, verb)


def of_noun(noun: Token) -> Iterator[Relation]:
    """ "the dependence of A on B", "the threat of A to B"."""
    lemma = noun.lemma_.lower()
    if lemma in ("dependence", "reliance", "dependency"):
        targets = prepositional(noun, "on", "upon")
        owners = prepositional(noun, "of") or [c for c in noun.lefts if c.dep_ == Dep.OWNER]
        for source in targets[:1]:
            for owner in owners[:1]:
                spans = noun_phrase(source), noun_phrase(owner)
                if (
                    all(spans)
                    and owner.lower_ not in say.PRONOUNS
                    and owner.lower_ not in ("its", "his", "their", "her")
                ):
                    yield Relation(*spans, at(noun), signs.Reading(1, [noun]), noun, kind="enable")
    elif lemma in say.FEELINGS:
        for thing in prepositional(noun, "at", "over", "about")[:1]:
            spans_c, reading = as_cause(thing, [])
            felt = noun_phrase(noun, [c for c in noun.rights if c.dep_ == Dep.PREPOSITION and c.is_ancestor(thing)])
            if spans_c and felt and not thing.ent_type_ and not person(thing) and thing.lower_ not in say.PRONOUNS:
                yield Relation(spans_c, felt, at(thing.head), reading, noun)
    elif lemma in say.THREATS and noun.dep_ not in (Dep.ATTRIBUTE,):
        sources = prepositional(noun, "of", "from")
        for cause in sources[:1]:
            for thing in prepositional(noun, "to")[:1]:
                reading = signs.Reading(-1, [noun])
                reading.join(signs.nominal(cause)[1])
                reading.join(signs.nominal(thing)[1])
                spans = noun_phrase(cause), noun_phrase(thing)
                if all(spans):
                    yield Relation(*spans, at(noun), reading, noun)


def of_without(word: Token) -> Iterator[Relation]:
    """ "Without irrigation there is no rice": what is missing is needed by what follows."""
    lacking = objects(word)
    verb = word.head
    if not lacking or not heavy(verb) or word.dep_ != Dep.PREPOSITION or any(person(x) for x in lacking):
        return
    main = child(verb, Dep.ATTRIBUTE) if verb.lemma_ == "be" and child(verb, Dep.EXPLETIVE) is not None else None
    effect = main if main is not None else child(verb, Dep.OBJECT) or subject(verb)
    if effect is None or effect.lower_ in say.PRONOUNS:
        return
    lost = any(c.lower_ == "no" for c in effect.lefts) or verb.lemma_ in FALLING | {
        "run",
        "close",
        "suffer",
        "lose",
    }
    spans_c, read = as_cause(lacking[0], [])
    spans_e = noun_phrase(signs.nominal(effect)[0])
    if lost and spans_c and spans_e:
        reading = signs.Reading(1, [word])
        reading.join(read)
        yield Relation(spans_c, spans_e, at(word), reading, verb, kind="enable", hedged=hedged(verb))


def _means(verb: Token) -> Iterator[Relation]:
    """ "hopes to gain standing by mediating", "saves water by drip irrigation": the means moves the end."""
    ends = [x for x in children(verb, Dep.OBJECT) if x.lower_ not in say.PRONOUNS]
    lemma = verb.lemma_.lower()
    sign: Sign = 1 if lemma in say.GAINING else -1 if lemma in say.LOSING else say.VERBS.get(lemma, 0)
    if not ends or sign == 0 or passive(verb):
        return
    for c in verb.children:
        if c.dep_ == Dep.PREPOSITION and c.lower_ in say.BY_MEANS:
            act = child(c, Dep.PREPOSITION_CLAUSE)
            if act is None:
                continue
            thing = child(act, Dep.OBJECT)
            way = say.VERBS.get(act.lemma_.lower(), 1) if thing is not None else 1
            for end in ends:
                spans_c, read_c = as_cause(thing if thing is not None else act, [])
                spans_e, read_e = as_effect(end, [c])
                if spans_c and spans_e:
                    reading = signs.Reading()
                    reading.join(read_c)
                    reading.turn(signs.directed(way, thing), act if thing is not None else None)
                    reading.turn(signs.directed(sign, end), verb)
                    reading.join(read_e)
                    aimed = verb.dep_ == Dep.OPEN_CLAUSE and verb.head.lemma_ in say.AIMING
                    yield Relation(
                        spans_c, spans_e, at(verb, c), reading, verb, kind="enable",
                        negated=denied(verb) is not None, hedged=aimed or hedged(verb),
                    )  # fmt: skip


def of_comparatives(sent: Span) -> Iterator[Relation]:
    """ "The longer the strike lasts, the more shippers leave": the first moves the second."""
    marks = [
        t
        for t in sent
        if (t.lower_ in say.MORE or t.lower_ in say.LESS or t.tag_ in (Tag.COMPARATIVE, Tag.COMPARATIVE_ADVERB))
        and t.i > sent.start
        and t.nbor(-1).lower_ == "the"
    ]
    if len(marks) < 2 or marks[0].i - sent.start > 2:
        return
    first, second = marks[0], marks[1]
    comma = next((t.i for t in sent if first.i < t.i < second.i and t.text in ",;"), None)
    if comma is None:
        return
    cause, effect = _compared(sent, first, comma), _compared(sent, second, sent.end)
    if cause is None or effect is None or cause.i == effect.i:
        return
    reading = signs.Reading(1, [])
    for mark in (first, second):
        reading.turn(-1 if mark.lower_ in say.LESS else 1, mark)
    spans = noun_phrase(cause), noun_phrase(effect)
    if all(spans):
        yield Relation(*spans, at(first, second), reading, second)


def _compared(sent: Span, mark: Token, end: int) -> Token | None:
    """What is more or less in its half: the noun after the mark, else its clause's subject."""
    if (
        mark.head.pos_ in (Pos.NOUN, Pos.NAME)
        and mark.i < mark.head.i < end
        and mark.dep_ in (Dep.ADJECTIVE, Dep.NOUN_MODIFIER)
    ):
        return mark.head
    for t in sent.doc[mark.i + 1 : end]:
        if t.dep_ in NOUN_SUBJECTS and t.pos_ in (Pos.NOUN, Pos.NAME):
            return t
    return next((t for t in sent.doc[mark.i + 1 : end] if t.pos_ in (Pos.NOUN, Pos.NAME)), None)
