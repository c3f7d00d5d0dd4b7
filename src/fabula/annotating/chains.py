"""The resolver: which phrases of an article mean one thing.

Names first, over the whole article; then nominals and pronouns from left to right, each weighed against the chains of a
window of sentences. The sieve order (strict matches before loose ones, names before nominals before pronouns, chains
that carry their features) follows Raghunathan et al., "A Multi-Pass Sieve for Coreference Resolution" (EMNLP 2010); the
preferences of pronouns (subject, recency, parallelism) follow Lappin and Leass (Computational Linguistics 20(4), 1994).
All weights and windows were set on chains/dev (16 Wikinews articles of OntoGUM).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from math import log2

from spacy.tokens import Doc

from fabula.annotating import lexicon as lex
from fabula.annotating.linking import link_names
from fabula.annotating.phrases import Phrase
from fabula.annotating.speech import Quotation

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
    "poss": 0.1,
    "prep": 0.0,
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
}
"""What speaks for one candidate of a pronoun: its place, nearness, frequency, kind, agreement."""

GENERAL = frozenset(
    """organization organisation group company firm party movement magazine newspaper church agency network channel
    city town village website site band team""".split()
)
"""Nouns that add nothing to the name that they stand with."""

BODIES = frozenset({"person", "group", "people", "organisation", "media", "place"})

APPOSITIONS = {
    "person": ("person", "other"),
    "organisation": ("organisation", "media", "group", "place", "other"),
    "media": ("organisation", "media", "other"),
    "place": ("place", "group"),
    "product": ("product", "other"),
    "event": ("event", "other"),
    "people": ("people", "group"),
    "other": ("organisation", "media", "product", "other", "event", "place", "group", "person"),
}
"""What may stand in apposition to a name, by the name's type."""

REFLEXIVE = frozenset("himself herself itself themselves myself ourselves".split())
POSSESSIVE = frozenset("his her its their my our whose".split())
EPITHETS = frozenset(
    "man woman boy girl teenager teen youth kid politician leader star suspect defendant official veteran singer actor".split()
)


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


def resolve(doc: Doc, phrases: list[Phrase], quotations: list[Quotation]) -> list[Chain]:
    """The chain of each phrase, by its index."""
    return _Resolver(doc, phrases, quotations).run()


class _Resolver:
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

    def run(self) -> list[Chain]:
        groups = link_names(self.doc, [p for p in self.phrases if p.form == "name"])
        for group in groups:
            chain = Chain(group[0].type, named=True)
            for phrase in group:
                self.planned[phrase.index] = chain
                chain.gender = chain.gender or phrase.gender
        for phrase in self.phrases:
            if phrase.form == "name":
                chain = self.planned[phrase.index]
            elif phrase.form == "nominal":
                chain = self._nominal(phrase) or Chain(phrase.type)
            elif phrase.word in ("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"):
                continue
            else:
                chain = self._pronoun(phrase) or Chain(phrase.type)
            self._add(chain, phrase)
        self._speakers()
        return [self.chain[p.index] for p in self.phrases]

    def _add(self, chain: Chain, phrase: Phrase) -> None:
        self.chain[phrase.index] = chain
        chain.phrases.append(phrase)
        if not phrase.inner:
            self.recent[phrase.sent].append(phrase)
        if phrase.form == "pronoun":
            if phrase.gender in ("m", "f") and not chain.gender:
                chain.gender = phrase.gender
            if chain.type == "other" and phrase.gender in ("m", "f"):
                chain.type = "person"
            return
        chain.number = chain.number or phrase.number
        if phrase.gender in ("m", "f"):
            chain.gender = chain.gender or phrase.gender
        if phrase.owner >= 0 and phrase.owner in self.at:
            chain.owner = chain.owner or self.chain.get(self.at[phrase.owner].index)
        new = {phrase.word}
        chain.words.update(phrase.mods)
        chain.words.add(phrase.word)
        chain.posts.update(phrase.post)
        for role in phrase.role_heads:
            gender = "m" if role in lex.MALE_NOUNS else "f" if role in lex.FEMALE_NOUNS else ""
            chain.gender = chain.gender or gender
        if phrase.form == "name":
            chain.words.update(phrase.key)
            if "of" in phrase.key[1:]:
                new.add(phrase.key[phrase.key.index("of") - 1])
            chain.roles.update(phrase.role_heads)
            for role in phrase.roles:
                chain.words.update(w.casefold() for w in role.split())
        elif chain.type in ("person", "other") and phrase.type == "person":
            chain.roles.add(phrase.word)
        for head in new:
            known = self.heads[head]
            if not known or known[-1] is not chain:
                known.append(chain)
        chain.heads |= new

    # nominals

    def _nominal(self, p: Phrase) -> Chain | None:
        if p.parts:
            return self._same_parts(p)
        if p.tail >= 0 and p.tail in self.at:
            return self._apposition(p)
        if p.det == "indefinite" and p.type == "person" and p.sent <= 3:
            return next(
                (
                    c
                    for c in self.heads.get(p.word, ())[:2]
                    if not c.named and c.phrases[0].det == "bare" and c.phrases[0].sent <= 1 and c.number != "p"
                ),
                None,
            )
        if p.det == "indefinite" or (p.det == "bare" and p.number != "p" and not self._capital(p)):
            return None
        found = self._by_name(p) or self._by_head(p)
        if found is None and p.type == "person" and p.number == "s" and p.det != "possessive":
            found = self._by_role(p)
        if found is None and p.det == "definite" and p.number != "p" and not p.post:
            found = self._by_kind(p)
        return found

    def _by_name(self, p: Phrase) -> Chain | None:
        """ "the Acme group", "the city of Arden": a general word around a name means the name's bearer."""
        if p.word not in GENERAL or p.det != "definite":
            return None
        for token in self.doc[p.first : p.last]:
            other = self.at.get(token.i)
            if other is None or other.form != "name" or other.type == "people":
                continue
            before = token.head.i == p.head and token.dep_ == "compound" and token.i < p.head
            after = (
                token.dep_ == "pobj"
                and token.head.text == "of"
                and token.head.head.i == p.head
                and p.word in lex.CITY_NOUNS
            )
            chain = self.planned[other.index]
            if (before and (chain.type not in ("place", "person")) == (p.type != "place")) or (
                after and chain.type == "place"
            ):
                return chain
        return None

    def _capital(self, p: Phrase) -> bool:
        return self.doc[p.head].text[0].isupper() and not self.doc[p.head].is_sent_start

    def _same_parts(self, p: Phrase) -> Chain | None:
        """The same two again: "X and Y ... X and Y"."""
        mine = {id(self.chain[self.at[i].index]) for i in p.parts if i in self.at and self.at[i].index in self.chain}
        for chain in reversed(self.heads["+"][-8:]):
            parts = chain.phrases[0].parts
            theirs = {
                id(self.chain[self.at[i].index]) for i in parts if i in self.at and self.at[i].index in self.chain
            }
            if mine == theirs and len(mine) > 1:
                return chain
        return None

    def _apposition(self, p: Phrase) -> Chain | None:
        other = self.at[p.tail]
        if other.form == "name":
            chain = self.planned[other.index]
            fits = p.type in APPOSITIONS.get(chain.type, ()) and (
                p.det != "possessive" or p.type in ("person", chain.type)
            )
            if not fits or (p.number == "p" and chain.type == "person"):
                return None
            if p.type == "person":
                text = self.doc[p.first : p.last].text
                inner = text[: other.start - p.start].rstrip(" ,–—-") if p.start < other.start < p.end else text
                other.roles.append(inner)
                chain.roles.add(p.word)
            chain.words |= p.mods | p.post
            self._announced(p, chain)
            return chain
        if (
            other.form == "nominal"
            and other.type == p.type
            and other.index in self.chain
            and p.type in ("person", "group")
        ):
            return self.chain[other.index]
        return None

    def _announced(self, p: Phrase, chain: Chain) -> None:
        """A headline's "Arden woman" is the one whom the text then names: "Ana Lopes, an Arden woman"."""
        for other in self.heads.get(p.word, ())[:3]:
            if other is chain or other.named or other.type != "person" or other.number == "p" or not _agree(p, other):
                continue
            if other.phrases[0].sent > 3 or not (other.phrases[0].mods <= p.mods | chain.words):
                continue
            for phrase in other.phrases:
                self.chain[phrase.index] = chain
            chain.phrases = sorted([*chain.phrases, *other.phrases], key=lambda q: q.index)
            chain.gender = chain.gender or other.gender
            other.phrases = chain.phrases

    def _by_head(self, p: Phrase) -> Chain | None:
        owner = self.at.get(p.owner) if p.owner >= 0 else None
        mine = self.chain.get(owner.index) if owner is not None else None
        mods = p.mods - {"this", "that", "these", "those", "such"}
        if p.owner >= 0:
            mods = mods - {self.doc[p.owner].text.casefold()}
        for word in (p.word, *SYNONYMS.get(p.word, ())):
            for chain in reversed(self.heads.get(word, [])[-12:]):
                last = chain.phrases[-1]
                if p.sent - last.sent > (NAMED_WINDOW if chain.named else HEAD_WINDOW) and not mods:
                    continue
                if p.number and chain.number and p.number != chain.number:
                    continue
                if last.first <= p.head < last.last or p.first <= last.head < p.last:
                    continue
                if p.det == "possessive":
                    if chain.owner is not None and chain.owner is mine and mods <= chain.words:
                        return chain
                    if chain.owner is not None or p.word in lex.KIN or not mods <= chain.words:
                        continue
                    return chain
                if p.word in lex.KIN and chain.owner is None and chain.named:
                    continue
                if p.det == "bare" and (not mods or mods != chain.phrases[-1].mods):
                    continue
                if chain.type == "person" and chain.named and word not in chain.roles:
                    continue
                if not self._fit(mods, p.post, chain) and not self._epithet(p, mods, chain):
                    continue
                return chain
        return None

    def _epithet(self, p: Phrase, mods: frozenset[str], chain: Chain) -> bool:
        """Whether new words before a head only describe the one thing of its name just mentioned."""
        last = chain.phrases[-1]
        if p.post or p.sent - last.sent > 2 or self.heads[p.word][-1] is not chain:
            return False
        known = chain.words | lex.COUNTRIES
        return (
            all(
                mod in known or (mod not in lex.CONTRASTING and mod not in lex.DEMONYMS and not self._named(p, mod))
                for mod in mods
            )
            and len(self.heads[p.word]) == 1
        )

    def _named(self, p: Phrase, mod: str) -> bool:
        return any(t.text[0].isupper() and t.text.casefold() == mod for t in self.doc[p.first : p.head])

    def _fit(self, mods: frozenset[str], post: frozenset[str], chain: Chain) -> bool:
        """Whether what a phrase adds to its head is known of the chain: "the long queue" is not any queue."""
        for mod in mods:
            if mod in chain.words or mod in chain.posts:
                continue
            country = lex.DEMONYMS.get(mod) or lex.ALIASES.get(mod)
            if country and (
                country in chain.words
                or country in chain.posts
                or any(lex.DEMONYMS.get(w) == country for w in chain.words)
            ):
                continue
            return False
        return not post or bool(post & (chain.posts | chain.words))

    def _by_role(self, p: Phrase) -> Chain | None:
        """ "the president": the latest person who is called one, not another country's."""
        best: Chain | None = None
        latest = -1
        for sent in range(p.sent, max(-1, p.sent - 40), -1):
            for other in self.recent.get(sent, ()):
                chain = self.chain[other.index]
                if chain.type != "person" or not chain.named or other.index <= latest:
                    continue
                known = p.word in chain.roles or (bool(p.mods) and not chain.roles.isdisjoint(WIDER.get(p.word, ())))
                if known and self._fit(p.mods - {"this", "that"}, p.post, chain) and _agree(p, chain):
                    best, latest = chain, other.index
            if best is not None:
                return best
        if p.word not in EPITHETS or p.post or p.det != "definite":
            return None
        near: list[Chain] = []
        for sent in range(p.sent, max(-1, p.sent - 3), -1):
            for other in self.recent.get(sent, ()):
                chain = self.chain[other.index]
                if chain.type == "person" and chain.named and _agree(p, chain) and not any(chain is c for c in near):
                    near.append(chain)
        return near[0] if len(near) == 1 else None

    def _by_kind(self, p: Phrase) -> Chain | None:
        """ "the company", "the country": the latest named thing of that kind, the subject before others."""
        kind = p.word
        if p.mods - {"this", "that"}:
            return None
        best: Chain | None = None
        score = -9.0
        for sent in range(p.sent, max(-1, p.sent - 4), -1):
            for other in self.recent.get(sent, ()):
                chain = self.chain[other.index]
                if not chain.named or not _of_kind(kind, chain):
                    continue
                value = (
                    -1.0 * (p.sent - sent)
                    + (0.8 if other.place == "subj" else 0.0)
                    + 0.3 * log2(1 + len(chain.phrases))
                )
                if other.form == "name" and other.place in ("other",):
                    value -= 0.5
                if value > score:
                    best, score = chain, value
        return best

    # pronouns

    def _pronoun(self, p: Phrase) -> Chain | None:
        if p.word in ("who", "whom", "whose", "which"):
            return self._relative(p)
        seen: dict[int, float] = {}
        found: dict[int, Chain] = {}
        barred: set[int] = set()
        for sent in range(p.sent, max(-1, p.sent - 3 * WINDOW[p.gender] - 1), -1):
            if (self.told[p.sent] - self.told[sent] if p.quote < 0 else p.sent - sent) > WINDOW[p.gender]:
                break
            for m in self.recent.get(sent, ()):
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
            if node.dep_ == "relcl":
                other = self.at.get(node.head.i)
                if other is not None and other.index in self.chain:
                    return self.chain[other.index]
                return None
            node = node.head
        return None

    def _possible(self, p: Phrase, m: Phrase, chain: Chain) -> bool:
        if not _agree(p, chain):
            return False
        kind = chain.type
        if p.gender in ("m", "f"):
            if kind not in ("person", "other") or (kind == "other" and (m.form != "pronoun" or m.gender != p.gender)):
                return False
            if chain.number == "p":
                return False
        elif p.gender == "n":
            if kind in ("person", "people") or chain.number == "p" or (kind == "group" and not m.number == ""):
                return False
        else:
            if kind == "person" or (
                chain.number == "s" and kind not in ("organisation", "group", "media", "people", "place")
            ):
                return False
        if p.gender not in ("m", "f") and p.place == "subj" and p.verb >= 0 and kind not in BODIES:
            # what says, wants or believes is somebody
            if self.doc[p.verb].lemma_ in lex.MINDS or self.doc[p.verb].lemma_ in lex.SAY and p.gender == "":
                return False
        if m.first <= p.head < m.last and m.form != "pronoun":
            # a phrase does not hold its own pronoun, except within a relative clause on it
            if m.form == "name" or not self._within_clause(p, m):
                return False
        if self._within_apposition(p, m):
            return False
        return p.word not in REFLEXIVE or (m.place == "subj" and m.sent == p.sent)

    def _within_apposition(self, p: Phrase, m: Phrase) -> bool:
        """Whether a pronoun stands in what is said of a name beside it: "Acme, its main rival"."""
        node = self.doc[p.head]
        for _ in range(3):
            if node.dep_ == "appos":
                return m.first <= node.head.i < m.last
            node = node.head
        return False

    def _within_clause(self, p: Phrase, m: Phrase) -> bool:
        node = self.doc[p.head]
        while node.i != m.head and node.head.i != node.i:
            if node.dep_ in ("relcl", "acl"):
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
        value += w["often"] * min(w["most"], log2(len(chain.phrases) + 1))
        if m.form == "pronoun" and m.word != "which":
            value += w["pronoun"]
        if chain.named:
            value += w["named"]
        if p.gender in ("m", "f"):
            value += w["gender"] if chain.gender == p.gender else 0.0
        elif p.gender == "n":
            value += w["it " + chain.type] if "it " + chain.type in w else w["it other"]
            if m.form == "nominal" and m.det in ("definite", "indefinite"):
                value += w["it nominal"]
        else:
            value += (
                w["they plural"]
                if chain.number == "p"
                else w["they body"]
                if chain.type in ("organisation", "group")
                else w["they one"]
            )
            value += w["they group"] if chain.type in ("group", "people") else 0.0
        if m.quote != p.quote:
            value += w["quote"]
            if p.quote >= 0 and p.gender in ("m", "f") and self._speaks(p.quote, chain):
                value += w["speaker"]
        return value

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
        return verb.dep_ in ("ccomp", "advcl", "xcomp") and verb.head.i == outer

    def _speaks(self, quote: int, chain: Chain) -> bool:
        token = self.quotations[quote].speaker
        speaker = self.at.get(token)
        if speaker is None:
            return False
        return (self.chain.get(speaker.index) or self.planned.get(speaker.index)) is chain

    def _speakers(self) -> None:
        """ "I" inside a quotation is its speaker; "we" is one group for each speaker, the speaker where that is a body."""
        groups: dict[tuple[int, int], Chain] = {}
        for p in self.phrases:
            if p.form != "pronoun" or p.index in self.chain:
                continue
            speaker = self.at.get(self.quotations[p.quote].speaker) if p.quote >= 0 else None
            chain = self.chain.get(speaker.index) if speaker is not None else None
            plural = p.number == "p"
            if chain is not None and (chain.type in ("person", "other") and not plural):
                if chain.type == "other":
                    chain.type = "person"
            elif chain is not None and plural and chain.type in ("organisation", "group", "people", "media"):
                pass
            else:
                key = (id(chain) if chain is not None else -1 - p.quote, plural)
                chain = groups.setdefault(key, Chain("group" if plural else "person"))
            self.chain[p.index] = chain
            chain.phrases.append(p)


WIDER = {
    "leader": frozenset(
        "president premier minister chancellor king queen ruler dictator strongman chairman chief secretary".split()
    ),
    "lawmaker": frozenset("senator congressman congresswoman representative mp mep".split()),
    "politician": frozenset(
        "senator congressman congresswoman mp mep minister mayor governor councillor candidate".split()
    ),
    "official": frozenset("minister secretary director commissioner undersecretary ambassador chief".split()),
    "businessman": frozenset("billionaire oligarch entrepreneur founder ceo".split()),
    "chief": frozenset("director president chairman head".split()),
}
"""Wider words that take up a role when something else tells whose: "the Arden leader"."""

SYNONYMS = {
    "mum": ("mother",),
    "mom": ("mother",),
    "mother": ("mum", "mom"),
    "dad": ("father",),
    "father": ("dad",),
    "firm": ("company",),
    "company": ("firm",),
    "nation": ("country",),
    "country": ("nation",),
    "site": ("website",),
    "website": ("site",),
    "organisation": ("organization",),
    "film": ("movie",),
    "movie": ("film",),
}
"""Nouns that news uses for one another when it repeats itself."""


def _clash(p: Phrase, m: Phrase) -> bool:
    """Whether a plain pronoun and a phrase are arguments of one verb, and so not one: "Ana thanked her"."""
    if p.word in REFLEXIVE or p.word in POSSESSIVE or m.verb < 0 or m.verb != p.verb or m.sent != p.sent:
        return False
    if p.place == m.place:
        return p.place == "subj"
    return {m.place, p.place} <= {"subj", "obj", "prep"}


def _agree(p: Phrase, chain: Chain) -> bool:
    return not (p.gender in ("m", "f") and chain.gender in ("m", "f") and p.gender != chain.gender)


def _of_kind(noun: str, chain: Chain) -> bool:
    """Whether a named chain is of the kind that a noun tells."""
    if noun in lex.STATE_NOUNS:
        return chain.type == "place" and any(_state(m) for m in chain.phrases[:3])
    if noun in lex.CITY_NOUNS:
        return chain.type == "place" and not any(_state(m) for m in chain.phrases[:3])
    if noun in lex.MEDIA_NOUNS:
        return chain.type == "media"
    if noun in lex.COMPANY_NOUNS or noun in ("organisation", "organization", "group", "agency", "institution"):
        return chain.type == "organisation"
    if noun in ("region", "area", "province", "island"):
        return chain.type == "place" and not any(_state(m) for m in chain.phrases[:3])
    return False


def _state(m: Phrase) -> bool:
    text = " ".join(m.key)
    return text in lex.COUNTRIES or lex.ALIASES.get(text, "") in lex.COUNTRIES
