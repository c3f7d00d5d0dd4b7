"""Decisions that were exported elsewhere, taken over as far as they rest on articles that are held here."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from fabula.errors import UsageError
from fabula.model.decisions import Decision, decoded

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def imported(d: "Reader", name: str, lines: Iterable[str]) -> Iterator[Decision | UsageError]:
    """The decisions of a file of ``name`` that are not held yet; for one that rests on an article that is not held here,
    an error that says so. Raises UsageError for a line that is no decision.
    """
    sizes = {a.id: len(a.text) for a in d}
    known = set(map(msgspec.json.encode, d.decisions()))
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = decoded(line)
        except msgspec.DecodeError as e:
            raise UsageError(f"{name}: line {n}: not a decision: {e}") from e
        if not all(0 <= s < t <= sizes.get(i, -1) for i, s, t in found.anchors):
            yield UsageError(f"{name}: line {n}: rests on an article that is not held here")
        elif msgspec.json.encode(found) not in known:
            yield found
