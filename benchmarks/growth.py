"""How resolving grows: articles by the thousand, and what a hundred more cost.

    python -m benchmarks.growth annotate          # once: annotate some 480 articles, kept in a cache outside the repository
    python -m benchmarks.growth --sizes 1000,10000,50000

The articles are seeded variations of annotated ones (ECB+'s training topics and PolNeAR's training part), layers and
text changed alike: content words replaced by others of their length, most names by invented ones, days shifted. So
each variation of a topic is a story of its own with a few tellings, and every span stays true. Triggers of events keep
their words, a third of the names theirs: large entities stay large.

Each size is built in a process of its own on one core, resolved, and then given a hundred articles more. What annotating a
hundred costs is measured before the first size and after each, on the same core; the mean of all counts for all sizes. CPU
seconds; peak memory is the process's.

``--store ADDRESS`` builds on a PostgreSQL server of this machine instead of in a file; what its processes take is counted apart.
``--prove`` prints a hash of all rows of each size, which must be the same in both stores.
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from fabula.model.records import Annotation

SHARED = Path(__file__).resolve().parents[2] / "shared"
CACHE = Path(os.environ.get("FABULA_CACHE", "/work/wt/cache")) / "growth.msgpack"
KEPT = 0.33
"""Share of names that every story keeps."""
ADDED = 100
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)")
Bases = list[tuple[str, Annotation]]


def _rows() -> list[tuple[str, dict[str, Any]]]:
    """The articles that the variations are made of, with their topics."""
    out: list[tuple[str, dict[str, Any]]] = []
    for name, step, most in (("ecb", 1, 330), ("polnear", 5, 150)):
        with (SHARED / f"data/{name}/train.jsonl").open(encoding="utf-8") as f:
            rows = [json.loads(line) for line in f][::step][:most]
        out += [(f"{name}/{r.get('group', r['id'])}", r) for r in rows]
    return out


def annotate() -> None:
    """Annotate the articles that the variations are made of; prints seconds for all."""
    import fabula

    done = [(story, fabula.annotate(r["text"], plain=True)) for story, r in _rows()]
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    CACHE.write_bytes(msgspec.msgpack.encode(done))


def annotating() -> float:
    """CPU seconds to annotate a hundred articles, from every eighth of those that the variations are made of."""
    import fabula

    fabula.annotate("The minister spoke on Monday.", plain=True)  # loads the models
    some = _rows()[::8]
    started = time.process_time()
    for _, r in some:
        fabula.annotate(r["text"], plain=True)
    return (time.process_time() - started) * ADDED / len(some)


def bases() -> list[list[Annotation]]:
    """The annotated articles by story."""
    by: dict[str, list[Annotation]] = defaultdict(list)
    for story, a in msgspec.msgpack.decode(CACHE.read_bytes(), type=Bases):
        if len(a.article.text) < 20_000:
            by[story].append(a)
    return [s[:6] for s in by.values()]


@cache
def vocabulary() -> tuple[dict[int, list[str]], frozenset[str]]:
    """Lower-case words by length, and the frequent ones, which stay."""
    counts: dict[str, int] = defaultdict(int)
    for story in bases():
        for a in story:
            for w in _WORD.findall(a.article.text):
                if w.islower():
                    counts[w] += 1
    ranked = sorted(counts, key=lambda w: (-counts[w], w))
    by: dict[int, list[str]] = defaultdict(list)
    for w in ranked[150:]:
        by[len(w)].append(w)
    return dict(by), frozenset(ranked[:150])


class Story:
    """One seeded variation, the same for all articles of a story."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words: dict[str, str] = {}
        self.days = self.random.randrange(-3000, 3000)

    def word(self, match: re.Match[str]) -> str:
        w = match[0]
        if w not in self.words:
            self.words[w] = self._new(w)
        return self.words[w]

    def _new(self, w: str) -> str:
        by, frequent = vocabulary()
        if len(w) < 3 or w in frequent or not w.isascii():
            return w
        if w.islower():
            return self.random.choice(by.get(len(w), [w]))
        if w.isupper() or w.lower() in frequent or (int(sha256(w.encode()).hexdigest()[:4], 16) / 65536) < KEPT:
            return w
        out = [self.random.choice("aeiou" if c in "aeiouy" else "bcdfghjklmnprstvwz") for c in w.lower()]
        return "".join(out).capitalize()

    def day(self, match: re.Match[str]) -> str:
        from datetime import date, timedelta

        try:
            return (date(int(match[1]), int(match[2]), int(match[3])) + timedelta(self.days)).isoformat()
        except (ValueError, OverflowError):
            return match[0]

    def text(self, a: Annotation) -> str:
        """The article's text, changed; every character stays in its place."""
        text = a.article.text
        kept = sorted({(e.start, e.end) for e in a.events} | {p for r in a.attributions for p in r.cue})
        out, at = [], 0
        for start, end in [*kept, (len(text), len(text))]:
            if start > at:
                part = _WORD.sub(self.word, text[at:start])
                out.append(_YEAR.sub(lambda m: str(int(m[0]) + round(self.days / 365)), part))
                at = start
            out.append(text[at:end])
            at = max(at, end)
        return "".join(out)

    def vary(self, a: Annotation, number: int) -> Annotation:
        """The article and its layers in this story."""
        text = self.text(a)
        assert len(text) == len(a.article.text)
        digest = sha256(f"{number}\n{text}".encode()).hexdigest()
        replace = msgspec.structs.replace
        shift = lambda v: _DAY.sub(self.day, v) if v else v  # noqa: E731
        published = a.article.published
        if published and published.date:
            published = replace(published, date=shift(published.date))
        article = replace(
            a.article, id=digest[:16], path=f"{number}.txt", sha256=sha256(text.encode()).hexdigest(), text=text,
            title=None, outlet=f"outlet {number % 97}", stated={}, published=published,
        )  # fmt: skip
        return replace(
            a,
            article=article,
            times=tuple(replace(t, value=shift(t.value)) for t in a.times),
            events=tuple(replace(e, time=shift(e.time)) for e in a.events),
            forecasts=tuple(replace(f, due=shift(f.due)) for f in a.forecasts),
        )


def articles(count: int, skip: int = 0) -> Iterator[Annotation]:
    """Articles ``skip`` to ``skip + count`` of the endless row, in order."""
    told = bases()
    number = seed = 0
    while number < skip + count:
        picked = told[random.Random(seed).randrange(len(told))]
        story = Story(seed)
        for a in picked:
            if skip <= number < skip + count:
                yield story.vary(a, number)
            number += 1
        seed += 1


def server_seconds() -> float:
    """CPU seconds that all processes of PostgreSQL on this machine have taken, those included that have ended."""
    ticks = 0
    for at in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = at.read_text().partition(") ")
        except OSError:
            continue
        if name.endswith("(postgres"):
            user, system, ended, ended_system = map(int, rest.split()[11:15])
            ticks += user + system + ended + ended_system
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(count: int, compare: bool, server: str = "", prove: bool = False) -> dict[str, Any]:
    """CPU seconds to store and resolve ``count`` articles, then to store and resolve ADDED more; peak memory in MiB."""
    import fabula.engine.resolve as resolving
    from benchmarks.growth_compare import Counting
    from fabula.compare.comparisons import Compared
    from fabula.link.article_set import ArticleSet
    from fabula.store.copying import mark
    from fabula.store.memo import Memo
    from fabula.store.opening import drop, exists, to_write
    from fabula.store.sql.database import TABLES

    out: dict[str, Any] = {}
    comparing, verdicts = resolving.compared, Counting()

    def timed(told: Sequence[Annotation], *rest: Any) -> Compared:
        begun = time.process_time()
        found = comparing(told, *rest) if compare else Compared([], [], {})
        for what, n in (("comparing", time.process_time() - begun), ("compared", len(told)), *found.counts.items()):
            out[f"{name}: {what}"] = out.get(f"{name}: {what}", 0) + n
        return found

    resolving.compared = timed  # type: ignore[assignment]
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        path = server or str(Path(folder) / "growth.fabula")
        if server and exists(server):
            drop(server)
        for name, first, last in (("all", 0, count), ("more", count, count + ADDED)):
            started, making, wall, serving = time.process_time(), 0.0, time.monotonic(), server_seconds()
            store = to_write(path, make=True)
            batch: list[Annotation] = []
            for n, a in enumerate(articles(last - first, first), first + 1):
                batch.append(a)
                if len(batch) == 64 or n == last:
                    begun = time.process_time()
                    store.add(batch)
                    making += time.process_time() - begun
                    batch = []
            out[f"{name}: adding"] = making
            begun = time.process_time()
            memo = Memo(store.kept, store.keeps)
            told = ArticleSet(store.digests(), store.annotation, memo)
            found = resolving.resolve(
                told, (), store.parts(), "growth", lambda store=store, memo=memo: store.memorise(memo), verdicts
            )
            main = msgspec.json.encode(found.main_events).decode()
            store.replace_resolved(found.parts, found.judgements, {"main_events": main}, memo)
            out[f"{name}: resolving"] = time.process_time() - begun
            out[f"{name}: groups"] = len(set(found.main_events.values()))
            store.close()
            out[f"{name}: wall"] = time.monotonic() - wall
            out[f"{name}: server"] = server_seconds() - serving if server else 0.0
            print(f"{name} {last} after {time.process_time() - started:.0f} s", file=sys.stderr, flush=True)
            out[f"{name}: peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        store = to_write(path)
        out["MiB"] = sum(store.db.size().values()) / 2**20 if server else Path(path).stat().st_size / 2**20
        if prove:
            # Which names were held against each other on the way ("clash") hangs on the way; what came of it does not.
            kept = store.run("SELECT kind, key, body FROM memo WHERE kind != 'clash' ORDER BY kind, key")
            marks = [mark(store.db, t) for t in TABLES if t != "memo"] + [sha256(repr(kept).encode()).hexdigest()]
            out["mark"] = sha256("".join(marks).encode()).hexdigest()[:16]
        store.close()
        if server:
            drop(server)
    return out


def _run(*arguments: str) -> Any:
    """What this script prints in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.growth", *arguments]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def main() -> None:
    """Print a Markdown table."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", nargs="?", choices=["annotate", "annotating", "measure"], default="measure")
    p.add_argument("--sizes", default="0,1000,10000,50000")
    p.add_argument(
        "--compare", action="store_true", help="compare claims too: most of the work of a build from nothing"
    )
    p.add_argument("--store", default="", metavar="ADDRESS", help="a PostgreSQL server instead of a file")
    p.add_argument("--prove", action="store_true", help="print a hash of all rows")
    p.add_argument("--one", type=int, help=argparse.SUPPRESS)
    a = p.parse_args()
    if a.what == "annotate":
        started = time.process_time()
        annotate()
        print(f"{time.process_time() - started:.0f} CPU seconds")
        return
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    if a.one is not None:
        print(json.dumps(measure(a.one, a.compare, a.store, a.prove)))
        return
    if a.what == "annotating":
        print(annotating())
        return
    print(
        "| articles | resolving, CPU s | an article, ms | annotating a hundred | a hundred more: resolving | storing "
        "| peak MiB | stored, MiB | server, CPU s: all, a hundred more | wall s: all, a hundred more |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    )
    notes: list[str] = []
    read = [_run("annotating")]
    more: dict[int, float] = {}
    for size in map(int, a.sizes.split(",")):
        got = _run(
            "--one",
            str(size),
            *(["--compare"] * a.compare),
            *(["--prove"] * a.prove),
            *(["--store", a.store] if a.store else []),
        )
        read.append(_run("annotating"))
        more[size] = got["more: resolving"] + got["more: adding"]
        each = f"{1000 * got['all: resolving'] / size:.1f}" if size else ""
        print(
            f"| {size:,} | {got['all: resolving']:.1f} | {each} | {read[-1]:.1f} | {got['more: resolving']:.1f} | {got['more: adding']:.1f} "
            f"| {got['more: peak MiB']:.0f} | {got['MiB']:.0f} | {got['all: server']:.1f}, {got['more: server']:.1f} "
            f"| {got['all: wall']:.0f}, {got['more: wall']:.0f} |",
            flush=True,
        )
        if a.prove:
            notes.append(f"all rows of {size:,}: {got['mark']}")
        if a.compare:
            for what in ("all", "more"):
                articles, pairs, new = (int(got.get(f"{what}: {x}", 0)) for x in ("compared", "pairs", "ruled"))
                notes.append(
                    f"comparing {what} {size:,}: {got.get(f'{what}: comparing', 0):.1f} CPU s without the learned judge, {articles:,} "
                    f"articles, {pairs:,} pairs, {new:,} of them new to the rules"
                )
    reading = sum(read) / len(read)
    least = reading + more[min(more)]
    times = ", ".join(f"{(reading + x) / least:.2f} at {size:,}" for size, x in more.items())
    notes.append(f"a hundred more, annotating included ({reading:.1f} CPU s), beside {min(more):,} articles: {times}")
    print("", *notes, sep="\n")


if __name__ == "__main__":
    main()
