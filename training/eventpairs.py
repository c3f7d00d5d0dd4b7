"""Trains the scorer of pairs of event reports, over what the heads find in ECB+'s articles: see training/events.py."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from torch.nn import functional

from fabula.dossier import Snapshot
from fabula.extract.events.layer import events
from fabula.link.article_set import ArticleSet
from fabula.link.articles import groups
from fabula.link.entities.columns import Columns
from fabula.link.entities.resolve import clustered
from fabula.link.events import codes, likeness, reports, resolve
from fabula.link.events.reports import EventReport
from fabula.store.memo import Memo
from training.events import SCORER, kept, rows, vectors

CENTRES, HIDDEN, EPOCHS, FOLDS = 64, 24, 30, 4
SAYING_THE_SAME = 0.5
"""Likeness of two sentences from which a pair of a loose pile may be of one event after all."""
STORY = ("articles alike", "one group", "one stem, articles alike")
"""Features by which articles are told from articles: hidden in one copy of the pairs, as they say nothing in a running story."""


def found(split: str, work: Path) -> tuple[list[EventReport], Any]:
    """The reports that the heads find in a split, in order, and by report the event that it is annotated with, if any."""
    annotated = []
    for known, a, states in kept(split, work):
        made = events(a, known.mentions, known.times, known.attributions, states)
        annotated.append(msgspec.structs.replace(known, events=made))
    told = ArticleSet.of(annotated)
    columns = Columns(told)
    clusters, _ = clustered(columns, [])
    means = [""] * len(columns)
    for c in clusters:
        for n in c.chains:
            means[n] = c.id
    spans = zip(told.ids, columns.starts, columns.starts[1:], strict=False)
    who = {a: dict(zip(columns.chain[i:j], means[i:j], strict=True)) for a, i, j in spans}
    out = reports.reports(told, list(reports.pages(told)), who, groups.grouped(told))
    return out, labels(out, split, {a.article.id: {e.id: (e.start, e.end) for e in a.events} for a in annotated})


def labels(every: list[EventReport], split: str, at: dict[str, dict[str, tuple[int, int]]]) -> list[str | None]:
    """By report the event that it is annotated with; each mention goes to one report, that which shares most with it."""
    gold = {r["id"]: r for r in rows(split)}
    by: dict[str, list[int]] = defaultdict(list)
    for n, r in enumerate(every):
        by[r.article].append(n)
    out: list[str | None] = [None] * len(every)
    for key, r in gold.items():
        for k, (start, end, cluster, _) in enumerate(r["mentions"]):
            share = [
                (min(end, e) - max(start, s), -n)
                for n in by[key]
                for s, e in [at[key][every[n].said.id]]
                if min(end, e) > max(start, s) and out[n] is None
            ]
            if share:
                out[-max(share)[1]] = f"{r['topic']}/{cluster}" if cluster else f"{key}/{k}"
    return out


def crossed(every: list[EventReport], said: list[str | None], work: Path) -> None:
    """Give annotated reports of the training topics vectors of layers that did not see their topic: those of layers that did
    lie nearer to each other than those of a new text ever will."""
    topic = {r["id"]: r["topic"] for r in rows("train")}
    at = [n for n, x in enumerate(said) if x is not None]
    by: dict[str, list[int]] = defaultdict(list)
    for k, n in enumerate(at):
        by[every[n].article].append(k)
    halves = np.zeros((2, len(at), 384), dtype=np.float32)
    for known, a, states in kept("train", work):
        for k in by[known.article.id]:
            r = every[at[k]].said
            halves[0, k] = states.over(r.start, r.end)
            sent = next(s for s in a.sents if s.start_char <= r.start < s.end_char)
            halves[1, k] = states.over(sent.start_char, sent.end_char)
    topics = np.array([topic[every[n].article] for n in at])
    names = {x: k for k, x in enumerate(dict.fromkeys(said[n] for n in at))}
    labels_ = torch.tensor([names[said[n]] for n in at])
    fold = np.array([sorted(set(topics.tolist())).index(t) % FOLDS for t in topics.tolist()])
    out = np.zeros((len(at), 64), dtype=np.int8)
    for f in range(FOLDS):
        own, rest = fold == f, np.flatnonzero(fold != f)
        for half, epochs in ((0, 40), (1, 20)):
            layer = vectors(torch.tensor(halves[half][rest]), labels_[torch.tensor(rest)], topics[rest], epochs)
            with torch.no_grad():
                v = functional.normalize(layer(torch.tensor(halves[half][own])), dim=1).numpy()
            out[own, 32 * half : 32 * half + 32] = np.rint(v * 127)
    for k, n in enumerate(at):
        every[n].said.vector = out[k].tobytes()


def table(every: list[EventReport], said: list[str | None]) -> tuple[Any, Any]:
    """Features and truth of the pairs that are set beside each other and annotated both; those barred are left out."""
    xs, ys = [], []
    for i, j in resolve.met(every).tolist():
        if said[i] is None or said[j] is None or likeness.barred(every[i], every[j]):
            continue
        xs.append(likeness.features(every[i], every[j]))
        ys.append(said[i] == said[j])
    return np.array(xs, dtype=np.float32), np.array(ys, dtype=np.float32)


def loose(work: Path) -> Any:
    """Features of pairs that are hardly ever one event: of articles of one fortnight and one subject (PolNeAR's training articles),
    where each writes of its own. Pairs of one day, or whose sentences say much the same, are left out: these may be one.

    ECB+ marks events in the sentences that tell the news; that a word comes back in a comment a week later it never shows.
    """
    xs = []
    for path in sorted(work.glob("loose-*.fabula")):
        with Snapshot(path) as d:
            annotated = list(d.annotations())
            who: dict[str, dict[str, str]] = defaultdict(dict)
            for e in d.entities():
                for article, chain in e.members:
                    who[article][chain] = e.id
            told = ArticleSet.of(annotated)
            every = reports.reports(told, list(reports.pages(told)), who, d.main_events())
        at = {n: k for k, n in enumerate(likeness.FEATURES)}
        for i, j in resolve.met(every).tolist():
            if every[i].article == every[j].article or likeness.barred(every[i], every[j]):
                continue
            x = likeness.features(every[i], every[j])
            if not x[at["one day"]] and x[at["sentences alike"]] < SAYING_THE_SAME:
                xs.append(x)
    return np.array(xs, dtype=np.float32).reshape(-1, len(likeness.FEATURES))


def hidden_story(x: Any, y: Any) -> Any:
    """The pairs as they would be in one running story: articles alike as those of one event are, in one group."""
    at = {n: k for k, n in enumerate(likeness.FEATURES)}
    out = x.copy()
    random = np.random.default_rng(0)
    apart = out[:, at["one article"]] == 0
    like = x[(y == 1) & apart][:, at["articles alike"]]
    out[apart, at["articles alike"]] = random.choice(like, int(apart.sum()))
    out[apart, at["one group"]] = 1
    out[:, at["one stem, articles alike"]] = out[:, at["one stem"]] * out[:, at["articles alike"]]
    return out


def trained(x: Any, y: Any) -> torch.nn.Sequential:
    """The scorer."""
    torch.manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Linear(x.shape[1], HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 1))
    xs, ys = torch.tensor(x), torch.tensor(y)
    steps = EPOCHS * (len(ys) // 512 + 1)
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.05)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps)
    for _ in range(EPOCHS):
        for b in torch.randperm(len(ys)).split(512):
            loss = functional.binary_cross_entropy_with_logits(net(xs[b])[:, 0], ys[b])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            rate.step()
    return net.eval()


def written(net: torch.nn.Sequential | None, centres: Any) -> None:
    """Write the scorer; without one, the centres alone."""
    n = len(likeness.FEATURES)
    first, last = (net[0], net[2]) if net else (torch.nn.Linear(n, 1), torch.nn.Linear(1, 1))
    plain = lambda t, d=4: np.round(t.detach().numpy(), d).tolist()  # noqa: E731
    data = {
        "in": plain(first.weight.T),
        "in_b": plain(first.bias),
        "out": plain(last.weight[0]),
        "out_b": round(float(last.bias[0]), 4),
        "centres": np.round(centres, 2).tolist(),
    }
    SCORER.parent.mkdir(exist_ok=True)
    SCORER.write_text(json.dumps(data) + "\n", encoding="utf-8")
    codes.scorer.cache_clear()
    codes.nearest.cache_clear()


def train(work: Path) -> None:
    """Train the scorer and write it; say how it does on the development topics."""
    from sklearn.cluster import KMeans

    written(None, np.zeros((1, 32)))
    every, said = found("train", work)
    words = np.stack([np.frombuffer(r.said.vector, dtype=np.int8)[:32] for r in every]).astype(np.float64) / 127
    centres = KMeans(CENTRES, random_state=0, n_init=4).fit(words).cluster_centers_
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    written(None, centres)
    crossed(every, said, work)
    x, y = table(every, said)
    print(f"{len(every)} reports, {len(y)} pairs, {int(y.sum())} of one event")
    apart = loose(work)
    print(f"{len(apart)} pairs of loose piles")
    net = trained(
        np.concatenate([x, hidden_story(x, y), apart]), np.concatenate([y, y, np.zeros(len(apart), dtype=np.float32)])
    )
    written(net, centres)
    every.clear()
    dev, truth = found("dev", work)
    x, y = table(dev, truth)
    with torch.no_grad():
        p = torch.sigmoid(net(torch.tensor(x))[:, 0]).numpy()
    for at in (0.3, 0.4, 0.5, 0.6, 0.7):
        hit = p >= at
        print(f"dev pairs at {at}: P {y[hit].mean():.3f} R {y[hit].sum() / y.sum():.3f} of {int(y.sum())}")
    for at in (0.4, 0.5, 0.6):
        resolve.ONE = at
        clusters = resolve.joined(dev, Memo())
        name = {i: k for k, c in enumerate(clusters) for i in c.members}
        with (work / f"dev.{at}.jsonl").open("w") as f:
            by: dict[str, list[Any]] = defaultdict(list)
            for n, r in enumerate(dev):
                by[r.article].append([r.said.start, r.said.start + 3, str(name[n])])
            f.writelines(json.dumps({"id": r["id"], "events": by[r["id"]]}) + "\n" for r in rows("dev"))
