"""A draft's sentence held against passages: what of it a telling has, and what stands against it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from fabula.compare.comparability import WEAK_STEMS
from fabula.compare.differences import findings
from fabula.compare.judge import shipped
from fabula.compare.wording import folded, stems, words
from fabula.derive.checking import numbers, times
from fabula.derive.checking.drafts import NameBook, read
from fabula.derive.checking.facts import SentenceFacts, SpokenPart
from fabula.derive.checking.passages import PassageIndex
from fabula.lang.en.paraphrases import PARAPHRASES
from fabula.lang.en.stance_words import NOUNS, VERBS
from fabula.model.records import Anchor, Pair

if TYPE_CHECKING:
    from fabula.store.reader import Reader

Standing = Literal["supported", "contradicted", "not_found"]
What = Literal["number", "time", "speaker", "quotation", "name", "denial", "words"]
"""What of a sentence no telling has, or another has otherwise."""

WHOLE, STATED, MOST, HALF, LEAST = 0.85, 0.72, 0.7, 0.5, 0.35
"""Shares of a sentence's words, by what they tell, that a passage must have: alone; where it also has all figures and dates of it;
where the learned judge agrees, or is sure; and to be looked at."""
AGREES, SURE = 0.65, 0.75
"""The learned judge's probability from which a passage says what the sentence says, though in other words."""
AGAINST = 0.75
"""Its probability of a clash from which a passage that has nearly all of the sentence's words speaks against it."""
OTHERWISE, NEARBY, ELSEWHERE = 0.85, 0.7, 0.4
"""What a word counts that a passage has in other words, that stands in the sentence before or after, and elsewhere in the article."""
ACTORS: Final = frozenset({"person", "organisation", "group", "media"})
"""Types of those that do something: who is one of them is not always told from who is another."""
CLEAR = 0.1
"""How much more of a sentence a passage must have than what supports it, to speak against it all the same."""
NONE: Final = frozenset[str]()
LIGHT: Final = WEAK_STEMS
"""Words that say nothing of what a sentence is about."""
OTHER_WORDS: Final = {
    k: frozenset(x for group in PARAPHRASES if k in stems(group) for x in stems(group)) - {k}
    for k in {s for group in PARAPHRASES for s in stems(group)}
}
"""By stem: those that say the same in other words."""
CONTRARY: Final = frozenset({"denies", "doubts", "declines"})
"""How somebody stands to words that they do not say are so."""
DENYING: Final = frozenset(stems(w for w, how in (*VERBS.items(), *NOUNS.items()) if how in CONTRARY))
"""The stems of the words that say so."""


@dataclass(frozen=True, slots=True)
class Objection:
    """What a passage does not bear out: ``hard`` where it says otherwise, else it does not say."""

    what: What
    why: str
    hard: bool


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """A passage that a sentence was held against: the share of the sentence that it covers, the judge's probabilities that it
    agrees and clashes, and what it does not bear out."""

    passage: SentenceFacts
    covered: float
    agrees: float
    clashes: float
    objections: tuple[Objection, ...]
    missing: tuple[str, ...]

    @property
    def supports(self) -> bool:
        return not self.objections

    @property
    def against(self) -> bool:
        return any(o.hard for o in self.objections)


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of a draft (``span``: where it stands there) and how it stands to the dossier.

    ``for_it`` and ``against_it`` are the spans of the articles that it was found to rest on, and that say otherwise; ``why``
    says in words what was compared.
    """

    span: Pair
    text: str
    verdict: Standing
    why: tuple[str, ...]
    for_it: tuple[Anchor, ...]
    against_it: tuple[Anchor, ...]


def check(dossier: "Reader", text: str) -> Iterator[CheckedSentence]:
    """Hold each sentence of a text, which may be Markdown, against a dossier, in order."""
    entities = dossier.entities()
    index = PassageIndex(dossier)
    checker = SentenceChecker(index, {e.id: e.name for e in entities}, {e.id: e.type for e in entities})
    for span, found in read(text, NameBook(entities)):
        yield checker.check(span, found)


class SentenceChecker:
    """Holds sentences against the passages of a dossier. ``called`` and ``kinds``: entities' names and types by id."""

    def __init__(self, index: PassageIndex, called: dict[str, str], kinds: dict[str, str]) -> None:
        self.index, self.called, self.kinds = index, called, kinds

    def check(self, span: Pair, s: SentenceFacts) -> CheckedSentence:
        """One sentence."""
        held = sorted(self.hold(s), key=lambda h: (-h.covered, -h.agrees))
        support = [h for h in held if h.supports]
        against = [h for h in held if h.against]
        if support and not any(_outweighs(h, support[0]) for h in against):
            why = [f"{support[0].covered:.0%} of its words stand in the passage"]
            return CheckedSentence(
                span,
                s.text,
                "supported",
                tuple(why),
                tuple(map(_anchor, support[:3])),
                tuple(map(_anchor, against[:3])),
            )
        if against:
            first = against[0]
            return CheckedSentence(
                span,
                s.text,
                "contradicted",
                tuple(o.why for o in first.objections),
                (),
                tuple(map(_anchor, against[:3])),
            )
        nearest = [h for h in held[:1] if h.covered >= LEAST]
        why = [o.why for h in nearest for o in h.objections] or ["no telling has anything like it"]
        return CheckedSentence(span, s.text, "not_found", tuple(why), (), ())

    def hold(self, s: SentenceFacts) -> list[HeldPassage]:
        """A sentence against the passages that share most with it."""
        keys = [*s.keys, *s.entities]
        return [self._held(s, p) for p in self.index.find(keys)] if keys else []

    def _held(self, s: SentenceFacts, p: SentenceFacts) -> HeldPassage:
        near = self.index.around(p)
        covered, missing = self._covered(s, p, near)
        agrees, clashes = self._judged(s, p, near) if covered >= HALF else (0.0, 0.0)
        out = [*self._numbers(s, p, near), *self._times(s, p, near), *self._names(s, p, near)]
        out += [*self._speakers(s, p, near), *self._quotes(s, p, near), *self._turned(s, p, covered, agrees, clashes)]
        when = [v for v, _, _ in s.times if times.parts(v)]
        exact = (
            bool(s.numbers or when)
            and clashes < AGAINST
            and all(numbers.given(q, p.numbers) for q in s.numbers)
            and all(times.stands(v, [x for x, _, _ in p.times]) for v in when)
        )
        enough = (
            covered >= WHOLE
            or (covered >= MOST and agrees >= AGREES)
            or (covered >= STATED and exact)
            or (covered >= HALF and agrees >= SURE)
        )
        if not enough:
            said = f"no telling says: {', '.join(missing)}" if missing else "its words stand in no one telling"
            out.append(Objection("words", said, False))
        if covered < MOST:  # it may be of another thing; but the same words are the same words
            worded = covered >= LEAST and any(_has_words(q, words(p.text)) for q in s.quotes)
            out = [Objection(o.what, o.why, o.hard and worded and o.what == "speaker") for o in out]
        return HeldPassage(p, covered, agrees, clashes, tuple(out), missing)

    def _covered(self, s: SentenceFacts, p: SentenceFacts, near: SentenceFacts) -> tuple[float, tuple[str, ...]]:
        here, there = {*p.stems, *p.entities}, set[str]()
        whole = self.index.whole(p.article)
        for x in self.index.beside(p):  # what another is the subject of is not told of these
            if self._subjects(x) <= s.entities | p.entities and not _another_speaks(s, x):
                there |= {*x.stems, *x.entities}
        spelt = {folded(w) for w in words(p.text)} - {""}
        all_, had, missing = 0.0, 0.0, []
        for k in sorted({*s.keys - LIGHT, *s.entities}):
            w = self.index.weight(k)
            all_ += w
            name = self.called.get(k)
            named = name is not None and (_named(name, p) or _prints(p, name))
            if k in here or named or s.capitals.get(k, "") in spelt:
                had += w
            elif OTHER_WORDS.get(k, NONE) & here:
                had += OTHERWISE * w
            elif k in there or (
                self.kinds.get(k) == "place" and (k in whole.entities or _named(self.called[k], whole))
            ):
                had += NEARBY * w
            elif k in whole.stems or k in whole.entities:
                had += ELSEWHERE * w
                missing.append(self.called.get(k, k))
            else:
                missing.append(self.called.get(k, k))
        return (had / all_ if all_ else 0.0), tuple(missing)

    def _judged(self, s: SentenceFacts, p: SentenceFacts, near: SentenceFacts) -> tuple[float, float]:
        model = shipped()
        if model is None:
            return 0.0, 0.0
        alone, wide = (model.probabilities(s.text, x.text) for x in (p, near))
        return float(max(alone[0], wide[0])), float(alone[1])

    def _numbers(self, s: SentenceFacts, p: SentenceFacts, near: SentenceFacts) -> Iterator[Objection]:
        for q in s.numbers:
            if numbers.given(q, p.numbers) or numbers.given(q, near.numbers):
                continue
            said = s.text[q.start : q.end]
            other = numbers.rival(q, p.numbers, s.numbers)
            if other:
                yield Objection("number", f"it says {said}, the passage {p.text[other.start : other.end]}", True)
            else:
                yield Objection("number", f"the passage does not give {said}", False)

    def _times(self, s: SentenceFacts, p: SentenceFacts, near: SentenceFacts) -> Iterator[Objection]:
        days = [p.day] if p.day else []
        here, there = [t[0] for t in p.times], [t[0] for t in near.times]
        for value, said, lead in s.times:
            found = times.stands(value, here)
            if found is None:
                found = times.stands(value, [*there, *days]) or None
            elif not found and times.stands(value, there):
                found = True
            alike = [t for t in p.times if times.parts(value) and times.stands(value, t[:1])]
            turned = next((b + w for _, w, b in alike if times.turned(lead + said, b + w)), "")
            if turned:
                yield Objection("time", f"it says {said}, the passage {turned}", True)
            elif found is None:
                yield Objection("time", f"no telling of it gives {said}", False)
            elif not found:
                other = ", ".join(t[1] for t in p.times)
                yield Objection("time", f"it says {said}, the passage {other}", True)

    def _names(self, s: SentenceFacts, p: SentenceFacts, near: SentenceFacts) -> Iterator[Objection]:
        speakers = {x.entity for x in s.said}
        for i in sorted(s.entities - p.entities - speakers):
            name = self.called[i]
            if _named(name, p):
                continue
            other = self._other_name(s, p, i)
            told = i in near.entities or _named(name, near)
            bare = not any(self.kinds[x] in ACTORS for x in p.entities)
            if not other and (bare or i not in self._subjects(s)) and told:
                continue
            if not other and self.kinds[i] == "place" and _named(name, self.index.whole(p.article)):
                continue  # where it happened, an article says once
            yield Objection("name", f"the passage does not speak of {name}", other)
        for name in s.strangers:
            if not _named(name, near):
                yield Objection("name", f"no telling of it names {name}", False)

    def _subjects(self, s: SentenceFacts) -> frozenset[str]:
        """Who a sentence begins with."""
        first = min(s.held, default=None)
        return frozenset({s.held[first]}) if first and first[0] - s.span[0] <= 30 else frozenset()

    def _other_name(self, s: SentenceFacts, p: SentenceFacts, i: str) -> bool:
        """Whether a passage has another of the same kind in the place of somebody or something."""
        if self.kinds[i] in ACTORS:
            return any(self.kinds[x] in ACTORS for x in p.entities - s.entities)
        for (start, _), x in s.held.items():
            if x == i and (m := _BEFORE.search(s.raw[: start - s.span[0]])):
                after = re.search(rf"\b{re.escape(m[0])}(?:the\s+)?([A-Z]\w+)", p.text)
                if after and folded(after[1]) not in map(folded, words(self.called[i])):
                    return True
            if x == i and re.search(r"\b(?:in|at)\s+$", s.raw[: start - s.span[0]]):
                return any(
                    self.kinds[y] == "place" and y not in s.entities and re.search(r"\bin\s+$", p.raw[: at - p.span[0]])
                    for (at, _), y in p.held.items()
                )
        return False

    def _speakers(self, s: SentenceFacts, p: SentenceFacts, near: SentenceFacts) -> Iterator[Objection]:
        for mine in s.said:
            if mine.entity is None:
                continue
            if any(_speaks(mine, x) for x in p.said) or (not p.said and any(_speaks(mine, x) for x in near.said)):
                continue
            name = self.called[mine.entity]
            if _prints(p, name):
                continue
            others = [x for x in p.said if x.entity and x.entity != mine.entity]
            if mine.entity in self._subjects(p) and not any(x.here for x in others):
                continue
            if others:
                who = ", ".join(dict.fromkeys(self.called[x.entity] for x in others if x.entity))
                yield Objection("speaker", f"{who} says so, not {name}", True)
            elif not (mine.entity in p.entities or _named(name, p)) and not any(_is_pronoun(x) for x in p.said):
                yield Objection("speaker", f"the passage does not have it from {name}", False)

    def _quotes(self, s: SentenceFacts, p: SentenceFacts, near: SentenceFacts) -> Iterator[Objection]:
        for q in s.quotes:
            if not _has_words(q, words(near.text)):
                yield Objection("quotation", f"these are not the words: “{' '.join(q)}”", False)

    def _turned(
        self, s: SentenceFacts, p: SentenceFacts, covered: float, agrees: float, clashes: float
    ) -> Iterator[Objection]:
        if covered < HALF:
            return
        for f in findings(s.sentence, p.sentence):
            if f.relation == "clashes" and f.kind in ("negation", "opposites", "count", "first"):
                yield Objection("denial", f.why, True)
                return
        for x in self.index.beside(p):
            for n in x.sentence.negated:
                if (
                    "without" not in x.sentence.tokens
                    and n.of[0] in s.keys - p.keys
                    and not any(n.of[0] in m.of for m in s.sentence.negated)
                ):
                    yield Objection("denial", f"it denies that: “{x.text}”", True)
        mine, theirs = {x.stance for x in s.said} & CONTRARY, {x.stance for x in p.said} & CONTRARY
        same = {x.entity for x in s.said if x.entity} & {x.entity for x in p.said if x.stance in CONTRARY}
        theirs = theirs if DENYING.isdisjoint(s.stems) else set()
        if theirs and not mine and (same or not s.sentence.negated):
            yield Objection("denial", f"there it is not said but {', '.join(sorted(theirs))}", True)
        elif mine and not theirs and not p.sentence.negated and DENYING.isdisjoint(p.stems):
            yield Objection("denial", f"it {', '.join(sorted(mine))} what the passage says", True)
        elif covered >= MOST and clashes >= AGAINST:
            yield Objection("denial", f"the learned judge: clashes {clashes:.0%}", True)


def _outweighs(against: HeldPassage, support: HeldPassage) -> bool:
    """Whether a passage that denies a sentence, or has it from another, has so much more of it that what supports it is beside
    the point. Other figures and dates do not: there are tellings that give those."""
    denied = any(o.hard and o.what in ("denial", "speaker") for o in against.objections)
    return denied and support.covered < WHOLE and against.covered >= support.covered + CLEAR


_BEFORE = re.compile(r"[^\W\d_]+\s+(?:of|in|from|at|near|to|into)\s+$")
"""What a name of a place hangs on: "residents of"."""


def _another_speaks(s: SentenceFacts, x: SentenceFacts) -> bool:
    """Whether a passage is what another says than those whose words a sentence gives."""
    others = [b for b in x.said if b.here and not _is_pronoun(b)]
    return bool(s.said and others) and not any(_speaks(a, b) for a in s.said for b in others)


def _prints(p: SentenceFacts, name: str) -> bool:
    """Whether a name is that of the outlet, or of the author, of the article that a passage is from."""
    parts = {folded(w) for w in words(name)} - {"the"}
    return bool(parts) and any(parts <= {folded(w) for w in words(x)} for x in p.printed)


def _anchor(h: HeldPassage) -> Anchor:
    return (h.passage.article, *h.passage.span)


def _named(name: str, p: SentenceFacts) -> bool:
    """Whether a passage has a name's words, or its last word: a surname."""
    parts = [folded(w) for w in words(name) if folded(w)]
    have = {folded(w) for w in words(p.text)}
    return bool(parts) and (parts[-1] in have or all(x in have for x in parts))


def _speaks(a: SpokenPart, b: SpokenPart) -> bool:
    return (a.entity is not None and a.entity == b.entity) or bool(a.source & b.source)


def _is_pronoun(x: SpokenPart) -> bool:
    return x.entity is None and x.words.casefold() in ("he", "she", "it", "they")


def _has_words(wanted: Sequence[str], have: Sequence[str]) -> bool:
    size = len(wanted)
    return any(tuple(have[k : k + size]) == tuple(wanted) for k in range(len(have) - size + 1))
