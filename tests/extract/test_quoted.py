"""Whose a quotation is, by what stands before and behind it: nearer and farther, in its paragraph and in the next."""

import json
from pathlib import Path
from typing import Any

import pytest

from fabula.extract.attributions.layer import attributions
from tests.extract.test_attributions import analysis

CASES = [json.loads(x) for x in (Path(__file__).parents[1] / "data" / "said.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:40])
def test_each_quotation_has_the_speaker_that_a_reader_gives_it(case: dict[str, Any]) -> None:
    text = case["text"]
    found = attributions(analysis(text), (), ())
    parts = [[a.kind, *(" … ".join(text[s:e] for s, e in x) for x in (a.source, a.cue, a.content))] for a in found]
    assert parts == case["said"]
