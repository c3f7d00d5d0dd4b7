"""How far apart sounds are: what is told at once must be what counting to the end tells."""

from hypothesis import given
from hypothesis import strategies as st

from fabula.names.sounds import distance

SOUNDS = st.text("abdefgijklmnoprstuvxzSCJZTch12", min_size=1, max_size=12)


@given(SOUNDS, SOUNDS, st.booleans(), st.floats(0.1, 4.0))
def test_stopping_early_never_changes_who_is_near(left: str, right: str, abjad: bool, most: float) -> None:
    exact = distance(left, right, abjad, 99.0)
    stopped = distance(left, right, abjad, most)
    assert stopped == exact if exact <= most else stopped > most


@given(SOUNDS, SOUNDS, st.booleans())
def test_either_order_is_as_far(left: str, right: str, abjad: bool) -> None:
    assert abs(distance(left, right, abjad, 99.0) - distance(right, left, abjad, 99.0)) < 1e-9
