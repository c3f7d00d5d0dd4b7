"""Noun phrases that may refer: where they begin and end, what is said before their head, and the type of what they name."""

from spacy.tokens import Token

from fabula.extract.mentions.entity_types import fold
from fabula.extract.mentions.phrase import Phrase, function
from fabula.lang.en import lexicon as lex
from fabula.lang.en.grammar import COORDINATION
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.lang.en.rules.nominals import DEFINITE, INDEFINITE, POINTING
from fabula.model.vocabulary import MentionType

NP_DEPS = frozenset(
    {
        Dep.SUBJECT,
        Dep.PASSIVE_SUBJECT,
        Dep.OBJECT,
        Dep.PREPOSITION_OBJECT,
        Dep.ATTRIBUTE,
        Dep.APPOSITION,
        Dep.CONJUNCT,
        Dep.OWNER,
        Dep.ROOT,
        Dep.INDIRECT_OBJECT,
        Dep.PREDICATE,
        Dep.AGENT,
        Dep.NOUN_ADVERB,
        Dep.UNCLASSIFIED,
        Dep.NOUN_MODIFIER,
        Dep.CLAUSE,
        Dep.ADJECTIVE_COMPLEMENT,
    }
)
CUT = frozenset(
    {
        Dep.CONJUNCTION,
        Dep.CONJUNCT,
        Dep.PUNCTUATION,
        Dep.ADVERBIAL_CLAUSE,
        Dep.APPOSITION,
        Dep.PARATAXIS,
        Dep.SUBORDINATOR,
    }
)
MODIFIERS = frozenset({Dep.ADJECTIVE, Dep.COMPOUND, Dep.NOUN_MODIFIER, Dep.NUMBER, Dep.PREDETERMINER})
FAR = 25
"""Tokens after a head from which a preposition no longer belongs to its phrase."""


def nominal(token: Token, sent: int, quote: int, low: int, high: int, inside: dict[int, Phrase]) -> Phrase | None:
    """The noun phrase that a token heads; None where it heads none that may refer.

    ``low`` and ``high`` are the tokens that its sentence lies between; ``inside`` gives the name that a token is in.
    """
    lemma = (token.lemma_ if token.pos_ == Pos.NOUN else token.text).casefold()
    if not _refers(token, lemma):
        return None
    doc = token.doc
    first, last = _extent(token, low, high)
    det, owner, mods = _before_head(token)
    number = _number(token, lemma)
    kind, gender = noun_type(lemma, number)
    if number == "s" and kind in ("group", "organisation"):
        number = ""
    place, verb = function(token)
    return Phrase(
        start=doc[first].idx,
        end=doc[last - 1].idx + len(doc[last - 1].text),
        first=first,
        last=last,
        head=token.i,
        sent=sent,
        form="nominal",
        type=kind,
        word=lemma,
        number=number,
        gender=gender,
        det=det,
        mods=frozenset(mods),
        place=place,
        verb=verb,
        quote=quote,
        owner=owner,
        post=_after_head(token, last),
        tail=_named_beside(token, kind, inside),
    )


def _refers(token: Token, lemma: str) -> bool:
    """Whether a noun may refer: not a time; a number or an adjective only with something of its own ("the 40 injured")."""
    if token.dep_ not in NP_DEPS:
        return False
    if (lemma in lex.TIME_NOUNS or not lemma[:1].isalpha()) and token.pos_ != Pos.NUMBER:
        return False
    return token.pos_ not in (Pos.NUMBER, Pos.ADJECTIVE) or any(
        c.dep_ in (Dep.DETERMINER, Dep.ADJECTIVE, Dep.NUMBER, Dep.PREPOSITION, Dep.QUANTITY_MODIFIER)
        for c in token.children
    )


def _extent(token: Token, low: int, high: int) -> tuple[int, int]:
    """The first token of a noun phrase and the one after its last: its subtree, cut at clauses, appositions and marks."""
    doc = token.doc
    first, last = max(token.left_edge.i, low), token.right_edge.i + 1
    for child in token.children:
        if child.i < token.i:
            if child.dep_ in CUT and child.dep_ != Dep.PUNCTUATION:
                first = max(first, child.right_edge.i + 1)
        elif _ends(token, child) or (child.dep_ == Dep.PREPOSITION and last - token.i > FAR):
            last = min(last, child.left_edge.i)
    last = min(max(last, token.i + 1), high)
    first = min(first, token.i)
    while last > token.i + 1 and (doc[last - 1].is_punct or doc[last - 1].is_space) and doc[last - 1].text not in ')"”':
        last -= 1
    while first < token.i and (doc[first].is_punct or doc[first].is_space) and doc[first].text not in '("“':
        first += 1
    return first, last


def _ends(token: Token, child: Token) -> bool:
    """Whether what hangs on a noun after it is no part of its phrase; an apposition keeps what is coordinated in it."""
    return child.dep_ in CUT and not (token.dep_ == Dep.APPOSITION and child.dep_ in COORDINATION)


def _before_head(token: Token) -> tuple[str, int, list[str]]:
    """What stands before a head: the determiner's kind, the token of the possessor (-1: none), the folded words."""
    det, owner = "bare", -1
    mods: list[str] = []
    for child in token.lefts:
        word = child.text.casefold()
        if child.dep_ == Dep.DETERMINER:
            det = "definite" if word in DEFINITE else "indefinite" if word in INDEFINITE else det
            if word in POINTING:
                mods.append(word)
        elif child.dep_ == Dep.OWNER:
            det, owner = "possessive", child.i
            mods.append(word)
        elif child.dep_ in MODIFIERS:
            mods.extend(fold(t.text) for t in child.subtree if t.pos_ not in (Pos.PUNCTUATION, Pos.DETERMINER))
    return det, owner, mods


def _number(token: Token, lemma: str) -> str:
    """Whether a head is of one (s) or of more (p)."""
    several = (
        token.tag_ in (Tag.PLURAL, Tag.PLURAL_NAME)
        or lemma in ("police", "people")
        or token.pos_ in (Pos.NUMBER, Pos.ADJECTIVE)
    )
    return "p" if several else "s"


def _after_head(token: Token, last: int) -> frozenset[str]:
    """The folded nouns and names that prepositions bring in after a head."""
    return frozenset(
        fold(t.text)
        for child in token.rights
        if child.dep_ == Dep.PREPOSITION and child.i < last
        for t in token.doc[child.i + 1 : min(child.right_edge.i + 1, last)]
        if t.pos_ in (Pos.NOUN, Pos.NAME)
    )


def _named_beside(token: Token, kind: MentionType, inside: dict[int, Phrase]) -> int:
    """The head of the name that a noun is in apposition to, or that is in apposition to it; -1 where there is none."""
    if token.dep_ == Dep.APPOSITION:
        return int(token.head.i)
    name = next((c for c in token.rights if c.dep_ == Dep.APPOSITION and c.i in inside), None)
    return int(name.i) if name is not None and (kind == "person" or inside[name.i].type == kind) else -1


def noun_type(lemma: str, number: str) -> tuple[MentionType, str]:
    """The type of mention that a noun heads, and its gender."""
    if lemma in lex.PERSON_NOUNS:
        gender = "m" if lemma in lex.MALE_NOUNS else "f" if lemma in lex.FEMALE_NOUNS else ""
        return ("group" if number == "p" else "person"), gender
    if lemma in lex.GROUP_NOUNS:
        return "group", ""
    if lemma in lex.MEDIA_NOUNS:
        return "media", "n"
    if lemma in lex.ORG_NOUNS:
        return "organisation", "n"
    if lemma in lex.PLACE_NOUNS:
        return "place", "n"
    if lemma in lex.EVENT_NOUNS:
        return "event", "n"
    return "other", "n"
