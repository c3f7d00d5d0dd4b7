"""Attributions: who said what, by what word."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fabula.annotating.analysis import Analysis
from fabula.annotating.cues import Report, headline, reports
from fabula.annotating.direct import Finder, Statement
from fabula.annotating.quotation import Quotation, quotations
from fabula.annotating.speakers import ARTICLE, Speakers
from fabula.annotating.turns import Turn, turns
from fabula.language.frames import Frame
from fabula.records import Attribution, Mention, Pair


@dataclass(slots=True)
class Draft:
    """An attribution before it is numbered."""

    kind: str
    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    why: str
    score: float
    subject: int | None = None
    turn: Turn | None = None


def attributions(
    analysis: Analysis, mentions: Sequence[Mention], frames: Sequence[Frame] = ()
) -> tuple[Attribution, ...]:
    """All attributions of an article, in the order of their contents; ids are "a0", "a1", ..."""
    text = analysis.text
    quotes = [q for q in quotations(text) if q.depth == 0 and analysis.told(q.start)]
    spoken = turns(analysis)
    outside = Finder(analysis, quotes)
    found = reports(analysis.doc, lambda t: not outside.inside(t.idx) and analysis.told(t.idx))
    found += headline(analysis)
    direct = Finder(analysis, quotes, found).run()
    drafts = [_turn(t) for t in spoken]
    drafts += _outside(spoken, [_direct(s) for s in direct])
    drafts += _outside(spoken, _reported(found, direct, quotes))
    return _numbered(drafts, Speakers(analysis, mentions))


def _turn(t: Turn) -> Draft:
    return Draft(
        "direct", (t.label,) if t.label else (), (t.cue,) if t.cue else (), tuple(t.content), "turn", 0.95, turn=t
    )


def _direct(s: Statement) -> Draft:
    return Draft("direct", s.source, s.cue, tuple(s.content), s.why, s.score, s.subject)


def _outside(spoken: Sequence[Turn], drafts: list[Draft]) -> list[Draft]:
    """Without the statements that no cue of their own sets apart inside a turn: the turn is theirs."""
    starts = [t.content[0][0] for t in spoken]
    out = []
    for d in drafts:
        i = bisect_right(starts, d.content[0][0]) - 1
        inside = i >= 0 and d.content[0][0] < spoken[i].content[-1][1]
        if not inside or (d.cue and d.cue[0][0] >= spoken[i].content[0][0]):
            out.append(d)
    return out


def _reported(found: Sequence[Report], direct: Sequence[Statement], quotes: Sequence[Quotation]) -> list[Draft]:
    """Cue reports as drafts: grown to the quotation marks that they cut, and without those that direct speech explains."""
    starts, ends = [q.start for q in quotes], [q.end for q in quotes]
    cues = {s.head for s in direct}
    stated = {k for s in direct for k in s.quotes}
    out = []
    for r in found:
        if r.head in cues:
            continue
        touched = sorted({k for s, e in r.content for k in range(bisect_right(ends, s), bisect_left(starts, e))})
        if stated.intersection(touched):
            continue
        content = [_grown(span, quotes, touched) for span in r.content]
        kind = "indirect" if not touched else "mixed"
        out.append(Draft(kind, r.source, r.cue, tuple(content), "cue", r.score, r.subject))
    return out


def _grown(span: Pair, quotes: Sequence[Quotation], touched: Sequence[int]) -> Pair:
    s, e = span
    for k in touched:
        q = quotes[k]
        if s < q.end and e > q.start:
            s, e = min(s, q.start), max(e, q.end)
    return s, e


def _numbered(drafts: list[Draft], speakers: Speakers) -> tuple[Attribution, ...]:
    drafts = sorted(drafts, key=lambda d: (d.content[0][0], -d.content[-1][1], d.cue, d.source))
    out: list[Attribution] = []
    around: list[tuple[int, int, str]] = []
    for n, d in enumerate(drafts):
        start, end = d.content[0][0], d.content[-1][1]
        around = [a for a in around if a[1] > start]
        holding = [a for a in around if a[0] <= start and end <= a[1] and (a[0], a[1]) != (start, end)]
        chain, who = _who(d, speakers)
        name = f"a{n}"
        out.append(
            Attribution(
                id=name,
                kind=d.kind,
                source=d.source,
                cue=d.cue,
                content=d.content,
                speaker=chain,
                reason=f"{d.why}; {who}",
                within=min(holding, key=lambda a: a[1] - a[0])[2] if holding else None,
                confidence=d.score,
            )
        )
        around.extend((s, e, name) for s, e in d.content)
    return tuple(out)


def _who(d: Draft, speakers: Speakers) -> tuple[str | None, str]:
    if d.turn is not None:
        chain = speakers.by_name(d.turn.name) if d.turn.name else None
        if chain is None and d.source:
            chain, _ = speakers.of(d.source)
        if chain is None and d.turn.asks:
            return ARTICLE, "the interviewer asks"
        return chain, f"label {d.turn.name}" if d.turn.name else "the interview names nobody"
    return speakers.of(d.source, d.subject)


__all__ = ["attributions", "replace"]
