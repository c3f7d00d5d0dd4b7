"""What a reader knows the articles of a dossier by: a number, and outlet, title and date instead of files and hashes.

The numbers are the same everywhere: in the brief, in tables and in what is searched.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fabula.model.cutting import clipped
from fabula.model.records import Article, Published

if TYPE_CHECKING:
    from fabula.store.reader import Reader

TITLE = 60
"""Characters of a title in an article's name; a longer one is cut at a word."""


@dataclass(frozen=True, slots=True)
class ArticleName:
    """One article as a reader knows it: ``number`` counts from 1, the earliest first.

    ``when`` is its date in words, and ``why`` what that follows from where the article itself does not state it.
    """

    number: int
    outlet: str | None
    title: str | None
    when: str
    why: str | None
    path: str

    @property
    def file(self) -> str | None:
        """The last part of the path; None for what came on standard input."""
        return None if self.path == "-" else self.path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]

    @property
    def short(self) -> str:
        """Who tells it: the outlet, else the title in quotation marks, else the file."""
        return self.outlet or _quoted(self.title) or self.file or f"article {self.number}"

    @property
    def full(self) -> str:
        """Outlet, title and date, as far as they are known; the file where neither outlet nor title is."""
        title = _quoted(self.title) if self.outlet else None
        return ", ".join(x for x in (self.short, title, self.when) if x)

    @property
    def numbered(self) -> str:
        """The number, and who tells it: "3 Harbour Post"."""
        return f"{self.number} {self.short}"

    @property
    def dated(self) -> str:
        """The date in words, with what it follows from."""
        return f"{self.when} ({self.why})" if self.why else self.when


def article_names(dossier: "Reader") -> dict[str, ArticleName]:
    """By article id, in the order of their numbers: what each article is known by."""
    return named(dossier, dossier.published())


def named(articles: Iterable[Article], published: Mapping[str, Published]) -> dict[str, ArticleName]:
    """``article_names`` of articles, with the dates and bounds that follow from other tellings, by article id."""
    order = sorted(articles, key=lambda a: (_first_day(a, published) or "9999", a.id))
    return {
        a.id: ArticleName(n, a.outlet, " ".join(a.title.split()) if a.title else None, *dated(a, published), a.path)
        for n, a in enumerate(order, 1)
    }


def dated(a: Article, published: Mapping[str, Published]) -> tuple[str, str | None]:
    """When an article was published, in words ("not dated" where nothing is known); and what that follows from."""
    p = a.published if a.published and a.published.date else published.get(a.id, a.published)
    if p is None:
        return "not dated", None
    why = None if p is a.published else p.why or "from other tellings"
    if p.date:
        first, _, last = p.date.partition("/")
        return (f"between {first} and {last}" if last else first), why
    bounds = [f"not before {p.not_before}" if p.not_before else "", f"not after {p.not_after}" if p.not_after else ""]
    known = ", ".join(b for b in bounds if b)
    return (known, p.why) if known else ("not dated", None)


def _quoted(title: str | None) -> str | None:
    """A title in quotation marks, unless it brings its own."""
    if not title:
        return None
    cut = clipped(title, TITLE)
    return cut if cut[0] in '“"«„' else f"“{cut}”"


def _first_day(a: Article, published: Mapping[str, Published]) -> str | None:
    p = a.published if a.published and a.published.date else published.get(a.id, a.published)
    return (p.date or p.not_before) if p else None
