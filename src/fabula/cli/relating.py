"""``fabula compare review``, ``decide``, ``calibrate``, ``undo``, ...: a person's power over what claims are to each other."""

import sys
from collections.abc import Mapping, Sequence
from typing import Literal

import click

from fabula.cli.common import DOSSIER, print_json, print_text, say, table
from fabula.cli.entities import export, import_
from fabula.compare.calibrating import SHIPPED, Calibration, Measured, crossed, fitted, lacking, measured
from fabula.compare.deciding import calibration
from fabula.compare.relations import KINDS
from fabula.compare.reviewing import labelled, related, to_review
from fabula.compare.verdicts import version
from fabula.dossier import Editor
from fabula.errors import UsageError
from fabula.model.decisions import Calibrate, OfClaims, Relate, actions
from fabula.model.records import Article, ClaimPair
from fabula.model.vocabulary import Relation
from fabula.views.comparing import pair_row
from fabula.views.entity import in_context

KEYS: dict[str, Relation] = {"a": "agrees", "c": "clashes", "n": "neither", "d": "development", "v": "view"}
RELATION = click.Choice([*KINDS, "accept"])


@click.command()
@DOSSIER
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many pairs at the most.")
@click.option("--random", "mixed", is_flag=True, help="In a random (but fixed) order: what calibration does best on.")
@click.option("--json", "as_json", is_flag=True, help="Print the pairs, ask nothing.")
def review(dossier: str, limit: int, mixed: bool, as_json: bool) -> None:
    """Go through the judged pairs of claims, the most doubtful first: one key each.

    a agrees, c clashes, n neither, d development (what was to come, and what came), v a difference of view, y as the
    machine has it, s skip, u take the last one back, q stop. Without a terminal it prints the pairs.
    """
    with Editor(dossier) as d:
        texts = {a.id: a for a in d}
        pairs = to_review(d, mixed)
        if as_json or not sys.stdin.isatty():
            for p in pairs[:limit]:
                print_json(pair_row(p, texts))
            return
        kept = _asked(pairs[:limit], texts)
        if kept:
            d.decide(*kept)
        say(f"{len(kept)} decided; to take the last back: fabula compare undo {dossier}")


def _asked(pairs: Sequence[ClaimPair], texts: Mapping[str, Article]) -> list[Relate]:
    """Ask a person about pairs, on a terminal; what was decided, in order."""
    kept: list[tuple[int, Relate]] = []
    n = 0
    while n < len(pairs):
        p = pairs[n]
        print_text(f"\n{n + 1}/{len(pairs)}  {p.relation}?  {p.score:.2f}")
        for anchor in (p.left, p.right):
            print_text(f"  {texts[anchor[0]].path}: {in_context(texts[anchor[0]].text, anchor)}")
        print_text(f"  {'; '.join(p.why)}")
        print_text(
            "  a agrees · c clashes · n neither · d development · v view · y yes · s skip · u undo · q stop ", nl=False
        )
        key = click.getchar().lower()
        print_text(key)
        if key == "q":
            break
        if key == "u":
            n = kept.pop()[0] if kept else n
            continue
        relation = p.relation if key == "y" else KEYS.get(key)
        if relation:
            kept.append((n, Relate(left=(p.left,), right=(p.right,), relation=relation)))
        elif key != "s":
            continue
        n += 1
    return [x for _, x in kept]


@click.command()
@DOSSIER
@click.argument("row", metavar="ID")
@click.argument("relation", type=RELATION)
def decide(dossier: str, row: str, relation: Relation | Literal["accept"]) -> None:
    """Say what the sides of a comparison, or of a judged pair, are to each other.

    ID is that of a row (`fabula compare FILE --json`) or of a pair (`fabula compare review FILE --json`). RELATION is
    agrees, clashes, neither (it is rejected), development, view, or accept (as the machine has it).
    """
    with Editor(dossier) as d:
        decided = related(d, row, None if relation == "accept" else relation)
        d.decide(decided)
        say(f"{row}: {decided.relation}; to take it back: fabula compare undo {dossier}")


@click.command()
@DOSSIER
@click.option("--dry-run", is_flag=True, help="Only show what it would change.")
def calibrate(dossier: str, dry_run: bool) -> None:
    """Fit the judge's probabilities to what you decided, and keep the fit if it is better on pairs it did not see.

    Needs at least 30 decided pairs (`fabula compare review FILE --random`), five each of two relations. Shows how true
    the scores are before, and after by ten-fold cross-validation: no pair is measured with a fit that saw it.
    """
    with Editor(dossier) as d:
        labels = labelled(d)
        if why := lacking(labels):
            raise UsageError(f"{dossier}: nothing to fit: {why}; decide more: fabula compare review {dossier} --random")
        before = measured([x.p for x in labels], labels)
        after = measured(crossed(labels), labels)
        fit = fitted(labels)
        _show(len(labels), before, after)
        print_text(f"fit: {_said(fit)}; kept till now: {_said(calibration(d.decisions(), version()))}")
        if dry_run:
            return
        if after.loss >= before.loss:
            say("not kept: on pairs that it did not see it is no better than the shipped calibration")
            return
        values = (fit.scale, fit.agrees, fit.clashes)
        d.decide(Calibrate(name=version(), values=values))
        say(f"kept, and all pairs judged by it; to take it back: fabula compare undo {dossier}")


def _said(c: Calibration) -> str:
    return "as shipped" if c == SHIPPED else f"scale {c.scale:.2f}, agrees {c.agrees:+.2f}, clashes {c.clashes:+.2f}"


def _show(size: int, before: Measured, after: Measured) -> None:
    for title, m in (("as shipped", before), ("fitted, cross-validated", after)):
        print_text(f"{title}: {size} pairs")
        table(
            [
                {
                    "score": f"{b.low:.1f} to {b.high:.1f}",
                    "pairs": str(b.count),
                    "mean score": f"{b.score:.2f}",
                    "right": f"{b.right:.2f}",
                }
                for b in m.bins
            ]
        )
        print_text(f"calibration error {m.error:.3f}, log loss {m.loss:.3f}, right {m.right:.2f}\n")


@click.command()
@DOSSIER
def undo(dossier: str) -> None:
    """Take your last decision about claims, or your last calibration, back."""
    with Editor(dossier) as d:
        last = d.undo(actions(OfClaims))
        said = last.relation if isinstance(last, Relate) else last.action if last else ""
        say(f"taken back: {said}" if last else "nothing to undo")


COMMANDS = (review, decide, calibrate, undo, export, import_)
