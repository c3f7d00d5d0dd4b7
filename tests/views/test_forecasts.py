"""The ledger in the brief: open with due dates, resolved with evidence, calibration as a picture and a table."""

import re
import shutil
from pathlib import Path

import pytest

import fabula
from fabula.derive.forecasts.evidence import passage
from fabula.derive.forecasts.ledger import ledger
from fabula.dossier import Editor
from fabula.model.decisions import ForecastOutcome
from fabula.views.brief import Brief, Section, brief
from fabula.views.markdown import markdown
from fabula.views.page import page
from tests.derive.forecasts.conftest import built
from tests.views.test_brief import Outline


def section(b: Brief) -> Section:
    return next(s for s in b.sections if s.key == "forecasts")


def test_a_forecast_told_twice_is_one_line_with_its_due_date(example: Path) -> None:
    with fabula.open(example) as d:
        made = brief(d, "full")
    s = section(made)
    lines = [x for g in s.groups for x in g.lines]
    twice = [x for x in lines if "lift its tariffs on timber" in x.cells[0]]
    assert [x.cells[3] for x in twice] == ["2025-01-01"]
    assert len({made.passages[n - 1][0] for n in twice[0].refs}) == 2
    assert "Harbour Post itself" in twice[0].cells[1]
    assert any(x.cells[5].startswith("open, ") and x.cells[5].endswith("days overdue") for x in lines)
    assert made.calibration is None


@pytest.fixture
def resolved(tmp_path: Path) -> Path:
    """Twelve forecasts <of which> a third failed, each resolved by the same later telling."""
    rows = [
        {
            "id": f"a{n}",
            "outlet": "Crier <i>",
            "published": "2031-01-05",
            "text": f"The {name} bridge is likely to open in May. Nobody lives there.",
        }
        for n, name in enumerate("Ash Birch Cedar Elm Fir Hazel Larch Lime Maple Oak Pine Rowan".split())
    ]
    rows.append({"id": "later", "published": "2031-06-09", "text": "Eight of the twelve bridges opened in May."})
    path = Path(shutil.move(built(tmp_path, rows), tmp_path / "resolved.fabula"))
    with Editor(path) as d:
        entries = sorted(ledger(d).entries, key=lambda e: e.first.text)
        proof = passage(d, "bridges opened in May", entries[0])
        d.decide(
            *(
                ForecastOutcome(left=e.anchors, right=(proof,), status="true" if n % 3 else "false")
                for n, e in enumerate(entries)
            )
        )
    return path


def test_what_is_resolved_shows_its_evidence_and_calibration(resolved: Path) -> None:
    with fabula.open(resolved) as d:
        made = brief(d, "full")
    [group] = section(made).groups
    assert group.name == "Resolved"
    assert {x.cells[5] for x in group.lines} == {"come true", "failed"}
    assert all(made.passages[x.refs[0] - 1][0] == "later" for x in group.lines)
    text = page(made)
    assert len(re.findall(r'<svg [^>]*class="calibration"', text)) == 1
    assert "12 stated at 0.68: 0.67 came true" in text
    table = text[text.index('aria-labelledby="calibration"') :]
    cells = re.findall(r"<td>([^<]*)</td>", table)[:6]
    assert cells == ["0.55", "0.8", "12", "0.68", "0.67", "0.39 to 0.86"]
    found = Outline(text)
    assert len(found.ids) == len(set(found.ids))
    assert not {"script", "img", "i"} & set(found.tags)
    assert "come true" in markdown(made)
