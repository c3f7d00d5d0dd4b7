"""What is a forecast and what is not, whose it is, how sure, by when: on invented news."""

import pytest
from benchmarks.forecasts import measure

import fabula
from fabula.model.quoting import text_of
from fabula.model.records import Forecast


@pytest.mark.parametrize(
    ("part", "least"),
    [("first", {"precision": 0.86, "recall": 0.94, "left alone": 0.9}), ("fresh", {"precision": 0.8, "recall": 0.85})],
)
def test_forecasts_of_invented_news(part: str, least: dict[str, float]) -> None:
    figures, misses = measure(part)
    assert figures["sentences without any"] * 2 >= figures["forecasts"]
    for name, floor in (least | {f"{k} right": 0.94 for k in ("by", "condition", "due", "certainty")}).items():
        assert figures[name] >= floor, (name, figures[name], misses)


def foretold(text: str, published: str | None = "2031-03-12") -> list[Forecast]:
    return list(fabula.annotate(text, published=published).forecasts)


@pytest.mark.parametrize(
    ("text", "published", "due", "words"),
    [
        ("The pool will reopen within two weeks.", "2031-03-12", "2031-03-26", "two weeks"),
        ("The pool will reopen within two weeks.", None, "P2W", "two weeks"),
        ("Prices will fall by the end of the year.", "2031-03-12", "2031", "the end of the year"),
        ("Prices will fall by the end of the year.", None, "XXXX", "the end of the year"),
        ("The works will begin next spring.", "2031-03-12", "2032-SP", "next spring"),
        ("The wards will be full this winter.", "2031-03-12", "2031-WI", "this winter"),
        ("The strike will last two weeks.", "2031-03-12", None, None),
    ],
)
def test_due_dates_count_from_publication_or_stay_relative(
    text: str, published: str | None, due: str | None, words: str | None
) -> None:
    [f] = foretold(text, published)
    assert f.due == due
    assert (text[slice(*f.due_span)] if f.due_span else None) == words


def test_whoever_expects_is_the_maker() -> None:
    text = "Olga Brandt, the minister, spoke on Monday. Brandt expects exports to shrink next year."
    x = fabula.annotate(text, published="2031-03-12")
    [f] = x.forecasts
    assert text_of(x.article, [(f.start, f.end)]) == "exports to shrink next year"
    assert {text[m.start : m.end] for m in x.mentions if m.chain == f.by} >= {"Brandt"}
    assert foretold("Olga Brandt expected exports to shrink.") == []


@pytest.mark.parametrize(
    ("text", "confidence", "words"),
    [
        ("There is a 20% chance that the dam will fail.", "unlikely", "a 20% chance"),
        ("There is little chance that the dam will hold.", "unlikely", "little chance"),
        ("The dam is very likely to hold.", "likely", "very likely"),
        ("The dam is not likely to hold.", "unlikely", "likely"),
    ],
)
def test_the_words_of_certainty_are_kept_whole(text: str, confidence: str, words: str) -> None:
    [f] = foretold(text)
    assert f.confidence == confidence
    assert " ".join(text[s:e] for s, e in f.words) == words
