"""The brief as Markdown: lines with footnotes, each footnote the exact passage and its place."""

import re

from fabula.views.brief import Brief, Line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&$^])")
_START = re.compile(r"^(\d*)([-+.)])")
"""What at the start of a line begins a list."""
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]|(?<![^ ]) | (?![^ ])")
"""White space and control characters that Markdown would alter: a space beside another, or at either end."""


def markdown(b: Brief) -> str:
    """The whole brief as one Markdown document with footnotes."""
    out = [f"# {plain(b.title)}", "", f"{b.about}.", ""]
    for s in b.sections:
        out += [f"## {s.title}", "", *([s.about, ""] if s.about else [])]
        for g in s.groups:
            if g.name:
                out += [f"### {plain(g.name)}", ""]
            for line in g.lines:
                named = zip(("", *s.columns[1:]), line.cells, strict=False)
                shown = [f"{name.lower()}: {plain(c)}" if name else plain(c) for name, c in named if c]
                told = plain(" ".join(line.cells)) if s.first else "; ".join(shown)
                if len(s.columns) == 2 and not s.first:  # "4 May 2010: ...": the second column needs no name
                    told = ": ".join(plain(c) for c in line.cells if c)
                out.append(f"- {told}{_notes(line)}")
            if g.name:
                out.append("")
        out += ["", *([f"_{plain(s.left_out)}_", ""] if s.left_out else [])]
    out += ["## Sources", ""]
    for x in b.sources:
        a = x.article
        facts = [p for p in (a.outlet, ", ".join(a.authors), x.name.dated, *x.drawn, a.path) if p]
        told = f"{a.title or 'No title stated'}: {'; '.join(facts)}"
        out.append(f"{x.number}. {plain(told)}")
    out.append("")
    texts = {x.article.id: x for x in b.sources}
    for n, (i, start, end) in enumerate(b.passages, 1):
        x = texts[i]
        quoted = exact(x.article.text[start:end])
        out.append(f"[^{n}]: “{quoted}” (source {x.number}: {plain(x.name.full)}; characters {start} to {end})")
    return "\n".join(out).rstrip() + "\n"


def _notes(line: Line) -> str:
    return "".join(f"[^{n}]" for n in line.refs) + (f" (and {line.more} more passages)" if line.more else "")


def plain(text: str) -> str:
    """Text on one line that Markdown takes for nothing but text."""
    return _START.sub(r"\1\\\2", exact(" ".join(text.split())))


def exact(text: str) -> str:
    """Text that Markdown shows to the character: what it would take for its own or alter is escaped, on one line."""
    return _ODD.sub(lambda m: f"&#{ord(m[0])};", _SPECIAL.sub(r"\\\1", text))
