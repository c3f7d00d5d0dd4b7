"""What is done for all names at once gives what doing it for each would."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fabula.store.arrays import Ragged, blocked, firsts, matches, numbered, once, ranked

small = st.lists(st.integers(0, 6), max_size=12)


@given(st.lists(small, max_size=8), st.data())
def test_rows_are_taken_in_the_order_asked_for(rows: list[list[int]], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=10)) if rows else []
    values, owner = Ragged.of(rows).take(np.array(wanted, dtype=np.int64))
    assert values.tolist() == [n for k in wanted for n in rows[k]]
    assert owner.tolist() == [place for place, k in enumerate(wanted) for _ in rows[k]]


@given(st.lists(small, max_size=5), st.lists(small, max_size=5))
def test_rows_are_followed_by_more(rows: list[list[int]], others: list[list[int]]) -> None:
    both = Ragged.of(rows).more(Ragged.of(others))
    values, owner = both.take(np.arange(len(both)))
    assert values.tolist() == [n for row in rows + others for n in row]
    assert owner.tolist() == both.owners.tolist() == [k for k, row in enumerate(rows + others) for _ in row]


@given(small, small)
def test_all_pairs_of_one_key_are_found(left: list[int], right: list[int]) -> None:
    one, two = matches(np.array(left, dtype=np.int64), np.array(right, dtype=np.int64))
    naive = [(i, j) for i, x in enumerate(left) for j, y in enumerate(right) if x == y]
    assert list(zip(one.tolist(), two.tolist(), strict=True)) == naive


@given(small, st.randoms(use_true_random=False), st.integers(1, 4))
def test_of_each_key_the_first_by_rank_are_found(keys: list[int], random: object, most: int) -> None:
    rank = list(range(len(keys)))
    random.shuffle(rank)  # type: ignore[attr-defined]
    found = firsts(np.array(keys, dtype=np.int64), np.array(rank, dtype=np.int64), most).tolist()
    naive = []
    for key in sorted(set(keys)):
        under = sorted((k for k, x in enumerate(keys) if x == key), key=rank.__getitem__)
        naive += under[:most]
    assert found == naive


@given(st.lists(st.text(max_size=2), max_size=10))
def test_names_are_numbered_by_appearance_and_ranked_by_the_alphabet(names: list[str]) -> None:
    first = list(dict.fromkeys(names))
    assert numbered(names).tolist() == [first.index(n) for n in names]
    rank = ranked(names).tolist()
    assert sorted(rank) == list(range(len(names)))
    assert [names[k] for k in np.argsort(rank)] == sorted(names)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2**31 - 1)), max_size=12))
def test_pairs_come_once_and_in_order(pairs: list[tuple[int, int]]) -> None:
    left, right = (np.array([p[k] for p in pairs], dtype=np.int64) for k in (0, 1))
    a, b = once(left, right)
    assert list(zip(a.tolist(), b.tolist(), strict=True)) == sorted(set(pairs))


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 30)), max_size=25, unique=True),
    st.integers(1, 3),
    st.booleans(),
)
def test_a_block_pairs_its_things_with_its_first_or_with_those_before(
    rows: list[tuple[int, int]], first: int, neighbours: bool
) -> None:
    keys, rank = (np.array([r[k] for r in rows], dtype=t) for k, t in ((0, np.uint64), (1, np.int64)))
    for most in (None, 3):
        naive = set()
        for key in {k for k, _ in rows}:
            things = sorted(r for k, r in rows if k == key)
            if most is None or len(things) <= most:
                for place, thing in enumerate(things):
                    before = things[:place][-first:] if neighbours else things[:place][:first]
                    naive |= {(other, thing) for other in before}
        assert [tuple(p) for p in blocked(keys, rank, first, most, neighbours).tolist()] == sorted(naive)
