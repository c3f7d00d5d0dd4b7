"""TimelineJS 3's JSON: the events with a date, for https://timeline.knightlab.com (its "JSON data format").

TimelineJS takes texts as HTML, so all that comes from articles is escaped. It knows no open ends: events without two
ends are left out, for the caller to say how many.
"""

import datetime
import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from fabula.derive.timeline import PLAIN, TimelineEntry, timeline
from fabula.export.exporting import ExportedDossier, Files
from fabula.model.records import Article


def timelinejs(title: str, entries: Sequence[TimelineEntry], held: Mapping[str, Article]) -> dict[str, Any]:
    """The object that TimelineJS reads: ``title`` and ``events``, each with dates, texts, group and ``unique_id``."""
    return {
        "title": {"text": {"headline": escape(title), "text": ""}},
        "events": [_event(e, e.first, e.last, held) for e in entries if e.first and e.last],
    }


def _event(e: TimelineEntry, first: datetime.date, last: datetime.date, held: Mapping[str, Article]) -> dict[str, Any]:
    out: dict[str, Any] = {
        "start_date": _date(first),
        "display_date": escape(e.when),
        "text": {"headline": escape(e.what), "text": _text(e, held)},
        "group": PLAIN[e.event.type],
        "unique_id": e.event.id,
    }
    if first != last:
        out["end_date"] = _date(last)
    return out


def _date(d: datetime.date) -> dict[str, int]:
    return {"year": d.year, "month": d.month, "day": d.day}


def _text(e: TimelineEntry, held: Mapping[str, Article]) -> str:
    """Status, place and the passages, as HTML."""
    n = e.event.support
    facts = [e.status, e.event.place or "", f"{n} independent telling{'s' * (n != 1)}"]
    said = "".join(
        f"<li>“{escape(' '.join(held[i].text[s:t].split()))}” ({escape(held[i].outlet or held[i].path)}, characters {s} to {t})</li>"
        for i, s, t in e.anchors
    )
    return f"<p>{escape('; '.join(f for f in facts if f))}</p><ul>{said}</ul>"


def exported(found: ExportedDossier) -> Files:
    """The dated events that rest on what is asked for."""
    entries = [e for e in timeline(found.dossier) if found.asked.some(e.anchors)]
    made = timelinejs("Timeline", entries, {a.id: a for a in found.dossier})
    return {"": json.dumps(made, ensure_ascii=True, indent=1) + "\n"}
