"""A name as written in an article of some language, taken apart: its words and the atoms that they stand for."""

from dataclasses import dataclass
from functools import lru_cache

from fabula.names import concepts, lexicon
from fabula.names.lexemes import Lexemes
from fabula.names.tables import wordlist
from fabula.names.text import LIMIT, clean, name_words
from fabula.names.tokens import PERSON, kind_of
from fabula.names.transliteration import latin

_WEAK = frozenset(
    wordlist("""
        the of and for in on at a an in on at by to и в на по за от с со о об им имени і й та у з із від до
        для про при их та от към със през w z i na do od dla o im przy v ve s z ze na do pro k a o u za pri
        po iz od ter in na za ob pod nad
        """)
)
# Concepts that together name one state or union.
_TOGETHER: list[tuple[frozenset[str], str]] = [
    (frozenset({"@150", "union"}), "@EU"),
    (frozenset({"united", "kingdom"}), "@GB"),
    (frozenset({"great", "@GB"}), "@GB"),
    (frozenset({"united", "state", "@US"}), "@US"),
    (frozenset({"united", "state"}), "@US"),
    (frozenset({"united", "@US"}), "@US"),
    (frozenset({"united", "nations"}), "@UN"),
    (frozenset({"white", "home"}), "white house"),
    (frozenset({"white", "house"}), "white house"),
    (frozenset({"north", "@KR"}), "@KP"),
    (frozenset({"south", "@KR"}), "@KR"),
    (frozenset({"south", "@002"}), "@ZA"),
]
_STATEHOOD = frozenset(
    {"republic", "federation", "kingdom", "state", "people", "islamic", "federal", "democratic", "arabia"}
)
# Words for a party that its members go by: "the Democrats" is an organisation whatever it is marked as.
_MEMBERS = frozenset(
    {"democratic", "republican", "liberal", "conservative", "green", "communist", "labour", "pirate", "social"}
)
_BODIES = frozenset({"org", "organisation", "organization"})
PLACES = frozenset({"loc", "place", "gpe", "location"})


@dataclass(frozen=True, slots=True)
class Form:
    """A distinct name in a language: its words and what they stand for so far."""

    text: str
    language: str | None
    family: str
    words: tuple[str, ...]
    atoms: tuple[tuple[str, ...], ...]
    initials: tuple[bool, ...]
    generation: str | None
    acronym: str
    aside: str


@lru_cache(maxsize=1 << 17)
def form(text: str, language: str | None, type_: str) -> Form:
    """A name as written, taken apart."""
    cleaned = clean(text)
    type_ = _member(cleaned, language) or type_
    family = kind_of(type_) if kind_of(type_) == PERSON else type_.casefold() or "other"
    if len(cleaned) > LIMIT:
        return Form(cleaned, language, family, (cleaned,), ((),), (False,), None, "", "")
    aside = ""
    if cleaned.endswith((")", "/")) and family != PERSON:
        # "European Commission (EC)", "European Union /EU/": the acronym is given beside the name.
        cut = cleaned.rfind("(" if cleaned[-1] == ")" else "/", 0, len(cleaned) - 1)
        if cut > 3:
            aside, cleaned = cleaned[cut + 1 : -1].strip(), cleaned[:cut].strip()
    got = name_words(cleaned)
    generation = None
    kept: list[str] = []
    for i, w in enumerate(got):
        if family == PERSON:
            if i and w in lexicon.GENERATIONS and len(got) > 1:
                generation = lexicon.GENERATIONS[w]
                continue
            if _generation(w, language) and i:
                generation = _generation(w, language)
                continue
            if len(got) > 1 and (w in lexicon.TITLES or (w in lexicon.PARTICLES and i + 1 < len(got))):
                continue
        elif len(got) > 1 and w in _WEAK:
            continue
        kept.append(w)
    kept = kept or got or [cleaned]
    letters = cleaned.replace(".", "").replace("-", "").replace(" ", "")
    acronym = ""
    longest = 4 if family in PLACES else 6
    if (
        len(kept) == 1
        and 2 <= len(letters) <= longest
        and sum(c.isupper() for c in letters) >= 2
        and letters[:2].isupper()
    ):
        acronym = (
            letters.rstrip("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщыьюяіїє'").casefold()
            or letters.casefold()
        )
    atoms: list[tuple[str, ...]] = []
    phrase = concepts.phrase(tuple(kept), language) if len(kept) > 1 and family != PERSON else None
    for i, w in enumerate(kept):
        if phrase:
            atoms.append((phrase,) if not i else ("",))
        elif family == PERSON:
            atoms.append(concepts.state(w, language) if len(kept) == 1 else ())
        elif acronym:
            # Three capitals are no inflected word: only what is listed as it stands.
            atoms.append(concepts.listed(w, language))
        else:
            atoms.append(
                concepts.state(w, language)
                or concepts.concept(w, language)
                or (concepts.city(w, language) if family in PLACES else ())
            )
    initials = tuple(len(w) == 1 or (len(w) == 2 and cleaned.casefold().find(w + ".") >= 0) for w in kept)
    return Form(cleaned, language, family, tuple(kept), tuple(atoms), initials, generation, acronym, aside)


def _member(text: str, language: str | None) -> str | None:
    """The type of organisations for a word that its members go by."""
    got = concepts.concept(text.casefold(), language) if 4 < len(text) < 30 and " " not in text else ()
    return "ORG" if len(got) == 1 and got[0] in _MEMBERS else None


# "the younger" and "the elder" in any case: the start of the word, and what it says.
_AGES = (
    ("младш", "junior"),
    ("молодш", "junior"),
    ("młodsz", "junior"),
    ("mladš", "junior"),
    ("mlajš", "junior"),
    ("старш", "senior"),
    ("starsz", "senior"),
    ("starš", "senior"),
    ("starejš", "senior"),
)


@lru_cache(maxsize=1 << 14)
def _generation(word: str, language: str | None) -> str | None:
    if len(word) < 5:
        return None
    for start, said in _AGES:
        if word.startswith(start):
            return said
    return None


def atoms(f: Form, lexemes: Lexemes) -> tuple[tuple[str, ...], frozenset[str]]:
    """The atoms of a name in order, and its initials: a concept as it is, a lexeme as #number, else =word."""
    order: list[str] = []
    initials: set[str] = set()
    for w, known, initial in zip(f.words, f.atoms, f.initials, strict=True):
        if initial and len(f.words) > 1 and f.family == PERSON:
            initials.add(latin(w, f.language)[:1] or w)
        elif known:
            order.extend(a for a in known if a)
        elif initial:
            order.append(f"={w}")
        else:
            order.append(f"#{lexemes.number[(w, f.language)]}")
    if not order:
        order = [f"={w}" for w in f.words]
    if f.family != PERSON:
        if len(order) > 1:
            order = _together(order)
        elif order[0] in _MEMBERS and f.family in _BODIES:
            order.append("party")
    return tuple(order), frozenset(initials)


def _together(order: list[str]) -> list[str]:
    """Atoms with those that name one state together put into one."""
    have = set(order)
    for parts, whole in _TOGETHER:
        if parts <= have:
            order = [whole if a in parts else a for a in order]
            order = [a for i, a in enumerate(order) if a != whole or whole not in order[:i]]
            have = set(order)
    states = {a for a in have if a[0] == "@" and "." not in a}
    if len(states) == 1 and have - states and have - states <= _STATEHOOD:
        order = sorted(states)
    return order
