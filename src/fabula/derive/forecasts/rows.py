"""The ledger and its scores as rows: what the commands print, and the brief draws."""

from datetime import date
from typing import TYPE_CHECKING, Any

from fabula.derive.forecasts.horizons import overdue
from fabula.derive.forecasts.ledger import LedgerEntry, telling_id
from fabula.derive.forecasts.scoring import Mean
from fabula.derive.forecasts.standings import Standing
from fabula.derive.forecasts.tellings import ForecastTelling
from fabula.model.quoting import Row, quoted, text_of
from fabula.model.records import Article

if TYPE_CHECKING:
    from fabula.derive.forecasts.bearing import Proposal  # it needs the judge of pairs, which listing does not


def entry_row(e: LedgerEntry, articles: dict[str, Article], today: date | None) -> Row:
    """One forecast with its tellings. ``probability`` is what it would be scored by, None where it would not."""
    due, band, given = e.due, e.band, e.outcome.probability
    return {
        "id": e.id,
        "status": e.status,
        "forecast": e.first.text,
        "makers": list(e.makers),
        "own_voice": e.first.own,
        "condition": next((t.condition for t in e.tellings if t.condition), None),
        "certainty": band.name,
        "band": [band.low, band.high],
        "words": sorted({text_of(t.article, [p]) for t in e.tellings for p in t.forecast.words}),
        "probability": e.probability,
        "probability_from": "a person" if given is not None else band.basis if band.probability is not None else None,
        "due": due.value if due else None,
        "due_words": due.words if due else None,
        "due_first": due.first.isoformat() if due and due.first else None,
        "due_last": due.last.isoformat() if due and due.last else None,
        "days_overdue": overdue(due, today) if not e.resolved else 0,
        "outlets": list(e.outlets),
        "tellings": [_telling(t) for t in e.tellings],
        "why_one": list(e.why),
        "resolved_on": e.outcome.on,
        "note": e.outcome.note,
        "resolved_by": [r for i, s, t in e.outcome.evidence for r in quoted(articles[i], [(s, t)])],
        "evidence": [r for t in e.tellings for r in quoted(t.article, spans(t))],
    }


def spans(t: ForecastTelling) -> list[tuple[int, int]]:
    """What a telling rests on: the forecast, its condition, its words of certainty."""
    f = t.forecast
    return list(dict.fromkeys([(f.start, f.end), *([f.condition] if f.condition else []), *f.words]))


def _telling(t: ForecastTelling) -> Row:
    return {
        "id": telling_id(t),
        "path": t.article.path,
        "start": t.forecast.start,
        "end": t.forecast.end,
        "outlet": t.outlet,
        "published": t.day,
        "maker": t.maker,
        "own_voice": t.own,
        "copied": t.copied,
        "certainty": t.band.name,
        "text": t.text,
    }


def proposal_row(x: "Proposal") -> Row:
    """One proposed passage."""
    return {
        "score": x.score,
        "parts": dict(x.parts),
        "when": x.when,
        "why": list(x.why),
        "evidence": quoted(x.article, [(x.start, x.end)]),
    }


def standing_row(s: Standing) -> Row:
    """One maker's or outlet's standing; scores are None where there are too few."""
    return {
        "kind": s.kind,
        "name": s.name,
        "carried": s.carried,
        "own": s.own,
        **{k.replace(" ", "_"): v for k, v in s.counts.items()},
        "scored": len(s.scored),
        "without_probability": s.unscored,
        "brier": _mean(s.brier),
        "log": _mean(s.log),
        "calibration": [
            {
                "from": b.low, "to": b.high, "count": b.count, "stated": b.stated, "observed": b.observed,
                "interval": [b.observed_low, b.observed_high],
            }
            for b in s.calibration
        ],
    }  # fmt: skip


def _mean(m: Mean | None) -> dict[str, Any] | None:
    return {"value": m.value, "interval": [m.low, m.high]} if m else None
