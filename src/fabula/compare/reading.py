"""What an article's claims and causes say by their words alone, before it is known who is meant: read once, and kept.

A function of one article and its layers and of nothing else. Who is meant, which event it is of and how rare a word is
depend on the company that a telling is in, and are worked out anew (``profiles``).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from fabula.compare.differences import Sentence, dates_of
from fabula.compare.quantities import ComparedQuantity, counted
from fabula.compare.wording import none_of, stems, words
from fabula.lang.en.calendar import WEEKDAYS
from fabula.model.records import Annotation, Attribution, Cause, Pair, Time
from fabula.model.records import Quantity as Counted


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A claim's words. ``parts``: its spans without who says it; ``core``: their text, whose stems are ``stems``;
    ``numbers``, ``dates`` and where these stand in it (``dated``) are those of the article's layers. ``none``: stems of what it says there is none of. ``first``: where its first word is that
    can be a name's or a pronoun's; ``pronoun``: whether that is a pronoun of a person."""

    parts: tuple[Pair, ...]
    core: str
    stems: tuple[str, ...]
    numbers: tuple[ComparedQuantity, ...]
    dates: tuple[tuple[str, str], ...]
    dated: tuple[Pair, ...]
    none: tuple[str, ...]
    first: int
    pronoun: bool

    def sentence(self) -> Sentence:
        """The core, with what is known of it."""
        known = Sentence(self.core)
        known.__dict__.update(
            stems=self.stems, numbers=self.numbers, dates=self.dates, dated=self.dated
        )  # where cached_property looks
        return known


class Caused(msgspec.Struct, frozen=True, array_like=True):
    """A causal relation's words: ``place`` among the article's; stems of its cause, of its effect, and of the claim
    that says it, which stands at ``span``."""

    place: int
    cause: tuple[str, ...]
    effect: tuple[str, ...]
    span: Pair
    said: tuple[str, ...]


class ClaimReading(msgspec.Struct, frozen=True, array_like=True):
    """An article's claims, in order, the stems of its mentions, in order, and its causal relations that have a sign."""

    claims: tuple[Said, ...]
    mentions: tuple[tuple[str, ...], ...]
    causes: tuple[Caused, ...]


def read(x: Annotation) -> ClaimReading:
    """Read an article."""
    text, said = x.article.text, {r.id: r for r in x.attributions}
    claims = []
    for c in x.claims:
        by = said.get(c.attribution) if c.attribution else None
        parts = _without((c.start, c.end), _telling(text, by) if by else [])
        words_, place = _core(text, parts)
        core = Sentence(_told(words_))
        when = [
            (t, place[t.start])
            for t in _within(x.times, c.start, c.end)
            if place.get(t.start, len(core.text)) < len(core.text)
        ]
        counts = _within(x.quantities, c.start, c.end)
        start, end = parts[0]
        if m := _FIRST.match(text, start, end):
            start = m.end()
        claims.append(
            Said(
                parts=tuple(parts),
                core=core.text,
                stems=core.stems,
                numbers=tuple(
                    counted(q, text, core.text, place[q.start])
                    for q in counts
                    if place.get(q.start, len(core.text)) + q.end - q.start <= len(core.text)
                ),
                dates=tuple(dict.fromkeys(d for t, _ in when for d in dates_of(t))),
                dated=tuple((at, min(len(core.text), at + t.end - t.start)) for t, at in when),
                none=tuple(none_of(core.text)),
                first=start,
                pronoun=bool(_PRONOUN.match(text, start)),
            )
        )
    return ClaimReading(
        claims=tuple(claims),
        mentions=tuple(tuple(stems(words(text[m.start : m.end]))) for m in x.mentions),
        causes=tuple(_caused(x, n, c) for n, c in enumerate(x.causes) if not c.conditional and c.polarity is not None),
    )


L = TypeVar("L", Time, Counted)


def _within(layer: Sequence[L], start: int, end: int) -> Sequence[L]:
    """The records of a layer, which is in order and without overlaps, that stand inside a span."""
    lo = bisect_left(layer, start, key=lambda r: r.start)
    hi = bisect_left(layer, end, lo, key=lambda r: r.start)
    return [r for r in layer[lo:hi] if r.end <= end]


def _core(text: str, parts: Sequence[Pair]) -> tuple[str, dict[int, int]]:
    """The words of spans on one line, and where each of the article's characters stands in it."""
    out: list[str] = []
    place: dict[int, int] = {}
    for s, e in parts:
        if out and out[-1] != " ":
            out.append(" ")
        for k in range(s, e):
            if not text[k].isspace():
                place[k] = len(out)
                out.append(text[k])
            elif out and out[-1] != " ":
                out.append(" ")
    core = "".join(out)
    lead = len(core) - len(core.lstrip())
    return core.strip(), {k: n - lead for k, n in place.items()}


def kept(x: Annotation) -> bytes:
    """An article's reading as it is kept."""
    return msgspec.msgpack.encode(read(x))


opened = msgspec.msgpack.Decoder(ClaimReading).decode
"""A reading that was kept."""


def _caused(x: Annotation, place: int, c: Cause) -> Caused:
    text = x.article.text
    cause, effect = (tuple(s for p, q in spans for s in stems(words(text[p:q]))) for spans in (c.cause, c.effect))
    parts = (*c.cause, *c.effect)
    least, most = min(p[0] for p in parts), max(p[1] for p in parts)
    inside = [k for k in x.claims if k.start <= least and most <= k.end]
    span = (inside[0].start, inside[0].end) if inside else (least, most)
    return Caused(place, cause, effect, span, tuple(dict.fromkeys(stems(words(text[span[0] : span[1]])))))


_SAY = r"(?:said|says|told|added|announced|reported|estimates|estimated|warned|stressed|noted|claims|claimed|believes?)"
_TAIL = re.compile(
    rf"(?<=\w)[,”\"]{{1,2}}\s+(?:[^,.;“”\"]{{2,70}}?\s{_SAY}|{_SAY}\s[^;“”\"]{{2,90}}?|according to [^;“”\"]{{2,80}}?)"
    r"(?:\s[^,.;]{1,40})?\.?$"
)


def _told(text: str) -> str:
    """A sentence without who says it at its end, where no attribution told so."""
    return _TAIL.sub("", text) or text


_PRONOUN = re.compile(r"(?:he|she|we|i|you)\b", re.IGNORECASE)
_FIRST = re.compile(r"[\W\d]*(?:(?:and|but|that|while|when|as|so|also|in fact,?|the|a|an)\s+)*", re.IGNORECASE)
_WHEN = re.compile(
    rf",?\s+(?:(?:on|late|early|last|this|in)\s+){{0,2}}(?:{'|'.join(d.title() for d in WEEKDAYS)}|today|yesterday|tonight|morning|"
    r"afternoon|evening|week)(?:\s+(?:morning|afternoon|evening|night))?(?=\s*[,.;:]|\s+that\b|\s*$)"
)


def _telling(text: str, by: Attribution) -> list[Pair]:
    """The spans of who says it, how, and, right after, when: "officials said Saturday" dates the saying."""
    when = [m.span() for _, e in (*by.source, *by.cue) if (m := _WHEN.match(text, e))]
    return [*by.source, *by.cue, *when]


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
