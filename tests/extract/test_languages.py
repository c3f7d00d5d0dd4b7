"""An article's language decides how it is read; one that nobody reads is kept whole, with empty layers."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner
from spacy.tokens import Doc

import fabula
from fabula.cli import fabula as command
from fabula.extract.annotate import annotate, models
from fabula.extract.layers import LAYERS
from fabula.ingest.reading import read
from fabula.ingest.reading.languages import language
from fabula.ingest.sources import Item
from fabula.lang import language as packs
from fabula.lang.en.pipeline import parse
from fabula.lang.language import base, pack, reads
from fabula.model.records import Annotation, Time

GERMAN = (
    "Die Ministerpräsidentin von Talmark, Greta Oberhauser, kündigte am Mittwoch an, dass die Fähre ab Juni wieder "
    "verkehren werde.\n\n„Wir haben lange genug gewartet“, sagte Oberhauser in Hafenstadt.\n"
)
FRENCH = "Le maire de la ville a déclaré mardi que le pont serait fermé en mai, faute de moyens suffisants.\n"
ENGLISH = "The mayor, Ana Ruiz, said on Friday that the bridge would open in May.\n"


def read_as(text: str, code: str | None) -> Annotation:
    return annotate(read(Item(source="-", media="row", text=text, language=code), plain=True))


@pytest.mark.parametrize(("text", "code"), [(GERMAN, "de"), (FRENCH, "fr")])
def test_what_no_pack_reads_is_kept_and_its_layers_are_empty(text: str, code: str) -> None:
    found = fabula.annotate(text, published="2024-05-14")
    assert found.article.language == code
    assert found.article.text == text
    assert found.article.published is not None
    assert all(getattr(found, x.name) == () for x in LAYERS)
    assert found.models["unread"] == code
    assert found.left_out == {}
    assert [text[s:e] for s, e in found.sentences] == [x for x in text.split("\n") if x]


@pytest.mark.parametrize("text", ["Ana Ruiz resigned.", "Paris: Macron, Merkel, Orbán", "Madrid, José Núñez: no."])
def test_what_is_too_short_to_tell_is_read_as_english(text: str) -> None:
    found = fabula.annotate(text)
    assert found.article.language in (None, "en")
    assert "unread" not in found.models


def test_foreign_names_make_no_foreign_article() -> None:
    text = "Rodríguez Zapatero met Enrique Peña Nieto, Dilma Rousseff and Michelle Bachelet in Viña del Mar, Chile.\n"
    assert language(text) in (None, "en")
    assert fabula.annotate(text).mentions


@pytest.mark.parametrize(("tag", "code"), [("en-GB", "en"), ("pt_BR", "pt"), ("EN", "en"), ("eng", "en"), (None, "en")])
def test_a_tag_names_its_language(tag: str | None, code: str) -> None:
    assert base(tag) == code
    assert reads(tag) is (code == "en")


def test_a_given_language_outranks_what_the_text_looks_like() -> None:
    assert read_as(ENGLISH, "en-US").attributions
    assert read_as(ENGLISH, "nl").attributions == ()


class Danish:
    """A pack that knows days alone, with a function of its own for mentions."""

    code, reader = "da", False

    def version(self) -> str:
        return "da-1"

    def parse(self, text: str) -> Doc:
        nlp = spacy.blank("da")
        nlp.add_pipe("sentencizer")
        return nlp(text)

    def memory(self) -> AbstractContextManager[object]:
        return nullcontext()

    def times(self, text: str, published: date | None, told: Callable[[int], bool]) -> tuple[Time, ...]:
        at = text.index("tirsdag")
        return (Time(start=at, end=at + 7, type="DATE", value="XXXX-WXX-2"),)

    def maker(self, layer: str, shipped: Callable[..., Any]) -> Callable[..., Any] | None:
        return shipped if layer == "times" else None


class Entry:
    name = "da"

    def load(self) -> Danish:
        return Danish()


def test_a_pack_that_is_installed_reads_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for known in (packs._added, packs._pack):
        known.cache_clear()
    monkeypatch.setattr(packs, "entry_points", lambda group: [Entry()] if group == "fabula.languages" else [])
    try:
        found = read_as("Borgmesteren sagde tirsdag, at broen lukker.\n", "da")
        assert [t.value for t in found.times] == ["XXXX-WXX-2"]
        assert found.mentions == found.claims == ()
        assert found.models["words"] == "da-1"
        assert "reader" not in found.models
        assert found.left_out == {}
    finally:
        for known in (packs._added, packs._pack):
            known.cache_clear()


def test_a_pack_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(packs.SHIPPED, "xx", "fabula.lang.none:NONE")
    with pytest.raises(fabula.ModelError, match="language pack for xx"):
        pack("xx")


def test_what_made_the_layers_tells_a_language_that_was_not_read() -> None:
    assert models("de") == {"fabula": models()["fabula"], "unread": "de"}
    assert models(None) == models("en-AU")


def test_a_build_says_what_it_did_not_read_and_the_table_too(tmp_path: Path) -> None:
    for name, text in (
        ("a.txt", GERMAN),
        ("b.txt", GERMAN + "Am Abend war alles wieder ruhig, sagte sie.\n"),
        ("c.txt", ENGLISH),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    held = str(tmp_path / "d.fabula")
    done = CliRunner().invoke(command, ["build", *(str(tmp_path / x) for x in ("a.txt", "b.txt", "c.txt")), "-o", held])
    assert done.exit_code == 0
    assert "2 articles in de: kept, not read" in done.stderr.splitlines()[-1]
    with fabula.open(held) as d:
        rows = {r["path"].rsplit("/", 1)[-1]: (r["language"], r["read"]) for r in d.to_dicts("articles")}
        assert rows == {"a.txt": ("de", False), "b.txt": ("de", False), "c.txt": ("en", True)}
        assert [r["kind"] for r in d.to_dicts("lineage")] == ["copy"]
        assert {e.article for e in d.search("wieder")} <= {a.id for a in d if a.language == "de"}
        assert list(d.verify()) == []
    again = CliRunner().invoke(command, ["build", str(tmp_path / "a.txt"), "-o", held])
    assert "0 new, 1 held already" in again.stderr
    shown = CliRunner().invoke(command, ["show", "articles", held])
    assert "language" in shown.stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The union hoped to win.", "hope"),
        ("The union hopes to win.", "hope"),
        ("The frog hopped away.", "hop"),
        ("The court fined the bank.", "fine"),
        ("Two men raped a woman.", "rape"),
        ("The agency rated the bonds as junk.", "rate"),
        ("The fire raged on.", "rage"),
        ("The driver stopped the bus.", "stop"),
        ("The shop is planning a sale.", "plan"),
        ("The lawyer visited the jail.", "visit"),
        ("The boss asked for help.", "ask"),
    ],
)
def test_a_verb_that_does_not_double_its_last_letter_ends_in_e(text: str, lemma: str) -> None:
    assert lemma in [t.lemma_ for t in parse(text) if t.pos_ == "VERB"]


def test_what_is_hoped_is_no_fact_and_who_is_fined_has_an_event() -> None:
    (claim,) = fabula.annotate("The owner of the mill hopes that the court lifts the fine.").claims
    assert claim.modality == "hoped"
    assert [e.type for e in fabula.annotate("The court fined the bank on Monday.").events] == ["SANCTION"]
