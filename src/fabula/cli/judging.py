"""``fabula match``, ``fabula link``, ``fabula compare``: judgements over lines of JSON."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from fabula.cli.common import print_text
from fabula.errors import UsageError
from fabula.printing import json_line

JSONL = click.option("--jsonl", is_flag=True, required=True, help="Read and print one JSON object a line.")


def lines(name: str) -> Iterator[str]:
    """The lines of a file, or of standard input for -; raises UsageError for what is not UTF-8 text."""
    try:
        stream = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115
        with stream:
            for n, line in enumerate(stream, 1):
                try:
                    yield line.decode("utf-8-sig" if n == 1 else "utf-8")
                except UnicodeDecodeError as e:
                    raise UsageError(f"{name}: line {n} is not UTF-8 text") from e
    except OSError as e:
        raise UsageError(f"{name}: {e.strerror}") from e


def _judge(function: Callable[[Iterable[str]], Iterator[str]], name: str) -> None:
    for line in function(lines(name)):
        print_text(json_line(line))


@click.command()
@click.argument("file", metavar="FILE")
@JSONL
def match(file: str, jsonl: bool) -> None:
    """Judge pairs of names: the same or not. FILE (- for standard input) holds {id, kind, left, right} a line.

    Prints {id, score, same, why} a line: what agreed, what clashed, what decided.
    """
    from fabula.names import match_lines

    _judge(match_lines, file)


@click.command()
@click.argument("file", metavar="FILE")
@JSONL
def link(file: str, jsonl: bool) -> None:
    """Join names to entities. FILE (- for standard input) holds {id, form, type, doc, language} a line.

    Prints {id, entity} a line: the label is equal for names of one entity.
    """
    from fabula.names import link_lines

    _judge(link_lines, file)


COMMANDS = (match, link)
