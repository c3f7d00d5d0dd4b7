"""The quality gate: runs each score on its corpus and fails where a figure is below its floor.

    python -m benchmarks.gate              check every floor in benchmarks/floors.json
    python -m benchmarks.gate --print      also print every figure of every score

floors.json names for each score its script, its gold file with the SHA-256 of what was measured, and the floors. A floor
may rise. One that falls against the committed file needs a reason under ``lowered``, by "score/figure"; so does a corpus
whose digest changes. Without ../shared nothing can be measured, and the gate says so and passes.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "benchmarks" / "floors.json"
SHARED = ROOT.parent / "shared"


def main() -> int:
    """Run the gate; returns the exit status."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--print", action="store_true", dest="all", help="print every figure")
    p.add_argument("--only", help="only the scores whose name holds this")
    a = p.parse_args()
    floors = json.loads(FLOORS.read_text("utf-8"))
    if not SHARED.is_dir():
        print("no ../shared here: nothing is measured")
        return 0
    bad = lowered(floors)
    for score in floors["scores"]:
        if a.only and a.only not in score["name"]:
            continue
        bad += run(score, a.all)
    for line in bad:
        print(f"BELOW: {line}")
    print("quality floors: " + ("broken" if bad else "all held"))
    return 1 if bad else 0


def run(score: dict[str, Any], everything: bool) -> list[str]:
    """Run one score; returns what is wrong with its figures."""
    gold = SHARED / score["gold"]
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()
    if digest != score["sha256"]:
        return [f"{score['name']}: {score['gold']} is not the corpus that its floors were measured on ({digest})"]
    started = time.perf_counter()
    extra = [] if score["script"] == "seeds.py" else [str(gold)]
    command = [sys.executable, str(SHARED / "score" / score["script"]), *extra, *score.get("arguments", []), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, cwd=ROOT, check=False)
    if done.returncode:
        return [f"{score['name']}: {' '.join(command)}: exit status {done.returncode}"]
    figures = {k: number(v) for k, v in json.loads(done.stdout.decode().splitlines()[-1]).items()}
    print(f"{score['name']} ({time.perf_counter() - started:.0f} s)")
    bad = []
    for name, value in figures.items():
        floor = score["floors"].get(name)
        most = score.get("most", {}).get(name)
        if floor is not None and value < floor - 1e-9:
            bad.append(f"{score['name']}: {name} is {value:.4f}, its floor {floor}")
        if most is not None and value > most + 1e-9:
            bad.append(f"{score['name']}: {name} is {value:.4f}, at most {most} is allowed")
        if everything or floor is not None or most is not None:
            print(f"  {name:>40}  {value:.4f}" + (f"  (floor {floor})" if floor is not None else ""))
    missing = [n for n in (*score["floors"], *score.get("most", {})) if n not in figures]
    return bad + [f"{score['name']}: the score prints no {n}" for n in missing]


def number(value: Any) -> float:
    """A figure as a number: "12/18" is 12."""
    return float(str(value).split("/")[0])


def lowered(floors: dict[str, Any]) -> list[str]:
    """Floors that fell against the last commit's file without a reason."""
    done = subprocess.run(
        ["git", "show", "HEAD~1:benchmarks/floors.json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return []
    old = {s["name"]: s for s in json.loads(done.stdout)["scores"]}
    new = {s["name"]: s for s in floors["scores"]}
    reasons = floors.get("lowered", {})
    bad = []
    for name, score in old.items():
        if name not in new:
            bad += [] if name in reasons else [f"{name}: the score was taken out without a reason"]
            continue
        if new[name]["sha256"] != score["sha256"] and name not in reasons:
            bad.append(f"{name}: measured on another corpus without a reason")
        for figure, floor in score["floors"].items():
            if new[name]["floors"].get(figure, -1) < floor and f"{name}/{figure}" not in reasons:
                bad.append(f"{name}/{figure}: the floor fell from {floor} without a reason")
    return bad


if __name__ == "__main__":
    sys.exit(main())
