"""The rows of a list as a table of pandas or polars, whichever is asked for."""

from typing import TYPE_CHECKING, Any

from fabula.errors import UsageError

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def frame(dossier: "Reader", what: str, library: str) -> Any:
    """What ``fabula show WHAT`` lists, as a frame. Raises UsageError where the library is not installed, or none of the two."""
    rows = list(dossier.rows(what))
    try:
        if library == "pandas":
            import pandas as pd

            return pd.DataFrame(rows)
        if library == "polars":
            import polars as pl

            return pl.DataFrame(rows, infer_schema_length=None, strict=False)
    except ImportError as e:
        raise UsageError(f"{library} is not installed: pip install {library}") from e
    raise UsageError(f"there are frames of pandas and of polars, not of {library}")
