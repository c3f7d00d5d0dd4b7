"""What a notebook shows: whole, of the right rows, and with strangers' words as text."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

import fabula
from fabula.views.brief import brief
from fabula.views.lists import LISTS
from tests.serve.test_hostile import EVIL, OTHER, TEXT, TURN


class Tags(HTMLParser):
    """The tags of a fragment, in order, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.titles: list[str] = []
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes |= {k for k, _ in attrs}
        self.titles += [str(v) for k, v in attrs if k == "title"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {"id": "a", "text": TEXT, "title": f"{EVIL}{TURN}", "outlet": f"{EVIL} Post {TURN}", "published": "2024-03-04"},
        {"id": "b", "text": OTHER, "title": "</title><script>", "outlet": "\u202e", "published": "2024-05-03"},
    ]
    (folder / "rows.jsonl").write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    path = folder / "<img src=x>.fabula"
    fabula.build([str(folder / "rows.jsonl")], path).close()
    return path


def test_strangers_words_are_text_everywhere(hostile: Path) -> None:
    with fabula.open(hostile) as d:
        made = [d._repr_html_(), brief(d, "full")._repr_html_(), *(d.to_dicts(what)._repr_html_() for what in LISTS)]  # type: ignore[attr-defined]
    for html in made:
        found = Tags(str(html))
        assert not found.open
        assert set(found.tags) <= set("h2 h3 p ul li small strong table thead tbody tr th td".split())
        assert found.attributes <= {"style", "scope", "title"}
        assert not [c for c in "\u202e\u2066\u200f\x1b\x07\U000e0041" if c in str(html)]
    assert "<script>alert(2)</script>" in Tags(str(made[0])).text


def test_a_dossier_and_its_rows_are_shown(example: Path) -> None:
    with fabula.open(example) as d:
        card, rows = Tags(str(d._repr_html_())), d.to_dicts("events")
        assert f"{len(list(d))} articles" in card.text
        assert f"{len(d.events())} events" in card.text
        assert max(d.entities(), key=lambda e: len(e.articles)).name in card.text
        shown = Tags(rows._repr_html_())  # type: ignore[attr-defined]
        assert shown.tags.count("tr") == 1 + min(30, len(rows))
        assert rows[0]["what"][:60] in shown.text
        assert isinstance(rows, list)
    assert d._repr_html_() is None  # closed: the notebook shows its plain form


def test_a_brief_shows_its_lines_with_their_passages(example: Path) -> None:
    with fabula.open(example) as d:
        told = brief(d, "short")
        shown = Tags(told._repr_html_())
        texts = {a.id: a.text for a in d}
    assert told.title in shown.text
    line = told.sections[0].groups[0].lines[0]
    assert " ".join(line.cells[0].split()) in shown.text
    i, start, end = told.passages[line.refs[0] - 1]
    assert " ".join(texts[i][start:end].split()) in shown.titles
