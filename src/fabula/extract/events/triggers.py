"""Which words may tell of an event, and what the parse says of each: what the learned heads see beside the reader's states."""

from spacy.tokens import Span, Token

from fabula.lang.en.event_words import FRAMES, NOUNS, STATIVE
from fabula.lang.en.grammar import AUXILIARIES, NOUN_CLAUSES, NOUN_SUBJECTS, PASSIVE
from fabula.lang.en.labels import Dep, Ent, Pos
from fabula.lang.en.modals import ABLE, AHEAD, DUTY
from fabula.lang.en.rules.acts import VERBAL

OPEN = frozenset({Pos.VERB, Pos.NOUN, Pos.ADJECTIVE, Pos.NAME})
"""Parts of speech that may tell of an event."""
NAMES = frozenset(
    {
        Ent.PERSON,
        Ent.STATE,
        Ent.ORGANISATION,
        Ent.PEOPLE,
        Ent.DATE,
        Ent.TIME,
        Ent.MONEY,
        Ent.PERCENT,
        Ent.CARDINAL,
        Ent.LOCATION,
        Ent.BUILDING,
        Ent.ORDINAL,
    }
)
PARTS = frozenset({Pos.ADJECTIVE, Pos.NAME})
"""Parts of speech that tell of an event only now and then ("dead", "the Oscars")."""


def candidates(sent: Span) -> list[Token]:
    """The words of a sentence that may tell of an event, in order."""
    return [t for t in sent if may_tell(t)]


def may_tell(t: Token) -> bool:
    """Whether a word can be a trigger: a verb that is no auxiliary, a noun, an adjective; no name of a person, place or day."""
    if t.pos_ not in OPEN or t.dep_ in AUXILIARIES or len(t) < 2 or not t.text[0].isalpha():
        return False
    return t.pos_ == Pos.VERB or t.ent_type_ not in NAMES


def marks(t: Token) -> list[str]:
    """What the parse says of a word, as marks that the heads know by name."""
    head, base = t.head, str(t.lemma_).lower()
    out = [f"pos={t.pos_}", f"tag={t.tag_}", f"dep={t.dep_}", f"head={head.pos_}", f"ent={t.ent_type_}"]
    verb = t.pos_ in VERBAL
    under = {c.dep_ for c in t.children}
    if verb:
        helps = {str(c.lower_) for c in t.children if c.dep_ in AUXILIARIES}
        facts = {
            "subject": bool(under & NOUN_SUBJECTS),
            "object": bool(under & {Dep.OBJECT, Dep.PASSIVE_SUBJECT, Dep.AGENT}),
            "passive": bool(under & PASSIVE),
            "able": bool(helps & ABLE),
            "ahead": bool(helps & AHEAD),
            "duty": bool(helps & DUTY),
            "perfect": bool(helps & {"has", "have", "had"}),
            "infinitive": "to" in helps,
            "mark": Dep.SUBORDINATOR in under,
            "aside": t.dep_ in NOUN_CLAUSES | {Dep.ADVERBIAL_CLAUSE},
            "stative": base in STATIVE,
            "frame": base in FRAMES,
        }
    else:
        facts = {
            "owner": Dep.OWNER in under,
            "of": any(c.dep_ == Dep.PREPOSITION and c.lower_ == "of" for c in t.children),
            "the": any(c.dep_ == Dep.DETERMINER and c.lower_ in {"the", "this", "that"} for c in t.children),
            "a": any(c.dep_ == Dep.DETERMINER and c.lower_ in {"a", "an"} for c in t.children),
            "named": bool({c.ent_type_ for c in t.children} & NAMES),
            "noun": base in NOUNS,
            "capital": bool(t.text[0].isupper()) and not t.is_sent_start,
        }
    facts["root"] = t.dep_ == Dep.ROOT
    facts["negative"] = Dep.NEGATION in under
    out += [name for name, true in facts.items() if true]
    return out
