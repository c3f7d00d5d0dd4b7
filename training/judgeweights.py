"""How the learned judge, shared words and rules are weighed: ``python -m training.judgeweights``, after training.judge.

Fits what fabula/compare/judge.py (LEARNED, SHIFT) and differences.py (WEIGHTS) hold, as one multinomial logistic
regression, to the pairs kept for calibrating whose passage is not long: claims and entailment weigh alike, and Gaussian
priors hold each weight near what it was by hand. Then prints how FAVOUR does on them, and on half of the questions of
../shared/data/nanco (Q2 and Q3; the others are for figures). Changes no file.
"""

import argparse
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fabula.compare.differences import WEIGHTS, findings, sentence
from fabula.compare.judge import COVERED, FULL, LONG, PLAIN, coverage
from fabula.compare.model import CLASSES, JudgeModel
from training.judgepairs import DATA, Row, entailment, held_back

HAND = {
    "numbers": 2.4, "same number": 0.9, "dates": 2.0, "negation": 2.2, "opposites": 2.2, "refutes": 1.2, "first": 2.2,
    "development": 2.6, "possible": 2.0, "condition": 1.6, "names": 2.0, "count": 3.0, "both deny": 2.0, "converse": 3.0,
    "denial": 2.2,
}  # fmt: skip
"""WEIGHTS as they were set by hand, for a judge that did not know entailment."""
SPREAD = (0.5, 1.0, 0.5)
"""Standard deviations of the priors: of LEARNED around 1, of SHIFT around 0, of the logarithm of a weight around HAND."""
WORTH = 800
"""Pairs that the priors weigh against."""


@dataclass(frozen=True)
class Seen:
    """A pair as the fit sees it: the judge's log probabilities, (1, covered, both), what findings add to each class's
    log odds by kind, the left's content words, and the class."""

    odds: NDArray[np.float64]
    words: tuple[float, float, float]
    found: NDArray[np.float64]
    size: int
    gold: int


def seen(some: Sequence[Row], model: JudgeModel) -> Iterator[Seen]:
    """Pairs that are not long as ``judge`` sees them."""
    kinds = list(WEIGHTS)
    for left, right, gold, _ in some:
        a, b = sentence(left), sentence(right)
        if len(right) > LONG or not a.stems:
            continue
        covered = coverage(a, b)
        both = min(covered, coverage(b, a))
        given = findings(a, b) if covered >= COVERED else []
        developed = any(f.kind == "development" for f in given)
        found = np.zeros((len(CLASSES), len(kinds)))
        for f in given:
            if not (developed and f.relation == "clashes" and f.kind in ("numbers", "dates")):
                found[CLASSES.index(f.relation), kinds.index(f.kind)] += both
        odds = np.log(np.maximum(model.probabilities(left, right), 1e-6))
        yield Seen(odds, (1.0, covered, both), found, len(a.stems), gold)


def answers(questions: Sequence[str]) -> dict[str, list[Row]]:
    """Pairs of answers to some of nanco's questions, by question."""
    out: dict[str, list[Row]] = {q: [] for q in questions}
    for r in map(json.loads, (DATA / "nanco/dev.jsonl").open(encoding="utf-8")):
        if r["set"] in out:
            out[r["set"]].append((r["left"], r["right"], CLASSES.index(r["relation"]), "nanco"))
    return out


class Weighing(torch.nn.Module):
    """LEARNED, SHIFT and WEIGHTS."""

    def __init__(self) -> None:
        super().__init__()
        self.learned = torch.nn.Parameter(torch.ones(()))
        self.shift = torch.nn.Parameter(torch.zeros(2, 3))
        self.kinds = torch.nn.Parameter(torch.zeros(len(WEIGHTS)))
        self.hand = torch.tensor([HAND.get(k, 2.0) for k in WEIGHTS])

    def forward(self, some: Sequence[Seen]) -> Tensor:
        """Log probabilities, pairs by classes."""
        z = self.learned * torch.tensor(np.stack([x.odds for x in some]), dtype=torch.float32)
        by_words = torch.tensor([x.words for x in some]) @ self.shift.T
        z = z + torch.cat([by_words, torch.zeros(len(some), 1)], 1)
        found = torch.tensor(np.stack([x.found for x in some]), dtype=torch.float32)
        return (z + found @ (self.hand * self.kinds.exp())).log_softmax(-1)

    def unlikely(self) -> Tensor:
        """Minus the logarithm of the priors."""
        a, b, c = SPREAD
        parts = ((self.learned - 1) / a, self.shift / b, self.kinds / c)
        return torch.stack([(x**2).sum() for x in parts]).sum() / 2


def fitted(parts: Mapping[str, Sequence[Seen]]) -> Weighing:
    """The posterior mode over the parts, which weigh alike."""
    w = Weighing()
    gold = {k: torch.tensor([x.gold for x in v]) for k, v in parts.items()}
    optimiser = torch.optim.LBFGS(w.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        nats = [torch.nn.functional.nll_loss(w(v), gold[k]) for k, v in parts.items()]
        total = torch.stack(nats).sum() + w.unlikely() / WORTH
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    return w


def chosen(p: NDArray[np.float64], some: Sequence[Seen], favour: Sequence[float]) -> NDArray[np.intp]:
    """The classes that ``favour`` at the most makes of log probabilities, by the left's length: as judge.favoured."""
    size = np.array([max(1, x.size) for x in some])
    share = np.clip(np.log(size / PLAIN) / np.log(FULL / PLAIN), 0, 1)
    got: NDArray[np.intp] = (p + share[:, None] * np.log(favour)[None]).argmax(1)
    return got


def macro(got: NDArray[np.intp], gold: NDArray[np.intp]) -> float:
    """Macro-averaged F1."""
    each = [2 * ((gold == c) & (got == c)).sum() / max(1, (gold == c).sum() + (got == c).sum()) for c in range(3)]
    return float(np.mean(each))


def balanced(got: NDArray[np.intp], gold: NDArray[np.intp]) -> float:
    """Balanced accuracy of agrees or not."""
    return float(((got == 0)[gold == 0].mean() + (got != 0)[gold != 0].mean()) / 2)


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--of", type=Path, help="another judge's folder")
    a = p.parse_args()
    model = JudgeModel(a.of)
    rows = [json.loads(x) for x in (DATA / "claims/train.jsonl").open(encoding="utf-8")]
    claims = [
        (r["left"], r["right"], CLASSES.index(r["relation"]), "claims") for r in rows if held_back(r["left"]) == 2
    ]
    parts = {"claims": list(seen(claims, model)), "entailment": list(seen(entailment()[1], model))}
    w = fitted(parts)
    found = {
        "LEARNED": round(w.learned.item(), 2),
        "SHIFT": [[round(x, 2) for x in row] for row in w.shift.tolist()],
        "WEIGHTS": dict(zip(WEIGHTS, [round(x, 1) for x in (w.hand * w.kinds.exp()).tolist()], strict=True)),
    }
    print(json.dumps(found))
    asked = {q: list(seen(v, model)) for q, v in answers(("Q2", "Q3")).items()}
    with torch.no_grad():
        said = {k: w(v).numpy() for k, v in (parts | asked).items()}
    for agrees, clashes in itertools.product((1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0), (1.0, 1.5, 2.0)):
        line = {"favour": (agrees, clashes)}
        for k, v in (parts | asked).items():
            got, gold = chosen(said[k], v, (agrees, clashes, 1.0)), np.array([x.gold for x in v])
            line[k] = round((macro if k in parts else balanced)(got, gold), 3)  # type: ignore[assignment]
        print(json.dumps(line))


if __name__ == "__main__":
    main()
