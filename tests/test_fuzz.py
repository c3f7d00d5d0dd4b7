"""A bounded fuzz run in every test run: what ``python -m tests.fuzz`` does by the thousand."""

import random

import pytest

from tests import fuzz


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["text", "plain", "html", "jsonl", "csv", "dossier"])
def test_broken_inputs_are_read_or_refused_by_name(kind: str) -> None:
    done, failed = fuzz.run(12, seed=7, chosen={kind})
    assert not failed, failed
    assert sum(done.values()) >= 12


def test_the_mutator_gives_the_same_for_the_same_seed_and_breaks_things() -> None:
    made = [fuzz.mutated(fuzz.TEXT.encode(), random.Random(f"1/{n}")) for n in range(200)]
    assert made == [fuzz.mutated(fuzz.TEXT.encode(), random.Random(f"1/{n}")) for n in range(200)]
    assert len(set(made)) > 190
    assert sum(b"\x00" in m or b"\xff" in m for m in made) > 20
