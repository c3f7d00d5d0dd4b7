"""Whether a dossier is true: every span in its text, every text what its hash says, every row as it was written."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import zip_longest
from typing import Any

from fabula.errors import DossierError
from fabula.model.records import (
    Annotation,
    ClaimPair,
    Comparison,
    Entity,
    Event,
    Lineage,
    Published,
    Record,
    Series,
)
from fabula.model.spans import layers_of, untrue_in
from fabula.store.sqlite.reading import SUPERSEDED, Reading, digest

ANEW = "make it anew: fabula update --anew"
AGAIN = "remove the article and build it again from its source: fabula remove, fabula build"
SOURCES = "build a new dossier from the sources; what a person decided may still be read from this one"
TYPES: Mapping[str, type[Record]] = {
    "entity": Entity,
    "event": Event,
    "series": Series,
    "comparison": Comparison,
    "pair": ClaimPair,
    "lineage": Lineage,
    "published": Published,
}
"""The records of each kind of resolved row; "story" has its own, which the engine reads."""


def verify(store: Reading) -> Iterator[str]:
    """A line for each thing that is not as it must be, with what mends it."""
    try:
        yield from _verify(store)
    except DossierError as e:
        yield f"the file is damaged where it was read last: {_short(e, store)}; {SOURCES}"


def _verify(store: Reading) -> Iterator[str]:
    yield from _pages(store)
    size: dict[str, int] = {}
    sentences: dict[str, list[tuple[str, int, int]]] = {}
    parts: dict[str, tuple[set[str], set[str]]] = {}
    gone = {r[0] for r in store.run(SUPERSEDED)}
    for i in store.every_id():
        try:
            x = store.annotation(i)
        except DossierError as e:
            yield f"article {i}: {_short(e, store)}; {AGAIN}"
            continue
        a = x.article
        size[i] = len(a.text)
        parts[i] = {m.chain for m in x.mentions}, {e.id for e in x.events}
        if i not in gone:
            sentences[i] = [(a.text[s:e], s, e) for s, e in x.sentences]
        for line in _article(store, i, x):
            yield f"article {i}: {line}; {AGAIN}"
    for line in _resolved(store, size, parts):
        yield f"{line}; {ANEW}"
    yield from _words(store, sentences)
    yield from _others(store, size)


def _short(e: Exception, store: Reading) -> str:
    return str(e).removeprefix(f"{store.path}: ").split(";")[0]


def _pages(store: Reading) -> Iterator[str]:
    """What the database itself says of its pages, indexes and references."""
    for (line,) in store.run("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"the file is damaged: {line}; {SOURCES}"
    for table, row, of, _ in store.run("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} belongs to no {of}; {ANEW}"


def _article(store: Reading, i: str, x: Annotation) -> Iterator[str]:
    """What is wrong with an article's text, record or layers."""
    a = x.article
    (row,) = store.run(
        "SELECT a.sha256, a.path, a.record, n.models, n.layers, n.digest FROM article a JOIN annotation n ON n.article = a.id "
        "WHERE a.id = ?",
        i,
    )
    sha256, path, record, models, layers, mark = row
    if hashlib.sha256(a.text.encode("utf-8", "surrogatepass")).hexdigest() != a.sha256:
        yield "the text is not what its SHA-256 says"
    if (a.id, a.sha256, a.path) != (i, sha256, path):
        yield "its record is of another article"
    if mark is not None and mark != digest(i, sha256, record, models, layers):
        yield "its record or its layers are not as they were written"
    zones = [(z.start, z.end) for z in a.zones]
    if [s for s, _ in zones] != [0, *(e for _, e in zones[:-1])] or (zones and zones[-1][1] != len(a.text)):
        yield "its zones do not tile its text"
    stated = [s.span for found in a.stated.values() for s in found if s.span]
    stated += [a.published.span] if a.published and a.published.span else []
    for s, e in stated:
        if not 0 <= s < e <= len(a.text):
            yield f"no such span of its title, outlet, authors or date: {s} to {e} of {len(a.text)}"
    at = 0
    for n, (s, e) in enumerate(x.sentences):
        if not at <= s < e <= len(a.text):
            yield f"sentences {n}: no such span: {s} to {e} of {len(a.text)}, after {at}"
            break
        at = e
    said = {r.id for r in x.attributions}
    for name, layer in layers_of(x):
        ids = [r for r in (getattr(record, "id", None) for record in layer) if r is not None]
        if len(set(ids)) != len(ids):
            yield f"{name}: two have one id"
        yield from untrue_in(name, layer, len(a.text))
        for n, found in enumerate(layer):
            for field in ("attribution", "within"):
                of = getattr(found, field, None)
                if of is not None and of not in said:
                    yield f"{name} {n}: there is no attribution {of}"
    yield from _circles({r.id: r.within for r in x.attributions})


def _circles(within: Mapping[str, str | None]) -> Iterator[str]:
    for first in within:
        seen, at = {first}, within[first]
        while at is not None and at not in seen:
            seen.add(at)
            at = within.get(at)
        if at == first:
            yield f"attributions: {first} is within itself"
            return


def _resolved(store: Reading, size: Mapping[str, int], parts: Mapping[str, tuple[set[str], set[str]]]) -> Iterator[str]:
    """What is wrong with what is resolved: rows that were edited, doubled or lost, spans and members that are none."""
    count: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    ids: dict[str, set[str]] = {}
    for kind, i, sort, part, body, mark in store.run(
        "SELECT kind, id, sort, part, body, digest FROM resolved ORDER BY kind, id"
    ):
        count[kind] = count.get(kind, 0) + 1
        ids.setdefault(kind, set()).add(i)
        if kind in ("entity", "event") and (kind, i) in seen:
            yield f"{kind} {i} is there twice"
        seen.add((kind, i))
        if mark and mark != digest(kind, i, sort, part, body):
            yield f"{kind} {i} is not as it was written"
        type_ = TYPES.get(kind)
        if type_ is None:
            continue
        try:
            record: Any = store.decoded(body, type_, f"{kind} {i}")
        except DossierError as e:
            yield _short(e, store)
            continue
        yield from (f"{kind} {i}{line}" for line in _record(kind, i, record, size, parts))
    for kind, i in store.run("SELECT c.entity, c.position FROM candidate c"):
        if kind not in ids.get("entity", set()):
            yield f"a candidate ({i}) of {kind}, which is no entity"
    for left, right, kind, by, body, part, mark in store.run(
        "SELECT left_key, right_key, kind, made_by, body, part, digest FROM judgement"
    ):
        if mark and mark != digest(kind, left, right, by, body, part):
            yield f"the judgement of {left} and {right} is not as it was written"
    lost = _lost(store, count, size)
    if lost:
        yield lost


def _lost(store: Reading, count: Mapping[str, int], size: Mapping[str, int]) -> str | None:
    """What is wrong with the facts about all that is resolved: how many rows there are, what each article is about."""
    try:
        wanted = store.facts("rows", int)
        main = store.facts("main_events", str)
        store.facts("compared", int)
        _ = store.generation
    except DossierError as e:
        return _short(e, store)
    if not wanted:
        return None
    strange = sorted(main.keys() - size.keys())
    if strange:
        return f"main events of articles that are not held: {', '.join(strange[:3])}"
    for kind in sorted(wanted.keys() | count.keys()):
        if wanted.get(kind, 0) != count.get(kind, 0):
            return f"{wanted.get(kind, 0)} rows of {kind} were written, and {count.get(kind, 0)} are there"
    return None


def _record(
    kind: str, i: str, r: Any, size: Mapping[str, int], parts: Mapping[str, tuple[set[str], set[str]]]
) -> Iterator[str]:
    if kind == "published":
        if r.span and not 0 <= r.span[0] < r.span[1] <= size.get(i, -1):
            yield f": no such span: {r.span[0]} to {r.span[1]}"
        return
    if r.id != i:
        yield " has another id in its record"
    anchors: Sequence[tuple[str, int, int]] = (r.left, r.right) if kind == "pair" else r.anchors
    if not anchors:
        yield " has no evidence"
    for a, s, e in anchors:
        if not 0 <= s < e <= size.get(a, -1):
            yield f": no such span: {s} to {e} of article {a}"
    if kind in ("entity", "event"):
        at = 0 if kind == "entity" else 1
        for a, member in r.members:
            if a not in parts or member not in parts[a][at]:
                yield f": there is no {member} in article {a}"


def _words(store: Reading, sentences: Mapping[str, list[tuple[str, int, int]]]) -> Iterator[str]:
    """Whether what search looks in is the sentences: their text as it is kept, and the words that lead to them."""
    held: dict[str, list[tuple[str, int, int]]] = {}
    rows: list[tuple[int, str]] = []
    for n, text, a, s, e in store.run('SELECT rowid, text, article, start, "end" FROM passage ORDER BY rowid'):
        held.setdefault(a, []).append((text, s, e))
        rows.append((n, text))
    for i in sorted(held.keys() | {k for k, v in sentences.items() if v}):
        if sorted(held.get(i, [])) != sorted(sentences.get(i, [])):
            yield f"article {i}: search looks in other sentences than it has; {ANEW}"
            return
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.execute("CREATE VIRTUAL TABLE passage USING fts5(text, a UNINDEXED, b UNINDEXED, c UNINDEXED, "
                      'tokenize = "unicode61 remove_diacritics 2")')  # fmt: skip
        fresh.executemany("INSERT INTO passage (rowid, text) VALUES (?, ?)", rows)
        try:
            same = _same_words(store, fresh)
        except DossierError:
            same = False
        if not same:
            yield f"search finds other words than the sentences have; {ANEW}"


def _same_words(store: Reading, fresh: sqlite3.Connection) -> bool:
    ask: Callable[[str], str] = "SELECT term, doc, offset FROM {} ORDER BY term, doc, offset".format
    fresh.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'passage', 'instance')")
    with store.lock, store.sound():
        # A table of this connection alone, over the index: nothing of the file is written.
        store.db.execute("PRAGMA query_only = OFF")
        try:
            store.db.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab('main', 'passage', 'instance')"
            )
        finally:
            store.db.execute("PRAGMA query_only = ON")
        pairs = zip_longest(fresh.execute(ask("temp.words")), store.db.execute(ask("temp.words")))
        return all(a == b for a, b in pairs)


def _others(store: Reading, size: Mapping[str, int]) -> Iterator[str]:
    """Decisions, reference lists, revisions."""
    for number, body in store.run("SELECT number, body FROM decision ORDER BY number"):
        try:
            d = store.decision(body, f"decision {number}")
        except DossierError as e:
            yield f"{_short(e, store)}; take decisions back: fabula entities undo"
            continue
        for i, start, end in d.anchors:
            if i in size and not 0 <= start < end <= size[i]:
                yield f"decision {number}: no such span: {start} to {end} of article {i}"
    for name, sha256 in store.run("SELECT name, sha256 FROM known_list ORDER BY name"):
        h = hashlib.sha256()
        for (body,) in store.run("SELECT body FROM known WHERE list = ? ORDER BY number", name):
            h.update(body.encode())
        if h.hexdigest() != sha256:
            yield f"the list {name} is not as it was taken in; take it in again: fabula entities known"
    for i, identity, _ in store.run("SELECT article, identity, number FROM revision"):
        if i not in size or identity not in size:
            yield f"a revision {i} of {identity}, which is not held; {ANEW}"
