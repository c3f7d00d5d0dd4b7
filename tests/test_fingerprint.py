"""What was kept is made anew when the rules or the models change."""

import shutil
from pathlib import Path

from fabula.fingerprint import digest, rules
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

    assert rules() in models()["fabula"]
