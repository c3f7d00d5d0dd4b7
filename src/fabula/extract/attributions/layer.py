"""Attributions: who said what, by what word.

Direct speech is found by quotation marks (``quotation``, ``direct``), reported speech by its cue in the parse
(``cues``), interviews by their layout (``turns``); where the reader's frames are given, the two are put together by
one policy (``merging``), and what nobody said is taken out (``unsaid``). Who the speaker is, is decided last
(``speakers``).
"""

import math
from collections.abc import Sequence

from fabula.extract.analysis import Analysis
from fabula.extract.attributions.direct import Finder
from fabula.extract.attributions.drafts import Draft, shared, size, without
from fabula.extract.attributions.false_attributions import settled
from fabula.extract.attributions.grounds import AttributionGround, worded
from fabula.extract.attributions.merging import Quotes, by_rules, merged
from fabula.extract.attributions.quotation import quotations
from fabula.extract.attributions.reported import reports
from fabula.extract.attributions.speakers import ARTICLE, Speakers
from fabula.extract.attributions.stance import stance
from fabula.extract.attributions.turns import ANSWERS, turns
from fabula.extract.sureness import log_odds, sure
from fabula.lang.en.rules.attributions import PRONOUNS
from fabula.model.records import Attribution, Mention, Pair
from fabula.model.vocabulary import AttributionKind
from fabula.neural.frames import Frame

_LONG = 12
"""Words from which on a source is a long one."""
_DIRECT = 0.9
"""Share of a content that stands in quotation marks, from which on it is direct speech."""


def attributions(
    analysis: Analysis,
    mentions: Sequence[Mention],
    frames: Sequence[Frame] = (),
    notes: list[dict[str, float]] | None = None,
) -> tuple[Attribution, ...]:
    """All attributions of an article's telling, in the order of their contents; ids are "a0", "a1", ...

    ``mentions`` give the chains that speakers are; ``frames`` are what the reader proposes (others than attributions
    are passed over), none for rules alone. Content that is partly in quotation marks is cut at the marks, so that each
    span is somebody's words or their gist. ``notes`` takes what each one's sureness is made of.
    """
    text = analysis.text
    marked = [q for q in quotations(text) if analysis.told(q.start)]
    quotes = [q for q in marked if q.depth == 0]
    outside = Finder(analysis, quotes)
    found = reports(analysis, lambda t: not outside.inside(t.idx) and analysis.told(t.idx))
    direct = Finder(analysis, quotes, found).run()
    known = Quotes(quotes, text)
    told = [f for f in frames if all(analysis.told(s) for spans in f.roles.values() for s, _ in spans)]
    drafts = merged(told, by_rules(found, direct, known), turns(analysis), known)
    inner = Quotes([q for q in marked if q.depth == 1], text)
    drafts = settled(drafts, analysis, known)
    return _numbered(drafts, Speakers(analysis, mentions), known, inner, notes)


def _numbered(
    drafts: list[Draft],
    speakers: Speakers,
    quotes: Quotes,
    inner: Quotes,
    notes: list[dict[str, float]] | None = None,
) -> tuple[Attribution, ...]:
    """Drafts as attributions: in order, with kind, speaker and what each stands within; ``notes`` takes their features."""
    out: list[Attribution] = []
    around: list[tuple[int, int, str]] = []
    for n, d in enumerate(sorted(drafts, key=lambda d: (d.start, -d.end, d.cue, d.source))):
        around = [a for a in around if a[1] > d.start]
        holding = [a for a in around if d.end <= a[1] and (a[0], a[1]) != (d.start, d.end)]
        kind, content = _kind(d, quotes, inner)
        speaker, who = _speaker(d, speakers)
        features = _features(d, kind, speaker, speakers.analysis.text, bool(holding))
        if notes is not None:
            notes.append(features)
        out.append(
            Attribution(
                id=f"a{n}",
                kind=kind,
                source=d.source,
                cue=d.cue,
                content=content,
                speaker=speaker,
                reason=f"{worded(d.ground, d.passive)}; {who}",
                within=min(holding, key=lambda a: (a[1] - a[0], a))[2] if holding else None,
                stance="says" if d.turn is not None else stance(speakers.analysis, d.cue, content, d.source),
                also=() if d.turn is not None else speakers.also(d.source, speaker),
                sure=sure("attributions", features),
            )
        )
        around.extend((s, e, f"a{n}") for s, e in d.content)
    return tuple(out)


def _kind(d: Draft, quotes: Quotes, inner: Quotes) -> tuple[AttributionKind, tuple[Pair, ...]]:
    """Direct, indirect or mixed, by the share of the content in quotation marks; and the content, cut at the marks.

    In speech within speech, whose cue stands inside the quotation, the marks within count, not those around.
    """
    if d.turn is not None:
        return "direct", d.content
    parts: list[Pair] = []
    for k in quotes.of(d.content):
        q = quotes.all[k]
        if any(q.start <= s < q.end for s, _ in d.cue):
            parts += [p for j in inner.of(d.content) for p in inner.all[j].parts if shared((p,), q.parts)]
        else:
            parts += q.parts
    quoted = shared(d.content, parts)
    if not quoted:
        return "indirect", d.content
    if quoted >= _DIRECT * size(d.content):
        return "direct", d.content
    rest = [p for p in without(d.content, parts) if quotes.worded(p)]
    inside = [(max(s, a), min(e, b)) for s, e in d.content for a, b in parts if max(s, a) < min(e, b)]
    return "mixed", tuple(sorted([*(quotes.trimmed(p) for p in rest), *inside]))


def _speaker(d: Draft, speakers: Speakers) -> tuple[str | None, str]:
    if d.turn is None:
        return speakers.of(d.source, d.subject)
    chain = speakers.by_name(d.turn.name) if d.turn.name else None
    if chain is None and d.source:
        chain, _ = speakers.of(d.source)
    if chain is None and d.turn.asks:
        return ARTICLE, "the interviewer asks"
    if chain is None and d.turn.name.lower().strip(".") in ANSWERS and (guest := speakers.guest(d.start)):
        return guest, "who is named most before the first question"
    return chain, f"label {d.turn.name}" if d.turn.name else "the interview names nobody"


def _features(d: Draft, kind: AttributionKind, speaker: str | None, text: str, inside: bool) -> dict[str, float]:
    """What an attribution's sureness is made of."""
    said = " ".join(text[s:e] for s, e in d.content)
    source = " ".join(text[s:e] for s, e in d.source)
    length = len(said.split())
    read = d.ground in (AttributionGround.READER, AttributionGround.READER_PARSED)
    return {
        d.ground.name.lower(): 1.0,
        "score": log_odds(d.score) if read else 0.0,
        kind: 1.0,
        "no source": float(not d.source),
        "nobody known": float(bool(d.source) and speaker is None),
        "pronoun": float(source.lower() in PRONOUNS),
        "long source": float(len(source.split()) > _LONG),
        "no cue": float(not d.cue),
        "few words": float(length < 3),
        "words": math.log1p(min(length, 60)) - 2.5,
        "inside": float(inside),
        "parts": float(len(d.content) > 1),
    }
