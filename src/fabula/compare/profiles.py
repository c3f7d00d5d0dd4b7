"""Claims as what is compared: weighted stems, entities, quantities, and whose claim it is."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fabula.compare.differences import Sentence
from fabula.compare.reading import ClaimReading, Said, read
from fabula.compare.wording import stems_of
from fabula.model.records import Anchor, Annotation, Article, Attribution, Claim, Entity


@dataclass(frozen=True, slots=True)
class ClaimProfile:
    """A claim with what it is compared by.

    ``text`` is the clause as it stands; ``core`` is what is claimed, without who says it. ``keys``: stems of the core
    and ids of the entities in it. ``speaker``: an entity's id, the source's words, or None for the article's own voice.
    ``day``: when the article was published.
    ``none`` and ``counted``: stems of what it says there is none of, and of what it gives a number of. ``subject``: the
    entity that it begins with; UNKNOWN where it begins with a pronoun of a person not known, None with anything else.
    ``recalls``: the times that it, or what stands right before it, names: a year, "last month", "years after".
    """

    article: str
    event: str | None
    claim: Claim
    text: str
    core: Sentence
    keys: frozenset[str]
    entities: frozenset[str]
    speaker: str | None
    day: date | None
    none: frozenset[str]
    counted: frozenset[str]
    subject: str | None = None
    recalls: frozenset[str] = frozenset()

    @property
    def anchor(self) -> Anchor:
        return self.article, self.claim.start, self.claim.end

    @property
    def factual(self) -> bool:
        """Whether it is a claim of fact, not an opinion, a hope, a possibility or an expectation."""
        return self.claim.kind == "fact" and self.claim.modality in ("asserted", "denied")


def profiles(
    annotations: Sequence[Annotation],
    entities: Sequence[Entity],
    main: Mapping[str, str],
    readings: Sequence[ClaimReading] | None = None,
) -> list[ClaimProfile]:
    """The profiles of all claims, in order. Words that name or describe an entity stand for it, not for themselves.

    ``readings``: those of the annotations, where they are known.
    """
    of = {m: e.id for e in entities for m in e.members}
    named = {e.id: frozenset(s for a in e.aliases for s in stems_of(a)) for e in entities}
    out = []
    for x, reading in zip(annotations, readings or map(read, annotations), strict=True):
        a = x.article
        day = _day(a)
        said = {r.id: r for r in x.attributions}
        starts = [(m.start, m.end, of[a.id, m.chain], n) for n, m in enumerate(x.mentions) if (a.id, m.chain) in of]
        k = 0
        for c, r in zip(x.claims, reading.claims, strict=True):
            while k < len(starts) and starts[k][0] < c.start:
                k += 1
            inside = [m for m in _between(starts, k, c.end) if any(p <= m[0] and m[1] <= q for p, q in r.parts)]
            who = frozenset(m[2] for m in inside)
            names = frozenset[str]().union(*(named[e] for e in who), *(reading.mentions[m[3]] for m in inside))
            out.append(
                ClaimProfile(
                    article=a.id,
                    event=main.get(a.id),
                    claim=c,
                    text=" ".join(a.text[c.start : c.end].split()),
                    core=r.sentence(),
                    keys=frozenset(r.stems) - names | who,
                    entities=who,
                    speaker=_speaker(a.id, a.text, said.get(c.attribution) if c.attribution else None, of),
                    day=day,
                    none=frozenset(r.none),
                    counted=frozenset(u for q in r.numbers if q.low > 0 for u in q.units[:2]),
                    subject=_subject(a.text, r, inside),
                    recalls=frozenset(m.group().lower() for m in _LONG_AGO.finditer(_with_before(a.text, c))),
                )
            )
    return out


_LONG_AGO = re.compile(
    r"\b(?:weeks?|months?|years?|decades?|centur(?:y|ies))\s+(?:after|before|earlier|ago|later|since|prior)\b|"
    r"\b(?:last|previous)\s+(?:week|month|year|decade|century)\b|\b(?:1[5-9]|20)\d\d\b",
    re.IGNORECASE,
)
BEFORE = 200
"""Characters before a claim, of its paragraph, in which the time may be named that it is of."""
_BACK = re.compile(r"\W*(?:it|he|she|they|that|this|those|these|then|there)\b", re.IGNORECASE)
_BEGINS = re.compile(r"\W*(?:in|since|during|by|back in)\s+(?:\w+\s+)?(?:1[5-9]|20)\d\d\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")


def _with_before(text: str, c: Claim) -> str:
    """A claim's text, after the sentence before it where the time of that one holds for it as well: it points back, or that
    one begins with the year."""
    own = text[c.start : c.end]
    last = _SENTENCE.split(text[max(0, c.start - BEFORE) : c.start].rsplit("\n", 1)[-1].rstrip())[-1]
    return f"{last} {own}" if _BACK.match(own) or _BEGINS.match(last) else own


Named = tuple[int, int, str, int]
"""A mention's start and end, whose it is, and its place among the article's."""
UNKNOWN = "?"
OPENING = 40
"""Characters from the first word on in which a name is taken for the subject: room for a title before it."""


def _subject(text: str, said: Said, inside: Sequence[Named]) -> str | None:
    first = min(inside, default=None)
    if first and first[0] <= said.first + OPENING and not _VERB.search(text, said.first, max(said.first, first[0])):
        return first[2]
    return UNKNOWN if said.pronoun else None


_VERB = re.compile(
    r"[,;:–—]|\b(?:is|are|was|were|has|have|had|will|would|could|can|may|did|does|in|on|at|of|to|by|for|from|that|which|who|with|\w+ed)\b"
)


def _between(found: Sequence[Named], k: int, end: int) -> Sequence[Named]:
    j = k
    while j < len(found) and found[j][0] < end:
        j += 1
    return found[k:j]


def _day(a: Article) -> date | None:
    known = a.published.date if a.published else None
    if not known or len(known) < 10:
        return None
    try:
        return date.fromisoformat(known[:10])
    except ValueError:
        return None


def _speaker(article: str, text: str, by: Attribution | None, of: Mapping[tuple[str, str], str]) -> str | None:
    if by is None or by.speaker == "article":
        return None
    if by.speaker and (article, by.speaker) in of:
        return of[article, by.speaker]
    return " ".join(text[s:e].casefold() for s, e in by.source) or "not stated"


def weights(found: Sequence[ClaimProfile]) -> dict[str, float]:
    """Inverse document frequency of every key over claims: log((1 + n) / (1 + df)), about 0 for what all share.

    Both logarithms go in steps (STEPS): a few claims more leave nearly all weights, and so the pairs that are judged, as
    they were.
    """
    df = Counter(k for p in found for k in p.keys)
    most = _stepped(1 + len(found), STEPS[0])
    return {k: max(0.0, most - _stepped(1 + v, STEPS[1])) for k, v in df.items()}


STEPS = 4, 16
"""Steps a unit of log claims, and of log claims with a key: a step is 28% more claims, or 6% more with the key."""


def _stepped(count: int, steps: int) -> float:
    return round(math.log(count) * steps) / steps


def similarity(a: ClaimProfile, b: ClaimProfile, weight: Mapping[str, float]) -> float:
    """Weighted overlap of two claims in 0..1."""
    return overlap(a.keys & b.keys, weight, min(weighed(a.keys, weight), weighed(b.keys, weight)))


def overlap(shared: Iterable[str], weight: Mapping[str, float], least: float) -> float:
    """The weight of shared keys over that of the lighter claim (``least``), damped by its size.

    A claim may be one clause and its counterpart a long sentence: the lighter one decides, as in Simpson's overlap.
    """
    return weighed(shared, weight) / (least + 2.0) if least else 0.0


def weighed(keys: Iterable[str], weight: Mapping[str, float]) -> float:
    """The sum of the weights of keys, the same whatever their order: weights are whole sixteenths, so sums are exact."""
    return sum(map(weight.__getitem__, keys))


def holders(found: Sequence[ClaimProfile]) -> dict[str, set[str]]:
    """Which articles have each entity and each quantity ("140 cubic")."""
    out: dict[str, set[str]] = defaultdict(set)
    for p in found:
        for k in [*p.entities, *figures(p)]:
            out[k].add(p.article)
    return out


def figures(p: ClaimProfile) -> list[str]:
    """The claim's quantities that have a unit, as text."""
    return [f"{q.value:g} {q.units[0]}" for q in p.core.numbers if q.units]
