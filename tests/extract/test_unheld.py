"""What is denied, doubted or not said is no cause and no forecast; sides and horizons are what the words say they are."""

import msgspec
import pytest

from fabula.extract.annotate import annotate
from fabula.ingest.items import Item
from fabula.ingest.reading import read
from fabula.model.records import Annotation, Published


def annotated(text: str, published: str | None = None) -> Annotation:
    article = read(Item(source="t", id="t", media="row", text=text), plain=True)
    if published:
        article = msgspec.structs.replace(
            article, published=Published(date=published, precision="day", basis="metadata")
        )
    return annotate(article)


@pytest.mark.parametrize(
    "text",
    [
        "It is a myth that vaccines cause autism.",
        "Experts doubt that the tax cut boosted growth.",
        "There is no evidence that the drug reduces pain.",
        "The minister rejected claims that the new road had increased traffic.",
        "The study debunked the idea that sugar causes hyperactivity.",
        "No scientist thinks that windmills cause cancer.",
        "Neither side claims that the law lowered wages.",
        "It is false that the merger raised prices.",
        "The union does not accept that automation led to the closures.",
    ],
)
def test_a_cause_that_is_denied_around_is_negated(text: str) -> None:
    found = annotated(text).causes
    assert found
    assert all(c.negated for c in found)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the storm caused the blackout.",
        "Officials did not deny that the leak had caused the fire.",
        "The ministry denied a report, because the drought caused the shortage.",
    ],
)
def test_a_cause_that_is_told_is_not_negated(text: str) -> None:
    found = annotated(text).causes
    assert found
    assert not any(c.negated for c in found)


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("OSLO (NTB) - Heavy snow caused delays on Monday.", "OSLO"),
        ("BELMORE, June 3 (AP) — Strikes have cut ferry traffic.", "BELMORE"),
        ("Kovac refused to admit that the blockade led to hunger in the port.", "Kovac"),
    ],
)
def test_what_stands_around_a_cause_is_no_part_of_it(text: str, outside: str) -> None:
    found = annotated(text).causes
    assert found
    assert not any(outside in text[s:e] for c in found for s, e in (*c.cause, *c.effect))


def test_less_before_a_word_of_kind_lowers_nothing() -> None:
    found = annotated("Higher fares could hurt less wealthy travellers.").causes
    assert [c.polarity for c in found] == [-1]


@pytest.mark.parametrize(
    "text",
    [
        "Few traders believe that the bank will cut rates.",
        "Many brokers doubt that the regulator will allow the sale.",
        "She denied telling anybody, “The roof will fall.”",
        "He never said that the mine will close.",
        "Nobody thinks that the talks will succeed.",
        "The minister asked whether the company will pay.",
    ],
)
def test_what_nobody_holds_is_no_forecast(text: str) -> None:
    assert not annotated(text).forecasts


def test_a_forecast_that_something_will_not_be_says_so() -> None:
    (f,) = annotated("Analysts do not expect that the bank will cut rates.").forecasts
    assert (f.confidence, f.stance) == ("unlikely", "doubts")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The toll of the worst storm in half a century will rise.", None),
        ("For the first time in ten years, the club will play at home.", None),
        ("Growth will slow, according to an estimate published on Wednesday.", None),
        ("The plan that was announced on Friday will cost two billion.", None),
        ("The bridge will open on Friday.", "2023-08-25"),
        ("Inflation will fall within two years.", "2025-08-23"),
        ("The town's first new school since 1990 will open in September.", "2023-09"),
    ],
)
def test_a_horizon_is_when_it_comes_true(text: str, due: str | None) -> None:
    assert [f.due for f in annotated(text, "2023-08-23").forecasts] == [due]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The court suspended the trial of Ada Brandt until 5 April on Thursday.", "2024-03-07"),
        ("The senate deferred the vote on the canal until Monday.", None),
        ("The ministry prolonged the curfew in Lund to 18 March.", None),
        ("The general was jailed until 2031 on Friday.", "2024-03-08"),
        ("Police detained Karl Boone before 2018.", None),
        ("Kestria built the dam between 2011 and 2014.", "2011/2014"),
        ("Ruvenia blockaded Velmar from 3 to 9 May 2019.", "2019-05-03/2019-05-09"),
        ("The city sold the old quay in the 1980s.", "198"),
        ("The union ended the strike on 8 March.", "2024-03-08"),
    ],
)
def test_an_act_has_its_own_day(text: str, time: str | None) -> None:
    found = annotated(text, "2024-03-12").events
    assert found
    assert found[0].time == time


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Asked by a student whether she feared defeat, Mayor Olga Brenn paused.\n\n“I do not,” she said.", "Brenn"),
        (
            "A note from the desk of Tim Adler, a fellow at the Western Sea Institute:\n\n“The sea has never been so warm.”",
            "Adler",
        ),
        (
            "A statement by Paula Orr, director of the Velmar Clinic:\n\n“We never turned a patient away from here.”",
            "Orr",
        ),
        ("“The plan is a gift to the rich and nobody else.” (Karl Ohm, economist at Kestria Bank)", "Ohm"),
    ],
)
def test_who_signs_or_is_asked_speaks(text: str, speaker: str) -> None:
    a = annotated(text)
    (said,) = [x for x in a.attributions if x.kind == "direct"]
    assert said.speaker is not None
    assert any(speaker in text[m.start : m.end] for m in a.mentions if m.chain == said.speaker)


@pytest.mark.parametrize(
    "text",
    [
        "At least 40 people said to be missing were found.",
        "The mayor said so.",
        "Residents expect the decision.",
        "It seems that the plan has failed.",
    ],
)
def test_what_is_no_source_or_no_statement_is_no_attribution(text: str) -> None:
    assert not annotated(text).attributions


def test_a_question_is_not_asked_by_who_answers() -> None:
    text = "Asked by a student whether she feared defeat, Mayor Olga Brenn laughed."
    (a,) = annotated(text).attributions
    assert [text[s:e] for s, e in a.source] == ["a student"]
