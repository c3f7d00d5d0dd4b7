"""``fabula compare``: claims by reports, where they agree and clash; or pairs of passages, as lines of JSON."""

from collections.abc import Iterable

import click

from fabula.cli.common import NARROWING, TOP, Wanted, cell, foremost, formats, print_text, say, show_rows, table
from fabula.cli.judging import lines
from fabula.cli.lazy import Lazy
from fabula.dossier import Snapshot
from fabula.model.quoting import Row
from fabula.printing import json_line
from fabula.views.articles import article_names
from fabula.views.comparing import about as of_event
from fabula.views.comparing import mentioning
from fabula.views.comparing import stats as stats_of
from fabula.views.matrix import COLUMNS, WORD, marks
from fabula.views.narrowing import Narrowing


class Comparing(Lazy):
    """A group that shows where no word of its own is said: ``fabula compare FILE``; ``FILE review`` is ``review FILE``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        names = self.list_commands(ctx)
        if args and args[0] not in (*names, "-h", "--help"):
            args = [args[1], args[0], *args[2:]] if len(args) > 1 and args[1] in names else ["show", *args]
        return super().parse_args(ctx, args)


DECIDING = {
    "review": ("relating", "Go through the pairs of claims that are in doubt, and decide."),
    "decide": ("relating", "Say what two claims are to each other."),
    "calibrate": ("relating", "Fit the machine's probabilities to what you decided."),
    "undo": ("relating", "Take your last decision about claims back."),
    "export": ("relating", "Print your decisions, to keep or pass on."),
    "import": ("relating", "Take over decisions that were exported."),
}


@click.group(cls=Comparing, sections={"Correct it": DECIDING})
def compare() -> None:
    """Show where the reports in a dossier agree, where they clash and what only one says; and correct it.

    `fabula compare FILE` shows it, sharpest first; `fabula compare - --jsonl` judges pairs of passages. What you decide
    outranks the machine, survives rebuilds and new articles, and can be undone, exported and imported.
    """


@compare.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--jsonl", is_flag=True, help="FILE holds {id, left, right} a line (- for standard input): judge each pair."
)
@NARROWING
@click.option("--outlet", metavar="NAME", help="Only what this outlet tells.")
@TOP
@click.option("--stats", is_flag=True, help="Print how many pairs of claims were judged, and how many an article.")
@formats
def show(
    file: str,
    jsonl: bool,
    wanted: Wanted,
    outlet: str | None,
    top: int | None,
    stats: bool,
    form: str,
) -> None:
    """Show where the reports agree, where they clash and what only one says (this is what `fabula compare FILE` does).

    The table sets claims against reports: + says so, - says otherwise, . does not say. --json and --csv give the
    comparisons with their evidence. With --jsonl, judge pairs of passages instead: prints {id, relation, score, why} a
    line, where relation is agrees, clashes or neither.
    """
    if jsonl:
        from fabula.compare.judge import compare_lines  # here: what only shows needs no model

        for line in compare_lines(lines(file)):
            print_text(json_line(line))
        return
    with Snapshot(file) as d:
        if stats:
            show_rows([stats_of(d)], form)
            return
        rows: Iterable[Row] = d.rows("comparisons")
        if wanted["event"]:
            rows = of_event(d, wanted["event"], rows)
        if wanted["entity"]:
            rows = mentioning(d, wanted["entity"], rows)
        since, until, about = wanted["since"], wanted["until"], wanted["about"]
        rows = Narrowing(d, since=since, until=until, outlet=outlet, about=about).rows(rows)
        if top:
            rows = foremost(iter(rows), top)
        if form == "table":
            _matrix(list(rows), {i: name.full for i, name in article_names(d).items()})
        else:
            show_rows(rows, form)


def _word(row: Row) -> str:
    kind = str(row["kind"])
    return WORD.get(kind, kind)


def _matrix(rows: list[Row], names: dict[str, str]) -> None:
    """Print claims by reports; reports are numbered, and named below. Many reports are listed, not set in columns."""
    if not rows:
        say("nothing found")
        return
    found = [marks(r["kind"], [e["article"] for e in r["evidence"]], r["articles"]) for r in rows]
    tellings = sorted({a for m in found for a in m}, key=list(names).index)
    number = {a: n for n, a in enumerate(tellings, 1)}
    heads = [str(n) for n in number.values()]
    if len(tellings) <= COLUMNS:
        head = " ".join(heads)
        cells = [" ".join(m.get(a, ".").rjust(len(h)) for a, h in zip(tellings, heads, strict=True)) for m in found]
    else:
        head = "tellings"
        cells = [" ".join(f"{s}{number[a]}" for a, s in m.items() if s != ".") for m in found]
    lines = [{"kind": _word(r), "what": cell(r["what"]), head: c} for r, c in zip(rows, cells, strict=True)]
    table(lines, whole=("kind", head) if len(tellings) <= COLUMNS else ("kind",))
    print_text("\n+ says so, - says otherwise, . does not say")
    for h, a in zip(heads, tellings, strict=True):
        print_text(f"{h:>3}  {names[a]}")


COMMANDS = (compare,)
