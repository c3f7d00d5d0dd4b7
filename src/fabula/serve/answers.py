"""Questions that programs ask of a dossier: each answer is plain data, and every line of it has the exact passages that it rests on."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fabula.derive.naming import Asked
from fabula.dossier import Snapshot
from fabula.errors import UsageError
from fabula.model.quoting import Row, quoted
from fabula.views.narrowing import Narrowing

Answered = dict[str, Any]
MOST = 200
"""Lines of an answer at the most."""
AROUND = 300
"""Characters on each side of a passage that is shown in its place."""
LONGEST = 20_000
"""Characters of a draft that is checked, and of an article's text that is given at once."""
PASSAGES = 10
"""Passages of one line at the most; how many there are stands beside."""


def search(d: Snapshot, words: str, limit: int = 20) -> Answered:
    """Sentences that hold all of some words, in any spelling of letters, best first."""
    found = d.search(words, _bounded(limit))
    return {"words": words, "found": [{"article": _about(d, e.article), "evidence": [e.to_dict()]} for e in found]}


def story(d: Snapshot, length: str = "short") -> Answered:
    """What the tellings tell together: what happened, figures now, what is disputed, what is expected. length: short, normal or full."""
    from fabula.views.brief import brief
    from fabula.views.briefdata import data

    if length not in ("short", "normal", "full"):
        raise UsageError("length is short, normal or full")
    return data(brief(d, length))


def events(
    d: Snapshot, entity: str = "", since: str = "", until: str = "", about: str = "", limit: int = 30
) -> Answered:
    """What happened, those that matter most first. entity: a name; since and until: days between which it was published."""
    asked = Narrowing(d, entity=entity or None, since=since or None, until=until or None, about=about or None)
    found = sorted(asked.rows(d.rows("events")), key=lambda r: (-r["salience"], r["id"]))
    keep = ("id", "type", "what", "date", "place", "modality", "support", "articles", "entities", "salience")
    return {"events": _lines(found, keep, limit), "of": len(found)}


def figures(d: Snapshot, about: str = "", limit: int = 20) -> Answered:
    """Quantities that are told and followed: each value with who gives it, as of when, and where tellings differ."""
    found = list(Narrowing(d, about=about or None).rows(d.rows("figures")))
    keep = ("id", "what", "kind", "unit", "of", "conflict", "conflicts", "points")
    return {"figures": _lines(found, keep, limit), "of": len(found)}


def who_said_what(d: Snapshot, speaker: str = "", about: str = "", limit: int = 30) -> Answered:
    """Statements with their speakers and how they stand to them (says, denies, doubts, ...). speaker: a name in any spelling."""
    who = d.entity(speaker).id if speaker else None
    rows = Narrowing(d, about=about or None).rows(d.rows("attributions"))
    found = [r for r in rows if (not who or r["entity"] == who) and r["sure"] >= SURE]
    keep = ("id", "speaker", "entity", "kind", "stance", "content", "sure", "article")
    return {"statements": _lines(found, keep, limit), "of": len(found)}


SURE = 0.5
"""Chance from which a statement's speaker and words are given."""


def compare(d: Snapshot, event: str = "", about: str = "", kind: str = "", limit: int = 30) -> Answered:
    """Where tellings agree, clash (kind: disagree), stand alone (only_in) or fall silent (silent)."""
    rows = Narrowing(d, event=event or None, about=about or None).rows(d.rows("comparisons"))
    found = [r for r in rows if not kind or r["kind"] == kind]
    return {
        "comparisons": _lines(found, ("id", "kind", "what", "articles", "about", "score", "why"), limit),
        "of": len(found),
    }


def system(d: Snapshot, limit: int = 60) -> Answered:
    """What can rise and fall, and what is said to move what (sign 1 raises, -1 lowers), by the tellings."""
    from fabula.derive.system.assembling import system as assembled
    from fabula.derive.system.rows import link_rows, variable_rows

    made = assembled(d)
    variables, links = list(variable_rows(d, made)), list(link_rows(d, made))
    return {
        "variables": _lines(variables, ("id", "name", "of", "phrases", "articles"), limit),
        "links": _lines(links, ("id", "cause", "effect", "sign", "belief", "raises", "lowers", "denied", "by"), limit),
    }


def what_if(d: Snapshot, changes: Mapping[str, float], limit: int = 20) -> Answered:
    """What the tellings imply where variables, by name or id, are held between -1 (falls) and 1 (rises). It is no forecast."""
    from fabula.derive.system import scenarios
    from fabula.derive.system.assembling import system as assembled
    from fabula.derive.system.naming import setting
    from fabula.derive.system.rows import evidence, told

    if not changes:
        raise UsageError('say what changes: {"name of a variable": 1}')
    made = assembled(d)
    s = scenarios.run(made, [setting(made, f"{name}={value}") for name, value in sorted(changes.items())])
    texts = told(d)
    out = []
    for c in s.changes[: _bounded(limit)]:
        way = c.paths[0] if c.paths else None
        v = s.variable(c.concept)
        passages = [e for link in s.chain(way) for e in evidence(texts, link.reports, made.added)] if way else []
        out.append(
            {
                "id": v.id,
                "name": v.name,
                "median": round(c.median, 4),
                "rises": round(c.rises, 3),
                "falls": round(c.falls, 3),
                "path": [s.variable(i).name for i in way.concepts] if way else [],
                "evidence": passages[:PASSAGES],
            }
        )
    told_ = [line for line, _, _ in scenarios.sentences(s)]
    return {"opening": scenarios.opening(s), "sentences": told_, "changes": out, "warning": s.outcome.warning or None}


def passage(d: Snapshot, article: str, start: int = 0, end: int = 0) -> Answered:
    """The exact characters of an article between start and end, with what stands around them; without end, the text's beginning."""
    a = d.article(article)
    if not end:
        end = min(len(a.text), start + LONGEST)
    if not 0 <= start < end <= len(a.text):
        raise UsageError(f"no such passage: {start} to {end} of {len(a.text)} characters")
    return {
        "article": _about(d, article),
        "before": a.text[max(0, start - AROUND) : start],
        "after": a.text[end : end + AROUND],
        "characters": len(a.text),
        "evidence": quoted(a, [(start, min(end, start + LONGEST))]),
    }


def check(d: Snapshot, text: str) -> Answered:
    """Each sentence of a text held against the dossier: supported, contradicted or not found, with the passages."""
    from fabula.views.checking import rows

    if len(text) > LONGEST:
        raise UsageError(f"a text of more than {LONGEST} characters is checked by the command: fabula check")
    return {"sentences": list(rows(d, text))}


ANSWERS: Mapping[str, Callable[..., Answered]] = {
    f.__name__: f for f in (search, story, events, figures, who_said_what, compare, system, what_if, passage, check)
}
"""Every question by its name."""


def _lines(found: Iterable[Row], keep: Iterable[str], limit: int) -> list[Row]:
    out = []
    for _, r in zip(range(_bounded(limit)), found, strict=False):
        line = {k: r[k] for k in keep if k in r}
        out.append({**line, "passages": len(r["evidence"]), "evidence": r["evidence"][:PASSAGES]})
    return out


def _bounded(limit: int) -> int:
    return max(1, min(MOST, limit))


def _about(d: Snapshot, article: str) -> Row:
    a = Asked(d.article)[article]
    published = a.published.date if a.published else None
    return {"id": a.id, "title": a.title, "outlet": a.outlet, "published": published, "url": a.url, "path": a.path}
