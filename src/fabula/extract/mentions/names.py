"""Names: found in an article, corrected over the whole of it, and typed once per article.

spaCy's small model proposes; capitalised runs that it misses are added; each distinct name is then typed by vote of
its occurrences and by evidence beside them (titles, prepositions, suffixes), and looked for again everywhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from fabula.extract.analysis import Analysis
from fabula.extract.mentions.entity_types import LABELS, Key, Name, decide, fold
from fabula.lang.en import lexicon as lex
from fabula.lang.en.function_words import INITIAL
from fabula.lang.en.labels import Dep, Ent, Pos
from fabula.lang.en.rules.names import AFTER_A_NAME, BEFORE_A_NAME, JOINERS
from fabula.lang.en.saying import OF_PEOPLE

EDGE = frozenset("\"'“”‘’`«»()[]{}<>,.;:!?…-–—*•|/\\@#&")
MAX_TOKENS = 12
"""A longer run is a headline or a list, not a name."""

Part = tuple[int, int, str, bool]
"""A part of a stretch: its first token, the one after its last, its label, whether it opens a sentence."""


def find(analysis: Analysis) -> list[Name]:
    """All names of the telling: in order and without overlaps; after them, the names nested in longer ones."""
    doc = analysis.doc
    finder = _Finder(doc, analysis.sents)
    names = finder.candidates()
    names = finder.again(names)
    types = decide(doc, names, lambda at: z.kind if (z := analysis.zone(at)) else "")
    for name in names:
        name.type = types[name.key]
    return [*names, *nested(names, types)]


def capital(word: str) -> bool:
    """Whether a word is written as a name's: a capital first, or one after a short prefix ("al-Assad", "iPhone")."""
    return word[0].isupper() or (len(word) > 2 and any(c.isupper() for c in word[1:4]))


class _Finder:
    """Candidates of one article. Sentences in title case are headlines: capitals mean nothing there."""

    def __init__(self, doc: Doc, sents: list[Span]) -> None:
        self.doc = doc
        self.sents = sents
        self.words = [t.text for t in doc]
        self.lower: set[str] = set()
        """Words that the article writes in lower case somewhere: not names by themselves."""
        self.headline: list[bool] = []
        self.blocked: set[int] = set()
        """Tokens of dates and amounts."""
        for sent in sents:
            self.headline.append(self._title_case(sent))
            for word in self.words[sent.start : sent.end]:
                if word.islower():
                    self.lower.add(word)
        self.people = {fold(e[-1].text) for e in doc.ents if e.label_ == Ent.PERSON and len(e) in (2, 3)}
        self.surnames = self.people | self._after_given()
        for ent in doc.ents:
            if ent.label_ not in LABELS and ent.label_ != Ent.LANGUAGE:
                self.blocked.update(range(ent.start, ent.end))

    def _after_given(self) -> set[str]:
        """Words with a capital that close a run of two or three such words: surnames, mostly."""
        out = set()
        for t in self.doc[1:]:
            if t.pos_ == Pos.NAME and t.nbor(-1).pos_ == Pos.NAME and t.text[0].isupper() and len(t) > 2:
                last = t.i + 1 == len(self.doc) or t.nbor().pos_ != Pos.NAME
                if last and fold(t.text) not in lex.ORG_SUFFIXES | lex.TRADES:
                    out.add(fold(t.text))
        return out

    def _title_case(self, sent: Span) -> bool:
        words = [w for w in self.words[sent.start : sent.end] if len(w) > 3 and w[0].isalpha()]
        if len(words) < 3:
            return False
        return sum(w[0].isupper() for w in words) >= 0.75 * len(words) and self.words[sent.end - 1] not in ".?!"

    def candidates(self) -> list[Name]:
        """What spaCy proposes, trimmed and joined, with the capitalised runs between."""
        ents: dict[int, Span] = {e.start: e for e in self.doc.ents if e.label_ in LABELS}
        names: list[Name] = []
        for k, sent in enumerate(self.sents):
            found: list[Name] = []
            i = sent.start
            while i < sent.end:
                ent = ents.get(i)
                if ent is not None:
                    end = min(ent.end, sent.end)
                    found.extend(self._split(i, end, ent.label_, self.headline[k]))
                    i = max(end, i + 1)
                    continue
                j = i
                if not self.headline[k] and self._runs(i):
                    while j < sent.end and j not in ents and self._runs(j) and j - i < MAX_TOKENS:
                        j += 1
                    found.extend(self._split(i, j, "", False, initial=self._initial(i, sent.start)))
                i = max(j, i + 1)
            names.extend(self._joined(found))
        return names

    def _initial(self, i: int, start: int) -> bool:
        """Whether a token opens a sentence or a quotation, where any word has a capital."""
        while i > start and not any(c.isalnum() for c in self.words[i - 1]):
            i -= 1
            if self.words[i] in lex.OPENERS:
                return True
        return i == start

    def _runs(self, i: int) -> bool:
        token, word = self.doc[i], self.words[i]
        if not word[0].isupper() or i in self.blocked:
            return False
        low = word.casefold()
        if low in INITIAL or low in lex.CALENDAR:
            return False
        return token.pos_ == Pos.NAME or (
            not token.is_sent_start and token.pos_ in (Pos.NOUN, Pos.ADJECTIVE, Pos.OTHER, Pos.VERB, Pos.ADVERB)
        )

    def _split(self, i: int, j: int, label: str, headline: bool, initial: bool = False) -> Iterator[Name]:
        """The names in a stretch: cut where the first rule that fits cuts it, and each part again; else the whole, if a name."""
        parts = self._at_break(i, j, label, initial) or self._at_and(i, j, initial)
        if parts is None:
            i, j = self._trim(i, j)
            if j <= i or j - i > MAX_TOKENS:
                return
            low = [fold(w) for w in self.words[i:j]]
            parts = self._at_title(i, j, label, initial, low)
            if parts is None:
                parts = self._off_edge(i, j, label, headline, low)
            if parts is None:
                parts = self._at_owner(i, j, label, low)
            if parts is None:
                if self._is_name(i, j, label, headline, initial, low):
                    if label not in (Ent.PERSON, Ent.STATE, Ent.PEOPLE, Ent.LOCATION) and self._versioned(j, low):
                        low.append(self.words[j])
                        j += 1
                    yield Name(i, j, tuple(low), label)
                return
        for first, last, kind, opens in parts:
            yield from self._split(first, last, kind, headline, opens)

    def _at_break(self, i: int, j: int, label: str, initial: bool) -> list[Part] | None:
        """Cut at white space, and at an article within."""
        words = self.words
        for k in range(i, j):
            if words[k].isspace():
                return [(i, k, label, initial), (k + 1, j, label, False)]
        for k in range(i + 1, j - 1):
            if words[k] in ("the", "a", "an") and words[k - 1][0].isupper():
                return [(i, k, "", initial), (k + 1, j, label, False)]
        return None

    def _at_and(self, i: int, j: int, initial: bool) -> list[Part] | None:
        """Cut between two people of the article: "Ruiz and Hansen", where both surnames are borne in it."""
        for k in range(i + 1, j - 1):
            two = {fold(self.words[k - 1]), fold(self.words[j - 1])}
            if self.words[k] == "and" and two <= self.surnames and two & self.people and len(two) == 2:
                return [(i, k, Ent.PERSON, initial), (k + 1, j, Ent.PERSON, False)]
        return None

    def _at_title(self, i: int, j: int, label: str, initial: bool, low: list[str]) -> list[Part] | None:
        """Cut at a title: "Prime Minister John Key", "US President Barack Obama". It goes, what leads it stands alone."""
        if label in (Ent.STATE, Ent.LOCATION, Ent.BUILDING, Ent.PEOPLE, Ent.EVENT, Ent.WORK):
            return None
        end = j - i - 1
        for k in range(end, -1, -1) if end else ():
            if low[k] not in lex.TITLES or (label == Ent.ORGANISATION and 0 < k < end):
                continue
            if (
                label == Ent.ORGANISATION
                and k < end
                and low[k] in lex.RANKS_OF_BODIES
                and not self._bears(low[k + 1 :])
            ):
                continue  # "General Electric"
            if k < end:
                lead = k
                while lead and low[lead - 1] in lex.TITLE_PARTS | lex.TITLES:
                    lead -= 1
                return [
                    (i, i + lead, "" if label == Ent.PERSON else label, initial),
                    (i + k + 1, j, Ent.PERSON if label != "" or low[k] in lex.HONORIFICS else label, False),
                ]
            named = label != Ent.PERSON and low[k] in lex.HONORIFICS
            if not named and (label == "" or low[k] in lex.PERSON_NOUNS):
                return [(i, i + k, label, initial)]
        return None

    def _bears(self, low: list[str]) -> bool:
        """Whether words after a title are somebody's name: a given name leads them, or a person of the article has the last."""
        return low[0] in lex.GIVEN_NAMES or low[-1] in self.surnames

    def _off_edge(self, i: int, j: int, label: str, headline: bool, low: list[str]) -> list[Part] | None:
        """Cut off a person's name what is none of it: what the person is before it, a verb or a noun after it."""
        if label != Ent.PERSON or j - i == 1:
            return None
        given = lex.GIVEN_NAMES
        if j - i == 3 and low[0] not in given and low[1] in given and len(low[0]) > 2:  # "Nonpartisan Paul X"
            return [(i + 1, j, label, False)]
        common = low[-1] in self.lower
        if headline and (common or self.doc[j - 1].lemma_.casefold() in OF_PEOPLE):
            return [(i, j - 1, label, False)]
        if common and (low[-1] in lex.NOUNS or j - i > 2):
            return [(i, j - 1, label, False)]
        return None

    def _at_owner(self, i: int, j: int, label: str, low: list[str]) -> list[Part] | None:
        """Cut after a country that leads a name, and at the possessive in it."""
        if label not in (Ent.PERSON, "") or j - i == 1:
            return None
        if low[0] in lex.COUNTRIES or low[0] in lex.DEMONYMS:
            return [(i, i + 1, Ent.PEOPLE if low[0] in lex.DEMONYMS else Ent.STATE, False), (i + 1, j, label, False)]
        if label == Ent.PERSON and "'s" in low[1:-1]:
            k = low.index("'s")
            return [(i, i + k, "", False), (i + k + 1, j, label, False)]
        return None

    def _is_name(self, i: int, j: int, label: str, headline: bool, initial: bool, low: list[str]) -> bool:
        """Whether a stretch that no rule cuts is a name: not titles or dates alone, not words that are no names elsewhere."""
        if all(w in lex.TITLES or w in lex.TITLE_PARTS or w in INITIAL or w in lex.CALENDAR for w in low):
            return False
        if not any(c.isalpha() for w in low for c in w):
            return False
        if (
            headline
            and label not in (Ent.STATE, Ent.PEOPLE)
            and any(w in self.lower for w in low if w not in lex.PARTICLES)
        ):
            return False
        if len(low) == 1 and not self._given(i) and self._common(low[0], label, initial, self.words[i].isupper()):
            return False
        return any(capital(w) for w in self.words[i:j])

    def _given(self, i: int) -> bool:
        """Whether a word that spaCy left out is the given name of the surname after it: "Marek [Havlin] signed"."""
        token, low = self.doc[i], fold(self.words[i])
        if (
            token.pos_ != Pos.NAME
            or token.dep_ != Dep.COMPOUND
            or len(low) < 3
            or not low.isalpha()
            or low in self.lower
        ):
            return False
        after = self.doc[i + 1] if i + 1 < len(self.doc) else None
        if (
            after is None
            or after.ent_type_ != Ent.PERSON
            or after.ent_iob_ != "B"
            or not after.i <= token.head.i < i + 3
        ):
            return False
        other = lex.TITLES | lex.TITLE_PARTS | lex.NOUNS | INITIAL | lex.CALENDAR | lex.PERSON_NOUNS
        return low not in other | lex.CITIES and low not in lex.COUNTRIES and low not in lex.DEMONYMS

    def _common(self, word: str, label: str, initial: bool, shouted: bool) -> bool:
        """Whether a single word is no name: a capital at a sentence's start, a word elsewhere in lower case."""
        if not label:
            return word in self.lower or initial or len(word) < 2 or word in lex.PERSON_NOUNS
        vague = label in (Ent.ORGANISATION, Ent.PERSON, Ent.BUILDING, Ent.WORK, Ent.PRODUCT) and not shouted
        return vague and word in self.lower and (word in lex.PERSON_NOUNS or word in lex.NOUNS)

    def _versioned(self, j: int, low: list[str]) -> bool:
        """Whether the number after a name belongs to it: "Falcon 9", not "Acme 300 jobs"."""
        if j >= len(self.doc) or not self.words[j].isdigit() or len(self.words[j]) > 3 or low[0] in lex.CALENDAR:
            return False
        number = self.doc[j]
        following = self.doc[j + 1] if j + 1 < len(self.doc) else None
        if following is not None and (following.text in ("%", "-", ":", "/") or following.text[0].isdigit()):
            return False
        return not (number.head.i > j and number.head.pos_ == Pos.NOUN and number.dep_ == Dep.NUMBER)

    def _trim(self, i: int, j: int) -> tuple[int, int]:
        words = self.words
        while i < j and (
            words[i] in EDGE
            or words[i].casefold() in BEFORE_A_NAME
            or (not capital(words[i]) and words[i].casefold() not in lex.PARTICLES and not words[i][0].isdigit())
        ):
            i += 1
        while i < j and (
            words[j - 1] in EDGE
            or words[j - 1].casefold() in AFTER_A_NAME
            or (words[j - 1][0].isdigit() and j - i > 1 and ":" in words[j - 1])
        ):
            j -= 1
        # a quoted part belongs to the name with both of its marks: the “Quiet River” Institute
        inside = words[i:j]
        opened, closed = sum(w in "“«" for w in inside), sum(w in "”»" for w in inside)
        if opened > closed and j < len(words) and words[j] in "”»":
            j += 1
        elif closed > opened and i and words[i - 1] in "“«":
            i -= 1
        elif opened != closed:  # what one mark alone stands in is two things
            cut = next(k for k in range(i, j) if words[k] in ("“«" if opened > closed else "”»"))
            return self._trim(i, cut) if opened > closed else self._trim(cut + 1, j)
        return i, j

    def _joined(self, found: list[Name]) -> list[Name]:
        """Parts that a person's name was broken into, made whole: "Ursula von der" "Leyen", "Ana" "Lópezová"."""
        out: list[Name] = []
        for name in found:
            if out and self._one(out[-1], name):
                last = out.pop()
                # two bare names side by side, no comma between, are one person's
                single = len(last.key) == len(name.key) == 1
                label = Ent.PERSON if single or Ent.PERSON in (last.label, name.label) else last.label or name.label
                name = Name(last.first, name.last, last.key + self._between(last, name) + name.key, label)
            out.append(name)
        return out

    def _between(self, left: Name, right: Name) -> Key:
        return tuple(fold(w) for w in self.words[left.last : right.first])

    def _one(self, left: Name, right: Name) -> bool:
        between = self.words[left.last : right.first]
        if right.last - left.first > 6 or Ent.PEOPLE in (left.label, right.label):
            return False
        if between and not all(w.casefold() in lex.PARTICLES or w == "-" for w in between):
            return False
        if any(
            " ".join(n.key) in lex.COUNTRIES or n.key[0] in lex.DEMONYMS or n.key[0] in lex.ALIASES
            for n in (left, right)
        ):
            return False
        if between or left.key[-1] in lex.PARTICLES:
            return Ent.PERSON in (left.label, right.label) or left.key[-1] in lex.PARTICLES
        labels = {left.label, right.label}
        if right.label == Ent.PERSON and len(right.key) > 1 and left.key[0] not in lex.GIVEN_NAMES:
            return False
        short = len(left.key) + len(right.key) <= 3
        shouts = any(w.isupper() and len(w) > 1 for w in self.words[left.first : right.last])
        return short and not shouts and labels != {Ent.ORGANISATION}

    def again(self, names: list[Name]) -> list[Name]:
        """The names, with their further occurrences: those missed, and odd copies in lower case."""
        known: dict[str, set[Key]] = defaultdict(set)
        for name in names:
            known[name.key[0]].add(name.key)
            surname = name.key[-1]
            given = name.key[0] in lex.GIVEN_NAMES
            if (
                (name.label == Ent.PERSON or given)
                and 1 < len(name.key) < 5
                and len(surname) > 2
                and surname not in self.lower
            ):
                known[surname].add((surname,))
            lead = name.key[0]
            if len(name.key) == 2 and surname in lex.TRADES and len(lead) > 2 and lead not in self.lower:
                known[lead].add((lead,))  # "Aldo" of "Aldo Airways"
        ordered = {w: sorted(keys, key=lambda k: (-len(k), k)) for w, keys in known.items()}
        taken: dict[int, Name] = {name.first: name for name in names}
        folded = [fold(w) for w in self.words]
        out: list[Name] = []
        for sent in self.sents:
            i = sent.start
            while i < sent.end:
                here = taken.get(i)
                stop = self._known(i, sent.end, ordered.get(folded[i], ()), folded, taken, here)
                if stop is not None:
                    here = Name(i, stop, tuple(folded[i:stop]))
                if here is not None:
                    out.append(here)
                    i = max(here.last, i + 1)
                    continue
                i += 1
        return out

    def _known(
        self, i: int, stop: int, keys: Iterable[Key], folded: list[str], taken: dict[int, Name], here: Name | None
    ) -> int | None:
        """Where a known name that starts at a token ends: one longer than what was found there, and cutting none."""
        for key in keys:
            j = i + len(key)
            if here is not None and j <= here.last:
                return None
            if j > stop or tuple(folded[i:j]) != key or any(k in taken and taken[k].last > j for k in range(i + 1, j)):
                continue
            bare = [w for w in self.words[i:j] if w[0].isalpha() and w.casefold() not in lex.PARTICLES | JOINERS]
            if all(capital(w) for w in bare):
                return j
            if here is None and len(key) > 1 and not any(w in lex.PERSON_NOUNS or w in lex.ORG_SUFFIXES for w in key):
                return j
        return None


def nested(names: list[Name], types: dict[Key, str]) -> list[Name]:
    """Names inside longer names that stand alone elsewhere: the town in "Arden City Council"; not the body that a longer name
    ends in, as "House" in "White House", which is another."""
    known: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(types, key=lambda k: (-len(k), k)):
        if types[key] in ("place", "organisation", "media", "product"):
            known[key[0]].append(key)
    out: list[Name] = []
    for name in names:
        if len(name.key) < 2 or name.type in ("person", "people") or name.last - name.first != len(name.key):
            continue
        k = 0
        while k < len(name.key):
            for key in known.get(name.key[k], ()):
                tail = k + len(key) == len(name.key) and types[key] != "place"
                if len(key) < len(name.key) and name.key[k : k + len(key)] == key and not tail:
                    out.append(Name(name.first + k, name.first + k + len(key), key, type=types[key], inner=True))
                    k += len(key) - 1
                    break
            k += 1
    return out
