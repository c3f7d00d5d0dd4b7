"""Rules that find one thing said to move another in a parsed sentence; each yields relations with their sign.

What people do to things is no link ("the mayor cut the ribbon"): a subject that acts moves something only by what it
is said to have or to bring. A relation is never read from two things standing beside each other.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from fabula.extract.causes import signs
from fabula.extract.causes.verbs import Relation, as_cause, as_effect, children, denied, heavy, hedged, relate
from fabula.extract.influences.clauses import moving, of_mark
from fabula.lang.en import influence_words as say
from fabula.lang.en.cause_words import BETTER, WORSEN, Sign
from fabula.lang.en.grammar import (
    CONTENT_CLAUSES,
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
from fabula.model.vocabulary import CauseKind

_PRONOUNS = frozenset("it they them he him she her you me us we i one what who which that this these those".split())


def of_sentence(sent: Span) -> Iterator[Relation]:
    """The relations of a sentence, in the order of their signals."""
    yield from of_comparatives(sent)
    for token in sent:
        if token.pos_ in ("VERB", "AUX") or _misread(token):
            yield from of_verb(token)
        elif token.pos_ == "NOUN":
            yield from of_noun(token)
        elif token.lower_ in ("dependent", "reliant") and token.pos_ == "ADJ":
            yield from of_dependent(token)
        elif token.lower_ == "without":
            yield from of_without(token)
        if token.dep_ in ("mark", "advmod"):
            yield from of_mark(token)


def _misread(token: Token) -> bool:
    """Whether the tagger took a verb for a noun or an adjective: it has a subject and an object all the same."""
    return token.pos_ in ("NOUN", "ADJ") and child(token, "nsubj") is not None and child(token, "dobj") is not None


def of_verb(verb: Token) -> Iterator[Relation]:
    """What a verb says its subject does to its object, by its particle, complement or preposition."""
    lemma = verb.lemma_.lower()
    particle = next(
        (c.lower_ for c in verb.rights if c.dep_ == "prt" or (c.dep_ == "advmod" and c.i == verb.i + 1)), ""
    )
    if lemma == "be":
        yield from _copula(verb)
        return
    if lemma in say.DEPENDING:
        yield from _depending(verb)
    if lemma in say.NEEDING and not passive(verb):
        yield from _flow(verb, children(verb, "dobj"), _movers(verb, all_=True), 1, kind="enable")
    if lemma in say.KEEPING:
        yield from _kept(verb)
    if lemma in say.MEANING and not passive(verb):
        yield from _flow(verb, _movers(verb), children(verb, "dobj"), 1)
    for c in verb.rights:
        if c.dep_ in ("prep", "prt") and (sign := say.ONTO.get((lemma, c.lower_), 0)) != 0:
            yield from _flow(verb, _movers(verb), _objects(c), sign, said=(c,))
    if (lemma, particle) in say.PHRASAL:
        yield from _plain(verb, say.PHRASAL[lemma, particle], _particle(verb, particle))
    elif lemma in say.VERBS:
        yield from _plain(verb, say.VERBS[lemma])
    if lemma in say.INTO:
        yield from _into(verb)
    if lemma in say.OFFERING:
        yield from _offered(verb)
    if lemma in say.DRIVING:
        yield from _driven(verb)
    yield from _means(verb)


def _into(verb: Token) -> Iterator[Relation]:
    """ "drives farmers into debt", "plunged the region into crisis": what somebody is driven into rises."""
    if child(verb, "dobj") is None:
        return
    for c in verb.rights:
        if c.dep_ == "prep" and c.lower_ in ("into", "towards", "toward"):
            yield from _flow(verb, _movers(verb), [x for x in _objects(c) if not person(x)], 1, said=(c,))


def _offered(verb: Token) -> Iterator[Relation]:
    """ "offers him a lifeline to recognition", "gives the plant a boost": what it is to or of rises, or falls."""
    for thing in children(verb, "dobj"):
        lemma = thing.lemma_.lower()
        sign = 1 if lemma in say.SOURCES else -1 if lemma in say.THREATS else 0
        if sign:
            yield from _flow(verb, _movers(verb), prepositional(thing, "to", "of", "for")[:1], sign, said=(thing,))


def _driven(verb: Token) -> Iterator[Relation]:
    """ "compels him to lean on loans", "forces farms to close": what somebody is driven to comes about."""
    for act in verb.rights:
        if act.dep_ not in CONTENT_CLAUSES or act.tag_ != "VB":
            continue
        on = [c for c in act.rights if c.lower_ in ("on", "upon")]
        if act.lemma_.lower() in say.DEPENDING and on:
            for r in relate(verb, _movers(verb), [act], 1):
                r.effect = ((act.idx, on[0].right_edge.idx + len(on[0].right_edge)),)
                yield r
        elif (found := moving(act)) is not None and not person(found[0]):
            yield from relate(verb, _movers(verb), [found[0]], found[1], said=tuple(found[2]))


def _particle(verb: Token, word: str) -> Token | None:
    return next((c for c in verb.rights if c.lower_ == word), None)


def _objects(preposition: Token) -> list[Token]:
    inner = child(preposition, "pobj", "pcomp")
    return [] if inner is None else (conjuncts(inner) if not heavy(inner) else [inner])


def _movers(verb: Token, all_: bool = False) -> list[Token]:
    """What moves, as the subject says it; none where somebody merely acts, unless ``all_`` are wanted."""
    head = subject(verb)
    if head is not None and head.lower_ in _CARRIED and not heavy(head):
        head = carried(head)
    if head is None or head.i == verb.i or (head.lower_ in _PRONOUNS and not heavy(head)):
        return []
    if heavy(head):
        return [head]
    found = conjuncts(head)
    return found if all_ else [x for x in found if not person(x)]


def sentence_before(sent: Span) -> Span | None:
    """The sentence before one, over the white space between paragraphs; None where there is none."""
    start = sent.start
    for _ in range(3):
        if start == 0:
            return None
        before: Span = sent.doc[start - 1].sent
        if any(t.is_alpha for t in before):
            return before
        start = before.start
    return None


_CARRIED = frozenset({"it", "they", "this", "these"})


def carried(pronoun: Token) -> Token | None:
    """What a pronoun that opens its sentence carries on: the subject of the sentence before, where both are one or many.

    "Rationing begins on Monday. It will reduce irrigation": rationing. Who acts is left to coreference.
    """
    sent = pronoun.sent
    if pronoun.i - sent.start > 0 or sent.start == 0:
        return None
    before = sentence_before(sent)
    if before is None:
        return None
    root = next((t for t in before if t.head.i == t.i), None)
    if root is None:
        return None
    while (
        root.lemma_ in ("say", "tell", "report", "write", "expect", "warn")
        and (inner := child(root, "ccomp")) is not None
    ):
        root = inner
    found = child(root, "nsubj", "nsubjpass", "csubj")
    noun = found is not None and (found.pos_ in ("NOUN", "PROPN") or found.tag_ == "VBG")
    if found is None or not noun or person(found):
        return None
    many = found.tag_ in ("NNS", "NNPS") or child(found, "conj") is not None
    return found if many == (pronoun.lower_ in ("they", "these")) else None


def _flow(
    verb: Token,
    causes: list[Token],
    effects: list[Token],
    sign: Sign,
    *,
    said: tuple[Token | None, ...] = (),
    kind: CauseKind = "cause",
) -> Iterator[Relation]:
    effects = [e for e in effects if e.lower_ not in _PRONOUNS]
    yield from relate(verb, causes, effects, sign, said=said, kind=kind)


def _plain(verb: Token, sign: Sign, particle: Token | None = None) -> Iterator[Relation]:
    if passive(verb):
        source, effect = by_agent(verb), subject(verb)
        if source is not None and effect is not None and not person(source):
            yield from _flow(verb, conjuncts(source), conjuncts(effect), sign, said=(particle,))
        return
    causes = _movers(verb)
    objects = [e for e in children(verb, "dobj") if e.i > verb.i]
    if verb.lemma_ == "cost":  # "the absence cost her support": what is lost is the second object
        objects = objects[-1:]
    yield from _flow(verb, causes, [_pressed(o) for o in objects], _pressing(objects, sign), said=(particle,))
    if not objects and verb.lemma_ in ("push", "drive", "force", "bring") and sign is not None:
        return


def _pressed(thing: Token) -> Token:
    """What pressure, strain or a burden lies on: "eases the pressure on families" is about families."""
    if thing.lemma_ in ("pressure", "strain", "burden", "stress", "hold", "grip"):
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
        if c.dep_ in ("prep", "prt") and c.lower_ in ("on", "upon"):
            sources = _objects(c)
            yield from relate(verb, sources, [x for x in _movers(verb, all_=True)], 1, said=(c,), kind="enable")
            for aim in (*verb.rights, *(g for s in sources for g in s.rights)):
                if aim.dep_ in ("xcomp", "advcl", "relcl", "acl") and aim.tag_ == "VB" and aim.i > c.i:
                    yield from _aim(aim, sources)


def _aim(verb: Token, sources: list[Token]) -> Iterator[Relation]:
    """What something is used for: "to sustain his rule" is his rule, raised."""
    sign = say.VERBS.get(verb.lemma_.lower(), 1 if verb.lemma_.lower() in say.GAINING else 0)
    for thing in children(verb, "dobj"):
        if sign != 0:
            yield from relate(verb, sources, [thing], sign, kind="enable")


def _kept(verb: Token) -> Iterator[Relation]:
    """ "keeps bills down", "makes droughts more frequent", "leaves the state dependent"."""
    causes = _movers(verb)
    if not causes or passive(verb):
        return
    for word in verb.rights:
        inner, thing = _complement(verb, word)
        if thing is None or thing.lower_ in _PRONOUNS or inner is None:
            continue
        more = next((c.lower_ for c in inner.children if c.lower_ in ("more", "less", "most", "least")), "")
        low = inner.lower_
        sign: Sign = 1 if low in say.UPWARD else -1 if low in say.DOWNWARD else WORSEN if low in say.WORSE else 0
        if sign == 0 and more:
            sign = 1
        if sign in (1, -1) and more in ("less", "least"):
            sign = -sign
        if sign != 0 and low in say.STANDING and (person(thing) or thing.lemma_.lower() in say.BODIES):
            yield from _standing(verb, causes, thing, inner, sign)
        elif sign != 0:
            yield from relate(verb, causes, [thing], sign, said=(inner,))


def _standing(verb: Token, causes: list[Token], thing: Token, state: Token, sign: Sign) -> Iterator[Relation]:
    """ "keeps the government popular": what moves is how it stands, told by both words."""
    for r in relate(verb, causes, [thing], sign, said=(state,)):
        start, end = r.effect[0][0], max(r.effect[-1][1], state.idx + len(state))
        r.effect = ((start, end),)
        yield r


def _complement(verb: Token, word: Token) -> tuple[Token | None, Token | None]:
    """What an object is kept or made, and the object."""
    if word.dep_ in CONTENT_CLAUSES and word.pos_ in ("ADJ", "ADV", "VERB"):
        thing = child(word, "nsubj", "nsubjpass") or child(verb, "dobj")
        return word, thing
    if word.dep_ in ("oprd", "acomp", "prt", "advmod"):
        return word, child(verb, "dobj")
    return None, None


def _copula(verb: Token) -> Iterator[Relation]:
    """ "is dependent on", "is the only source of", "is a threat to"."""
    complement = child(verb, "attr", "acomp")
    if complement is None:
        return
    lemma = complement.lemma_.lower()
    movers = _movers(verb, all_=True)
    if lemma in ("cause", "reason", "culprit") and not prepositional(complement, "of", "for", "behind"):
        beside = [c for c in verb.head.lefts if c.dep_ == verb.dep_ == "ccomp" and c.i < verb.i]
        other = verb.head if verb.dep_ == "conj" else beside[-1] if beside else None
        told = moving(other) if other is not None else None
        if told is not None:
            yield from relate(verb, movers, [told[0]], told[1], said=(complement, *told[2]))
    if lemma in say.SOURCES:
        things = prepositional(complement, "of", "for", "to", "behind")
        yield from _flow(verb, movers, things[:1], 1, said=(complement,), kind="enable")
    elif lemma in say.THREATS:
        yield from _flow(verb, movers, prepositional(complement, "to", "for", "on")[:1], -1, said=(complement,))


def of_dependent(word: Token) -> Iterator[Relation]:
    """ "dependent on loans", as a complement or after a noun."""
    sources = [x for c in word.rights if c.lower_ in ("on", "upon") for x in _objects(c)]
    if not sources:
        return
    if word.dep_ in ("acomp", "attr") and word.head.lemma_ in ("be", "become", "remain", "grow", "get", "stay"):
        yield from relate(word.head, sources, _movers(word.head, all_=True), 1, said=(word,), kind="enable")
    elif word.dep_ == "amod":
        yield from relate(word, sources, [word.head], 1, kind="enable")


def of_noun(noun: Token) -> Iterator[Relation]:
    """ "the dependence of A on B", "the threat of A to B"."""
    lemma = noun.lemma_.lower()
    if lemma in ("dependence", "reliance", "dependency"):
        targets = prepositional(noun, "on", "upon")
        owners = prepositional(noun, "of") or [c for c in noun.lefts if c.dep_ == "poss"]
        for source in targets[:1]:
            for owner in owners[:1]:
                spans = noun_phrase(source), noun_phrase(owner)
                if all(spans) and owner.lower_ not in _PRONOUNS and owner.lower_ not in ("its", "his", "their", "her"):
                    yield Relation(*spans, at(noun), signs.Reading(1, [noun]), noun, kind="enable")
    elif lemma in say.THREATS and noun.dep_ not in ("attr",):
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
    lacking = _objects(word)
    verb = word.head
    if not lacking or not heavy(verb) or word.dep_ != "prep" or any(person(x) for x in lacking):
        return
    main = child(verb, "attr") if verb.lemma_ == "be" and child(verb, "expl") is not None else None
    effect = main if main is not None else child(verb, "dobj") or subject(verb)
    if effect is None or effect.lower_ in _PRONOUNS:
        return
    lost = any(c.lower_ == "no" for c in effect.lefts) or verb.lemma_ in signs.FALLING | {
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
    ends = [x for x in children(verb, "dobj") if x.lower_ not in _PRONOUNS]
    lemma = verb.lemma_.lower()
    sign: Sign = 1 if lemma in say.GAINING else -1 if lemma in say.LOSING else say.VERBS.get(lemma, 0)
    if not ends or sign == 0 or passive(verb):
        return
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ in say.BY_MEANS:
            act = child(c, "pcomp")
            if act is None:
                continue
            thing = child(act, "dobj")
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
                    aimed = verb.dep_ == "xcomp" and verb.head.lemma_ in say.AIMING
                    yield Relation(
                        spans_c, spans_e, at(verb, c), reading, verb, kind="enable",
                        negated=denied(verb) is not None, hedged=aimed or hedged(verb),
                    )  # fmt: skip


def of_comparatives(sent: Span) -> Iterator[Relation]:
    """ "The longer the strike lasts, the more shippers leave": the first moves the second."""
    marks = [
        t
        for t in sent
        if (t.lower_ in say.MORE or t.lower_ in say.LESS or t.tag_ in ("JJR", "RBR"))
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
    if mark.head.pos_ in ("NOUN", "PROPN") and mark.i < mark.head.i < end and mark.dep_ in ("amod", "nmod"):
        return mark.head
    for t in sent.doc[mark.i + 1 : end]:
        if t.dep_ in NOUN_SUBJECTS and t.pos_ in ("NOUN", "PROPN"):
            return t
    return next((t for t in sent.doc[mark.i + 1 : end] if t.pos_ in ("NOUN", "PROPN")), None)
