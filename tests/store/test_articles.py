"""Which articles a dossier holds: revisions, removal, and those that resolving fails at."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fabula.dossier import Editor, Snapshot
from fabula.engine import adding
from fabula.errors import SourceError
from fabula.ingest.articles import articles
from fabula.ingest.items import Item
from fabula.ingest.reading import read
from fabula.link.article_set import ArticleSet
from fabula.model.records import Annotation, Article, Mention
from tests.server import Place
from tests.store.telling import telling


@pytest.fixture(autouse=True)
def layers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Layers without models: each article is one sentence."""
    monkeypatch.setattr("fabula.extract.annotate.models", lambda *_: {"by": "hand"})
    monkeypatch.setattr(
        adding,
        "annotate_or_error",
        lambda a: Annotation(article=a, sentences=((0, len(a.text)),), models={"by": "hand"}),
    )


Build = Callable[..., list[object]]


@pytest.fixture
def build(place: Place) -> Build:
    """Build a dossier from texts with what is given beside them; returns what was told of each."""

    def made(*items: Item) -> list[object]:
        told: list[object] = []
        with Editor(place("x"), make=True) as d:
            found = [(read(i), i) for i in items]
            d.add((a for a, _ in found), tell=told.append, whole={a.id for a, i in found if i.line is None})
            d.settle()
        return told

    return made


def given(text: str, id_: str | None = None) -> Item:
    return Item(source="rows.jsonl", media="row", text=text, id=id_)


def page(text: str, menu: str = "Home", address: str = "https://news.example/flood") -> Item:
    body = "".join(f"<p>{text} It went on for long, and many came to see what was left of it.</p>" for _ in range(3))
    data = f"<html><body><nav><a href='/'>{menu}</a></nav><article><h1>Flood</h1>{body}</article></body></html>"
    return Item(source=address, media="html", data=data.encode())


def test_a_page_that_changed_is_a_new_revision_and_the_old_text_stays_true(build: Build, place: Place) -> None:
    assert [type(x) for x in build(page("Nine died in Velmar."))] == [Annotation]
    build(page("Eleven died in Velmar."))
    build(page("Twelve died in Velmar."), page("Twelve died in Velmar.", address="https://other.example/flood"))
    with Snapshot(place("x")) as d:
        held = {a.path: a for a in d}
        assert len(held) == 1, "the same text from elsewhere is one article"
        (newest,) = held.values()
        assert "Twelve" in newest.text
        row = next(r for r in d.to_dicts("articles"))
        assert row["revision"] == 3
        assert ["Nine" in d.article(i).text or "Eleven" in d.article(i).text for i in row["earlier"]] == [True, True]
        assert len(d.search("died")) == 1
        assert d.search("eleven") == []
        assert list(d.verify()) == []


def test_rows_that_are_had_from_one_address_are_articles_of_their_own(build: Build, place: Place) -> None:
    at = "https://news.example/rows.jsonl"
    build(*(Item(source=at, media="row", text=f"{n} died.", line=n) for n in (1, 2, 3)))
    build(Item(source=at, media="row", text="Four died.", line=1))
    with Snapshot(place("x")) as d:
        assert len(list(d)) == 4
        assert d.revisions() == {}


def test_a_page_of_which_the_menu_changed_is_held_already(build: Build, place: Place) -> None:
    build(page("Nine died in Velmar."))
    assert build(page("Nine died in Velmar.", menu="Home and more")) == [None]
    with Snapshot(place("x")) as d:
        assert len(list(d)) == 1
        assert d.revisions() == {}


def test_building_again_from_rows_with_two_texts_of_one_id_adds_nothing(build: Build, place: Place) -> None:
    rows = [given("Nine died.", "one"), given("Eleven died.", "one"), given("Ten died.", "two")]
    assert [type(x) for x in build(*rows)] == [Annotation] * 3
    assert build(*rows) == [None] * 3
    with Snapshot(place("x")) as d:
        assert sorted(a.text for a in d) == ["Eleven died.", "Ten died."]
    build(given("Twelve died.", "one"))
    with Snapshot(place("x")) as d:
        assert sorted(a.text for a in d) == ["Ten died.", "Twelve died."]
        assert sorted(n for i, n in d.revisions().values() if i == "one") == [1, 2, 3]


def test_what_reading_makes_anew_of_a_source_is_taken_in(build: Build, place: Place) -> None:
    build(given("Nine died.", "one"))
    assert [type(x) for x in build(Item(source="rows.jsonl", media="row", text="Nine died.", id="one", title="T"))] == [
        Annotation
    ]
    with Snapshot(place("x")) as d:
        assert [a.title for a in d] == ["T"]
        assert d.revisions() == {}


def test_an_article_is_removed_with_its_revisions_by_id_or_path(build: Build, place: Place) -> None:
    build(page("Nine died in Velmar."), given("Ten died.", "two"), given("Six died.", "six"))
    build(page("Eleven died in Velmar."))
    with Editor(place("x")) as d:
        assert len(d.remove("https://news.example/flood")) == 2
        assert d.remove("two") == ["two"]
        assert [a.id for a in d] == ["six"]
        assert d.search("velmar") == []
        assert list(d.verify()) == []
        for name in ("two", "nowhere"):
            with pytest.raises(Exception, match="no article has"):
                d.remove(name)
    build(given("Ten died.", "two"))
    with Snapshot(place("x")) as d:
        assert [a.id for a in d] == ["six", "two"]


def test_removed_and_never_added_end_the_same(place: Place) -> None:
    for name, count in (("with", 6), ("without", 5)):
        with Editor(place(name), make=True) as d:
            d._writer.add([telling(n, key=f"a{n}") for n in range(count)])
            d.resolve()
    with Editor(place("with")) as d, Snapshot(place("without")) as other:
        d.remove("a5")
        for ask in ("entities", "events", "comparisons", "judgements", "main_events"):
            assert getattr(d, ask)() == getattr(other, ask)()


@pytest.mark.parametrize("name", ["Karel ٤", "४ ५", "Karel َ", "Anna ༣", "Karel 東京"])
def test_a_name_without_a_latin_reading_is_resolved(name: str, place: Place) -> None:
    text = f"{name} spoke in Oslo, said {name}."
    spans = [(0, len(name)), (text.rindex(name), text.rindex(name) + len(name))]
    a = Annotation(
        article=Article(id="odd", path="odd.txt", sha256="odd", text=text),
        mentions=tuple(Mention(start=s, end=e, type="person", chain="c0") for s, e in spans),
    )
    with Editor(place("x"), make=True) as d:
        d._writer.add([a, telling(1)])
        assert d.settle() == []
        assert name in [e.name for e in d.entities()]


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """Resolving fails at articles that speak of poison: at one alone, or only beside another."""
    before = ArticleSet.prepare

    def prepare(self: ArticleSet, *args: object) -> None:
        texts = [a.article.text for a in self.annotations(self.ids)]
        if any("Poison alone" in t for t in texts) or (len(texts) > 2 and any("Poison beside" in t for t in texts)):
            raise IndexError("string index out of range")
        before(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(ArticleSet, "prepare", prepare)


@pytest.mark.parametrize("kind", ["alone", "beside"])
def test_an_article_that_resolving_fails_at_is_set_aside_and_the_rest_goes_on(
    kind: str, poison: None, place: Place
) -> None:
    good = [telling(n, key=f"a{n}") for n in range(5)]
    bad = telling(9, key="bad", more=f" Poison {kind}.")
    with Editor(place("good"), make=True) as d:
        d._writer.add(good)
        d.resolve()
    with Editor(place("x"), make=True) as d:
        d._writer.add(good[:3])
        d.resolve()
        d._writer.add([*good[3:4], bad, *good[4:]])
        (error,) = d.settle()
        assert isinstance(error, SourceError)
        assert "9.txt: kept, but left out" in str(error)
        assert "string index out of range" in str(error)
        assert list(d.aside()) == ["bad"]
        assert d.article("bad").text == bad.article.text
        assert [r["aside"] is not None for r in d.to_dicts("articles") if r["id"] == "bad"] == [True]
        with Snapshot(place("good")) as g:
            assert (d.entities(), d.events()) == (g.entities(), g.events())
        for what in ("entities", "events", "timeline", "attributions", "claims", "stories", "comparisons"):
            d.to_dicts(what)
        assert not d.resolve(), "it is not tried again"
        assert list(d.verify()) == []
        d.remove("bad")
        assert d.aside() == {}
        assert list(d.verify()) == []


def test_other_rules_try_again_what_was_set_aside(poison: None, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with Editor(place("x"), make=True) as d:
        d._writer.add([telling(1), telling(9, key="bad", more=" Poison alone.")])
        assert len(d.settle()) == 1
    monkeypatch.undo()
    monkeypatch.setattr("fabula.fingerprint.rules", lambda stage: "others")
    with Editor(place("x")) as d:
        assert d.settle() == []
        assert d.aside() == {}
        assert {a for e in d.events() for a in e.articles} == {a.id for a in d}


def test_sources_are_read_in_order_with_errors_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Ruiz said that the bridge would open in May.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    found = list(articles([str(tmp_path)]))
    assert [type(x).__name__ for x in found] == ["Article", "EmptyError"]
