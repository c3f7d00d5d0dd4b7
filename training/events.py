"""Trains the heads that find events and tell which are one (docs/events.md), from ECB+'s annotated mentions.

    python -m training.events states     once a reader: parses and reads the articles (about six minutes of one core)
    python -m training.events heads      detection and vectors, from the states (a minute)
    python -m training.events loose      builds dossiers of loosely related articles, in which hardly two tell one event (three minutes)
    python -m training.events pairs      the scorer of pairs, from what the heads find and these (two minutes)
    python -m training.events all        these four, which is all that a new reader needs

Writes src/fabula/neural/models/happenings.npz and src/fabula/link/events/data/scorer.json. States are kept in the folder
that ``--work`` names. A seed is fixed: the same data give the same files on the same machine.
"""

import argparse
import datetime
import io
import json
import pickle
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from spacy.tokens import Doc, Token
from torch.nn import functional

import fabula
from fabula.extract.analysis import TOLD, Analysis
from fabula.extract.annotate import made_of, reader, told_only
from fabula.extract.events.triggers import candidates, marks
from fabula.extract.layers import LAYERS
from fabula.ingest.items import Item
from fabula.ingest.reading import read
from fabula.ingest.sources import find
from fabula.lang.language import pack
from fabula.model.records import Annotation
from fabula.neural.pieces import Pieces
from fabula.neural.reader import States

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
HEADS = ROOT / "src/fabula/neural/models/happenings.npz"
SCORER = ROOT / "src/fabula/link/events/data/scorer.json"
HIDDEN, WIDTH = 48, 32
"""Width of detection's hidden layer, and of each half of a vector."""
BEFORE = ("times", "mentions", "attributions")
"""The layers that events are made from."""
FORTNIGHTS = [
    datetime.date(*d) for d in ((2016, 7, 17), (2015, 11, 8), (2016, 6, 5), (2016, 2, 28), (2016, 4, 10), (2015, 12, 6))
]
APIECE = 22
"""Fortnights of PolNeAR that loose piles are taken from, and articles of each."""
HELD = 5
"""Training topics that are held back to calibrate detection."""


def rows(split: str, folder: str = "ecb_events") -> list[dict[str, Any]]:
    """A split's rows."""
    return [json.loads(x) for x in (DATA / folder / f"{split}.jsonl").read_text("utf-8").splitlines()]


def states(split: str, work: Path) -> None:
    """Parse and read a split's articles and keep, one after another, what the heads are trained on and run over."""
    given = "".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows(split)).encode()
    words = pack("en")
    assert words is not None
    with (work / f"{split}.states").open("wb") as f:
        for x in find(["-"], plain=True, stdin=io.BytesIO(given)):
            assert isinstance(x, Item), x
            article = read(x, plain=True)
            with words.memory():
                a = Analysis(article, words.parse(told_only(article)), words)
                told = [(z.start, z.end) for z in article.zones if z.kind in TOLD]
                seen = reader().read(a.text, told, a.sentences)
                made: dict[str, Any] = {"frames": seen.frames}
                for layer in LAYERS:
                    if layer.name in BEFORE:
                        made[layer.name] = made_of(layer, a, made)
                layers = {n: made[n] for n in BEFORE}
                known = Annotation(article=article, sentences=a.sentences, **layers)
                p = seen.states.pieces
                kept = {
                    "annotation": msgspec.msgpack.encode(known),
                    "doc": a.doc.to_bytes(),
                    "pieces": (p.ids, p.starts, p.ends, p.cases),
                    "hidden": seen.states.hidden.astype(np.float16),
                }
            pickle.dump(kept, f)


def kept(split: str, work: Path) -> Iterator[tuple[Annotation, Analysis, States]]:
    """What ``states`` kept, article by article."""
    words = pack("en")
    assert words is not None
    vocab = words.parse("A word.").vocab
    with (work / f"{split}.states").open("rb") as f:
        for _ in rows(split):
            x = pickle.load(f)
            known = msgspec.msgpack.decode(x["annotation"], type=Annotation)
            a = Analysis(known.article, Doc(vocab).from_bytes(x["doc"]), words)
            yield known, a, States(Pieces(*x["pieces"]), x["hidden"].astype(np.float32))


class Set:
    """The candidate words of a split's annotated sentences: states, marks, whether each is annotated, and as what."""

    def __init__(self, split: str, work: Path) -> None:
        gold = {r["id"]: r for r in rows(split)}
        annotated = {r["id"]: r["annotated"] for r in rows(split, "ecb")}
        self.word, self.sentence, self.marks = [], [], []
        self.said: list[bool] = []
        self.cluster: list[str | None] = []
        self.topic: list[int] = []
        for known, a, seen in kept(split, work):
            key = known.article.id
            words = [(t, n) for n, sent in enumerate(a.sents) for t in candidates(sent)]
            triggers = chosen(gold[key]["mentions"], [t for t, _ in words])
            around = [seen.over(s.start_char, s.end_char) for s in a.sents]
            for k, (t, n) in enumerate(words):
                start, end = t.idx, t.idx + len(t)
                if not any(s < end and start < e for s, e in annotated[key]):
                    continue
                m = triggers.get(k)
                self.word.append(seen.over(start, end))
                self.sentence.append(around[n])
                self.marks.append(marks(t))
                self.said.append(m is not None)
                self.cluster.append(None if m is None else gold[key]["mentions"][m][2] or f"{key}/{m}")
                self.topic.append(gold[key]["topic"])
        self.words, self.sentences = torch.tensor(np.stack(self.word)), torch.tensor(np.stack(self.sentence))
        self.topics = np.array(self.topic)


def chosen(mentions: Sequence[Any], words: Sequence[Token]) -> dict[int, int]:
    """By candidate word, the mention that it stands for: of a mention's words the first verb, else the last noun."""
    out = {}
    for n, (start, end, *_) in enumerate(mentions):
        inside = [k for k, t in enumerate(words) if t.idx < end and t.idx + len(t) > start]
        verbs = [k for k in inside if words[k].pos_ == "VERB"]
        nouns = [k for k in inside if words[k].pos_ == "NOUN"]
        best = verbs[:1] or nouns[-1:] or inside[-1:]
        if best:
            out[best[0]] = n
    return out


class Detector(torch.nn.Module):
    """A hidden layer over a word's state, its sentence's and its marks."""

    def __init__(self, width: int, count: int) -> None:
        super().__init__()
        self.word = torch.nn.Linear(width, HIDDEN)
        self.sentence = torch.nn.Linear(width, HIDDEN, bias=False)
        self.marks = torch.nn.Linear(count, HIDDEN, bias=False)
        self.out = torch.nn.Linear(HIDDEN, 1)

    def forward(self, word: torch.Tensor, sentence: torch.Tensor, marks_: torch.Tensor) -> torch.Tensor:
        """The log odds."""
        drop = lambda x: functional.dropout(x, 0.3, self.training)  # noqa: E731
        x = self.word(drop(word)) + self.sentence(drop(sentence)) + self.marks(drop(marks_))
        return self.out(drop(torch.relu(x)))[:, 0]


def detector(word: torch.Tensor, sentence: torch.Tensor, marks_: torch.Tensor, said: torch.Tensor) -> Detector:
    """Detection, trained."""
    torch.manual_seed(0)
    net = Detector(word.shape[1], marks_.shape[1])
    steps = 20 * (len(said) // 256 + 1)
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.02)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps)
    for _ in range(20):
        for b in torch.randperm(len(said)).split(256):
            loss = functional.binary_cross_entropy_with_logits(net(word[b], sentence[b], marks_[b]), said[b])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            rate.step()
    return net.eval()


def vectors(states_: torch.Tensor, labels: torch.Tensor, topics: Any, epochs: int = 40) -> torch.nn.Linear:
    """A layer that puts mentions of one event near each other and those of others in their topics far off
    (supervised contrastive loss, Khosla et al. 2020)."""
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    layer = torch.nn.Linear(states_.shape[1], WIDTH)
    optimiser = torch.optim.AdamW(layer.parameters(), lr=2e-3, weight_decay=0.05)
    for _ in range(epochs):
        for some in np.array_split(random.permutation(sorted(set(topics.tolist()))), 6):
            at = torch.tensor(np.flatnonzero(np.isin(topics, some)))
            v = functional.normalize(layer(functional.dropout(states_[at], 0.2)), dim=1)
            own = torch.eye(len(at), dtype=torch.bool)
            near = (v @ v.T / 0.1).masked_fill(own, -1e9)
            same = (labels[at][:, None] == labels[at][None]) & ~own
            some_ = same.any(1)
            log = near - torch.logsumexp(near, 1, keepdim=True)
            loss = (-(log * same).sum(1)[some_] / same.sum(1)[some_]).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return layer


def figures(log_odds: Any, said: Any) -> str:
    """Precision, recall and F1 at even odds and at the best threshold."""
    order = np.argsort(-log_odds)
    right = np.cumsum(said[order])
    p, r = right / np.arange(1, len(right) + 1), right / said.sum()
    f = 2 * p * r / (p + r + 1e-9)
    k, half = int(f.argmax()), int((log_odds > 0).sum()) - 1
    chance = 1 / (1 + np.exp(-log_odds[order][k]))
    return f"best F1 {f[k]:.3f} at {chance:.2f}; at 0.5 P {p[half]:.3f} R {r[half]:.3f}"


def heads(work: Path) -> None:
    """Train detection and the vectors; write them."""
    train, dev = Set("train", work), Set("dev", work)
    seen = Counter(m for ms in train.marks for m in ms)
    known = sorted(m for m, n in seen.items() if n >= 5)
    at = {m: k for k, m in enumerate(known)}

    def table(every: Iterable[Sequence[str]]) -> torch.Tensor:
        out = torch.zeros(len(list(every)), len(known))
        for k, ms in enumerate(every):
            out[k, [at[m] for m in ms if m in at]] = 1
        return out

    said = torch.tensor(np.array(train.said, dtype=np.float32))
    held = torch.tensor(np.isin(train.topics, sorted(set(train.topic))[-HELD:]))
    rest, marked = ~held, table(train.marks)
    trial = detector(train.words[rest], train.sentences[rest], marked[rest], said[rest])
    with torch.no_grad():
        z = trial(train.words[held], train.sentences[held], marked[held]).numpy()
    scale, shift = platt(z, said[held].numpy())
    net = detector(train.words, train.sentences, marked, said)
    with torch.no_grad():
        z = net(dev.words, dev.sentences, table(dev.marks)).numpy()
    print("detection, dev:", figures(scale * z + shift, np.array(dev.said)))
    mine = np.flatnonzero(train.said)
    names = {n: k for k, n in enumerate(dict.fromkeys(train.cluster[i] for i in mine))}
    labels = torch.tensor([names[train.cluster[i]] for i in mine])
    word = vectors(train.words[mine], labels, train.topics[mine])
    sentence = vectors(train.sentences[mine], labels, train.topics[mine], 20)
    half = lambda x: x.detach().numpy().astype(np.float16)  # noqa: E731
    np.savez_compressed(
        HEADS,
        **{
            "marks": np.array(known),
            "detect.word": half(net.word.weight.T),
            "detect.b": half(net.word.bias),
            "detect.sentence": half(net.sentence.weight.T),
            "detect.marks": half(net.marks.weight.T),
            "detect.out": half(net.out.weight[0]),
            "detect.out_b": half(net.out.bias),
            "detect.calibration": np.array([scale, shift], dtype=np.float32),
            "same.word": half(word.weight.T),
            "same.word_b": half(word.bias),
            "same.sentence": half(sentence.weight.T),
            "same.sentence_b": half(sentence.bias),
        },
    )


def platt(log_odds: Any, said: Any) -> tuple[float, float]:
    """Scale and shift that calibrate log odds (Platt 1999)."""
    z, y = torch.tensor(log_odds), torch.tensor(said, dtype=torch.float32)
    w = torch.tensor([1.0, 0.0], requires_grad=True)
    optimiser = torch.optim.LBFGS([w], max_iter=100)

    def step() -> torch.Tensor:
        optimiser.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(w[0] * z + w[1], y)
        loss.backward()
        return loss

    optimiser.step(step)
    return float(w[0]), float(w[1])


def loose(work: Path) -> None:
    """Build a dossier of each of six fortnights of PolNeAR's training articles: one subject, and each writes of its own."""
    every = sorted(rows("train", "polnear"), key=lambda r: str(r["id"]))
    for n, first in enumerate(FORTNIGHTS):
        last = first + datetime.timedelta(13)
        dated = [(r, m[0]) for r in every if (m := re.search(r"\d{4}-\d\d-\d\d", r["id"]))]
        picked = [(r, day) for r, day in dated if first.isoformat() <= day <= last.isoformat()]
        random.Random(5).shuffle(picked)
        path = work / f"loose-{n}.jsonl"
        lines = [json.dumps({"id": r["id"], "published": day, "text": r["text"]}) for r, day in picked[:APIECE]]
        path.write_text("\n".join(lines), encoding="utf-8")
        fabula.build([str(path)], path.with_suffix(".fabula"), plain=True).close()


def main() -> None:
    """Run the stages asked for."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("stage", choices=["states", "heads", "loose", "pairs", "all"])
    p.add_argument("--work", type=Path, default=ROOT.parent / "train" / "events")
    a = p.parse_args()
    torch.set_num_threads(1)
    a.work.mkdir(parents=True, exist_ok=True)
    if a.stage in ("states", "all"):
        for split in ("train", "dev"):
            states(split, a.work)
    if a.stage in ("heads", "all"):
        heads(a.work)
    if a.stage in ("loose", "all"):
        loose(a.work)
    if a.stage in ("pairs", "all"):
        from training.eventpairs import train

        train(a.work)


if __name__ == "__main__":
    main()
