"""Figures of three invented piles: a fire's toll that rises and is lowered, the price of a merger, an election's count."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import fabula
from fabula.derive.figures import figures
from fabula.derive.figures import tracks as module
from fabula.views.figures import amount, steps
from tests.conftest import Run
from tests.derive.figures.scoring import Row, score

PILES = Path(__file__).resolve().parents[2] / "data" / "figures"
NAMES = ("fire", "merger", "election")
GOLD = json.loads((PILES / "gold.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """All three piles in one dossier: what is of one must not run into another."""
    path = tmp_path_factory.mktemp("figures") / "piles.fabula"
    with fabula.build([str(PILES / f"{n}.jsonl") for n in NAMES], path) as dossier:
        assert sum(1 for _ in dossier) == 30
    return str(path)


@pytest.fixture(scope="module")
def rows(held: str) -> list[Row]:
    with fabula.open(held) as d:
        return list(d.to_dicts("figures"))


@pytest.mark.parametrize("name", NAMES)
def test_tracks_are_found_with_their_points_revisions_and_conflicts(name: str, rows: list[Row]) -> None:
    s = score(rows, GOLD[name])
    assert s.found == s.tracks, s.missed
    assert s.right >= 0.95 * s.points, s.missed
    assert s.extra <= 1, s.missed
    assert s.conflicts_right >= s.tracks - 1, s.missed
    assert s.stale_right == s.stale, s.missed


def test_a_toll_is_followed_up_and_down_with_who_says_so(rows: list[Row]) -> None:
    toll = next(r for r in rows if r["kind"] == "deaths" and len(r["points"]) > 5)
    assert "Pellworth" in toll["of"]
    change = {(p["article"], p["value"]): p["change"] for p in toll["points"]}
    assert change["fire2", 11] == "up"
    assert change["fire9", 24] == "corrected"
    assert change["fire4", 11] == "stale"
    assert change["fire10", 26] == "stale"
    assert change["fire9", 26] == "before"
    (conflict,) = toll["conflicts"]
    assert {s["value"] for s in conflict["sides"]} == {23, 25}
    assert next(s["by"] for s in conflict["sides"] if s["value"] == 25) == ["Lise Tamm"]


def test_a_record_and_a_part_are_no_points_of_the_toll(rows: list[Row]) -> None:
    for r in rows:
        values = {p["value"] for p in r["points"] if r["kind"] == "deaths"}
        assert not {29, 26} <= values
        assert not {3, 19} <= values


def test_piles_do_not_run_into_each_other(rows: list[Row]) -> None:
    assert all(len({p["article"].rstrip("0123456789") for p in r["points"]}) == 1 for r in rows)


def test_every_point_quotes_the_sentence_that_tells_it(rows: list[Row]) -> None:
    for r in rows:
        for p in r["points"]:
            (e,) = p["evidence"]
            assert e["article"] == p["article"]
            assert any(c.isdigit() or c.isalpha() for c in e["text"])
    assert len({r["id"] for r in rows}) == len(rows)


def test_figures_do_not_hang_on_the_order_of_articles(held: str) -> None:
    with fabula.open(held) as d:
        expected = figures(d)
        told = list(d.annotations())

        class Shuffled:
            def __getattr__(self, name: str) -> object:
                return getattr(d, name)

            def annotations(self) -> Iterator[object]:
                return iter(random.Random(7).sample(told, len(told)))

        assert module.figures(Shuffled()) == expected  # type: ignore[arg-type]


def test_figures_are_drawn_as_steps_that_name_their_numbers(held: str) -> None:
    with fabula.open(held) as d:
        toll = next(f for f in figures(d) if f.kind == "deaths" and len(f.points) > 5)
    drawing = steps(toll)
    assert drawing.startswith("<svg")
    assert "at least 6" in drawing
    assert "2022-08-02: 24, " in drawing
    assert drawing.count("<circle") == sum(p.change != "before" for p in toll.points)


@pytest.mark.parametrize(
    ("value", "unit", "bound", "text"),
    [
        (36, None, "at least", "at least 36"),
        (12500, None, "exact", "12,500"),
        (6.9e9, "dollar", "about", "about $6.9 billion"),
        (34.5, "dollar", "exact", "$34.5"),
        (69.4, "%", "exact", "69.4%"),
        (9000, "acre", "exact", "9,000 acres"),
        (9e7, "crown", "exact", "90 million crowns"),
    ],
)
def test_amounts_read_as_people_write_them(value: float, unit: str | None, bound: str, text: str) -> None:
    assert amount(value, unit, bound) == text


def test_the_command_lists_a_line_a_telling(held: str, fabula_cli: Run) -> None:
    out = fabula_cli("figures", held, "--csv").stdout.decode()
    assert out.splitlines()[0].startswith("figure,what,of,when,value,who says so,article,change")
    assert "conflict" in out
    assert "24" in out
    rows = [json.loads(x) for x in fabula_cli("show", "figures", held, "--json").stdout.decode().splitlines()]
    assert {"id", "what", "kind", "unit", "of", "conflict", "points"} <= rows[0].keys()
    assert {"value", "low", "high", "bound", "as_of", "article", "by", "evidence"} <= rows[0]["points"][0].keys()
