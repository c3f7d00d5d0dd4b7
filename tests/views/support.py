"""What a line of the brief rests on: each of its words and numbers stands in its passages, or in the record that it is made of."""

import re
from collections.abc import Mapping

from fabula.dossier import Snapshot
from fabula.views.brief import Brief, Line

FRAME = frozenset(
    "told on says before against that is called and telling tellings about at least most more less than of in the case total "
    "say all both reports that give a number others".split()
)
"""The words that a line made of a record's fields has of its own."""
_DATE = re.compile(r"(?:\d{1,2} )?(?:to \d{1,2} )?(?:[A-Z][a-z]+ )?(?:to \d{1,2} [A-Z][a-z]+ )?\d{4}")


def unsupported(made: Brief, d: Snapshot) -> list[tuple[str, list[str]]]:
    """Each line that has words which nothing supports, with these."""
    texts = {a.id: a.text for a in d}
    names = {n for e in d.entities() for n in (e.name, *e.aliases)}
    tellers = {s.name.short for s in made.sources}
    figures = {
        f"{r['what']} {r['of'] or ''} {r['unit'] or ''} {p['by']} {p['value']:,.10g}"
        for r in d.rows("figures")
        for p in r["points"]
    }
    counted = _words(" ".join(figures))
    out = []
    for s in made.sections:
        for line in (line for g in s.groups for line in g.lines):
            if wrong := _wrong(s.key, line, made, texts, names, tellers, counted):
                out.append((" | ".join(line.cells), wrong))
    return out


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _wrong(
    key: str,
    line: Line,
    made: Brief,
    texts: Mapping[str, str],
    names: set[str],
    tellers: set[str],
    counted: set[str],
) -> list[str]:
    known = {w for n in line.refs for i, a, b in (made.passages[n - 1],) for w in _words(texts[i][a:b])}
    text = line.cells[-1] if key not in ("entities",) else line.cells[0]
    wrong = []
    for said in re.findall(r"\[([^\]]*)\]", text):
        if said.removesuffix("’s") not in names and not _DATE.fullmatch(said):
            wrong.append(said)
    composed = key in ("now", "disputed", "entities")
    own = re.sub(r"\[[^\]]*\]|, named in \d+ tellings?,| is named in \d+ tellings\.$", " ", text)
    if composed:
        own = re.sub(r"\bsource \d+\b", " ", own)
        for teller in sorted(tellers, key=len, reverse=True):
            own = own.replace(teller, " ")
        own = re.sub(r"\(?\b\d{1,2} [A-Z][a-z]+(?: \d{4})?\b\)?", " ", own)
        own = re.sub(r"say (?:all )?\d+ (?:of the \d+ )?reports", " ", own)  # counted, as the references show
        known |= FRAME | counted
        known |= {w for n in names for w in _words(n)} if key == "entities" else set()
        return wrong + [w for w in re.findall(r"\w+", own.casefold()) if w not in known and not _plural(w, known)]
    return wrong + [w for w in re.findall(r"\w+", own.casefold()) if w not in known]


def _plural(word: str, known: set[str]) -> bool:
    return word.removesuffix("s") in known or word.replace(",", "") in known
