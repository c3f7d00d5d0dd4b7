"""What kind of thing a name names: decided once per article, by vote of its occurrences and by evidence beside them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from fabula.lang.en import lexicon as lex
from fabula.lang.en.grammar import NOUN_PREMODIFIERS
from fabula.lang.en.labels import Dep, Ent, Pos
from fabula.lang.en.rules.entity_types import BEFORE_A_PLACE, BELONGING, WHAT_PEOPLE_DO
from fabula.lang.en.saying import OF_PEOPLE

LABELS = {
    Ent.PERSON: "person",
    Ent.ORGANISATION: "organisation",
    Ent.STATE: "place",
    Ent.LOCATION: "place",
    Ent.BUILDING: "place",
    Ent.PEOPLE: "people",
    Ent.EVENT: "event",
    Ent.PRODUCT: "product",
    Ent.WORK: "other",
    Ent.LAW: "other",
}
"""spaCy's labels (OntoNotes) to the types of mentions; dates, amounts and languages are not names."""

Key = tuple[str, ...]
ZONED = {"dateline": "place", "byline": "person"}
"""What a name is that stands in a zone where hardly any other kind stands."""


@dataclass(slots=True)
class Name:
    """One occurrence: tokens ``first`` to ``last`` (exclusive) of the parse, its folded words, type and role."""

    first: int
    last: int
    key: Key
    label: str = ""
    type: str = "other"
    roles: list[str] = field(default_factory=list)
    inner: bool = False
    """Whether it lies within a longer name."""


def fold(word: str) -> str:
    """A word as it is compared: case-folded, apostrophes and an acronym's dots gone."""
    low = word.casefold().replace("’", "'").strip(".")
    return low.replace(".", "") if low.count(".") and len(low) <= 7 else low


def decide(doc: Doc, names: list[Name], zone: Callable[[int], str]) -> dict[Key, str]:
    """One type for each distinct name, by vote and evidence. Weights were set by hand on chains/dev.

    ``zone``: the kind of zone that a character lies in.
    """
    groups: dict[Key, list[Name]] = defaultdict(list)
    for name in names:
        groups[name.key].append(name)
    evidence = {key: _evidence(doc, key, group) for key, group in groups.items()}
    for key, kind in _by_place(doc, groups, zone):
        evidence[key][0][kind] += 3.0
    types = {key: _best(score) for key, (score, _) in evidence.items()}
    surnames = {key[-1] for key, kind in types.items() if kind == "person" and len(key) > 1}
    for key in types:
        # the last word of a person's full name means that person, unless it is plainly a place
        if len(key) == 1 and key[0] in surnames:
            score, context = evidence[key]
            if score.get("place", 0.0) < 4.0 or context.get("person", 0.0) >= context.get("place", 0.0):
                types[key] = "person"
    return types


def _by_place(doc: Doc, groups: dict[Key, list[Name]], zone: Callable[[int], str]) -> Iterator[tuple[Key, str]]:
    """What names are by the zones that they stand in, and by each other: "Ruritania" is where what is Ruritanian is."""
    whole = {key[0] for key in groups if len(key) == 1}
    for key, group in groups.items():
        stands = {ZONED[z] for n in group if (z := zone(doc[n.first].idx)) in ZONED}
        stands.discard("place" if len(key) > 1 else "person")  # an outlet may share the line
        if key[-1] in lex.MEDIA_SUFFIXES:
            stands.clear()
        yield from ((key, kind) for kind in sorted(stands))
        if len(key) == 1 and key[0].endswith(BELONGING) and _adjective(doc, group):
            yield key, "people"
            stem = key[0].removesuffix("ian")
            sources = {key[0].removesuffix("n"), key[0].removesuffix("ish"), stem, f"{stem}a"} - {key[0]}
            yield from (((place,), "place") for place in sorted(sources & whole))


def _adjective(doc: Doc, group: list[Name]) -> bool:
    """Whether a word stands before a common noun or a title wherever the article has it by itself."""
    heads = [doc[n.last - 1] for n in group if n.label or not n.inner]
    return bool(heads) and all(
        t.dep_ in NOUN_PREMODIFIERS and t.head.i > t.i and t.head.text.casefold() not in lex.MEDIA_SUFFIXES
        for t in heads
    )


def _best(score: dict[str, float]) -> str:
    best = max(sorted(score), key=lambda k: score[k], default="other")
    return best if score and score[best] > 0.5 else "other"


def _evidence(doc: Doc, key: Key, group: list[Name]) -> tuple[dict[str, float], dict[str, float]]:
    score: dict[str, float] = defaultdict(float)
    labels = [LABELS[n.label] for n in group if n.label]
    for label in labels:
        score[label] += 2.0 / len(labels)
    _by_form(doc, key, group, score)
    context: dict[str, float] = defaultdict(float)
    for name in group[:50]:
        _by_context(doc, name, context)
    for kind, value in context.items():
        score[kind] += max(-3.0, min(3.0, value))
    return score, context


def _by_form(doc: Doc, key: Key, group: list[Name], score: dict[str, float]) -> None:
    """What the name itself says: lists of countries and first names, suffixes, capitals only."""
    text = " ".join(key)
    if text in lex.COUNTRIES or lex.ALIASES.get(text, "") in lex.COUNTRIES:
        score["place"] += 6.0
    if text in lex.DEMONYMS:
        score["people"] += 6.0
    if text in lex.ORGANISATIONS or lex.ALIASES.get(text) in ("united nations", "european union"):
        score["organisation"] += 5.0
    if text in ("united nations", "european union"):
        score["organisation"] += 5.0
    if len(key) > 1:
        _by_words(doc, key, group[0], score)
    else:
        _by_word(doc[group[0].first].text, text, score)


def _by_words(doc: Doc, key: Key, first: Name, score: dict[str, float]) -> None:
    """What the words of a longer name say: a given name, what it ends with, a number."""
    last = key[-1]
    given = key[0] in lex.GIVEN_NAMES or len(key[0]) == 1
    if given and len(key) <= 4 and last not in lex.ORG_SUFFIXES:
        score["person"] += 2.5
    words = set(key[1:]) if "of" not in key else {key[0], last}
    tail = {*words, key[key.index("of") - 1]} if "of" in key[1:] else {last}
    if tail & lex.ORG_SUFFIXES:
        score["organisation"] += 2.5
    if last in lex.MEDIA_SUFFIXES:
        score["media"] += 3.5
    if last in lex.PLACE_SUFFIXES or key[0] in BEFORE_A_PLACE:
        score["place"] += 2.0
    if tail & lex.EVENT_SUFFIXES or key[0] in ("hurricane", "typhoon", "operation"):
        score["event"] += 2.5
    if any(c.isdigit() for c in last) and len(key) == 2 and key[0].isalpha():
        score["product"] += 0.8
    if (
        any(c.isdigit() for c in last) and doc[first.last].text.casefold() in lex.EVENT_SUFFIXES
        if first.last < len(doc)
        else False
    ):
        score["event"] += 2.0


def _by_word(word: str, text: str, score: dict[str, float]) -> None:
    """What a name of one word says: capitals only, an address, a number, lists of cities and given names."""
    if word.isupper() and 2 <= len(word) <= 6 and text not in lex.COUNTRIES:
        score["organisation"] += 1.2
        score["person"] -= 2.0
    if word.casefold().endswith((".com", ".org", ".net", ".ru", ".by", ".uk")):
        score["media"] += 2.5
    if "-" in word and any(c.isdigit() for c in word) and word[0].isupper():
        score["product"] += 2.0
    elif any(c.isdigit() for c in word) and word[0].isupper():
        score["product"] += 1.5
    if text in lex.ORG_SUFFIXES:
        score["organisation"] += 1.5
    if text in lex.CITIES:
        score["place"] += 3.0
    if text in lex.GIVEN_NAMES:
        score["person"] += 1.0


def _by_context(doc: Doc, name: Name, score: dict[str, float]) -> None:
    """What stands beside one occurrence."""
    before = doc[name.first - 1] if name.first else None
    after = doc[name.last] if name.last < len(doc) else None
    head: Token = doc[name.last - 1]
    if before is not None:
        _by_word_before(before, head, score)
    if after is not None:
        _by_word_after(doc, after, head, name, score)
    if head.dep_ == Dep.SUBJECT:
        verb = head.head.lemma_.casefold()
        if verb in OF_PEOPLE:
            score["person"] += 0.3
            score["organisation"] += 0.2
        elif verb in WHAT_PEOPLE_DO:
            score["person"] += 0.8
    for child in head.children:
        if child.dep_ == Dep.RELATIVE_CLAUSE:
            opener = next((t.text for t in child.lefts if t.text in ("who", "whose", "whom", "which")), "")
            score["person"] += -1.5 if opener == "which" else 1.5 if opener else 0.0
        if child.dep_ == Dep.APPOSITION and child.pos_ == Pos.NOUN:
            noun = child.lemma_.casefold()
            if noun in lex.PERSON_NOUNS:
                score["person"] += 1.5
            elif noun in lex.ORG_NOUNS:
                score["organisation"] += 1.0
            elif noun in lex.PLACE_NOUNS:
                score["place"] += 1.0


def _by_word_before(before: Token, head: Token, score: dict[str, float]) -> None:
    """What the word right before an occurrence says of its kind."""
    low = before.text.casefold()
    if low in lex.TITLES:
        score["person"] += 2.0
    elif low == "the" and head.dep_ not in (Dep.COMPOUND, Dep.OWNER, Dep.ADJECTIVE):
        score["person"] -= 1.5
        score["organisation"] += 0.5
    elif low in lex.PLACE_PREPOSITIONS and before.pos_ == Pos.ADPOSITION and head.head.i == before.i:
        if low in ("in", "near"):
            score["place"] += 1.0
        elif low not in ("from", "to"):
            score["place"] += 0.4
    elif low in ("told", "called", "named") and head.dep_ in (Dep.PREDICATE, Dep.OBJECT):
        score["person"] += 0.4


def _by_word_after(doc: Doc, after: Token, head: Token, name: Name, score: dict[str, float]) -> None:
    """What the word right after an occurrence says of its kind: a product's noun, talks, an age, a paper."""
    low = after.text.casefold()
    if low in lex.PRODUCT_NOUNS and head.dep_ == Dep.COMPOUND:
        score["product"] += 1.0
    elif low in lex.PARLEYS and head.dep_ in NOUN_PREMODIFIERS and name.last - name.first == 1:
        score["place"] += 1.2
    elif low == "," and after.i + 2 < len(doc) and doc[after.i + 1].text.isdigit() and doc[after.i + 2].text == ",":
        score["person"] += 1.5
    elif low in lex.MEDIA_SUFFIXES and low in ("newspaper", "magazine", "tv", "television"):
        score["media"] += 1.5
