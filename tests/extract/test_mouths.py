"""Words in the right mouth, and how their speaker stands to them: a hundred invented accusations, denials and interviews."""

import json
from pathlib import Path

import msgspec
import pytest
from benchmarks.mouths import GOLD, measured, read_rows

import fabula
from fabula.extract.annotate import annotate
from fabula.ingest.items import Item
from fabula.ingest.reading import read


@pytest.mark.parametrize(
    ("path", "right", "stances", "kept_apart"),
    [(GOLD, 98, 16, 77), (GOLD.with_name("speakers.jsonl"), 78, 4, 66)],
)
def test_an_accusation_is_never_in_the_mouth_of_the_accused(
    path: Path, right: int, stances: int, kept_apart: int
) -> None:
    cases = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = []
    for c in cases:
        x = annotate(read(Item(source=c["id"], id=c["id"], media="row", text=c["text"]), plain=True))
        rows.append(msgspec.to_builtins(x))
    counts, missed = measured(cases, read_rows(cases, rows))
    assert counts["not in the wrong mouth"][0] >= kept_apart, missed
    assert counts["with the right speaker"][0] >= right, missed
    assert counts["with the right stance"][0] >= stances, missed


@pytest.mark.parametrize(
    ("text", "content", "stance"),
    [
        ("Many brokers doubt that the bank will lend again.", "lend again", "doubts"),
        ("The harbour master did not say how many boats had sunk.", "boats had sunk", "declines"),
        ("The singer refused to say who had paid her.", "who had paid", "declines"),
        ("Doctors do not believe that the ward will reopen.", "ward will reopen", "doubts"),
        ("The general denied that prisoners had been shot.", "prisoners had been shot", "denies"),
        ("Teachers urged the council to open the library.", "open the library", "demands"),
        ("The mayor promised that the road would be mended.", "road would be mended", "promises"),
        ("The union threatened to close the port.", "close the port", "threatens"),
        ("Analysts expect the price to fall.", "fall", "expects"),
        ("The minister said that the dam was safe.", "dam was safe", "says"),
    ],
)
def test_a_stance_is_read_from_the_verb_and_what_negates_it(text: str, content: str, stance: str) -> None:
    x = fabula.annotate(text)
    found = [a for a in x.attributions if content in " ".join(text[s:e] for s, e in a.content)]
    assert found, x.attributions
    assert found[0].stance == stance


@pytest.mark.parametrize(
    "dateline",
    ["ORSK, March 5 (World Wire) – ", "ORSK (World Wire) - ", "ORSK — ", "By Ida Brook\n\nORSK, March 5 – "],
)
def test_the_town_of_a_dateline_says_nothing(dateline: str) -> None:
    body = (
        "Harbour officials defended the decision to close the gates before the storm. "
        "The council agreed on Friday to pay for the repairs, and denied that it had been warned.\n\nTwo ships sank."
    )
    item = Item(source="a.txt", media="row", text=f"Harbour closes gates\n\n{dateline}{body}")
    found = annotate(read(item))
    text = found.article.text
    spoken = [text[s:e] for a in found.attributions for s, e in (*a.source, *a.content)]
    assert spoken
    assert not any("ORSK" in words or "Brook" in words for words in spoken)
