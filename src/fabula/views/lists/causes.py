"""What tellings say causes what, each telling for itself."""

from collections.abc import Sequence

from fabula.model.quoting import ARTICLE, Row, text_of
from fabula.model.records import Cause, Pair
from fabula.views.lists.listing import ToldArticle, of_layer


def row(told: ToldArticle, c: Cause) -> tuple[Row, Sequence[Pair]]:
    """The fields of a causal relation, and its spans."""
    a, within = told.annotation.article, told.within(c.attribution)
    return {
        "cause": text_of(a, c.cause),
        "effect": text_of(a, c.effect),
        "signal": text_of(a, c.signal) or None,
        "polarity": c.polarity,
        "conditional": c.conditional,
        "kind": c.kind,
        "negated": c.negated,
        "hedged": c.hedged,
        "sure": c.sure,
        "by": told.names.maker(told.annotation, within.speaker if within else ARTICLE, within),
    }, [*c.cause, *c.effect, *c.signal, *c.changes]


LIST = of_layer("causes", lambda _: row)
