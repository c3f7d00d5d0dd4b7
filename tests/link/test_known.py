"""Known entities: lists as users have them, candidates that say what they rest on, nothing guessed."""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.errors import SourceError
from fabula.link.entities.identify import identify
from fabula.link.entities.resolve import entities
from fabula.model.records import Annotation, Article, Candidate, Known, Mention, Published
from fabula.names.known.index import keys, known_keys
from fabula.names.known.lists import read_list
from fabula.names.tokens import parse
from fabula.store.opening import to_write
from fabula.store.sql.known import KnownStore, KnownWriter
from tests.server import Place

TABLE = """\
ID;Full Name;Also Known As;Type;Country;Date of birth;Position
k1;Yanka Dubouski;Янка Дубоўскі|Jan Dubowski;person;Belarus;1960-05-02;president
k2;Yanka Dubouski;;person;AU;1995;footballer
k3;Oleg Marchenko;;person;Ukraine;1970;minister
k4;Oleg Marchenko;;person;Ukraine;1971;minister
k5;Harbour Workers Union;HWU;organisation;BY;;
k6;Belarus;Беларусь;country;BY;;
"""

FTM: list[dict[str, Any]] = [
    {"id": "f1", "schema": "Person", "properties": {"name": ["Янка Дубоўскі"], "alias": ["Jan Dubowski"],
     "weakAlias": ["The Miller"], "birthDate": ["1960-05"], "country": ["by"], "position": ["President"]}},
    {"id": "f2", "schema": "Ownership", "properties": {"owner": ["f1"]}},
    {"id": "f3", "schema": "Company", "properties": {"name": ["Harbour Lines Ltd"], "jurisdiction": ["gb"]}},
]  # fmt: skip

WIKIDATA: list[dict[str, Any]] = [
    {
        "type": "item",
        "id": "Q1",
        "labels": {
            "en": {"language": "en", "value": "Yanka Dubouski"},
            "be": {"language": "be", "value": "Янка Дубоўскі"},
        },
        "aliases": {"en": [{"language": "en", "value": "Jan Dubowski"}]},
        "descriptions": {"en": {"language": "en", "value": "Belarusian politician"}},
        "claims": {
            "P31": [{"mainsnak": {"datavalue": {"value": {"entity-type": "item", "id": "Q5"}}}}],
            "P27": [{"mainsnak": {"datavalue": {"value": {"id": "Q184"}}}}],
            "P569": [{"mainsnak": {"datavalue": {"value": {"time": "+1960-05-02T00:00:00Z", "precision": 11}}}}],
        },
    },
    {"id": "Q2", "labels": {"en": "Velmar"}, "aliases": {"en": ["Welmar"]}, "claims": {"P31": ["Q515"]}},
]


def told(id_: str, text: str, *named: tuple[str, str, str], roles: dict[str, str] | None = None) -> Annotation:
    """An article of 2024 with a mention for each (words, type, chain), found one after the other."""
    mentions, at = [], 0
    for words, type_, chain in named:
        start = text.index(words, at)
        at = start + 1
        form = "nominal" if words[0].islower() else "name"
        mentions.append(
            Mention(
                start=start, end=start + len(words), type=type_, chain=chain, form=form, role=(roles or {}).get(words)
            )
        )
    when = Published(date="2024-03-04", precision="day", basis="given")
    article = Article(id=id_, path=id_, sha256="", text=text, published=when)
    return Annotation(article=article, mentions=tuple(mentions))


STORY = [
    told(
        "a1",
        "Yanka Dubouski, the president of Belarus, met Oleg Marchenko. Dubouski, 63, praised the Harbour Workers Union.",
        ("Yanka Dubouski", "person", "c0"),
        ("the president of Belarus", "person", "c0"),
        ("Belarus", "place", "c1"),
        ("Oleg Marchenko", "person", "c2"),
        ("Dubouski", "person", "c0"),
        ("Harbour Workers Union", "organisation", "c3"),
    ),
    told("a2", "Oleg Marchenko flew to Poland. Lem stayed.", ("Oleg Marchenko", "person", "c0"), ("Poland", "place", "c1"),
         ("Lem", "person", "c2")),
]  # fmt: skip


def put(path: Path, rows: Sequence[dict[str, Any]]) -> str:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


def good(path: str) -> list[Known]:
    found = list(read_list(path, "list"))
    assert not [x for x in found if isinstance(x, SourceError)]
    return [x for x in found if isinstance(x, Known)]


def who(store: KnownStore, story: list[Annotation] = STORY) -> dict[str, list[Candidate]]:
    found, _ = entities(story)
    names = {e.id: e.name for e in found}
    return {names[i]: cs for i, cs in identify(store, found, story, []).items()}


@pytest.fixture
def store(place: Place) -> Iterator[KnownWriter]:
    found = to_write(place("x"), make=True)
    yield found.known
    found.close()


def take(store: KnownWriter, path: str, name: str = "list") -> None:
    store.replace(name, path, [(k, known_keys(k)) for k in good(path)])


def test_a_table_is_read_by_its_header(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("\ufeff" + TABLE, encoding="utf-8")
    first, *rest = good(str(path))
    assert first.names == ("Yanka Dubouski", "Янка Дубоўскі", "Jan Dubowski")
    assert (first.kind, first.countries, first.born, first.roles) == ("person", ("BY",), "1960-05-02", ("president",))
    assert [k.id for k in rest] == ["k2", "k3", "k4", "k5", "k6"]


def test_follow_the_money_is_read_and_links_between_entities_are_passed_over(tmp_path: Path) -> None:
    person, firm = good(put(tmp_path / "e.ftm.json", FTM))
    assert person.names == ("Янка Дубоўскі", "Jan Dubowski")
    assert person.weak == ("The Miller",)
    assert (person.kind, person.countries, person.born) == ("person", ("BY",), "1960-05")
    assert (firm.id, firm.kind, firm.countries) == ("f3", "organisation", ("GB",))


@pytest.mark.parametrize("shape", ["lines", "dump", "compact", "pretty", "gz"])
def test_wikidata_is_read_in_every_shape_that_it_comes_in(tmp_path: Path, shape: str) -> None:
    rows = [json.dumps(r) for r in WIKIDATA]
    text = {
        "lines": "\n".join(rows),
        "dump": "[\n" + ",\n".join(rows) + "\n]\n",
        "compact": "[" + ",".join(rows) + "]",
        "pretty": json.dumps(WIKIDATA, indent=1),
        "gz": "\n".join(rows),
    }[shape]
    path = tmp_path / ("w.json.gz" if shape == "gz" else "w.json")
    path.write_bytes(gzip.compress(text.encode()) if shape == "gz" else text.encode())
    person, town = good(str(path))
    assert person.names == ("Yanka Dubouski", "Янка Дубоўскі", "Jan Dubowski")
    assert (person.kind, person.countries, person.born) == ("person", ("BY",), "1960-05-02")
    assert (town.names, town.kind) == (("Velmar", "Welmar"), "place")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("name,country\nAna,PL\n", "lacks a column for id (or identifier"),
        ("id,country\n1,Ana\n", "lacks a column for name (or fullname"),
        ("[1, 2", "line 1: not JSON"),
    ],
)
def test_what_is_no_list_is_refused_by_what_is_missing(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "bad"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as e:
        list(read_list(str(path), "list"))
    assert says in str(e.value)
    assert str(path) in str(e.value)


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"id,name,born\n1,Ana,1960\n,Bo,\n3,,\n4,Cy,soon\n1,Again,\n5,...,\n6,\xff\xfe,\n7,Di,1970\n")
    found = list(read_list(str(path), "list"))
    assert [x.id for x in found if isinstance(x, Known)] == ["1", "7"]
    errors = [str(x) for x in found if isinstance(x, SourceError)]
    for n, says in ((3, "no identifier"), (4, "no name"), (5, "not a date"), (6, "twice"), (7, "letter"), (8, "UTF-8")):
        assert any(f"t.csv: line {n}: " in e and says in e for e in errors), (n, errors)
    rows = tmp_path / "r.jsonl"
    rows.write_text('{"id": "a", "schema": "Person", "properties": {"name": ["Ana"]}}\nnonsense\n{"id": "b"}\n[1]\n')
    found = list(read_list(str(rows), "list"))
    assert isinstance(found[0], Known)
    assert ["line 2" in str(found[1]), "line 3" in str(found[2]), "line 4" in str(found[3])] == [True] * 3


def test_candidates_say_what_they_rest_on_and_only_what_holds_is_certain(store: KnownStore, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(TABLE, encoding="utf-8")
    take(store, str(path))
    found = who(store)
    best = found["Yanka Dubouski"][0]
    assert (best.id, best.state) == ("k1", "certain")
    assert best.parts == {"name": 1.0, "country": 1.0, "role": 1.0, "born": 1.0}
    texts = {x.article.id: x.article.text for x in STORY}
    assert {"Belarus", "63"} <= {texts[a][s:e] for a, s, e in best.anchors}
    assert all(c.state == "candidate" and c.score < 0.5 for c in found["Yanka Dubouski"] if c.id == "k2")
    two = found["Oleg Marchenko"]
    assert {c.id for c in two} == {"k3", "k4"}
    assert {c.state for c in two} == {"candidate"}
    assert all("1 other as good" in "; ".join(c.why) for c in two)
    assert [(c.id, c.state) for c in found["Belarus"]] == [("k6", "certain")]
    assert found["Harbour Workers Union"][0].state == "certain"
    assert "Lem" not in found


def test_a_bare_surname_or_a_clashing_birth_is_never_certain(store: KnownStore, tmp_path: Path) -> None:
    rows = [
        {"id": "1", "schema": "Person", "properties": {"name": ["Piotr Lem"], "country": ["pl"]}},
        {
            "id": "2",
            "schema": "Person",
            "properties": {"name": ["Yanka Dubouski"], "country": ["by"], "birthDate": ["1931"]},
        },
        {"id": "3", "schema": "Person", "properties": {"name": ["Oleg Marchenko"]}},
        {"id": "4", "schema": "Vessel", "properties": {"name": ["Harbour Workers Union"]}},
    ]
    take(store, put(tmp_path / "x.json", rows))
    found = who(store)
    assert [c.state for c in found["Lem"]] == ["candidate"]
    assert found["Lem"][0].score <= 0.5
    assert "Yanka Dubouski" not in found or found["Yanka Dubouski"][0].state == "candidate"
    assert [c.state for c in found["Oleg Marchenko"]] == ["candidate"]  # a name alone says nothing of who bears it
    assert "Harbour Workers Union" not in found  # a ship is no union


def test_names_are_found_across_scripts(store: KnownStore, tmp_path: Path) -> None:
    take(store, put(tmp_path / "f.json", FTM))
    assert who(store)["Yanka Dubouski"][0].id == "f1"
    assert keys(parse("Янка Дубоўскі", "person")) & keys(parse("Yanka Dubouski", "person"))


def test_an_import_replaces_the_list_of_its_name_and_only_that(store: KnownStore, tmp_path: Path) -> None:
    take(store, put(tmp_path / "f.json", FTM), "one")
    take(store, put(tmp_path / "w.json", WIKIDATA), "two")
    take(store, put(tmp_path / "f.json", FTM[2:]), "one")
    assert [(n, c) for n, _, c in store.lists()] == [("one", 1), ("two", 2)]
    assert store.entry("one", "f1") is None
    assert {c.id for c in who(store)["Yanka Dubouski"]} == {"Q1"}
    assert store.remove("two")
    assert not store.remove("two")
    assert "Yanka Dubouski" not in who(store)


hostile = st.text(
    st.one_of(st.characters(), st.sampled_from("\u202e\u202d\u2066\u200d\u200b\x00\x1b<>&;,\"'|\n")), max_size=40
) | st.sampled_from(
    ["A" * 10_000, "x " * 5_000, "<script>alert(1)</script>", "\u202eАна\u202c", "&amp;" * 50, "\ud83d"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(hostile, hostile), max_size=8))
def test_a_list_of_any_names_is_read_or_refused_line_by_line(
    tmp_path_factory: pytest.TempPathFactory, rows: Any
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    given_rows = [
        {"id": f"i{n}", "schema": "Person", "properties": {"name": [a], "alias": [b]}} for n, (a, b) in enumerate(rows)
    ]
    given_rows.append({"id": "good", "schema": "Person", "properties": {"name": ["Yanka Dubouski"], "country": ["by"]}})
    path = folder / "x.json"
    path.write_text("\n".join(json.dumps(r) for r in given_rows), encoding="utf-8")
    found = list(read_list(str(path), "list"))
    assert len(found) == len(given_rows)
    store = to_write(folder / "x.fabula", make=True).known
    store.replace("list", str(path), [(k, known_keys(k)) for k in found if isinstance(k, Known)])
    named = who(store)
    sure = [c for cs in named.values() for c in cs if c.state == "certain"]
    assert [c.id for c in sure if c.id != "good"] == []
    lone = [c.id for c in named.get("Yanka Dubouski", []) if c.parts["name"] > 0.9]
    assert "good" in lone


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(hostile, min_size=1, max_size=4), max_size=6))
def test_a_table_of_any_cells_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("table") / "x.csv"
    text = "id,name,aliases,born\n" + "\n".join(",".join(r) for r in rows)
    path.write_bytes(text.encode("utf-8", "replace"))
    for found in read_list(str(path), "list"):
        assert isinstance(found, Known | SourceError)
        if isinstance(found, SourceError):
            assert "line " in str(found)
            assert "\n" not in str(found)
