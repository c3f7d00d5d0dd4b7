"""The page on a phone: short, no wider than the screen, and a number after a line opens its passage in its article."""

from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.views.brief import brief
from fabula.views.page import page

WIDTH, HEIGHT, SCREENS = 390, 844, 12


@pytest.fixture(scope="module")
def phone(browser: Any, flood: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The brief of normal length of the second example, open in a browser as wide as a phone."""
    path = tmp_path_factory.mktemp("phone") / "brief.html"
    with fabula.open(flood) as d:
        path.write_text(page(brief(d)), encoding="utf-8")
    shown = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    shown.goto(path.as_uri())
    return shown


def test_it_is_twelve_screens_at_most_with_all_that_folds_open(phone: Any) -> None:
    phone.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert phone.evaluate("document.documentElement.scrollHeight") <= SCREENS * HEIGHT
    assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH
    phone.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")


def test_a_number_opens_its_passage_and_leads_back(phone: Any) -> None:
    assert not phone.is_visible("#p1")
    phone.click('#story a[href="#p1"]')
    assert phone.is_visible("#p1")
    place = phone.locator("#p1").bounding_box()
    assert 0 <= place["y"] <= HEIGHT
    marked = phone.locator("mark.p1").first.evaluate("x => getComputedStyle(x).backgroundColor")
    other = phone.locator("mark:not(.p1)").first.evaluate("x => getComputedStyle(x).backgroundColor")
    assert marked != other
    phone.click("#p1")
    assert not phone.is_visible("#p1")
