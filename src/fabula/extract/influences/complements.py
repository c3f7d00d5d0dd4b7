"""What somebody or something is kept, made, brought or driven to: "keeps bills down", "drives farms into debt"."""

from collections.abc import Iterator

from spacy.tokens import Token

from fabula.extract.causes.verbs import Relation, children, heavy, relate
from fabula.extract.causes.verbs import leveled as by_level
from fabula.extract.influences.clauses import moving
from fabula.extract.influences.movers import Mover, composed, flow, movers
from fabula.lang.en import influence_words as say
from fabula.lang.en.cause_words import HIGHS, LOWS, WORSEN, Sign
from fabula.lang.en.grammar import CONTENT_CLAUSES, at, child, conjuncts, noun_phrase, passive, person, prepositional
from fabula.lang.en.labels import Dep, Pos, Tag


def objects(preposition: Token) -> list[Token]:
    """What a preposition brings; where the parser took it for a particle, the object of its verb."""
    inner = child(preposition, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)
    if inner is None and preposition.dep_ == Dep.PARTICLE:
        inner = next((c for c in preposition.head.rights if c.dep_ == Dep.OBJECT and c.i > preposition.i), None)
    return [] if inner is None else (conjuncts(inner) if not heavy(inner) else [inner])


def into(verb: Token) -> Iterator[Relation]:
    """ "drives farmers into debt", "sends patients back to injections": what somebody is driven into rises."""
    thing = child(verb, Dep.OBJECT)
    if thing is None:
        return
    for c in verb.rights:
        inner = next((g for g in c.rights if g.dep_ == Dep.PREPOSITION), None) if c.dep_ == Dep.ADVERB else c
        if inner is None or inner.dep_ != Dep.PREPOSITION:
            continue
        people = person(thing) and inner.lower_ == "to"
        if inner.lower_ in ("into", "towards", "toward") or people:
            ends = [
                x
                for x in objects(inner)
                if not person(x)
                and not x.ent_type_
                and x.lemma_.lower() not in LOWS | HIGHS | say.ELSEWHERE
                and x.pos_ == Pos.NOUN
            ]
            yield from flow(verb, movers(verb), ends, 1, said=(inner,))
            for end in objects(inner) if people else ():
                if end.lemma_.lower() in say.ELSEWHERE:
                    for r in flow(verb, movers(verb), [thing], 1, said=(inner,)):
                        r.effect = ((thing.left_edge.idx, end.idx + len(end)),)
                        r.whole = True
                        yield r


def leveled(verb: Token) -> Iterator[Relation]:
    """ "pushed its shares to a ten-year low": the level says which way."""
    sign = by_level(verb)
    if sign is not None and not passive(verb):
        yield from flow(verb, movers(verb), children(verb, Dep.OBJECT), sign)


def offered(verb: Token) -> Iterator[Relation]:
    """ "offers him a lifeline to recognition", "gives the plant a boost": what it is to or of rises, or falls."""
    for thing in children(verb, Dep.OBJECT):
        lemma = thing.lemma_.lower()
        sign = 1 if lemma in say.SOURCES else -1 if lemma in say.THREATS else 0
        if not sign:
            continue
        ends = prepositional(thing, "to", "of", "for")[:1]
        if not ends:
            ends = [x for x in children(verb, Dep.INDIRECT_OBJECT) if x.pos_ == Pos.NOUN and not person(x)]
        yield from flow(verb, movers(verb), ends, sign, said=(thing,))


def driven(verb: Token) -> Iterator[Relation]:
    """ "compels him to lean on loans", "forces farms to close": what somebody is driven to comes about."""
    for act in verb.rights:
        if act.dep_ not in CONTENT_CLAUSES or act.tag_ != Tag.BASE:
            continue
        on = [c for c in act.rights if c.lower_ in ("on", "upon")]
        if act.lemma_.lower() in say.DEPENDING and on:
            for r in flow(verb, movers(verb), [act], 1):
                r.effect = ((act.idx, on[0].right_edge.idx + len(on[0].right_edge)),)
                yield r
        elif (found := moving(act)) is not None:
            yield from flow(verb, movers(verb), [found[0]], found[1], said=tuple(found[2]), moved=found[2])


def stocked(verb: Token) -> Iterator[Relation]:
    """ "Higher pay keeps nurses": of people there are then more, or fewer."""
    for thing in children(verb, Dep.OBJECT):
        if thing.tag_ == Tag.PLURAL and person(thing) and not passive(verb):
            sign = -1 if verb.lemma_ in ("lose", "lack", "dismiss", "sack") else 1
            yield from flow(verb, movers(verb), [thing], sign, moved=[verb])


def kept(verb: Token) -> Iterator[Relation]:
    """ "keeps bills down", "makes droughts more frequent", "leaves the state dependent", "keeps him in power"."""
    causes = movers(verb)
    if not causes or passive(verb):
        return
    for word in verb.rights:
        if word.dep_ == Dep.PREPOSITION:
            yield from _held(verb, causes, word)
            continue
        inner, thing = _complement(verb, word)
        if thing is None or inner is None:
            continue
        low = inner.lower_
        pronoun = thing.lower_ in say.PRONOUNS
        if pronoun and low not in say.STANDING:
            continue
        more = next((c.lower_ for c in inner.children if c.lower_ in ("more", "less", "most", "least")), "")
        sign: Sign = 1 if low in say.UPWARD else -1 if low in say.DOWNWARD else WORSEN if low in say.WORSE else 0
        if low in say.STANDING or (sign == 0 and more):
            sign = 1
        if sign in (1, -1) and more in ("less", "least"):
            sign = -sign
        if sign == 0:
            continue
        if low in say.STANDING and (pronoun or person(thing) or thing.lemma_.lower() in say.BODIES):
            yield from _standing(verb, causes, thing, inner, sign)
        elif not pronoun:
            yield from flow(verb, causes, [thing], sign, said=(inner,))


def _held(verb: Token, causes: list[Mover], preposition: Token) -> Iterator[Relation]:
    """ "keeps him in power", "holds inflation in check": by what the preposition brings."""
    thing, where = child(verb, Dep.OBJECT), child(preposition, Dep.PREPOSITION_OBJECT)
    if thing is None or where is None or where.i != preposition.right_edge.i:
        return
    sign = say.HELD.get((preposition.lower_, where.lower_))
    if sign is None:
        return
    if where.lower_ in ("power", "office"):
        first = where if thing.lower_ in say.PRONOUNS else thing
        for r in flow(verb, causes, [where], sign):
            r.effect = ((first.left_edge.idx, where.idx + len(where)),)
            r.whole = True
            yield r
    elif thing.lower_ not in say.PRONOUNS and not person(thing):
        yield from flow(verb, causes, [thing], sign, said=(where,))


def _standing(verb: Token, causes: list[Mover], thing: Token, state: Token, sign: Sign) -> Iterator[Relation]:
    """ "keeps the government popular": what moves is how it stands, told by both words."""
    named = thing.lower_ not in say.PRONOUNS
    for cause, way in causes:
        target = thing if named else state
        for r in relate(verb, [cause], [target], composed(sign, way), said=(state,)):
            end = max(r.effect[-1][1], state.idx + len(state), *(t.idx + len(t) for t in _owned(state)))
            r.effect = ((r.effect[0][0] if named else state.idx, end),)
            r.whole = True
            r.reading.changes = [t for t in r.reading.changes if t.i != state.i]
            yield r


def _owned(state: Token) -> list[Token]:
    """The words of "dependent on Sarmia" that say on what."""
    return [state, *(t for c in state.rights if c.dep_ == Dep.PREPOSITION for t in c.subtree if not t.is_punct)]


def _complement(verb: Token, word: Token) -> tuple[Token | None, Token | None]:
    """What an object is kept or made, and the object."""
    if word.dep_ in CONTENT_CLAUSES and word.pos_ in (Pos.ADJECTIVE, Pos.ADVERB, Pos.VERB):
        thing = child(word, Dep.SUBJECT, Dep.PASSIVE_SUBJECT) or child(verb, Dep.OBJECT)
        return word, thing
    if word.dep_ in (Dep.PREDICATE, Dep.ADJECTIVE_COMPLEMENT, Dep.PARTICLE, Dep.ADVERB):
        return word, child(verb, Dep.OBJECT)
    if word.dep_ == Dep.OBJECT:  # "makes the shortage of nurses worse", the last word hung on what it follows
        last = next(
            (
                t
                for t in word.subtree
                if t.dep_ == Dep.ADJECTIVE and t.i > t.head.i and t.lower_ in say.WORSE | say.UPWARD | say.DOWNWARD
            ),
            None,
        )
        return last, word if last is not None else None
    return None, None


def phrase_of(head: Token) -> tuple[tuple[int, int], ...]:
    """The spans of a noun phrase, or of a bare word."""
    return noun_phrase(head) or at(head)
