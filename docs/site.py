"""The documentation as a folder of pages that works from the disk: every link in it leads somewhere, or the build fails.

    python docs/site.py -o FOLDER        exit with 1 where something is wrong: a link, a place in a page, a picture, a page in no list

What stands in the Markdown files is the text; this adds the list of pages, addresses of headings and the look. The references
(commands.md, records.md) are written from the code by ``docs/generate.py``.
"""

import argparse
import html
import posixpath
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent
PAGES: dict[str, Sequence[str]] = {
    "Begin": ("README.md", "docs/tutorial.md"),
    "Use it": ("docs/workbench.md", "docs/check.md", "docs/exports.md", "docs/programs.md", "docs/plugins.md", "docs/scale.md", "docs/security.md"),
    "How it reads": ("docs/reading.md", "docs/reader.md", "docs/entities.md", "docs/events.md", "docs/timeline.md", "docs/sureness.md"),
    "How it compares and reckons": ("docs/compare.md", "docs/judge.md", "docs/causes.md", "docs/system.md", "docs/forecasts.md"),
    "Look up": ("docs/commands.md", "docs/records.md"),
    "The project": ("docs/architecture.md", "CONTRIBUTING.md", "benchmarks/README.md", "docs/measured.md", "CHANGELOG.md"),
}  # fmt: skip
"""The pages by the heading that they stand under."""
NAMES = {"README.md": "index.html", "benchmarks/README.md": "benchmarks.html"}


@dataclass
class DocPage:
    """A page: its source, its name in the site, its tokens, its title and the ids of its headings."""

    source: str
    name: str
    tokens: list[Token]
    title: str = ""
    ids: set[str] = field(default_factory=set)


def parser() -> MarkdownIt:
    """Markdown with tables; HTML in it is text."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def slug(title: str, taken: set[str]) -> str:
    """The id of a heading, as GitHub makes it."""
    bare = re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
    found, n = bare, 0
    while found in taken:
        n += 1
        found = f"{bare}-{n}"
    taken.add(found)
    return found


def plain(token: Token) -> str:
    """The words of a heading."""
    return "".join(t.content for t in token.children or () if t.type in ("text", "code_inline"))


def read(root: Path, source: str, wrong: list[str]) -> DocPage:
    """A page's Markdown, its headings given ids."""
    name = NAMES.get(source, posixpath.basename(source).removesuffix(".md").lower() + ".html")
    page = DocPage(source, name, parser().parse((root / source).read_text("utf-8")))
    level = 0
    for at, t in enumerate(page.tokens):
        if t.type != "heading_open":
            continue
        this, words = int(t.tag[1]), plain(page.tokens[at + 1])
        t.attrSet("id", slug(words, page.ids))
        if this == 1:
            if page.title:
                wrong.append(f"{source}: two titles")
            page.title = words
        elif this > level + 1:
            wrong.append(f"{source}: {words}: a heading of level {this} under one of {level}")
        level = this
    if not page.title:
        wrong.append(f"{source}: no title")
    return page


def linked(pages: dict[str, DocPage], page: DocPage, root: Path, files: set[str], wrong: list[str]) -> None:
    """Turn the page's links into the site's; what leads nowhere is noted."""
    for t in page.tokens:
        dropped = False
        for child in t.children or ():
            if child.type == "link_close" and dropped:
                child.type, child.tag, child.nesting, dropped = "text", "", 0, False
            key = {"link_open": "href", "image": "src"}.get(child.type)
            if key is None:
                continue
            if child.type == "image" and not child.content.strip():
                wrong.append(f"{page.source}: a picture without words: {child.attrGet(key)}")
            to = _to(str(child.attrGet(key)), pages, page, root, files, wrong)
            if to is None:
                child.type, child.tag, child.nesting, dropped = "text", "", 0, True
            else:
                child.attrSet(key, to)


def _to(
    address: str, pages: dict[str, DocPage], page: DocPage, root: Path, files: set[str], wrong: list[str]
) -> str | None:
    """Where a link leads in the site; None where it is of a folder of the repository, which has no page."""
    if re.match(r"https?:", address):
        return address
    path, _, mark = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), path)) if path else page.source
    if target in pages:
        if mark and mark not in pages[target].ids:
            wrong.append(f"{page.source}: no such place: {address}")
        return (pages[target].name if path else "") + (f"#{mark}" if mark else "")
    if (root / target).is_file() and not target.startswith(".."):
        files.add(target)
        return f"files/{target}"
    if (root / target).is_dir() and not target.startswith(".."):
        return None
    wrong.append(f"{page.source}: leads nowhere: {address}")
    return "#"


def rendered(page: DocPage, menu: str, before: DocPage | None, after: DocPage | None) -> str:
    """A page as HTML."""
    md = parser()
    body = md.renderer.render(page.tokens, md.options, {})
    body = body.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")
    on = "".join(
        f'<a rel="{rel}" href="{p.name}">{arrow} {html.escape(p.title)}</a>' if p else "<span></span>"
        for rel, arrow, p in (("prev", "←", before), ("next", "→", after))
    )
    here = menu.replace(f'href="{page.name}"', f'href="{page.name}" aria-current="page"')
    name = "Fabula" if page.title == "Fabula" else f"{page.title} · Fabula"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{html.escape(name)}</title>\n<link rel="stylesheet" href="site.css">\n</head>\n<body>\n'
        '<a class="skip" href="#main">Skip to the content</a>\n'
        f'<div class="page">\n<nav aria-label="Pages">{here}</nav>\n<main id="main">\n{body}<p class="on">{on}</p>\n</main>\n</div>\n</body>\n</html>\n'
    )


def build(root: Path, out: Path) -> list[str]:
    """Write the site; what is wrong with it, a line each."""
    wrong: list[str] = []
    sources = [s for found in PAGES.values() for s in found]
    wrong += [
        f"{p.name}: stands in no list of pages"
        for p in sorted((root / "docs").glob("*.md"))
        if f"docs/{p.name}" not in sources
    ]
    wrong += [f"{s}: is not there" for s in sources if not (root / s).is_file()]
    pages = {s: read(root, s, wrong) for s in sources if (root / s).is_file()}
    if len({p.name for p in pages.values()}) < len(pages):
        wrong.append("two pages have one name")
    files: set[str] = set()
    for p in pages.values():
        linked(pages, p, root, files, wrong)
    menu = "".join(
        f"<strong>{head}</strong><ul>" + "".join(f'<li><a href="{pages[s].name}">{html.escape(pages[s].title)}</a></li>' for s in found if s in pages) + "</ul>"
        for head, found in PAGES.items()
    )  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    order: list[DocPage | None] = [None, *pages.values(), None]
    for before, page, after in zip(order, order[1:], order[2:], strict=False):
        assert page is not None
        (out / page.name).write_text(rendered(page, menu, before, after), encoding="utf-8")
    shutil.copyfile(root / "docs" / "site.css", out / "site.css")
    for name in sorted(files):
        (out / "files" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, out / "files" / name)
    return wrong


def main() -> int:
    """Build it, and say what is wrong."""
    p = argparse.ArgumentParser(description="Write the documentation as a site.")
    p.add_argument("-o", "--output", type=Path, required=True)
    p.add_argument("--root", type=Path, default=ROOT, help="where the repository is")
    given = p.parse_args()
    wrong = build(given.root, given.output)
    for w in wrong:
        print(w, file=sys.stderr)
    print(f"{sum(1 for _ in given.output.glob('*.html'))} pages in {given.output}, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
