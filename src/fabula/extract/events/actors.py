"""Who takes part in an act: source, target and the rest, from the parse around its words."""

from collections.abc import Iterator

from spacy.tokens import Token

from fabula.extract.events.acts import Act
from fabula.extract.events.verb_frames import lemma
from fabula.lang.en.grammar import BY, CONTENT_CLAUSES, NOUN_CLAUSES, NOUN_PREMODIFIERS, NOUN_SUBJECTS, PASSIVE
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.rules.actors import AT
from fabula.lang.en.rules.acts import COMPLEMENTS, OBJECTS, READY_TO, SPEECHES, VERBAL
from fabula.model.records import Pair
from fabula.model.vocabulary import ParticipantRole

NAMED = frozenset({Ent.STATE, Ent.PEOPLE, Ent.PERSON, Ent.ORGANISATION, Ent.LOCATION, Ent.BUILDING})
LEAVE = frozenset(
    {
        Dep.RELATIVE_CLAUSE,
        Dep.NOUN_CLAUSE,
        Dep.ADVERBIAL_CLAUSE,
        Dep.APPOSITION,
        Dep.PUNCTUATION,
        Dep.CONJUNCT,
        Dep.CONJUNCTION,
        Dep.CLAUSE,
        Dep.PARATAXIS,
        Dep.PRECONJUNCTION,
    }
)
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
DASHES = frozenset({"-", "--", "–", "—", ":"})
CLIMB = 12


def phrase(head: Token) -> Pair:
    """The span of a noun phrase with what is part of its name or kind, without clauses and without its fellows."""
    left = right = head
    stack = [head]
    while stack:
        at = stack.pop()
        for child in at.children:
            if (
                child.dep_ in LEAVE
                or child.is_space
                or (child.dep_ == Dep.NOUN_ADVERB and child.ent_type_ in {Ent.DATE, Ent.TIME})
            ):
                continue
            if child.dep_ == Dep.PREPOSITION and any(c.ent_type_ in {Ent.DATE, Ent.TIME} for c in child.children):
                continue
            left = child if child.i < left.i else left
            right = child if child.i > right.i else right
            stack.append(child)
    return left.idx, right.idx + len(right)


def fellows(head: Token) -> Iterator[Token]:
    """A head and the heads that "and" joins to it, to its right."""
    yield head
    for other in head.conjuncts:
        if other.i > head.i and other.pos_ not in VERBAL:
            yield other


def subject(verb: Token) -> Token | None:
    """Who does what a verb says: its own subject, or the one that its construction lends it."""
    at = verb
    for _ in range(CLIMB):
        passive = any(c.dep_ in PASSIVE for c in at.children)
        agent = next(
            (p for c in at.children if c.dep_ == Dep.AGENT for p in c.children if p.dep_ == Dep.PREPOSITION_OBJECT),
            None,
        )
        if agent is not None:
            return agent
        owns = [c for c in at.children if c.dep_ == Dep.SUBJECT]
        if len(owns) > 1 and owns[0].right_edge.text in DASHES:
            owns = owns[1:]  # "OSLO - The minister said": the first is a dateline or a label
        if owns:
            return antecedent(owns[0], at)
        if passive and at == verb and lemma(at) not in READY_TO:
            return None
        if passive:  # "was forced to leave": the one forced acts
            own = next((c for c in at.children if c.dep_ == Dep.PASSIVE_SUBJECT), None)
            return antecedent(own, at) if own is not None else None
        up = at.head
        if up == at:
            return None
        if at.dep_ in CONTENT_CLAUSES and up.pos_ in VERBAL and at.dep_ == Dep.OPEN_CLAUSE:
            theirs = next((c for c in up.children if c.dep_ in {Dep.OBJECT, Dep.PASSIVE_SUBJECT}), None)
            if theirs is not None and theirs.i < at.i and at.tag_ == Tag.BASE:
                return theirs
        if at.dep_ in NOUN_CLAUSES and up.pos_ not in VERBAL:
            return up if at.tag_ != Tag.PAST_PARTICIPLE else None
        if at.dep_ in {
            Dep.CONJUNCT,
            Dep.OPEN_CLAUSE,
            Dep.ADVERBIAL_CLAUSE,
            Dep.PREPOSITION_CLAUSE,
            Dep.ADJECTIVE_COMPLEMENT,
            Dep.CLAUSE,
            Dep.UNCLASSIFIED,
            Dep.PREPOSITION,
            Dep.PREPOSITION_OBJECT,
            Dep.OBJECT,
        }:
            at = up
            continue
        return None
    return None


def antecedent(pronoun: Token, verb: Token) -> Token:
    """What "who", "which" and "that" stand for; after a verb of saying, whom "it" and "they" most plainly mean."""
    if verb.dep_ == Dep.RELATIVE_CLAUSE and pronoun.tag_ in {Tag.WHICH, Tag.WHO}:
        return verb.head
    if pronoun.pos_ == Pos.PRONOUN and pronoun.lower_ in {"it", "they", "he", "she"} and verb.dep_ in COMPLEMENTS:
        over = verb.head
        if lemma(over) in SPEECHES or over.dep_ in {Dep.ROOT, Dep.CONJUNCT}:
            speaker = next((c for c in over.children if c.dep_ == Dep.SUBJECT and c.i < verb.i), None)
            if speaker is not None and speaker.pos_ != Pos.PRONOUN:
                return speaker
    return pronoun


def objects(verb: Token) -> list[Token]:
    """Whom or what a verb reaches: objects, the subject of its passive, the noun that its participle describes."""
    out = [
        c
        for c in verb.children
        if c.dep_ in OBJECTS and c.pos_ in {Pos.NOUN, Pos.NAME, Pos.PRONOUN, Pos.NUMBER, Pos.ADJECTIVE}
    ]
    out = [antecedent(c, verb) for c in out]
    if verb.dep_ == Dep.NOUN_CLAUSE and verb.tag_ == Tag.PAST_PARTICIPLE:
        out.append(verb.head)
    return out


def aimed(at: Token) -> list[Token]:
    """The objects of prepositions that say whom something is aimed at."""
    return [
        p
        for c in at.children
        if c.dep_ in {Dep.PREPOSITION, Dep.INDIRECT_OBJECT} and lemma(c) in AT
        for p in c.children
        if p.dep_ == Dep.PREPOSITION_OBJECT and p.ent_type_ not in {Ent.DATE, Ent.TIME, Ent.MONEY, Ent.CARDINAL}
    ]


def nested(act: Act) -> list[Token]:
    """Who is spoken of in what is demanded, promised, threatened or refused: subjects first, then objects."""
    out: list[Token] = []
    stack = [
        c
        for c in act.verb.children
        if c.dep_ in COMPLEMENTS | {Dep.PREPOSITION_CLAUSE, Dep.ADVERBIAL_CLAUSE} or c.dep_ == Dep.PREPOSITION
    ]
    seen = 0
    while stack and seen < CLIMB:
        at = stack.pop(0)
        seen += 1
        if at.pos_ in VERBAL:
            out += [c for c in at.children if c.dep_ in NOUN_SUBJECTS and c.pos_ != Pos.PRONOUN]
            out += [o for o in objects(at) if o.pos_ != Pos.PRONOUN]
            out += aimed(at)
            stack += [c for c in at.children if c.dep_ in COMPLEMENTS | {Dep.CONJUNCT}]
        else:
            stack += [c for c in at.children if c.dep_ == Dep.PREPOSITION_CLAUSE]
    return out


def has_name(head: Token) -> bool:
    """Whether a phrase holds the name of somebody or some place."""
    if head.ent_type_ in NAMED:
        return True
    return any(c.ent_type_ in NAMED or any(g.ent_type_ in NAMED for g in c.children) for c in head.children)


def roles(act: Act) -> list[tuple[ParticipantRole, Token]]:
    """The heads of an act's sources and targets, in that order, without repeats."""
    if act.trigger == act.verb and act.verb.pos_ not in VERBAL:
        return _unique(_of_noun(act.trigger))
    out: list[tuple[ParticipantRole, Token]] = []
    commanded = act.type == "REQUEST" and act.modality == "hypothetical" and act.verb.head != act.verb
    acting = subject(act.top)
    if acting == act.trigger:
        acting = None  # "the talks lasted an hour": whose they are is said beside the noun
    reached = objects(act.verb)
    if commanded:
        speaker = subject(act.top.head)
        if speaker is not None:
            out += [("source", f) for f in fellows(speaker)]
        if acting is not None:
            out += [("target", f) for f in fellows(acting)]
        return _unique(out)
    if acting is not None:
        out += [("source", f) for f in fellows(acting)]
    if act.trigger != act.verb:
        out += [(r, t) for r, t in _of_noun(act.trigger) if r == "target" or acting is None]
        reached = [r for r in reached if r != act.trigger]
    for head in reached:
        out += [("target", f) for f in fellows(head)]
    for head in aimed(act.verb):
        out += [("target", f) for f in fellows(head)]
    targets = [t for r, t in out if r == "target"]
    if not any(has_name(t) for t in targets):
        for t in targets:
            out += [("target", p) for p in aimed(t) if has_name(p)]
        out += [("target", t) for t in nested(act) if has_name(t)][:2]
    return _unique(out)


def _of_noun(noun: Token) -> list[tuple[ParticipantRole, Token]]:
    """The parties that a happening's noun states of itself: "Israeli attack on", "talks between", "the visit of"."""
    out: list[tuple[ParticipantRole, Token]] = []
    for child in noun.children:
        if child.ent_type_ in {Ent.DATE, Ent.TIME, Ent.CARDINAL, Ent.ORDINAL}:
            continue
        if child.dep_ == Dep.OWNER or (child.dep_ in NOUN_PREMODIFIERS and child.ent_type_ in NAMED):
            out.append(("source", child))
        elif child.dep_ in BY:
            where = lemma(child)
            for head in (p for p in child.children if p.dep_ == Dep.PREPOSITION_OBJECT):
                if head.ent_type_ in {Ent.DATE, Ent.TIME}:
                    continue
                if where in {"by", "between", "among"}:
                    out += [("source", f) for f in fellows(head)]
                elif where in {"with", "against", "on", "to"} or (where == "of" and head.pos_ != Pos.NUMBER):
                    out += [("target", f) for f in fellows(head)]
    return out


def _unique(pairs: list[tuple[ParticipantRole, Token]]) -> list[tuple[ParticipantRole, Token]]:
    out: list[tuple[ParticipantRole, Token]] = []
    taken: set[int] = set()
    for role, token in pairs:
        if token.ent_type_ in {Ent.DATE, Ent.TIME}:
            continue
        if (
            token.i not in taken
            and token.pos_ not in {Pos.PUNCTUATION, Pos.SPACE}
            and token.tag_ not in {Tag.WHICH, Tag.WHO}
        ):
            taken.add(token.i)
            out.append((role, token))
    return out
