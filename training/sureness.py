"""Learn how sure records are: ``python -m training.sureness``, from the repository's root.

Attributions: PolNeAR's development articles, right where content and source are (../shared/score/attribution.py). Causes:
the Causal News Corpus's development sentences, right where both sides are, and pages marked by hand. Half of the articles teach, the others
measure; the table is of the half that did not teach. Forecasts: marked by hand, taught and measured in halves too.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
OUT = Path(__file__).resolve().parents[1] / "src" / "fabula" / "extract" / "sureness.json"
MARKS = Path(__file__).parent
"""Forecasts and names of thirty pages of ../shared/data/pages marked by hand: their features alone, no text."""
RIDGE = 2.0
BINS, FEW = 8, 25
"""Bins of the calibration table, and records that a bin has at least."""
Seen = tuple[dict[str, float], bool]
sys.path.insert(0, str(DATA.parent / "score"))


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file of the data folder."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def fitted(seen: Sequence[Seen], ridge: float = RIDGE) -> dict[str, float]:
    """Weights of a logistic regression by Newton's method, with a ridge on all but the constant ("")."""
    names = ["", *sorted({n for f, _ in seen for n, v in f.items() if v})]
    x = np.array([[1.0, *(f.get(n, 0.0) for n in names[1:])] for f, _ in seen])
    y = np.array([float(right) for _, right in seen])
    w = np.zeros(len(names))
    pull = np.full(len(names), ridge)
    pull[0] = 1e-3
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(pull), x.T @ (y - p) - pull * w)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return {n: round(float(v), 4) for n, v in zip(names, w, strict=True) if abs(v) > 1e-3}


def chances(weights: dict[str, float], seen: Sequence[Seen]) -> NDArray[np.float64]:
    """What the weights make of records."""
    total = [weights.get("", 0.0) + sum(weights.get(n, 0.0) * v for n, v in f.items()) for f, _ in seen]
    return 1 / (1 + np.exp(-np.array(total)))


def error(p: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, list[tuple[int, float, float]]]:
    """The expected calibration error over bins of like size, and each bin: how many, mean chance, part right."""
    parts = np.array_split(np.argsort(p, kind="stable"), max(1, min(BINS, len(p) // FEW)))
    bins = [(len(k), float(p[k].mean()), float(y[k].mean())) for k in parts]
    return sum(n * abs(a - b) for n, a, b in bins) / len(p), bins


def above(p: NDArray[np.float64], y: NDArray[np.float64]) -> list[tuple[float, float, float]]:
    """By limit: the part right of what lies above it, and the part of all right ones that it keeps."""
    out = []
    for limit in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = p >= limit
        out.append((limit, float(y[kept].mean()) if kept.any() else 0.0, float(y[kept].sum() / max(1, y.sum()))))
    return out


def judged(name: str, halves: tuple[list[Seen], list[Seen]], ridge: float = RIDGE) -> dict[str, float]:
    """Weights from both halves, and the table: each half measured with what the other taught."""
    ps, ys = [], []
    for teach, test in (halves, halves[::-1]):
        ps.append(chances(fitted(teach, ridge), test))
        ys.append(np.array([float(r) for _, r in test]))
    p, y = np.concatenate(ps), np.concatenate(ys)
    ece, bins = error(p, y)
    print(
        f"{name}: {len(p)} records, {y.mean():.3f} right; expected calibration error {ece:.3f}; Brier {((p - y) ** 2).mean():.3f}"
    )
    print("  in bins of like size (count, said, right):", "; ".join(f"{n} {a:.2f} {b:.2f}" for n, a, b in bins))
    print("  from (right, kept):", "; ".join(f"{a:.1f} {b:.3f} {c:.3f}" for a, b, c in above(p, y)))
    return fitted([*halves[0], *halves[1]], ridge)


def annotated(row: dict[str, Any]) -> Any:
    """A row's article with what its layers are made from."""
    from fabula.extract.analysis import Analysis
    from fabula.extract.annotate import reader
    from fabula.ingest.reading import read
    from fabula.ingest.sources import Item
    from fabula.lang.en.pack import ENGLISH

    article = read(Item(source="-", media="row", text=row["text"]), plain=True)
    a = Analysis(article, ENGLISH.parse(article.text), ENGLISH)
    return a, reader().read(a.text, [], a.sentences)


def attributions(gold: Sequence[dict[str, Any]]) -> tuple[list[Seen], list[Seen]]:
    """Each attribution's features and whether it is right, of every other article."""
    from common import characters, matched  # type: ignore[import-not-found]

    from fabula.extract.attributions.layer import attributions as made
    from fabula.extract.mentions.layer import mentions
    from fabula.extract.times.layer import times

    halves: tuple[list[Seen], list[Seen]] = ([], [])
    for k, row in enumerate(gold):
        a, seen = annotated(row)
        notes: list[dict[str, float]] = []
        found = made(a, mentions(a, times(a)), seen.frames, notes)
        text = row["text"]
        want = [{r: characters(text, g.get(r) or []) for r in ("source", "content")} for g in row["attributions"]]
        got = [{"source": characters(text, x.source), "content": characters(text, x.content)} for x in found]
        right = set()
        for i, j in matched([g["content"] for g in want], [p["content"] for p in got]):
            s, t = want[i]["source"], got[j]["source"]
            if (not s and not t) or len(s & t) >= 0.5 * min(len(s), len(t)) > 0:
                right.add(j)
        halves[k % 2].extend((n, j in right) for j, n in enumerate(notes))
    return halves


def causes(gold: Sequence[dict[str, Any]]) -> tuple[list[Seen], list[Seen]]:
    """Each causal relation's features and whether it is right, of every other sentence."""
    from common import characters, jaccard

    from fabula.extract.attributions.layer import attributions as said
    from fabula.extract.causes.layer import causes as made
    from fabula.extract.mentions.layer import mentions
    from fabula.extract.times.layer import times

    halves: tuple[list[Seen], list[Seen]] = ([], [])
    for k, row in enumerate(gold):
        a, seen = annotated(row)
        notes: list[dict[str, float]] = []
        within = said(a, mentions(a, times(a)), seen.frames)
        found = made(a, within, seen.frames, dict(zip(a.sentences, seen.causal, strict=True)), notes)
        text = row["text"]
        want = [[characters(text, g[s]) for s in ("cause", "effect")] for g in row["causes"]]
        for n, c in zip(notes, found, strict=True):
            mine = [characters(text, c.cause), characters(text, c.effect)]
            fits = [g for g in want if all(jaccard(x, y) >= 0.5 for x, y in zip(g, mine, strict=True))]
            if fits:
                want.remove(fits[0])
            halves[k % 2].append((n, bool(fits)))
    return halves


def links(gold: Sequence[dict[str, Any]]) -> tuple[list[Seen], list[Seen]]:
    """Each pronoun's and nominal's features and whether the mention before it in its chain is one with it in gold's."""
    from fabula.extract.mentions.layer import mentions
    from fabula.extract.mentions.sure import made_of
    from fabula.extract.times.layer import times

    halves: tuple[list[Seen], list[Seen]] = ([], [])
    for k, row in enumerate(gold):
        a, _ = annotated(row)
        found = mentions(a, times(a))
        ends = {
            (g["end"], text[0].lower()): g["chain"]
            for g in row["chains"]
            if (text := row["text"][g["start"] : g["end"]])
        }
        seen: set[str] = set()
        before: dict[str, str | None] = {}
        for m, features in zip(found, made_of(a, found), strict=True):
            mine = ends.get((m.end, row["text"][m.start].lower()))
            if m.form != "name" and mine is not None:
                last = before.get(m.chain)
                halves[k % 2].append((features, last == mine if m.chain in before else mine not in seen))
            if mine is not None:
                seen.add(mine)
                before[m.chain] = mine
    return halves


def marked(path: Path) -> tuple[list[Seen], list[Seen]]:
    """Records marked by hand: lines of features and whether each is right."""
    seen = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs: list[Seen] = [(x["features"], bool(x["right"])) for x in seen]
    return pairs[::2], pairs[1::2]


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.parse_args()
    learned: dict[str, dict[str, float]] = json.loads(OUT.read_text(encoding="utf-8"))
    learned["attributions"] = judged("attributions", attributions(rows("polnear/dev.jsonl")))
    protest = causes(rows("cnc/dev.jsonl"))
    pages = marked(MARKS / "cause_marks.jsonl")
    halves = ([({**f, "protest": 1.0}, r) for f, r in protest[k]] + pages[k] for k in (0, 1))
    learned["causes"] = judged("causes", (next(halves), next(halves)), ridge=5.0)
    learned["forecasts"] = judged("forecasts", marked(MARKS / "forecast_marks.jsonl"))
    learned["names"] = judged("names", marked(MARKS / "name_marks.jsonl"))
    learned["links"] = judged("links", links(rows("chains/dev.jsonl")))
    OUT.write_text(json.dumps(learned, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
