"""What articles say of their own origin, as lineage: republished from, translated from."""

from collections.abc import Sequence

import msgspec

from fabula.ingest.reading import origin
from fabula.model.records import Annotation, Lineage


def notices(annotations: Sequence[Annotation]) -> list[Lineage]:
    """A row an outlet that an article says it was first published in or republished from, by article and place."""
    out = []
    for x in annotations:
        a = x.article
        found = origin(a.text)
        translated = found.language is not None and found.language != a.language
        for n, (name, (start, end)) in enumerate(found.names):
            said = f"the article says so; original language: {found.language}" if translated else "the article says so"
            out.append(
                Lineage(
                    id=f"{a.id}-origin-{n}",
                    source=a.id,
                    target=None,
                    kind="translation" if translated and n == 0 else "republication",
                    score=1.0,
                    anchors=((a.id, start, end),),
                    name=name,
                    why=(said,),
                )
            )
    return out


def kept(annotation: Annotation) -> bytes:
    """The rows of one article, as kept."""
    return msgspec.msgpack.encode(notices([annotation]))


DIGESTS = {"notices": kept}
