"""What more training data would bring: ``python -m training.sizes``, after ``python -m training.train``.

Trains attributions alone, from the base, on parts of PolNeAR's training articles, and prints the figures of the frames
on its development part, thresholds chosen there. All take about as many steps: a part is seen the oftener the smaller it is.
"""

import argparse
import json
import tempfile
from pathlib import Path

import torch

from training.data import texts
from training.evaluate import measure
from training.export import export
from training.model import ReaderNet
from training.train import RUNS, Stage, run

SEEN = 1.5
"""How often the whole is seen; a quarter of it four times as often."""
SHARES = (0.25, 0.5, 1.0)


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--seed", type=int, default=20261122)
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    for share in SHARES:
        torch.manual_seed(a.seed)
        folder = RUNS / "sizes" / str(share)
        folder.mkdir(parents=True, exist_ok=True)
        net = ReaderNet()
        net.load_base()
        given = texts(share, only=["attribution"])
        run(net, Stage(1, 1, 1.0, {"attribution": SEEN / share}), given, a.seed, folder, 0)
        with tempfile.TemporaryDirectory() as d:
            export(folder / "epoch-1.pt", Path(d))
            figures = measure(Path(d), True, a.threads, ["attribution"])["attribution"]
        trained = sum(t.task == "attribution" for t in given)
        print(json.dumps({"trained on articles": trained, **figures}), flush=True)


if __name__ == "__main__":
    main()
