"""What was kept is made anew when the rules or the models change."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fabula.fingerprint import STAGES, TOP, digest, files, rules
from fabula.neural.reader import MODELS, Reader


def test_another_threshold_is_another_reader(tmp_path: Path) -> None:
    other = tmp_path / "models"
    shutil.copytree(MODELS, other)
    assert Reader(other).version == Reader().version
    card = other / "reader.json"
    card.write_text(card.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert Reader(other).version != Reader().version


def test_the_mark_is_of_contents_names_and_numbers() -> None:
    files = [("a.py", b"x = 1\n"), ("b.py", b"")]
    assert digest(files) == digest(list(files))
    assert len({digest(files), digest(files, 1), digest(files[:1]), digest([("c.py", b"x = 1\n"), ("b.py", b"")])}) == 4


def test_annotations_carry_the_mark_of_the_rules() -> None:
    from fabula.extract.annotate import models

    assert rules("extract") in models()["fabula"]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package's source, to edit."""
    top = tmp_path / "fabula"
    shutil.copytree(TOP, top, ignore=shutil.ignore_patterns("*.onnx", "*.npz", "__pycache__"))
    return top


def mark(stage: str, top: Path) -> str:
    return digest((p.relative_to(top).as_posix(), p.read_bytes()) for p in files(stage, top))


@pytest.mark.parametrize(
    ("touched", "stale"),
    [
        ("views/brief.py", set()),
        ("views/templates/brief.html", set()),
        ("export/graphml.py", set()),
        ("cli/asking.py", set()),
        ("dossier.py", set()),
        ("__init__.py", set()),
        ("store/sql/writing.py", set()),
        ("derive/timeline.py", set()),
        ("link/events/resolve.py", {"resolve"}),
        ("link/articles/background.txt", {"resolve"}),
        ("compare/pairing.py", {"resolve"}),
        ("engine/resolve.py", {"resolve"}),
        ("extract/events/layer.py", {"extract"}),
        ("extract/causes/verbs.py", {"extract"}),
        ("lang/en/times/days.py", {"extract", "resolve"}),
        ("names/data/words.txt", {"extract", "resolve"}),
        ("model/records.py", {"extract", "resolve"}),
    ],
)
def test_an_edit_makes_stale_what_it_can_change_and_nothing_else(package: Path, touched: str, stale: set[str]) -> None:
    before = {stage: mark(stage, package) for stage in STAGES}
    (package / "serve").mkdir(exist_ok=True)
    (package / "serve" / "page.py").write_text("from fabula.extract import annotate\n", encoding="utf-8")
    assert {stage: mark(stage, package) for stage in STAGES} == before
    (package / touched).write_bytes((package / touched).read_bytes() + b"\n# touched\n")
    assert {stage for stage in STAGES if mark(stage, package) != before[stage]} == stale


def test_a_stage_has_every_module_that_it_loads() -> None:
    """What is walked to by reading imports holds all that running the stage's entry loads."""
    code = "import sys, {}; print('\\n'.join(m.__file__ for n, m in sys.modules.items() if n.startswith('fabula.')))"
    for stage, entry in STAGES.items():
        done = subprocess.run([sys.executable, "-c", code.format(entry)], capture_output=True, text=True, check=True)
        assert {Path(p) for p in done.stdout.split()} - {TOP / "version.py"} <= set(files(stage))
