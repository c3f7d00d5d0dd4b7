"""Turn bytes into an Article: decoding, main text, zones, language, dates, each with its evidence.

What reads is loaded when it is first asked for: a command that only shows a dossier asks parts of this room for words and dates alone.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fabula.ingest.reading.articles import read
    from fabula.ingest.reading.lineage import Origin, origin

__all__ = ["Origin", "origin", "read"]


def __getattr__(name: str) -> Any:
    if name == "read":
        from fabula.ingest.reading.articles import read

        return read
    if name in ("Origin", "origin"):
        from fabula.ingest.reading import lineage

        return getattr(lineage, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
