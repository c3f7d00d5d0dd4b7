"""``fabula forecast``: the ledger of forecasts, what came of them, and how good their makers are."""

from datetime import date
from typing import Any

import click

from fabula.cli.common import DOSSIER, formats, print_json, print_text, say, show_rows
from fabula.cli.lazy import Listing
from fabula.derive.forecasts.choosing import assumed, made_by, settled
from fabula.derive.forecasts.evidence import passage
from fabula.derive.forecasts.ledger import Ledger, LedgerEntry, ledger
from fabula.derive.forecasts.rows import entry_row, proposal_row, standing_row
from fabula.derive.forecasts.scoring import ENOUGH
from fabula.derive.forecasts.standings import standings
from fabula.dossier import Editor, Snapshot
from fabula.errors import UsageError
from fabula.model.decisions import ForecastOutcome, actions
from fabula.model.quoting import Row
from fabula.model.vocabulary import Ruling


class Day(click.ParamType[date]):
    """An ISO date."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value} is no date like 2024-07-31", param, ctx)


AS_OF = click.option(
    "--as-of", type=Day(), metavar="DATE", help="The day from which a forecast counts as overdue; today by default."
)


@click.group(cls=Listing)
def forecast() -> None:
    """What was foretold in a dossier, what came of it, and how good its makers are at it.

    `fabula forecast FILE` lists every forecast once, however many reports have it. What became of one is for a person to
    say: it survives rebuilds and new articles, and is exported and imported with `fabula entities export` and `import`.
    """


@forecast.command("list")
@DOSSIER
@click.option("--open", "only_open", is_flag=True, help="Only those that nothing was decided of.")
@click.option("--due", type=Day(), metavar="DATE", help="Only those due on this day or before.")
@click.option("--maker", metavar="NAME", help="Only those made by this name, or a part or other spelling of it.")
@click.option("--outlet", metavar="NAME", help="Only those that this outlet tells.")
@AS_OF
@formats
def list_(
    dossier: str,
    only_open: bool,
    due: date | None,
    maker: str | None,
    outlet: str | None,
    as_of: date | None,
    form: str,
) -> None:
    """List the forecasts: the longest overdue first, then the soonest due, then the surest (or surest not)."""
    today = as_of or date.today()
    with Snapshot(dossier) as d:
        found = ledger(d)
        kept = found.ordered(today)
        if only_open:
            kept = [e for e in kept if not e.resolved]
        if due:
            kept = [e for e in kept if e.due and e.due.last and e.due.last <= due]
        if maker:
            kept = made_by(d, kept, maker)
        if outlet:
            kept = [e for e in kept if any(outlet.casefold() in o.casefold() for o in e.outlets)]
        articles = {a.id: a for a in d}
        rows = [entry_row(e, articles, today) for e in kept]
    _lost(found)
    if form != "table":
        show_rows(rows, form)
        return
    for e, row in zip(kept, rows, strict=True):
        _print(e, row)
    if not rows:
        say("nothing found")


def _print(e: LedgerEntry, row: Row) -> None:
    """One forecast as a few lines: what a table's cells would cut short."""
    late = row["days_overdue"]
    due = "no due date" if e.due is None else f"due {e.due}" + (f", {late} days overdue" if late else "")
    who = ", ".join(row["makers"]) or "maker not stated"
    sure = str(e.band)
    if e.outcome.probability is not None:
        sure += f", {e.outcome.probability:g} given by a person"
    print_text(f"{e.id}  {e.status}; {due}; {sure}; {who}{' (own voice)' if e.first.own else ''}")
    print_text(f"    {e.first.text}" + "".join(f" [{p}: {n}]" for p, n in e.first.meant))
    if row["condition"]:
        print_text(f"    on the condition: {row['condition']}")
    places = [f"{t['path']}:{t['start']}-{t['end']}" for t in row["tellings"]]
    print_text(f"    {'; '.join(places[:3])}" + (f"; and {len(places) - 3} more" if len(places) > 3 else ""))
    for x in row["resolved_by"]:
        print_text(f"    {e.status} by “{' '.join(x['text'].split())}” ({x['path']}:{x['start']}-{x['end']})")
    if e.outcome.note:
        print_text(f"    {e.status}: {e.outcome.note}")


def _lost(found: Ledger) -> None:
    for d in found.lost:
        i, start, end = d.left[0]
        say(f"warning: a decision rests on characters {start} to {end} of {i}, no longer read as a forecast", bad=True)


@forecast.command()
@DOSSIER
@click.argument("name", metavar="ID")
@click.option("--true", "status", flag_value="true", help="What it speaks of came about.")
@click.option("--false", "status", flag_value="false", help="It did not.")
@click.option("--undecidable", "status", flag_value="undecidable", help="Nobody can tell.")
@click.option("--void", "status", flag_value="void", help="Its condition was not met.")
@click.option("--reopen", "status", flag_value="open", help="Nothing is decided after all.")
@click.option("--by", multiple=True, metavar="PLACE", help="Evidence: ARTICLE:START-END, or words of one passage.")
@click.option("--note", metavar="TEXT", help="Evidence in your own words.")
@click.option("--on", type=Day(), metavar="DATE", help="When it was settled; the passage's date by default.")
@click.option("--probability", type=click.FloatRange(0, 1), help="Score it by this instead of by its words.")
def resolve(
    dossier: str,
    name: str,
    status: Ruling | None,
    by: tuple[str, ...],
    note: str | None,
    on: date | None,
    probability: float | None,
) -> None:
    """Say what became of a forecast, and by what evidence; or give it a probability.

    For "A is unlikely to win", --true means that A won: it is scored by the probability its words gave that. A later
    decision replaces an earlier one; `fabula forecast undo` takes the last one back.
    """
    with Editor(dossier) as d:
        e = ledger(d).find(name)
        anchors = tuple(passage(d, x, e) for x in by)
        if status in ("true", "false", "undecidable", "void") and not anchors and not (note and note.strip()):
            raise UsageError("name the evidence: --by ARTICLE:START-END, --by WORDS, or --note TEXT")
        if status is None and (probability is None or anchors or note or on):
            raise UsageError("say what became of it: --true, --false, --undecidable, --void or --reopen")
        day, warnings = (on, []) if on else settled(d, e, anchors)
        for warning in warnings:
            say(f"warning: {warning}", bad=True)
        d.decide(
            ForecastOutcome(
                left=e.anchors,
                right=anchors,
                status=status,
                note=" ".join(note.split()) if note else None,
                on=day.isoformat() if day else None,
                probability=probability,
            )
        )
        done = ledger(d).find(e.id)
    say(f"{done.id} is {done.status}; to take it back: fabula forecast undo {dossier}")


@forecast.command()
@DOSSIER
def undo(dossier: str) -> None:
    """Take your last decision on a forecast back."""
    with Editor(dossier) as d:
        last = d.undo(actions(ForecastOutcome))
        if not isinstance(last, ForecastOutcome):
            say("nothing to undo")
            return
        what = last.status or f"probability {last.probability:g}"
        i, start, end = last.left[0]
        text = " ".join(d.article(i).text[start:end].split())
        say(f"taken back: {what}, of: {text}")


@forecast.command()
@DOSSIER
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--limit", type=click.IntRange(1, 50), default=3, show_default=True, help="Passages a forecast at most.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a forecast.")
@AS_OF
def review(dossier: str, names: tuple[str, ...], limit: int, as_json: bool, as_of: date | None) -> None:
    """Show open forecasts with passages of later reports that bear on them. It proposes; you decide.

    The score is a sum, its parts shown: shared words, shared entities, events of the same type, published when or after
    it was due, and what the judge of pairs makes of it. Reports of unknown date are included, and marked so.
    """
    from fabula.derive.forecasts.bearing import proposals  # here: it alone needs the judge of pairs

    with Snapshot(dossier) as d:
        found = ledger(d)
        wanted = [e for e in found.ordered(as_of or date.today()) if not e.resolved]
        if names:
            ids = {found.find(n).id for n in names}
            wanted = [e for e in found.entries if e.id in ids]
        proposed = proposals(d, wanted, limit)
        articles = {a.id: a for a in d}
    if as_json:
        for e in wanted:
            row = entry_row(e, articles, as_of)
            shown = {k: row[k] for k in ("id", "status", "forecast", "makers", "due", "due_last", "evidence")}
            print_json({**shown, "proposed": [proposal_row(x) for x in proposed[e.id]]})
        return
    for e in wanted:
        if not proposed[e.id] and not names:
            continue
        _print(e, entry_row(e, articles, as_of or date.today()))
        for x in proposed[e.id]:
            parts = ", ".join(f"{n} {v:+.2f}" for n, v in x.parts)
            place = f"{x.article.path}:{x.start}-{x.end}"
            print_text(f"      {x.score:.2f} “{' '.join(x.article.text[x.start : x.end].split())}”")
            print_text(f"           {parts}; {'; '.join(x.why)}")
            print_text(f"           fabula forecast resolve {dossier} {e.id} --true|--false --by {place}")
        if not proposed[e.id]:
            print_text("      no later passage bears on it")
    bare = sum(not proposed[e.id] for e in wanted)
    if bare and not names:
        say(f"open forecasts that no later passage bears on: {bare}; see: fabula forecast list {dossier} --open")
    if not wanted:
        say("no forecast is open")


@forecast.command()
@DOSSIER
@click.option(
    "--assume",
    multiple=True,
    metavar="BAND=P",
    help='Score what has no number: unstated=P or possible=P; "will" is unstated.',
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the bootstrap.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a maker and outlet.")
def score(dossier: str, assume: tuple[str, ...], seed: int, as_json: bool) -> None:
    """Score makers and outlets by what came of their forecasts.

    Brier (0 is best, 1 worst) and logarithmic scores (nats, 0 is best), with 95% intervals by a seeded bootstrap, and a
    calibration table with Wilson intervals; from ten scored forecasts on, below that counts alone. A band of words is
    scored by its middle. What states no certainty is counted, not scored, unless you give it a probability
    (`fabula forecast resolve ... --probability`) or assume one here.
    """
    given = dict(assumed(x) for x in assume)
    with Snapshot(dossier) as d:
        found = ledger(d)
    _lost(found)
    rows = [standing_row(s) for s in standings(found.entries, given, seed)]
    if as_json:
        for row in rows:
            print_json(row)
        return
    cells = [
        {
            "who": f"{r['name']}" if r["kind"] == "all" else f"{r['kind']}: {r['name']}",
            "carried": r["carried"], "own": r["own"], "open": r["open"], "true": r["come_true"], "false": r["failed"],
            "other": r["undecidable"] + r["void"], "scored": r["scored"],
            "Brier": _shown(r["brier"], r["scored"]), "log": _shown(r["log"], r["scored"]),
        }
        for r in rows
    ]  # fmt: skip
    show_rows(cells, "table")
    for r in rows:
        if r["calibration"]:
            print_text(f"\nCalibration of {r['name']}:")
            show_rows(
                [
                    {
                        "stated": f"{b['from']:g}–{b['to']:g}", "forecasts": b["count"], "mean": f"{b['stated']:.2f}",
                        "came true": f"{b['observed']:.2f} [{b['interval'][0]:.2f}, {b['interval'][1]:.2f}]",
                    }
                    for b in r["calibration"]
                ],
                "table",
            )  # fmt: skip
    print_text(f"\nScores from {ENOUGH} scored forecasts on; a band counts by its middle; brackets are 95% intervals.")
    left = rows[0]["without_probability"]
    if left:
        print_text(f"{left} that came true or failed state no probability and are not scored: see --assume.")
    if given:
        print_text("Assumed: " + ", ".join(f"{k} = {v:g}" for k, v in given.items()))


def _shown(m: dict[str, Any] | None, scored: int) -> str:
    if m is None:
        return "too few" if scored < ENOUGH else "infinite"
    low, high = m["interval"]
    return f"{m['value']:.3f} [{low:.3f}, {high:.3f}]"


COMMANDS = (forecast,)
