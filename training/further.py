"""Train the shipped reader further: ``python -m training.further``, from the repository's root.

The shipped weights, turned back into floats (dequantise.py), are where it begins and, for causes and conditions, the tutor:
what they know of causes came from a larger teacher, and what they say of causes in PolNeAR's and ECB+'s articles keeps it.
The weights are averaged over the steps, and half-N.pt is half-way between that mean and where it began (Wortsman et al.,
CVPR 2022: what is learned anew is kept, what was known is not lost). Nothing is written into the package: choose.py says whether it is better, export.py and evaluate.py --tune ship it.
"""

import argparse
from itertools import islice
from pathlib import Path

import torch

from training.data import texts
from training.dequantise import reader
from training.export import SHIPPED
from training.lessons import READ, STOPS, save, stretches
from training.model import ReaderNet
from training.pieces import tokenizer
from training.teacher import says
from training.train import INNER, RUNS, Stage, run

STAGE = Stage(2, 2, 0.6, {"attribution": 0.5, "cause": 2.0, "condition": 0.5}, lessons=True, unmarked=0.15)
HELPED = ("cause", "condition")
KEEP = 0.998
DROPOUT = 0.05


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--name", default="further", help="the run's folder under training/runs")
    p.add_argument("--seed", type=int, default=20261201)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--of", type=Path, default=SHIPPED, help="the exported reader to begin from")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    folder = RUNS / a.name
    folder.mkdir(parents=True, exist_ok=True)
    state = reader(a.of)
    tutor, net = ReaderNet(DROPOUT, INNER), ReaderNet(DROPOUT, INNER)
    tutor.load_state_dict(state)
    net.load_state_dict(state)
    tutor.eval()
    said = folder / "says.npz"
    if not said.exists():
        t = tokenizer()
        stops = [t.token_to_id(c) for c in STOPS]
        save(said, [says(tutor, s.pieces, stops) for s in islice(stretches(), READ)])
    run(net, STAGE, texts(), a.seed, folder, 0, tutor=tutor, helped=HELPED, says=said, keep=KEEP)
    for k in range(1, STAGE.epochs + 1):
        mean = torch.load(folder / f"mean-{k}.pt", weights_only=True)
        torch.save({n: (mean[n] + v) / 2 for n, v in state.items()}, folder / f"half-{k}.pt")


if __name__ == "__main__":
    main()
