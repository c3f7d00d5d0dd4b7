"""Measure a model on the development data, with ../shared/score's scripts: ``python -m training.evaluate [FOLDER]``.

The frames alone are scored, without the rules that the layers add. ``--tune`` chooses the thresholds there and writes
them into the folder's reader.json. Rows of counterfactual/train that training holds back stand for its development set.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from fabula.neural.reader import MODELS, Passage, Reader, Reading, judged
from training.data import DATA, conditions, rows

SCORES = DATA.parent / "score"
GRID = [round(0.16 + 0.04 * k, 2) for k in range(21)]
GOAL = {"attribution": "who said what: F1", "cause": "relation F1", "condition": "F1"}
SCRIPT = {"attribution": "attribution.py", "cause": "causes.py", "condition": "conditions.py"}


def development(task: str) -> list[dict[str, Any]]:
    """The development rows of a task."""
    if task == "condition":
        return conditions(dev=True)
    return rows({"attribution": "polnear/dev.jsonl", "cause": "cnc/dev.jsonl"}[task])


def predict(reader: Reader, task: str, gold: list[dict[str, Any]]) -> list[Reading]:
    """One reading a row; a row of single sentences is given as one sentence."""
    whole = task != "attribution"
    given = [Passage(r["text"], None, [(0, len(r["text"]))] if whole else ()) for r in gold]
    return list(reader.read_many(given, [task]))


def record(task: str, row: dict[str, Any], reading: Reading, at: dict[str, float]) -> dict[str, Any]:
    """What the scores read, from the frames at or above the threshold."""
    out: dict[str, Any] = {"article": {"id": row["id"], "text": row["text"]}, "attributions": [], "causes": []}
    frames = judged(reading.frames, [(0, len(row["text"]))], reading.causal, at)
    if task == "attribution":
        out["attributions"] = [f.roles for f in frames]
    elif task == "cause":
        out["causes"] = [f.roles for f in sorted(frames, key=lambda f: -f.score)]
    elif frames:
        best = max(frames, key=lambda f: f.score).roles
        out["causes"] = [{"cause": best["antecedent"], "effect": best["consequent"], "conditional": True}]
    return out


def score(task: str, gold: list[dict[str, Any]], readings: list[Reading], at: dict[str, float]) -> dict[str, float]:
    """The figures of a task's script."""
    with tempfile.TemporaryDirectory() as d:
        g, p = Path(d, "gold.jsonl"), Path(d, "predicted.jsonl")
        g.write_text("".join(json.dumps(r) + "\n" for r in gold), encoding="utf-8")
        p.write_text("".join(json.dumps(record(task, r, x, at)) + "\n" for r, x in zip(gold, readings, strict=True)))
        command = [sys.executable, SCORES / SCRIPT[task], g, "--predicted", p, "--json"]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
    out: dict[str, float] = json.loads(done.stdout)
    return {k: v for k, v in out.items() if "a second" not in k}


def tune(task: str, gold: list[dict[str, Any]], readings: list[Reading], at: dict[str, float]) -> None:
    """Choose a task's thresholds: the best figure to raise, one threshold at a time, twice over."""
    knobs = ["cause", "causal", "unless"] if task == "cause" else [task]
    for _ in range(2 if len(knobs) > 1 else 1):
        for knob in knobs:
            figures = [figure(task, score(task, gold, readings, {**at, knob: t})) for t in GRID]
            # A mean over neighbours, so that the threshold stands on a plateau and not on one lucky row.
            smooth = np.convolve(np.pad(figures, 1, mode="edge"), [0.25, 0.5, 0.25], "valid")
            at[knob] = GRID[int(np.argmax(smooth))]


def figure(task: str, got: dict[str, float]) -> float:
    """What tuning raises: for causes half of it the sentence's own figure."""
    return got[GOAL[task]] + (0.5 * got["sentence F1"] if task == "cause" else 0.0)


def measure(folder: Path, choose: bool, threads: int = 1, tasks: Sequence[str] = ()) -> dict[str, Any]:
    """The figures of all tasks, or of some; with ``choose``, thresholds are chosen first and written."""
    reader = Reader(folder, threads)
    at: dict[str, float] = dict(reader.settings["thresholds"])
    reader.settings["thresholds"] = dict.fromkeys(at, 0.0)  # record() judges, so that tuning can
    out: dict[str, Any] = {}
    for task in tasks or reader.settings["tasks"]:
        gold = development(task)
        started = time.perf_counter()
        readings = predict(reader, task, gold)
        seconds = time.perf_counter() - started
        if choose:
            tune(task, gold, readings, at)
        out[task] = {**score(task, gold, readings, at), "seconds": round(seconds, 2)}
    if choose:
        path = folder / "reader.json"
        known = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**known, "thresholds": at}, indent=1) + "\n", encoding="utf-8")
    return {"thresholds": at, **out}


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=Path, nargs="?", default=MODELS)
    p.add_argument("--tune", action="store_true")
    a = p.parse_args()
    print(json.dumps(measure(a.folder, a.tune), indent=1))


if __name__ == "__main__":
    main()
