"""Figures of invented reports that tell of other occurrences beside their own, or of one in other words."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import fabula
from tests.derive.figures.scoring import Row

QUAKE = (
    ("a", "2024-05-02", "Quake kills nine on Tessin island. An earthquake shook the island of Tessin on Thursday and killed nine people, rescuers said. Villages on Tessin were cut off. In 2011 an earthquake killed 480 people in the town of Morvan, on the mainland."),
    ("b", "2024-05-03", "Tessin earthquake: nine dead. Nine people died in the earthquake on Tessin island, officials said on Friday. Schools on the island stay closed. The last strong quake in the country was near Morvan. It killed 480 people and left thousands without a home."),
    ("c", "2024-05-03", "Rescuers search Tessin after the quake. The death toll of the earthquake on Tessin stands at nine, the interior ministry said on Friday."),
)  # fmt: skip
MARCH = (
    ("a", "2024-06-10", "Two killed as bank burns in Orsk. Two people died on Monday when a petrol bomb set fire to a bank in Orsk, police said. About 9,000 people marched through Orsk against the budget."),
    ("b", "2024-06-10", "Deadly march in Orsk. Two people were killed in Orsk during a march against the budget on Monday. A petrol bomb had set fire to a bank. At the harbour some 400 dockers demonstrated against the budget."),
    ("c", "2024-06-11", "Orsk mourns two killed in bank fire. Orsk mourned on Tuesday for the two people who were killed in the fire at a bank during Monday's march."),
)  # fmt: skip
YEARS = (
    ("a", "2024-03-05", "Flood kills 41 in Lowe. The flood in Lowe killed 41 people on Monday, the rescue service said."),
    ("b", "2024-03-09", "Lowe flood: 41 dead. The flood in Lowe on Monday killed 41 people, officials said on Saturday. Lowe is without power."),
    ("c", "2024-03-12", "Lowe remembers. Lowe marked the 37th anniversary of the flood that killed 85 people in its old town on Tuesday, a week after the new flood."),
)  # fmt: skip

DEAL = (
    ("a", "2024-09-02", "Norvane buys Tarrow for $4.2 billion. Norvane agreed on Monday to buy Tarrow, a chip maker, for $4.2 billion."),
    ("b", "2024-11-20", "Norvane closes Tarrow deal. Norvane, which agreed in September to buy Tarrow for $4.2 billion, closed the purchase on Wednesday."),
)  # fmt: skip


def test_a_deal_that_was_agreed_months_ago_is_no_other_deal(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": i, "published": d, "title": t.split(". ")[0], "text": t.split(". ", 1)[1]})
        for i, d, t in DEAL
    ]
    (tmp_path / "deal.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with fabula.build([str(tmp_path / "deal.jsonl")], tmp_path / "deal.fabula") as d:
        held = [r for r in d.to_dicts("figures") if any(p["value"] == 4.2e9 for p in r["points"])]
    assert [sorted({p["article"] for p in r["points"]}) for r in held] == [["a", "b"]]


@pytest.fixture(scope="module", params=["quake", "march", "years"])
def pile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Row]]]:
    name = str(request.param)
    folder = tmp_path_factory.mktemp(name)
    told = {"quake": QUAKE, "march": MARCH, "years": YEARS}[name]
    lines = [
        json.dumps({"id": i, "published": day, "title": text.split(". ")[0], "text": text.split(". ", 1)[1]})
        for i, day, text in told
    ]
    (folder / "pile.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with fabula.build([str(folder / "pile.jsonl")], Path(folder / "pile.fabula")) as d:
        yield name, list(d.to_dicts("figures"))


def test_one_occurrence_is_one_track_and_another_s_number_is_no_point_of_it(pile: tuple[str, list[Row]]) -> None:
    name, rows = pile
    own, other = {"quake": (9, 480), "march": (2, None), "years": (41, 85)}[name]
    deaths = [r for r in rows if r["kind"] == "deaths"]
    held = [r for r in deaths if any(p["value"] == own for p in r["points"])]
    assert len(held) == 1
    assert {p["article"] for p in held[0]["points"]} >= ({"a", "b", "c"} if name != "years" else {"a", "b"})
    assert {p["value"] for p in held[0]["points"]} == {own}
    assert all(p["value"] in (own, other) for r in deaths for p in r["points"])


def test_crowds_of_two_places_do_not_conflict(pile: tuple[str, list[Row]]) -> None:
    name, rows = pile
    crowds = [r for r in rows if r["kind"] == "participants"]
    assert not any(r["conflicts"] for r in crowds)
    if name == "march":
        assert {p["value"] for r in crowds for p in r["points"]} <= {9000, 400}
