"""Every page: it answers, leads somewhere, rests on passages, and has nothing in it that the policy would block."""

import re
from pathlib import Path

import httpx
import pytest

import fabula
from fabula.ingest.articles import articles
from fabula.serve.app import PAGES
from tests.serve.walking import parsed, walk


@pytest.fixture(scope="module")
def pages(site: str) -> dict[str, str]:
    return walk(site, 220)


def test_every_page_is_reached_and_answers(pages: dict[str, str]) -> None:
    kinds = {p.split("?")[0] for p in pages}
    for path in PAGES:
        begins = path.split("{")[0]
        assert any(k == begins or ("{" in path and k.startswith(begins) and k != begins) for k in kinds), path


def test_nothing_inline_and_nothing_from_elsewhere(pages: dict[str, str]) -> None:
    for at, html in pages.items():
        found = parsed(html)
        if "html" not in found.tags:
            continue
        assert not found.wrong, (at, found.wrong)
        assert all(x.startswith("/static/") for x in found.asked), at
        assert len(found.ids) == len(set(found.ids)), (at, [i for i in found.ids if found.ids.count(i) > 1])
        assert found.tags.count("h1") == 1, at
        assert found.tags.count("main") == 1, at


def test_what_a_page_leads_to_is_there(site: str, pages: dict[str, str]) -> None:
    """A passage is marked where its address points: in the article, to the character."""
    held = set()
    for html in pages.values():
        held.update(x for x in parsed(html).links if x.startswith("/articles/") and "at=" in x)
    assert len(held) > 100
    with fabula_texts(site) as texts:
        for link in sorted(held)[::7]:
            html = httpx.get(site + link).text
            name, start, end = re.search(r"/articles/([^?]+)\?at=(\d+)-(\d+)", link).groups()  # type: ignore[union-attr]
            marked = " ".join(re.sub("<[^>]+>", "", m) for m in re.findall(r"<mark.*?</mark>", html))
            wanted = texts[name][int(start) : int(end)]
            assert squeezed(marked) == squeezed(wanted), link
            assert html.count('id="at"') == 1


def squeezed(text: str) -> str:
    for entity, char in (("&#39;", "'"), ("&#34;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")):
        text = text.replace(entity, char)
    return " ".join(text.split())


class fabula_texts:  # noqa: N801
    """The texts of the example, by article id."""

    def __init__(self, site: str) -> None:
        self.site = site

    def __enter__(self) -> dict[str, str]:
        from tests.conftest import ROOT

        found = articles([str(ROOT / "examples" / "flood")])
        return {a.id: a.text for a in found if isinstance(a, fabula.Article)}

    def __exit__(self, *_: object) -> None:
        pass


def test_filters_have_addresses(site: str) -> None:
    every = httpx.get(site + "/timeline").text
    some = httpx.get(site + "/timeline?from=2024-03-10&to=2024-03-12").text
    count = [int(re.search(r'class="count"[^>]*>(\d+) event', x)[1]) for x in (every, some)]  # type: ignore[index]
    assert 0 < count[1] < count[0]
    assert 'value="2024-03-10"' in some
    assert "No event fits" in httpx.get(site + "/timeline?q=zzzzzz").text
    assert "not a date" in httpx.get(site + "/timeline?from=soon").text
    said = httpx.get(site + "/statements?q=warning&stance=denies")
    assert said.status_code == 200


def test_search_finds_spellings(site: str) -> None:
    found = httpx.get(site + "/search?q=Kelin").text
    assert "Marta Kellin" in found
    assert httpx.get(site + "/search?q=").status_code == 200
    assert httpx.get(site + '/search?q="(*').status_code == 200


def test_what_is_not_there_is_said(site: str) -> None:
    for path in ("/nothing", "/events/none", "/entities/none", "/articles/none", "/figures/none", "/sources/none",
                 "/forecasts/none", "/differences/none", "/system/links/none", "/system/variables/none"):  # fmt: skip
        found = httpx.get(site + path)
        assert found.status_code == 404, path
        assert "<h1>Not found</h1>" in found.text
    assert httpx.get(site + "/timeline?page=99999").status_code == 200
    assert httpx.get(site + "/articles/none?at=1-99999999999999").status_code == 404


def test_a_whatif_answers_in_sentences(site: str) -> None:
    page = httpx.get(site + "/system").text
    name = next(n for n in re.findall(r'name="v-([^"]+)"', page) if "rises" in httpx.get(f"{site}/system?v-{n}=1").text)
    html = httpx.get(f"{site}/system?v-{name}=1").text
    assert "the reports imply (this is no forecast)" in html
    assert 'class="implied"' in html
    assert re.search(r"/system/links/", html.split('class="implied"')[1])
    assert "cannot be set" in httpx.get(f"{site}/system?set=nobody:1").text


def test_pages_are_light(site: str, pages: dict[str, str]) -> None:
    fixed = sum(len(httpx.get(site + x).content) for x in set(parsed(pages["/"]).asked))
    for at, html in pages.items():
        assert len(html.encode()) + fixed < 300_000, at


def test_a_damaged_address_breaks_nothing(site: str) -> None:
    for path in ("/articles/%00", "/articles/%ff%fe", "/timeline?entity=%00", "/entities?q=%ff", "/search?q=%00a", "/?a=%zz",
                 "/timeline?page=-1", "/timeline?page=1e9", "/timeline?type=none"):  # fmt: skip
        assert httpx.get(site + path).status_code in (200, 400, 404), path


def test_new_since_the_last_visit(mine: tuple[str, Path]) -> None:
    site, path = mine
    with httpx.Client(base_url=site, timeout=60) as c:
        assert "New since your last visit" not in c.get("/").text
        with fabula.Editor(path) as d:
            note = path.parent / "note.txt"
            note.write_text("HALDEN, March 4, 2024 - The mayor of Halden, Ana Ruiz, opened the new bridge on Monday.\n")
            d.add(articles([str(note)]))
            d.resolve()
        held = c.cookies["fabula-visit"].split(".")
        c.cookies.set("fabula-visit", f"{held[0]}.{held[1]}.{int(held[2]) - 4000}", domain="127.0.0.1")
        import time

        time.sleep(0.6)
        html = c.get("/").text
        assert "New since your last visit" in html
