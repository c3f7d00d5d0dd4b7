"""How fast the system is run and drawn, on made-up systems of a size that no corpus here reaches.

    python -m benchmarks.system_speed

A what-if on 5,000 variables and 20,000 links with 1,000 samples (3 s asked), and the drawing of the 30 heaviest of them (0.3 s
asked): processor time, the fastest of three passes.
"""

import time
from collections.abc import Callable

import numpy as np

from fabula.derive.causal.edges import CausalReport, edges
from fabula.derive.system.assembling import System
from fabula.derive.system.scenarios import run
from fabula.derive.system.variables import Variable
from fabula.derive.system.weighing import heaviest
from fabula.views.causes import mapped


def made(size: int, count: int, seed: int = 1) -> System:
    """Random links between variables, as many articles as links, some variables told of much more than others."""
    rng = np.random.default_rng(seed)
    weight = 1.0 / np.arange(1, size + 1)
    ends = rng.choice(size, (count, 2), p=weight / weight.sum())
    ends[count // 4 :] = rng.integers(0, size, (count - count // 4, 2))
    signs = rng.choice([1, -1], count)
    reports = [
        CausalReport(article=f"a{n}", relation="r0", cause=f"v{a}", effect=f"v{b}", polarity=int(s), source=f"a{n}")
        for n, ((a, b), s) in enumerate(zip(ends, signs, strict=True))
        if a != b
    ]
    variables = tuple(
        Variable(
            id=f"v{n}", name=f"aspect {n} of somebody", aspect=f"aspect {n}", of=None, members=(), phrases=(), articles=(),
            anchors=(), sure=1.0,
        )
        for n in range(size)
    )  # fmt: skip
    return System(variables, edges(reports), [], {})


def fastest(what: Callable[[], object], passes: int = 3) -> float:
    """Processor seconds of the fastest of some passes."""
    spent = []
    for _ in range(passes):
        started = time.process_time()
        what()
        spent.append(time.process_time() - started)
    return min(spent)


def main() -> None:
    """Print the figures."""
    found = made(5000, 20_000)
    held = [(found.variables[0], 1.0), (found.variables[7], -1.0)]
    print(f"variables {len(found.variables)}, links {len(found.links)}")
    print(f"what-if, 1,000 samples: {fastest(lambda: run(found, held)):.2f} s")
    shown = heaviest(found, 30, 60)
    print(
        f"drawing {len(shown.variables)} variables, {len(shown.links)} links: {fastest(lambda: mapped(shown, found)):.3f} s"
    )


if __name__ == "__main__":
    main()
