"""Trains the classifier that tells furniture from the telling in plain text (``ingest/reading/lines.npz``).

python -m training.lines PAGES_GOLD [--texts CORPUS] [--check FOLDS]

PAGES_GOLD: rows of {id, page, url, body}, page a gzipped HTML file beside it; CORPUS: rows of {text}, plain news without
furniture. Lines are made of both by ``training/line_texts.py``. ``--check`` deals the outlets out to four parts, trains on
three and measures on the fourth, as often as it says, with a quarter of the patterns held back too; it writes nothing.
"""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from fabula.ingest.reading import line_model, plain
from fabula.ingest.reading.line_features import BUCKETS, PROSE, features, is_english, tokens
from fabula.ingest.reading.lines import paragraphs
from training.line_texts import AROUND, BODY, NEITHER, Lines, Page, Text, pages, plain_texts, texts

WIDE, SAID = 64, 24
EPOCHS, BATCH = 12, 16
Made = tuple[torch.Tensor, list[torch.Tensor], torch.Tensor, torch.Tensor]
"""Of one text: features, words, labels and weights of its lines."""


def prepared(lines: Lines, apart: str) -> Made | None:
    """A labelled text as the network sees it; None where it would not be asked."""
    starts, at = [], 0
    for line, _ in lines:
        starts.append(at)
        at += len(line) + len(apart)
    parts = paragraphs(apart.join(t for t, _ in lines))
    said = [p.text for p in parts]
    if len(parts) < line_model.FEWEST or len(parts) > 800 or not is_english(said):
        return None
    plain.ruled(parts)
    x = torch.tensor(features(said, [p.kind for p in parts]))
    labels = []
    for part in parts:
        inside = {lines[i][1] for i, s in enumerate(starts) if part.start <= s < part.end}
        inside |= {lines[int(np.searchsorted(starts, part.start, "right")) - 1][1]}
        labels.append(inside.pop() if len(inside) == 1 else NEITHER)
    label = torch.tensor(labels)
    count = torch.tensor([float(p.words) for p in parts])
    # Losing a long line of the story costs more; of furniture each line is one.
    weight = torch.where(label == BODY, (0.7 + count / 10).clamp(max=6.0), torch.ones(1)) * (label != NEITHER)
    return x, [torch.tensor(tokens(t), dtype=torch.long) for t in said], (label == AROUND).float(), weight


class Net(nn.Module):
    """The network of ``line_model.forward``, to be trained."""

    def __init__(self, made: Sequence[Made]) -> None:
        super().__init__()
        x = torch.cat([m[0] for m in made])
        self.mean, self.spread = x.mean(0), x.std(0).clamp(min=0.05)
        self.words = nn.EmbeddingBag(BUCKETS, SAID, mode="mean")
        nn.init.normal_(self.words.weight, std=0.1)
        self.into = nn.Linear(x.shape[1] + SAID, WIDE)
        self.convs = nn.ModuleList([nn.Linear(3 * WIDE, WIDE) for _ in line_model.DILATIONS])
        self.top, self.out = nn.Linear(3 * WIDE, 32), nn.Linear(32, 1)
        self.drop = nn.Dropout(0.15)

    def forward(self, x: torch.Tensor, ids: list[torch.Tensor], keep: float = 1.0) -> torch.Tensor:
        """The logits of one text's lines; of words a share ``keep`` is seen."""
        if keep < 1:
            ids = [i[torch.rand(len(i)) < keep] for i in ids]
        offsets = torch.tensor([0, *np.cumsum([len(i) for i in ids])[:-1]])
        said = self.words(torch.cat(ids), offsets)
        h = torch.tanh(self.into(self.drop(torch.cat([(x - self.mean) / self.spread, said], 1))))
        for step, layer in zip(line_model.DILATIONS, self.convs, strict=True):
            edge = torch.zeros(min(step, len(h)), WIDE)
            before, after = torch.cat([edge, h[:-step]])[: len(h)], torch.cat([h[step:], edge])[-len(h) :]
            h = h + torch.tanh(layer(self.drop(torch.cat([before, h, after], 1))))
        prose = (x[:, 0] >= float(np.log1p(PROSE))).float()[:, None]
        whole = torch.cat([h.mean(0), (h * prose).sum(0) / prose.sum().clamp(min=1)])
        h = torch.tanh(self.top(self.drop(torch.cat([h, whole.expand(len(h), -1)], 1))))
        return self.out(h)[:, 0]

    def weights(self) -> dict[str, np.ndarray]:
        """As ``line_model`` reads them: words as int8, the rest in halves."""
        words = self.words.weight.detach().numpy()
        scale = np.abs(words).max() / 127
        out = {"words": np.round(words / scale).astype(np.int8), "words_scale": np.float32(scale)}
        layers = {
            "in": self.into,
            "top": self.top,
            "out": self.out,
            **{f"conv{i}": c for i, c in enumerate(self.convs)},
        }
        for name, layer in layers.items():
            out[f"{name}_w"] = layer.weight.detach().numpy().T.astype(np.float16)
            out[f"{name}_b"] = layer.bias.detach().numpy().astype(np.float16)
        return {**out, "mean": self.mean.numpy(), "spread": self.spread.numpy()}


def fit(made: Sequence[Made], epochs: int = EPOCHS) -> dict[str, np.ndarray]:
    """The weights of a network trained on some texts."""
    torch.manual_seed(0)
    net = Net(made)
    step = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.02)
    batches = len(made) // BATCH + 1
    rate = torch.optim.lr_scheduler.OneCycleLR(step, 4e-3, total_steps=epochs * batches)
    loss = nn.BCEWithLogitsLoss(reduction="none")
    for epoch in range(epochs):
        total = 0.0
        for batch in torch.randperm(len(made)).split(BATCH):
            step.zero_grad()
            sums, weights = torch.zeros(()), torch.zeros(())
            for n in batch.tolist():
                x, ids, wanted, weight = made[n]
                sums = sums + (loss(net(x, ids, 0.8), wanted) * weight).sum() / max(1.0, len(x) / 60)
                weights = weights + weight.sum() / max(1.0, len(x) / 60)
            (sums / weights.clamp(min=1)).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            step.step()
            rate.step()
            total += float(sums.detach() / weights.clamp(min=1))
        print(f"epoch {epoch}: {total / batches:.4f}", flush=True)
    net.eval()
    return net.weights()


def measured(made: Sequence[Lines], apart: str = "\n\n") -> tuple[str, Counter[str]]:
    """Line F1 of furniture and the share of the body's words that is lost, as ``plain.zones`` labels the texts.

    A line of furniture is found where it is none of the telling: zone body or heading. Body is lost where it is in none
    of the zones that are read.
    """
    n: Counter[str] = Counter()
    for lines in made:
        zones, at = plain.zones(apart.join(t for t, _ in lines)), 0
        for text, label in lines:
            kind = next(z for z in zones if z.start <= at < z.end).kind
            at += len(text) + len(apart)
            if label == AROUND:
                n["right" if kind in plain.AROUND else "missed"] += 1
            elif label == BODY:
                n["wrong"] += kind in plain.AROUND
                n["body"] += len(text.split())
                n["lost"] += len(text.split()) * (kind in plain.AROUND)
    return said(n), n


def said(n: Counter[str]) -> str:
    """Counts in words."""
    f1 = 2 * n["right"] / max(1, 2 * n["right"] + n["wrong"] + n["missed"])
    return (
        f"line F1 {f1:.4f} (found {n['right'] / max(1, n['right'] + n['missed']):.3f}, "
        f"right {n['right'] / max(1, n['right'] + n['wrong']):.3f}), body lost {n['lost'] / max(1, n['body']):.4f}"
    )


def lessons(found: Sequence[Page], more: Sequence[Text], given: argparse.Namespace, name: str) -> list[Made]:
    """Prepared texts of some pages; kept in ``--keep`` under a name, since preparing takes as long as training."""
    kept = given.keep / f"{name}.pt" if given.keep else None
    if kept and kept.exists():
        return torch.load(kept, weights_only=False)
    out = []
    for seed in range(1, 1 + given.seeds):
        rng = random.Random(seed)
        for lines in texts(found, seed, more, patterns="taught" if given.check else "all"):
            if made := prepared(lines, "\n\n" if rng.random() < 0.7 else "\n"):
                out.append(made)
    if kept:
        given.keep.mkdir(exist_ok=True)
        torch.save(out, kept)
    return out


def main() -> None:
    """Train, or check on outlets held back."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("gold", type=Path)
    args.add_argument("--texts", type=Path)
    args.add_argument("--check", type=int, default=0)
    args.add_argument("--seeds", type=int, default=3)
    args.add_argument("--epochs", type=int, default=EPOCHS)
    args.add_argument("--keep", type=Path, help="Folder for prepared texts.")
    args.add_argument("--prepare", action="store_true", help="Only prepare them.")
    given = args.parse_args()
    torch.set_num_threads(1)
    found = pages(given.gold)
    more: list[Text] = plain_texts(given.texts, 600) if given.texts else []
    if not given.check:
        made = lessons(found, more, given, "all")
        if given.prepare:
            return
        np.savez_compressed(line_model.WEIGHTS, **fit(made, given.epochs))
        return
    hosts = sorted({p.host for p in found})
    random.Random(3).shuffle(hosts)
    sums: dict[str, Counter[str]] = {}
    for fold in range(given.check):
        held = set(hosts[fold::4])
        near = [p for p in found if p.host not in held]
        made = lessons(near, more, given, f"fold{fold}")
        print(f"fold {fold}: {len(made)} texts, {sum(len(m[0]) for m in made)} lines", flush=True)
        if given.prepare:
            continue
        learnt = fit(made, given.epochs)
        test = list(texts([p for p in found if p.host in held], 11, patterns="held"))
        weights = {k: v.astype(np.float32) for k, v in learnt.items()}
        weights["words"] = weights["words"] * weights.pop("words_scale")
        kept = line_model._weights, plain.chances
        for name, asked in (("rules alone", lambda *_: None), ("with the classifier", kept[1])):
            line_model._weights = lambda: weights  # noqa: B023
            plain.chances = asked
            for apart in ("\n\n", "\n"):
                line, n = measured(test, apart)
                sums.setdefault(f"{name}, {apart!r}", Counter()).update(n)
                print(f"fold {fold}, {name}, lines {apart!r}: {line}", flush=True)
        line_model._weights, plain.chances = kept
        if given.keep:
            np.savez(given.keep / f"fold{fold}.npz", **learnt)
    for name, n in sums.items():
        print(f"all, {name}: {said(n)}")


if __name__ == "__main__":
    main()
