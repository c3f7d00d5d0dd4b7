"""The workbench as a folder of pages: every link leads somewhere, nothing needs a server, and a browser opens it from the disk."""

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html as markup

import fabula
from fabula.dossier import Snapshot
from fabula.errors import UsageError
from fabula.export.exporting import ExportedDossier, Files, exporter
from fabula.serve.site import Site
from fabula.serve.state import State
from fabula.views.narrowing import Narrowing
from tests.browser import watched
from tests.conftest import Run
from tests.serve.test_hostile import OTHER, ROWS, TURN
from tests.serve.walking import PageLinks, parsed


@pytest.fixture(scope="module")
def made(flood: Path) -> tuple[Site, Files]:
    """The second example as pages, and what made them."""
    with Snapshot(str(flood)) as d:
        site = Site(State(d))
        return site, site.written()


@pytest.fixture(scope="module")
def folder(made: tuple[Site, Files], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages in a folder."""
    out = tmp_path_factory.mktemp("site") / "site"
    for name, data in made[1].items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return out


@cache
def read(html: str) -> PageLinks:
    """What a page leads to, parsed once."""
    return parsed(html)


def pages(folder: Path) -> dict[Path, str]:
    return {p: p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.html"))}


def wrong_of(at: Path, html: str, ids: Mapping[Path, set[str]]) -> list[str]:
    """What would not work from a disk."""
    found = read(html)
    out = [w for w in found.wrong if w != "a script within the page"]
    out += [f"<{t}>" for t in ("form", "button", "iframe", "img", "b") if t in found.tags]
    out += ["no policy"] * ('<meta http-equiv="Content-Security-Policy" content="default-src' not in html)
    out += [f"{n} of {t}" for t in ("h1", "main") if (n := found.tags.count(t)) != 1]
    out += ["an id twice"] * (len(found.ids) != len(set(found.ids)))
    for link in (*found.links, *found.asked):
        if re.match(r"https?://", link) and f'href="{escape(link)}" rel="noreferrer' in html:
            continue  # the address that an article came from: a way out that a reader takes, or does not
        path, mark = urldefrag(link)
        target = (at.parent / unquote(path)).resolve() if path else at
        if re.match(r"[a-z]+:|/", link) or not target.is_file():
            out.append(f"leads nowhere: {link}")
        elif mark and mark not in ids.get(target, ()):
            out.append(f"no such place: {link}")
    return out


def assert_whole(folder: Path) -> dict[Path, str]:
    made = pages(folder)
    ids = {p.resolve(): set(read(h).ids) for p, h in made.items()}
    for p, h in made.items():
        assert not wrong_of(p.resolve(), h, ids), p
    return made


def test_every_link_of_every_page_leads_somewhere(folder: Path, flood: Path) -> None:
    made = assert_whole(folder)
    kinds = {p.relative_to(folder).parts[0] for p in made}
    assert {
        "index.html",
        "timeline.html",
        "events",
        "entities",
        "figures",
        "articles",
        "system-variables",
        "search.html",
    } <= kinds
    reached, todo = set(), [folder / "index.html"]
    while todo:
        at = todo.pop()
        if at not in reached and at.suffix == ".html":
            reached.add(at)
            todo += [
                (at.parent / unquote(urldefrag(x)[0])).resolve()
                for x in read(made[at]).links
                if urldefrag(x)[0] and ":" not in x
            ]
    assert reached == set(made)
    with Snapshot(str(flood)) as d:
        state = State(d)
        assert len(list((folder / "events").glob("*.html"))) == len(state.events)
        assert len(list((folder / "figures").glob("[!p]*.html"))) >= len(state.figures)


def test_it_is_no_larger_than_what_the_docs_say(folder: Path) -> None:
    whole = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    assert whole < 7_000_000
    assert max(p.stat().st_size for p in folder.rglob("*.html")) < 300_000


def test_a_passage_is_marked_to_the_character(flood: Path, made: tuple[Site, Files]) -> None:
    site, files = made
    count = 0
    with Snapshot(str(flood)) as d:
        texts = {a.id: a.text for a in d}
    for name, numbers in list(site._numbers.items())[::3]:
        page = markup.fromstring(str(files[site._file(f"/articles/{name}")]))
        for (start, end), n in numbers.items():
            pieces = page.xpath(f'//*[contains(concat(" ", @class, " "), " k{n} ")]')
            said = "".join(x.text_content() for x in pieces)
            assert re.sub(r"\s", "", said) == re.sub(r"\s", "", texts[name][start:end]), (name, start, end)
            assert len(page.xpath(f'//*[@id="k{n}"]')) == 1
            count += 1
    assert count > 200


def test_it_is_of_the_whole(flood: Path) -> None:
    with Snapshot(str(flood)) as d, pytest.raises(UsageError, match="whole dossier"):
        exporter("site")(ExportedDossier(d, Narrowing(d, about="dam")))


def test_what_strangers_wrote_is_text(fabula_cli: Run, tmp_path: Path) -> None:
    rows = [
        *ROWS,
        {"id": "CON", "text": OTHER.replace("14", "15"), "title": TURN, "outlet": "\u202e", "published": "2024-05-04"},
    ]  # fmt: skip
    file, path, out = tmp_path / "rows.jsonl", tmp_path / "<b>.fabula", tmp_path / "out"
    file.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    fabula.build([str(file)], path).close()
    assert fabula_cli("export", "site", path, "-o", out).returncode == 0
    for at, html in assert_whole(out).items():
        assert re.fullmatch(r"[a-z0-9-]+\.html", at.name), at
        for c in ("\u202e", "\u2066", "\u200f", "\x1b", "\x07", "\U000e0041"):
            assert c not in html, (at, hex(ord(c)))
    with Snapshot(str(path)) as d:
        for name, data in exporter("site")(ExportedDossier(d, Narrowing(d))).items():  # the same each time
            assert (out / name).read_bytes() == (data.encode() if isinstance(data, str) else data), name
    index = (out / "static" / "search-index.js").read_text()
    assert index.isascii()
    shown = str(json.loads(index.partition("=")[2].rstrip("; \n")))
    assert not [c for c in "\u202e\u2066\u200f\x1b\x07" if c in shown]
    assert {p.name for p in tmp_path.iterdir()} == {file.name, path.name, "out"}


def test_a_browser_opens_it_from_the_disk(browser: Any, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    wrong = watched(page, "file:", "data:font/")
    kinds = {p.parent.name if p.parent != folder else p.name: p for p in pages(folder)}
    for at in kinds.values():
        page.goto(at.as_uri())
        assert not wrong, (at, wrong)
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") != "32px", "no style"
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, at
    assert page.evaluate("document.documentElement.className") == "js"
    page.goto((folder / "index.html").as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
    cite = page.locator("a.cite").first
    cite.click()
    page.wait_for_selector(":target")
    n = page.url.rsplit("#k", 1)[1]
    marked = "s => getComputedStyle(document.querySelector(s)).backgroundColor"
    assert page.evaluate(marked, f".text .k{n}") == "rgb(255, 227, 122)"
    drawn = "s => getComputedStyle(document.querySelector(s)).borderBottomWidth"
    assert page.evaluate(drawn, ".m.l-names") != "0px"
    page.locator("#show-names").uncheck()
    assert page.evaluate(drawn, ".m.l-names:not(.l-times)") == "0px"
    assert not page.locator(".of-names").is_visible()
    assert not wrong, wrong
    page.close()


def test_the_search_on_the_disk(browser: Any, folder: Path) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.goto((folder / "search.html").as_uri())
    page.locator("#words").fill("settlement")
    page.wait_for_selector("#hits li")
    assert "settlement" in page.locator("#hits mark").first.inner_text().lower()
    assert page.url.endswith("#q=settlement")
    page.reload()
    page.wait_for_selector("#hits li")
    page.locator("#hits a").first.click()
    page.wait_for_selector("p:target")
    assert "settlement" in page.locator("p:target").inner_text().lower()
    assert not wrong, wrong
    page.close()


def test_all_but_the_search_is_read_without_a_script(browser: Any, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "timeline.html").as_uri())
    page.locator("td.main a").first.click()
    page.wait_for_url("**/events/*.html")
    assert page.locator("h1").is_visible()
    context.close()
