"""The what-if engine's numbers and speed beside fcmpy's, in one run.

    python -m benchmarks.engine --fcmpy /path/to/venv/bin/python

fcmpy 0.0.21 pins numpy 1.19.3 and pandas 1.3.3, which have no wheels for Python 3.11 and cannot be built on it. It runs with
later ones: make it a virtual environment of its own with ``pip install --no-deps fcmpy`` and ``pip install 'numpy<2' 'pandas<3'
networkx tqdm scikit-fuzzy matplotlib openpyxl scipy``. It works in a process of its own; passes are interleaved, processor
time counts, of each side's passes the fastest. Both run the modified Kosko rule with tanh for as many steps; what is set has no
incoming edge, as only that fcmpy keeps fixed.
"""

import argparse
import json
import subprocess
import sys
import time

import numpy as np

from fabula.derive.causal.whatif import Engine, Link

WORKER = """
import json, sys, time, warnings
import numpy as np, pandas as pd
from fcmpy import FcmSimulator
warnings.simplefilter("ignore")
task = json.loads(sys.stdin.readline())
size, steps = task["size"], task["steps"]
names = [f"c{i}" for i in range(size)]
weights = np.zeros((size, size))
for a, b, w in task["edges"]:
    weights[a, b] += w
matrix = pd.DataFrame(weights, index=names, columns=names)
state = {n: task["given"].get(str(i), 0.0) for i, n in enumerate(names)}
for line in sys.stdin:
    started = time.process_time()
    found = FcmSimulator().simulate(initial_state=state, weight_matrix=matrix, transfer="tanh", inference="mKosko",
                                    thresh=1e-300, iterations=steps)
    spent = time.process_time() - started
    print(json.dumps({"seconds": spent, "states": found.to_numpy().tolist()}), flush=True)
"""
SET = 10
"""Concepts that are set: the first ones, which nothing enters."""


def links(size: int, count: int, seed: int = 1) -> list[Link]:
    """Random edges, none of which enters the first SET concepts."""
    rng = np.random.default_rng(seed)
    ends = zip(
        rng.integers(0, size, count), rng.integers(SET, size, count), rng.random(count), rng.random(count), strict=True
    )
    return [Link(int(a), int(b), float(p), float(q)) for a, b, p, q in ends]


def beside(python: str, size: int, count: int, steps: int, passes: int) -> dict[str, float]:
    """Both engines on one map: seconds of the fastest pass each, the ratio, the largest difference of any number."""
    found, given = links(size, count), {i: 1.0 - 0.15 * i for i in range(SET)}
    engine = Engine(size, found, scaled=False)
    edges = [(e.source, e.target, e.belief * (2 * e.plus - 1)) for e in found]
    task = {"size": size, "steps": steps, "edges": edges, "given": given}
    with subprocess.Popen([python, "-c", WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        if worker.stdin is None or worker.stdout is None:
            raise RuntimeError("no pipe to the worker")
        print(json.dumps(task), file=worker.stdin, flush=True)
        ours, theirs, apart = [], [], 0.0
        for _ in range(passes):
            started = time.process_time()
            state, taken, _ = engine.run(given, steps=steps)
            ours.append(time.process_time() - started)
            print("go", file=worker.stdin, flush=True)
            told = json.loads(worker.stdout.readline())
            theirs.append(told["seconds"])
            apart = max(apart, float(np.max(np.abs(state - np.array(told["states"][taken])))))
        worker.stdin.close()
    return {"fabula": min(ours), "fcmpy": min(theirs), "ratio": min(theirs) / min(ours), "largest difference": apart}


def alone() -> dict[str, float]:
    """Processor seconds of a step of 10,000 concepts and 50,000 edges, and of 1,000 samples of 500 concepts."""
    engine = Engine(10_000, links(10_000, 50_000))
    state = np.linspace(-1, 1, 10_000)
    spent = []
    for _ in range(30):
        started = time.process_time()
        state = engine.step(state)
        spent.append(time.process_time() - started)
    small = Engine(500, links(500, 2500))
    started = time.process_time()
    small.sample({0: 1.0}, samples=1000)
    return {"step of 10,000": float(np.median(spent)), "1,000 samples of 500": time.process_time() - started}


def main() -> None:
    """Print the figures."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--fcmpy", help="the Python of an environment with fcmpy")
    p.add_argument("--size", type=int, default=500)
    p.add_argument("--edges", type=int, default=2500)
    p.add_argument("--steps", type=int, default=50)
    p.add_argument("--passes", type=int, default=5)
    a = p.parse_args()
    for name, seconds in alone().items():
        print(f"{name:>24}  {1000 * seconds:.2f} ms")
    if not a.fcmpy:
        print("fcmpy was not measured: name its Python with --fcmpy", file=sys.stderr)
        return
    for name, value in beside(a.fcmpy, a.size, a.edges, a.steps, a.passes).items():
        print(f"{name:>24}  {value:.3g}")


if __name__ == "__main__":
    main()
