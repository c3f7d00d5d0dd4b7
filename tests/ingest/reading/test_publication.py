"""When articles were published, on heads of every form; ``heads.jsonl`` was written before the rules were mended.

Where a date has two readings, "none-or-DAY" takes none or that day.
"""

import json
from pathlib import Path

import pytest

from fabula.ingest.items import Item
from fabula.ingest.reading import read

HEADS = [json.loads(x) for x in (Path(__file__).parents[2] / "data" / "heads.jsonl").read_text().splitlines()]


def published(text: str) -> str | None:
    found = read(Item(source="a.txt", media="row", text=text)).published
    return found.date if found else None


@pytest.mark.parametrize("head", HEADS, ids=[f"{i}-{h['why'][:40]}" for i, h in enumerate(HEADS)])
def test_the_day_of_publication(head: dict[str, str | None]) -> None:
    found, wanted = published(head["text"] or ""), head["date"]
    if wanted is not None and wanted.startswith("none-or-"):
        assert found is None or found.startswith(wanted.removeprefix("none-or-"))
    else:
        assert found == wanted


def test_a_date_says_why_it_was_chosen_and_where_it_stands() -> None:
    text = f"Bridge shut\nUpdated 20 March, first published 12 March 2024\n\n{HEADS[0]['text']}"
    found = read(Item(source="a.txt", media="row", text=text)).published
    assert found is not None
    assert found.span is not None
    assert text[slice(*found.span)] == "12 March 2024"
    assert "first published" in (found.why or "")
