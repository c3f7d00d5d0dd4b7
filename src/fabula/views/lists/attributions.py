"""Who said what."""

from collections.abc import Sequence

from fabula.model.quoting import Row, text_of
from fabula.model.records import Attribution, Pair
from fabula.views.lists.listing import ToldArticle, of_layer


def row(told: ToldArticle, r: Attribution) -> tuple[Row, Sequence[Pair]]:
    """The fields of an attribution, and its spans."""
    x, a = told.annotation, told.annotation.article
    entity = told.names.entity(a.id, r.speaker)
    return {
        "kind": r.kind,
        "speaker": told.names.name(x, r.speaker),
        "entity": entity.id if entity else None,
        "source": text_of(a, r.source) or None,
        "cue": text_of(a, r.cue) or None,
        "content": text_of(a, r.content),
        "reason": r.reason,
        "within": f"{a.id}/{r.within}" if r.within else None,
        "stance": r.stance,
        "also": [name for c in r.also if (name := told.names.name(x, c))],
        "sure": r.sure,
    }, [*r.content, *r.source, *r.cue]


LIST = of_layer("attributions", lambda _: row)
