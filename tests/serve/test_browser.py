"""The workbench in a browser: no error, no request elsewhere, nothing that the policy blocks, usable by keyboard, readable small and large."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.browser import watched
from tests.serve.conftest import serving

PAGES = ("/", "/timeline", "/figures", "/entities", "/statements", "/forecasts", "/differences", "/differences?as=matrix",
         "/system", "/sources", "/add", "/decisions", "/search?q=dam", "/review")  # fmt: skip
ONE = {
    "/timeline": "td.main a",
    "/figures": ".figures a",
    "/entities": "tbody th a",
    "/forecasts": ".ledger a.inside",
    "/differences": ".differences .kind a",
    "/sources": "tbody th a",
    "/": "a.cite",
}
"""Where the first thing of its kind is found: one event, one figure, ..."""


@pytest.fixture(scope="module")
def addresses(browser: Any, site: str) -> list[str]:
    """Every kind of page, once."""
    page = browser.new_page()
    out = list(PAGES)
    for at, selector in ONE.items():
        page.goto(site + at)
        out.append(page.locator(selector).first.get_attribute("href"))
    page.goto(site + "/system")
    for selector in ("tbody th a", "tbody td a[href*='/links/']"):
        out.append(page.locator(selector).first.get_attribute("href"))
    page.close()
    return out


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True), (1920, False)])
def test_every_page_is_whole(browser: Any, site: str, addresses: list[str], width: int, dark: bool) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
    page = context.new_page()
    wrong = watched(page, site)
    for at in addresses:
        page.goto(site + at)
        page.wait_for_load_state("networkidle")
        assert not wrong, (at, wrong)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, (at, width, over)
    context.close()


def test_axe_finds_nothing_serious(browser: Any, site: str, addresses: list[str]) -> None:
    found = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed: no test of accessibility")
    axe = (Path(found.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    bad = []
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        for at in addresses:
            page.goto(site + at)
            page.evaluate(axe + "; 0")
            result = page.evaluate("axe.run({resultTypes: ['violations']})")
            bad += [
                (at, scheme, v["id"], v["nodes"][0]["html"][:200])
                for v in result["violations"]
                if v["impact"] in ("serious", "critical")
            ]
        context.close()
    assert not bad, bad


def test_all_is_read_without_a_script(browser: Any, site: str, addresses: list[str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for at in addresses:
        page.goto(site + at)
        assert page.locator("h1").first.is_visible(), at
        assert page.locator("main").inner_text().strip(), at
    page.goto(site + "/timeline")
    page.locator("select[name=type]").select_option(index=1)
    page.get_by_role("button", name="Show").click()
    assert "type=" in page.url
    context.close()


def test_letters_of_twice_the_size(browser: Any, site: str, addresses: list[str]) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 450})  # 1280 at 200%
    page = context.new_page()
    for at in addresses:
        page.goto(site + at)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, (at, over)
    context.close()


def test_a_filter_answers_at_once_and_has_an_address(browser: Any, site: str) -> None:
    page = browser.new_page()
    wrong = watched(page, site)
    page.goto(site + "/timeline")
    before = page.locator(".count").inner_text()
    page.locator("select[name=type]").select_option(index=1)
    page.wait_for_function("b => document.querySelector('.count').innerText !== b", arg=before)
    assert "type=" in page.url
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert not wrong
    page.close()


def test_a_slider_answers_in_sentences(browser: Any, site: str) -> None:
    page = browser.new_page()
    wrong = watched(page, site)
    page.goto(site + "/system")
    for n in range(page.locator(".sliders input").count()):
        slider = page.locator(".sliders input").nth(n)
        slider.focus()
        slider.press("End")
        page.wait_for_function("() => document.querySelector('#answer').innerText.includes('the reports imply')")
        if page.locator(".implied li").count():
            break
        slider.press("ArrowLeft")
    assert page.locator(".implied li").count()
    assert "v-" in page.url
    assert not wrong
    page.close()


def test_from_a_passage_to_its_record_and_back(browser: Any, site: str) -> None:
    page = browser.new_page()
    page.goto(site + "/")
    page.locator("a.cite").first.click()
    page.wait_for_selector("#at")
    assert page.evaluate("document.activeElement.id") == "at"
    page.locator(".text a.m").first.click()
    key = page.url.split("#")[1]
    assert page.locator(f"[id='{key}']").is_visible()
    page.locator(f"[id='{key}'] a").first.click()
    page.wait_for_selector("#at")
    assert "at=" in page.url
    page.close()


def test_by_keyboard_alone(browser: Any, site: str) -> None:
    page = browser.new_page()
    page.goto(site + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("settlement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=settlement")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    page.close()


def test_the_queue_by_keyboard_and_a_dropped_file(browser: Any, flood: Path, tmp_path: Path) -> None:
    path = tmp_path / "flood.fabula"
    shutil.copy(flood, path)
    with serving(path) as site:
        page = browser.new_page()
        wrong = watched(page, site)
        page.goto(site + "/review")
        first = page.locator("h1").inner_text()
        assert "one, or two?" in first
        page.keyboard.press("s")
        page.wait_for_url("**/review?skip=*")
        page.goto(site + "/review")
        page.keyboard.press("n")
        page.wait_for_function("b => document.querySelector('h1').innerText !== b", arg=first, timeout=60_000)
        page.goto(site + "/add")
        page.locator("input[type=file]").set_input_files(
            {
                "name": "note.txt",
                "mimeType": "text/plain",
                "buffer": b"HALDEN, March 4, 2024 - The mayor, Ana Ruiz, opened a bridge on Monday.\n",
            }
        )
        page.get_by_role("button", name="Add", exact=True).click()
        page.wait_for_selector("text=1 added", timeout=90_000)
        page.get_by_role("button", name="Take it out again").wait_for(timeout=90_000)
        assert not wrong, wrong
        page.close()
