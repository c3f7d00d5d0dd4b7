"""Walk over the pages of a workbench as a reader would: from link to link."""

import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx


class PageLinks(HTMLParser):
    """What a page leads to, what it asks for, and what in it a policy would block."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.asked: list[str] = []
        self.ids: list[str] = []
        self.wrong: list[str] = []
        self.tags: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append(tag)
        if tag == "a" and "a" in self._open:
            self.wrong.append("a link in a link")
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a" and held.get("href"):
            self.links.append(str(held["href"]))
        if held.get("src"):
            self.asked.append(str(held["src"]))
        if tag == "link":
            self.asked.append(str(held.get("href")))
        if held.get("id"):
            self.ids.append(str(held["id"]))
        if tag == "style" or "style" in held:
            self.wrong.append(f"<{tag}> with a style")
        if tag == "script" and not (held.get("src") and held.get("nonce")):
            self.wrong.append("a script within the page")
        self.wrong += [f"<{tag}> with {k}" for k in held if k.startswith("on")]
        if any(k.startswith("hx-") for k in held) and not held.get("hx-nonce"):
            self.wrong.append(f"<{tag}> with hx- and no nonce")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass


VOID = frozenset("area base br col embed hr img input link meta source track wbr circle path line rect".split())


def parsed(html: str) -> PageLinks:
    """The links of a page."""
    out = PageLinks()
    out.feed(html)
    return out


def walk(site: str, most: int, each: int = 6) -> dict[str, str]:
    """By address: the pages that are reached from the first one, a few of each kind."""
    seen: dict[str, str] = {}
    count: dict[str, int] = {}
    todo = deque(["/", "/search?q=dam"])
    with httpx.Client(base_url=site, timeout=120) as c:
        while todo and len(seen) < most:
            at = todo.popleft()
            path, _, query = at.partition("?")
            kind = (path if path.count("/") < 2 else path.rsplit("/", 1)[0]) + "?" + re.sub(r"=[^&]*", "", query)
            if at in seen or count.get(kind, 0) >= each:
                continue
            found = c.get(at)
            assert found.status_code == 200, (at, found.status_code, found.text[:500])
            count[kind] = count.get(kind, 0) + 1
            seen[at] = found.text
            if not found.headers["content-type"].startswith("text/html"):
                continue
            for link in parsed(found.text).links:
                to = urldefrag(urljoin(site + at, link))[0]
                if urlsplit(to)[:2] == urlsplit(site)[:2]:
                    todo.append(to[len(site) :])
    return seen
