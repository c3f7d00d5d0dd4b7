"""A browser for the tests that look at pages: Debian's Chromium, driven by Playwright; where there is none, they are skipped."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = os.environ.get("FABULA_BROWSER") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
LEFT = "net::ERR_ABORTED"
"""What a browser says of a picture that had not come when the page was left."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, open."""
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser test")
    if not CHROMIUM:
        pytest.skip("there is no Chromium here: apt-get install chromium, or FABULA_BROWSER")
    with sync.sync_playwright() as p:
        found = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def watched(page: Any, *own: str) -> list[str]:
    """What goes wrong on a page: errors, warnings, requests to what is not its ``own``, what the policy blocks."""
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: wrong.append(f"error: {e}"))
    page.on("request", lambda r: None if r.url.startswith(own) else wrong.append(f"asked: {r.url}"))
    page.on("requestfailed", lambda r: wrong.append(f"failed: {r.url} {r.failure}") if r.failure != LEFT else None)
    return wrong
