"""Every format of `fabula export`, read back by the format's own library."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping
from importlib.metadata import EntryPoint
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import fabula
from fabula.errors import UsageError
from fabula.export import exporting
from fabula.export.exporting import KINDS, SHIPPED, ExportedDossier, Files, exporter, formats
from fabula.model.decisions import ForecastOutcome
from fabula.views.narrowing import Narrowing
from tests.conftest import Run
from tests.export.ftm_schemata import wrong

NASTY = '=HYPERLINK("http://evil","x") <script>alert(\'1\')</script> \u202e\x1b[31m ]]> & "quoted" \\ \''


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with markup, formulas and control characters in every field that a stranger writes."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {
            "id": f"=cmd|{n}",
            "title": f"{NASTY} {n}",
            "outlet": f"@SUM(1+1) <b>{n}</b>",
            "authors": ["+Ana <i>Ruiz</i>"],
            "published": f"2024-03-0{n}",
            "text": f"Mayor Ana Ruiz said on Tuesday that {n} people had died in the <b>Orva</b> flood. \x1b[2J{NASTY}\n"
            f"“=1+1 is what they pay,” Ruiz said. Higher taxes reduce trade, she said. The council of Orva may open the dam.",
        }
        for n in (3, 4)
    ]
    source = folder / "rows.jsonl"
    source.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    path = folder / "hostile.fabula"
    fabula.build([str(source)], path).close()
    return path


def exported(path: Path, form: str, **asked: str) -> Files:
    with fabula.open(path) as d:
        return exporter(form)(ExportedDossier(d, Narrowing(d, **asked)))


def text(made: Files, name: str = "") -> str:
    found = made[name]
    assert isinstance(found, str)
    return found


@pytest.fixture(params=["example", "hostile"])
def any_dossier(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def test_ndjson_is_what_its_schema_says(any_dossier: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = json.loads(files("fabula.export").joinpath("schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    rows = [json.loads(line) for line in text(exported(any_dossier, "ndjson")).splitlines()]
    for r in rows:
        validator.validate(r)
    assert {r["kind"] for r in rows} >= {"article", "entity", "event", "attribution", "claim"}
    broken = {**rows[0], "evidence": [{"article": "x"}]}
    assert not validator.is_valid(broken)
    with fabula.open(any_dossier) as d:
        for r in rows:
            for e in r["evidence"]:
                assert d.article(e["article"]).text[e["start"] : e["end"]] == e["text"]


def test_the_schema_has_every_kind() -> None:
    schema = json.loads(files("fabula.export").joinpath("schema.json").read_text("utf-8"))
    assert schema["properties"]["kind"]["enum"] == list(KINDS)


def test_filters_narrow_every_kind(example: Path) -> None:
    everything = text(exported(example, "ndjson")).splitlines()
    some = [json.loads(line) for line in text(exported(example, "ndjson", entity="Ingrid Solberg")).splitlines()]
    assert 0 < len(some) < len(everything)
    assert all(any("Solberg" in _sentence(e, example) for e in r["evidence"]) for r in some if r["kind"] == "claim")
    with pytest.raises(UsageError):
        exported(example, "ndjson", entity="Nobody At All")


def _sentence(e: dict[str, Any], path: Path) -> str:
    with fabula.open(path) as d:
        article = d.article(e["article"]).text
        return article[max(0, e["start"] - 400) : e["end"] + 400]


def test_csv_cells_are_no_formulas(any_dossier: Path) -> None:
    made = exported(any_dossier, "csv")
    assert {"articles.csv", "events.csv", "evidence.csv"} <= set(made)
    for name in made:
        rows = list(csv.reader(io.StringIO(text(made, name))))
        assert len({len(r) for r in rows}) == 1, name
        for cell in (c for r in rows for c in r):
            assert cell.lstrip(" '\"")[:1] not in ("=", "+", "@") or cell.startswith("'"), (name, cell)
            assert "\x1b" not in cell
            assert "\u202e" not in cell


def test_parquet_is_read_by_pyarrow(any_dossier: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'fabula[parquet]'")
    import pyarrow.parquet as pq

    made = exported(any_dossier, "parquet")
    events = pq.read_table(io.BytesIO(bytes(made["events.parquet"])))  # type: ignore[arg-type]
    with fabula.open(any_dossier) as d:
        assert events.column("id").to_pylist() == [e.id for e in d.events()]
    evidence = pq.read_table(io.BytesIO(bytes(made["evidence.parquet"])))  # type: ignore[arg-type]
    assert str(evidence.schema.field("start").type) == "int64"
    assert str(events.schema.field("salience").type) == "double"


def test_sqlite_is_plain_tables(any_dossier: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(exported(any_dossier, "sqlite")[""])  # type: ignore[arg-type]
    db = sqlite3.connect(path)
    with fabula.open(any_dossier) as d:
        assert db.execute("SELECT count(*) FROM events").fetchone()[0] == len(d.events())
        held = {a.id: a for a in d}
    wrong = [
        r
        for r in db.execute('SELECT article, start, "end", text FROM evidence')
        if held[r[0]].text[r[1] : r[2]] != r[3]
    ]
    db.close()
    assert wrong == []


def test_annotations_find_their_passages(any_dossier: Path) -> None:
    page = json.loads(text(exported(any_dossier, "annotations")))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    ids = [a["id"] for a in page["items"]]
    assert len(set(ids)) == len(ids)
    with fabula.open(any_dossier) as d:
        texts = {a.url or f"urn:sha256:{a.sha256}": a.text for a in d}
    for a in page["items"]:
        assert a["type"] == "Annotation"
        for target in a["target"]:
            place, quote = target["selector"]
            found = texts[target["source"]]
            assert found[place["start"] : place["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in found


def test_timelinejs_escapes_what_it_shows(any_dossier: Path) -> None:
    made = json.loads(text(exported(any_dossier, "timelinejs")))
    assert made["events"] or "hostile" in any_dossier.name
    assert all(e["start_date"]["year"] for e in made["events"])
    shown = [e["text"]["headline"] + e["text"]["text"] for e in made["events"]]
    assert not any("<script" in s or "<b>Orva" in s for s in shown)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_graphs_are_read_by_networkx(any_dossier: Path, form: str) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    made = text(exported(any_dossier, form))
    ET.fromstring(made)
    read = networkx.read_graphml if form == "graphml" else networkx.read_gexf
    graph = read(io.BytesIO(made.encode()))
    with fabula.open(any_dossier) as d:
        assert sum(n.startswith("event:") for n in graph) == len(d.events())
        assert sum(n.startswith("entity:") for n in graph) == len(d.entities())
        part = next(e for e in d.events() if e.entities)
        assert graph.has_edge(f"entity:{part.entities[0]}", f"event:{part.id}")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_jsonld_is_linked_data(any_dossier: Path) -> None:
    made = text(exported(any_dossier, "jsonld"))
    assert "<script" not in made
    assert made.count("NewsArticle") == len(json.loads(made)["@graph"])
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    offline = {**json.loads(made), "@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}}
    graph = rdflib.Graph().parse(data=json.dumps(offline), format="json-ld")
    articles = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/NewsArticle")))
    with fabula.open(any_dossier) as d:
        assert len(articles) == len({a.sha256 for a in d})


def test_only_a_persons_ruling_is_a_claim_review(example: Path, tmp_path: Path) -> None:
    path = tmp_path / "decided.fabula"
    path.write_bytes(example.read_bytes())
    with fabula.Editor(path) as d:
        row = next(iter(d.rows("forecasts")))
        e = row["evidence"][0]
        d.decide(
            ForecastOutcome(left=((e["article"], e["start"], e["end"]),), status="false", note="It did not", who="Ida")
        )
    reviews = [x for x in json.loads(text(exported(path, "jsonld")))["@graph"] if x["@type"] == "ClaimReview"]
    assert len(reviews) == 1
    assert reviews[0]["reviewRating"]["alternateName"] == "False"
    assert reviews[0]["claimReviewed"] == " ".join(e["text"].split())
    assert reviews[0]["author"]["name"] == "Ida"


def test_plover_has_its_types_and_exact_sentences(any_dossier: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(text(exported(any_dossier, "plover")))))
    assert rows
    assert {r["Event Type"] for r in rows} <= set(_plover_types())
    with fabula.open(any_dossier) as d:
        for r in rows:
            story = r["Story ID"].removeprefix("'")
            said = d.article(story).text[int(r["Char Start"]) : int(r["Char End"])]
            assert " ".join(said.split())[:20] in r["Sentence Text"] or "\\x" in r["Sentence Text"]


def _plover_types() -> Mapping[str, str]:
    from fabula.export.plover import QUADS

    return QUADS


def test_skos_is_read_by_rdflib(any_dossier: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    graph = rdflib.Graph().parse(data=text(exported(any_dossier, "skos")), format="turtle")
    skos = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")
    concepts = set(graph.subjects(rdflib.RDF.type, skos.Concept))
    with fabula.open(any_dossier) as d:
        names = {v["name"] for v in ExportedDossier(d, Narrowing(d)).rows("variable")}
    assert {str(o) for o in graph.objects(None, skos.prefLabel)} == names
    assert all(list(graph.objects(c, skos.note)) for c in concepts)


def test_followthemoney_entities_are_what_its_model_says(any_dossier: Path) -> None:
    made = exported(any_dossier, "ftm")
    proxies = [json.loads(line) for line in text(made, "entities.ftm.json").splitlines()]
    spans = [json.loads(line) for line in text(made, "spans.ndjson").splitlines()]
    assert list(wrong(proxies)) == []
    assert {p["schema"] for p in proxies} >= {"Article", "Event", "Person"}
    assert {s["entity_id"] for s in spans} == {p["id"] for p in proxies}
    assert any(p["properties"].get("involved") for p in proxies)
    assert all(p["properties"]["language"] == ["eng"] for p in proxies if p["schema"] == "Article")
    with fabula.open(any_dossier) as d:
        for s in spans:
            assert d.article(s["article"]).text[s["start"] : s["end"]] == s["text"]


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "Thing"},
        {"schema": "Nothing"},
        {"properties": {"date": ["2024-03-05"]}},
        {"properties": {"name": ["x"], "date": ["March"]}},
        {"properties": {"name": ["x"], "involved": ["nobody"]}},
        {"properties": {"name": ["x"], "colour": ["red"]}},
        {"properties": {"name": [""]}},
    ],
)
def test_what_the_model_would_refuse_is_seen(change: dict[str, Any]) -> None:
    good = {"id": "event:1", "schema": "Event", "properties": {"name": ["x"], "date": ["2024-03"]}}
    assert list(wrong([good])) == []
    assert list(wrong([{**good, **change}]))


def test_the_command_writes_files_folders_and_archives(fabula_cli: Run, example: Path, tmp_path: Path) -> None:
    assert fabula_cli("export", "csv", example).returncode == 2  # many files need a place
    assert fabula_cli("export", "nothing", example).returncode == 2
    done = fabula_cli("export", "csv", example, "-o", tmp_path / "t.zip")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "t.zip") as z:
        assert "events.csv" in z.namelist()
    done = fabula_cli("export", "ndjson", example, "--about", "tariffs")
    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[0])["kind"] in KINDS


class Lines:
    """The worked example of docs/plugins.md: every event as a line of text."""

    @staticmethod
    def write(found: ExportedDossier) -> Files:
        return {"": "".join(f"{r['date'] or 'undated'}: {r['what']}\n" for r in found.rows("event"))}


def test_an_exporter_of_another_package_is_found(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("lines", "tests.export.test_export:Lines.write", exporting.GROUP)
    monkeypatch.setattr(
        exporting, "entry_points", lambda **asked: [point] if asked.get("name") in (None, "lines") else []
    )
    assert set(formats()) == {*SHIPPED, "lines"}
    with fabula.open(example) as d:
        assert text(exported(example, "lines")).count("\n") == len(d.events())
    broken = EntryPoint("lines", "tests.no_such_module:none", exporting.GROUP)
    monkeypatch.setattr(exporting, "entry_points", lambda **_: [broken])
    with pytest.raises(UsageError, match="cannot be loaded"):
        exporter("lines")
