"""Readers beside a build: whole states only, and nobody waits for the build."""

import re
import shutil
import threading
import time
from pathlib import Path

import httpx

import fabula
from tests.conftest import ROOT
from tests.serve.conftest import serving, until

READERS = 20


def test_twenty_readers_while_a_build_adds(tmp_path: Path) -> None:
    files = sorted((ROOT / "examples" / "flood").glob("*.txt"))
    path = tmp_path / "story.fabula"
    fabula.build([str(f) for f in files[:6]], path).close()
    with fabula.open(path) as d:
        before = d.generation
    seen: list[tuple[int, int]] = []
    wrong: list[object] = []
    over = threading.Event()
    with serving(path) as site:

        def reader(n: int) -> None:
            pages = ("/", "/timeline", "/entities", "/sources", "/differences", "/statements", "/system", "/figures")
            with httpx.Client(base_url=site, timeout=120) as c:
                k = n
                while not over.is_set():
                    found = c.get(pages[k % len(pages)])
                    k += 1
                    state = re.search(r"(\d+) tellings from \d+ sources?, state (\d+)", found.text)
                    if found.status_code != 200 or state is None:
                        wrong.append((found.status_code, found.text[:200]))
                        return
                    seen.append((int(state[2]), int(state[1])))
                    time.sleep(0.05)

        readers = [threading.Thread(target=reader, args=(n,)) for n in range(READERS)]
        for r in readers:
            r.start()
        fabula.build([str(f) for f in files[6:12]], path).close()
        until(lambda: any(g > before for g, _ in seen[-50:]) or bool(wrong), 120)
        over.set()
        for r in readers:
            r.join(120)
    assert not wrong, wrong[:3]
    assert {(g, n) for g, n in seen if g == before} == {(before, 6)}
    assert {n for g, n in seen if g > before} == {12}
    assert len(seen) > READERS


def test_a_dossier_that_is_gone_is_no_bug(flood: Path, tmp_path: Path) -> None:
    path = tmp_path / "gone.fabula"
    shutil.copy(flood, path)
    with serving(path) as site:
        assert httpx.get(site, timeout=60).status_code == 200
        path.unlink()
        assert httpx.get(site + "/timeline", timeout=60).status_code == 200
        found = httpx.post(site + "/decisions/undo", headers={"origin": site}, timeout=120)
        assert found.status_code in (303, 503)


def test_a_long_article_has_parts(tmp_path: Path) -> None:
    line = "The mayor of Halden, Ana Ruiz, said on Monday that {n} houses were flooded and that the bridge may open in May. "
    text = "\n\n".join(line.format(n=n) * 3 for n in range(10, 210))
    file = tmp_path / "long.txt"
    file.write_text(text, encoding="utf-8")
    path = tmp_path / "long.fabula"
    fabula.build([str(file)], path, plain=True).close()
    with fabula.open(path) as d:
        name = next(iter(d)).id
    every = "".join(
        f"&layer={k}" for k in ("names", "statements", "events", "numbers", "times", "claims", "forecasts", "causes")
    )
    with serving(path) as site, httpx.Client(base_url=site, timeout=60) as c:
        first = c.get(f"/articles/{name}?part=1{every}")
        count = int(re.search(r"Part 1 of (\d+)", first.text)[1])  # type: ignore[index]
        assert count > 1
        shown = ""
        for part in range(1, count + 1):
            found = c.get(f"/articles/{name}?part={part}{every}")
            assert found.num_bytes_downloaded < 250_000
            body = re.search(r'<article class="text".*?</article>', found.text, re.DOTALL)[0]  # type: ignore[index]
            shown += "".join(re.sub("<[^>]+>", "", p) for p in re.findall(r'<p class="z-.*?</p>', body, re.DOTALL))
        assert "".join(shown.split()) == "".join(text.split())
        at = text.index("209 houses")
        there = c.get(f"/articles/{name}?at={at}-{at + 10}")
        assert "<mark" in there.text
        assert f"Part {count} of" in there.text
