"""Sources of other packages: whatever names articles in a way of its own."""

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from fabula.errors import SourceError
from fabula.ingest.items import Item

GROUP = "fabula.sources"
"""The entry point group under which a package registers its sources."""


@runtime_checkable
class Source(Protocol):
    """What finds articles by name: a database, an archive, an agency's wire.

    An installed package registers one as an entry point of the group ``fabula.sources``; it is asked before files and
    addresses are.
    """

    def takes(self, name: str) -> bool:
        """Whether a name as the user gives it ("wire:2025-03-13") is this source's to read."""
        ...

    def items(self, name: str) -> Iterator[Item | SourceError]:
        """The articles that it names, one at a time; what cannot be had is yielded as an error that names it."""
        ...


@cache
def plugins() -> tuple[Source, ...]:
    """The registered sources, by name; one that cannot be loaded takes no names."""
    found = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        try:
            made = point.load()
        except Exception:  # a stranger's package must not take the rest down
            continue
        source = made() if isinstance(made, type) else made
        if isinstance(source, Source):
            found.append(source)
    return tuple(found)
