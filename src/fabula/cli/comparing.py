"""``fabula compare``: where tellings agree and clash; or pairs of passages, as lines of JSON."""

import click

from fabula.cli.asking import COLUMNS
from fabula.cli.common import formats, show_rows
from fabula.cli.judging import lines
from fabula.comparing.judge import compare_lines
from fabula.dossier import Dossier


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--jsonl", is_flag=True, help="FILE holds {id, left, right} a line (- for standard input): judge each pair."
)
@click.option("--event", metavar="ID", help="Only what is about this event.")
@click.option("--entity", metavar="NAME", help="Only what mentions this name.")
@formats
def compare(file: str, jsonl: bool, event: str | None, entity: str | None, form: str) -> None:
    """Show where the tellings in a dossier agree, clash, stand alone or fall silent, sharpest first.

    With --jsonl, judge pairs of passages instead: prints {id, relation, score, why} a line, where relation is agrees,
    clashes or neither.
    """
    if jsonl:
        for line in compare_lines(lines(file)):
            click.echo(line)
        return
    with Dossier(file) as d:
        rows = d.rows("comparisons")
        if event:
            rows = (r for r in rows if r["about"] == event)
        if entity:
            name = entity.casefold()
            rows = (r for r in rows if any(name in e["text"].casefold() for e in r["evidence"]))
        show_rows(rows, form, COLUMNS["comparisons"])


COMMANDS = (compare,)
