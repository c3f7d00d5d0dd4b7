"""Of the first screen: the figures now, what is disputed and what is expected next."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from fabula.derive.lines import Told
from fabula.lang.en.function_words import STOP
from fabula.lang.en.line_words import EXPECTED_BY, EXPECTING, NOBODY, SPOKEN, WILLING
from fabula.lang.en.quantities.kinds import HELD, OF_EVENTS
from fabula.lang.en.saying import SPEECH
from fabula.lang.en.stems import stem, stems
from fabula.model.quoting import ARTICLE
from fabula.model.records import Anchor, Annotation, EventMention, Figure, FigurePoint
from fabula.views.brief import Line, LineGroup, Section
from fabula.views.figures import amount, title
from fabula.views.story import Telling, day_words, near

_WORD = re.compile(r"[^\W\d_]+")
_SAID = frozenset(stem(v) for v in SPEECH)
"""Who says nothing of a thing denies nothing: "did not respond"."""
Dispute = tuple[str, tuple[Anchor, ...]]
"""What is said of both sides, and the passages that it rests on."""

FIGURES, DISPUTED, EXPECTED, MORE = 5, 3, 3, 5
"""Lines at most; and so many more of what is disputed after the first screen."""
EARLIER = 3
"""Earlier values of a figure that are named."""
SHARES = frozenset({"share of respondents", "vote share"})
"""Kinds of which one poll's says nothing of another's: what was asked differs."""
LONE, TOLD = 1.5, 3
"""One article alone that gives a value over half again as much as what three articles gave last is not shown as the latest."""
COMMON = 2
"""Words that what is told and its denial share beside the word for it and a name, at least; words that few articles have."""
USUAL = 0.25
"""Share of the articles from which a word says nothing of one event."""
WIDE = 5
"""Numbers that are so many times others are of another thing."""
APART = 7
"""Days: what is told further apart may both have been true."""


def figures(t: Telling) -> Section:
    """The figures now: the latest value, by whom, and how it moved."""
    s = Section("now", "The figures now", "", ("Figure",), first=True)
    found = [f for f in t.figures if follows(f, t.places)]
    ranked = sorted(found, key=lambda f: (-len({p.article for p in f.points}), f.points[0].as_of or "9999", f.id))
    s.groups = [LineGroup("", [line for f in ranked[:FIGURES] if (line := _figure(t, f))])]
    return s


def follows(f: Figure, places: frozenset[str] = frozenset()) -> bool:
    """Whether a figure is told by several and says of what it is: a sum "of" no more than a place says too little."""
    if f.kind in SHARES or "another case" in f.what or (f.unit and f.of and f.of.casefold() in places):
        return False
    return bool(f.of or f.entities) and len({p.article for p in f.points}) > 1


def apart(f: Figure, places: frozenset[str]) -> bool:
    """Whether different numbers of a figure may be shown as a dispute: of a sum or share "of" a place, who knows of what each is."""
    return f.kind not in SHARES and not (f.unit and f.of and f.of.casefold() in places)


def current(f: Figure) -> list[FigurePoint]:
    """The points that moved a figure, in order, the last the value that holds."""
    kept = [p for p in f.points if p.change not in ("stale", "before", "undated") and p.as_of]
    while len(kept) > 1:
        last, rest = kept[-1], kept[:-1]
        before = [p.value for p in rest[-TOLD:]]
        near = [p.value for p in rest if p.value == rest[-1].value]
        lone = all(p.article == last.article for p in kept if p.value == last.value)
        if lone and len(near) >= TOLD and max(before) > 0 and not 1 / LONE <= last.value / max(before) <= LONE:
            kept = rest
        else:
            break
    return kept


def _figure(t: Telling, f: Figure) -> Line | None:
    if len({_around(t, p) for p in f.points}) == 1:
        return None  # a note that stands under every article is told once
    points = current(f)
    if not points:
        return _undated(t, f)
    if len({p.value for p in points}) == 1 and len({p.article for p in points}) < TOLD:
        return None
    last = points[-1]
    same = [p for p in points if p.value == last.value]
    day = last.as_of or ""
    text = f"{called(f)}: {amount(last.value, f.unit, last.bound)}, says {_by(t, last)} ({day_words(day)})"
    moved: list[FigurePoint] = []
    for p in points:
        if p.value != last.value and (not moved or moved[-1].value != p.value):
            moved.append(p)
    kept = moved[:1] + moved[1:][-(EARLIER - 1) :]
    if kept:
        text += "; before: " + ", ".join(
            f"{amount(p.value, f.unit, p.bound)} ({day_words(p.as_of or '', day)})" for p in kept
        )
    rest = same if kept else list(reversed(same))
    return t.refs.line((f"{text}.",), [last.anchor, *(p.anchor for p in kept), *(p.anchor for p in rest)])


def _around(t: Telling, p: FigurePoint) -> str:
    """The words around a number."""
    article, start, end = p.anchor
    return " ".join(t.held[article].article.text[max(0, start - 50) : end + 50].split())


def _undated(t: Telling, f: Figure) -> Line | None:
    """A figure that nothing dates: the value that most articles give, and what else is told; None where no value has most."""
    kept = [p for p in f.points if p.change != "before"]
    giving: dict[float, list[FigurePoint]] = {}
    for p in kept:
        giving.setdefault(p.value, []).append(p)
    articles = len({p.article for p in kept})
    value, points = max(giving.items(), key=lambda g: (len({p.article for p in g[1]}), g[0]))
    agreed = len({p.article for p in points})
    if agreed < (2 if f.kind in OF_EVENTS | HELD else 3) or 2 * agreed <= articles:
        return None
    bound = "exact" if any(p.bound == "exact" for p in points) else points[0].bound
    text = f"{called(f)}: {amount(value, f.unit, bound)}, {_share(agreed, articles)} that give a number"
    rest = [g[0] for v, g in sorted(giving.items()) if v != value][:EARLIER]
    if rest:
        text += "; others: " + ", ".join(f"{amount(p.value, f.unit, p.bound)} ({_by(t, p)})" for p in rest)
    return t.refs.line((f"{text}.",), [*(p.anchor for p in points), *(p.anchor for p in rest)])


def _share(agreed: int, all_: int) -> str:
    return (
        f"say {agreed} of the {all_} reports"
        if agreed < all_
        else f"say all {all_} reports"
        if all_ > 2
        else "say both reports"
    )


def called(f: Figure) -> str:
    """What is counted, and in brackets of what."""
    name, _, of = title(f).partition(": ")
    return f"{name} ({of.replace('(', '').replace(')', '')})" if of else name


def _by(t: Telling, p: FigurePoint) -> str:
    own = p.by in (ARTICLE, "") or p.by.isupper() or "…" in p.by
    known = t.known[p.article]
    if not own:
        return p.by
    return known.short if known.outlet or known.title else f"source {known.number}"


def disputed(t: Telling) -> Section:
    """The two or three sharpest disputes, both sides with names and words."""
    s = Section("disputed", "Disputed", "", ("Who says what",), first=True)
    s.groups = [LineGroup("", [t.refs.line((text,), anchors) for text, anchors in t.disputes[:DISPUTED]])]
    return s


def disputes(t: Telling) -> list[Dispute]:
    """What is disputed, one of each kind before a second: what is denied, figures that differ, what comparing found."""
    kinds = [list(islice(found, MORE)) for found in (_figures_apart(t), _denied(t), _clashes(t))]
    return [d for nth in zip_longest(*kinds) for d in nth if d][: DISPUTED + MORE]


def _figures_apart(t: Telling) -> Iterator[Dispute]:
    """Figures of which different numbers are given for one day."""
    for f in (f for f in t.figures if apart(f, t.places)):
        for places in f.conflicts:
            sides: dict[float, list[FigurePoint]] = {}
            for n in places:
                sides.setdefault(f.points[n].value, []).append(f.points[n])
            firsts = [points[0] for _, points in sorted(sides.items())]
            low, high = firsts[0].value, firsts[-1].value
            if not all(p.as_of for p in firsts) or low <= 0 or high > WIDE * low:
                continue
            said = "; ".join(f"{amount(p.value, f.unit, p.bound)}, says {_by(t, p)}" for p in firsts)
            days = sorted({p.as_of for p in firsts if p.as_of})
            when = f", {day_words(days[0])}" if days else ""
            yield f"{called(f)}{when}: {said}.", tuple(p.anchor for p in firsts)


@dataclass(frozen=True, slots=True)
class _Side:
    """What a line says of an event: the words of the line and its article's title, and the words for those who take part."""

    line: Told
    content: frozenset[str]
    who: frozenset[str]


def _denied(t: Telling) -> Iterator[Dispute]:
    """What one telling has as happened and another denies: the same word for it, with somebody whom both name and rare words in common."""
    told: dict[tuple[str, str], list[tuple[Annotation, EventMention]]] = {}
    against: list[tuple[tuple[str, str], Annotation, EventMention]] = []
    for x in t.order:
        for m in x.events:
            low = x.article.text[m.start : m.end].lower()
            kind = str(m.type), stem(low)
            if kind[1] in _SAID or low in SPOKEN:
                continue
            if m.polarity == "negative" and m.modality in ("denied", "happened"):
                against.append((kind, x, m))
            elif m.polarity == "positive" and m.modality == "happened" and _took(m):
                told.setdefault(kind, []).append((x, m))
    seen: set[tuple[Anchor, Anchor]] = set()
    for kind, x, m in against:
        near_by = [
            (y, n)
            for y, n in told.get(kind, ())
            if y is not x and near(t.day(y.article.id), t.day(x.article.id), APART)
        ]
        no = _side(t, x, m, kind[1]) if near_by else None
        if no is None or " if " in f" {no.line.text.lower()}":
            continue
        for y, n in near_by:
            yes = _side(t, y, n, kind[1])
            if yes is None or (yes.line.anchor, no.line.anchor) in seen or not _apart(t, yes, no):
                continue
            if all(map(t.clear, (yes.line, no.line))):
                seen.add((yes.line.anchor, no.line.anchor))
                yield _sides(t, (yes.line, no.line))


def _took(m: EventMention) -> bool:
    return any(p.role in ("source", "target") for p in m.participants)


def _side(t: Telling, x: Annotation, m: EventMention, word: str) -> _Side | None:
    line = t.lines.at(x, m.start)
    if line is None:
        return None
    content = frozenset(w for w in stems(f"{line.text} {x.article.title or ''}") if len(w) > 3) - {word}
    return _Side(line, content, _parties(x, m))


def _apart(t: Telling, yes: _Side, no: _Side) -> bool:
    """Whether a line and a denial are of one thing: nobody did it at all, or both name one who took part and share rare words."""
    both = yes.content & no.content
    if NOBODY.match(no.line.text) and len(both) > 1:
        return True
    common = max(COMMON, USUAL * len(t.order))
    return _meets(yes.who, no.who) and sum(t.naming(w) <= common for w in both) >= COMMON


def _parties(x: Annotation, m: EventMention) -> frozenset[str]:
    """The words for those who take part, names with their capitals."""
    told = (x.article.text[p.start : p.end] for p in m.participants if p.role in ("source", "target"))
    found = (w if w.islower() else w.capitalize() for part in told for w in _WORD.findall(part))
    return frozenset(stem(w) if w.islower() else w for w in found if len(w) > 3 and w.lower() not in STOP)


def _meets(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sides name one of those who take part, and no word alone: "the campaign" is one of many."""
    return any(not w.islower() for w in a & b)


def _clashes(t: Telling) -> Iterator[Dispute]:
    """What comparing found to clash, of one time."""
    for c in t.dossier.comparisons():
        if c.kind != "disagree":
            continue
        lines = [line for i, s, _ in c.anchors if i in t.held and (line := t.lines.at(t.held[i], s))]
        pair = list({line.anchor: line for line in lines}.values())[:2]
        if len(pair) < 2 or any(t.seen(line.anchor) for line in pair):
            continue
        i, j = (line.anchor[0] for line in pair)
        if i != j and near(t.day(i), t.day(j), 2) and all(map(t.clear, pair)):
            yield _sides(t, pair)


def _sides(t: Telling, pair: Sequence[Told]) -> Dispute:
    for told in pair:
        t.say(told)
    said = " Against that, ".join(f"{t.known[told.anchor[0]].short}: {told.text}" for told in pair)
    return said, tuple(a for told in pair for a in (told.anchor, *told.beside))


def expected(t: Telling) -> Section:
    """What is expected next: what is open and not overdue as of the latest telling, what falls due first before the rest."""
    s = Section("next", "Expected next", "", ("What",), first=True)
    s.groups = [LineGroup("", [t.line(told) for told in foretold(t, EXPECTED)])]
    return s


def _foretells(line: Told) -> bool:
    """Whether a line itself says that something is to come, or who says that it may."""
    from fabula.derive.lines.wellformed import ahead  # here: it needs the parser

    outside = re.sub(r"“[^”]*”|\"[^\"]*\"", " ", line.text)
    plain = EXPECTING.search(WILLING.sub(" ", outside))
    return bool(plain or EXPECTED_BY.search(outside) or (WILLING.search(outside) and ahead(line.text)))


def foretold(t: Telling, most: int) -> list[Told]:
    """Lines of forecasts that are open, said by no line before; those that are due, then the newest."""
    from fabula.views.forecasts import latest

    found = t.ledger
    today = latest(found, t.dossier)
    ranked: list[tuple[tuple[bool, str, int], Told]] = []
    for e in found.entries:
        due = e.due.last if e.due else None
        if e.resolved or (due and today and due < today):
            continue
        for telling in e.tellings:
            i, start, _ = telling.anchor
            if i in t.held and (line := t.lines.at(t.held[i], start)):
                newest = "".join(chr(0x10FFFF - ord(c)) for c in t.day(i)) if t.day(i) else "\U0010ffff"
                ranked.append(((due is None, newest, line.doubt), line))
                break
    out: list[Told] = []
    for _, line in sorted(ranked, key=lambda x: (x[0], x[1].anchor)):
        if len(out) < most and _foretells(line) and t.told_about(line) and t.fresh(line):
            t.say(line)
            out.append(line)
    return out
