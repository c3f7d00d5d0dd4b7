"""What an article's claims and causes say by their words alone, before it is known who is meant: read once, and kept.

A function of one article and its layers and of nothing else. Who is meant, which event it is of and how rare a word is
depend on the company that a telling is in, and are worked out anew (``profiles``).
"""

import re
from collections.abc import Sequence

import msgspec

from fabula.compare.differences import DAYS, Sentence
from fabula.compare.quantities import ComparedQuantity
from fabula.compare.wording import none_of, stems, words
from fabula.model.records import Annotation, Attribution, Cause, Pair


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A claim's words. ``parts``: its spans without who says it; ``core``: their text, whose stems and quantities are
    ``stems`` and ``numbers``; ``none``: stems of what it says there is none of. ``first``: where its first word is that
    can be a name's or a pronoun's; ``pronoun``: whether that is a pronoun of a person."""

    parts: tuple[Pair, ...]
    core: str
    stems: tuple[str, ...]
    numbers: tuple[ComparedQuantity, ...]
    none: tuple[str, ...]
    first: int
    pronoun: bool

    def sentence(self) -> Sentence:
        """The core, with what is known of it."""
        known = Sentence(self.core)
        known.__dict__.update(stems=self.stems, numbers=self.numbers)  # where cached_property looks
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
        core = Sentence(_told(" ".join(" ".join(text[s:e].split()) for s, e in parts)))
        start, end = parts[0]
        if m := _FIRST.match(text, start, end):
            start = m.end()
        claims.append(
            Said(
                parts=tuple(parts),
                core=core.text,
                stems=core.stems,
                numbers=core.numbers,
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
    rf",?\s+(?:(?:on|late|early|last|this|in)\s+){{0,2}}(?:{'|'.join(d.title() for d in DAYS)}|today|yesterday|tonight|morning|"
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
