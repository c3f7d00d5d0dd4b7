"""The workbench over a large dossier: first byte and weight of every page, memory of the server, twenty readers at once.

    python -m benchmarks.workbench --make 1500 --dossier large.fabula   # seeded variations of the examples, resolved and compared
    python -m benchmarks.workbench --dossier large.fabula

The articles are those of ``examples`` with content words, most names and days changed, layers and text alike (see
``benchmarks.growth``); claims are compared by the rules, not by the learned judge. Seconds are wall time on this machine.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx

from benchmarks import growth
from fabula.model.records import Annotation

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("/", "/timeline", "/timeline?from=2024-01&to=2024-12", "/figures", "/entities", "/statements", "/statements?q=water",
         "/forecasts", "/differences", "/differences?as=matrix", "/system", "/sources", "/search?q=dam", "/add", "/decisions", "/review")  # fmt: skip
ONE = {"/timeline": "/events/", "/figures": "/figures/", "/entities": "/entities/", "/": "/articles/", "/sources": "/sources/",
       "/forecasts": "/forecasts/", "/differences": "/differences/", "/system": "/system/variables/"}  # fmt: skip


def make(count: int, path: Path) -> None:
    """Make a dossier of so many variations of the examples' articles."""
    import fabula
    import fabula.engine.resolve as resolving
    from benchmarks.growth_compare import Counting
    from fabula.link.article_set import ArticleSet
    from fabula.store.memo import Memo
    from fabula.store.opening import to_write

    found = [fabula.annotate(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "examples").glob("*/*.txt"))]
    told: list[list[Annotation]] = [found[i : i + 6] for i in range(0, len(found), 6)]
    growth.bases = lambda: told  # type: ignore[assignment]
    store = to_write(str(path), make=True)
    batch: list[Annotation] = []
    for a in growth.articles(count):
        batch.append(a)
        if len(batch) == 64:
            store.add(batch)
            batch = []
    store.add(batch)
    memo = Memo(store.kept, store.keeps)
    got = resolving.resolve(
        ArticleSet(store.digests(), store.annotation, memo),
        (),
        store.parts(),
        "workbench",
        lambda: store.memorise(memo),
        Counting(),
    )
    import msgspec

    store.replace_resolved(
        got.parts, got.judgements, {"main_events": msgspec.json.encode(got.main_events).decode()}, memo
    )
    store.close()


def measure(path: Path) -> None:
    """Serve it and print a Markdown table."""
    begun = time.monotonic()
    serving = subprocess.Popen(
        [sys.executable, "-m", "fabula", "serve", str(path), "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    try:
        assert serving.stderr
        site = serving.stderr.readline().rsplit(": ", 1)[1].strip().rstrip("/")
        print(f"listens after {time.monotonic() - begun:.1f} s, {memory(serving.pid):.0f} MiB", flush=True)
        with httpx.Client(base_url=site, timeout=900) as c:
            pages = list(PAGES)
            for at, begins in ONE.items():
                hit = re.search(rf'href="({begins}[^"#]+)', c.get(at).text)
                pages += [hit[1].replace("&amp;", "&")] if hit else []
            print(
                f"every list is ready after {time.monotonic() - begun:.1f} s, {memory(serving.pid):.0f} MiB", flush=True
            )
            print("| page | first byte, ms | KB | KB sent |\n| --- | --- | --- | --- |")
            for at in pages:
                took, size, sent = [], 0, 0
                for _ in range(5):
                    start = time.perf_counter()
                    with c.stream("GET", at) as r:
                        took.append(time.perf_counter() - start)
                        size = len(r.read())
                        sent = r.num_bytes_downloaded
                print(
                    f"| {at[:60]} | {statistics.median(took) * 1000:.0f} | {size / 1000:.0f} | {sent / 1000:.0f} |",
                    flush=True,
                )
        print(f"twenty readers: {readers(site, pages):.2f} s a page at the most; {memory(serving.pid):.0f} MiB")
    finally:
        serving.terminate()
        serving.wait()


def readers(site: str, pages: list[str]) -> float:
    """The slowest page of twenty readers at once."""
    slowest = [0.0]

    def read(n: int) -> None:
        with httpx.Client(base_url=site, timeout=900) as c:
            for at in pages[n % 5 :: 5]:
                start = time.perf_counter()
                assert c.get(at).status_code == 200, at
                slowest[0] = max(slowest[0], time.perf_counter() - start)

    all_ = [threading.Thread(target=read, args=(n,)) for n in range(20)]
    for t in all_:
        t.start()
    for t in all_:
        t.join()
    return slowest[0]


def memory(pid: int) -> float:
    """MiB that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    """Make a dossier, or measure one."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--make", type=int, default=0)
    p.add_argument("--dossier", type=Path, required=True)
    a = p.parse_args()
    if a.make:
        make(a.make, a.dossier)
    else:
        measure(a.dossier)


if __name__ == "__main__":
    main()
