"""One article: its text with what was read from it marked, and the list of that; links go both ways."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fabula.model.quoting import ARTICLE
from fabula.model.records import Annotation, Article, Pair
from fabula.serve.asking import Answer, Ask, NotThereError, Page, to
from fabula.serve.reading import cut_at, paragraphs
from fabula.serve.state import State
from fabula.views.figures import amount

PART = 24_000
"""Characters of a text on one page: longer articles have parts."""


@dataclass(frozen=True)
class Read:
    """One thing that was read: its layer, a number, what it says, where it stands and where more of it is told."""

    layer: str
    number: int
    spans: Sequence[Pair]
    words: str
    kind: str
    about: str = ""
    link: str = ""

    @property
    def key(self) -> str:
        """Its place in the list, as an anchor."""
        return f"{self.layer}-{self.number}"

    @property
    def start(self) -> int:
        return min(s for s, _ in self.spans)


Layer = Callable[[State, Annotation], Iterator[tuple[Sequence[Pair], str, str, str]]]
"""Of each record: its spans, its kind, what it is about, and the address of where more is told."""


def article(ask: Ask, name: str) -> Answer:
    """The page."""
    s = ask.state
    if name not in s.articles:
        return _earlier(ask, name)
    a = s.articles[name]
    x = s.d.annotation(name)
    marked = _span(ask.get("at"), len(a.text))
    chosen = (
        [k for k in LAYERS if k in ask.every("layer")] if "layer" in ask.args else list(DEFAULT if ask.live else LAYERS)
    )
    every = {k: list(_read(s, x, k)) for k in LAYERS}
    shown = [r for k in chosen for r in every[k]]
    parts = cut_at(a.text, PART)
    part = _part(ask, parts, marked)
    low, high = parts[part]
    revisions = s.d.revisions()
    identity = revisions.get(name, ("", 0))[0]
    return Page(
        "article.html",
        {
            "article": a,
            "name": s.names[name],
            "paragraphs": list(paragraphs(a, low, high, shown, marked, _cited(ask, name, shown))),
            "part": part + 1,
            "parts": len(parts),
            "layers": [(k, LAYERS[k][0], len(every[k]), k in chosen) for k in LAYERS],
            "chosen": chosen,
            "first": DEFAULT,
            "records": {k: [r for r in every[k] if low <= r.start < high] for k in chosen},
            "titles": {k: LAYERS[k][0] for k in LAYERS},
            "marked": marked,
            "drawn": [(n, d) for n, d in _lineage(s, name)],
            "revisions": [
                (i, n) for i, (first, n) in revisions.items() if identity and first == identity and i != name
            ],
            "words": len(a.text.split()),
            "left_out": x.left_out,
            "events": [s.entry[i] for i in dict.fromkeys([s.main_event.get(name, "")]) if i in s.entry],
            "url": next((u for u in (a.url or "", a.path) if u.casefold().startswith(("http://", "https://"))), None),
        },
    )


def _earlier(ask: Ask, name: str) -> Answer:
    """A text that its outlet has taken back: shown as it was, beside the newer one."""
    revisions = ask.state.d.revisions()
    if name not in revisions:
        raise NotThereError(f"No article has the id {name}.")
    first = revisions[name][0]
    newest = max((i for i, (f, _) in revisions.items() if f == first), key=lambda i: revisions[i][1])
    old = ask.state.d.article(name)
    return Page(
        "revision.html", {"article": old, "newest": newest, "changes": _changes(old, ask.state.articles.get(newest))}
    )


def _changes(old: Article, new: Article | None) -> list[tuple[str, str]]:
    """The lines of both texts in one order, each with "kept", "gone" or "new"."""
    import difflib

    before, after = old.text.splitlines(), new.text.splitlines() if new else []
    kinds = {"  ": "kept", "- ": "gone", "+ ": "new"}
    return [(kinds[x[:2]], x[2:]) for x in difflib.ndiff(before, after) if x[:2] in kinds and x[2:].strip()]


def _cited(ask: Ask, name: str, shown: Sequence[Read]) -> Mapping[Pair, int]:
    """On a disk: the passages that other pages and the list beside the text lead to, since no server can mark one that is asked for."""
    return ask.still.cited(name, [(r.start, r.spans[0][1]) for r in shown]) if ask.still else {}


def _span(text: str, size: int) -> Pair | None:
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", text)
    if not found:
        return None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start < end <= size else None


def _part(ask: Ask, parts: Sequence[Pair], marked: Pair | None) -> int:
    if marked and not ask.get("part"):
        return next((n for n, (a, b) in enumerate(parts) if a <= marked[0] < b), 0)
    wanted = ask.get("part", "1")
    return min(max(int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 1, 1), len(parts)) - 1


def _lineage(s: State, name: str) -> Iterator[tuple[str, str]]:
    """What it was drawn from and what was drawn from it: an article id or "" and the words for it."""
    for x in s.lineage:
        if x.source == name:
            yield x.target or "", f"{x.kind} of" if x.target else f"{x.kind} of {x.name}"
        elif x.target == name:
            yield x.source, f"source of a {x.kind}:"


def _read(s: State, x: Annotation, layer: str) -> Iterator[Read]:
    text = x.article.text
    for n, (spans, kind, about, link) in enumerate(LAYERS[layer][1](s, x), 1):
        kept = [(a, b) for a, b in spans if a < b]
        if kept:
            words = " … ".join(" ".join(text[a:b].split()) for a, b in kept)
            yield Read(layer, n, kept, words, kind, about, link)


def _names(s: State, x: Annotation) -> Iterator[tuple[Sequence[Pair], str, str, str]]:
    for m in x.mentions:
        e = s.who.entity(x.article.id, m.chain)
        if m.form == "name" or e:
            yield [(m.start, m.end)], m.type, e.name if e else "", to("entities", e.id) if e else ""


def _statements(s: State, x: Annotation) -> Iterator[tuple[Sequence[Pair], str, str, str]]:
    for r in x.attributions:
        e = s.who.entity(x.article.id, r.speaker)
        who = s.who.maker(x, r.speaker, r)
        yield (
            r.content,
            f"{r.kind}, {r.stance}",
            "the article itself" if who == ARTICLE else who or "speaker not stated",
            (to("entities", e.id) if e else ""),
        )


def _events(s: State, x: Annotation) -> Iterator[tuple[Sequence[Pair], str, str, str]]:
    for m in x.events:
        told = s.event_of.get((x.article.id, m.id), "")
        when = m.time or ""
        kind = m.type.lower() + ("" if m.modality == "happened" else f", {m.modality}")
        yield [(m.start, m.end)], kind, when, to("events", told) if told else ""


def _numbers(s: State, x: Annotation) -> Iterator[tuple[Sequence[Pair], str, str, str]]:
    of = s.figure_at.get(x.article.id, ())
    for q in x.quantities:
        link = next((i for a, b, i in of if a <= q.start < b), "")
        about = " ".join(x.article.text[q.what[0][0] : q.what[-1][1]].split()) if q.what else ""
        yield [(q.start, q.end)], amount(q.value, q.unit, q.bound), about, to("figures", link) if link else ""


def _times(_: State, x: Annotation) -> Iterator[tuple[Sequence[Pair], str, str, str]]:
    for t in x.times:
        yield [(t.start, t.end)], t.type.lower(), t.value, ""


def _claims(_: State, x: Annotation) -> Iterator[tuple[Sequence[Pair], str, str, str]]:
    for c in x.claims:
        yield [(c.start, c.end)], c.kind, c.modality + ("" if c.polarity == "positive" else ", negative"), ""


def _forecasts(s: State, x: Annotation) -> Iterator[tuple[Sequence[Pair], str, str, str]]:
    of = {a: e.id for e in s.ledger.entries for a in e.anchors if a[0] == x.article.id}
    for f in x.forecasts:
        link = of.get((x.article.id, f.start, f.end), "")
        yield [(f.start, f.end)], f.confidence, f.due or "", to("forecasts", link) if link else ""


def _causes(_: State, x: Annotation) -> Iterator[tuple[Sequence[Pair], str, str, str]]:
    signs = {1: "raises", -1: "lowers"}
    for c in x.causes:
        word = signs.get(c.polarity or 0, "bears on")
        effect = " … ".join(" ".join(x.article.text[a:b].split()) for a, b in c.effect)
        yield [*c.cause, *c.effect], c.kind, f"{'does not: ' if c.negated else ''}{word} {effect}", ""


LAYERS: dict[str, tuple[str, Layer]] = {
    "names": ("Names", _names),
    "statements": ("Statements", _statements),
    "events": ("Events", _events),
    "numbers": ("Numbers", _numbers),
    "times": ("Times", _times),
    "claims": ("Claims", _claims),
    "forecasts": ("Forecasts", _forecasts),
    "causes": ("Causes", _causes),
}
"""The layers by their name in the address: what they are called, and what they read."""
DEFAULT = ("names", "statements")
