"""The brief: each line opens the passage that it rests on, in a page that needs nothing but itself."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import fabula
from fabula.model.records import Article, Published
from fabula.views.articles import article_names, named
from fabula.views.brief import MOST, Brief, brief
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
        return brief(d, "full")


def test_it_has_every_section(made: Brief) -> None:
    assert [s.key for s in made.sections] == [
        "story",
        "now",
        "disputed",
        "next",
        "short",
        "events",
        "figures",
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


def lost(text: str) -> list[str]:
    """The links of a page that lead nowhere."""
    found = Outline(text)
    ids = set(found.ids)
    return [link for link in found.links if link[1:] not in ids]


def test_no_link_leads_nowhere_where_the_brief_is_cut_short(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fabula.views.brief.MOST", dict.fromkeys(MOST, 1))
    with fabula.open(example) as d:
        made = brief(d, "full")
    assert len(next(s for s in made.sections if s.key == "quotes").groups) == 1
    assert lost(page(made)) == []


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two long articles with more speakers than a brief shows; one states its outlet, neither names a file by itself."""
    first = "Mira Jonas Petra Otto Lena Karel Ruth Adam Nora Felix Ines Bruno".split()
    last = "Kolen Varga Ebner Salo Dreyer Novak Tamm".split()
    what = "the road will reopen on Monday", "nobody had checked the bridge", "the repair cost two million crowns"
    folder = tmp_path_factory.mktemp("long")
    for name, head, shift in (
        ("4dd9a9f6fda2.txt", "The bridge at Lund\nBy Ida Holm, Harbour Post\n14 May 2031\n\n", 0),
        ("000_a.txt", "The bridge stays shut\n\n", 5),
    ):
        said = [
            f"{first[n % len(first)]} {last[n % len(last)]}, a resident, said that {what[(n + shift) % 3]}."
            for n in range(60)
        ]
        (folder / name).write_text(head + "\n\n".join(said) + "\n", encoding="utf-8")
    path = folder / "long.fabula"
    fabula.build([str(folder)], path).close()
    return path


def test_no_link_leads_nowhere_where_more_speak_than_are_shown(long: Path) -> None:
    with fabula.open(long) as d:
        made = brief(d, "full")
    quotes = next(s for s in made.sections if s.key == "quotes")
    assert len(quotes.groups) == MOST["speakers"]
    assert quotes.left_out
    text = page(made)
    assert lost(text) == []
    assert text.count('class="at"') == len(made.passages)


def test_articles_are_named_by_outlet_or_title_and_not_by_file_or_hash(long: Path) -> None:
    with fabula.open(long) as d:
        made, known, ids = brief(d, "full"), article_names(d), [a.id for a in d]
    lines = [c for s in made.sections for g in s.groups for line in g.lines for c in line.cells]
    assert any("The bridge stays shut" in c for c in lines)
    assert not any(i in c or "000_a" in c or "4dd9a9f6fda2" in c for c in lines for i in ids)
    assert [s.number for s in made.sources] == [1, 2] == [n.number for n in known.values()]
    assert [n.full for n in known.values()] == [s.name.full for s in made.sources]


def test_names_say_what_is_known_and_fall_back_on_the_file() -> None:
    def article(i: str, path: str, **more: object) -> Article:
        return Article(id=i, path=path, sha256="", text="x", **more)  # type: ignore[arg-type]

    day = Published(date="2031-05-14", precision="day", basis="given")
    every = [
        article("x", "-"),
        article("y", "folder\\last.txt"),
        article("z", "a.txt", outlet="Harbour Post", title="The bridge\n at Lund", published=day),
    ]
    known = named(every, {"x": Published(date=None, precision="day", basis="story", not_before="2031-06-01")})
    assert {i: (n.number, n.short, n.full) for i, n in known.items()} == {
        "z": (1, "Harbour Post", "Harbour Post, “The bridge at Lund”, 2031-05-14"),
        "x": (2, "article 2", "article 2, not before 2031-06-01"),
        "y": (3, "last.txt", "last.txt, not dated"),
    }
    assert list(known) == ["z", "x", "y"]


def test_a_brief_of_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hello\n", encoding="utf-8")
    with fabula.build([str(tmp_path / "a.txt")], tmp_path / "none.fabula") as d:
        made = brief(d, "full")
    assert "1 telling" in made.about
    assert lost(page(made)) == []
    assert "hello" in page(made)
    assert "hello" in markdown(made)


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


def test_a_footnote_holds_its_passage_to_the_character(tmp_path: Path) -> None:
    said = "“AT&amp;T  paid $5_000 for <b> 1^2,\tmore\u00a0or less,\nsaid Ana Ruiz on Friday at the hall in Halden."
    (tmp_path / "a.txt").write_text(f"Halden met.\n\n{said}\n", encoding="utf-8")
    with fabula.build([str(tmp_path / "a.txt")], tmp_path / "x.fabula", plain=True) as d:
        made = brief(d, "full")
        text = next(iter(d)).text
    notes = dict(re.findall(r"^\[\^(\d+)\]: “(.*)” \(source \d+: .*\)$", markdown(made), re.MULTILINE))
    assert len(notes) == len(made.passages) > 0
    for n, (_, start, end) in enumerate(made.passages, 1):
        shown = re.sub(r"\\([!-/:-@\[-`{-~])|&#(\d+);", lambda m: m[1] or chr(int(m[2])), notes[str(n)])
        assert shown == text[start:end], n
