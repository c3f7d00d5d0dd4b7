"""The command line: one module a command group, and what all commands share in ``common``."""

import contextlib
import errno
import io
import os
import signal
import sys

import click

from fabula.cli import logs
from fabula.cli.common import say
from fabula.cli.lazy import Lazy, Section
from fabula.errors import FabulaError, OutputError
from fabula.version import __version__

SECTIONS: dict[str, Section] = {
    "Make a dossier": {
        "build": ("building", "Make a dossier from articles, or add articles to one."),
        "watch": ("watching", "Keep a dossier up to date from feeds, pages and folders."),
        "remove": ("building", "Take an article out of a dossier."),
        "update": ("building", "Bring a dossier of an earlier version up to date, or mend one."),
        "verify": ("building", "Check that every record of a dossier is true to its articles."),
        "archive": ("keeping", "Move old articles out of a dossier into an archive, or throw them away."),
        "copy": ("keeping", "Copy a dossier from a file to a server, or back, and prove the copy."),
        "status": ("keeping", "Show a dossier's state: its generation, what waits, what failed, how large it is."),
    },
    "Read it": {
        "serve": ("serving", "Open the workbench: all pages of a dossier, in your browser."),
        "brief": ("reporting", "Write a brief: what happened, who said what, where reports agree and clash."),
        "new": ("watching", "List what came into a dossier since a day: events, figures, clashes, changed texts."),
        "show": ("asking", "List what a dossier holds: articles, entities, events, claims and more."),
        "search": ("asking", "Find sentences by their words."),
        "quotes": ("asking", "List who said what, by speaker."),
        "timeline": ("timing", "List what happened, by date."),
        "figures": ("figures", "Follow the numbers that reports give: deaths, offers, seats, and who says which."),
        "compare": ("comparing", "Show where reports agree and clash, and what only one of them says."),
        "export": (
            "exporting",
            "Write a dossier for other programs: NDJSON, CSV, Parquet, annotations, graphs and more.",
        ),
        "mcp": ("models", "Serve a dossier to language models, which cite the passages (Model Context Protocol)."),
        "check": ("checking", "Hold each sentence of a draft against a dossier: supported, contradicted, not found."),
        "write": ("writing", "Let a language model word the brief, and keep only what the articles support."),
        "outlets": ("outlets", "Show what each outlet reports, leaves out and alone has."),
        "causes": ("causing", "Show what the reports say causes what."),
        "system": ("system", "Show the system that the reports describe: what can rise and fall, what moves what."),
        "whatif": ("running", "Follow a change through that system: what if sanctions fall?"),
        "forecast": ("forecasting", "List forecasts, and record which came true."),
    },
    "Correct it": {
        "entities": ("entities", "List who and what is named; merge, split and rename them."),
    },
    "Without a dossier": {
        "annotate": ("annotating", "Print what is read in each article, one by one."),
        "match": ("judging", "Judge whether two names are the same."),
        "link": ("judging", "Sort many names into entities."),
    },
}
"""Every command under the heading that help shows it by: the module that has it, and what it does."""


@click.group(
    cls=Lazy, sections=SECTIONS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="fabula")
def fabula() -> None:
    """Read many news reports of one story, and see the story they tell together, every line with its source.

    To begin: `fabula brief` with the files, folders or web addresses of some articles writes a page to read. To keep
    what was read and ask more of it, make a dossier: `fabula build ARTICLES -o story.fabula`.

    Results go to standard output, messages and progress to standard error. The exit status is 0 when all went well, 1
    when some inputs could not be used (each is named), 2 when the command could not be done as given, and 101 for a
    bug in Fabula.
    """


def main() -> None:
    """Run the command line and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # texts hold what a terminal's code page may not
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:
            with contextlib.suppress(ValueError):  # not the main thread
                signal.signal(getattr(signal, name), _ended)
    logs.begin()
    status = _status()
    try:
        sys.stdout.flush()
    except OSError as e:
        if status == 0:
            say(f"fabula: standard output cannot be written: {(e.strerror or str(e)).lower()}", bad=True)
            status = 2
        _silence()
    sys.exit(status)


def _status() -> int:
    """Run the command, say what went wrong, and return the exit status."""
    try:
        status = fabula.main(prog_name="fabula", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.exceptions.Exit as e:
        return e.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("fabula: interrupted")
        return 130
    except Ended as e:
        say("fabula: ended from outside")
        return 128 + e.number
    except click.ClickException as e:
        shown = io.StringIO()
        e.show(file=shown)
        say(shown.getvalue().rstrip("\n"))
        return 2
    except OutputError as e:
        _silence()
        if e.gone:
            return _gone()
        say(f"fabula: {e}", bad=True)
        return 2
    except FabulaError as e:
        say(f"fabula: {e}")
        return 2
    except OSError as e:
        if e.errno not in _OF_THE_PLACE:
            return _bug(e)
        said = (e.strerror or str(e)).lower()
        say(f"fabula: {os.fsdecode(e.filename)}: {said}" if e.filename else f"fabula: {said}", bad=True)
        if not e.filename:
            _silence()
        return 2
    except Exception as e:
        return _bug(e)


_OF_THE_PLACE = {
    getattr(errno, n)
    for n in (
        "ENOSPC",
        "EDQUOT",
        "EFBIG",
        "EROFS",
        "EACCES",
        "EPERM",
        "EIO",
        "ENAMETOOLONG",
        "ELOOP",
        "EMFILE",
        "ENOMEM",
    )
    if hasattr(errno, n)
}
"""What the system refuses for want of room or right: nothing that Fabula could mend."""


class Ended(BaseException):
    """The process was told to end: what it holds open is closed, and temporary files are removed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _ended(number: int, frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise Ended(number)


def _gone() -> int:
    """Whoever reads the output went away, as ``head`` does: end as other programs do, by the signal, with no word."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)
    return 141


def _silence() -> None:
    """Let what is still to be written to standard output go nowhere: Python would complain of it at the end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _bug(e: Exception) -> int:
    if os.environ.get("FABULA_DEBUG"):
        raise e
    say(
        f"fabula: a bug: {type(e).__name__}: {e}\n"
        "Please report it, with the command and what FABULA_DEBUG=1 prints before it."
    )
    return 101
