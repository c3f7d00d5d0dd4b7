"""What the rules and the reader each propose, made one.

One policy, in this order:

1. In an interview, a turn is its speaker's: what only repeats a turn is dropped, what lies inside one is nested.
2. The reader decides who speaks and what is reported; where the parse has a source for the same cue that overlaps the
   frame's, the parse says how far the name goes, and where the frame has none, who it is.
3. Quotation marks decide how far direct speech goes: a frame that holds most of a quotation takes all of it, and one
   that only grazes a quotation leaves it, unless it lies wholly inside (then it is speech within speech). A quotation
   with a cue beside it goes to the frame with that cue or that source, and is the rules' where there is none; any other
   goes to the frame whose cue is nearest, or, where no frame claims it, is the rules'.
4. A report in the parse that no frame touches is kept where the rules are sure of it.
5. A scare quote stands for nothing by itself: a frame without a cue whose content is a few quoted words is dropped.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from fabula.extract.analysis import trimmed
from fabula.extract.attributions.cues import Report, clean
from fabula.extract.attributions.direct import Statement
from fabula.extract.attributions.drafts import Draft, joined, shared, size, without
from fabula.extract.attributions.grounds import AttributionGround
from fabula.extract.attributions.quotation import Quotation
from fabula.extract.attributions.turns import Turn
from fabula.model.records import Pair
from fabula.neural.frames import Frame

HOLDS = 0.5
"""Share of a quotation's characters that a frame must hold to take all of it."""
BESIDE = 3
"""Characters at most between a cue or source and the quotation that is its content, where the reader broke off."""
SURE = 0.85
"""Least score of a report of the rules that stands where the reader proposes nothing."""
SCARE = 3
"""Most words of a quotation that is a scare quote, where nothing else makes it a statement."""
_FAR = 10_000
_WORD = re.compile(r"\w+")


class Quotes:
    """The top-level quotations of an article, found by place."""

    def __init__(self, quotes: Sequence[Quotation], text: str) -> None:
        self.all = quotes
        self.text = text
        self.starts = [q.start for q in quotes]
        self.ends = [q.end for q in quotes]

    def touching(self, span: Pair) -> range:
        """The indices of the quotations that overlap a span."""
        return range(bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1]))

    def trimmed(self, span: Pair) -> Pair:
        """A span without spaces and punctuation at its edges."""
        return clean(self.text, *span)

    def whole(self, span: Pair) -> Pair:
        """A span grown to whole words."""
        s, e = span
        while s > 0 and (
            self.text[s - 1].isalnum() or (self.text[s - 1] in "’'-" and self.text[s - 2 : s - 1].isalnum())
        ):
            s -= 1
        while e < len(self.text) and self.text[e].isalnum() and self.text[e - 1].isalnum():
            e += 1
        return trimmed(self.text, s, e)

    def one_line(self, a: int, b: int) -> bool:
        """Whether two positions lie in one paragraph."""
        return self.text.find("\n", min(a, b), max(a, b)) < 0

    def worded(self, span: Pair) -> bool:
        """Whether a span holds a letter or digit."""
        return any(c.isalnum() for c in self.text[span[0] : span[1]])

    def of(self, spans: Sequence[Pair]) -> list[int]:
        """The indices of the quotations that overlap any of the spans, in order."""
        return sorted({k for s in spans for k in self.touching(s)})


def by_rules(found: Sequence[Report], direct: Sequence[Statement], quotes: Quotes) -> list[Draft]:
    """The rules' own drafts: direct statements, and reports grown to the quotation marks that they cut."""
    cues = {s.head for s in direct if s.head is not None}
    stated = {k for s in direct for k in s.quotes}
    out = [Draft(s.source, s.cue, joined(s.content), s.ground, s.score, s.subject, tuple(s.quotes)) for s in direct]
    for r in found:
        touched = quotes.of(r.content)
        if r.head in cues or stated.intersection(touched):
            continue
        parts = [p for k in touched for p in quotes.all[k].parts]
        out.append(
            Draft(
                r.source, r.cue, joined([*r.content, *parts]), AttributionGround.CUE, r.score, r.subject, tuple(touched)
            )
        )
    return out


def snapped(frame: Frame, quotes: Quotes) -> Draft | None:
    """A frame of the reader with its content fitted to the quotation marks; None where nothing is left of it."""
    text = quotes.text
    source, cue = (
        tuple(p for span in joined(frame.roles.get(k, ())) if quotes.worded(p := trimmed(text, *span)) or k == "cue")
        for k in ("source", "cue")
    )
    source = joined(quotes.whole(p) for p in source)
    content = without(joined(frame.roles.get("content", ())), sorted((*source, *cue)))
    if cue and any(quotes.one_line(s, cue[0][0]) for s, _ in content):
        content = tuple(p for p in content if quotes.one_line(p[0], cue[0][0]) or quotes.touching(p))
    if not content:
        return None
    held: list[int] = []
    for k in quotes.of(content):
        q = quotes.all[k]
        if any(q.start <= s and e <= q.end for s, e in (*cue, *source)):
            continue
        all_inside = not without(content, q.parts)
        if shared(content, q.inner) >= HOLDS * size(q.inner) or (all_inside and _apart((*cue, *source), q) <= BESIDE):
            content = joined([*content, *q.parts])
            held.append(k)
        elif not all_inside:
            content = tuple(p for s, e in without(content, q.parts) if (p := trimmed(text, s, e))[0] < p[1])
    kept = tuple(p for p in content if quotes.worded(p))
    if not kept:
        return None
    words = sum(len(_WORD.findall(text, s, e)) for s, e in kept)
    if not cue and held and words <= SCARE and not without(kept, [p for k in held for p in quotes.all[k].parts]):
        return None
    return Draft(source, cue, kept, AttributionGround.READER, frame.score, None, tuple(held))


def merged(frames: Sequence[Frame], rules: Sequence[Draft], spoken: Sequence[Turn], quotes: Quotes) -> list[Draft]:
    """The drafts that stand: see the policy above. ``rules`` are ``by_rules``'s."""
    turns = [
        Draft(
            (t.label,) if t.label else (),
            (t.cue,) if t.cue else (),
            tuple(t.content),
            AttributionGround.TURN,
            0.95,
            turn=t,
        )
        for t in spoken
    ]
    snaps = [d for f in frames if f.task == "attribution" and (d := snapped(f, quotes)) is not None]
    _settled(snaps, rules, quotes)
    _sourced(snaps, rules, quotes)
    read = _distinct(snaps, quotes)
    out = list(read)
    index = _Index(read)
    owner = {k: d for d in read for k in d.quotes}
    for r in rules:
        rival = (
            next((owner[k] for k in r.quotes if k in owner), None)
            or (r.ground is AttributionGround.GOES_ON and index.cued(r))
            or None
        )
        if rival is not None:
            _helped(rival, r, owner, quotes)
        elif r.stated or ((not frames or r.quotes or r.score >= SURE) and not index.near(r)):
            out.append(r)
    return turns + _inside(spoken, out)


def _settled(read: Sequence[Draft], rules: Sequence[Draft], quotes: Quotes) -> None:
    """Give each quotation that has a cue beside it to the frame with that cue, or that source, and to no other."""
    stated = {k for r in rules if r.stated for k in r.quotes}
    claims: dict[int, list[Draft]] = {}
    for d in read:
        for k in d.quotes:
            claims.setdefault(k, []).append(d)
    for r in rules:
        rivals = [d for k in r.quotes for d in claims.get(k, ()) if d.content]  # one may have lost all that it had
        if not rivals or not r.cue:
            continue
        best = max(rivals, key=lambda d: (shared(d.cue, r.cue) > 0, shared(d.source, r.source) > 0, d.score, -d.start))
        mine = shared(best.cue, r.cue) > 0 or (r.stated and shared(best.source, r.source) > 0)
        if not (mine or r.stated):
            continue
        for d in rivals:
            if d is not best or not mine:
                _lose(d, r.quotes, quotes)
        if mine and r.stated:
            free = [k for k in best.quotes if k not in stated and quotes.one_line(quotes.all[k].start, r.start)]
            best.content = joined([*r.content, *(p for k in free for p in quotes.all[k].parts)])
            best.quotes = tuple(sorted({*r.quotes, *free}))


def _sourced(read: Sequence[Draft], rules: Sequence[Draft], quotes: Quotes) -> None:
    """Where the parse has a source for a frame's cue: give it to a frame without one, or let it bound the frame's."""
    cued = sorted(((c, n) for n, r in enumerate(rules) if r.source for c in r.cue))
    for d in read:
        for cue in d.cue if d.content else ():
            i = bisect_left(cued, ((cue[0], cue[0]), 0))
            for (s, e), n in cued[max(0, i - 1) : i + 2]:
                if s < cue[1] and cue[0] < e:
                    _take_source(d, rules[n], quotes)


def _take_source(d: Draft, rule: Draft, quotes: Quotes) -> None:
    if d.source and not shared(d.source, rule.source):
        return
    rest = tuple(p for p in without(d.content, rule.source) if quotes.worded(p))
    if not rest or shared(d.cue, rule.source):
        return
    if not d.source:
        d.ground = AttributionGround.READER_PARSED
    d.source, d.subject, d.content = rule.source, rule.subject, rest


def _lose(d: Draft, lost: Sequence[int], quotes: Quotes) -> None:
    """Take quotations out of a draft's content."""
    parts = [p for k in lost for p in quotes.all[k].parts]
    d.content = tuple(p for p in without(d.content, parts) if quotes.worded(p))
    d.quotes = tuple(k for k in d.quotes if k not in lost)


def _helped(read: Draft, rule: Draft, owner: dict[int, Draft], quotes: Quotes) -> None:
    """Give a frame what the rules know of the same words: a source that it lacks, and quotations that go on with it."""
    if not read.source and rule.source:
        _take_source(read, rule, quotes)
    more = [k for k in rule.quotes if k not in owner]
    if more:
        read.content = joined([*read.content, *(p for k in more for p in quotes.all[k].parts)])
        read.quotes = tuple(sorted({*read.quotes, *more}))
        owner.update((k, read) for k in more)


def _distinct(read: Sequence[Draft], quotes: Quotes) -> list[Draft]:
    """Each quotation with one of the drafts that claim it, the one whose cue is nearest: the others lose it."""
    claims: dict[int, list[Draft]] = {}
    for d in read:
        for k in d.quotes:
            claims.setdefault(k, []).append(d)
    for k, claimed in claims.items():
        rivals = [d for d in claimed if d.content]
        if not rivals:
            continue
        q = quotes.all[k]
        best = min(rivals, key=lambda d: (_apart(d.cue, q), -d.score, d.start))
        for d in rivals:
            if d is not best:
                _lose(d, [k], quotes)
    return sorted((d for d in read if d.content), key=lambda d: (d.start, -d.end))


def _apart(cue: Sequence[Pair], q: Quotation) -> int:
    """How many characters lie between a cue and a quotation; far where there is no cue."""
    return min((max(q.start - e, s - q.end, 0) for s, e in cue), default=_FAR)


class _Index:
    """Drafts by the place of their content's parts, to find those that overlap another."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.parts = sorted((s, e, i) for i, d in enumerate(drafts) for s, e in d.content)
        self.starts = [p[0] for p in self.parts]
        self.longest = max((e - s for s, e, _ in self.parts), default=0)
        self.cues = sorted((c, n) for n, d in enumerate(drafts) for c in d.cue)
        self.drafts = drafts

    def near(self, d: Draft) -> bool:
        """Whether a draft's content, or its cue, is mostly another's content or cue already."""
        seen: set[int] = set()
        for s, e in d.content:
            i = bisect_left(self.starts, s - self.longest)
            while i < len(self.parts) and self.parts[i][0] < e:
                if self.parts[i][1] > s:
                    seen.add(self.parts[i][2])
                i += 1
        mine = size(d.content)
        if any(
            shared(d.content, self.drafts[i].content) >= HOLDS * min(mine, size(self.drafts[i].content)) for i in seen
        ):
            return True
        return self.cued(d) is not None

    def cued(self, d: Draft) -> Draft | None:
        """A draft that has the same cue."""
        for cue in d.cue:
            i = bisect_left(self.cues, (cue, 0))
            for (s, e), n in self.cues[max(0, i - 1) : i + 1]:
                if s < cue[1] and cue[0] < e:
                    return self.drafts[n]
        return None


def _inside(spoken: Sequence[Turn], drafts: Sequence[Draft]) -> list[Draft]:
    """Without what only repeats a turn, or starts inside one by somebody outside it."""
    starts = [t.content[0][0] for t in spoken]
    out = []
    for d in drafts:
        i = bisect_right(starts, d.start) - 1
        if i < 0 or d.start >= spoken[i].content[-1][1]:
            out.append(d)
            continue
        turn = spoken[i]
        own = bool(d.cue) and d.cue[0][0] >= turn.content[0][0]
        if own and shared(d.content, turn.content) < 0.8 * size(turn.content):
            out.append(d)
    return out
