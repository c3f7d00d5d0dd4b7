"""The brief's ledger of forecasts: what is open with its due date, what came of the rest, and how well it was foretold."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from fabula.derive.forecasts.horizons import day_of, overdue
from fabula.derive.forecasts.ledger import Ledger, LedgerEntry, ledger
from fabula.derive.forecasts.scoring import Mean, ReliabilityBin
from fabula.derive.forecasts.standings import standings
from fabula.model.records import Anchor
from fabula.views.brief import MOST, LineGroup, References, Section, one_per_article

if TYPE_CHECKING:
    from datetime import date

    from fabula.store.reader import Reader

SIDE, EDGE = 280, 36
"""The drawing's side and the room for its labels, in pixels."""


@dataclass(frozen=True)
class ForecastCalibration:
    """How often what was foretold came about, by how sure it was: ``picture`` is SVG, ``bins`` the same as a table."""

    picture: Markup
    bins: tuple[ReliabilityBin, ...]
    scored: int
    brier: Mean


def expected(dossier: "Reader", refs: References) -> tuple[Section, ForecastCalibration | None]:
    """The section, and the calibration where enough forecasts are resolved. Overdue counts from the latest telling."""
    found = ledger(dossier)
    today = latest(found, dossier)
    s = Section(
        "forecasts",
        "What is expected",
        "What was still to come when it was told, each once however many tell it. "
        + (f"Overdue as of the latest telling, {today}. " if today else "")
        + "What became of it is for a person to say: fabula forecast review FILE.",
        ("What", "By whom", "If", "By when", "How sure", "What became of it"),
    )
    ordered = found.ordered(today)
    most = MOST["forecasts"]
    groups = {"Still open": [e for e in ordered if not e.resolved], "Resolved": [e for e in ordered if e.resolved]}
    named = bool(groups["Resolved"])
    for name, all_ in groups.items():
        if entries := all_[:most]:
            lines = [refs.line(cells(e, today), [*e.outcome.evidence, *one_per_article(spans(e))]) for e in entries]
            s.groups.append(LineGroup(name if named else "", lines))
    if len(ordered) > s.size:
        s.left_out = f"{len(ordered) - s.size} more: fabula forecast list FILE"
    return s, calibrated(found)


def latest(found: Ledger, dossier: "Reader") -> "date | None":
    """The day of the latest telling of a known date."""
    days = [day_of(a.published.date) for a in dossier if a.published]
    return max((d for d in days if d), default=None)


def cells(e: LedgerEntry, today: "date | None") -> tuple[str, ...]:
    """A forecast's line."""
    own = dict.fromkeys(t.maker for t in e.tellings if t.own)
    who = [f"{m} itself" if m in own else m for m in e.makers]
    late = overdue(e.due, today)
    state = e.status if e.resolved else f"open, {late} days overdue" if late else "open"
    if e.resolved and e.outcome.on:
        state += f" on {e.outcome.on}"
    if e.outcome.note:
        state += f": {e.outcome.note}"
    sure = str(e.band) if e.outcome.probability is None else f"{e.band}; {e.outcome.probability:g} given by a person"
    condition = next((t.condition for t in e.tellings if t.condition), "")
    return e.first.text, ", ".join(who) or "not stated", condition or "", str(e.due) if e.due else "", sure, state


def spans(e: LedgerEntry) -> list[Anchor]:
    """The passages of every telling: the forecast, then the conditions."""
    conditions = [(t.article.id, *t.forecast.condition) for t in e.tellings if t.forecast.condition]
    return [*e.anchors, *conditions]


def calibrated(found: Ledger) -> ForecastCalibration | None:
    """The calibration of all that was foretold, where enough of it is resolved."""
    everyone = standings(found.entries)[0]
    if everyone.brier is None:
        return None
    return ForecastCalibration(
        picture(everyone.calibration), everyone.calibration, len(everyone.scored), everyone.brier
    )


def picture(bins: tuple[ReliabilityBin, ...]) -> Markup:
    """A reliability diagram: stated against observed, with 95% intervals, beside the diagonal of perfect calibration."""

    def x(p: float) -> str:
        return f"{EDGE + p * SIDE:.1f}"

    def y(p: float) -> str:
        return f"{8 + (1 - p) * SIDE:.1f}"

    out = [
        f'<svg viewBox="0 0 {SIDE + EDGE + 16} {SIDE + EDGE + 16}" width="{SIDE + EDGE + 16}" role="img" '
        'aria-labelledby="calibration-title" class="calibration">',
        '<title id="calibration-title">Stated probability against the share that came true; the table has the same '
        "figures</title>",
        f'<rect x="{x(0)}" y="{y(1)}" width="{SIDE}" height="{SIDE}" fill="none" stroke="currentColor" opacity=".4"/>',
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="currentColor" stroke-dasharray="4 4" opacity=".6"/>',
    ]
    for p in (0.0, 0.5, 1.0):
        out.append(f'<text x="{x(p)}" y="{SIDE + 24}" text-anchor="middle" class="tick">{p:g}</text>')
        out.append(f'<text x="{EDGE - 6}" y="{float(y(p)) + 4:.1f}" text-anchor="end" class="tick">{p:g}</text>')
    out.append(f'<text x="{x(0.5)}" y="{SIDE + 42}" text-anchor="middle" class="tick">stated</text>')
    out.append(
        f'<text x="10" y="{y(0.5)}" text-anchor="middle" class="tick" transform="rotate(-90 10 {y(0.5)})">came true</text>'
    )
    for b in bins:
        where = escape(f"{b.count} stated at {b.stated:.2f}: {b.observed:.2f} came true")
        out.append(
            f'<g><title>{where}</title><line x1="{x(b.stated)}" y1="{y(b.observed_low)}" x2="{x(b.stated)}" '
            f'y2="{y(b.observed_high)}" stroke="currentColor" stroke-width="2"/>'
            f'<circle cx="{x(b.stated)}" cy="{y(b.observed)}" r="{min(12.0, 3 + b.count**0.5):.1f}" fill="currentColor"/></g>'
        )
    return Markup("".join([*out, "</svg>"]))
