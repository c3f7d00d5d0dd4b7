"""Comparing at growing sizes: time, pairs judged an article, and what the last hundred articles cost.

    python -m benchmarks.growth_compare DOSSIER --sizes 1000 2000 5000 10000

Articles are not annotated again: those of DOSSIER are told anew in as many worlds as it takes. In each world every word
but the commonest is spelt otherwise (letters and digits exchanged one for one, so that each span stays true), as are
the entities: within a world articles meet as they do in DOSSIER, across worlds they share only common words. The
learned judge is left out of these times and timed alone, on a sample: its cost is its time a pair times the new pairs.
"""

import argparse
import hashlib
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator

import msgspec

from fabula.compare.comparisons import compared
from fabula.compare.memory import Memory
from fabula.compare.verdicts import Key, Odds, Verdicts, key
from fabula.dossier import Dossier
from fabula.model.records import Annotation, Entity, Lineage
from fabula.store.memo import Memo

WORD = re.compile(r"[^\W\d_]{4,}|\d")
MORE = 100
"""Articles that come last: what they cost beside what is kept of the others is measured."""
COMMONEST = 600
"""Words that keep their spelling: they are in every story."""


class Counting(Verdicts):
    """Counts the pairs that the learned judge would have to judge; the rules judge alone."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[Key] = set()

    def probabilities(self, left: str, right: str) -> Odds | None:
        """None: no learned judge."""
        self.asked += 1
        k = key(left, right)
        self.new += k not in self.seen
        self.seen.add(k)
        return None


def respelt(text: str, world: int, common: frozenset[str]) -> str:
    """A text with each word but the common ones spelt by the world's own alphabet: as long as it was."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    mixed = list(letters)
    random.Random(world).shuffle(mixed)
    table = str.maketrans(letters + letters.upper(), "".join(mixed) + "".join(mixed).upper())

    def one(m: re.Match[str]) -> str:
        w = m.group()
        if w.isdigit():
            return str(1 + (int(w) + world) % 9) if w != "0" else w
        return w if w.casefold() in common else w.translate(table)

    return WORD.sub(one, text) if world else text


def grown(
    told: list[Annotation], entities: list[Entity], main: dict[str, str], size: int, common: frozenset[str]
) -> tuple[list[Annotation], list[Entity], dict[str, str]]:
    """``size`` articles with their entities and main events."""
    out: list[Annotation] = []
    who: list[Entity] = []
    about: dict[str, str] = {}
    for world in range(-(-size // len(told))):
        some = told[: size - len(out)]
        ids = {x.article.id: f"w{world:03}-{x.article.id}" for x in some}
        for x in some:
            text = respelt(x.article.text, world, common)
            article = msgspec.structs.replace(
                x.article, id=ids[x.article.id], text=text, sha256=hashlib.sha256(text.encode()).hexdigest()
            )
            out.append(msgspec.structs.replace(x, article=article, times=(), events=(), forecasts=()))
            about[article.id] = f"w{world:03}-{main.get(x.article.id, x.article.id)}"
        for e in entities:
            members = tuple((ids[a], c) for a, c in e.members if a in ids)
            if members:
                aliases = tuple(respelt(a, world, common) for a in e.aliases)
                who.append(
                    msgspec.structs.replace(e, id=f"w{world:03}-{e.id}", aliases=aliases, members=members, anchors=())
                )
    return out, who, about


def commonest(told: list[Annotation]) -> frozenset[str]:
    """The words in most articles."""
    count = Counter(w for x in told for w in {m.group().casefold() for m in WORD.finditer(x.article.text)})
    return frozenset(w for w, _ in sorted(count.items(), key=lambda p: (-p[1], p[0]))[:COMMONEST])


def measured(
    told: list[Annotation], entities: list[Entity], main: dict[str, str], sizes: list[int], once: bool = False
) -> Iterator[str]:
    """A line a size. ``once``: without what the last articles bring, which takes as long again."""
    common = commonest(told)
    lineage: list[Lineage] = []
    for size in sizes:
        more, who, about = grown(told, entities, main, size + (0 if once else MORE), common)
        keys = {x.article.id: f"{x.article.id} {x.article.sha256}".encode() for x in more}
        verdicts, memory = Counting(), Memory(Memo(), keys.__getitem__)
        busy = time.process_time()
        found = compared(more[:size], who, [], lineage, about, verdicts=verdicts, memory=memory)
        busy = time.process_time() - busy
        again = ""
        if not once:
            verdicts.new = 0
            started = time.process_time()
            ruled = compared(more, who, [], lineage, about, verdicts=verdicts, memory=memory).counts["ruled"]
            again = f"{time.process_time() - started:.1f} | {ruled} | {verdicts.new}"
        memory_used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        c = found.counts
        yield (
            f"| {size:,} | {c['claims']:,} | {c['pairs']:,} | {2 * c['pairs'] / size:.1f} | {c['most']} | {busy:.1f} | "
            f"{1000 * busy / size:.1f} | {again or ' | | '} | {memory_used:,.0f} |"
        )


def a_pair(d: Dossier, most: int = 100) -> float:
    """CPU milliseconds that the learned judge takes for a pair of claims of the dossier."""
    texts = {a.id: a.text for a in d}
    some = [tuple(texts[i][s:e] for i, s, e in (p.left, p.right)) for p in d.pairs()][:most]
    judge = Verdicts()
    judge.probabilities("one", "two")
    started = time.process_time()
    for left, right in some:
        judge.probabilities(left, right)
    return 1000 * (time.process_time() - started) / max(1, len(some))


def main() -> None:
    """Measure and print a Markdown table."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("dossiers", nargs="+")
    p.add_argument("--sizes", type=int, nargs="+", default=[500, 1000, 2000])
    p.add_argument("--once", action="store_true", help="compare each size once, without what the last articles bring")
    a = p.parse_args()
    told: list[Annotation] = []
    entities: list[Entity] = []
    about: dict[str, str] = {}
    for n, path in enumerate(a.dossiers):
        with Dossier(path) as d:
            if not n:
                print(f"the learned judge: {a_pair(d):.1f} ms a pair (CPU)")
            told += d.annotations()
            entities += [msgspec.structs.replace(e, id=f"{n}-{e.id}") for e in d.entities()]
            about |= d.main_events()
    print(
        "| articles | claims | pairs | an article | most | CPU s | ms an article | with 100 more, CPU s | new to the rules | "
        "new to the judge | MiB |"
    )
    print("| --- " * 11 + "|")
    for line in measured(told, entities, about, a.sizes, a.once):
        print(line, flush=True)


if __name__ == "__main__":
    main()
