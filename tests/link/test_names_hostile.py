"""Names that mean harm: nothing crashes, nothing is merged by accident."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.errors import UsageError
from fabula.names import Row, link, link_lines, match, match_lines

HOSTILE = [
    "",
    " ",
    "A",
    "Я",
    "-",
    "....",
    "\u202e\u202d",
    "\u200d\u200d\u200d",
    "A" * 10_000,
    "A" * 9_999 + "B",
    "x " * 5_000,
    "<script>alert(1)</script>",
    "<" * 500,
    "&amp;&lt;",
    "\x00\x01",
    "\ud83d",
    "🙂",
    "Иvan Пetrov",
    "山田太郎",
    "１２３",
    "\u0301\u0301",
    "O'" * 40,
    "'",
    "İstanbul",
    "ß",
]


@pytest.mark.parametrize("kind", ["Person", "Company", "Vessel", "place", None, "nonsense"])
def test_hostile_names_are_never_merged_with_others(kind: str | None) -> None:
    for i, left in enumerate(HOSTILE):
        for right in HOSTILE[i + 1 :]:
            if left.strip() or right.strip():
                assert not match(left, right, kind).same, (left[:20], right[:20])


def test_hostile_names_are_linked_apart() -> None:
    forms = [h for h in HOSTILE if h.strip() and any(c.isalnum() for c in h)]
    for kind in ("PER", "ORG", "LOC"):
        rows = [Row(id=str(i), form=f, type=kind, doc=str(i), language="ru") for i, f in enumerate(forms)]
        assert len(set(link(rows))) == len(rows)


def test_a_letter_of_another_script_is_put_back() -> None:
    assert match("Тwіttеr", "Twitter", "Company").same
    assert not match("Раypаl", "Раура", "Company").same


def test_long_names_take_no_time() -> None:
    start = time.process_time()
    match("ab " * 3_000, "ba " * 3_000, "Person")
    match("a" * 300, "b" * 300, "Person")
    match("ab " * 99, "ba " * 99, "Company")
    assert time.process_time() - start < 1.0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["Person", "Company", "place", None]))
def test_match_holds_for_any_text(left: str, right: str, kind: str | None) -> None:
    found = match(left, right, kind)
    assert 0.0 <= found.score <= 1.0
    assert found.why
    assert match(right, left, kind).same == found.same


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=12), st.sampled_from(["PER", "LOC", "ORG"]), st.sampled_from(["ru", "pl", None]))
    )
)
def test_link_holds_for_any_text_and_order(given_rows: list[tuple[str, str, str | None]]) -> None:
    rows = [Row(id=str(i), form=f, type=t, doc=str(i % 3), language=x) for i, (f, t, x) in enumerate(given_rows)]
    labels = link(rows)
    assert len(labels) == len(rows)
    assert link(rows[::-1])[::-1] == labels


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "line 2: not JSON"),
        ("[1]", "line 2: not a JSON object"),
        ('{"id": 1, "left": "a"}', "line 2: 'right'"),
        ('{"id": 1, "left": 3, "right": "a"}', "line 2: 'left'"),
        ('{"id": 1, "left": "a", "right": "b", "kind": 5}', "line 2: 'kind'"),
    ],
)
def test_match_lines_refuse_a_bad_line_by_number(line: str, says: str) -> None:
    good = '{"id": 0, "left": "Anna Kowal", "right": "A. Kowal", "kind": "Person"}'
    with pytest.raises(UsageError, match=says):
        list(match_lines([good, line]))


def test_link_lines_refuse_a_bad_line_by_number() -> None:
    with pytest.raises(UsageError, match="line 3: 'form'"):
        list(link_lines(['{"id": "a", "form": "Anna"}', "", '{"id": "b"}']))


def test_lines_keep_ids_and_order() -> None:
    out = [json.loads(x) for x in match_lines(['{"id": 7, "left": "Ян Дуб", "right": "Jan Dub", "kind": "Person"}'])]
    assert out[0]["id"] == 7
    assert out[0]["same"] is True
    rows = [json.loads(x) for x in link_lines(['{"id": 2, "form": "Wien"}', '{"id": 1, "form": "Oslo"}'])]
    assert [r["id"] for r in rows] == [2, 1]
    assert rows[0]["entity"] != rows[1]["entity"]
