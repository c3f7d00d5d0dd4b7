"""A bounded fuzz run in every test run: what ``python -m tests.fuzz`` does by the thousand."""

import random
from pathlib import Path

import pytest

from tests import fuzz


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["text", "plain", "html", "jsonl", "csv", "dossier", "feed", "atom", "warc", "pdf", "mail"]
)
def test_broken_inputs_are_read_or_refused_by_name(kind: str) -> None:
    done, failed = fuzz.run(12, seed=7, chosen={kind})
    assert not failed, failed
    assert sum(done.values()) >= 12


def test_each_sound_input_is_read(tmp_path: Path) -> None:
    """What the mutator starts from is what its name says: else it would try one kind of rubbish under many names."""
    for name, (ending, sound, ask) in fuzz.kinds(tmp_path).items():
        (tmp_path / f"{name}{ending}").write_bytes(sound)
        assert set(ask(tmp_path / f"{name}{ending}")) == {"read"}, name


def test_the_mutator_gives_the_same_for_the_same_seed_and_breaks_things() -> None:
    made = [fuzz.mutated(fuzz.TEXT.encode(), random.Random(f"1/{n}")) for n in range(200)]
    assert made == [fuzz.mutated(fuzz.TEXT.encode(), random.Random(f"1/{n}")) for n in range(200)]
    assert len(set(made)) > 190
    assert sum(b"\x00" in m or b"\xff" in m for m in made) > 20
