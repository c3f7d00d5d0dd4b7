"""Claims as what is compared: weighted stems, entities, quantities, and whose claim it is."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fabula.comparing.differences import DAYS, Sentence, sentence
from fabula.comparing.wording import none_of, stems, words
from fabula.records import Anchor, Annotation, Article, Attribution, Claim, Entity, Pair


@dataclass(frozen=True, slots=True)
class Profile:
    """A claim with what it is compared by.

    ``text`` is the clause as it stands; ``core`` is what is claimed, without who says it. ``keys``: stems of the core
    and ids of the entities in it. ``speaker``: an entity's id, the source's words, or None for the article's own voice.
    ``day``: when the article was published.
    ``none`` and ``counted``: stems of what it says there is none of, and of what it gives a number of. ``subject``: the
    entity that it begins with; UNKNOWN where it begins with a pronoun of a person not known, None with anything else.
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

    @property
    def anchor(self) -> Anchor:
        return self.article, self.claim.start, self.claim.end

    @property
    def factual(self) -> bool:
        """Whether it is a claim of fact, not an opinion, a hope, a possibility or an expectation."""
        return self.claim.kind == "fact" and self.claim.modality in ("asserted", "denied")


def profiles(annotations: Sequence[Annotation], entities: Sequence[Entity], main: Mapping[str, str]) -> list[Profile]:
    """The profiles of all claims, in order. Words that name or describe an entity stand for it, not for themselves."""
    of = {m: e.id for e in entities for m in e.members}
    named = {e.id: frozenset(s for a in e.aliases for s in stems(words(a))) for e in entities}
    out = []
    for x in annotations:
        a = x.article
        day = _day(a)
        said = {r.id: r for r in x.attributions}
        starts = [(m.start, m.end, of[a.id, m.chain]) for m in x.mentions if (a.id, m.chain) in of]
        k = 0
        for c in x.claims:
            by = said.get(c.attribution) if c.attribution else None
            parts = _without((c.start, c.end), _telling(a.text, by) if by else [])
            core = sentence(_told(" ".join(" ".join(a.text[s:e].split()) for s, e in parts)))
            while k < len(starts) and starts[k][0] < c.start:
                k += 1
            inside = [x for x in _between(starts, k, c.end) if any(p <= x[0] and x[1] <= q for p, q in parts)]
            who = frozenset(e for _, _, e in inside)
            names = frozenset[str]().union(*(named[e] for e in sorted(who)))
            names |= frozenset(s for m, n, _ in inside for s in stems(words(a.text[m:n])))
            out.append(
                Profile(
                    article=a.id,
                    event=main.get(a.id),
                    claim=c,
                    text=" ".join(a.text[c.start : c.end].split()),
                    core=core,
                    keys=frozenset(core.stems) - names | who,
                    entities=who,
                    speaker=_speaker(a.id, a.text, by, of),
                    day=day,
                    none=frozenset(none_of(core.text)),
                    counted=frozenset(u for q in core.numbers if q.low > 0 for u in q.units[:2]),
                    subject=_subject(a.text, parts, inside),
                )
            )
    return out


_SAY = r"(?:said|says|told|added|announced|reported|estimates|estimated|warned|stressed|noted|claims|claimed|believes?)"
_TAIL = re.compile(
    rf"(?<=\w)[,”\"]{{1,2}}\s+(?:[^,.;“”\"]{{2,70}}?\s{_SAY}|{_SAY}\s[^;“”\"]{{2,90}}?|according to [^;“”\"]{{2,80}}?)"
    r"(?:\s[^,.;]{1,40})?\.?$"
)


def _told(text: str) -> str:
    """A sentence without who says it at its end, where no attribution told so."""
    return _TAIL.sub("", text) or text


UNKNOWN = "?"
_PRONOUN = re.compile(r"(?:he|she|we|i|you)\b", re.IGNORECASE)
_FIRST = re.compile(r"[\W\d]*(?:(?:and|but|that|while|when|as|so|also|in fact,?|the|a|an)\s+)*", re.IGNORECASE)
OPENING = 40
"""Characters from the first word on in which a name is taken for the subject: room for a title before it."""


def _subject(text: str, parts: Sequence[Pair], inside: Sequence[tuple[int, int, str]]) -> str | None:
    start, end = parts[0]
    if m := _FIRST.match(text, start, end):
        start = m.end()
    first = min(inside, default=None)
    if first and first[0] <= start + OPENING and not _VERB.search(text, start, max(start, first[0])):
        return first[2]
    return UNKNOWN if _PRONOUN.match(text, start) else None


_VERB = re.compile(
    r"[,;:–—]|\b(?:is|are|was|were|has|have|had|will|would|could|can|may|did|does|in|on|at|of|to|by|for|from|that|which|who|with|\w+ed)\b"
)
_WHEN = re.compile(
    rf",?\s+(?:(?:on|late|early|last|this|in)\s+){{0,2}}(?:{'|'.join(d.title() for d in DAYS)}|today|yesterday|tonight|morning|"
    r"afternoon|evening|week)(?:\s+(?:morning|afternoon|evening|night))?(?=\s*[,.;:]|\s+that\b|\s*$)"
)


def _telling(text: str, by: Attribution) -> list[Pair]:
    """The spans of who says it, how, and, right after, when: "officials said Saturday" dates the saying."""
    when = [m.span() for _, e in (*by.source, *by.cue) if (m := _WHEN.match(text, e))]
    return [*by.source, *by.cue, *when]


def _between(found: Sequence[tuple[int, int, str]], k: int, end: int) -> Sequence[tuple[int, int, str]]:
    j = k
    while j < len(found) and found[j][0] < end:
        j += 1
    return found[k:j]


def _without(span: Pair, cuts: Sequence[Pair]) -> list[Pair]:
    """A span without some stretches of it; the whole where nothing would be left."""
    start, end = span
    out, at = [], start
    for s, e in sorted(cuts):
        if s >= end or e <= start:
            continue
        if s > at:
            out.append((at, s))
        at = max(at, e)
    if at < end:
        out.append((at, end))
    return out or [span]


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


def weights(found: Sequence[Profile]) -> dict[str, float]:
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


def similarity(a: Profile, b: Profile, weight: Mapping[str, float], least: float | None = None) -> float:
    """Weighted overlap of two claims in 0..1: the shared weight over the lighter claim's, damped by its size.

    A claim may be one clause and its counterpart a long sentence: the lighter one decides, as in Simpson's overlap.
    ``least``: the lighter one's weight, where it is known.
    """
    if least is None:
        least = min(weighed(a.keys, weight), weighed(b.keys, weight))
    return weighed(a.keys & b.keys, weight) / (least + 2.0) if least else 0.0


def weighed(keys: Iterable[str], weight: Mapping[str, float]) -> float:
    """The sum of the weights of keys, the same whatever their order."""
    return math.fsum(weight[k] for k in keys)


def holders(found: Sequence[Profile]) -> dict[str, set[str]]:
    """Which articles have each entity and each quantity ("140 cubic")."""
    out: dict[str, set[str]] = defaultdict(set)
    for p in found:
        for k in [*p.entities, *figures(p)]:
            out[k].add(p.article)
    return out


def figures(p: Profile) -> list[str]:
    """The claim's quantities that have a unit, as text."""
    return [f"{q.value:g} {q.units[0]}" for q in p.core.numbers if q.units]
