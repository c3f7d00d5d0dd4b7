"""Pronouns: each weighed against the chains of a window of sentences, after Lappin and Leass (Computational Linguistics
20(4), 1994): subject, recency and parallelism speak for a candidate, agreement and binding veto it.

All weights and windows were set on chains/dev (16 Wikinews articles of OntoGUM); tuned further on one half of it, they
did not gain on the other, so they are kept round.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from math import log2

from spacy.tokens import Doc

from fabula.extract.mentions.phrase import Phrase
from fabula.extract.mentions.speech import Quotation
from fabula.lang.en import lexicon as lex
from fabula.lang.en.grammar import GOVERNED_CLAUSES, NOUN_CLAUSES
from fabula.lang.en.labels import Dep, Tag
from fabula.lang.en.rules.pronouns import POSSESSIVE, REFLEXIVE
from fabula.lang.en.saying import OF_PEOPLE, QUESTIONING

NEAREST = 100
"""Phrases of a sentence, the last ones, that a pronoun is held against: a bound for texts that are no sentences."""
TOGETHER = 160
"""Phrases of all sentences of its window, the last ones, that a pronoun is held against: news has under 120 of them."""
WINDOW = {"m": 5, "f": 5, "n": 3, "": 3}
"""How many sentences back a pronoun may look, by its gender."""
HEAD_WINDOW = 15
"""How many sentences back "the boat" may look for "a boat"."""
NAMED_WINDOW = 60
"""The same where a name carries the head: "the court" for "the Supreme Court"."""
LEAST = {"m": -2.0, "f": -2.0, "n": -0.6, "": -0.6}
"""A pronoun whose best candidate scores less stays alone."""

WEIGHTS = {
    "distance": -1.0,
    "subj": 1.0,
    "obj": 0.3,
    "owner": 0.1,
    "governed": 0.0,
    "other": -0.3,
    "parallel": 0.1,
    "same": 0.3,
    "owns": 0.5,
    "matrix": 0.8,
    "often": 0.3,
    "most": 3.0,
    "pronoun": 0.4,
    "named": 0.3,
    "gender": 0.6,
    "it organisation": 0.4,
    "it media": 0.2,
    "it product": 0.4,
    "it place": 0.0,
    "it event": 0.0,
    "it group": 0.0,
    "it other": -0.3,
    "it nominal": 0.2,
    "they plural": 1.0,
    "they body": -0.2,
    "they one": -1.0,
    "they group": 0.4,
    "quote": -0.4,
    "speaker": -2.5,
    "deep": -1.5,
    "spoke": 1.5,
}
"""What speaks for one candidate of a pronoun: its place, nearness, frequency, kind, agreement."""

BODIES = frozenset({"person", "group", "people", "organisation", "media", "place"})


@dataclass(slots=True, eq=False)
class Chain:
    """What is known of one entity so far. ``words`` are all folded words used of it."""

    type: str
    phrases: list[Phrase] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    number: str = ""
    gender: str = ""
    named: bool = False
    owner: "Chain | None" = None

    def last(self, index: int) -> Phrase | None:
        """The latest phrase before an index."""
        for phrase in reversed(self.phrases):
            if phrase.index < index:
                return phrase
        return None


class PronounRules:
    """What the resolver knows while it reads, and how it reads pronouns."""

    def __init__(self, doc: Doc, phrases: list[Phrase], quotations: list[Quotation]) -> None:
        self.doc = doc
        self.phrases = phrases
        self.quotations = quotations
        self.chain: dict[int, Chain] = {}
        self.heads: dict[str, list[Chain]] = defaultdict(list)
        self.recent: dict[int, list[Phrase]] = defaultdict(list)
        """Phrases already read, by sentence."""
        self.at: dict[int, Phrase] = {}
        """The phrase that each token heads; for a name, that each of its tokens belongs to."""
        for phrase in phrases:
            if phrase.inner:
                continue
            if phrase.form == "name":
                for i in range(phrase.first, phrase.last):
                    self.at[i] = phrase
            elif not phrase.parts:
                self.at.setdefault(phrase.head, phrase)
        self.planned: dict[int, Chain] = {}
        spoken = {p.sent for p in phrases if p.quote < 0}
        self.told: list[int] = []
        """For each sentence, how many before it have a phrase outside quotations."""
        for sent in range(phrases[-1].sent + 1 if phrases else 0):
            self.told.append((self.told[-1] + (sent - 1 in spoken)) if self.told else 0)

    def _pronoun(self, p: Phrase) -> Chain | None:
        if p.word in ("who", "whom", "whose", "which"):
            return self._relative(p)
        seen: dict[int, float] = {}
        found: dict[int, Chain] = {}
        barred: set[int] = set()
        left = TOGETHER
        for sent in range(p.sent, max(-1, p.sent - 3 * WINDOW[p.gender] - 1), -1):
            if (self.told[p.sent] - self.told[sent] if p.quote < 0 else p.sent - sent) > WINDOW[p.gender]:
                break
            some = self.recent.get(sent, [])[-min(NEAREST, left) :] if left else []
            left -= len(some)
            for m in some:
                chain = self.chain[m.index]
                if _clash(p, m):
                    barred.add(id(chain))
                if not self._possible(p, m, chain):
                    continue
                value = self._weigh(p, m, chain)
                if value > seen.get(id(chain), -99.0):
                    seen[id(chain)] = value
                    found[id(chain)] = chain
        for key in barred:
            seen.pop(key, None)
        if not seen:
            return None
        best = max(seen, key=lambda k: (seen[k], found[k].phrases[-1].index))
        return found[best] if seen[best] >= LEAST[p.gender] else None

    def _relative(self, p: Phrase) -> Chain | None:
        node = self.doc[p.head]
        for _ in range(6):
            if node.dep_ == Dep.RELATIVE_CLAUSE:
                other = self.at.get(node.head.i)
                if other is not None and other.index in self.chain:
                    return self.chain[other.index]
                return None
            node = node.head
        return None

    def _possible(self, p: Phrase, m: Phrase, chain: Chain) -> bool:
        if not agree(p, chain):
            return False
        kind = chain.type
        if p.gender in ("m", "f"):
            if kind not in ("person", "other") or (kind == "other" and (m.form != "pronoun" or m.gender != p.gender)):
                return False
            if chain.number == "p":
                return False
        elif p.gender == "n":
            if kind in ("person", "people") or chain.number == "p" or (kind == "group" and m.number != ""):
                return False
        else:
            if kind == "person" or (
                chain.number == "s" and kind not in ("organisation", "group", "media", "people", "place")
            ):
                return False
        if p.gender not in ("m", "f") and p.place == "subj" and p.verb >= 0 and kind not in BODIES:
            # what says, wants or believes is somebody
            verb = self.doc[p.verb].lemma_
            if verb in lex.MINDS or (verb in OF_PEOPLE and p.gender == ""):
                return False
        # a phrase does not hold its own pronoun, except within a relative clause on it
        held = m.first <= p.head < m.last and m.form != "pronoun"
        if held and (m.form == "name" or not self._within_clause(p, m)):
            return False
        if self._within_apposition(p, m):
            return False
        if self._told_by(p, m) or self._asks(p, m, chain):
            return False
        return p.word not in REFLEXIVE or (m.place == "subj" and m.sent == p.sent)

    def _told_by(self, p: Phrase, m: Phrase) -> bool:
        """Whether a phrase stands in the words that a pronoun is said to speak: "The crew did well, it says".

        Whom the words are about is not who speaks them; "I" and "we" in them are.
        """
        if p.place != "subj" or p.verb < 0 or p.quote >= 0 or m.form == "pronoun":
            return False
        if m.quote >= 0:
            return self.quotations[m.quote].speaker == p.head
        if self.doc[p.verb].lemma_ not in OF_PEOPLE or m.head >= p.verb or m.sent != p.sent:
            return False
        node = self.doc[m.head]
        for _ in range(8):
            if node.head.i == p.verb:
                return node.dep_ == Dep.CLAUSE and node.i < p.verb
            if node.head.i == node.i:
                return False
            node = node.head
        return False

    def _asks(self, p: Phrase, m: Phrase, chain: Chain) -> bool:
        """Whether a phrase asks what a pronoun answers, or is asked about: "Asked by a reporter whether he ..., he said".

        A pronoun in what is asked, not known to be anybody yet, is nobody that a later one could be.
        """
        if p.place != "subj" or p.verb < 0 or p.quote >= 0:
            return False
        if m.form == "pronoun":
            return m.verb >= 0 and not chain.named and len(chain.phrases) == 1 and self._asking(m.verb) >= 0
        by = self.doc[m.head].head
        if by.lower_ != "by" or by.head.lemma_.lower() not in QUESTIONING:
            return False
        if p.sent == m.sent:
            return self._asking(p.verb) == by.head.i
        apart = any(q.quote < 0 for sent in range(m.sent + 1, p.sent) for q in self.recent.get(sent, ()))
        return self.doc[p.verb].lemma_.lower() in OF_PEOPLE and not apart

    def _asking(self, verb: int) -> int:
        """The participle that opens a sentence and asks what a verb tells ("Asked whether he knew, ..."); -1 for none."""
        node = self.doc[verb]
        for _ in range(3):
            node = node.head
            if node.lemma_.lower() in QUESTIONING:
                return int(node.i) if node.tag_ == Tag.PAST_PARTICIPLE and node.dep_ == Dep.ADVERBIAL_CLAUSE else -1
        return -1

    def _within_apposition(self, p: Phrase, m: Phrase) -> bool:
        """Whether a pronoun stands in what is said of a name beside it: "Acme, its main rival"."""
        node = self.doc[p.head]
        for _ in range(3):
            if node.dep_ == Dep.APPOSITION:
                return m.first <= node.head.i < m.last
            node = node.head
        return False

    def _within_clause(self, p: Phrase, m: Phrase) -> bool:
        node = self.doc[p.head]
        while node.i != m.head and node.head.i != node.i:
            if node.dep_ in NOUN_CLAUSES:
                return True
            node = node.head
        return False

    def _weigh(self, p: Phrase, m: Phrase, chain: Chain) -> float:
        w = WEIGHTS
        distance = self._apart(p, m)
        value = w["distance"] * distance + w[m.place]
        if m.place == p.place:
            value += w["parallel"]
        if distance == 0:
            value += w["same"]
            if m.place == "subj":
                if p.word in POSSESSIVE and m.verb == p.verb:
                    value += w["owns"]
                elif p.place == "subj" and self._said_by(p.verb, m.verb):
                    value += w["matrix"]
        if p.place == "subj" and p.verb >= 0:
            if distance == 0 and self._deep(p.verb, m):
                value += w["deep"]
            if p.quote < 0 and m.quote < 0 and self.doc[p.verb].lemma_ in OF_PEOPLE and self._spoke(m):
                value += w["spoke"]
        value += w["often"] * min(w["most"], log2(len(chain.phrases) + 1))
        if m.form == "pronoun" and m.word != "which":
            value += w["pronoun"]
        if chain.named:
            value += w["named"]
        value = _by_kind(value, p, m, chain)
        if m.quote != p.quote:
            value += w["quote"]
            if p.quote >= 0 and p.gender in ("m", "f") and self._speaks(p.quote, chain):
                value += w["speaker"]
        return value

    def _deep(self, verb: int, m: Phrase) -> bool:
        """Whether a phrase lies below the top of a clause that hangs on a verb: "noting that X plans to, he said".

        The subject of such a clause is at its top: "if X loses, he ...".
        """
        if m.head >= verb:
            return False
        node = self.doc[m.head]
        for depth in range(8):
            if node.head.i == verb:
                return depth > 1 and node.dep_ in (Dep.ADVERBIAL_CLAUSE, Dep.PREPOSITION, Dep.CLAUSE_SUBJECT)
            if node.head.i == node.i:
                return False
            node = node.head
        return False

    def _spoke(self, m: Phrase) -> bool:
        """Whether a phrase is whose words are told there: the subject of a verb of speech, "according to X"."""
        if m.place == "subj":
            return m.verb >= 0 and self.doc[m.verb].lemma_ in OF_PEOPLE
        token = self.doc[m.head]
        return (
            token.dep_ == Dep.PREPOSITION_OBJECT and token.head.lower_ == "to" and token.head.head.lower_ == "according"
        )

    def _apart(self, p: Phrase, m: Phrase) -> int:
        """Sentences between two phrases; for two outside quotations, those that are all quoted do not count."""
        if p.quote < 0 and m.quote < 0:
            return min(p.sent - m.sent, self.told[p.sent] - self.told[m.sent] + 1) if p.sent != m.sent else 0
        return p.sent - m.sent

    def _said_by(self, inner: int, outer: int) -> bool:
        """Whether a verb heads the clause that another governs: "X said that he"."""
        if inner < 0 or outer < 0:
            return False
        verb = self.doc[inner]
        return verb.dep_ in GOVERNED_CLAUSES and verb.head.i == outer

    def _speaks(self, quote: int, chain: Chain) -> bool:
        token = self.quotations[quote].speaker
        speaker = self.at.get(token)
        if speaker is None:
            return False
        return (self.chain.get(speaker.index) or self.planned.get(speaker.index)) is chain


def _clash(p: Phrase, m: Phrase) -> bool:
    """Whether a plain pronoun and a phrase are arguments of one verb, and so not one: "Ana thanked her"."""
    if p.word in REFLEXIVE or p.word in POSSESSIVE or m.verb < 0 or m.verb != p.verb or m.sent != p.sent:
        return False
    if p.place == m.place:
        return p.place == "subj"
    return {m.place, p.place} <= {"subj", "obj", "governed"}


def agree(p: Phrase, chain: Chain) -> bool:
    return not (p.gender in ("m", "f") and chain.gender in ("m", "f") and p.gender != chain.gender)


def _by_kind(value: float, p: Phrase, m: Phrase, chain: Chain) -> float:
    """A candidate's value with what its chain's gender, number and kind say to "he", "it" or "they"."""
    w = WEIGHTS
    if p.gender in ("m", "f"):
        return value + (w["gender"] if chain.gender == p.gender else 0.0)
    if p.gender == "n":
        value += w["it " + chain.type] if "it " + chain.type in w else w["it other"]
        return value + w["it nominal"] if m.form == "nominal" and m.det in ("definite", "indefinite") else value
    body = "they body" if chain.type in ("organisation", "group") else "they one"
    value += w["they plural" if chain.number == "p" else body]
    return value + (w["they group"] if chain.type in ("group", "people") else 0.0)
