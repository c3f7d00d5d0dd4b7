"""What one kind of list is, and what the lists share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from fabula.derive.naming import Names
from fabula.extract.layers import LAYERS
from fabula.model.quoting import Row, quoted
from fabula.model.records import Anchor, Annotation, Article, Attribution, Pair, Record

if TYPE_CHECKING:
    from fabula.store.reader import Reader


R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RowList:
    """One kind of list: its ``rows`` of a dossier, and the ``columns`` of them that a table shows.

    ``lines`` makes the lines of a table or of CSV of the rows, where one row is more than one line.
    """

    rows: Callable[["Reader"], Iterator[Row]]
    columns: tuple[str, ...]
    lines: Callable[[Iterator[Row]], Iterator[Row]] | None = None


class Articles(Protocol):
    """Articles by their id: all of them, or those that are asked for."""

    def __getitem__(self, article: str, /) -> Article: ...


def anchored(articles: Articles, anchors: Sequence[Anchor]) -> list[Row]:
    """Evidence: the exact characters at anchors."""
    return [row for i, s, e in anchors for row in quoted(articles[i], [(s, e)])]


def first_line(a: Article) -> Pair:
    """The first line with words of an article."""
    start = len(a.text) - len(a.text.lstrip())
    end = a.text.find("\n", start)
    return start, len(a.text) if end < 0 else end


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """An article with its layers, its attributions by id, and who is who in the dossier."""

    annotation: Annotation
    said: Mapping[str, Attribution]
    names: Names

    def within(self, attribution: str | None) -> Attribution | None:
        """The attribution that a record stands in, by the record's field of that name."""
        return self.said.get(attribution or "")


Maker = Callable[[ToldArticle, R], tuple[Row, Sequence[Pair]]]
"""Makes of a record the row's own fields, and the spans that it rests on."""


def of_layer(layer: str, made: Callable[["Reader"], Maker[R]]) -> RowList:
    """The list of one layer, with the columns that the registry of layers gives it.

    ``made`` gives for a dossier what makes its rows; id, article and evidence are the same for all layers.
    """

    def name(record: Record, n: int) -> str:
        """A record's id; where the layer's records have none, the layer's first letter and the record's place."""
        return str(getattr(record, "id", f"{layer[0]}{n}"))

    def rows(dossier: "Reader") -> Iterator[Row]:
        names, row = Names(dossier.entities()), made(dossier)
        for x in dossier.annotations():
            told = ToldArticle(x, {r.id: r for r in x.attributions}, names)
            for n, r in enumerate(getattr(x, layer)):
                fields, spans = row(told, r)
                evidence = quoted(x.article, spans)
                yield {"id": f"{x.article.id}/{name(r, n)}", "article": x.article.id, **fields, "evidence": evidence}

    return RowList(rows, next(found.columns for found in LAYERS if found.name == layer))
