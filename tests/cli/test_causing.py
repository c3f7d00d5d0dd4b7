"""The causal map of a dossier, listed and run."""

import json
from pathlib import Path

from tests.conftest import Run


def test_edges_hold_their_evidence(example: Path, fabula_cli: Run) -> None:
    rows = [json.loads(x) for x in fabula_cli("causes", example, "--json").stdout.decode().splitlines()]
    assert len(rows) > 10
    assert all(r["evidence"] and 0 < r["belief"] <= 1 for r in rows)
    harvest = [r for r in rows if "harvest" in r["cause"] and "fruit prices" in r["effect"]]
    assert harvest
    assert harvest[0]["sign"] == "-"


def test_what_if_names_what_moves_and_what_carries_it(example: Path, fabula_cli: Run) -> None:
    def ask(*more: str) -> list[dict[str, object]]:
        done = fabula_cli("whatif", example, "--set", "tariffs=-1", "--json", *more)
        assert done.returncode == 0, done.stderr
        return [json.loads(x) for x in done.stdout.decode().splitlines()]

    rows = ask()
    mills = [r for r in rows if "sawmills" in str(r["id"])]
    assert mills
    assert mills[0]["median"] > 0  # type: ignore[operator]
    assert mills[0]["path"][0] == "tariffs"  # type: ignore[index]
    assert mills[0]["evidence"]
    assert ask() == rows
    assert b"not a forecast" in fabula_cli("whatif", example, "--set", "tariffs=-1").stdout


def test_an_unknown_concept_or_value_is_refused(example: Path, fabula_cli: Run) -> None:
    for wrong in ("quarks=1", "tariffs=5", "tariffs", "tariffs=much"):
        done = fabula_cli("whatif", example, "--set", wrong)
        assert done.returncode == 2
        assert wrong.split("=")[0].encode() in done.stderr
