"""The clashes that Fabula reports over real news, in their context, for a person to read: right, arguable or wrong.

    python -m benchmarks.clashes disputed-looked             print the clashes of a set
    python -m benchmarks.clashes disputed-untouched --stances  also which opposite tellings were set against each other

Sets, each in two halves that share no topic, `looked` (read while rules were written) and `untouched` (read once, to measure):

    disputed   bodies of Fake News Challenge rumours that some bodies deny: real contradictions are there
    quiet      bodies of rumours that no headline clashes with: hardly any contradiction is there
    ecb        ECB+'s training and development topics, each of two events made to look alike

Topics of the rumours are the bodies that headlines join (`groups_rumours.topics`), dealt out by seed, EACH bodies of a topic
at the most. Annotations are kept in a cache outside of the repository, as are the judge's verdicts, so that only comparing
is made anew; the texts are third parties'.
"""

import argparse
import json
import os
import random
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from benchmarks.groups_rumours import CLAIMS, topics
from fabula.compare.verdicts import Key, Odds, Verdicts, version
from fabula.engine.resolve import resolve
from fabula.link.article_set import ArticleSet
from fabula.model.records import Annotation, Comparison

SHARED = CLAIMS.parents[1]
CACHE = Path(os.environ.get("FABULA_CACHE", "/tmp/fabula-clashes"))
SETS = tuple(
    f"{name}-{half}"
    for name in ("disputed", "quiet", "ecb")
    for half in ("looked", "looked2", "untouched", "untouched2", "fresh", "last")
)
SEED, SIZE, EACH, MORE = 23, 120, 8, 12
AROUND = 220
"""Characters of context printed on each side of a claim."""
Article = tuple[str, str, str]
"""Its id, its topic, its text."""


def rows(path: Path) -> list[dict[str, str]]:
    """The objects of a JSONL file."""
    return [json.loads(x) for x in path.read_text("utf-8").splitlines()]


def stances() -> dict[str, dict[str, str]]:
    """By body, what it is to each headline that it is paired with: agrees, clashes or neither."""
    out: dict[str, dict[str, str]] = defaultdict(dict)
    for r in rows(CLAIMS / "headlines-train.jsonl"):
        out[r["right"]][r["left"]] = r["relation"]
    return out


def articles(name: str) -> list[Article]:
    """The articles of a set."""
    kind, half = name.split("-")
    if kind == "ecb":
        told = rows(SHARED / "data/ecb/train.jsonl") + rows(SHARED / "data/ecb/dev.jsonl")
        found: list[list[Article]] = list(_by_topic((r["id"], r["topic"], r["text"]) for r in told))
    else:
        texts = {r["id"]: r["text"] for r in rows(CLAIMS / "bodies.jsonl")}
        said = stances()
        joined = topics([(h, b) for b, heads in said.items() for h in heads])
        found = []
        for t in joined:
            by = {x for b in t for x in said[b].values()}
            if len(t) > 2 and ("clashes" in by) == (kind == "disputed") and (kind == "quiet" or "agrees" in by):
                found.append([(b, f"topic {t[0]}", texts[b]) for b in t])
    if half not in ("fresh", "last"):
        return _pages(found, kind, half.rstrip("2"))[half.endswith("2")][:SIZE]
    halves = [_pages(found, kind, x) for x in ("looked", "untouched")]
    if half == "fresh" and kind != "disputed":
        return [x for pages in halves for page in pages[2:] for x in page][:SIZE]
    taken = {x for page in halves[1] for x in page}
    more = [[x for x in some if x not in taken] for some in found if taken & {*some}]
    first = MORE if kind == "disputed" and half == "last" else 0
    return [x for some in more for x in some[first : first + MORE]][:SIZE]


def _pages(found: list[list[Article]], kind: str, half: str) -> list[list[Article]]:
    """The topics of a half, so many articles of each, by pages of at least SIZE."""
    chance = random.Random(SEED)
    shuffled = chance.sample(sorted(found), len(found))
    pages: list[list[Article]] = [[]]
    for some in shuffled[half == "untouched" :: 2]:
        if len(pages[-1]) >= SIZE:
            pages.append([])
        pages[-1] += sorted(chance.sample(some, min(EACH if kind != "ecb" else 2 * EACH, len(some))))
    return pages


def _by_topic(found: Iterable[Article]) -> Iterator[list[Article]]:
    by: dict[str, list[Article]] = defaultdict(list)
    for x in found:
        by[x[1]].append(x)
    yield from by.values()


def annotated(name: str) -> list[Annotation]:
    """The annotations of a set, from the cache where they are there."""
    path = CACHE / f"{name}.msgpack"
    if path.exists():
        return msgspec.msgpack.decode(path.read_bytes(), type=list[Annotation])
    import fabula

    done = []
    for i, _, text in articles(name):
        x = fabula.annotate(text, plain=True)
        done.append(msgspec.structs.replace(x, article=msgspec.structs.replace(x.article, id=i, path=i)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.msgpack.encode(done))
    return done


class Cached:
    """The learned judge's verdicts, kept in the cache."""

    def __init__(self, name: str) -> None:
        self.path = CACHE / f"{name}-{version()}.verdicts"
        found = (
            msgspec.msgpack.decode(self.path.read_bytes(), type=list[tuple[Key, Odds]]) if self.path.exists() else []
        )
        self.known = dict(found)

    def verdict(self, judge: str, key: Key) -> Odds | None:
        """One verdict, or None."""
        return self.known.get(key)

    def keep_verdicts(self, judge: str, found: Iterable[tuple[Key, Odds]]) -> None:
        """Keep verdicts."""
        self.known.update(found)
        self.path.write_bytes(msgspec.msgpack.encode(list(self.known.items())))

    def drop_verdicts(self, judge: str) -> None:
        """Keep them all: there is a file for each version."""


def compared(told: list[Annotation], kept: Cached) -> list[Comparison]:
    """All comparisons of a set."""
    found = resolve(ArticleSet.of(told), verdicts=Verdicts(kept))
    parts = found.parts["comparison"].values()
    return [msgspec.json.decode(body, type=Comparison) for part in parts for _, _, body in part or ()]


def shown(text: str, start: int, end: int) -> str:
    """A claim in its context, marked."""
    marked = f"{text[max(0, start - AROUND) : start]}[[{text[start:end]}]]{text[end : end + AROUND]}"
    return textwrap.fill(" ".join(marked.split()), 118, initial_indent="    ", subsequent_indent="    ")


def opposite(topic: dict[str, str]) -> dict[frozenset[str], str]:
    """The pairs of bodies of one topic of which one agrees with a headline that the other clashes with."""
    by: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for body, heads in stances().items():
        if body in topic:
            for h, relation in heads.items():
                by[h][relation].append(body)
    return {frozenset((a, b)): h for h, some in by.items() for a in some["agrees"] for b in some["clashes"]}


def main() -> None:
    """Print the clashes of a set."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("name", choices=SETS)
    p.add_argument("--kind", default="disagree", help="another kind of comparison")
    p.add_argument("--first", type=int, help="print the first of each set only")
    p.add_argument("--brief", action="store_true", help="without context")
    p.add_argument(
        "--stances", action="store_true", help="which opposite tellings of rumours were set against each other"
    )
    a = p.parse_args()
    told = annotated(a.name)
    texts = {x.article.id: x.article.text for x in told}
    topic = {i: t for i, t, _ in articles(a.name)}
    found = compared(told, Cached(a.name))
    print(f"{a.name}: {len(told)} articles, {dict(Counter(c.kind for c in found))}")
    clashes = [c for c in found if c.kind == a.kind]
    for n, c in enumerate(clashes[: a.first]):
        same = "" if len({topic[i] for i in c.articles}) == 1 else " OF DIFFERENT TOPICS"
        print(f"\n{n} {c.score} {'; '.join(c.why)}{same}")
        for i, s, e in c.anchors:
            print(f"  {i} ({topic[i]})")
            print(f"    {texts[i][s:e]}" if a.brief else shown(texts[i], s, e))
    if a.stances:
        against = opposite(topic)
        met = {
            frozenset((x, y)) for c in found if c.kind == "disagree" for x in c.articles for y in c.articles if x < y
        }
        disputed = {topic[min(pair)] for pair in against}
        shown_ = {topic[min(pair)] for pair in against if pair in met}
        print(
            f"\nopposite pairs: {len(against)} of {len(disputed)} topics; set against each other: {len(met & against.keys())} of {len(shown_)} topics"
        )
        for t in sorted(disputed - shown_):
            print("  nothing shown:", t)


if __name__ == "__main__":
    main()
