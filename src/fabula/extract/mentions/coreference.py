"""The resolver: which phrases of an article mean one thing.

Names first, over the whole article; then nominals and pronouns from left to right, each weighed against the chains of a
window of sentences. The sieve order (strict matches before loose ones, names before nominals before pronouns, chains
that carry their features) follows Raghunathan et al., "A Multi-Pass Sieve for Coreference Resolution" (EMNLP 2010); the
preferences of pronouns (subject, recency, parallelism) follow Lappin and Leass (Computational Linguistics 20(4), 1994).
All weights and windows were set on chains/dev (16 Wikinews articles of OntoGUM).
"""

from math import log2

from spacy.tokens import Doc

from fabula.extract.mentions.linking import link_names
from fabula.extract.mentions.phrase import Phrase
from fabula.extract.mentions.pronouns import Chain, PronounRules, agree
from fabula.extract.mentions.speech import Quotation
from fabula.lang.en import lexicon as lex
from fabula.lang.en.labels import Dep
from fabula.lang.en.rules.coreference import EPITHETS, FIRST_PERSON, GENERAL, SOURCES, SYNONYMS, WIDER
from fabula.lang.en.saying import OF_PEOPLE
from fabula.model.records import Pair

HEAD_WINDOW = 15
"""How many sentences back "the boat" may look for "a boat"."""
NAMED_WINDOW = 60
"""The same where a name carries the head: "the court" for "the Supreme Court"."""

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


def resolve(doc: Doc, phrases: list[Phrase], quotations: list[Quotation]) -> list[Chain]:
    """The chain of each phrase, by its index."""
    return _Resolver(doc, phrases, quotations).run()


class _Resolver(PronounRules):
    """Reads the phrases in order: names as they were linked, nominals here, pronouns by the rules inherited."""

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
            elif phrase.word in FIRST_PERSON:
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
            for start, end in phrase.roles:
                chain.words.update(w.casefold() for w in self.doc.text[start:end].split())
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
        if p.type == "person" and p.number != "p" and (bearer := self._ends_in_name(p)) is not None:
            return bearer
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
            found = self._by_kind(p) or self._source(p)
        return found

    def _ends_in_name(self, p: Phrase) -> Chain | None:
        """ "the director of the institute “Norden” Ana Lopes": a person's name right after a body's is the bearer."""
        other = self.at.get(p.last - 1)
        if other is None or other.form != "name" or other.type != "person" or not p.first < other.first <= p.last - 1:
            return None
        before = self.doc[other.first - 1]
        body = self.at.get(before.i)
        if before.text not in CLOSING and (body is None or body.type not in ("organisation", "media")):
            return None
        chain = self.planned[other.index]
        other.roles.append(self._role(p.start, other.start))
        chain.roles.add(p.word)
        chain.words |= p.mods | p.post
        chain.posts |= p.post
        return chain

    def _role(self, start: int, end: int) -> Pair:
        return start, start + len(self.doc.text[start:end].rstrip(" ,–—-\n"))

    def _source(self, p: Phrase) -> Chain | None:
        """ "the expert said": who spoke last, no further back than two sentences."""
        if p.word not in SOURCES or p.place != "subj" or p.verb < 0 or self.doc[p.verb].lemma_ not in OF_PEOPLE:
            return None
        for sent in range(p.sent, max(-1, p.sent - 3), -1):
            for other in reversed(self.recent.get(sent, ())):
                chain = self.chain[other.index]
                if chain.type == "person" and chain.number != "p" and chain.named and self._spoke(other):
                    return chain
        return None

    def _by_name(self, p: Phrase) -> Chain | None:
        """ "the Acme group", "the city of Arden": a general word around a name means the name's bearer."""
        if p.word not in GENERAL or p.det != "definite":
            return None
        for token in self.doc[p.first : p.last]:
            other = self.at.get(token.i)
            if other is None or other.form != "name" or other.type == "people":
                continue
            before = token.head.i == p.head and token.dep_ == Dep.COMPOUND and token.i < p.head
            after = (
                token.dep_ == Dep.PREPOSITION_OBJECT
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
                other.roles.append(self._role(p.start, other.start if p.start < other.start < p.end else p.end))
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
            if other is chain or other.named or other.type != "person" or other.number == "p" or not agree(p, other):
                continue
            if other.phrases[0].sent > 3 or not (other.phrases[0].mods <= p.mods | chain.words):
                continue
            if self.chain.get(other.phrases[0].index) is chain:
                continue  # joined before: its phrases are the chain's, and would double each time
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
        if p.post or p.sent - last.sent > 2 or (self.heads.get(p.word) or [chain])[-1] is not chain:
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
                if known and self._fit(p.mods - {"this", "that"}, p.post, chain) and agree(p, chain):
                    best, latest = chain, other.index
            if best is not None:
                return best
        if p.word not in EPITHETS or p.post or p.det != "definite":
            return None
        near: list[Chain] = []
        for sent in range(p.sent, max(-1, p.sent - 3), -1):
            for other in self.recent.get(sent, ()):
                chain = self.chain[other.index]
                if chain.type == "person" and chain.named and agree(p, chain) and not any(chain is c for c in near):
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

    def _speakers(self) -> None:
        """ "I" inside a quotation is its speaker; "we" is one group a speaker, or the speaker, if a body."""
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


CLOSING = frozenset("”\"»’'“")


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
