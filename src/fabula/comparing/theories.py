"""Rival theories: one telling says that something lowers, raises or brings about another, a second says otherwise.

Read from the causal relations: the same cause and an effect on the same thing, with opposite signs, or asserted here
and denied ("failed to") there.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from fabula.comparing.wording import STOP, stems, words
from fabula.records import Annotation, Cause, Comparison, Entity

FEW = 200
"""Relations with one word of a cause in common that are still compared pair by pair."""


def rivals(annotations: Sequence[Annotation], entities: Sequence[Entity], main: Mapping[str, str]) -> list[Comparison]:
    """Pairs of causal relations of different tellings that cannot both hold."""
    names = {m: e.id for e in entities for m in e.members}
    places: dict[str, str] = {}
    for e in entities:  # an adjective of a country stands for it: "the Belarusian economy" is Belarus's
        for alias in e.aliases:
            for s in stems(words(alias)):
                places.setdefault(s[:5], e.id)
    of_cause: dict[str, list[tuple[str, Cause, frozenset[str], frozenset[str], int | None]]] = defaultdict(list)
    for x in annotations:
        text = x.article.text
        for c in x.causes:
            if c.conditional or c.polarity is None:
                continue
            cause, effect = (frozenset(_keys(text, spans)) for spans in (c.cause, c.effect))
            about = frozenset(places[k[:5]] for k in effect if k[:5] in places) | frozenset(
                names[x.article.id, m.chain]
                for m in x.mentions
                if (x.article.id, m.chain) in names and any(s <= m.start and m.end <= e for s, e in c.effect)
            )
            for k in sorted(cause):
                of_cause[k].append((x.article.id, c, effect, about, None if c.negated else c.polarity))
    out, seen = [], set()
    for k, rows in sorted(of_cause.items()):
        if len(rows) > FEW:
            continue
        for n, (i, a, ea, wa, sa) in enumerate(rows):
            for j, b, eb, wb, sb in rows[n + 1 :]:
                opposite = (sa is None) != (sb is None) if a.polarity == b.polarity else None not in (sa, sb)
                if i == j or not opposite or not (wa & wb or len(ea & eb) >= 2):
                    continue
                key = (i, a.id, j, b.id)
                if key in seen:
                    continue
                seen.add(key)
                out.append(_row(annotations, i, a, j, b, k, main))
    return out


def _keys(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [s for start, end in spans for s in stems(words(text[start:end])) if s not in STOP]


def _row(
    annotations: Sequence[Annotation], i: str, a: Cause, j: str, b: Cause, key: str, main: Mapping[str, str]
) -> Comparison:
    texts = {x.article.id: x.article.text for x in annotations if x.article.id in (i, j)}
    sides = [(art, min(s for s, _ in (*c.cause, *c.effect)), max(e for _, e in (*c.cause, *c.effect)))
             for art, c in ((i, a), (j, b))]  # fmt: skip
    said = [" ".join(texts[art][s:e].split()) for art, s, e in sides]
    sign = lambda c: ("denied: " if c.negated else "") + ("raises" if c.polarity == 1 else "lowers")  # noqa: E731
    return Comparison(
        id="",
        kind="disagree",
        what=" / ".join(said),
        articles=(i, j),
        anchors=tuple(sides),
        about=main.get(i) if main.get(i) == main.get(j) else None,
        score=0.9,
        why=(f"opposite theories of what {key}- does: {sign(a)}, {sign(b)}",),
    )
