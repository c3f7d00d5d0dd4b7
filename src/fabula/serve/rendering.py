"""Templates, and how words of strangers are shown: as text, whatever they hold.

Every value that a template prints goes through ``shown``: control characters and marks that turn the direction of writing
stand as escapes, and Jinja escapes the markup. What is markup here was made here.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from fabula.derive.timeline import PLAIN
from fabula.model.records import Anchor, Entity
from fabula.printing import terminal
from fabula.serve.asking import Ask, Page, passage, to
from fabula.serve.state import State
from fabula.version import __version__
from fabula.views.brief import Brief
from fabula.views.figures import amount
from fabula.views.story import day_words

NAV = (
    ("/", "Story"),
    ("/timeline", "Timeline"),
    ("/figures", "Figures"),
    ("/entities", "People and places"),
    ("/statements", "Statements"),
    ("/forecasts", "Forecasts"),
    ("/differences", "Differences"),
    ("/system", "System"),
    ("/sources", "Sources"),
)
_BRACKETS = re.compile(r"\[[^\[\]<>]{1,80}\]")
AROUND = 90
"""Characters of context on each side of a passage."""
CITED = 3
"""Passages that are named after a line; the rest are counted."""


def shown(value: Any) -> Any:
    """A value as a page shows it: text with nothing in it that changes how other text is shown."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return terminal(value)


def safe(text: str) -> Markup:
    """Text as markup."""
    return escape(terminal(text))


@cache
def version_of(name: str) -> str:
    """A mark of a static file's content, for its address: browsers may keep what has it."""
    return hashlib.sha256((files("fabula.serve") / "static" / name).read_bytes()).hexdigest()[:12]


def static(name: str) -> str:
    """The address of a static file."""
    return f"/static/{name}?v={version_of(name)}"


@cache
def environment() -> Environment:
    """The templates. A name that is missing is an error, not nothing."""
    found = Environment(
        loader=PackageLoader("fabula.serve"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(
        to=to,
        passage=passage,
        static=static,
        nav=NAV,
        version=__version__,
        amount=amount,
        day_words=day_words,
        plain_type=PLAIN,
    )
    found.filters["n"] = lambda n: f"{n:,}".replace(",", " ")
    found.filters["many"] = lambda n, one, more=None: f"{n:,} {one if n == 1 else more or one + 's'}"
    found.filters["bracketed"] = bracketed
    return found


def bracketed(text: str) -> Markup:
    """A line with what was put into it, in square brackets, set back."""
    return Markup(_BRACKETS.sub(r'<span class="put">\g<0></span>', str(safe(text))))


class Telling:
    """What templates say of passages in one state."""

    def __init__(self, state: State) -> None:
        self.state = state

    def who(self, article: str) -> str:
        """Who tells it."""
        name = self.state.names.get(article)
        return name.short if name else "an earlier text"

    def day(self, article: str) -> str:
        """The day of an article in short words, empty where it is not known."""
        day = self.state.days.get(article, "")
        return short_day(day) if day else ""

    def dated(self, article: str) -> str:
        """When an article was published, in words, with the time of day where it is known."""
        when = self.state.names[article].when
        day, _, rest = when.partition("T")
        if len(day) != 10 or not day[:4].isdigit():
            return when
        return f"{short_day(day)}, {rest[:5]}" if rest else short_day(day)

    def found(self, anchor: Sequence[Any], words: str, who: Entity | None) -> Markup:
        """A sentence that was found, with what it was found by marked, and what stands around it set back."""
        i, start, end = anchor[0], anchor[1], anchor[2]
        names = sorted({n for n in (who.name, *who.aliases)}, key=len, reverse=True) if who else words.split()
        spot = re.compile("|".join(re.escape(n) for n in names[:50]) or "$.", re.IGNORECASE)
        text = " ".join(self.state.articles[i].text[start:end].split())
        out, at = [], 0
        for m in spot.finditer(text):
            out.append(safe(text[at : m.start()]) + Markup("<mark>") + safe(m[0]) + Markup("</mark>"))
            at = m.end()
        out.append(safe(text[at:]))
        return Markup("").join(out)

    def words(self, anchor: Sequence[Any]) -> str:
        """The words at an anchor, on one line."""
        return self.state.text((anchor[0], anchor[1], anchor[2]))

    def cite(self, anchors: Sequence[Sequence[Any]], most: int = CITED, but: str = "") -> Markup:
        """Where a line stands: each article once, by its outlet, one step from the passage. ``but``: not this article."""
        firsts: dict[str, Sequence[Any]] = {}
        for a in anchors:
            if a[0] != but and a[0] in self.state.articles:
                firsts.setdefault(a[0], a)
        out = []
        for a in list(firsts.values())[:most]:
            name = self.state.names[a[0]]
            out.append(
                f'<a class="cite" href="{escape(passage(a[0], a[1], a[2]))}" title="{safe(name.full)}">{safe(name.short)}</a>'
            )
        more = len(firsts) - most
        rest = f' <span class="more">and {more} more</span>' if more > 0 else ""
        return Markup('<span class="cites">' + " ".join(out) + rest + "</span>") if out else Markup("")

    def context(self, anchor: Sequence[Any], around: int = AROUND) -> Markup:
        """A passage with what stands around it, the passage marked, cut at words."""
        i, start, end = anchor[0], anchor[1], anchor[2]
        text = self.state.articles[i].text
        low, high = max(0, start - around), min(len(text), end + around)
        before = text[low:start].rsplit("\n", 1)[-1]
        after = text[end:high].split("\n", 1)[0]
        if low and len(before) == start - low and " " in before:
            before = "…" + before.split(" ", 1)[1]
        if high < len(text) and len(after) == high - end and " " in after:
            after = after.rsplit(" ", 1)[0] + "…"
        kept = " ".join(text[start:end].split())
        return Markup(f"{safe(before)}<mark>{safe(kept)}</mark>{safe(after)}")


def short_day(iso: str) -> str:
    """An ISO day in short words: "5 Mar 2024"."""
    words = day_words(iso)
    parts = words.split()
    return f"{parts[0]} {parts[1][:3]} {parts[2]}" if len(parts) == 3 else words


def rendered(page: Page, ask: Ask) -> str:
    """A page as HTML."""
    state = ask.state
    told = page.shown.get("told")

    def passages(numbers: Sequence[int]) -> list[Anchor]:
        """The passages of a line of the brief, by their numbers."""
        return [told.passages[n - 1] for n in numbers] if isinstance(told, Brief) else []

    return (
        environment()
        .get_template(page.template)
        .render(
            ask=ask,
            state=state,
            telling=Telling(state),
            title_of_all=title_of(state),
            short_day=short_day,
            passages=passages,
            **page.shown,
        )
    )


def title_of(state: State) -> str:
    """What the story is called on every page: the file's name, without its ending."""
    name = state.d.path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return name.removesuffix(".fabula") or name
