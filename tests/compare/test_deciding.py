"""A person decides what claims are to each other: it holds, lasts, can be taken back, and calibrates the judge."""

import json
import os
import pty
import select
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import fabula
from fabula.compare.calibrating import MINIMUM, SHIPPED, Label, crossed, fitted, lacking, measured
from fabula.model.decisions import Relate
from fabula.model.records import Comparison
from tests.conftest import EXAMPLE, Run


@pytest.fixture
def mine(example: Path, tmp_path: Path) -> Path:
    """A copy of the example's dossier, to decide in."""
    path = tmp_path / "mine.fabula"
    with sqlite3.connect(example) as a, sqlite3.connect(path) as b:
        a.backup(b)
    return path


def clashes(path: Path) -> list[Comparison]:
    with fabula.open(path) as d:
        return [c for c in d.comparisons() if c.kind == "disagree"]


def saying(path: Path, *words: str) -> Comparison:
    """The clash whose sides hold the words."""
    return next(c for c in clashes(path) if all(w in c.what for w in words))


def test_a_rejected_clash_stays_away_until_it_is_taken_back(mine: Path, tmp_path: Path, fabula_cli: Run) -> None:
    before = clashes(mine)
    jobs = saying(mine, "2,000", "5,000")
    done = fabula_cli("compare", "decide", mine, jobs.id, "neither")
    assert done.returncode == 0, done.stderr
    assert jobs.anchors not in [c.anchors for c in clashes(mine)]
    more = tmp_path / "more.txt"
    more.write_text("The harbour at Velmar froze in the night, and no ship has left it since Monday.", encoding="utf-8")
    assert fabula_cli("build", more, "-o", mine, "--plain").returncode == 0
    assert jobs.anchors not in [c.anchors for c in clashes(mine)]
    assert len(clashes(mine)) == len(before) - 1
    assert fabula_cli("compare", mine, "undo").returncode == 0
    assert jobs.anchors in [c.anchors for c in clashes(mine)]
    assert b"nothing to undo" in fabula_cli("compare", "undo", mine).stderr


def test_a_clash_can_be_called_a_development_and_an_agreement_a_clash(mine: Path, fabula_cli: Run) -> None:
    jobs = saying(mine, "2,000", "5,000")
    assert fabula_cli("compare", mine, "decide", jobs.id, "development").returncode == 0
    with fabula.open(mine) as d:
        row = next(c for c in d.comparisons() if c.anchors == jobs.anchors)
        assert (row.kind, row.why[0], row.score) == ("development", "a person decided", 1.0)
        shared = next(c for c in d.comparisons() if c.kind == "agree" and len(c.anchors) == 2)
    assert fabula_cli("compare", "decide", mine, shared.id, "clashes").returncode == 0
    assert shared.anchors in [c.anchors for c in clashes(mine)]


def test_what_one_alone_says_can_only_be_rejected(mine: Path, fabula_cli: Run) -> None:
    with fabula.open(mine) as d:
        row = next(c for c in d.comparisons() if c.kind == "only_in")
    assert fabula_cli("compare", "decide", mine, row.id, "clashes").returncode == 2
    assert fabula_cli("compare", "decide", mine, row.id, "neither").returncode == 0
    with fabula.open(mine) as d:
        assert row.anchors not in [c.anchors for c in d.comparisons() if c.kind == "only_in"]
    assert fabula_cli("compare", "decide", mine, "no-such-row", "neither").returncode == 2


def test_undo_of_a_claim_leaves_decisions_about_names(mine: Path, fabula_cli: Run) -> None:
    fabula_cli("compare", "decide", mine, saying(mine, "2,000", "5,000").id, "neither")
    assert fabula_cli("entities", "rename", mine, "Karel Novik", "President Novik").returncode == 0
    assert b"taken back: neither" in fabula_cli("compare", "undo", mine).stderr
    with fabula.open(mine) as d:
        assert [x.action for x in d.decisions()] == ["rename"]


def test_decisions_about_claims_go_along_when_exported(
    mine: Path, example: Path, tmp_path: Path, fabula_cli: Run
) -> None:
    fresh = tmp_path / "fresh.fabula"
    shutil.copy(mine, fresh)
    jobs = saying(mine, "2,000", "5,000")
    fabula_cli("compare", "decide", mine, jobs.id, "view")
    kept = fabula_cli("compare", "export", mine).stdout
    assert json.loads(kept)["relation"] == "view"
    assert fabula_cli("compare", "import", fresh, "-", stdin=kept).returncode == 0
    assert [c.anchors for c in clashes(fresh)] == [c.anchors for c in clashes(mine)]


def test_review_prints_the_most_doubtful_pairs_first_where_there_is_no_terminal(mine: Path, fabula_cli: Run) -> None:
    rows = [json.loads(x) for x in fabula_cli("compare", mine, "review").stdout.decode().splitlines()]
    assert rows
    assert [r["doubt"] for r in rows] == sorted((r["doubt"] for r in rows), reverse=True)
    assert all(r["left"]["text"] and r["right"]["text"] and r["why"] for r in rows)
    mixed = [json.loads(x) for x in fabula_cli("compare", mine, "review", "--random").stdout.decode().splitlines()]
    assert {r["id"] for r in mixed} == {r["id"] for r in rows}
    assert mixed != rows


def test_one_key_decides_on_a_terminal(mine: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no pseudo-terminals")
    main, inner = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "fabula", "compare", "review", str(mine)],
        stdin=inner, stdout=inner, stderr=inner, env={**os.environ, "NO_COLOR": "1"},
    ) as p:  # fmt: skip
        os.close(inner)
        seen, key, keys, until = b"", b"", list(b"nucxsq"), time.monotonic() + 120
        while time.monotonic() < until:
            if not select.select([main], [], [], 3)[0]:
                if p.poll() is not None:
                    break
                if seen.endswith((b"q stop ", b"q stop " + key)):  # it came before the terminal was read, and was lost
                    os.write(main, key)
                continue
            try:
                part = os.read(main, 65536)
            except OSError:
                break
            seen += part
            if b"q stop " in part and keys:
                key = bytes([keys.pop(0)])
                os.write(main, key)
        os.close(main)
        p.kill()
    assert b"1 decided" in seen, seen[-400:]
    with fabula.open(mine) as d:
        assert [(x.action, x.relation) for x in d.decisions()] == [("relate", "clashes")]


WEEKLY = """Six hours by the sea, and then?

Lakeside Weekly, 20 May 2024

In Trieste on 14 May 2024 Prime Minister Milena Dražić of Kestria sat down with President Tomasz Orłowski of Ruvenia.
Their talks took nine hours and ended in a quarrel, a diplomat said.

The Lake Maren dam will not release more water in July, Dražić insisted. Farmers in Ruvenia expect 90 cubic metres a
second from the dam this summer.

Ruvenia keeps its tariffs on timber. Sawmills in Kestria have lost 3,000 jobs to the tariffs, trade unions believe.
Unemployment along the border has fallen since February.

Adapting the turbines of KHC would take two years, an engineer said. Electricity prices will rise, he warned.

Sergei Halimov praised the deal in parliament. No march is planned in Velmar for June 1, his party said.
"""


def test_calibration_needs_labels_shows_figures_and_can_be_taken_back(
    mine: Path, tmp_path: Path, fabula_cli: Run
) -> None:
    few = fabula_cli("compare", "calibrate", mine)
    assert few.returncode == 2
    assert b"at least 30" in few.stderr
    (tmp_path / "weekly.txt").write_text(WEEKLY, encoding="utf-8")
    assert fabula_cli("build", tmp_path / "weekly.txt", "-o", mine).returncode == 0
    with fabula.Editor(mine) as d:
        before = {(p.left, p.right): p for p in d.pairs()}
        some = sorted(before.values(), key=lambda p: p.id)[:MINIMUM]
        assert len(before) > len(some) == MINIMUM
        turned = [
            ("agrees", "clashes", "neither")[n % 2 if max(p.odds) == p.odds[2] else 2] for n, p in enumerate(some)
        ]
        d.decide(*(Relate(left=(p.left,), right=(p.right,), relation=r)
                   for p, r in zip(some, turned, strict=True)))  # fmt: skip
    shown = fabula_cli("compare", "calibrate", mine, "--dry-run")
    assert shown.returncode == 0, shown.stderr
    text = shown.stdout.decode()
    assert text.count("calibration error") == 2
    assert "as shipped" in text
    assert "cross-validated" in text
    done = fabula_cli("compare", "calibrate", mine)
    assert b"kept, and all pairs judged by it" in done.stderr
    decided = {(p.left, p.right) for p in some}
    with fabula.open(mine) as d:
        now = {(p.left, p.right): p for p in d.pairs()}
        rest = [k for k in now if k in before and k not in decided]
        assert rest
        assert any(now[k].score != before[k].score for k in rest)
        assert all(now[k].odds == before[k].odds for k in rest)
    assert b"taken back: calibrate" in fabula_cli("compare", "undo", mine).stderr
    with fabula.open(mine) as d:
        now = {(p.left, p.right): p for p in d.pairs()}
        assert all(now[k].score == before[k].score for k in rest if k in now)


def label(n: int, p: tuple[float, float, float], relation: int) -> Label:
    return Label(f"pair {n}", p, relation)


CONFIDENT = [label(n, (0.98, 0.01, 0.01), 0 if n % 10 < 6 else 2) for n in range(60)] + [
    label(100 + n, (0.01, 0.01, 0.98), 2 if n % 10 < 6 else 0) for n in range(60)
]
"""A judge that says 0.98 and is right six times of ten."""


def test_a_judge_too_sure_of_itself_is_calmed_on_pairs_it_was_not_fitted_to() -> None:
    before = measured([x.p for x in CONFIDENT], CONFIDENT)
    after = measured(crossed(CONFIDENT), CONFIDENT)
    assert before.error > 0.3
    assert after.error < 0.2
    assert after.loss < before.loss
    assert fitted(CONFIDENT).scale < 1


def test_few_labels_move_the_shipped_calibration_little() -> None:
    few, many = fitted(CONFIDENT[4:8]), fitted(CONFIDENT)
    assert abs(few.scale - 1) < abs(many.scale - 1)
    assert fitted([]) == SHIPPED


def test_no_pair_is_measured_with_a_fit_that_saw_it() -> None:
    turned = [label(0, CONFIDENT[0].p, 1), *CONFIDENT[1:]]
    assert crossed(turned)[0] == crossed(CONFIDENT)[0]
    assert crossed(turned) != crossed(CONFIDENT)


def test_labels_of_one_relation_alone_are_not_enough() -> None:
    assert lacking([label(n, (0.5, 0.2, 0.3), 0) for n in range(MINIMUM)])
    assert lacking(CONFIDENT[:MINIMUM]) is None


def test_a_rebuild_judges_only_new_pairs(tmp_path: Path) -> None:
    path = tmp_path / "growing.fabula"
    files = sorted(str(f) for f in EXAMPLE.iterdir() if f.suffix in (".txt", ".html"))
    fabula.build(files[:-1], path).close()
    with fabula.open(path) as d:
        first = d.compared()
    assert first["new"] >= first["pairs"] > 0  # what may agree is asked both ways round
    fabula.build(files, path).close()
    with fabula.open(path) as d:
        second = d.compared()
    assert second["pairs"] > second["new"] > 0
    with fabula.Editor(path) as d:
        row = next(c for c in d.comparisons() if c.kind == "agree")
        d.decide(Relate(left=row.anchors[:1], right=row.anchors[1:2], relation="neither"))
        assert d.compared()["new"] == 0
        assert not list(d.verify())


def test_a_rebuild_gives_what_a_build_at_once_gives(example: Path, tmp_path: Path) -> None:
    path = tmp_path / "growing.fabula"
    files = sorted(str(f) for f in EXAMPLE.iterdir() if f.suffix in (".txt", ".html"))
    fabula.build(files[::2], path).close()
    fabula.build(files, path).close()
    with fabula.open(path) as a, fabula.open(example) as b:
        assert [c.what for c in a.comparisons()] == [c.what for c in b.comparisons()]
        assert [p.odds for p in a.pairs()] == [p.odds for p in b.pairs()]


def test_the_pairs_judged_are_shown_with_their_bound(example: Path, fabula_cli: Run) -> None:
    row = json.loads(fabula_cli("compare", example, "--stats", "--json").stdout)
    assert 0 < row["most of one article"] <= row["bound"]
    assert row["pairs judged"] > 0
