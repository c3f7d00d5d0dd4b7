"""The one rule: every record stands on true spans of its article's text."""

import msgspec

from fabula.errors import EvidenceError
from fabula.model.records import Annotation, Pair


def check(annotation: Annotation) -> None:
    """The one rule: no record without a true span. Raises EvidenceError naming the record."""
    size = len(annotation.article.text)
    for name, layer in layers_of(annotation):
        for record in layer:
            for start, end in spans_of(record):
                if not 0 <= start < end <= size:
                    raise EvidenceError(f"{annotation.article.path}: {name}: no such span: {start} to {end} of {size}")


def layers_of(annotation: Annotation) -> list[tuple[str, tuple[msgspec.Struct, ...]]]:
    """The layers by name, without sentences and zones."""
    names = ("mentions", "times", "attributions", "events", "claims", "forecasts", "causes")
    return [(n, getattr(annotation, n)) for n in names]


def spans_of(record: msgspec.Struct) -> list[Pair]:
    """Every span that a record of a layer carries; the first is the one that it stands on."""
    out: list[Pair] = []
    start, end = getattr(record, "start", None), getattr(record, "end", None)
    if isinstance(start, int) and isinstance(end, int):
        out.append((start, end))
    for f in record.__struct_fields__:
        value = getattr(record, f)
        if not isinstance(value, tuple) or not value:
            continue
        if isinstance(value[0], msgspec.Struct):
            out.extend(p for x in value for p in spans_of(x))
        elif isinstance(value[0], tuple):
            out.extend(value)
        elif len(value) == 2 and all(type(x) is int for x in value):
            out.append(value)
    return out
