"""``fabula watch``: keep a dossier up to date; ``fabula new``: what came in."""

import contextlib
import signal
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from fabula.archiving import day_of, retire
from fabula.cli.common import DOSSIER, formats, progress, say, show_rows
from fabula.cli.forecasting import Day
from fabula.cli.keeping import Age, day_before, told
from fabula.derive.revisions import changes
from fabula.dossier import Editor, Snapshot
from fabula.engine import watching
from fabula.errors import DossierError, SourceError, UsageError
from fabula.ingest.sources.polite import Polite, Stoppable
from fabula.model.records import Annotation, Article
from fabula.store import opening
from fabula.views.news import KINDS, news

SHOWN = 5
"""Changes of one text that a line tells of."""


class Stretch(click.ParamType[float]):
    """A stretch of time: 90, 90s, 15m, 2h, 1d."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, int | float):
            return float(value)
        text = str(value).strip().lower()
        unit = {"s": 1, "m": 60, "h": 3600, "d": 86400}.get(text[-1:])
        number = text[:-1] if unit else text
        if not (number.isascii() and number.isdigit()) or not 1 <= int(number) * (unit or 1) <= 7 * 86400:
            self.fail(f"{value} is no time like 90s, 15m or 2h, of a week at most", param, ctx)
        return float(int(number) * (unit or 1))


@click.command()
@DOSSIER
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--once", is_flag=True, help="Ask each source once, as a job of cron does, and end.")
@click.option(
    "--every", type=Stretch(), default="15m", show_default=True, metavar="TIME", help="How often to ask: 90s, 15m, 2h."
)
@click.option("--keep", type=Age(), metavar="AGE", help="Take out articles once they are older than 90d, 12w or 2y.")
@click.option(
    "--archive", metavar="ARCHIVE", help="Where these go, as `fabula archive --to` has it; else they are thrown away."
)
@click.option("--status", is_flag=True, help="Say how each source stands, and ask none.")
@click.option("--allow-private", is_flag=True, help="Let addresses lead to this machine and its network.")
@formats
def watch(
    dossier: str,
    sources: tuple[str, ...],
    once: bool,
    every: float,
    keep: int | None,
    archive: str | None,
    status: bool,
    allow_private: bool,
    form: str,
) -> None:
    """Keep the dossier FILE up to date from feeds, pages, lists of addresses, sitemaps, files and folders.

    Each SOURCE is asked again and again, with the marks that its server gave (ETag, Last-Modified), so that what has not
    changed is not sent. A server's Retry-After, its robots.txt and two seconds between requests to one host are kept; one
    that fails is left alone for longer each time, a day at most. A feed's short entries are read at their own addresses. A
    page that changed is a new text of its article: the old one is kept, and what changed is said.

    With --keep, an article that is older is not taken in, and after each round those that have become older go out; so what
    comes is linked with what is young alone, and a watch may go on for years.

    A signal (Ctrl-C, or kill) ends the watch when what is being read is kept. How the sources stand is kept in FILE.watch,
    also for `fabula watch FILE --status`.
    """
    if status:
        show_rows(_standing(dossier), form, ["source", "state", "last answer", "next", "polls", "failures", "error"])
        return
    if not sources:
        raise UsageError("nothing to watch: name feeds, pages, files or folders behind the dossier")
    for source in sources:
        if "://" not in source and not any(c in source for c in "*?[") and not Path(source).exists():
            raise UsageError(f"{source}: there is no such file or folder to watch")
    if archive and not keep:
        raise UsageError("--archive says where old articles go: --keep 90d says when they are old")
    state = watching.load(dossier)
    clock = Stoppable()
    with _signals(clock), Editor(dossier, make=True) as d:
        kept = _Kept(d, keep)
        over = watching.Watch(
            state,
            list(dict.fromkeys(sources)),
            clock,
            Polite(clock, allow_private=allow_private),
            kept.keep,
            every=every,
            save=lambda s: watching.save(dossier, s),
            stopped=lambda: clock.stopped,
        )

        def heard(failed: list[SourceError]) -> None:
            over.came(kept.new)
            if keep and (gone := retire(d, day_before(keep), archive, state.came)).gone:
                told(d.path, day_before(keep), gone, "went")
            _round(dossier, kept, failed, sum(1 for w in state.sources.values() if not w.gone), over, once)

        watching.run(over, clock, once=once, heard=heard)
        say(
            f"{dossier}: {'done' if once else 'stopped'}; {_articles(d)}; next: fabula new {dossier} --since {date.today()}"
        )


def _articles(dossier: Snapshot) -> str:
    n = sum(1 for _ in dossier)
    return f"{n} article{'s' * (n != 1)}"


class _Kept:
    """Takes articles into a dossier, and remembers what was new in the last round."""

    def __init__(self, dossier: Editor, days: int | None = None) -> None:
        self._dossier, self._days = dossier, days
        self.new: list[str] = []
        self.changed: list[tuple[Article, Article]] = []

    def keep(self, found: list[Article | SourceError], whole: set[str]) -> list[SourceError]:
        """Take articles in and resolve."""
        self.new, self.changed = [], []
        if self._days:
            found = [a for a in found if isinstance(a, SourceError) or not self._old(a)]

        def tell(x: Annotation | SourceError | None) -> None:
            bar.step(x)
            if isinstance(x, Annotation):
                self.new.append(x.article.id)

        with progress("articles read") as bar:
            failed = self._dossier.add(found, tell=tell, whole=whole)
            failed += self._dossier.settle()
        held = self._dossier.revisions()
        by = {place: i for i, place in held.items()}
        for i in self.new:
            source, number = held.get(i, (i, 1))
            old = by.get((source, number - 1))
            if old is not None:
                self.changed.append((self._dossier.article(old), self._dossier.article(i)))
        return failed

    def _old(self, article: Article) -> bool:
        day = day_of(article, {})
        return day is not None and day < day_before(self._days or 0)


def _round(
    dossier: str, kept: _Kept, failed: list[SourceError], sources: int, over: watching.Watch, once: bool
) -> None:
    """Say what a round brought."""
    for e in failed:
        say(f"fabula: {e}", bad=True)
    for old, new in kept.changed:
        found = changes(old, new)
        more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        say(f"{new.path}: new text: {'; '.join(str(c) for c in found[:SHOWN])}{more}")
    fresh = len(kept.new) - len(kept.changed)
    due = "" if once else f"; next at {_clock(over.next())}"
    say(
        f"{_clock(time.time())} {dossier}: {sources} source{'s' * (sources != 1)}, {fresh} new, "
        f"{len(kept.changed)} changed, {len(failed)} failed{due}"
    )
    kept.new, kept.changed = [], []


@contextlib.contextmanager
def _signals(clock: Stoppable) -> Iterator[None]:
    """Let the first signal end the watch when what it reads is kept, and a second one end it now."""
    before: dict[int, Any] = {}

    def stop(number: int, frame: object) -> None:
        clock.stop()
        say("fabula: ending when what is being read is kept; once more to end now")
        for n, handler in before.items():
            signal.signal(n, handler)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            with contextlib.suppress(ValueError):  # not the main thread
                number = getattr(signal, name)
                before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _clock(when: float) -> str:
    return datetime.fromtimestamp(when).strftime("%H:%M:%S")


def _standing(dossier: str) -> Iterator[dict[str, Any]]:
    """A row a source: what `--status` shows."""
    if not watching.state_file(dossier).exists():
        raise DossierError(f"{dossier}: is not watched: there is no {watching.state_file(dossier)}")

    def shown(when: float) -> str | None:
        return datetime.fromtimestamp(when, UTC).isoformat(timespec="seconds") if when else None

    for w in sorted(watching.load(dossier).sources.values(), key=lambda w: (not w.given, w.address)):
        yield {
            "source": w.address,
            "given": w.given,
            "state": w.state,
            "last answer": shown(w.answered),
            "next": None if w.state == "rests" else shown(max(w.due, w.not_before)),
            "polls": w.polls,
            "failures": w.failures,
            "error": w.error or None,
        }


@click.command()
@DOSSIER
@click.option("--since", type=Day(), required=True, metavar="DATE", help="The first day that counts, like 2024-07-31.")
@click.option(
    "--as-of", type=Day(), metavar="DATE", help="The day up to which forecasts count as due; today by default."
)
@click.option("--kind", type=click.Choice(KINDS), multiple=True, help="Only news of this kind.")
@formats
def new(dossier: str, since: date, as_of: date | None, kind: tuple[str, ...], form: str) -> None:
    """List what came into the dossier FILE since a day.

    New articles, what outlets changed in texts that they had published, events that only new articles tell of, figures
    that moved, clashes that a new article is a side of, and forecasts that came due. An article came in when `fabula
    watch` took it; where it was built by hand, when it was published.
    """
    came = {i: datetime.fromtimestamp(t).date() for i, t in _came(dossier).items()}
    with Snapshot(dossier) as d:
        rows = [r for r in news(d, since, as_of or date.today(), came) if not kind or r["kind"] in kind]
    show_rows(rows, form, ["kind", "date", "what", "articles"])


def _came(dossier: str) -> dict[str, float]:
    return watching.load(dossier).came if opening.exists(dossier) else {}


COMMANDS = (watch, new)
