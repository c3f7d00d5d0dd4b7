"""Lists as frames of pandas and polars."""

from pathlib import Path

import pytest

import fabula
from fabula.errors import UsageError
from fabula.views.lists import LISTS


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("what", ["events", "attributions", "entities", "figures", "claims", "articles"])
def test_a_frame_has_the_rows_of_its_list(example: Path, library: str, what: str) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed")
    with fabula.open(example) as d:
        rows = d.to_dicts(what)
        made = d.frame(what, library)
    assert len(made) == len(rows)
    assert list(made.columns) == list(rows[0])
    assert list(made["id"]) == [r["id"] for r in rows]
    assert what in LISTS


def test_other_libraries_are_named(example: Path) -> None:
    with fabula.open(example) as d:
        with pytest.raises(UsageError, match="pandas and of polars"):
            d.frame("events", "excel")
        with pytest.raises(UsageError, match="cannot show"):
            d.frame("nothing")
