"""What tellings assert, each telling for itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.model.quoting import ARTICLE, Row, text_of
from fabula.model.records import Claim, Pair
from fabula.views.lists.listing import Maker, ToldArticle, of_layer

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def rows(dossier: "Reader") -> Maker[Claim]:
    """What makes a row of a claim: its fields, with the events that it tells of, and its span."""
    from fabula.compare.differences import said as written  # here: other lists need none
    from fabula.compare.quantities import quantities

    event = {m: e.id for e in dossier.events() for m in e.members}

    def row(told: ToldArticle, c: Claim) -> tuple[Row, Sequence[Pair]]:
        x, a, within = told.annotation, told.annotation.article, told.within(c.attribution)
        text = a.text[c.start : c.end]
        inside = [m.id for m in x.events if c.start <= m.start and m.end <= c.end]
        return {
            "claim": text_of(a, [(c.start, c.end)]),
            "by": told.names.maker(x, within.speaker if within else ARTICLE, within),
            "about": sorted({n for n in (told.names.name(x, k) for k in c.about) if n}),
            "events": list(dict.fromkeys(event[a.id, m] for m in inside if (a.id, m) in event)),
            "quantities": [written(text, q) for q in quantities(text)],
            "times": [t.value for t in x.times if c.start <= t.start and t.end <= c.end],
            "polarity": c.polarity,
            "modality": c.modality,
            "kind": c.kind,
            "stance": c.stance,
        }, [(c.start, c.end)]

    return row


LIST = of_layer("claims", rows)
