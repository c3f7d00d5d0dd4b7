"""The public interface is what it is on purpose."""

import doctest
from pathlib import Path

import msgspec
import pytest

import fabula

NAMES = """
AddressError Annotation Article Attribution Candidate Cause Claim Comparison Decision Dossier DossierError Editor EmptyError Entity Event
EventMention Evidence EvidenceError FabulaError Forecast Judgement Known Lineage Mention ModelError NotTextError Participant
Published Series Snapshot SourceError Stated Time TooLargeError UsageError Zone __version__ annotate build open
""".split()


def test_the_public_names_are_locked() -> None:
    assert sorted(fabula.__all__) == sorted(NAMES)
    for name in NAMES:
        assert getattr(fabula, name) is not None


def test_the_example_in_the_docstring_is_true() -> None:
    assert doctest.testmod(fabula).failed == 0


def test_an_annotation_holds_the_text_and_true_spans() -> None:
    text = "The mayor, Ana Ruiz, said on Friday that the bridge would open in May. “It is late,” she added."
    found = fabula.annotate(text, published="2024-03-04")
    assert found.article.text == text
    assert any(text[m.start : m.end] == "Ana Ruiz" and m.type == "person" for m in found.mentions)
    assert any(text[t.start : t.end] == "Friday" and t.value == "2024-03-01" for t in found.times)
    said = [[text[s:e] for s, e in a.content] for a in found.attributions]
    assert any("the bridge would open" in c for parts in said for c in parts)
    assert any("It is late" in c for parts in said for c in parts)


def test_an_annotation_becomes_the_json_of_the_interface() -> None:
    row = msgspec.json.decode(msgspec.json.encode(fabula.annotate("Ana Ruiz said that it rained.").to_dict()))
    assert {"article", "zones", "mentions", "times", "attributions", "events", "claims", "forecasts", "causes"} <= set(
        row
    )
    assert {"id", "path", "sha256", "text", "title", "outlet", "authors", "language", "published"} <= set(
        row["article"]
    )
    assert {"id", "kind", "source", "cue", "content", "speaker"} <= set(row["attributions"][0])


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(fabula.EmptyError):
        fabula.annotate("  \n ")


def test_all_errors_are_one_tree() -> None:
    for name in NAMES:
        if name.endswith("Error"):
            assert issubclass(getattr(fabula, name), fabula.FabulaError)


def test_iterating_a_dossier_gives_its_articles(dossier: fabula.Dossier) -> None:
    articles = list(dossier)
    assert len(articles) == 10
    assert all(a.text and len(a.sha256) == 64 for a in articles)


def test_rows_are_dicts_with_evidence_that_is_true(dossier: fabula.Dossier) -> None:
    texts = {a.id: a.text for a in dossier}
    for what in ("articles", "entities", "events", "attributions", "claims", "forecasts", "causes", "comparisons"):
        rows = dossier.to_dicts(what)
        assert rows, what
        for row in rows:
            assert row["id"]
            assert row["evidence"]
            for e in row["evidence"]:
                assert e["text"] == texts[e["article"]][e["start"] : e["end"]] != ""


def test_an_unknown_kind_of_row_names_those_there_are(dossier: fabula.Dossier) -> None:
    with pytest.raises(fabula.UsageError, match="attributions"):
        dossier.rows("quarks")


def test_opening_what_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(fabula.DossierError, match="fabula build"):
        fabula.open(tmp_path / "none.fabula")
