"""The command line: one module a command group, and what all commands share in ``common``."""

import os
import sys

import click

from fabula.cli import (
    annotating,
    asking,
    building,
    causing,
    comparing,
    entities,
    forecasting,
    judging,
    known,
    outlets,
    reporting,
    timing,
)
from fabula.errors import FabulaError
from fabula.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="fabula")
def fabula() -> None:
    """Read many tellings of a story; get the one story that they tell, each line with its source.

    Data goes to standard output, progress and messages to standard error. Exit status: 0 done; 1 done, but some inputs
    failed, each named; 2 the call, configuration or input is unusable; 101 a bug.
    """


for group in (
    building,
    reporting,
    asking,
    entities,
    known,
    comparing,
    outlets,
    causing,
    forecasting,
    annotating,
    judging,
    timing,
):
    for command in group.COMMANDS:
        fabula.add_command(command)


def main() -> None:
    """Run the command line and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # texts hold what a terminal's code page may not
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = fabula.main(standalone_mode=False)
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
    except Exception as e:
        if os.environ.get("FABULA_DEBUG"):
            raise
        click.echo(
            f"fabula: a bug: {type(e).__name__}: {e}\n"
            "Please report it, with the command and what FABULA_DEBUG=1 prints before it.",
            err=True,
        )
        sys.exit(101)
    sys.exit(status if isinstance(status, int) else 0)
