"""What an outlet changed is told paragraph by paragraph, with the words that differ."""

import pytest

from fabula.derive.revisions import changes
from fabula.ingest.items import Item
from fabula.ingest.reading import read
from fabula.model.records import Article

TITLE = "Flood in Velmar"
BODY = (
    "The river Sarn broke its banks in Velmar on Monday night, and water stood in the streets of the old town.",
    "The works office opened two schools to people whose homes had been flooded, and sent out 40 boats.",
    "The flood took 112 lives, said Ana Ruiz, who leads the works office; she expects the number to rise.",
    "Karl Boone of the water board said that the dam above the town would hold if the rain stopped.",
)


def article(*paragraphs: str, title: str = TITLE) -> Article:
    return read(Item(source="a.txt", media="row", text="\n\n".join([title, *paragraphs])))


def told(*paragraphs: str, title: str = TITLE) -> list[str]:
    old, new = article(*BODY), article(*paragraphs, title=title)
    found = changes(old, new)
    for c in found:
        assert c.was is None or c.before in " ".join(old.text[slice(*c.was)].split())
        assert c.now is None or c.after in " ".join(new.text[slice(*c.now)].split())
    return [str(c) for c in found]


def test_the_same_text_has_no_changes() -> None:
    assert told(*BODY) == []


def test_a_figure_that_rose_is_named_with_its_paragraph() -> None:
    assert told(*BODY[:2], BODY[2].replace("112", "115"), BODY[3]) == ["paragraph 3: “112” became “115”"]


def test_words_that_went_or_came_and_paragraphs_that_did() -> None:
    shorter = BODY[2].replace("; she expects the number to rise", "")
    assert told(*BODY[:2], shorter, BODY[3]) == ["paragraph 3: left out “; she expects the number to rise”"]
    assert told(*BODY[:3]) == [f"paragraph 4 removed: “{BODY[3]}”"]
    more = "Petra Lund, a nurse at the school in Kell Street, said that nobody there was hurt."
    assert told(BODY[0], more, *BODY[1:]) == [f"paragraph 2 added: “{more}”"]


def test_a_new_title_is_told_as_such() -> None:
    assert told(*BODY, title="Deadly flood in Velmar") == ["the title: “Flood” became “Deadly flood”"]


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_paragraph_that_was_changed_is_found_behind_one_that_went(cut: int) -> None:
    left = [x for i, x in enumerate(BODY) if i != cut - 1]
    left[-1] = left[-1].replace("said", "told a reporter")
    found = told(*left)
    assert found[0].startswith(f"paragraph {cut} removed")
    assert found[1:] == ["paragraph 3: “said” became “told a reporter”"]
