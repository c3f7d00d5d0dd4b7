"""Events as a table with the columns that event data of PLOVER's have (Halterman et al. 2023, POLECAT): one row an event."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from fabula.derive.naming import Asked, Names
from fabula.export.exporting import ExportedDossier, Files
from fabula.model.records import Annotation, EventMention
from fabula.printing import spreadsheet, terminal

COLUMNS: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Quad Code", "Contexts", "Actor Name", "Recipient Name",
    "Placename", "Event Intensity", "Story ID", "Headline", "Source", "Language", "Modality", "Sentence Text", "Char Start",
    "Char End",
)  # fmt: skip
"""The last four are of this project: the modality and the exact passage."""
QUADS: Final = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
"""PLOVER's four classes by its types."""


def plover(found: ExportedDossier) -> Files:
    """The events that have one of PLOVER's types. Modes, contexts and intensities are not read, and stay empty."""
    held, names = Asked(found.dossier.annotation), Names(found.dossier.entities())
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    events = {e.id: e for e in found.dossier.events()}
    for r in found.rows("event"):
        e = events[r["id"]]
        if e.type not in QUADS:
            continue
        told = [(held[i], m) for i, n in e.members for m in held[i].events if m.id == n]
        if not told:
            continue
        x, m = told[0]
        a = x.article
        parties = {role: _parties(names, told, role) for role in ("source", "target")}
        start, end = m.clause
        cells = (
            e.id, e.date or "", e.type, "", QUADS[e.type], "", parties["source"], parties["target"], e.place or "", "", a.id,
            a.title or "", a.outlet or "", a.language or "", e.modality, " ".join(a.text[start:end].split()), start, end,
        )  # fmt: skip
        writer.writerow(spreadsheet(terminal(c)) if isinstance(c, str) else c for c in cells)
    return {"": out.getvalue()}


def _parties(names: Names, told: Sequence[tuple[Annotation, EventMention]], role: str) -> str:
    """Who takes part in an event in a role, by all that tell of it."""
    seen = (names.name(x, p.chain) for x, m in told for p in m.participants if p.role == role)
    return "; ".join(dict.fromkeys(n for n in seen if n))
