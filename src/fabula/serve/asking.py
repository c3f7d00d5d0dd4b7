"""What a page is asked: the state of the dossier, the parameters of the address or the form, and addresses made from them."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote, urlencode

from fabula.errors import UsageError
from fabula.model.records import Pair

if TYPE_CHECKING:
    from fabula.serve.jobs import Jobs
    from fabula.serve.state import Holder, State

PAGE = 50
"""Lines of a list on one page."""
LONGEST = 2000
"""Characters of one parameter."""


@dataclass(frozen=True)
class Given:
    """A file that was brought: its name and its bytes."""

    name: str
    data: bytes


class Still(Protocol):
    """Pages that are written to a disk, where no server answers: what they may lead to, and the policy that stands in each."""

    @property
    def policy(self) -> str: ...

    def kept(self, address: str) -> bool:
        """Whether the page of this address is written."""
        ...

    def cited(self, article: str, passages: Sequence[Pair] = ()) -> Mapping[Pair, int]:
        """The passages of an article that pages lead to, with these added, each with its number in the article."""
        ...


@dataclass
class Ask:
    """One request. ``path`` is as it was asked for, quoted. ``args`` are the parameters of the address, ``form`` those of what was sent, with ``files``."""

    path: str
    args: Mapping[str, Sequence[str]]
    state: "State"
    jobs: "Jobs"
    nonce: str
    holder: "Holder"
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Sequence[Given] = ()
    cookies: Mapping[str, str] = field(default_factory=dict)
    local: bool = True
    still: Still | None = None

    @property
    def live(self) -> bool:
        """Whether a server answers what the page asks."""
        return self.still is None

    @property
    def filtered(self) -> bool:
        """Whether the address asks for less than all."""
        return any(k not in ("page", "id") for k in self.args)

    def leads(self, address: str) -> bool:
        """Whether a link to this address leads anywhere."""
        return self.still is None or self.still.kept(address)

    def get(self, name: str, default: str = "") -> str:
        """A parameter of the address; blank ones count as not given."""
        return next((v.strip() for v in self.args.get(name, ()) if v.strip()), default)[:LONGEST]

    def every(self, name: str) -> list[str]:
        """All values of a parameter of the address."""
        return [v.strip()[:LONGEST] for v in self.args.get(name, ()) if v.strip()]

    def sent(self, name: str, default: str = "") -> str:
        """A field of the form."""
        return next((v for v in self.form.get(name, ())), default)

    def all_sent(self, name: str) -> list[str]:
        """All values of a field of the form."""
        return [v for v in self.form.get(name, ()) if v]

    @property
    def page(self) -> int:
        """Which page of a list, from 1."""
        text = self.get("page", "1")
        return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1

    def here(self, **changes: str | int | None) -> str:
        """The address of this page with other parameters; None takes one away, and what is changed begins at page 1."""
        held: dict[str, Sequence[str]] = {k: [x for x in v if x.strip()] for k, v in self.args.items() if k != "page"}
        for name, value in changes.items():
            held[name.rstrip("_")] = [] if value in (None, "") else [str(value)]
        query = urlencode([(k, x) for k, v in held.items() for x in v])
        return f"{self.path}?{query}" if query else self.path

    def fresh(self) -> "AbstractContextManager[State]":
        """The state after what this request has decided."""
        self.holder.look_now()
        return self.holder.state()

    def cut(self, rows: Sequence[Any], size: int = PAGE) -> "Cut":
        """The rows of this page of a list."""
        last = max(1, -(-len(rows) // size))
        page = min(self.page, last)
        first = (page - 1) * size
        return Cut(rows[first : first + size], len(rows), first, page, last)


@dataclass(frozen=True)
class Cut:
    """A page of a list: ``rows``, of ``total``, after the ``before`` first; ``page`` of ``last``."""

    rows: Sequence[Any]
    total: int
    before: int
    page: int
    last: int


@dataclass(frozen=True)
class Page:
    """An answer: a template with what it shows."""

    template: str
    shown: Mapping[str, Any]
    status: int = 200
    cookies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Moved:
    """An answer: go there."""

    to: str


@dataclass(frozen=True)
class Download:
    """An answer: a file."""

    name: str
    media: str
    data: bytes


Answer = Page | Moved | Download


class NotThereError(UsageError):
    """What the address names is not in the dossier."""


def to(kind: str, name: str, **query: str | int | None) -> str:
    """The address of one thing. Names are whatever the articles brought: every character is quoted."""
    asked = {k: v for k, v in query.items() if v not in (None, "")}
    if name.strip(".") == "":  # a browser would take it for a step up
        asked = {"id": name, **asked}
        name = ""
    at = f"/{kind}/{quote(name, safe='')}"
    return f"{at}?{urlencode(asked)}" if asked else at


def passage(article: str, start: int, end: int) -> str:
    """The address of a passage: the article with these characters marked."""
    return to("articles", article, at=f"{start}-{end}") + "#at"
