"""The ledger at the command line: list, resolve, review, score, undo."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from fabula.cli import fabula
from tests.conftest import Run
from tests.derive.forecasts.conftest import built

WORDS = {"likely": "is likely to", "unlikely": "is unlikely to", "surely": "will certainly", "will": "will"}
THINGS = "school bakery clinic museum library theatre stadium station market harbour airport cinema".split()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve forecasts of one outlet, seven of which say how sure they are, and one person's."""
    how = [*["likely"] * 7, *["unlikely"] * 3, "surely", "will"]
    rows = [
        {
            "id": f"a{n}",
            "outlet": "Town Crier",
            "published": "2031-01-05",
            "text": f"The new {t} {WORDS[h]} open in May. Nobody lives there.",
        }
        for n, (t, h) in enumerate(zip(THINGS, how, strict=True))
    ]
    rows.append(
        {
            "id": "later",
            "published": "2031-06-09",
            "text": "The new school opened in May. The bakery did not open at all.",
        }
    )
    return built(tmp_path_factory.mktemp("town"), rows)


def run(*args: object, status: int = 0) -> str:
    done = CliRunner().invoke(fabula, list(map(str, args)))
    assert done.exit_code == status, (done.output, done.exception)
    return done.stdout


def rows(*args: object) -> list[dict[str, object]]:
    return [json.loads(x) for x in run(*args, "--json").splitlines()]


def listed(path: Path, thing: str) -> dict[str, object]:
    [found] = [r for r in rows("forecast", "list", path) if f"new {thing} " in str(r["forecast"])]
    return found


def test_the_list_shows_words_band_due_date_and_place(town: Path) -> None:
    found = rows("forecast", "list", town, "--as-of", "2031-06-10")
    assert len(found) == len(THINGS)
    school = listed(town, "school")
    assert school["certainty"] == "likely"
    assert school["band"] == [0.55, 0.8]
    assert school["words"] == ["likely"]
    assert school["due_last"] == "2031-05-31"
    assert school["evidence"][0]["text"] == "The new school is likely to open in May"  # type: ignore[index]
    text = run("forecast", town, "--as-of", "2031-06-10")
    assert "due by 2031-05-31 (May), 10 days overdue; likely (55–80%); Town Crier (own voice)" in text
    assert "rows.jsonl" in text
    assert rows("forecast", "list", town, "--due", "2031-05-30") == []
    assert len(rows("forecast", "list", town, "--maker", "crier", "--outlet", "town")) == len(THINGS)
    assert rows("forecast", "list", town, "--maker", "nobody") == []
    assert run("forecast", "list", town, "--csv").splitlines()[0].startswith("id,status,forecast")


def test_review_proposes_and_decides_nothing(town: Path) -> None:
    text = run("forecast", "review", town)
    assert "The new school opened in May." in text
    assert "words +" in text
    assert "fabula forecast resolve" in text
    [school] = [r for r in rows("forecast", "review", town) if "new school" in str(r["forecast"])]
    assert school["proposed"][0]["when"] == "published later"  # type: ignore[index]
    assert all(r["status"] == "open" for r in rows("forecast", "list", town))


def test_scores_come_with_enough_resolved(town: Path, tmp_path: Path) -> None:
    path = tmp_path / "town.fabula"
    path.write_bytes(town.read_bytes())

    def resolve(thing: str, *how: object) -> None:
        run("forecast", "resolve", path, listed(path, thing)["id"], *how)

    resolve("school", "--true", "--by", "The new school opened")
    school = listed(path, "school")
    assert (school["status"], school["resolved_on"]) == ("come true", "2031-06-09")
    assert school["resolved_by"][0]["text"] == "The new school opened in May."  # type: ignore[index]
    for thing in THINGS[1:6]:
        resolve(thing, "--true", "--note", "seen")
    assert "too few" in run("forecast", "score", path)
    assert rows("forecast", "score", path)[0]["brier"] is None
    for thing in THINGS[6:11]:
        resolve(thing, "--false", "--note", "seen")
    resolve("cinema", "--true", "--note", "seen")
    everyone, crier, *_ = rows("forecast", "score", path)
    # Six likely that came true, one that did not; three unlikely and one almost certain that did not.
    expected = (6 * 0.325**2 + 0.675**2 + 3 * 0.325**2 + 0.97**2) / 11
    for row in (everyone, crier):
        assert row["scored"] == 11
        assert row["without_probability"] == 1
        assert row["brier"]["value"] == pytest.approx(expected, abs=1e-12)  # type: ignore[index]
    assert crier["name"] == "Town Crier"
    assert [b["count"] for b in crier["calibration"]] == [3, 7, 1]  # type: ignore[attr-defined]
    assert rows("forecast", "score", path) == rows("forecast", "score", path)
    assumed = rows("forecast", "score", path, "--assume", "unstated=0.9")[0]
    assert (assumed["scored"], assumed["without_probability"]) == (12, 0)
    resolve("cinema", "--probability", "0.6")
    assert rows("forecast", "score", path)[0]["scored"] == 12
    assert "Calibration of Town Crier" in run("forecast", "score", path)
    resolve("school", "--void", "--note", "there was no school")
    assert rows("forecast", "score", path)[0]["scored"] == 11
    run("forecast", "undo", path)
    assert listed(path, "school")["status"] == "come true"
    kept = run("entities", "export", path)
    fresh = tmp_path / "fresh.fabula"
    fresh.write_bytes(town.read_bytes())
    (tmp_path / "kept.jsonl").write_text(kept, encoding="utf-8")
    run("entities", "import", fresh, tmp_path / "kept.jsonl")
    assert rows("forecast", "list", fresh) == rows("forecast", "list", path)


def test_a_wrong_call_says_what_to_do(town: Path, fabula_cli: Run) -> None:
    name = str(listed(town, "school")["id"])
    done = fabula_cli("forecast", "resolve", town, name, "--true")
    assert done.returncode == 2
    assert b"--by" in done.stderr
    for wrong in (["fffff"], [name, "--true", "--by", "open"], [name], [name, "--true", "--by", "later:5-900"]):
        assert isinstance(CliRunner().invoke(fabula, ["forecast", "resolve", str(town), *wrong]).exception, Exception)
    for wrong in (["--assume", "often=0.5"], ["--assume", "unstated=7"]):
        assert isinstance(CliRunner().invoke(fabula, ["forecast", "score", str(town), *wrong]).exception, Exception)
    assert all(r["status"] == "open" for r in rows("forecast", "list", town))
