"""The numbers that tellings give, each telling for itself."""

from collections.abc import Sequence

from fabula.model.quoting import Row, text_of
from fabula.model.records import Pair, Quantity
from fabula.views.lists.listing import ToldArticle, of_layer


def row(told: ToldArticle, q: Quantity) -> tuple[Row, Sequence[Pair]]:
    """The fields of a quantity, and its spans."""
    a, fields = told.annotation.article, q.to_dict()
    for span in ("start", "end", "verb"):
        del fields[span]
    words = {k: text_of(a, getattr(q, k)) or None for k in ("what", "of")}
    one = {k: text_of(a, [span]) if (span := getattr(q, k)) else None for k in ("when", "by")}
    return {**fields, **words, **one}, [(q.start, q.end), *q.what, *q.of]


LIST = of_layer("quantities", lambda _: row)
