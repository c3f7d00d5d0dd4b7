"""The registry of layers: what is read in one article. A new layer is one folder beside this file and one entry here.

Its record is a type of ``model/layers.py`` and a field of ``Annotation`` by the layer's name, typed as a tuple of it:
the span check, ``verify`` and the JSON follow from that. All else that knows of layers asks this registry: ``annotate``,
its summary, the tables of ``fabula show`` and docs/records.md. Nothing heavy is loaded until a layer is made.
"""

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fabula.model import records
from fabula.model.spans import fields_with_spans

Maker = Callable[..., tuple[records.Record, ...]]
"""Makes a layer: called with the Analysis and, in the order of ``needs``, what the layer is made from."""

READ = ("frames", "causal", "states")
"""What the reader model gives, which layers may need: proposals of spans with their roles, by the span of a sentence
how likely it tells of a cause, and the states that further heads stand on (None where it did not read)."""


@dataclass(frozen=True)
class Layer:
    """A layer. ``function`` is where its maker stands, "module:name"; ``needs`` names other layers, or parts of READ.

    ``columns`` are the fields of ``fabula show NAME`` that its table has; empty where the layer is not listed as it is.
    """

    name: str
    record: type[records.Record]
    function: str
    needs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[str, ...]:
        """The record's fields that carry spans, the one that it stands on first."""
        return fields_with_spans(self.record)

    def maker(self) -> Maker:
        """The function that makes the layer, imported now."""
        module, _, name = self.function.partition(":")
        made: Maker = getattr(importlib.import_module(module), name)
        return made


LAYERS: tuple[Layer, ...] = (
    Layer("times", records.Time, "fabula.extract.times.layer:times"),
    Layer(
        "quantities",
        records.Quantity,
        "fabula.extract.quantities.layer:quantities",
        needs=("times",),
        columns=("article", "value", "bound", "unit", "kind", "role", "what"),
    ),
    Layer("mentions", records.Mention, "fabula.extract.mentions.layer:mentions", needs=("times",)),
    Layer(
        "attributions",
        records.Attribution,
        "fabula.extract.attributions.layer:attributions",
        needs=("mentions", "frames"),
        columns=("article", "speaker", "kind", "content"),
    ),
    Layer(
        "events",
        records.EventMention,
        "fabula.extract.events.layer:events",
        needs=("mentions", "times", "attributions", "states"),
    ),
    Layer(
        "forecasts",
        records.Forecast,
        "fabula.extract.forecasts.layer:forecasts",
        needs=("mentions", "times", "attributions"),
        columns=("article", "by", "confidence", "forecast", "condition"),
    ),
    Layer(
        "claims",
        records.Claim,
        "fabula.extract.claims.layer:claims",
        needs=("mentions", "times", "attributions", "forecasts"),
        columns=("article", "by", "kind", "modality", "claim"),
    ),
    Layer(
        "causes",
        records.Cause,
        "fabula.extract.causes.layer:causes",
        needs=("attributions", "frames", "causal"),
        columns=("article", "cause", "polarity", "effect", "by"),
    ),
    Layer(
        "influences",
        records.Cause,
        "fabula.extract.influences.layer:influences",
        needs=("attributions", "causes"),
    ),
)


def in_order(layers: Iterable[Layer] = LAYERS) -> list[Layer]:
    """The layers, each after all that it needs. Raises ValueError where one needs what there is not, or itself."""
    left, done, out = list(layers), set(READ), list[Layer]()
    while left:
        ready = next((x for x in left if done.issuperset(x.needs)), None)
        if ready is None:
            raise ValueError(f"no order for these layers: {', '.join(x.name for x in left)}")
        left.remove(ready)
        done.add(ready.name)
        out.append(ready)
    return out
