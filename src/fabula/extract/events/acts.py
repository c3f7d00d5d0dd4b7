"""Which words of a sentence report an act or a happening, and of what type: verbs by their frames, nouns by name."""

from dataclasses import dataclass

from spacy.tokens import Span, Token

from fabula.extract.events.verb_frames import classify, lemma
from fabula.lang.en.event_words import (
    AHEAD_ADJ,
    COOPERATIVE,
    FORCE,
    INTEND,
    NOUNS,
    READY,
    STANDALONE,
)
from fabula.lang.en.grammar import AUXILIARIES, NOUN_CLAUSES, NOUN_SUBJECTS, PREMODIFIERS, to_infinitive
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.modals import ABLE, AHEAD, DUTY
from fabula.lang.en.rules.acts import (
    AFTER,
    APPOINTING,
    ASIDE,
    COMPLEMENTS,
    COUNTING,
    HOPING,
    IFS,
    NOBODY,
    OBJECTS,
    PLANNING,
    POSSIBLE_TO,
    RANKED,
    READY_TO,
    REFUSING,
    SEEKING,
    VERBAL,
)
from fabula.lang.en.saying import OF_EVENTS
from fabula.model.vocabulary import EventModality, EventType, Polarity


@dataclass(slots=True)
class Act:
    """A word that reports an event: ``trigger`` itself, ``verb``, whose clause it stands in (or the noun again).

    ``top`` is the verb that the line of control begins with ("agreed" in "agreed to try to meet"): its subject is
    who acts. ``depth`` is how far the clause lies from the sentence's main line, 0 on it.
    """

    type: EventType
    trigger: Token
    verb: Token
    top: Token
    depth: int
    polarity: Polarity = "positive"
    modality: EventModality = "happened"


def acts(sent: Span) -> list[Act]:
    """The acts that a sentence reports, in order of their words; an act governed by another is left to it."""
    found: list[Act] = []
    _walk(sent.root, sent.root, 0, found)
    taken = {t.i for a in found for t in (a.trigger, a.verb)}
    for token in sent:
        if token.pos_ == Pos.NOUN and token.i not in taken and NOUNS.get(lemma(token)) in STANDALONE and named(token):
            ahead = any(lemma(c) in AHEAD_ADJ for c in token.children) or set_for(token)
            ahead |= lemma(token.head) in APPOINTING and set_for(token.head)
            modality: EventModality = "planned" if ahead else "happened"
            found.append(Act(NOUNS[lemma(token)], token, token, token, 2, modality=modality))
    found.sort(key=lambda a: (a.trigger.i, a.type))
    return found


def set_for(word: Token) -> bool:
    """Whether a happening is set for a day: "a march for June 1", "called the election for May"."""
    return any(
        c.dep_ == Dep.PREPOSITION
        and c.lower_ == "for"
        and any(p.dep_ == Dep.PREPOSITION_OBJECT and dated(p) for p in c.children)
        for c in word.children
    )


def dated(word: Token) -> bool:
    """Whether a word names a day, month or the like, not a length of time ("for two days")."""
    return word.ent_type_ == Ent.DATE and word.tag_ == Tag.NAME


def named(noun: Token) -> bool:
    """Whether a happening's noun has a day, a place or parties of its own, and is not part of another name."""
    if noun.dep_ in PREMODIFIERS:
        return False
    for child in noun.children:
        if child.dep_ == Dep.PREPOSITION and lemma(child) in AFTER:
            return True
        if (
            child.ent_type_
            in {Ent.STATE, Ent.PEOPLE, Ent.LOCATION, Ent.BUILDING, Ent.DATE, Ent.PERSON, Ent.ORGANISATION}
            or child.dep_ == Dep.OWNER
        ):
            return True
    return False


def _walk(verb: Token, top: Token, depth: int, found: list[Act]) -> None:
    """Read a verb's clause and the clauses under it, down the tree."""
    act = None if courteous(verb) else read(verb, top, depth)
    if act:
        found.append(act)
    governed = act is not None and act.verb == verb
    for child in verb.children:
        dep = child.dep_
        if dep in COMPLEMENTS and child.pos_ in VERBAL:
            if governed and dep != Dep.PARATAXIS:
                continue  # what is agreed, threatened, demanded: part of that act
            goes_on = dep == Dep.OPEN_CLAUSE and top_goes_on(verb)
            _walk(child, top if goes_on else child, depth, found)
        elif dep == Dep.CONJUNCT and child.pos_ in VERBAL:
            _walk(child, child, depth, found)
        elif dep in {Dep.ADJECTIVE_COMPLEMENT, Dep.OPEN_CLAUSE} and lemma(child) in READY:
            for under in child.children:
                if under.dep_ in COMPLEMENTS and under.pos_ in VERBAL:
                    _walk(under, top, depth, found)
        elif act is not None and dep == Dep.ADVERBIAL_CLAUSE and to_infinitive(child) and same_kind(act, child):
            continue  # "marched to protest" is one protest
        elif dep in ASIDE and child.pos_ in VERBAL:
            _walk(child, child, depth + 1, found)
        elif not (
            governed and dep == Dep.PREPOSITION and any(c.dep_ == Dep.PREPOSITION_CLAUSE for c in child.children)
        ):
            _nested(child, depth, found)


def _nested(token: Token, depth: int, found: list[Act]) -> None:
    """Find the clauses that hang on a phrase: relative clauses, participles, clauses after a preposition."""
    stack = [(token, depth)]
    while stack:
        at, d = stack.pop()
        for child in at.children:
            if child.pos_ in VERBAL and child.dep_ in ASIDE | {Dep.CONJUNCT, Dep.CLAUSE, Dep.OPEN_CLAUSE}:
                _walk(child, child, d + 1, found)
            else:
                stack.append((child, d))


def courteous(verb: Token) -> bool:
    """Whether a verb thanks or welcomes whoever is spoken to, which is no event: "thank you for joining us"."""
    return lemma(verb) in {"thank", "welcome"} and any(c.dep_ in OBJECTS and c.lower_ == "you" for c in verb.children)


def same_kind(act: Act, verb: Token) -> bool:
    """Whether a verb reports an act of the same type and does it to nobody in particular."""
    hit = classify(verb)
    return hit is not None and hit[0] == act.type and not any(c.dep_ in OBJECTS for c in verb.children)


def none_of(verb: Token) -> bool:
    """Whether the subject or the object of a verb denies it: "nobody was hurt", "took no prisoners"."""
    return any(
        c.lower_ in NOBODY or any(d.dep_ == Dep.DETERMINER and d.lower_ == "no" for d in c.children)
        for c in verb.children
        if c.dep_ in {Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.OBJECT}
    )


def top_goes_on(verb: Token) -> bool:
    """Whether the subject of a verb is that of the verb it governs ("tried to", "is expected to", not "told to")."""
    if any(c.dep_ == Dep.OBJECT for c in verb.children):
        return False
    return lemma(verb) in READY_TO or not any(c.dep_ == Dep.PASSIVE_SUBJECT for c in verb.children)


def read(verb: Token, top: Token, depth: int) -> Act | None:
    """The act that a verb reports, its type as the verbs and auxiliaries over it make it."""
    hit = classify(verb)
    if hit is None:
        bidden = top.dep_ in COMPLEMENTS and lemma(top.head) in OF_EVENTS and obliged(verb)
        if not bidden:
            return None
        return Act("REQUEST", verb, verb, top, depth, modality="hypothetical")
    kind, trigger = hit
    act = Act(kind, trigger, verb, top, depth)
    set_modality(act)
    return act


def obliged(verb: Token) -> bool:
    """Whether a verb is what somebody or something must do."""
    return any(c.dep_ == Dep.AUXILIARY and c.lower_ in DUTY for c in verb.children) and any(
        c.dep_ in NOUN_SUBJECTS and c.pos_ != Pos.PRONOUN for c in verb.children
    )


@dataclass(slots=True)
class Outlook:
    """What the verbs over an act make of it: that it is to come, that it must be, that it is not."""

    will: bool = False
    duty: bool = False
    negative: bool = False


def set_modality(act: Act) -> None:
    """Set an act's polarity and modality, and its type where these change it.

    What reads it goes from the act outwards: the noun and its adjectives, auxiliaries, the verbs that govern it.
    """
    if _scheduled(act):
        act.modality = "planned"  # the noun names the kind of event itself, so its type stays
    governor = act.top.head if act.top.dep_ in COMPLEMENTS else None
    outward = looked_at(act.top) if act.modality == "happened" else None
    seen = Outlook(will=outward == "planned", negative=outward == "denied")
    if outward in {"hoped", "possible", "hypothetical"}:
        act.modality = outward
    for verb in _line(act):
        _by_auxiliaries(verb, act, seen)
        if verb is not act.verb and _by_control(verb, act, seen):
            return
    if governor is not None and lemma(governor) in SEEKING:
        act.modality = "hoped"
    if seen.negative:
        act.polarity = "negative"
    if act.modality != "hypothetical":
        _retyped(act, seen, said=governor is not None and lemma(governor) in OF_EVENTS)


def _scheduled(act: Act) -> bool:
    """Whether an act's noun is of something set for later: "the planned visit", "the talks are scheduled"."""
    base = lemma(act.verb)
    if act.trigger is not act.verb and (
        base in {"schedule", "plan", "expect", "slate", "set"}
        or any(lemma(c) in AHEAD_ADJ for c in act.trigger.children)
        or set_for(act.trigger)
    ):
        return True
    return base in APPOINTING and set_for(act.verb)


def _line(act: Act) -> list[Token]:
    """The act's verb and those over it, up to the one that its line of control begins with."""
    links = [act.verb]
    while links[-1] != act.top and links[-1].head != links[-1]:
        links.append(links[-1].head)
    return links


def _by_auxiliaries(verb: Token, act: Act, seen: Outlook) -> None:
    """What a verb's auxiliaries, "not" and "if" say."""
    seen.negative |= none_of(verb)
    for child in verb.children:
        low = child.lower_
        if child.dep_ == Dep.NEGATION:
            seen.negative = True
        elif child.dep_ in AUXILIARIES:
            seen.will |= low in AHEAD
            seen.duty |= low in DUTY
            if low in ABLE:
                act.modality = "possible"
        elif child.dep_ == Dep.SUBORDINATOR and low in IFS:
            act.modality = "hypothetical"


def _by_control(verb: Token, act: Act, seen: Outlook) -> bool:
    """What a verb that governs the act says: "hopes to", "agreed to", "has to", "failed to"; True where that settles it."""
    base = lemma(verb)
    if base in SEEKING:
        act.modality = "hoped"
    elif base == "prepare" and act.type in FORCE:
        act.type, act.modality = "MOBILIZE", "planned"
        return True
    elif base in INTEND or base in READY_TO or base == "be":
        seen.will = True
    elif base in {"have", "need"}:
        seen.duty = True
    elif base in {"fail", "refuse", "decline"}:
        seen.negative = True
    return False


def _retyped(act: Act, seen: Outlook, said: bool) -> None:
    """The type and modality of what is to come, is demanded or did not happen.

    PLOVER: cooperation still to come is AGREE, force still to come THREATEN, what one says another must do REQUEST,
    what one will not do REJECT.
    """
    if seen.duty and said and act.type != "REQUEST":
        act.type, act.modality = "REQUEST", "hypothetical"
    elif seen.will and act.modality == "happened":
        act.modality = "planned"
        if seen.negative:
            act.type = "REJECT"
        elif act.type in COOPERATIVE:
            act.type = "AGREE"
        elif act.type in FORCE:
            act.type = "THREATEN"
    elif seen.negative and act.modality == "happened":
        act.modality = "denied"


def looked_at(top: Token) -> EventModality | None:
    """How what governs a clause from without sees its act, as a modality; None where it says nothing of that.

    An infinitive that hangs on a noun or an adjective of possibility has not happened ("a proposal to build", "not feasible to
    go on"), nor need what a participle adds to what may be ("may lead to isolation, compelling him to yield"), nor
    the second of two infinitives whose verb looks ahead ("seeks to delay and issue an ultimatum").
    """
    at = top
    while at.dep_ == Dep.CONJUNCT and at.head.tag_ == Tag.BASE and at.tag_ in {Tag.BASE, Tag.PRESENT}:
        if any(c.dep_ in NOUN_SUBJECTS for c in at.children):
            break
        at = at.head
    head = at.head
    if at is not top and at.dep_ == Dep.OPEN_CLAUSE:
        base = lemma(head)
        return "hoped" if base in SEEKING else "planned" if base in INTEND | READY_TO else None
    if to_infinitive(at):
        if at.dep_ in NOUN_CLAUSES and head.pos_ in {Pos.NOUN, Pos.NAME}:
            return _of_noun(head)
        adjective = next((c for c in head.children if c.dep_ == Dep.ADJECTIVE_COMPLEMENT), head)
        if (
            at.dep_ in {Dep.OPEN_CLAUSE, Dep.CLAUSE, Dep.ADVERBIAL_CLAUSE, Dep.CLAUSE_SUBJECT}
            and lemma(adjective) in POSSIBLE_TO
        ):
            return "denied" if lemma(adjective) in {"unable", "unwilling", "reluctant"} else "hypothetical"
    elif at.tag_ == Tag.ING and at.dep_ in {Dep.ADVERBIAL_CLAUSE, Dep.PREPOSITION_CLAUSE}:
        verb = head.head if at.dep_ == Dep.PREPOSITION_CLAUSE else head
        if at.dep_ == Dep.PREPOSITION_CLAUSE and lemma(verb) in COUNTING:
            return "hoped"
        if any(c.dep_ == Dep.AUXILIARY and c.lower_ in ABLE for c in verb.children):
            return "possible"
    return None


def _of_noun(noun: Token) -> EventModality | None:
    """The modality of an act in an infinitive that hangs on a noun."""
    base = lemma(noun)
    if base in REFUSING:
        return "denied"
    if base in HOPING:
        return "hoped"
    if base in PLANNING:
        return "planned"
    # "the first to visit", "the last president to resign"
    ranked = base in RANKED or any(lemma(c) in RANKED for c in noun.children)
    return None if ranked else "hypothetical"
