"""A checked draft: a row a sentence, and a page on which the draft can be read with what it rests on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fabula.derive.checking import check
from fabula.derive.naming import Asked
from fabula.model.quoting import Row
from fabula.views.articles import article_names
from fabula.views.lists.listing import anchored
from fabula.views.page import environment

if TYPE_CHECKING:
    from fabula.store.reader import Reader

SAID = {"supported": "supported", "contradicted": "contradicted", "not_found": "not found"}
"""The verdicts, in words."""


def rows(dossier: "Reader", draft: str) -> Iterator[Row]:
    """One row a sentence of a draft: ``verdict`` with the passages that it rests on (``evidence``), those that say otherwise
    though others support it (``against``), and in words what was compared (``why``)."""
    held = Asked(dossier.article)
    for n, c in enumerate(check(dossier, draft), 1):
        supported = c.verdict == "supported"
        yield {
            "id": f"s{n}",
            "verdict": c.verdict,
            "sentence": c.text,
            "start": c.span[0],
            "end": c.span[1],
            "why": list(c.why),
            "evidence": anchored(held, c.for_it if supported else c.against_it),
            "against": anchored(held, c.against_it if supported else ()),
        }


def lines(dossier: "Reader", found: Sequence[Row]) -> Iterator[Row]:
    """A line a sentence, for a table."""
    called = {i: n.numbered for i, n in article_names(dossier).items()}
    for r in found:
        first = r["evidence"][0] if r["evidence"] else None
        yield {
            "verdict": SAID[r["verdict"]],
            "sentence": r["sentence"],
            "why": "" if r["verdict"] == "supported" else "; ".join(r["why"]),
            "passage": f"{called[first['article']]}: {first['text']}" if first else "",
        }


def page(dossier: "Reader", draft: str, name: str, found: Sequence[Row]) -> str:
    """The draft as one self-contained page: each sentence in its place, with its verdict, and the passages below it."""
    called = {i: n.full for i, n in article_names(dossier).items()}
    parts: list[tuple[str, Row | None]] = []
    at = 0
    for r in found:
        parts += [(draft[at : r["start"]], None), (draft[r["start"] : r["end"]], r)]
        at = r["end"]
    parts.append((draft[at:], None))
    counts = Counter(r["verdict"] for r in found)
    return (
        environment()
        .get_template("check.html")
        .render(name=name, dossier=dossier.path, parts=parts, found=found, counts=counts, said=SAID, called=called)
    )
