import math

import numpy as np
import pytest

from fabula.derive.causal.whatif import Engine, Link


def plainly(size: int, links: list[Link], given: dict[int, float], steps: int) -> list[float]:
    """The modified Kosko rule, x' = tanh(x + W x) with what is set kept, by loops over a dense matrix."""
    weight = [[0.0] * size for _ in range(size)]
    for e in links:
        weight[e.source][e.target] += e.belief * (2 * e.plus - 1)
    state = [given.get(i, 0.0) for i in range(size)]
    for _ in range(steps):
        after = [math.tanh(state[i] + sum(state[j] * weight[j][i] for j in range(size))) for i in range(size)]
        state = [given.get(i, after[i]) for i in range(size)]
    return state


def random_links(size: int, count: int, seed: int) -> list[Link]:
    rng = np.random.default_rng(seed)
    return [
        Link(int(a), int(b), float(p), float(q))
        for a, b, p, q in zip(
            rng.integers(0, size, count),
            rng.integers(0, size, count),
            rng.random(count),
            rng.random(count),
            strict=True,
        )
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_unscaled_engine_is_the_modified_kosko_rule(seed: int) -> None:
    links = random_links(30, 90, seed)
    given = {0: 1.0, 7: -0.4}
    engine = Engine(30, links, scaled=False)
    state, taken, _ = engine.run(given, steps=12)
    assert np.max(np.abs(state - plainly(30, links, given, taken))) < 1e-12


def test_a_map_at_rest_stays_at_rest() -> None:
    outcome = Engine(30, random_links(30, 90, 1)).sample({})
    assert outcome.changes == ()
    assert outcome.settled


def test_a_sign_passes_along_a_chain() -> None:
    outcome = Engine(3, [Link(0, 1, plus=0.0, id="a"), Link(1, 2, plus=0.0, id="b")]).sample({0: 1.0}, samples=50)
    by = {c.concept: c for c in outcome.changes}
    assert by[1].median < 0 < by[2].median
    assert (by[1].falls, by[2].rises) == (1.0, 1.0)
    assert by[2].paths[0].concepts == (0, 1, 2)
    assert by[2].paths[0].weight == 1.0


def test_an_uncertain_sign_rises_half_the_time() -> None:
    change = Engine(2, [Link(0, 1, plus=0.5)]).sample({0: 1.0}, samples=4000, seed=3).changes[0]
    assert change.rises == pytest.approx(0.5, abs=0.03)
    assert change.falls == pytest.approx(0.5, abs=0.03)


def test_a_weak_belief_moves_a_concept_as_often_as_it_is_believed() -> None:
    change = Engine(2, [Link(0, 1, belief=0.2)]).sample({0: 1.0}, samples=4000, seed=3).changes[0]
    assert change.rises == pytest.approx(0.2, abs=0.03)
    assert change.median == 0.0


def test_the_same_seed_gives_the_same_numbers_however_it_is_cut_up(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(20, random_links(20, 80, 4))
    given = dict.fromkeys(range(3), 1.0)
    once = engine.sample(given, samples=200, seed=9)
    assert once.changes
    assert once == engine.sample(given, samples=200, seed=9)
    assert once != engine.sample(given, samples=200, seed=10)
    monkeypatch.setattr("fabula.derive.causal.whatif.BLOCK", 1000)
    assert once == engine.sample(given, samples=200, seed=9)


def test_what_is_set_stays_set() -> None:
    engine = Engine(2, [Link(0, 1), Link(1, 0, plus=0.0)])
    state, _, _ = engine.run({0: 0.5})
    assert state[0] == 0.5


def test_a_gate_opens_its_edge() -> None:
    shut = Engine(3, [Link(0, 1, gate=2)]).sample({0: 1.0}, samples=20)
    assert shut.changes == ()
    opened = Engine(3, [Link(0, 1, gate=2)]).sample({0: 1.0, 2: 1.0}, samples=20)
    assert [c.concept for c in opened.changes] == [1]
    unless = Engine(3, [Link(0, 1, gate=2, opens=-1)]).sample({0: 1.0, 2: 1.0}, samples=20)
    assert unless.changes == ()


def test_a_scaled_map_settles_whatever_its_shape() -> None:
    hub = [Link(i, 1000) for i in range(1000)] + [Link(1000, i, plus=0.0) for i in range(1000)]
    loops = [Link(i, i) for i in range(1001)]
    outcome = Engine(1001, hub + loops + hub).sample({3: 1.0}, samples=20)
    assert outcome.settled
    assert outcome.proven
    assert outcome.warning is None


def test_an_unscaled_cycle_that_never_rests_is_reported() -> None:
    links = [Link(0, 1), Link(1, 2, plus=0.0), Link(2, 0), Link(1, 0, plus=0.0), Link(2, 1)] * 4
    outcome = Engine(4, [*links, Link(3, 0)], scaled=False).sample({3: 1.0}, samples=1, steps=60)
    assert not outcome.settled
    assert outcome.warning is not None
    assert "60 steps" in outcome.warning


@pytest.mark.parametrize(
    ("links", "given"),
    [([Link(0, 5)], {}), ([Link(0, 1, belief=1.5)], {}), ([Link(0, 1, gate=9)], {}), ([], {0: 3.0}), ([], {8: 1.0})],
)
def test_what_is_no_map_is_refused(links: list[Link], given: dict[int, float]) -> None:
    with pytest.raises(ValueError, match=r"within|none|set from"):
        Engine(2, links).run(given)


def test_a_map_without_edges_or_concepts_is_no_trouble() -> None:
    assert Engine(2, []).sample({0: 1.0}).changes == ()
    assert Engine(0, []).sample({}).changes == ()
