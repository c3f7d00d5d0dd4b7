"""The brief: each line opens the passage that it rests on, in a page that needs nothing but itself."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import fabula
from fabula.views.brief import Brief, brief
from fabula.views.markdown import markdown, plain
from fabula.views.page import marked, page


class Outline(HTMLParser):
    """What a browser would follow: ids, links, tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        for name in ("href", "src"):
            if name in given:
                self.links.append(str(given[name]))


@pytest.fixture(scope="module")
def made(example: Path) -> Brief:
    with fabula.open(example) as d:
        return brief(d)


def test_it_has_every_section(made: Brief) -> None:
    assert [s.key for s in made.sections] == [
        "short",
        "events",
        "entities",
        "quotes",
        "comparisons",
        "matrix",
        "outlets",
        "forecasts",
        "causes",
    ]


def test_every_line_rests_on_passages_that_are_true(made: Brief) -> None:
    texts = {s.article.id: s.article.text for s in made.sources}
    for section in made.sections:
        for group in section.groups:
            for line in group.lines:
                assert line.refs, line
    for article, start, end in made.passages:
        assert texts[article][start:end].strip()


def test_the_page_is_whole_and_needs_nothing_else(made: Brief) -> None:
    found = Outline(page(made))
    assert len(found.ids) == len(set(found.ids))
    assert all(link.startswith("#") and link[1:] in found.ids for link in found.links)
    assert not {"script", "link", "img", "iframe", "object"} & set(found.tags)


def test_the_page_keeps_every_character_of_every_article(made: Brief) -> None:
    class Text(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.out: list[str] = []
            self.depth = 0
            self.skip = False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "div" and given.get("class") == "text":
                self.depth = 1
                self.out.append("")
            self.skip = tag == "a" and given.get("class") == "at"

        def handle_endtag(self, tag: str) -> None:
            self.depth = 0 if tag == "div" else self.depth
            self.skip = False

        def handle_data(self, data: str) -> None:
            if self.depth and not self.skip:
                self.out[-1] += data

    parser = Text()
    parser.feed(page(made))
    assert parser.out == [s.article.text for s in made.sources]


def test_hostile_text_stays_text() -> None:
    text = "<script>alert(1)</script> & “quotes” \x00 end"
    shown = marked(text, [(0, 8, 1), (4, 20, 2)], [(0, len(text), "body")])
    assert "<script>" not in shown
    assert 'class="p1 p2"' in shown
    assert plain("a [link](x) *b* <i> | c\nd") == r"a \[link\](x) \*b\* \<i\> \| c d"


def test_markdown_has_a_footnote_for_every_reference(made: Brief) -> None:
    text = markdown(made)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert used == defined
    assert "## Who said what" in text
