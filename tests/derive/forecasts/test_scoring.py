"""Scores are right to the last digit, and say how sure they are."""

import math
from itertools import pairwise

import pytest

from fabula.derive.forecasts.bands import BANDS, band
from fabula.derive.forecasts.scoring import brier, calibration, logarithmic, mean, wilson
from fabula.lang.en.chances import stated

# scoringrules 0.10.0 (PyPI; it needs scipy, so it is no test dependency), in an environment of its own:
#   o, p = numpy.array(OUTCOMES), numpy.array(STATED)
#   [float(x) for x in scoringrules.brier_score(o, p)], [float(x) for x in scoringrules.log_score(o, p)]
STATED = [0.675, 0.325, 0.97, 0.125, 0.5, 0.875, 0.03, 0.675, 0.9, 0.2, 0.61, 0.3333333333333333]
OUTCOMES = [1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1]
BRIER = [
    0.10562499999999997, 0.10562500000000001, 0.0009000000000000016, 0.015625, 0.25, 0.015625, 0.0009,
    0.45562500000000006, 0.009999999999999995, 0.6400000000000001, 0.3721, 0.44444444444444453,
]  # fmt: skip
LOG = [
    0.3930425881096072, 0.3930425881096072, 0.030459207484708574, 0.13353139262452263, 0.6931471805599453,
    0.13353139262452263, 0.030459207484708574, 1.1239300966523997, 0.1053605156578264, 1.6094379124341005,
    0.941608539858445, 1.09861228866811,
]  # fmt: skip
SCORED = [(p, bool(o)) for p, o in zip(STATED, OUTCOMES, strict=True)]


def test_scores_equal_those_of_scoringrules() -> None:
    for (p, o), b, g in zip(SCORED, BRIER, LOG, strict=True):
        assert abs(brier(p, o) - b) < 1e-12
        assert abs(logarithmic(p, o) - g) < 1e-12
    assert abs(mean(SCORED, brier).value - 0.20137245370370374) < 1e-12
    assert abs(mean(SCORED, logarithmic).value - 0.5571802425223752) < 1e-12
    assert logarithmic(0.0, True) == math.inf
    assert logarithmic(1.0, True) == 0


def test_an_interval_holds_its_mean_repeats_and_narrows_with_more() -> None:
    few, many = mean(SCORED, brier, seed=3), mean(SCORED * 20, brier, seed=3)
    assert few.low < few.value < few.high
    assert mean(SCORED[::-1], brier, seed=3) == few
    assert many.high - many.low < (few.high - few.low) / 3
    assert mean(SCORED, brier, seed=4) != few


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # Wilson's score interval solved by hand: (p - q)^2 = z^2 q (1 - q) / n has the bounds as its roots.
    [(8, 10, 0.490162, 0.943318), (1, 20, 0.008881, 0.236131), (0, 10, 0.0, 0.277533), (10, 10, 0.722467, 1.0)],
)
def test_wilson(count: int, of: int, low: float, high: float) -> None:
    assert wilson(count, of) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))
    for q in wilson(count, of):
        if 0 < q < 1:
            assert (count / of - q) ** 2 == pytest.approx(1.959963984540054**2 * q * (1 - q) / of)


def test_the_calibration_table_counts_every_forecast_once() -> None:
    table = calibration([*SCORED, (0.0, False), (1.0, True)])
    assert sum(b.count for b in table) == len(SCORED) + 2
    [likely] = [b for b in table if b.low == 0.55]
    assert (likely.count, likely.observed) == (3, pytest.approx(1 / 3))
    assert likely.stated == pytest.approx((0.675 + 0.675 + 0.61) / 3)
    assert likely.observed_low < 1 / 3 < likely.observed_high


@pytest.mark.parametrize(
    ("confidence", "words", "name", "p"),
    [
        ("likely", ("likely",), "likely", 0.675),
        ("likely", ("very likely",), "very likely", 0.875),
        ("certain", ("almost certainly",), "almost certain", 0.97),
        ("unlikely", ("highly unlikely",), "very unlikely", 0.125),
        ("unlikely", ("not", "think"), "unlikely", 0.325),
        ("likely", ("a 70% chance",), "stated", 0.7),
        ("unlikely", ("a one in five chance",), "stated", 0.2),
        ("possible", ("may",), "possible", None),
        ("unstated", (), "not stated", None),
    ],
)
def test_words_have_a_band_and_a_number_or_none(
    confidence: str, words: tuple[str, ...], name: str, p: float | None
) -> None:
    found = band(confidence, words)
    assert (found.name, found.probability) == (name, p)
    assert found.probability is None or found.low <= found.probability <= found.high


def test_bands_leave_no_gap() -> None:
    edges = [(b.low, b.high) for b in BANDS.values()]
    assert all(a[1] == b[0] for a, b in pairwise(edges))


@pytest.mark.parametrize("text", ["a 140% chance", "1,70% of voters", "prices rose 70%", "a 0 in 0 chance"])
def test_what_is_no_probability(text: str) -> None:
    assert stated(text) is None
