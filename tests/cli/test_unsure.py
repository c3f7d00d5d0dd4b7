"""Lists show what is sure enough, count the rest, and show it when asked."""

import json
import re
from pathlib import Path

import pytest

from fabula.extract.sureness import LIMITS
from tests.conftest import Run


def test_quotes_count_what_is_less_sure(fabula_cli: Run, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "“The dam will hold,” said Lena Orth, the engineer.\n\nRain fell.\n\n“Ours is another story altogether.”\n\nThe valley slept.\n",
        encoding="utf-8",
    )
    every = [json.loads(x) for x in fabula_cli("quotes", article, "--plain", "--json").stdout.splitlines()]
    less = sum(r["sure"] < LIMITS["attributions"] for r in every)
    assert 0 < less < len(every)
    few = fabula_cli("quotes", article, "--plain")
    assert f"and {less} less sure; --unsure shows them" in few.stderr.decode()
    assert "another story" not in few.stdout.decode()
    all_of_them = fabula_cli("quotes", article, "--plain", "--unsure")
    assert "another story" in all_of_them.stdout.decode()
    assert "less sure" not in all_of_them.stderr.decode()


@pytest.mark.parametrize("what", ["attributions", "causes", "forecasts"])
def test_a_table_holds_the_sure_ones_and_json_all(fabula_cli: Run, example: Path, what: str) -> None:
    every = [json.loads(x) for x in fabula_cli("show", what, example, "--json").stdout.splitlines()]
    assert all(0 < r["sure"] < 1 for r in every)
    less = sum(r["sure"] < LIMITS[what] for r in every)
    told = re.search(r"and (\d+) less sure", fabula_cli("show", what, example, "--csv").stderr.decode())
    assert (int(told[1]) if told else 0) == less
