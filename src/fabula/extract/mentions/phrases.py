"""Phrases that may refer: names, noun phrases and pronouns, with the features that the resolver weighs."""

from collections import defaultdict

from spacy.tokens import Doc, Span, Token

from fabula.extract.analysis import Analysis
from fabula.extract.mentions.entity_types import Key, Name, fold
from fabula.extract.mentions.nominals import nominal
from fabula.extract.mentions.phrase import SUBJECTS, Phrase, function
from fabula.lang.en import lexicon as lex
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.lang.en.rules.phrases import OF_A_WOMAN, PRONOUNS
from fabula.model.records import Pair
from fabula.model.vocabulary import MentionType, mention_type


def collect(analysis: Analysis, names: list[Name], quotes: list[int]) -> list[Phrase]:
    """All phrases of the telling in order of their start. ``quotes`` gives each token's quotation, or -1."""
    doc = analysis.doc
    out, inside = _named(analysis, names, quotes)
    for k, sent in enumerate(analysis.sents):
        low_bound, high_bound = sent.start, sent.end
        for token in sent:
            i = token.i
            pos = token.pos_
            if i in inside:
                continue
            if pos == Pos.PRONOUN or token.tag_ in (Tag.PRONOUN, Tag.OWNING_PRONOUN, Tag.WHO, Tag.WHOSE, Tag.WHICH):
                pronoun = _pronoun(token, k, quotes[i])
                if pronoun is not None:
                    out.append(pronoun)
            elif pos in (Pos.NOUN, Pos.NAME) or (pos in (Pos.NUMBER, Pos.ADJECTIVE) and token.dep_ in SUBJECTS):
                found = nominal(token, k, quotes[i], low_bound, high_bound, inside)
                if found is not None:
                    out.append(found)
    for phrase in out:
        if phrase.form == "name" and not phrase.inner:
            _roles(phrase, doc[phrase.head], inside, analysis.sents[phrase.sent])
    out.extend(_coordinations(doc, out))
    out.sort(key=lambda p: (p.head, len(p.parts), p.start))
    for i, phrase in enumerate(out):
        phrase.index = i
    return out


def _named(analysis: Analysis, names: list[Name], quotes: list[int]) -> tuple[list[Phrase], dict[int, Phrase]]:
    """The phrases of names, in the order of the text, and for each token of a name its phrase."""
    doc, text = analysis.doc, analysis.text
    inside: dict[int, Phrase] = {}
    out: list[Phrase] = []
    by_start = {n.first: n for n in names if not n.inner}
    nested: dict[int, list[Name]] = defaultdict(list)
    for name in names:
        if name.inner:
            nested[name.first].append(name)
    for k, sent in enumerate(analysis.sents):
        for i in range(sent.start, sent.end):
            here = by_start.get(i)
            if here is not None:
                phrase = _name(doc, text, here, k, quotes[i])
                out.append(phrase)
                inside.update(dict.fromkeys(range(here.first, here.last), phrase))
            for inner in nested.get(i, ()):
                phrase = _name(doc, text, inner, k, quotes[i])
                phrase.place, phrase.inner = "other", True
                out.append(phrase)
    return out, inside


def _coordinations(doc: Doc, phrases: list[Phrase]) -> list[Phrase]:
    """ "X and Y" as one plural phrase: what "they" and "the two leaders" go back to."""
    by_head = {p.head: p for p in phrases if p.form != "pronoun" and not p.inner}
    out: list[Phrase] = []
    for phrase in phrases:
        token = doc[phrase.head]
        if phrase.form == "pronoun" or phrase.inner or token.dep_ == Dep.CONJUNCT or not token.n_rights:
            continue
        parts = [phrase]
        joined = False
        node: Token | None = token
        while node is not None:
            following = None
            for child in node.rights:
                if child.dep_ == Dep.CONJUNCTION:
                    joined = joined or child.text.casefold() in ("and", "&")
                elif child.dep_ == Dep.CONJUNCT and child.i in by_head:
                    following = child
            if following is not None:
                parts.append(by_head[following.i])
            node = following
        if len(parts) < 2 or not joined or any(p.sent != phrase.sent for p in parts):
            continue
        final = parts[-1]
        kinds = {p.type for p in parts}
        kind = "group" if kinds <= {"person", "group", "people"} else kinds.pop() if len(kinds) == 1 else "other"
        out.append(
            Phrase(
                start=phrase.start,
                end=final.end,
                first=phrase.first,
                last=final.last,
                head=final.head,
                sent=phrase.sent,
                form="nominal",
                type=kind,
                word="+",
                number="p",
                gender="",
                det="bare",
                mods=frozenset(),
                place=phrase.place,
                verb=phrase.verb,
                quote=phrase.quote,
                parts=tuple(p.head for p in parts),
            )
        )
    return out


def _name(doc: Doc, text: str, name: Name, sent: int, quote: int) -> Phrase:
    span = doc[name.first : name.last]
    head = span.root
    place, verb = function(head)
    number = "p" if name.type == "people" and fold(head.text).endswith("s") else "s"
    if name.type == "people" and number == "s":
        number = ""
    gender = ""
    if name.type == "person":
        gender = given_gender(name.key)
    start, end = span.start_char, span.end_char
    return Phrase(
        start=start,
        end=end,
        first=name.first,
        last=name.last,
        head=head.i,
        sent=sent,
        form="name",
        type=mention_type(name.type),
        word=name.key[-1],
        number=number,
        gender=gender,
        det="",
        mods=frozenset(name.key[:-1]),
        place=place,
        verb=verb,
        quote=quote,
        key=name.key,
    )


def given_gender(key: Key) -> str:
    """The gender that a given name tells, or a Slavic surname's ending; empty where neither does."""
    if len(key) < 2:
        return ""
    if key[0] in lex.MALE_NAMES:
        return "m"
    if key[0] in lex.FEMALE_NAMES:
        return "f"
    if key[-1].endswith(OF_A_WOMAN) and len(key[-1]) > 5:
        return "f"
    return ""


def _pronoun(token: Token, sent: int, quote: int) -> Phrase | None:
    low = token.text.casefold()
    known = PRONOUNS.get(low)
    if known is None or (low == "us" and token.text == "US"):
        return None
    person, number, gender = known
    if person == 0 and not _relative(token):
        return None
    if low == "it" and expletive(token):
        return None
    place, verb = function(token)
    kind: MentionType = (
        "person" if gender in ("m", "f") or (person == 1 and number == "s") else "group" if number == "p" else "other"
    )
    return Phrase(
        start=token.idx,
        end=token.idx + len(token.text),
        first=token.i,
        last=token.i + 1,
        head=token.i,
        sent=sent,
        form="pronoun",
        type=kind,
        word=low,
        number=number,
        gender=gender,
        det="",
        mods=frozenset(),
        place=place,
        verb=verb,
        quote=quote,
    )


def _relative(token: Token) -> bool:
    """Whether a wh-word opens a relative clause: its verb hangs on a noun."""
    node = token
    for _ in range(5):
        if node.dep_ == Dep.RELATIVE_CLAUSE:
            return True
        if node.head.i == node.i:
            return False
        node = node.head
    return False


def expletive(token: Token) -> bool:
    """Whether "it" refers to nothing: weather, "it is clear that", "it seems", "it takes time to"."""
    if token.dep_ not in SUBJECTS:
        # "make it clear that"
        verb = token.head
        return (
            token.dep_ in (Dep.OBJECT, Dep.SUBJECT)
            and verb.lemma_ in ("make", "find")
            and any(c.dep_ == Dep.CLAUSE and c.i > token.i + 1 for c in verb.children)
        )
    verb = token.head
    if verb.dep_ == Dep.AUXILIARY:
        verb = verb.head
    if verb.lemma_ in lex.WEATHER or token.dep_ == Dep.EXPLETIVE:
        return True
    deps = {c.dep_: c for c in verb.children if c.i > token.i}
    clause = next(
        (
            deps[d]
            for d in (
                Dep.CLAUSE,
                Dep.CLAUSE_SUBJECT,
                Dep.OPEN_CLAUSE,
                Dep.ADVERBIAL_CLAUSE,
                Dep.PASSIVE_CLAUSE_SUBJECT,
                Dep.RELATIVE_CLAUSE,
            )
            if d in deps
        ),
        None,
    )
    if (
        verb.lemma_ in lex.IMPERSONAL
        and clause is not None
        and clause.dep_ in (Dep.CLAUSE, Dep.ADVERBIAL_CLAUSE, Dep.CLAUSE_SUBJECT)
    ):
        return True
    if verb.lemma_ == "be":
        adjective = deps.get(Dep.ADJECTIVE_COMPLEMENT)
        if adjective is not None:
            inner = any(
                c.dep_ in (Dep.CLAUSE, Dep.OPEN_CLAUSE, Dep.ADVERBIAL_CLAUSE, Dep.PREPOSITION)
                and (c.dep_ != Dep.PREPOSITION or c.text.casefold() == "for")
                for c in adjective.children
            )
            return inner or (clause is not None and clause.dep_ in (Dep.CLAUSE, Dep.OPEN_CLAUSE, Dep.CLAUSE_SUBJECT))
        attribute = deps.get(Dep.ATTRIBUTE)
        if attribute is not None:
            if attribute.lemma_.casefold() in lex.TIME_NOUNS or attribute.pos_ == Pos.NUMBER:
                return True
            return clause is not None or any(
                c.dep_ in (Dep.RELATIVE_CLAUSE, Dep.NOUN_CLAUSE, Dep.CLAUSE) and c.pos_ in (Pos.VERB, Pos.AUXILIARY)
                for c in attribute.children
                if c.dep_ == Dep.RELATIVE_CLAUSE
            )
        return Dep.CLAUSE in deps
    if token.dep_ == Dep.PASSIVE_SUBJECT and Dep.CLAUSE in deps:
        return True
    return verb.lemma_ == "take" and Dep.OPEN_CLAUSE in deps


def _before(doc: Doc, phrase: Phrase) -> Pair:
    """The word before a name, as a span of characters."""
    token = doc[phrase.first - 1]
    return token.idx, token.idx + len(token)


def _roles(phrase: Phrase, head: Token, inside: dict[int, Phrase], sent: Span) -> None:
    """Titles and roles that stand before a name: "Polish President X", "Dr. X"."""
    doc = head.doc
    edge = max(head.left_edge.i, sent.start)
    if edge < phrase.first:
        words = list(doc[edge : phrase.first])
        while words and (
            words[0].pos_ in (Pos.DETERMINER, Pos.PUNCTUATION, Pos.CONJUNCTION, Pos.ADPOSITION, Pos.SPACE)
            or words[0].dep_ in (Dep.CASE_MARK, Dep.OWNER)
        ):
            words.pop(0)
        if words and not any(t.is_punct and t.text not in "-" for t in words) and len(words) <= 10:
            low = [fold(t.text) for t in words]
            if low[-1] in lex.HONORIFICS:
                phrase.honorific = low[-1]
            if phrase.type == "person" and (low[-1] in lex.PERSON_NOUNS or low[-1] in lex.TITLES):
                phrase.roles.append((words[0].idx, words[-1].idx + len(words[-1])))
                phrase.role_heads.add(low[-1])
    elif phrase.first > sent.start:
        before = fold(doc[phrase.first - 1].text)
        if before in lex.TITLES and phrase.type == "person":
            phrase.roles.append(_before(doc, phrase))
            phrase.role_heads.add(before)
            if before in lex.HONORIFICS:
                phrase.honorific = before
    if not phrase.honorific and phrase.first > sent.start:
        before = fold(doc[phrase.first - 1].text)
        if before in lex.HONORIFICS or before + "." in lex.HONORIFICS:
            phrase.honorific = before
            if not phrase.roles:
                phrase.roles.append(_before(doc, phrase))
    if phrase.honorific in lex.MALE_HONORIFICS:
        phrase.gender = phrase.gender or "m"
    elif phrase.honorific in lex.FEMALE_HONORIFICS:
        phrase.gender = phrase.gender or "f"
