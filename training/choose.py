"""Whether a trained reader is better than the shipped one: ``python -m training.choose CHECKPOINT... [--to FOLDER]``.

Each checkpoint is exported and its thresholds are chosen on one half of the development rows; the figures are those of
the other half, and of the shipped reader there, with its own thresholds chosen on the same half. Frames alone.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from fabula.neural.reader import MODELS, Reader
from training.evaluate import development, predict, score, tune
from training.export import export


def figures(folder: Path, task: str) -> tuple[dict[str, float], dict[str, float]]:
    """Thresholds chosen on a task's even rows, and the figures of its odd ones."""
    reader = Reader(folder, 1)
    at: dict[str, float] = dict(reader.settings["thresholds"])
    reader.settings["thresholds"] = dict.fromkeys(at, 0.0)
    gold = development(task)
    readings = predict(reader, task, gold)
    tune(task, gold[::2], readings[::2], at)
    return at, score(task, gold[1::2], readings[1::2], at)


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("checkpoints", type=Path, nargs="+")
    p.add_argument("--to", type=Path, help="keep the exported readers here, by the checkpoint's name")
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as d:
        shown: list[tuple[str, Path]] = [("shipped", MODELS)]
        for c in a.checkpoints:
            folder = (a.to or Path(d)) / c.stem
            export(c, folder)
            shown.append((c.stem, folder))
        for name, folder in shown:
            chosen: dict[str, Any] = {}
            for task in ("attribution", "cause", "condition"):
                at, got = figures(folder, task)
                chosen |= {k: at[k] for k in at if k == task or (task == "cause" and k in ("causal", "unless"))}
                print(
                    json.dumps({"reader": name, "task": task, **{k: round(v, 4) for k, v in got.items()}}), flush=True
                )
            print(json.dumps({"reader": name, "thresholds, by even rows": chosen}), flush=True)


if __name__ == "__main__":
    main()
