"""The registry of layers, and what happens to an article where one of them fails."""

import dataclasses
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import fabula
from fabula.cli import fabula as command
from fabula.extract import annotate as driver
from fabula.extract.layers import LAYERS, READ, Layer, in_order
from fabula.model.records import Annotation, Article, Mention, Time, Zone
from fabula.model.spans import layer_records, spans_of

TEXT = "Ana Ruiz, the mayor of Velmar, said on Friday that the bridge would open in May because of new funds."


def test_nothing_rests_on_a_caption() -> None:
    body = (
        "The council of Velmar voted on Tuesday to close the old bridge, Ana Ruiz said.",
        "Residents asked for a ferry, which was refused.",
    )
    caption = "Photo: Jon Aske says in Oslo on Friday that prices rose by 12 percent because of the strike."
    text = "\n\n".join(["Velmar council closes bridge", body[0], caption, body[1]])
    at = text.index(caption)
    edges = (0, at, at + len(caption) + 2, len(text))
    zones = tuple(
        Zone(start=s, end=e, kind=k) for s, e, k in zip(edges[:-1], edges[1:], ("body", "caption", "body"), strict=True)
    )
    article = Article(
        id="a", path="-", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, language="en", zones=zones
    )
    found = driver.annotate(article)
    spans = [s for x in LAYERS for r in getattr(found, x.name) for s in spans_of(r)]
    assert spans
    assert not [text[s:e] for s, e in spans if s < at + len(caption) and e > at]


def raising(*_: Any) -> Any:
    raise IndexError("list index\nout of range")


def untrue(*_: Any) -> Sequence[Mention]:
    return (Mention(start=5, end=10_000, type="person", chain="c0"),)


def broken(monkeypatch: pytest.MonkeyPatch, name: str, how: str = "raising") -> None:
    """Put a layer that fails in the place of one that works."""
    layers = tuple(dataclasses.replace(x, function=f"{__name__}:{how}") if x.name == name else x for x in LAYERS)
    monkeypatch.setattr(driver, "LAYERS", layers)


def test_every_layer_of_an_annotation_is_registered_once_and_no_other() -> None:
    assert [x.name for x in LAYERS] == list(dict.fromkeys(x.name for x in LAYERS))
    assert {x.name: x.record for x in LAYERS} == layer_records()


@pytest.mark.parametrize("layer", LAYERS, ids=lambda x: x.name)
def test_a_layer_has_a_maker_a_span_to_stand_on_and_columns_that_are_shown(layer: Layer) -> None:
    assert callable(layer.maker())
    assert layer.spans
    assert set(layer.needs) <= {*READ, *(x.name for x in LAYERS)}


def test_columns_of_a_table_are_fields_of_its_rows(dossier: fabula.Dossier) -> None:
    for layer in LAYERS:
        if layer.columns:
            assert set(layer.columns) <= set(dossier.to_dicts(layer.name)[0])


def test_a_layer_is_made_after_what_it_needs() -> None:
    for order in (LAYERS, LAYERS[::-1]):
        made: set[str] = set(READ)
        for layer in in_order(order):
            assert made.issuperset(layer.needs)
            made.add(layer.name)


def test_layers_that_need_each_other_are_refused() -> None:
    a = Layer("a", Time, "x:y", needs=("b",))
    b = Layer("b", Time, "x:y", needs=("a",))
    with pytest.raises(ValueError, match="a, b"):
        in_order([a, b])


@pytest.mark.parametrize("layer", LAYERS, ids=lambda x: x.name)
def test_a_layer_that_fails_costs_itself_and_no_other(layer: Layer, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, layer.name)
    found = fabula.annotate(TEXT, published="2024-03-04")
    assert found.left_out == {layer.name: "IndexError: list index out of range"}
    assert getattr(found, layer.name) == ()
    assert found.article.text == TEXT
    whole = {x.name for x in LAYERS if getattr(found, x.name)}
    assert len(whole) >= 3
    assert {"times", "mentions"} - {layer.name} <= whole


def test_a_layer_with_a_span_that_is_not_in_the_text_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, "mentions", "untrue")
    found = fabula.annotate(TEXT)
    assert found.mentions == ()
    assert found.left_out == {
        "mentions": f"EvidenceError: mentions 0: no such span: 5 to 10000 of {len(TEXT)}",
    }
    assert found.attributions


def test_a_failed_reader_leaves_the_layers_that_rules_make(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        version = "broken"

        def read(self, *_: Any) -> Any:
            raise ZeroDivisionError

    monkeypatch.setattr(driver, "reader", Broken)
    found = fabula.annotate(TEXT)
    assert list(found.left_out) == ["reader"]
    assert found.mentions
    assert found.events


def run(*words: str) -> Any:
    return CliRunner().invoke(command, list(words))


def test_annotate_names_the_layer_and_ends_with_1_and_prints_the_rest(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT + "\n", encoding="utf-8")
    broken(monkeypatch, "causes")
    done = run("annotate", str(path), "--jsonl")
    assert done.exit_code == 1
    assert f"{path}: read without causes, please report this: IndexError: list index out of range" in done.stderr
    assert '"left_out":{"causes":' in done.stdout
    assert '"mentions":[{' in done.stdout


def test_a_build_keeps_an_article_whose_layer_failed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "\n", encoding="utf-8")
    broken(monkeypatch, "claims")
    done = run("build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "d.fabula"))
    assert done.exit_code == 1
    assert "read without claims" in done.stderr
    assert "1 article, 1 new" in done.stderr
    with fabula.open(tmp_path / "d.fabula") as d:
        held = next(iter(d.annotations()))
    assert list(held.left_out) == ["claims"]
    assert held.mentions


def test_what_fails_is_stated_of_no_article_that_is_whole() -> None:
    assert fabula.annotate(TEXT).left_out == {}
    assert Annotation.__struct_fields__[-1] == "left_out"


@pytest.mark.parametrize(
    "text",
    [
        "A charity is helping to re-home children.",
        "Volunteers have been helping to re-wild rivers.",
        "The fund is helping to pre-fund clinics in Velmar, officials said.",
        "The rules keep lenders from over-charging.",
    ],
)
def test_a_hyphenated_verb_costs_no_layer(text: str) -> None:
    found = fabula.annotate(text)
    assert found.left_out == {}
    for c in found.causes:
        assert all(text[s:e].strip() for s, e in (*c.cause, *c.effect))


@pytest.mark.parametrize("text", ["Velmar votes on dam.", "Yes.", "Ana Ruiz", "It rained.", "1"])
def test_a_text_of_a_few_words_is_built_and_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text + "\n", encoding="utf-8")
    done = run("brief", str(tmp_path / "a.txt"), "--format", "md", "-o", "-")
    assert done.exit_code == 0, done.output
    assert "1 telling" in done.stdout


def test_a_file_of_bylines_alone_costs_no_layer(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("By Ana Ruiz\nBy Tom Lem\n", encoding="utf-8")
    done = CliRunner().invoke(command, ["annotate", str(tmp_path / "names.txt"), "--jsonl"])
    assert (done.exit_code, "read without" in done.output) == (0, False)
