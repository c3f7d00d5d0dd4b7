"""The ledger of forecasts: what is due and overdue, what came of it, and a person's word on that."""

from collections import Counter
from datetime import date

from fabula.derive.forecasts.choosing import made_by, settled
from fabula.derive.forecasts.evidence import passage as passage_at
from fabula.derive.forecasts.horizons import day_of, overdue
from fabula.derive.forecasts.ledger import LedgerEntry
from fabula.derive.forecasts.standings import standings
from fabula.errors import UsageError
from fabula.model.decisions import ForecastOutcome
from fabula.model.vocabulary import Ruling
from fabula.serve.asking import Answer, Ask, Moved, NotThereError, Page, to
from fabula.serve.deciding import decide as keep

RULINGS: dict[str, Ruling] = {
    "true": "true",
    "false": "false",
    "undecidable": "undecidable",
    "void": "void",
    "open": "open",
}
SAID = {
    "true": "came true",
    "come true": "came true",
    "false": "did not come true",
    "failed": "did not come true",
    "undecidable": "cannot be told",
    "void": "void: its condition was not met",
    "open": "open",
}


def _today(ask: Ask) -> date:
    """The day from which a forecast counts as overdue: the one that is asked for, else that of the latest telling."""
    given = day_of(ask.get("as_of")) if ask.get("as_of") else None
    return given or day_of(ask.state.latest) or date.today()


def forecasts(ask: Ask, _: str) -> Answer:
    """The list: the longest overdue first, then the soonest due."""
    s, today = ask.state, _today(ask)
    status, maker, outlet = ask.get("status"), ask.get("maker"), ask.get("outlet")
    found = s.ledger.ordered(today)
    counts = Counter(_status(e, today) for e in found)
    if status:
        found = [e for e in found if _status(e, today) == status]
    if maker:
        found = made_by(s.d, found, maker)
    if outlet:
        found = [e for e in found if outlet in e.outlets]
    scores = s.keep("scores", lambda: [x for x in standings(s.ledger.entries) if len(x.scored)])
    return Page(
        "forecasts.html",
        {
            "cut": ask.cut(found, 30),
            "today": today,
            "overdue": overdue,
            "counts": counts,
            "makers": Counter(m for e in s.ledger.entries for m in e.makers).most_common(40),
            "outlets": sorted({o for e in s.ledger.entries for o in e.outlets}),
            "scores": scores[:12],
            "said": SAID,
        },
    )


def _status(e: LedgerEntry, today: date) -> str:
    if e.resolved:
        return "resolved"
    return "overdue" if overdue(e.due, today) else "due" if e.due else "undated"


def forecast(ask: Ask, name: str) -> Answer:
    """One forecast with its tellings, passages that may bear on it, and the form to say what became of it."""
    s = ask.state
    e = _entry(ask, name)
    proposed = []
    if ask.get("passages"):
        from fabula.derive.forecasts.bearing import proposals

        proposed = proposals(s.d, [e], 6)[e.id]
    return Page(
        "forecast.html",
        {
            "entry": e,
            "today": _today(ask),
            "overdue": overdue,
            "proposed": proposed,
            "asked": bool(ask.get("passages")),
            "rulings": [k for k in RULINGS if k != "open"],
            "said": SAID,
        },
    )


def _entry(ask: Ask, name: str) -> LedgerEntry:
    try:
        return ask.state.ledger.find(name)
    except UsageError as e:
        raise NotThereError(str(e)) from e


def resolve(ask: Ask, _: str) -> Answer:
    """Say what became of one, with the evidence."""
    s = ask.state
    e = _entry(ask, ask.sent("forecast"))
    status = RULINGS.get(ask.sent("status"))
    if status is None:
        raise UsageError("Say what became of it.")
    note = " ".join(ask.sent("note").split())[:2000]
    by = [x for x in (ask.sent("by").strip(), *ask.all_sent("passage")) if x]
    anchors = tuple(passage_at(s.d, x, e) for x in by)
    day, _warnings = settled(s.d, e, anchors)
    on = ask.sent("on").strip()
    if on and day_of(on) is None:
        raise UsageError(f"{on} is no day; write it as 2024-07-31.")
    keep(
        ask,
        ForecastOutcome(
            left=e.anchors,
            right=anchors,
            status=status,
            note=note or None,
            on=on or (day.isoformat() if day else None),
        ),
    )
    return Moved(to("forecasts", e.id))
