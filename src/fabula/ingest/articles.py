"""From sources to articles, one after the other."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from fabula.errors import SourceError
from fabula.model.records import Article

if TYPE_CHECKING:
    from fabula.ingest.items import Given


def articles(
    sources: Sequence[str],
    *,
    plain: bool = False,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    given: "Given | None" = None,
    whole: set[str] | None = None,
) -> Iterator[Article | SourceError]:
    """Read every article of the sources, in order; errors come in their place.

    ``whole`` takes the ids of those that are all that stands at their address, not one of several: rows, entries of a feed.
    """
    from fabula.ingest.reading import read  # here: what only asks a dossier need not load it
    from fabula.ingest.sources import find

    for item in find(sources, plain=plain, stdin=stdin, allow_private=allow_private, given=given):
        if isinstance(item, SourceError):
            yield item
            continue
        try:
            found = read(item, plain=plain)
        except SourceError as e:
            yield e
            continue
        if whole is not None and item.line is None and item.part is None:
            whole.add(found.id)
        yield found
