"""Trains the classifier that tells furniture from the telling in plain text (``ingest/reading/lines.npz``).

python training/lines.py PAGES_GOLD [--check]    PAGES_GOLD: rows of {id, page, url, body}, page a gzipped HTML file beside it

Lines are made from web pages whose main text is known, and from own furniture injected into those main texts by a seeded
script: menus, clocks, share buttons, pitches, teasers of other articles, biographies, errors, comments. ``--check`` holds a
quarter of the outlets back, prints line F1 and body lost on them for the rules alone and with the classifier, and writes
nothing.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import torch

from fabula.ingest.reading import plain
from fabula.ingest.reading.decoding import decode_page
from fabula.ingest.reading.line_features import features
from fabula.ingest.reading.line_model import WEIGHTS
from fabula.ingest.reading.maintext import words
from fabula.ingest.reading.visible import blocks, parse

BODY, AROUND, NEITHER = 1, 0, -1
Lines = list[tuple[str, int]]

HEAD = """Home|News|World|Politics|Sport|Weather|14°C Oslo|Thursday, March 14, 2024|Sign in|Subscribe|Menu|Search|Skip to content|
London 20:09|Mostly cloudy, 61°F|E-edition|Watch live|Breaking""".replace("\n", "").split("|")
SHARE = """Share|Share on Facebook|Tweet|Email this article|Print|12 comments|Copy link|4 min read|Listen to this article|
Save for later|Facebook Twitter WhatsApp Email""".replace("\n", "").split("|")
PITCH = [
    "Sign up for our newsletter and never miss a story.",
    "Get the day's top news in your inbox every morning.",
    "Support independent journalism: donate today.",
    "Enjoyed this story? Help us keep reporting by becoming a member.",
    "Subscribe to The Morning Briefing",
    "Your support makes our work possible. Please consider a gift of any size.",
    "We rely on readers like you. Chip in now and help us stay free for everyone.",
    "Download our app for breaking news alerts.",
]
BIOGRAPHY = [
    "{} is a reporter who covers politics and the courts. She previously worked for a regional daily.",
    "{} is a freelance journalist based in the capital. Follow him on Twitter.",
    "About the author: {} writes about energy and climate.",
    "{} has been a correspondent since 2011 and is the author of two books.",
]
OPENERS = ["You may also like", "Related stories", "Most read", "More from this section", "Leave a reply"]
TAIL = """Your email address will not be published. Required fields are marked *|Comments|Be the first to comment|
© 2024 All rights reserved.|Terms of use|Privacy policy|Contact us|Tags: council, bridge, vote|Load more|Read more:|
Trending now""".replace("\n", "").split("|")
ERRORS = [
    'Warning: Undefined array key "author" in /var/www/html/single.php on line 88',
    "Please enable JavaScript to view the comments powered by Disqus.",
    "Notice: Trying to get property of non-object in /home/site/functions.php on line 12",
]
COMMENTS = [
    "This mayor should resign, he has lied to us from the first day.",
    "Great article, thank you for writing it!",
    "@dockside you have no idea what you are talking about",
    "Why does nobody ask who paid for this? Follow the money.",
    "I lived there for ten years and it was always like this.",
]
BREAKS = ["Advertisement", "Story continues below", "Article continues after this ad"]
NAMES = "Nora Vance|Karl Boone|Ada Winter|Petra Lund|Tom Reyes|Maria Kowal|Jon Aske|Lena Ortiz".split("|")


class Page:
    """A page's visible lines with the share of each that is main text, and the main text's paragraphs."""

    def __init__(self, row: dict[str, str], folder: Path) -> None:
        self.host = urlsplit(row["url"]).netloc.removeprefix("www.")
        self.body = [x.strip() for x in row["body"].split("\n") if x.strip()]
        raw = decode_page(gzip.decompress((folder / row["page"]).read_bytes()), row["id"]).text
        gold = words(row["body"])
        held = set(zip(*(gold[i:] for i in range(4)), strict=False))
        whole = {words(x) for x in self.body}
        self.lines: list[tuple[str, float]] = []
        for block in blocks(parse(raw, row["id"]))[1]:
            own = words(block.text)
            pieces = list(zip(*(own[i:] for i in range(4)), strict=False))
            if own:
                share = sum(p in held for p in pieces) / len(pieces) if pieces else float(own in whole)
                self.lines.append((block.text, share))


def copied(page: Page, rng: random.Random) -> Lines | None:
    """The page's own visible lines around its main text, as a copy has them."""
    lines = [(t, BODY if s >= 0.6 else AROUND if s < 0.3 else NEITHER) for t, s in page.lines]
    at = [i for i, (_, label) in enumerate(lines) if label == BODY]
    if len(at) < 4:
        return None
    return lines[max(0, at[0] - rng.randrange(14)) : at[-1] + 1 + rng.randrange(30)]


def injected(page: Page, others: list[Page], rng: random.Random) -> Lines | None:
    """The page's main text with furniture put into it."""
    if len(page.body) < 4:
        return None

    def around(lines: list[str]) -> Lines:
        return [(x, AROUND) for x in lines]

    def teaser() -> list[str]:
        other = rng.choice(others)
        first = re.split(r"(?<=[.!?])\s+", other.body[0])[0]
        head = next((t for t, s in other.lines if s < 0.3 and 5 <= len(t.split()) <= 14), first[:60])
        if rng.random() < 0.5:
            return [head]
        return [head, first[: rng.choice([90, 140, 400])] + rng.choice(["…", "...", "", " Read more"])]

    def strange() -> list[str]:
        lines = [t for t, s in rng.choice(others).lines if s < 0.2]
        at = rng.randrange(len(lines))
        return lines[at : at + rng.randrange(1, 4)]

    def between() -> list[str]:
        kind = rng.random()
        if kind < 0.35:
            return teaser()
        if kind < 0.5:
            return [rng.choice(["Read more: ", "Also read: ", "Related: ", ""]) + teaser()[0]]
        return [rng.choice(PITCH)] if kind < 0.7 else [rng.choice(BREAKS)] if kind < 0.85 else strange()

    out = around(rng.sample(HEAD, rng.randrange(6)))
    if rng.random() < 0.4:
        out += around(strange())
    title = next((t for t, s in page.lines if 4 <= len(t.split()) <= 16 and s < 0.6), "A headline of the story below")
    out.append((title, NEITHER))
    if rng.random() < 0.5:
        out += around(rng.sample(SHARE, rng.randrange(1, 4)))
    for i, line in enumerate(page.body):
        out.append((line, BODY))
        if i < len(page.body) - 1 and rng.random() < 0.12:
            out += around(between())
    for chance, lines in ((0.35, [b.format(rng.choice(NAMES)) for b in BIOGRAPHY]), (0.4, PITCH), (0.15, ERRORS)):
        if rng.random() < chance:
            out += around([rng.choice(lines)])
    if rng.random() < 0.3:
        out += around(rng.sample(SHARE, rng.randrange(1, 4)))
    if rng.random() < 0.6:
        out += around([rng.choice(OPENERS), *(x for _ in range(rng.randrange(1, 6)) for x in teaser())])
    out += around([x for _ in range(rng.randrange(3)) for x in strange()])
    out += around(rng.sample(TAIL, rng.randrange(6)))
    if rng.random() < 0.25:
        said = [[f"{rng.choice(NAMES).split()[0].lower()}{rng.randrange(99)}", rng.choice(COMMENTS)] for _ in range(2)]
        out += around(["Comments", *(x for pair in said for x in pair)])
    return out


def texts(pages: list[Page], seed: int) -> Iterator[Lines]:
    """Labelled texts of some pages: each as copied, three times injected, and clean."""
    rng = random.Random(seed)
    for page in pages:
        others = [p for p in pages if p.host != page.host and len(p.body) > 2 and any(s < 0.2 for _, s in p.lines)]
        for made in (copied(page, rng), *(injected(page, others, rng) for _ in range(3))):
            if made:
                yield made
        yield [(x, BODY) for x in page.body]


def fit(made: list[Lines]) -> dict[str, np.ndarray]:
    """The weights of a network of two hidden layers; a long body line weighs more, for losing it costs more."""
    torch.manual_seed(0)
    x = np.array([f for lines in made for f in features([t for t, _ in lines])], dtype=np.float32)
    label = np.array([k for lines in made for _, k in lines])
    count = np.array([len(t.split()) for lines in made for t, _ in lines])
    used = label != NEITHER
    x, label, count = x[used], label[used], count[used]
    mean, spread = x.mean(0), x.std(0) + 1e-3
    weight = torch.tensor(np.where(label == BODY, np.minimum(6, 0.7 + count / 10), 1.0).astype(np.float32))
    given, wanted = torch.tensor((x - mean) / spread), torch.tensor((label == AROUND).astype(np.float32))
    layers = [torch.nn.Linear(x.shape[1], 64), torch.nn.Linear(64, 16), torch.nn.Linear(16, 1)]
    net = torch.nn.Sequential(layers[0], torch.nn.Tanh(), layers[1], torch.nn.Tanh(), layers[2])
    step = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.02)
    rate = torch.optim.lr_scheduler.CosineAnnealingLR(step, 25 * (len(x) // 512 + 1))
    loss = torch.nn.BCEWithLogitsLoss(reduction="none")
    for _ in range(25):
        order = torch.randperm(len(x))
        for at in order.split(512):
            step.zero_grad()
            (loss(net(given[at]).squeeze(1), wanted[at]) * weight[at]).mean().backward()
            step.step()
            rate.step()
    out = {}
    for i, layer in enumerate(layers):
        out[f"w{i}"], out[f"b{i}"] = layer.weight.detach().numpy().T, layer.bias.detach().numpy()
    out["b0"], out["w0"] = out["b0"] - (mean / spread) @ out["w0"], out["w0"] / spread[:, None]
    return {k: v.astype(np.float32) for k, v in out.items()}


def measured(made: list[Lines]) -> str:
    """Line F1 of furniture and the share of the body's words that is lost, as ``plain.zones`` labels the texts."""
    right = wrong = missed = lost = body = 0
    for lines in made:
        zones, at = plain.zones("\n\n".join(t for t, _ in lines)), 0
        for text, label in lines:
            around = next(z for z in zones if z.start <= at < z.end).kind in plain.AROUND
            at += len(text) + 2
            right += around and label == AROUND
            missed += not around and label == AROUND
            wrong += around and label == BODY
            body += len(text.split()) * (label == BODY)
            lost += len(text.split()) * (label == BODY and around)
    return f"line F1 {2 * right / (2 * right + wrong + missed):.4f}, body lost {lost / body:.4f}"


def main() -> None:
    """Train, or check on outlets held back."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("gold", type=Path)
    args.add_argument("--check", action="store_true")
    given = args.parse_args()
    pages = [Page(json.loads(x), given.gold.parent) for x in given.gold.read_text(encoding="utf-8").splitlines()]
    hosts = sorted({p.host for p in pages})
    random.Random(3).shuffle(hosts)
    held = set(hosts[::4]) if given.check else set()
    learnt = fit([t for seed in (1, 2) for t in texts([p for p in pages if p.host not in held], seed)])
    if not given.check:
        np.savez_compressed(WEIGHTS, **learnt)
        return
    made = list(texts([p for p in pages if p.host in held], 11))
    from fabula.ingest.reading import line_model

    plain.chances = lambda lines: [0.0] * len(lines)
    print("rules alone:", measured(made))
    plain.chances = line_model.chances
    line_model._weights = lambda: [(learnt[f"w{i}"], learnt[f"b{i}"]) for i in range(3)]
    print("with the classifier:", measured(made))


if __name__ == "__main__":
    main()
