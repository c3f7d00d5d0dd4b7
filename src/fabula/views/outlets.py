"""What each outlet shares, leaves out and alone reports, and the words that it has for the same people and events.

Counts, words and passages; no bias is rated. A copy is no second telling, so it counts for nobody. What an outlet only
quotes is not its own wording. Articles that state no outlet are put together under that very heading.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fabula.compare.relations import COPIES
from fabula.model.records import Anchor, Annotation, Comparison, Entity, Mention
from fabula.views.brief import LineGroup, References, Section, one_per_article

if TYPE_CHECKING:
    from fabula.store.reader import Reader

NOT_STATED = "outlet not stated"
WORDS = 12
"""Words that a description has at the most: a longer one is a sentence."""
SHORT = 3
"""Letters that a phrase has at the least."""
AROUND = 90
"""Characters around a name in which its role stands."""
BESIDE = 6
"""Other outlets' wordings shown beside one."""
SHOWN = 6
"""Lines of a kind an outlet in the brief."""
_HEAD = re.compile(r"^(?:the|an?|this|that|these|our|his|her|their|its|my|your)\s+", re.IGNORECASE)
_PLAIN = frozenset(
    "mr mrs ms miss dr sir sen rep gov prof st d r man woman men women person people guy one country nation state government city company "
    "group party i me you he she they it who source statement".split()
)
"""Words that alone are no description."""


@dataclass(frozen=True)
class Wording:
    """One phrase that an outlet has for an entity, or verb for an event: ``count`` tellings of its own use it; ``others``
    are the phrases of other outlets for the same, each with its outlet and count."""

    kind: str
    about: str
    name: str
    phrase: str
    count: int
    anchors: tuple[Anchor, ...]
    others: tuple[tuple[str, str, int], ...]


@dataclass
class Outlet:
    """One outlet: its articles, those of them that are copies, and what it does with what the dossier tells."""

    name: str
    articles: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    shares: list[Comparison] = field(default_factory=list)
    alone: list[Comparison] = field(default_factory=list)
    leaves_out: list[Comparison] = field(default_factory=list)
    clashes: list[Comparison] = field(default_factory=list)
    wording: list[Wording] = field(default_factory=list)


def outlets(d: "Reader") -> list[Outlet]:
    """All outlets, those with most articles first, articles without one last."""
    told = list(d.annotations())
    name = _names(told)
    out = {n: Outlet(n) for n in sorted(set(name.values()))}
    copies = {x.source for x in d.lineage() if x.target and x.kind in COPIES and x.target != x.source}
    for i, n in sorted(name.items()):
        (out[n].copies if i in copies else out[n].articles).append(i)
    for c in d.comparisons():
        _place(c, name, out)
    own = [x for x in told if x.article.id not in copies]
    used = [*_descriptions(own, d.entities(), name), *_verbs(own, d, name)]
    for n, wording in _wordings(used):
        out[n].wording.append(wording)
    return sorted(out.values(), key=lambda o: (o.name == NOT_STATED, -len(o.articles), o.name))


def _names(told: Sequence[Annotation]) -> dict[str, str]:
    """By article id, its outlet as it is most often spelt."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for x in told:
        if x.article.outlet:
            spelt[x.article.outlet.casefold()][x.article.outlet] += 1
    best = {k: min(c, key=lambda s: (-c[s], s)) for k, c in spelt.items()}
    return {x.article.id: best[x.article.outlet.casefold()] if x.article.outlet else NOT_STATED for x in told}


def _place(c: Comparison, name: dict[str, str], out: dict[str, Outlet]) -> None:
    sides = {name[a] for a, _, _ in c.anchors}
    if c.kind == "silent":
        for n in sorted({name[i] for i in c.articles} - sides):
            out[n].leaves_out.append(c)
    elif c.kind == "only_in":
        for n in sides:
            out[n].alone.append(c)
    elif len(sides) > 1 and c.kind in ("agree", "disagree"):
        for n in sorted(sides):
            (out[n].shares if c.kind == "agree" else out[n].clashes).append(c)


@dataclass(frozen=True)
class _Use:
    kind: str
    about: str
    name: str
    outlet: str
    phrase: str
    anchor: Anchor


def _descriptions(told: Sequence[Annotation], entities: Sequence[Entity], name: dict[str, str]) -> Iterable[_Use]:
    """Descriptions and roles that the articles themselves have for an entity."""
    of = {m: e for e in entities for m in e.members}
    for x in told:
        a = x.article
        quoted = [p for r in x.attributions if r.kind != "indirect" for p in r.content]
        for m in x.mentions:
            e = of.get((a.id, m.chain))
            span = _described(a.text, m)
            if not e or not span or any(s <= span[0] and span[1] <= t for s, t in quoted):
                continue
            phrase = plain(a.text[span[0] : span[1]])
            named = {plain(n) for n in (e.name, *e.aliases)}
            if phrase and phrase not in named:
                yield _Use("name", e.id, e.name, name[a.id], phrase, (a.id, *span))


def _described(text: str, m: Mention) -> tuple[int, int] | None:
    """Where a mention describes: the whole of a description, or the role beside a name."""
    if m.form == "nominal":
        return m.start, m.end
    if not m.role:
        return None
    low = max(0, m.start - AROUND)
    found = [low + k.start() for k in re.finditer(re.escape(m.role), text[low : m.end + AROUND])]
    at = min(found, key=lambda s: abs(s - m.start), default=None)
    return None if at is None else (at, at + len(m.role))


def _verbs(told: Sequence[Annotation], d: "Reader", name: dict[str, str]) -> Iterable[_Use]:
    """The words that name an event that several articles tell of."""
    mentions = {(x.article.id, m.id): (x.article, m) for x in told for m in x.events}
    for e in d.events():
        if len(e.articles) < 2:
            continue
        for key in e.members:
            if key in mentions:
                a, m = mentions[key]
                yield _Use("event", e.id, e.what, name[a.id], plain(a.text[m.start : m.end]), (a.id, m.start, m.end))


def plain(phrase: str) -> str:
    """A phrase to compare by: one line, no article before it, no possessive after it; empty where it describes nothing."""
    text = " ".join(phrase.split()).strip(" \"'“”‘’,.;:").casefold()
    text = _HEAD.sub("", text).removesuffix("’s").removesuffix("'s").removesuffix("’").removesuffix("'")
    words = text.replace(".", "").split()
    return "" if not words or len(words) > WORDS or set(words) <= _PLAIN or len(text) < SHORT else text


def _wordings(used: Iterable[_Use]) -> list[tuple[str, Wording]]:
    """Phrases of things for which two outlets have phrases, those that no other outlet has; the most used first."""
    by: dict[tuple[str, str], dict[str, dict[str, list[Anchor]]]] = defaultdict(lambda: defaultdict(dict))
    names: dict[str, str] = {}
    for u in used:
        if u.phrase:
            by[u.kind, u.about][u.outlet].setdefault(u.phrase, []).append(u.anchor)
            names[u.about] = u.name
    out = []
    for (kind, about), found in by.items():
        if len(found) < 2:
            continue
        for outlet, phrases in found.items():
            beside = Counter(
                {(n, p): _tellings(v) for n, some in found.items() if n != outlet for p, v in some.items()}
            )
            taken = {p for _, p in beside}
            for phrase, anchors in phrases.items():
                if phrase in taken:
                    continue
                others = sorted(beside, key=lambda k: (-beside[k], k))[:BESIDE]
                out.append(
                    (
                        outlet,
                        Wording(
                            kind=kind,
                            about=about,
                            name=names[about],
                            phrase=phrase,
                            count=_tellings(anchors),
                            anchors=tuple(sorted(anchors)),
                            others=tuple((n, p, beside[n, p]) for n, p in others),
                        ),
                    )
                )
    return sorted(out, key=lambda x: (x[1].kind != "name", -x[1].count, -len(x[1].others), x[1].name, x[1].phrase))


def _tellings(anchors: Iterable[Anchor]) -> int:
    return len({a for a, _, _ in anchors})


def beside(w: Wording) -> str:
    """Other outlets' words for the same, on one line."""
    return "; ".join(f"{n}: “{p}”" + (f" ({c})" if c > 1 else "") for n, p, c in w.others)


def section(d: "Reader", refs: References) -> Section:
    """The section of the brief: for each outlet its counts, and where its words are its own."""
    s = Section(
        "outlets",
        "The outlets side by side",
        "Counts, words and passages; nothing is rated. A copy is counted for nobody.",
        ("What", "Its words", "Beside"),
    )
    found = outlets(d)
    if len(found) < 2:
        return s
    left = 0
    for o in found:
        lines = []
        for title, rows in (("shared", o.shares), ("alone", o.alone), ("left out", o.leaves_out)):
            for c in rows[:2]:
                own = [a for a in c.anchors if a[0] in o.articles] or list(c.anchors)
                lines.append(refs.line((title, c.what, "; ".join(c.why)), one_per_article(own)))
            left += max(0, len(rows) - 2)
        for w in o.wording[:SHOWN]:
            what = f"for {w.name}" if w.kind == "name" else f"for “{w.name}”"
            lines.append(refs.line((what, f"“{w.phrase}”", beside(w)), one_per_article(w.anchors)))
        left += max(0, len(o.wording) - SHOWN)
        if lines:
            s.groups.append(LineGroup(f"{o.name}: {counts(o)}", lines))
    s.left_out = f"{left} more: fabula outlets FILE --json" if left else None
    return s


def counts(o: Outlet) -> str:
    """An outlet's counts on one line."""
    many = len(o.articles)
    parts = [f"{many} article{'s' * (many != 1)}"]
    if o.copies:
        parts.append(f"{len(o.copies)} cop{'y' if len(o.copies) == 1 else 'ies'}")
    parts += [f"{len(o.shares)} shared", f"{len(o.alone)} alone", f"{len(o.leaves_out)} left out"]
    return ", ".join(parts)
