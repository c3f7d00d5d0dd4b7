"""Drafts held against the two examples: sentences that are right pass, those that are subtly wrong do not."""

import json
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.derive.checking import CheckedSentence, check
from fabula.derive.checking.drafts import plain
from fabula.derive.checking.times import stands
from tests.conftest import ROOT, Run

DRAFTS = [json.loads(line) for line in (ROOT / "tests/data/check.jsonl").read_text("utf-8").splitlines()]
FLOORS = {"tuned": (0.94, 0.94), "fresh": (0.85, 0.9), "last": (0.85, 0.85), "final": (0.8, 0.9)}
"""By set: the share of right sentences that must pass, and of wrong ones that must not. The first hundred, and of the others what
failed when they were first held against the dossiers, were looked at while rules were mended: docs/check.md has the first figures."""


@pytest.fixture(scope="module")
def dossiers(flood: Path, example: Path) -> dict[str, Path]:
    return {"flood": flood, "summits": example}


def held(path: Path, text: str) -> list[CheckedSentence]:
    with fabula.open(path) as d:
        return list(check(d, text))


@pytest.mark.slow
def test_wrong_sentences_are_flagged_and_right_ones_pass(dossiers: dict[str, Path]) -> None:
    for name, (right, wrong) in FLOORS.items():
        told: dict[bool, list[bool]] = {True: [], False: []}
        for dossier in dossiers:
            rows = [r for r in DRAFTS if r["set"] == name and r["dossier"] == dossier]
            for r in rows:
                found = _alone(dossiers[dossier], r)
                told[r["right"]].append(all(c.verdict == "supported" for c in found) and bool(found))
        assert sum(told[True]) >= right * len(told[True]), name
        assert len(told[False]) - sum(told[False]) >= wrong * len(told[False]), name


_HELD: dict[Path, dict[str, list[CheckedSentence]]] = {}


def _alone(path: Path, row: dict[str, Any]) -> list[CheckedSentence]:
    """A row's sentences, as a draft of their own; all rows of a dossier are held when the first is asked for."""
    if path not in _HELD:
        from fabula.derive.checking.drafts import NameBook, read
        from fabula.derive.checking.holding import SentenceChecker
        from fabula.derive.checking.passages import PassageIndex

        with fabula.open(path) as d:
            entities = d.entities()
            checker = SentenceChecker(
                PassageIndex(d), {e.id: e.name for e in entities}, {e.id: e.type for e in entities}
            )
            book = NameBook(entities)
            name = "flood" if path.stem == "flood" else "summits"
            _HELD[path] = {
                r["id"]: [checker.check(span, s) for span, s in read(r["sentence"], book)]
                for r in DRAFTS
                if r["dossier"] == name
            }
    return _HELD[path][row["id"]]


def test_the_set_is_what_it_says() -> None:
    first = [r for r in DRAFTS if r["set"] == "tuned"]
    assert len(first) == 100
    assert sum(r["right"] for r in first) == 50
    assert {r["kind"] for r in first} == {"right", "number", "date", "speaker", "negation", "event"}
    assert len({r["sentence"] for r in DRAFTS}) == len(DRAFTS)


DRAFT = """# A heading is no sentence

The death toll rose to **41** on Saturday after divers searched the [underground garage](https://example.org) of a shopping
centre. Corvane Energy agreed to pay 190 million crowns to settle the lawsuit.

> “We had minutes, not hours,” said Mayor Tobias Wren.

```
Code is none either.
```

- Governor Kellin attended the march.
"""


@pytest.fixture(scope="module")
def checked(dossiers: dict[str, Path]) -> list[CheckedSentence]:
    return held(dossiers["flood"], DRAFT)


def test_spans_are_of_the_draft_and_of_the_articles(checked: list[CheckedSentence], dossiers: dict[str, Path]) -> None:
    with fabula.open(dossiers["flood"]) as d:
        for c in checked:
            assert DRAFT[slice(*c.span)].split()[0].strip("*“") == c.text.split()[0].strip("“")
            for article, start, end in (*c.for_it, *c.against_it):
                assert d.article(article).text[start:end].strip()


def test_verdicts_say_what_differs(checked: list[CheckedSentence]) -> None:
    assert [c.verdict for c in checked] == ["supported", "contradicted", "contradicted", "contradicted"]
    _, sum_, speaker, march = checked
    assert "it says 190 million, the passage 90 million" in sum_.why
    assert any("Ruth Ansel says so, not Tobias Wren" in w for w in speaker.why)
    assert any("denies" in w for w in march.why)


def test_what_nobody_tells_is_not_found(dossiers: dict[str, Path]) -> None:
    (only,) = held(dossiers["flood"], "The choir of Upper Wettling sang twice in the old cathedral.")
    assert only.verdict == "not_found"
    assert not only.for_it


def test_marks_of_markdown_go_and_offsets_stay() -> None:
    made = plain("> **Nine** were *killed*, see [the wire](https://a.b).\n\n---\n1. So it was.[^2]")
    assert made.text == "Nine were killed, see the wire.\n\n\nSo it was."
    start = made.text.index("So")
    text = "> **Nine** were *killed*, see [the wire](https://a.b).\n\n---\n1. So it was.[^2]"
    assert text[slice(*made.span(start, start + 2))] == "So"


@pytest.mark.parametrize(
    ("mine", "others", "expected"),
    [
        ("XXXX-03-05", ["2024-03-05"], True),
        ("XXXX-03-05", ["2024-03-06"], False),
        ("XXXX-WXX-3", ["2024-03-06"], True),  # a Wednesday
        ("XXXX-WXX-3", ["2024-03-07"], False),
        ("XXXX-XX-XXT03:00", ["2024-03-05T03:00"], True),
        ("XXXX-XX-XXT05:00", ["2024-03-05T03:00"], False),
        ("2011", ["2011"], True),
        ("2011", [], None),
        ("XXXX-06", ["2024"], None),
        ("P3W", [], True),
        ("2024-02-31", ["2024-02-28"], True),  # no day: nothing to hold against anything
    ],
)
def test_times_agree_as_far_as_they_are_stated(mine: str, others: list[str], expected: bool | None) -> None:
    assert stands(mine, others) is expected


def test_the_command(fabula_cli: Run, dossiers: dict[str, Path], tmp_path: Path) -> None:
    draft, page = tmp_path / "draft.md", tmp_path / "checked.html"
    draft.write_text(DRAFT + "\n<script>alert(1)</script> Nobody said so.\n", encoding="utf-8")
    done = fabula_cli("check", draft, dossiers["flood"], "--json", "--html", page)
    assert done.returncode == 1
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[0]["verdict"] == "supported"
    assert rows[0]["evidence"][0]["text"].startswith("The number of people killed")
    assert rows[1]["verdict"] == "contradicted"
    assert "90 million" in rows[1]["evidence"][0]["text"]
    html = page.read_text("utf-8")
    assert "<script" not in html
    assert "contradicted" in html
    assert 'href="#s2"' in html
    draft.write_text("The settlement covers 430 households.", encoding="utf-8")
    assert fabula_cli("check", draft, dossiers["flood"]).returncode == 0
    assert fabula_cli("check", "-", dossiers["flood"], stdin=b"\xff\xfe").returncode == 2
    assert fabula_cli("check", tmp_path / "none.md", dossiers["flood"]).returncode == 2
