"""Word pieces, windows and the decoding of spans: what needs no model."""

import numpy as np
import pytest

from fabula.neural import decoding
from fabula.neural.pieces import LINE, Pieces, case_of, windows

STOP, WORD = 1012, 2000


@pytest.mark.parametrize("every", [0, 7, 40])
@pytest.mark.parametrize(
    ("n", "room", "margin"),
    [(1, 254, 16), (254, 254, 16), (255, 254, 16), (256, 254, 48), (1000, 254, 48), (5003, 128, 30), (700, 254, 16)],
)
def test_every_piece_is_judged_once_and_well_inside(n: int, room: int, margin: int, every: int) -> None:
    ids = np.full(n, WORD, dtype=np.int32)
    if every:
        ids[::every] = STOP
    got = windows(ids, room, margin)
    assert [k for w in got for k in range(w.first, w.last)] == list(range(n))
    for w in got:
        assert 0 <= w.start <= w.first < w.last <= w.end <= n
        assert w.end - w.start <= room
        assert w.first - w.start >= margin or w.start == 0
        assert w.end - w.last >= margin or w.end == n


def test_no_pieces_no_windows() -> None:
    assert windows(np.zeros(0, dtype=np.int32), 254, 48) == []


@pytest.mark.parametrize("mark", ["line", "stop", "stop and quotation mark"])
def test_windows_meet_where_a_sentence_ends(mark: str) -> None:
    ids = np.full(900, WORD, dtype=np.int32)
    for k in range(20, 900, 30):
        if mark == "line":
            ids[k] = LINE
        else:
            ids[k - 2 : k] = (STOP, 1524) if "and" in mark else (WORD, STOP)
    assert all(w.first % 30 == 20 for w in windows(ids, 254, 16)[1:])


def test_case() -> None:
    assert [case_of(w) for w in ("said", "Said", "SAID", "A", "2016", "", "Ć")] == [0, 1, 2, 1, 0, 0, 1]


def test_one_weak_piece_neither_splits_a_span_nor_makes_one() -> None:
    scores = np.array([[-3, 4, 4, -1, 4, 4, -3, -3], [-3, -3, 1, -3, -3, -3, -3, -3]], dtype=np.float32)
    got = decoding.inside(scores, np.full(len(scores), 2, dtype=np.float32))
    assert got.tolist() == [[False, True, True, True, True, True, False, False], [False] * 8]


def test_a_clear_gap_splits_a_span() -> None:
    scores = np.array([[5, 5, -5, -5, 5, 5]], dtype=np.float32)
    assert decoding.inside(scores, np.full(len(scores), 2, dtype=np.float32)).tolist() == [
        [True, True, False, False, True, True]
    ]


def test_the_best_path_is_the_best_of_all_paths() -> None:
    rng = np.random.default_rng(3)
    scores = rng.normal(0, 3, (20, 8)).astype(np.float32)

    def value(row: np.ndarray, path: np.ndarray) -> float:
        changes = np.abs(np.diff(np.concatenate([[0], path, [0]]))).sum()
        return float(row @ path) - 1.5 * float(changes)

    paths = ((np.arange(256)[:, None] >> np.arange(8)) & 1).astype(np.int64)
    for row, got in zip(scores, decoding.inside(scores, np.full(len(scores), 1.5, dtype=np.float32)), strict=True):
        assert value(row, got.astype(np.int64)) == pytest.approx(max(value(row, p) for p in paths), abs=1e-4)


def _pieces(*spans: tuple[int, int]) -> Pieces:
    at = np.array(spans, dtype=np.int32)
    n = len(spans)
    return Pieces(np.full(n, 2000, dtype=np.int32), at[:, 0], at[:, 1], np.zeros(n, dtype=np.int8))


def test_spans_keep_to_whole_words() -> None:
    text = "He denied everything today"
    p = _pieces((0, 2), (3, 5), (5, 9), (10, 20), (21, 26))
    got = decoding.spans(text, p, np.array([False, False, True, True, False]))
    assert [text[s:e] for s, e in got] == ["denied everything"]


def test_a_line_break_is_no_span() -> None:
    p = _pieces((0, 3), (3, 4), (4, 7))
    p.ids[1] = LINE
    assert decoding.spans("Yes\nyes", p, np.array([False, True, False])) == ()


def test_alike() -> None:
    assert decoding.alike(((0, 10),), ((0, 10),)) == 1.0
    assert decoding.alike(((0, 10),), ((5, 15),)) == pytest.approx(1 / 3)
    assert decoding.alike((), ((0, 3),)) == 0.0
