"""What matters: what many tell and articles open with before what one mentions, and reported days where nothing dates."""

from pathlib import Path

import pytest

import fabula
from fabula.derive.salience import WEIGHTS, salience
from tests.conftest import Run


def article(n: int, day: int, lead: str, rest: str) -> str:
    return f"{lead}\n\nBy Ana Ruiz\nPaper {n}, {day} May 2031\n\n{lead}.\n\n{rest}\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("salience")
    asides = (
        "The rain lasted all week in the valley. The market stayed open. A baker sold bread to tourists there.",
        "The harbour was quiet at noon. Boats came back early with fish. The mayor visited a school in Torv.",
        "Two lorries stood in the yard for hours. Nobody was hurt. Police closed a road near Halden for repairs.",
    )
    for n, rest in enumerate(asides):
        lead = "Workers at the Halden shipyard went on strike over pay on 12 May 2031"
        (folder / f"{n}.txt").write_text(article(n, 13 + n, lead, rest), encoding="utf-8")
    last = "Prime Minister Ole Brandt resigned after a vote in parliament"
    (folder / "9.txt").write_text(article(9, 20, last, asides[1]), encoding="utf-8")
    path = folder / "x.fabula"
    fabula.build([str(folder)], path).close()
    return path


def test_what_articles_open_with_matters_more_than_what_stands_at_the_end(made: Path) -> None:
    with fabula.open(made) as d:
        found = salience(d)
        by = {e.what: found[e.id] for e in d.events()}
    top = max(by, key=lambda w: by[w].value)
    assert "strike" in top or "resigned" in top
    assert all(0 <= s.value <= 1 and set(s.parts) == set(WEIGHTS) for s in found.values())
    assert by[top].why
    least = [w for w in by if "visited" in w or "closed a road" in w]
    assert least
    assert all(by[w].value < by[top].value for w in least)


def test_what_nothing_dates_and_opens_an_article_is_reported_on_its_day(made: Path) -> None:
    with fabula.open(made) as d:
        rows = d.to_dicts("timeline")
    (resigned,) = [r for r in rows if "resigned" in r["what"]][:1]
    assert (resigned["date"], resigned["precision"], resigned["when"]) == (
        "2031-05-20",
        "reported",
        "reported 20 May 2031",
    )
    aside = [r for r in rows if "visited" in r["what"]]
    assert all(r["precision"] != "reported" for r in aside)


def test_the_top_of_a_list_is_what_matters_most(made: Path, fabula_cli: Run) -> None:
    import json

    shown = [
        json.loads(x) for x in fabula_cli("show", "events", made, "--top", 2, "--json").stdout.decode().splitlines()
    ]
    with fabula.open(made) as d:
        every = sorted((r["salience"] for r in d.to_dicts("events")), reverse=True)
    assert [r["salience"] for r in shown] == every[:2]
    assert all(r["salient"] for r in shown)
