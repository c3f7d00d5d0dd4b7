"""The brief as a Word document: headings, lists and tables as an office knows them, with numbered passages at the end."""

import io
import re
from typing import Any

from fabula.errors import UsageError
from fabula.views.brief import Brief, Line, Section

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold."""


def document(b: Brief) -> bytes:
    """The whole brief as a DOCX file. Raises UsageError where python-docx is not installed."""
    try:
        import docx
    except ImportError as e:
        raise UsageError("to write Word documents, install fabula[documents]") from e
    made = docx.Document()
    made.core_properties.title = _clean(b.title)
    made.core_properties.author = "Fabula"
    made.add_heading(_clean(b.title), 0)
    made.add_paragraph(f"{b.about}. Numbers after a line are those of its passages, at the end.")
    for s in b.sections:
        made.add_heading(s.title, 1)
        if s.about:
            made.add_paragraph(s.about)
        if s.first or len(s.columns) == 1:
            _list(made, s)
        else:
            _table(made, s)
        if s.left_out:
            made.add_paragraph(s.left_out)
    made.add_heading("Sources", 1)
    for x in b.sources:
        facts = [x.article.outlet, ", ".join(x.article.authors), x.name.dated, *x.drawn]
        told = "; ".join(f for f in facts if f)
        made.add_paragraph(_clean(f"{x.number}. {x.article.title or 'No title stated'} ({told})"))
    made.add_heading("Passages", 1)
    of = {x.article.id: x for x in b.sources}
    for n, (i, start, end) in enumerate(b.passages, 1):
        said = " ".join(of[i].article.text[start:end].split())
        made.add_paragraph(_clean(f"[{n}] “{said}” (source {of[i].number}: {of[i].name.full})"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _list(made: Any, s: Section) -> None:
    for g in s.groups:
        if g.name:
            made.add_heading(_clean(g.name), 2)
        for line in g.lines:
            p = made.add_paragraph(_clean(" ".join(line.cells)), style="List Bullet")
            _marks(p, line)


def _table(made: Any, s: Section) -> None:
    for g in s.groups:
        if g.name:
            made.add_heading(_clean(g.name), 2)
        table = made.add_table(rows=1, cols=len(s.columns), style="Table Grid")
        for cell, name in zip(table.rows[0].cells, s.columns, strict=True):
            cell.paragraphs[0].add_run(name).bold = True
        for line in g.lines:
            cells = table.add_row().cells
            for cell, text in zip(cells, line.cells, strict=False):
                cell.text = _clean(text)
            _marks(cells[len(line.cells) - 1].paragraphs[-1], line)


def _marks(paragraph: Any, line: Line) -> None:
    """The numbers of a line's passages, set above the line."""
    if line.refs:
        more = f" and {line.more} more" if line.more else ""
        paragraph.add_run(f" [{', '.join(map(str, line.refs))}]{more}").font.superscript = True


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", " ".join(text.split()))
