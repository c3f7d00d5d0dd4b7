"""Which words of a text are names, and of what kind: at titles, possessives, quotation marks, joins and in headlines."""

import json
from pathlib import Path

import pytest

from fabula.extract.mentions.names import find
from tests.extract.test_attributions import analysis

CASES = [json.loads(x) for x in (Path(__file__).parents[1] / "data" / "named.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:40])
def test_names_are_found_whole_and_in_order(case: dict[str, list[str]]) -> None:
    read = analysis(str(case["text"]))
    found = [(read.doc[n.first : n.last].text, n.type) for n in find(read)]
    # a name without a kind may be of any: nothing in the text tells
    wanted = [(w, found[k][1]) if "(" not in w and k < len(found) else w for k, w in enumerate(case["names"])]
    assert [w if isinstance(w, str) else f"{w[0]} ({w[1]})" for w in wanted] == [f"{w} ({kind})" for w, kind in found]
