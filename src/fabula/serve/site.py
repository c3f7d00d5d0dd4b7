"""The workbench as a folder of plain pages: the same templates, every link relative, nothing that would need a server.

A passage that some page leads to has a number in its article: the page marks it by style alone where the address names it.
"""

import hashlib
import html
import json
import posixpath
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import chain
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlencode

from fabula.dossier import Snapshot
from fabula.errors import UsageError
from fabula.export.exporting import ExportedDossier, Files
from fabula.model.records import Pair
from fabula.printing import terminal
from fabula.serve.app import PAGES
from fabula.serve.asking import Ask, Download, NotThereError, Page, to
from fabula.serve.pages.articles import PART
from fabula.serve.reading import Paragraph, cut_at
from fabula.serve.rendering import NAV, rendered
from fabula.serve.state import State

POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; font-src data:; "
    "form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""What a page may load: files beside it. A page on a disk has no origin that every browser calls 'self', hence the scheme."""
ASKED: Mapping[str, frozenset[str]] = {
    "/timeline": frozenset({"page", "from", "to"}),
    "/figures": frozenset({"page"}),
    "/entities": frozenset({"page", "type"}),
    "/statements": frozenset({"page", "event", "speaker", "stance"}),
    "/forecasts": frozenset({"page", "status"}),
    "/differences": frozenset({"page", "event", "kind", "outlet", "as"}),
    "/system": frozenset({"page", "around", "set"}),
    "/sources": frozenset({"page", "outlet", "sort"}),
    "/decisions": frozenset({"page"}),
    "/decisions/export": frozenset(),
    "/search": frozenset(),
    "/": frozenset(),
}
"""The lists that are written, each with what its addresses may ask; a thing's own page may ask for its ``page`` or ``part``."""
VARIANTS, FEW = 300, {"around": 60, "set": 48, "from": 120}
"""Filtered forms of a list that are written at the most; fewer by the first thing that they ask."""
SEARCHED = 3000
"""Articles up to which there is a search: its index is loaded whole."""
STATIC = ("workbench.js", "search.js", "icon.svg")
_TAG = re.compile(r"<(a|link|script)\b[^>]*>|</a>")
_TO = re.compile(r'(\s(?:href|src)=")([^"]*)(")')
_AT = re.compile(r"(\d+)-(\d+)")
_FONT = re.compile(r'url\("([\w.-]+\.woff2)"\)')


def site(found: ExportedDossier) -> Files:
    """A page a file, ``index.html`` first. Raises UsageError where only a part of the dossier is asked for."""
    if found.asked:
        raise UsageError("a site is of the whole dossier: build one of the articles that you want in it")
    if not isinstance(found.dossier, Snapshot):
        raise UsageError("a site is made from a dossier that is open to be read")
    return Site(State(found.dossier)).written()


class Site:
    """The pages of one state, as they are written."""

    policy = POLICY

    def __init__(self, state: State) -> None:
        self.state = state
        self.things: Mapping[str, Sequence[str]] = {
            "/events/": list(state.events),
            "/figures/": [f.id for f in state.figures],
            "/entities/": [e.id for e in state.entities],
            "/forecasts/": [e.id for e in state.ledger.entries],
            "/differences/": [c.id for c in state.comparisons],
            "/system/variables/": [
                v.id for v in sorted(state.system.variables, key=lambda v: (-len(v.articles), v.id))
            ],
            "/system/links/": list(state.links),
            "/sources/": [o.name for o in state.outlets],
            "/articles/": list(dict.fromkeys((*state.articles, *state.d.revisions()))),
        }
        self._known = {k: frozenset(v) for k, v in self.things.items()}
        self._parts: dict[str, list[Pair]] = {}
        self._numbers: dict[str, dict[Pair, int]] = {}
        self._variants: dict[tuple[str, str], set[str]] = {}
        self._names: dict[str, str] = {}
        self._todo: tuple[deque[str], deque[str]] = (deque(), deque())
        self._asked: set[str] = set()
        self._index: list[tuple[str, str, list[tuple[int, str]]]] = []

    def written(self) -> Files:
        """Every page, and what the pages load."""
        out: dict[str, str | bytes] = {}
        things = [to(k[1:-1], n) for k, names in self.things.items() for n in names]
        lists = [at for at, _ in NAV] + ["/decisions", "/decisions/export"]
        searched = ["/search"] if self.kept("/search") else []
        for at in chain(lists, searched, things):
            self._wants(at)
        out.update(self._pages())
        out |= {f"static/{n}": _static(n) for n in STATIC}
        out["static/workbench.css"] = _styles()
        most = max((n for of in self._numbers.values() for n in of.values()), default=0)
        out["static/passages.css"] = "".join(
            f".text:has(#k{n}:target) .k{n} {{ background: var(--mark); }}\n" for n in range(1, most + 1)
        )
        if searched:
            out["static/search-index.js"] = f"const FABULA_INDEX = {json.dumps(self._index, separators=(',', ':'))};\n"
        return out

    def kept(self, address: str) -> bool:
        """Whether the page of this address is written."""
        key = self._key(address)
        if key is None:
            return False
        path, args = _parted(key)
        kind, name = _kind(path, args)
        asked = {k for k, _ in args if k != "id"}
        if kind in self._known:
            return name in self._known[kind] and asked <= {"page", "part", "at"}
        if path == "/search":
            return len(self.state.articles) <= SEARCHED and not asked
        if path not in ASKED or not asked <= ASKED[path]:
            return False
        first = next((k for k, _ in args if k != "page"), "")
        if first:
            held = self._variants.setdefault((path, first), set())
            variant = urlencode([a for a in args if a[0] != "page"])
            if variant not in held and len(held) >= FEW.get(first, VARIANTS):
                return False
            held.add(variant)
        return True

    def cited(self, article: str, passages: Sequence[Pair] = ()) -> Mapping[Pair, int]:
        """The passages of an article that pages lead to, with these added, each with its number."""
        numbers = self._numbers.setdefault(article, {})
        for x in passages:
            numbers.setdefault(x, len(numbers) + 1)
        return numbers

    def _pages(self) -> Iterator[tuple[str, str | bytes]]:
        others, articles = self._todo
        while others or articles:  # articles last: by then it is known which of their passages are led to
            at = (others or articles).popleft()
            made = self._page(at)
            if made is not None:
                yield self._file(at), made

    def _wants(self, key: str) -> None:
        if key not in self._asked:
            self._asked.add(key)
            self._todo[key.startswith("/articles/")].append(key)

    def _page(self, at: str) -> str | bytes | None:
        path, args = _parted(at)
        given: dict[str, list[str]] = {}
        for k, v in args:
            given.setdefault(k, []).append(v)
        handler, name = _handler(path)
        ask = Ask(
            path=path, args=given, state=self.state, jobs=cast(Any, None), holder=cast(Any, None), nonce="", still=self
        )
        try:
            made = handler(ask, name or ask.get("id"))
        except NotThereError:
            return None
        if isinstance(made, Download):
            return made.data
        assert isinstance(made, Page)
        if path.startswith("/articles/") and "paragraphs" in made.shown:
            self._indexed(at, name or ask.get("id"), made.shown["paragraphs"])
        return self._relinked(rendered(made, ask), self._file(at))

    def _indexed(self, at: str, article: str, told: Sequence[Paragraph]) -> None:
        text = self.state.articles[article].text
        lines = [(x.start, terminal(" ".join(text[x.start : x.end].split()))) for x in told if not x.quiet]
        self._index.append((self._file(at), terminal(self.state.names[article].full), lines))

    # addresses

    def _key(self, address: str) -> str | None:
        """An address in one form: its parameters in order, without those that say nothing; None where it leads out."""
        bare = address.partition("#")[0]
        if not bare.startswith("/") or bare.startswith("//"):
            return None
        path, args = _parted(bare)
        kept = sorted((k, v) for k, v in args if v.strip() and (k, v) not in (("page", "1"), ("part", "1")))
        return f"{path}?{urlencode(kept)}" if kept else path

    def _file(self, key: str) -> str:
        """The file of a page: what it is of in letters that every disk takes, and a mark of its address."""
        if key not in self._names:
            path, args = _parted(key)
            if path == "/decisions/export":
                name = "decisions.jsonl"
            elif key == "/" or (not args and path.count("/") == 1):
                name = f"{path.strip('/') or 'index'}.html"
            else:
                folder, _, last = path[1:].rpartition("/") if path.count("/") > 1 else (path[1:], "", "")
                words = re.sub(r"[^a-z0-9]+", "-", " ".join([unquote(last), *(f"{k} {v}" for k, v in args)]).casefold())
                mark = hashlib.sha256(key.encode()).hexdigest()[:10]
                name = posixpath.join(
                    folder.replace("/", "-"), f"{words.strip('-')[:40].strip('-')}-{mark}.html".lstrip("-")
                )
            self._names[key] = name
        return self._names[key]

    def _leads_to(self, address: str, here: str) -> str | None:
        """Where a link of a page leads, from that page; None where there is nothing."""
        if not address.startswith("/"):
            return address
        if address.startswith("/static/"):
            return posixpath.relpath(address[1:].partition("?")[0], posixpath.dirname(here) or ".")
        if not self.kept(address):
            return None
        key, mark = cast(str, self._key(address)), address.partition("#")[2]
        path, args = _parted(key)
        kind, name = _kind(path, args)
        spot = _AT.fullmatch(dict(args).get("at", ""))
        if kind == "/articles/":
            held = [(k, v) for k, v in args if k not in ("at", "page") and not (spot and k == "part")]
            if spot and name in self.state.articles:
                span = int(spot[1]), int(spot[2])
                mark = f"k{self.cited(name, [span])[span]}"
                held += self._part(name, span[0])
            key = self._key(f"{path}?{urlencode(held)}") or path
        self._wants(key)
        target = self._file(key)
        link = "" if target == here and mark else posixpath.relpath(target, posixpath.dirname(here) or ".")
        return f"{link}#{mark}" if mark else link

    def _part(self, article: str, start: int) -> list[tuple[str, str]]:
        if article not in self._parts:
            self._parts[article] = cut_at(self.state.articles[article].text, PART)
        n = next((n for n, (a, b) in enumerate(self._parts[article], 1) if a <= start < b), 1)
        return [("part", str(n))] if n > 1 else []

    def _relinked(self, page: str, here: str) -> str:
        """A page with each address in it as one from this file; a link that leads nowhere is its words alone."""
        dropped = False

        def turned(m: re.Match[str]) -> str:
            nonlocal dropped
            tag = m[0]
            if tag == "</a>":
                out, dropped = "" if dropped else tag, False
                return out
            spot = _TO.search(tag)
            link = self._leads_to(html.unescape(spot[2]), here) if spot else ""
            if link is None:
                dropped = m[1] == "a"
                return ""
            return _TO.sub(lambda x: x[1] + html.escape(link or "") + x[3], tag, count=1) if spot else tag

        return _TAG.sub(turned, page)


def _parted(address: str) -> tuple[str, list[tuple[str, str]]]:
    path, _, query = address.partition("?")
    return path, parse_qsl(query, keep_blank_values=True)


def _kind(path: str, args: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """What a thing's address is of, and its name; "" for a list."""
    kind = next((f"{k.partition('{')[0]}" for k in PAGES if "{" in k and path.startswith(k.partition("{")[0])), "")
    return kind, (unquote(path[len(kind) :]) or dict(args).get("id", "")) if kind else ""


def _handler(path: str) -> tuple[Callable[[Ask, str], Any], str]:
    if path in PAGES:
        return PAGES[path], ""
    kind, name = _kind(path, ())
    return PAGES[f"{kind}{{name:path}}"], name


def _static(name: str) -> bytes:
    return (files("fabula.serve") / "static" / name).read_bytes()


def _styles() -> str:
    """The stylesheet with its fonts in it: from a disk, some browsers load no font of another folder."""
    import base64

    def whole(m: re.Match[str]) -> str:
        return f'url("data:font/woff2;base64,{base64.b64encode(_static(m[1])).decode()}")'

    return _FONT.sub(whole, _static("workbench.css").decode())
