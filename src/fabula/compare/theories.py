"""Rival theories: one telling says that something lowers, raises or brings about another, a second says otherwise.

Read from the causal relations: the same cause and an effect on the same thing, with opposite signs, or asserted here
and denied ("failed to") there.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fabula.compare.reading import ClaimReading, read
from fabula.compare.wording import CALENDAR, negated, opposed, stems, stems_of
from fabula.lang.en.refuting_words import ALLEGED, DENIED
from fabula.model.records import Annotation, Cause, Comparison, Entity, Pair

FEW = 24
"""Relations with one word of a cause in common that are still compared pair by pair: keeps the work near-linear."""
SAME = 0.5
"""Share of two causes' words, names apart, that must be common: "sanctions", "the sanctions of the Union"."""
SHELLS = frozenset(
    stems(
        "action act approach arrangement aspect bill case change condition course decision development effort event fact "
        "factor form issue law manner matter measure method move order plan point policy practice procedure process "
        "program programme project proposal proposed reason regulation requirement result review rule situation step "
        "system thing trend way work announced new old updated final finalized recent current".split()
    )
) | frozenset(stems(CALENDAR))
"""Shell nouns (Schmid, 2000) and their likes: "the rule" of two tellings may be two rules, so they name no cause."""
BRIEF = 5
"""Content words that an effect may have: a longer one is a clause, whose sign is not that of what it names."""
ALIKE = 0.6
"""Share of the shorter sentence that the other holds from which both say the same, and a sign was misread."""
NEAR = 4
"""Words before a relation in which its negation may stand."""
SCORE = 0.9
"""How sure a clash of theories is: its signs are read, not learned. Set by hand."""


@dataclass(frozen=True, slots=True)
class Theory:
    """One causal relation: stems of its cause and effect without names, the entities that the effect is on, and the
    stems of the claim that says it. ``loose``: whether what is negated there may be something else, or it is only alleged."""

    article: str
    relation: Cause
    cause: frozenset[str]
    effect: frozenset[str]
    on: frozenset[str]
    span: Pair
    said: frozenset[str]
    loose: bool = False


def rivals(
    annotations: Sequence[Annotation],
    entities: Sequence[Entity],
    main: Mapping[str, str],
    readings: Sequence[ClaimReading] | None = None,
) -> list[Comparison]:
    """Pairs of causal relations of different tellings that cannot both hold: one for each two tellings and cause.

    ``readings``: those of the annotations, where they are known.
    """
    of_cause: dict[str, list[Theory]] = defaultdict(list)
    texts = {x.article.id: x.article.text for x in annotations}
    for t in _theories(annotations, entities, readings or [read(x) for x in annotations]):
        for k in sorted(t.cause):
            of_cause[k].append(t)
    best: dict[tuple[str, str, frozenset[str]], tuple[int, Theory, Theory]] = {}
    for _, found in sorted(of_cause.items()):
        if len(found) > FEW:
            continue
        for n, a in enumerate(found):
            for b in found[n + 1 :]:
                if a.article != b.article and _rival(a, b):
                    key = (a.article, b.article, a.cause & b.cause)
                    size = len(a.effect | a.on) + len(b.effect | b.on)
                    if key not in best or size > best[key][0]:
                        best[key] = (size, a, b)
    return [_row(texts, a, b, main) for _, (_, a, b) in sorted(best.items(), key=_place)]


def _place(item: tuple[tuple[str, str, frozenset[str]], tuple[int, Theory, Theory]]) -> tuple[str, Pair, str, Pair]:
    _, (_, a, b) = item
    return a.article, a.span, b.article, b.span


def _theories(
    annotations: Sequence[Annotation], entities: Sequence[Entity], readings: Sequence[ClaimReading]
) -> list[Theory]:
    of = {m: e.id for e in entities for m in e.members}
    places: dict[str, str] = {}
    for e in entities:  # an adjective of a country stands for it: "the Belarusian economy" is Belarus's
        for alias in e.aliases:
            for s in stems_of(alias):
                places.setdefault(s[:5], e.id)
    out = []
    for x, reading in zip(annotations, readings, strict=True):
        if not reading.causes:
            continue
        a = x.article.id
        mentions = [(m.start, m.end, of[a, m.chain]) for m in x.mentions if (a, m.chain) in of]
        for r in reading.causes:
            c = x.causes[r.place]
            on = {places[k[:5]] for k in r.effect if k[:5] in places}
            least, most = min((p for p, _ in c.effect), default=0), max((q for _, q in c.effect), default=0)
            on |= {
                e for s, t, e in mentions if least <= s and t <= most and any(p <= s and t <= q for p, q in c.effect)
            }
            named = frozenset(k for k in (*r.cause, *r.effect) if k[:5] in places)
            if cause := frozenset(r.cause) - named:
                effect = frozenset(r.effect) - named
                loose = _loose(x.article.text, c, r.span)
                out.append(Theory(a, c, cause, effect, frozenset(on), r.span, frozenset(r.said), loose))
    return out


def _loose(text: str, c: Cause, span: Pair) -> bool:
    """Whether a relation is only alleged; or what is negated may be its cause or effect, or something told before it."""
    if ALLEGED.search(text[span[0] : span[1]]):
        return True
    parts = [" ".join(text[p:q] for p, q in part) for part in (c.cause, c.effect)]
    if any(negated(x) or DENIED.search(x) for x in parts):
        return True
    if not c.negated:
        return False
    least = min(p for p, _ in (*c.cause, *c.effect))
    most = max(q for _, q in (*c.cause, *c.effect))
    before = " ".join(text[span[0] : least].split()[-NEAR:])
    return not negated(f"{before} {text[least:most]}")


def _rival(a: Theory, b: Theory) -> bool:
    """Whether two theories cannot both hold; opposite signs must be of one thing, not only of one country."""
    if a.cause & b.cause <= SHELLS or max(len(a.effect), len(b.effect)) > BRIEF:
        return False
    least = min(len(a.said), len(b.said))
    if (
        a.relation.negated == b.relation.negated
        and len(a.said & b.said) > ALIKE * least
        and not opposed(a.said, b.said)
    ):
        return False
    if len(a.cause & b.cause) < SAME * len(a.cause | b.cause):
        return False
    if a.loose or b.loose:
        return False
    p, q = a.relation, b.relation
    if p.negated != q.negated:
        return p.polarity == q.polarity and bool(a.on & b.on or len(a.effect & b.effect) >= 2)
    return p.polarity != q.polarity and bool(a.effect & b.effect and (a.on & b.on or len(a.effect & b.effect) >= 2))


def _row(texts: Mapping[str, str], a: Theory, b: Theory, main: Mapping[str, str]) -> Comparison:
    sides = tuple((t.article, *t.span) for t in (a, b))
    said = [" ".join(texts[i][s:e].split()) for i, s, e in sides]
    about = {main.get(a.article), main.get(b.article)}
    return Comparison(
        id="",
        kind="disagree",
        what=" / ".join(said),
        articles=(a.article, b.article),
        anchors=sides,
        about=next(iter(about)) if len(about) == 1 else min(a.on & b.on, default=None),
        score=SCORE,
        why=(f"opposite theories: one says that {_told(texts, a)}, the other that {_told(texts, b)}",),
    )


def _told(texts: Mapping[str, str], t: Theory) -> str:
    """ "“the tariffs” do not raise “prices”", by the words of the telling."""
    c, text = t.relation, texts[t.article]
    cause, effect = (" … ".join(" ".join(text[s:e].split()) for s, e in part) for part in (c.cause, c.effect))
    verb = ("raise" if c.polarity == 1 else "lower") if c.negated else ("raises" if c.polarity == 1 else "lowers")
    return f"“{cause}” {'does not ' if c.negated else ''}{verb} “{effect}”"
