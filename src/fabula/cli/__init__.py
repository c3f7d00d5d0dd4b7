"""The command line: one module a command group, and what all commands share in ``common``."""

import errno
import os
import sys
from typing import NoReturn

import click

from fabula.cli.lazy import Lazy, Section
from fabula.errors import FabulaError
from fabula.version import __version__

FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
"""The errors of a disk with no room, of a quota, and of a limit on the size of a file."""
SECTIONS: dict[str, Section] = {
    "Make a dossier": {
        "build": ("building", "Make a dossier from articles, or add articles to one."),
        "remove": ("building", "Take an article out of a dossier."),
        "update": ("building", "Bring a dossier of an earlier version up to date, or mend one."),
        "verify": ("building", "Check that every record of a dossier is true to its articles."),
    },
    "Read it": {
        "brief": ("reporting", "Write a brief: what happened, who said what, where reports agree and clash."),
        "show": ("asking", "List what a dossier holds: articles, entities, events, claims and more."),
        "search": ("asking", "Find sentences by their words."),
        "quotes": ("asking", "List who said what, by speaker."),
        "timeline": ("timing", "List what happened, by date."),
        "figures": ("figures", "Follow the numbers that reports give: deaths, offers, seats, and who says which."),
        "compare": ("comparing", "Show where reports agree and clash, and what only one of them says."),
        "outlets": ("outlets", "Show what each outlet reports, leaves out and alone has."),
        "causes": ("causing", "Show what the reports say causes what."),
        "system": ("system", "Show the system that the reports describe: what can rise and fall, what moves what."),
        "whatif": ("system", "Follow a change through that system: what if sanctions fall?"),
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
    try:
        status = fabula.main(prog_name="fabula", standalone_mode=False)
        sys.stdout.flush()  # here, where a disk that is full can still be told of
    except click.exceptions.Exit as e:
        sys.exit(e.exit_code)
    except click.Abort:
        click.echo("fabula: interrupted; what was stored is kept: run the same command to go on", err=True)
        sys.exit(130)
    except click.ClickException as e:
        e.show()
        sys.exit(2)
    except FabulaError as e:
        click.echo(f"fabula: {e}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader went away: not an error
        sys.exit(0)
    except OSError as e:
        if e.errno not in FULL:
            _bug(e)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.echo(f"fabula: {e.filename or 'the output'}: {e.strerror}: not all of it was written", err=True)
        sys.exit(2)
    except Exception as e:
        _bug(e)
    sys.exit(status if isinstance(status, int) else 0)


def _bug(e: Exception) -> NoReturn:
    if os.environ.get("FABULA_DEBUG"):
        raise e
    click.echo(
        f"fabula: a bug: {type(e).__name__}: {e}\n"
        "Please report it, with the command and what FABULA_DEBUG=1 prints before it.",
        err=True,
    )
    sys.exit(101)
