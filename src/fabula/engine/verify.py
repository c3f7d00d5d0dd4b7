"""Whether a dossier is true: every span in its text, every text what its hash says, every row as it was written."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
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
from fabula.store.proving import Proving
from fabula.store.sql.database import Passage, digest

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


def verify(store: Proving) -> Iterator[str]:
    """A line for each thing that is not as it must be, with what mends it."""
    try:
        yield from _verify(store)
    except DossierError as e:
        yield f"the file is damaged where it was read last: {_short(e, store)}; {SOURCES}"


def _verify(store: Proving) -> Iterator[str]:
    yield from (f"{line}; {SOURCES if 'damaged' in line else ANEW}" for line in store.damage())
    size: dict[str, int] = {}
    sentences: dict[str, list[Passage]] = {}
    parts: dict[str, tuple[set[str], set[str]]] = {}
    gone = store.superseded()
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
            sentences[i] = [(a.text[s:e], i, s, e) for s, e in x.sentences]
        for line in _article(store, i, x):
            yield f"article {i}: {line}; {AGAIN}"
    for line in _resolved(store, size, parts):
        yield f"{line}; {ANEW}"
    wrong = store.wrong_passages(sentences)
    if wrong:
        yield f"{wrong}; {ANEW}"
    yield from _others(store, size)


def _short(e: Exception, store: Proving) -> str:
    return str(e).removeprefix(f"{store.path}: ").split(";")[0]


def _article(store: Proving, i: str, x: Annotation) -> Iterator[str]:
    """What is wrong with an article's text, record or layers."""
    a = x.article
    sha256, path, record, models, layers, mark = store.article_row(i)
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


def _resolved(store: Proving, size: Mapping[str, int], parts: Mapping[str, tuple[set[str], set[str]]]) -> Iterator[str]:
    """What is wrong with what is resolved: rows that were edited, doubled or lost, spans and members that are none."""
    count: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    ids: dict[str, set[str]] = {}
    for kind, i, sort, part, body, mark in store.resolved_rows():
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
    for kind, i in store.candidate_rows():
        if kind not in ids.get("entity", set()):
            yield f"a candidate ({i}) of {kind}, which is no entity"
    for kind, left, right, by, body, part, mark in store.judgement_rows():
        if mark and mark != digest(kind, left, right, by, body, part):
            yield f"the judgement of {left} and {right} is not as it was written"
    lost = _lost(store, count, size)
    if lost:
        yield lost


def _lost(store: Proving, count: Mapping[str, int], size: Mapping[str, int]) -> str | None:
    """What is wrong with the facts about all that is resolved: how many rows there are, what each article is about."""
    try:
        wanted = store.facts("rows", int)
        main = store.facts("main_events", str)
        store.facts("compared", int)
        store.facts("redirects", str)
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


def _others(store: Proving, size: Mapping[str, int]) -> Iterator[str]:
    """Decisions, reference lists, revisions."""
    for number, body in store.decision_rows():
        try:
            d = store.decision(body, f"decision {number}")
        except DossierError as e:
            yield f"{_short(e, store)}; take decisions back: fabula entities undo"
            continue
        for i, start, end in d.anchors:
            if i in size and not 0 <= start < end <= size[i]:
                yield f"decision {number}: no such span: {start} to {end} of article {i}"
    for name in store.known.wrong():
        yield f"the list {name} is not as it was taken in; take it in again: fabula entities known"
    for i, identity in store.revision_rows():
        if i not in size or identity not in size:
            yield f"a revision {i} of {identity}, which is not held; {ANEW}"
