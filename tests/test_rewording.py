"""Explanations are for people: with other words in them, every result stays what it was."""

from collections import defaultdict
from pathlib import Path

import msgspec
import pytest

import fabula
from fabula.compare import comparisons, differences
from fabula.compare.comparisons import compared
from fabula.compare.verdicts import Verdicts
from fabula.extract.attributions import grounds
from fabula.link.entities import clusters, namesakes
from fabula.names.compare import Match, compare
from fabula.names.tokens import Name, parse

TEXT = """\
“The bridge will open in May,” said the mayor, Ana Ruiz. “We have waited long enough.”

According to the engineer Ivo Lind, the work is done. Lind told reporters: “It holds.”

“Nobody asked us.” The residents were accused of delay by the council.
"""


@pytest.fixture
def reworded(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """All explanations the same word."""
    monkeypatch.setattr(differences, "worded", lambda _: "reworded")
    monkeypatch.setattr(comparisons, "DECIDED", "reworded")
    monkeypatch.setattr(grounds, "_WORDS", defaultdict(lambda: "reworded"))
    monkeypatch.setattr(clusters, "compare", lambda a, b: msgspec.structs.replace(compare(a, b), why=("reworded",)))
    return monkeypatch


def rows(path: Path) -> list[dict[str, object]]:
    with fabula.open(path) as d:
        made = compared(
            list(d.annotations()), d.entities(), d.events(), d.lineage(), d.main_events(), verdicts=Verdicts()
        )
    kept = [{**r.to_dict(), "why": None} for r in (*made.rows, *made.pairs)]
    assert any(r.get("kind") == "disagree" for r in kept)
    return kept


def test_comparisons(example: Path, request: pytest.FixtureRequest) -> None:
    before = rows(example)
    request.getfixturevalue("reworded")
    assert rows(example) == before


def attributions() -> list[dict[str, object]]:
    found = [{**a.to_dict(), "reason": None} for a in fabula.annotate(TEXT).attributions]
    assert len(found) > 3
    return found


def test_attributions(request: pytest.FixtureRequest) -> None:
    before = attributions()
    request.getfixturevalue("reworded")
    assert attributions() == before
    assert any("reworded" in a.reason for a in fabula.annotate(TEXT).attributions)


NAMES = [
    ("person", "Ana Ruiz", "Ana Ruíz"),
    ("person", "Ana Ruiz", "Ana Lopez"),
    ("person", "John Smith Jr", "John Smith Sr"),
    ("place", "New Aern", "New Uelm"),
    ("organisation", "Bank of Aern", "Bank of Uelm"),
    ("organisation", "Aern Water Board", "Aern Water"),
    ("organisation", "Regiment 12", "Regiment 14"),
]


def test_whether_names_rule_each_other_out(request: pytest.FixtureRequest) -> None:
    pairs: list[tuple[Name, Name]] = [(parse(a, kind), parse(b, kind)) for kind, a, b in NAMES]
    before = [clusters._clash(a, b) for a, b in pairs]
    assert {True, False} == set(before)
    request.getfixturevalue("reworded")
    assert [clusters._clash(a, b) for a, b in pairs] == before


def test_what_is_not_answered_is_counted_and_not_read_off_the_words() -> None:
    found = compare(parse("Bank of Aern", "organisation"), parse("Bank of Uelm", "organisation"))
    assert found.unanswered == (1, 1)
    assert not found.clash
    assert Match(score=0.0, same=False).unanswered == (0, 0)
    assert compare(parse("Regiment 12", "organisation"), parse("Regiment 14", "organisation")).clash


def test_a_doubt_is_a_field_of_the_judgement() -> None:
    side = namesakes.Side(keys=["a/c0"])
    other = namesakes.Side(keys=["b/c0"])
    assert namesakes._judgement(side, other, True, 0.7, ("any words",), doubt=True).doubt
    assert not namesakes._judgement(side, other, True, 0.7, ("doubt",)).doubt
