"""The judge's training pairs: entailment, the claims corpora, and pairs made from sentences of news.

From ../shared/data beside the repository: nli/train.jsonl.gz (nine sets of pairs that people judged), claims/train.jsonl
(Climate-FEVER, HealthVer), claims/headlines-train.jsonl (Fake News Challenge 1) and, for the made pairs, the sentences of
PolNeAR's training part. The corpora say little of
what sets two reports of one event against each other: other figures, a "not", an opposite word, another name. So
sentences of news are rewritten that way (as the rule-made pairs of McCoy et al., HANS, ACL 2019, whose warning also
holds: each rewriting has a counterpart of another class, so that no single word gives a class away).
"""

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from fabula.compare.excerpt import excerpt
from fabula.compare.model import CLASSES
from fabula.compare.wording import stems, words

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
MADE = 3000
"""Pairs made of news sentences."""
OPPOSITE = {
    a: b
    for pair in (
        "rose fell", "rise fall", "increased decreased", "increase decrease", "raised lowered", "raise lower",
        "won lost", "accepted rejected", "approved rejected", "supports opposes", "support oppose", "supported opposed",
        "more fewer", "higher lower", "before after", "began ended", "opened closed", "strong weak", "early late",
        "confirmed denied", "agreed refused", "true false", "safe dangerous", "guilty innocent", "succeeded failed",
        "better worse", "majority minority", "legal illegal",
    )
    for a, b in (tuple(pair.split()), tuple(pair.split())[::-1])
}  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_AUX = re.compile(r"\b(is|was|were|are|will|would|has|had|can|could|should)\b(?! not\b)(?!n't)")
_NUMBER = re.compile(r"(?<![\w.,$-])\d{1,3}(?:,\d{3})+(?![\w,.]\d)|(?<![\w.,-])\d{1,4}(?![\w-]|[,.]\d)")
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]+ )?[A-Z][a-z]{2,}(?= [a-z])")

Row = tuple[str, str, int, str]
"""Left, the right's excerpt, the class's number, the kind: claims, headlines, made, unlabelled, or the set of a pair of
entailment (mnli, snli, sick, mpe, cad, breaking, med, fm2, wice)."""
NO_LABEL = -1
APART = 1200
"""Pairs of each kind of unrelated ones."""
UNLABELLED = 4000
"""Pairs without a label of each of two kinds (see ``unlabelled``)."""
ASKED = ("Q2", "Q3")
"""The questions of nanco that are learned from; figures are of the others."""
FEW = 40
"""Texts that a word may be in and still propose pairs."""


def held_back(text: str) -> int:
    """Twentieths by a claim's or a headline's hash: 0 and 1 are held back for figures, 2 for calibrating."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 20


def read() -> Iterator[tuple[dict[str, str], str]]:
    """All rows of the corpora with their kind; ``right`` is the whole passage or body."""
    bodies = {r["id"]: r["text"] for r in map(json.loads, (DATA / "claims/bodies.jsonl").open(encoding="utf-8"))}
    for name, kind in (("train.jsonl", "claims"), ("headlines-train.jsonl", "headlines")):
        for r in map(json.loads, (DATA / "claims" / name).open(encoding="utf-8")):
            yield (r | {"right": bodies[r["right"]]} if kind == "headlines" else r), kind


@cache
def rows() -> tuple[list[Row], list[Row], list[Row]]:
    """(training, calibration, held back)."""
    out: tuple[list[Row], list[Row], list[Row]] = ([], [], [])
    for r, kind in read():
        part = {0: 2, 1: 2, 2: 1}.get(held_back(r["left"]), 0)
        out[part].append((r["left"], excerpt(r["left"], r["right"]), CLASSES.index(r["relation"]), kind))
    return out


def entailment() -> tuple[list[Row], list[Row]]:
    """(training, calibration): nli/train; the part for calibrating are the premises whose SHA-256 modulo 40 is 0."""
    out: tuple[list[Row], list[Row]] = ([], [])
    with gzip.open(DATA / "nli/train.jsonl.gz", "rt", encoding="utf-8") as f:
        for r in map(json.loads, f):
            kept = int(hashlib.sha256(r["right"].encode()).hexdigest(), 16) % 40 == 0
            out[kept].append((r["left"], r["right"], CLASSES.index(r["relation"]), r["set"]))
    return out


def answers(questions: Sequence[str] = ASKED) -> list[Row]:
    """Pairs of outlets' answers to some of nanco's questions: agrees where people took them for one answer."""
    return [
        (r["left"], r["right"], CLASSES.index(r["relation"]), "nanco")
        for r in map(json.loads, (DATA / "nanco/dev.jsonl").open(encoding="utf-8"))
        if r["set"] in questions
    ]


def sentences(least: int = 8, most: int = 32) -> list[list[str]]:
    """The sentences of PolNeAR's training articles of ``least`` to ``most`` words, an article at a time."""
    out = []
    for r in map(json.loads, (DATA / "polnear/train.jsonl").open(encoding="utf-8")):
        parts = [" ".join(s.split()) for s in _SENTENCE.split(r["text"])]
        out.append([s for s in parts if least <= len(s.split()) <= most and s.endswith(".") and s[0].isupper()])
    return [x for x in out if len(x) >= 2]


def made(rng: np.random.Generator) -> list[Row]:
    """MADE pairs of rewritten sentences."""
    articles = sentences()
    names = sorted({m.group() for x in articles for s in x for m in _NAME.finditer(s)})
    out: list[Row] = []
    while len(out) < MADE:
        article = articles[rng.integers(len(articles))]
        s = article[rng.integers(len(article))]
        for right, relation in _rewritten(s, article, names, rng):
            left = s
            if relation != "neither" and rng.random() < 0.4:
                left, right = _looser(left, rng), _looser(right, rng)
            pair = (right, left) if rng.random() < 0.5 else (left, right)
            out.append((*pair, CLASSES.index(relation), "made"))
    return out[:MADE]


def unrelated(rng: np.random.Generator) -> list[Row]:
    """APART pairs of each of three kinds that have nothing to say to each other: two sentences of one news article, two
    short ones, and a left and a right of mnli that share a rare word. Some sets of entailment take all pairs to be of one
    scene, in which what differs clashes; of two sentences about one fire most are about different things.
    """
    out: list[Row] = []
    for articles in (sentences(), sentences(4, 13)):
        several = [x for x in articles if len(x) >= 4]
        for n in rng.integers(len(several), size=APART):
            a, b = rng.choice(len(several[n]), 2, replace=False)
            out.append((several[n][a], several[n][b], CLASSES.index("neither"), "unrelated"))
    pairs = [r for r in entailment()[0] if r[3] == "mnli"]
    some = [pairs[k] for k in rng.permutation(len(pairs))[:3000]]
    found = _matched([(r[0], r[1]) for r in some], [(r[1], r[1]) for r in some], rng, least=1)
    return out + [(a, b, CLASSES.index("neither"), "unrelated") for a, b in found][:APART]


def unlabelled(rng: np.random.Generator, news: bool = True) -> list[Row]:
    """Pairs for a teacher to answer: claims of the training part with the passages of other such claims, and, with
    ``news``, sentences of different news articles (PolNeAR's training part), each with one of those that share its
    rarest words.
    """
    claims = [r for r in rows()[0] if r[3] == "claims"]
    lefts = sorted({r[0] for r in claims})
    out = _matched([(x, x) for x in lefts], [(r[1], r[0]) for r in claims], rng)
    if news:
        said = [(s, n) for n, x in enumerate(sentences()) for s in x]
        out += _matched(said, said, rng)
    return [(a, b, NO_LABEL, "unlabelled") for a, b in out]


def _matched(
    lefts: Sequence[tuple[str, object]],
    rights: Sequence[tuple[str, object]],
    rng: np.random.Generator,
    least: int = 2,
) -> list[tuple[str, str]]:
    """UNLABELLED pairs of texts whose sources (second) differ, which share ``least`` words that few of the rights have."""
    having: dict[str, list[int]] = {}
    for k, (text, _) in enumerate(rights):
        for w in set(stems(words(text))):
            having.setdefault(w, []).append(k)
    out: dict[tuple[str, str], None] = {}
    for k in rng.permutation(np.tile(np.arange(len(lefts)), 1 + 6 * UNLABELLED // len(lefts))):
        text, source = lefts[k]
        shared = Counter(
            j
            for w in set(stems(words(text)))
            if len(having.get(w, ())) <= FEW
            for j in having.get(w, ())
            if rights[j][1] != source
        )
        best = sorted((j for j, n in shared.items() if n >= least), key=lambda j: (-shared[j], j))[:8]
        if best:
            out[text, rights[best[int(rng.integers(len(best)))]][0]] = None
        if len(out) >= UNLABELLED:
            break
    return list(out)


def _rewritten(s: str, article: list[str], names: list[str], rng: np.random.Generator) -> Iterator[tuple[str, str]]:
    """Rewritings of a sentence with what they are to it; one of each kind that it allows, by chance."""
    if (m := _NUMBER.search(s)) and not 1900 <= int(m.group().replace(",", "")) < 2100:
        value = int(m.group().replace(",", ""))
        other = max(1, int(value * float(rng.choice([0.2, 0.35, 0.5, 0.7, 1.4, 1.8, 2.5, 4]))))
        if other != value:
            yield s[: m.start()] + (f"{other:,}" if "," in m.group() else str(other)) + s[m.end() :], "clashes"
        if rng.random() < 0.5:
            yield s[: m.start()] + str(rng.choice(["about ", "some ", "nearly "])) + s[m.start() :], "agrees"
    if (m := _AUX.search(s)) and rng.random() < 0.5:
        negated = s[: m.end()] + " not" + s[m.end() :]
        yield negated, "clashes"
        if rng.random() < 0.5:
            yield _looser(s, rng), "agrees"
    turned = [w for w in re.findall(r"\b[a-z]+\b(?!['’])", s) if w in OPPOSITE]
    if turned and rng.random() < 0.7:
        w = str(rng.choice(turned))
        yield re.sub(rf"\b{w}\b", OPPOSITE[w], s, count=1), "clashes"
    if (m := _NAME.search(s)) and rng.random() < 0.3:
        yield s[: m.start()] + str(rng.choice(names)) + s[m.end() :], "neither"
    if rng.random() < 0.4:
        own = set(s.split())
        near = max(
            (x for x in article if x != s), key=lambda x: (len(own & set(x.split())) / len(x.split()), x), default=s
        )
        if near != s:
            yield near, "neither"
    if rng.random() < 0.25:
        yield _looser(s, rng), "agrees"


def _looser(s: str, rng: np.random.Generator) -> str:
    """A sentence without one of its asides, or with a word of its own left out."""
    parts = s.split(", ")
    if len(parts) > 2 and rng.random() < 0.6:
        del parts[int(rng.integers(1, len(parts)))]
        return ", ".join(parts).rstrip(".") + "."
    words = s.split()
    small = [k for k, w in enumerate(words) if w in ("the", "a", "an", "also", "just", "that", "very", "then", "still")]
    if small:
        del words[int(rng.choice(small))]
    return " ".join(words)
