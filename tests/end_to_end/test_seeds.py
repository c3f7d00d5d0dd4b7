"""The seeds, end to end, by their own score: where ../shared is there."""

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT, SEEDS

SCORE = ROOT.parent / "shared" / "score" / "seeds.py"


@pytest.mark.skipif(not SCORE.is_file() or not SEEDS.is_dir(), reason="the seeds are not beside this checkout")
def test_the_first_story_comes_out() -> None:
    done = subprocess.run([sys.executable, str(SCORE), "--json"], stdout=subprocess.PIPE, check=True, cwd=ROOT)
    figures = json.loads(done.stdout.decode().splitlines()[-1])
    share = {k: tuple(map(int, v.split("/"))) for k, v in figures.items() if isinstance(v, str)}
    assert figures["evidence that is not true"] == 0
    assert figures["publication dates wrong"] == 0
    for area in ("furniture labelled", "body kept", "pairs of articles grouped right"):
        assert share[area][0] == share[area][1], area
    assert share["quotations with the right speaker"][0] >= 10
    assert share["entities whole and apart"][0] >= 12
