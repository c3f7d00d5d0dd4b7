"""What tellings say is still to come, each telling for itself."""

from collections.abc import Sequence

from fabula.model.quoting import Row, text_of
from fabula.model.records import Forecast, Pair
from fabula.views.lists.listing import ToldArticle, of_layer


def row(told: ToldArticle, f: Forecast) -> tuple[Row, Sequence[Pair]]:
    """The fields of a forecast, and its spans."""
    a = told.annotation.article
    return {
        "forecast": text_of(a, [(f.start, f.end)]),
        "by": told.names.maker(told.annotation, f.by, told.within(f.attribution)),
        "condition": text_of(a, [f.condition]) if f.condition else None,
        "due": f.due,
        "confidence": f.confidence,
        "sure": f.sure,
    }, [(f.start, f.end), *([f.condition] if f.condition else []), *f.words]


LIST = of_layer("forecasts", lambda _: row)
