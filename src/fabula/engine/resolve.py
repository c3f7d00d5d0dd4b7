"""The whole of resolving and comparing, over all articles of a dossier, in an order of its own making.

Who, which group, what was copied and what is one occurrence is decided over all articles, from their digests. The
rest, and all that needs an article's text, is done a story at a time: articles that share an event, a group or a text. Each
record belongs to a part, which carries a hash of all that it was made from; a part that the store holds is not made again.
"""

import gc
import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec
import numpy as np
import numpy.typing as npt

from fabula.compare.comparisons import ORDER, Compared, compared
from fabula.compare.memory import READINGS, RULED, Memory
from fabula.compare.reading import kept
from fabula.compare.verdicts import Verdicts
from fabula.link.article_set import ArticleSet
from fabula.link.articles import copies, groups, notices
from fabula.link.entities import chains
from fabula.link.entities.columns import Columns
from fabula.link.entities.decisions import decided, renamed
from fabula.link.entities.resolve import EntityCluster, clustered
from fabula.link.entities.summing import entity
from fabula.link.events import reports
from fabula.link.events.dating import dated, publications
from fabula.link.events.reports import EventReport
from fabula.link.events.resolve import Occurrence, bounds, occurrences, order, record, rooted, told_by_undated
from fabula.link.events.series import recurring
from fabula.model.decisions import OfEntities, Rename
from fabula.model.records import Annotation, Comparison, Decision, Entity, Event, Judgement, Lineage, Published, Record
from fabula.store.arrays import components, connected
from fabula.store.memo import key_of

STORY = 200
"""Articles that a story has at most before it is taken as its groups alone: what is new in it costs as much as it is large."""
_SEP = "\x01"
_json = msgspec.json.Encoder(order="deterministic").encode
DIGESTS: Mapping[str, Callable[[Annotation], bytes]] = {
    **groups.DIGESTS,
    **copies.DIGESTS,
    **chains.DIGESTS,
    **reports.DIGESTS,
    **notices.DIGESTS,
    READINGS: kept,
}
"""What is kept of each article."""

STORIED = ("event", "comparison", "pair", "series", "published")
"""The kinds of records that ``together`` makes."""

Row = tuple[str, str, Record]
Encoded = tuple[str, str, str]


NEW = frozenset({"new", "ruled"})
"""What is counted of one build: of all its stories so far, and of each."""


class StoryPart(Record, frozen=True, kw_only=True):
    """Articles about connected events: what is worked on together. Its row says that the others of its part are there.

    ``counts``: its claims, pairs judged and the like, as ``Compared`` has them, without those that tell of one build.
    """

    id: str
    articles: tuple[str, ...]
    counts: dict[str, int] = msgspec.field(default_factory=dict)


@dataclass
class Resolved:
    """What follows from a set of articles: the same for any order of arrival.

    ``parts``: by kind of record, then by part, the rows as (id, sort, record as JSON), or None where the part is held.
    """

    parts: dict[str, dict[bytes, list[Encoded] | None]] = field(default_factory=lambda: defaultdict(dict))
    judgements: dict[bytes, Judgement | None] = field(default_factory=dict)
    main_events: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(sorted(NEW), 0))
    """What was new to comparing."""

    def put(self, kind: str, part: bytes, rows: Iterable[Row]) -> None:
        """Add a part that is made: written out at once, since records take several times the room."""
        self.parts[kind][part] = [(i, sort, _json(record).decode()) for i, sort, record in rows]

    def count(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Add what was new in one story; gives back the other counts, which are the story's whenever it is compared."""
        for name in NEW & counts.keys():
            known = self.counts.get(name, 0)
            self.counts[name] = max(known, counts[name]) if name == "new" else known + counts[name]
        return {name: n for name, n in counts.items() if name not in NEW}


class Resolver:
    """One resolving: the articles, a person's decisions, which outrank the machine's, and the parts that are held."""

    def __init__(
        self,
        told: ArticleSet,
        decisions: Sequence[Decision],
        held: Mapping[str, Collection[bytes]],
        makers: str = "",
        verdicts: Verdicts | None = None,
    ) -> None:
        self.told, self.decisions, self.held, self.makers = told, decisions, held, makers
        self.verdicts = verdicts
        self.memory = Memory(told.memo, lambda article: told.keys[told.at[article]])
        self.out = Resolved()
        self.ids: set[str] = set()
        self.collecting = gc.isenabled()

    def resolve(self, write: Callable[[], None]) -> Resolved:
        """Resolve and compare; ``write`` is called now and then to write down what is found of single articles."""
        with _uncollected():
            return self._resolve(write)

    def _resolve(self, write: Callable[[], None]) -> Resolved:
        told = self.told
        told.prepare(DIGESTS, write)
        told.memo.use(RULED, told.keys)
        columns = self.columns = Columns(told)
        clusters = self._entities(columns)
        self.ids = {c.id for c in clusters}
        main = self.out.main_events = groups.grouped(told)
        drawn = self._lineage()
        roots = rooted({x[0]: x[1] for x in drawn if x[3] == "copy"})
        self.means = [""] * len(columns)
        for cluster in clusters:
            for n in cluster.chains:
                self.means[n] = cluster.id
        spans = list(zip(told.ids, columns.starts, columns.starts[1:], strict=False))
        who = {a: dict(zip(columns.chain[i:j], self.means[i:j], strict=True)) for a, i, j in spans}
        every = list(reports.pages(told))
        found = reports.reports(told, every, who, main)
        happened = occurrences(found, roots, told.memo)
        undated = {i for i, p in zip(told.ids, every, strict=True) if p.undated}
        published = bounds(told_by_undated(happened, found, undated))
        of: dict[str, list[Occurrence]] = defaultdict(list)
        for x in happened:
            of[found[x.cluster.members[0]].article].append(x)
        said = key_of(self.makers, repr([d for d in self.decisions if not isinstance(d, OfEntities)]))
        lines: dict[str, list[tuple[str, str, float, str]]] = defaultdict(list)
        for line in drawn:
            lines[line[0]].append(line)
        gc.freeze()
        if self.collecting:
            gc.enable()
        for articles in self._stories(main, drawn, happened, found):
            events = [x for a in articles for x in of[a]]
            # Who is meant by what of it counts, not where else they are told of: large entities change with every build.
            raw = b"".join(told.keys[n] + self._cast(n) for n in (told.at[a] for a in articles))
            key = key_of(
                "story", said, raw, *(main[a] for a in articles), *(x.key for x in events),
                repr([(lines[a], published.get(a)) for a in articles]),
            )  # fmt: skip
            if key in self.held.get("story", ()):
                for kind in ("story", *STORIED):
                    self.out.parts[kind][key] = None
                continue
            name = f"story:{articles[0]}"
            made, counts = self._story(articles, events, found, roots, lines, published)
            self.out.put("story", key, [(name, name, StoryPart(id=name, articles=tuple(articles), counts=counts))])
            for kind, rows in made.items():
                self.out.put(kind, key, rows)
        told.memo.close()
        return self.out

    def _cast(self, at: int) -> bytes:
        """Who is meant in an article, by chain."""
        columns = self.columns
        chains = range(columns.starts[at], columns.starts[at + 1])
        return "".join(sorted([f"{self.means[n]}\0{columns.chain[n]}\0{columns.type[n]}\0" for n in chains])).encode()

    def _entities(self, columns: Columns) -> list[EntityCluster]:
        told = self.told
        named = {a for d in self.decisions for a, _, _ in d.anchors} & told.at.keys()
        meant = list(told.annotations(sorted(named)))
        given = decided(meant, self.decisions)
        clusters, made = clustered(columns, given)
        names = repr([d for d in self.decisions if isinstance(d, Rename)])
        own = {n for a in named for n in columns.of(a)}
        held, parts = self.held.get("entity", ()), self.out.parts["entity"]
        new: list[tuple[EntityCluster, bytes, bool]] = []
        for c in clusters:
            called = bool(own) and not own.isdisjoint(c.chains)
            part = key_of(c.key, names) if called else c.key
            if part in held:
                parts[part] = None
            else:
                new.append((c, part, called))
        for (c, part, called), loaded in zip(new, columns.load(c.chains for c, _, _ in new), strict=True):
            e = entity(c.id, loaded)
            if called:
                (e,) = renamed(meant, [e], self.decisions)
            self.out.put("entity", part, [(e.id, _sorted(*map(_wide, e.anchors[0]), e.id), e)])
        judgements = self.out.judgements
        for j in given:
            judgements[key_of("person", repr(j))] = j
        held = self.held.get("judgement", ())
        for d in {(d.left, d.right): d for d in made}.values():  # of two on one pair the last holds
            key = d.key
            judgements[key] = None if key in held else d.judgement()
        return clusters

    def _lineage(self) -> list[tuple[str, str, float, str]]:
        """The rows of lineage; gives back (source, target, score, kind) of those within the dossier."""
        told, out = self.told, []
        for later, earlier, score in copies.parents(told):
            part = key_of("lineage", told.keys[later], told.keys[earlier], repr(score))
            a, b = told.ids[later], told.ids[earlier]
            if part in self.held.get("lineage", ()):
                self.out.parts["lineage"][part] = None
            else:
                x = copies.drawn(told, later, earlier, score)
                self.out.put("lineage", part, [(x.id, f"0{x.source}", x)])
            out.append((a, b, score, "copy" if score >= copies.COPY else "rewrite"))
        for key, body in zip(told.keys, told.digests("notices", notices.kept), strict=True):
            for n, x in enumerate(msgspec.msgpack.decode(body, type=list[Lineage])):
                part = key_of("notice", key, n)
                if part in self.held.get("lineage", ()):
                    self.out.parts["lineage"][part] = None
                else:
                    self.out.put("lineage", part, [(x.id, f"1{x.source}{_SEP}{n:04d}", x)])
        return out

    def _stories(
        self,
        main: Mapping[str, str],
        drawn: Iterable[tuple[str, str, float, str]],
        happened: Iterable[Occurrence],
        found: Sequence[EventReport],
    ) -> list[list[str]]:
        """The articles by story: those that share a group, a text or an event; where that is too much, the first two."""
        at = self.told.at
        first: dict[str, int] = {}
        close = [(first.setdefault(main[i], n), n) for i, n in at.items()] + [(at[x[0]], at[x[1]]) for x in drawn]
        wide = list(close)
        for x in happened:
            # What is told plainly holds a story together; what the learned scorer adds to it need not.
            places = [at[found[i].article] for i in x.cluster.members if found[i].said.firm]
            wide += [(places[0], p) for p in places[1:] if p != places[0]]
        if not close:
            return []
        label = self._connected(wide)
        large = np.bincount(label, minlength=len(at))[label] > STORY
        if large.any():
            label = np.where(large, self._connected(close), label)
        return [[self.told.ids[i] for i in part] for part in components(label)]

    def _connected(self, edges: Sequence[tuple[int, int]]) -> npt.NDArray[np.int64]:
        both = np.array(edges, dtype=np.int64).reshape(-1, 2)
        return connected(len(self.told), both[:, 0], both[:, 1])

    def _story(
        self,
        articles: Sequence[str],
        events: Sequence[Occurrence],
        found: Sequence[EventReport],
        roots: Mapping[str, str],
        lines: Mapping[str, Sequence[tuple[str, str, float, str]]],
        published: Mapping[str, Published],
    ) -> tuple[dict[str, list[Row]], dict[str, int]]:
        """The rows of one story: its events, what its tellings say beside each other, what dates them; and counts."""
        local: dict[str, list[int]] = defaultdict(list)
        for a in articles:
            for n in self.columns.of(a):
                local[self.means[n]].append(n)
        who = sorted(local.items())
        loaded = self.columns.load(ns for _, ns in who)
        told = list(self.told.annotations(articles))
        text = {x.article.id: x.article.text for x in told}
        known = {w for x in events for i in x.cluster.members for w in found[i].who} & self.ids

        def text_of(a: str) -> str:
            return text[a] if a in text else self.told.annotation(a).article.text

        rows, beside = together(
            told,
            [entity(i, found) for (i, _), found in zip(who, loaded, strict=True)],
            sorted((record(x, found, roots, text_of, known) for x in events), key=order),
            [
                Lineage(
                    id=f"lineage:{a}:{b}",
                    source=a,
                    target=b,
                    kind="copy" if kind == "copy" else "rewrite",
                    score=score,
                    anchors=(),
                )
                for i in articles
                for a, b, score, kind in lines[i]
            ],
            {a: self.out.main_events[a] for a in articles},
            {a: published[a] for a in articles if a in published},
            self.decisions,
            self.verdicts,
            self.memory,
        )
        return rows, self.out.count(beside.counts)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would walk over all that is held of all articles again and again.

    Where it is switched on again within, what is there by then is to be frozen; it is thawed at the end.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()


def together(
    told: Sequence[Annotation],
    who: Sequence[Entity],
    happened: Sequence[Event],
    drawn: Sequence[Lineage],
    main: Mapping[str, str],
    published: Mapping[str, Published],
    decisions: Sequence[Decision],
    verdicts: Verdicts | None,
    memory: Memory | None = None,
) -> tuple[dict[str, list[Row]], Compared]:
    """All rows of a story, by kind: a function of its articles and of what was decided of them over all, nothing else.

    ``who`` are the entities with what the story's articles say of them; ``drawn`` is without its evidence; ``published``
    are the bounds that events give, as ``events.published_bounds``.
    """
    published = publications(told, happened, published)
    happened, series = recurring(dated(happened, told, published), told, who)
    beside = compared(told, who, happened, drawn, main, decisions, verdicts, memory)
    pairs = [msgspec.structs.replace(p, id=f"pair-{_short(p.left, p.right)}") for p in beside.pairs]
    rows: dict[str, list[Row]] = {
        "event": [(e.id, _sorted(e.date is None, e.date or "", *map(_wide, e.anchors[0]), e.id), e) for e in happened],
        "comparison": _compared(beside.rows),
        "pair": [(p.id, _sorted(*map(_wide, p.left), *map(_wide, p.right)), p) for p in pairs],
        "series": [(x.id, x.id, x) for x in series],
        "published": [(a, a, p) for a, p in sorted(published.items())],
    }
    return rows, beside


def _short(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _compared(rows: Iterable[Comparison]) -> list[Row]:
    """Comparisons under ids that hold in any company; shown by kind, the foremost of each story first."""
    out: list[Row] = []
    count: dict[str, int] = defaultdict(int)
    taken: set[str] = set()
    for c in rows:
        id_ = f"{c.kind}-{_short(c.kind, c.what, c.anchors, c.articles)}"
        while id_ in taken:
            id_ += "x"
        taken.add(id_)
        count[c.kind] += 1
        sort = _sorted(ORDER.index(c.kind), _wide(count[c.kind]), *map(_wide, c.anchors[0]))
        out.append((id_, sort, msgspec.structs.replace(c, id=id_)))
    return out


def _wide(part: object) -> str:
    return f"{part:09d}" if isinstance(part, int) else str(part)


def _sorted(*parts: str | int) -> str:
    """A key that sorts as text as its parts do."""
    return _SEP.join(str(int(p)) if isinstance(p, int) else p for p in parts)


def resolve(
    told: ArticleSet,
    decisions: Sequence[Decision] = (),
    held: Mapping[str, Collection[bytes]] | None = None,
    makers: str = "",
    write: Callable[[], None] = lambda: None,
    verdicts: Verdicts | None = None,
) -> Resolved:
    """Resolve and compare the articles told; a person's ``decisions`` outrank the machine's.

    ``held`` are the parts that need not be made again; ``makers`` names the versions of all that makes them; ``write``
    is called now and then to write down what is found of single articles. ``verdicts`` remembers the pairs of claims
    that were judged before.
    """
    return Resolver(told, decisions, held or {}, makers, verdicts).resolve(write)
