"""The one rule: every record stands on true spans of its article's text.

Which fields of a record carry spans follows from their declared types: ``start`` with ``end``, a Pair, a tuple of Pairs,
a tuple of records with spans of their own. So a record of a layer declares no two whole numbers that are no span as a tuple.
"""

import types
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from fabula.errors import EvidenceError
from fabula.model.records import Annotation, Pair


def sentence_at(sentences: Sequence[Pair], position: int) -> int:
    """The number of the last sentence that begins at or before a place; -1 where none does."""
    return bisect_right(sentences, position, key=itemgetter(0)) - 1


def check(annotation: Annotation) -> None:
    """The one rule: no record without a true span. Raises EvidenceError naming the record."""
    for wrong in untrue(annotation):
        raise EvidenceError(f"{annotation.article.path}: {wrong}")


def untrue(annotation: Annotation) -> Iterator[str]:
    """A line for each record of the layers that has no span, and for each span that is not in the article's text."""
    size = len(annotation.article.text)
    for n, (start, end) in enumerate(annotation.sentences):
        if not 0 <= start < end <= size:
            yield f"sentences {n}: no such span: {start} to {end} of {size}"
    for name, layer in layers_of(annotation):
        yield from untrue_in(name, layer, size)


def untrue_in(name: str, layer: Sequence[msgspec.Struct], size: int) -> Iterator[str]:
    """``untrue``, of one layer over a text of ``size`` code points."""
    for n, record in enumerate(layer):
        spans = spans_of(record)
        if not spans:
            yield f"{name} {n} has no span"
        for start, end in spans:
            if not 0 <= start < end <= size:
                yield f"{name} {n}: no such span: {start} to {end} of {size}"


@cache
def layer_records() -> dict[str, type[msgspec.Struct]]:
    """The layers of an annotation by name, in the order of its fields, each with the type of its records."""
    out = {}
    for name, hint in get_type_hints(Annotation).items():
        inner = get_args(hint)
        if get_origin(hint) is tuple and isinstance(inner[0], type) and issubclass(inner[0], msgspec.Struct):
            out[name] = inner[0]
    return out


def layers_of(annotation: Annotation) -> list[tuple[str, tuple[msgspec.Struct, ...]]]:
    """The layers by name, without sentences and zones."""
    return [(n, getattr(annotation, n)) for n in layer_records()]


@cache
def _shapes(kind: type[msgspec.Struct]) -> tuple[tuple[str, str], ...]:
    """The fields of a record type that carry spans, each with its shape: edge, pair, pairs or records."""
    out = []
    for name, hint in get_type_hints(kind).items():
        shape = "edge" if name == "start" else _shape(hint)
        if shape:
            out.append((name, shape))
    return tuple(sorted(out, key=lambda x: x[1] != "edge"))


def _shape(hint: Any) -> str:
    if get_origin(hint) in (Union, types.UnionType):
        return next((s for s in map(_shape, get_args(hint)) if s), "")
    if hint == Pair:
        return "pair"
    inner = get_args(hint)
    if get_origin(hint) is tuple and len(inner) == 2 and inner[1] is ...:
        if inner[0] == Pair:
            return "pairs"
        if isinstance(inner[0], type) and issubclass(inner[0], msgspec.Struct) and _shapes(inner[0]):
            return "records"
    return ""


def fields_with_spans(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a record type that carry spans, the one that it stands on first; ``start`` stands for start and end."""
    return tuple(name for name, _ in _shapes(kind))


def spans_of(record: msgspec.Struct) -> list[Pair]:
    """Every span that a record of a layer carries; the first is the one that it stands on."""
    out: list[Pair] = []
    for name, shape in _shapes(type(record)):
        value = getattr(record, name)
        if shape == "edge":
            out.append((value, record.end))  # type: ignore[attr-defined]  # a start has an end
        elif shape == "pair" and value is not None:
            out.append(value)
        elif shape == "pairs":
            out.extend(value)
        elif shape == "records":
            out.extend(p for x in value for p in spans_of(x))
    return out
