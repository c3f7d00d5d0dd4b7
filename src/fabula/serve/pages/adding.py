"""Adding from the page: files, an address or a text; how far it is; what failed and why; and taking it out again."""

import datetime

from fabula.dossier import Editor
from fabula.errors import UsageError
from fabula.ingest.items import Given
from fabula.ingest.reading.dates import iso
from fabula.serve.asking import Answer, Ask, Moved, NotThereError, Page
from fabula.serve.deciding import WAIT
from fabula.serve.jobs import Brought


def page(ask: Ask, _: str) -> Answer:
    """The page: what can be brought, and what became of what was."""
    return Page("add.html", {"jobs": ask.jobs.every(), "running": ask.jobs.running})


def add(ask: Ask, _: str) -> Answer:
    """Take what was brought, and read it in the background."""
    given = Given(outlet=_field(ask, "outlet"), published=_field(ask, "date"), title=_field(ask, "title"))
    if given.published and iso(given.published) is None:
        raise UsageError(f"{given.published} is no date that can be read; write it as 2024-03-12.")
    brought = [Brought(f.name.replace("\\", "/").rsplit("/", 1)[-1][:200] or "file", f.data) for f in ask.files]
    for address in ask.sent("address").split():
        if not address.casefold().startswith(("http://", "https://")):
            raise UsageError(f"{address[:200]} is no address; it begins with http:// or https://.")
        brought.append(Brought(address[:2000]))
    text = ask.sent("text")
    if text.strip():
        now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")  # two of one second are two
        brought.append(Brought(f"pasted {now}", text.replace("\r\n", "\n").encode("utf-8", "replace")))
    if not brought:
        raise UsageError("Bring a file, an address or a text.")
    ask.jobs.begin(brought, given)
    return Moved("/add#jobs")


def _field(ask: Ask, name: str) -> str | None:
    return " ".join(ask.sent(name).split())[:300] or None


def undo(ask: Ask, _: str) -> Answer:
    """Take out what a job added."""
    job = ask.jobs.find(ask.sent("job"))
    if job is None or not job.over or job.undone:
        raise NotThereError("There is nothing to take back.")
    with Editor(ask.holder.path, wait=WAIT) as d:
        for i in job.added:
            if i in ask.state.articles:
                d.remove(i)
    job.undone = True
    ask.holder.look_now()
    return Moved("/add#jobs")


def remove(ask: Ask, _: str) -> Answer:
    """Take one article out, with all its revisions."""
    name = ask.sent("article")
    if name not in ask.state.articles:
        raise NotThereError(f"No article has the id {name}.")
    with Editor(ask.holder.path, wait=WAIT) as d:
        d.remove(name)
    ask.holder.look_now()
    return Moved("/sources")
