"""What claims can be to each other, and the kind of comparison that each relation makes."""

from typing import Final

from fabula.model.vocabulary import Linked, Relation

KINDS: Final[dict[Relation, Linked | None]] = {
    "agrees": "agree",
    "clashes": "disagree",
    "neither": None,
    "development": "development",
    "view": "view",
}
COPIES = frozenset({"copy", "rewrite", "translation", "republication"})
"""Kinds of lineage that make an article no telling of its own."""
JUDGED = 40
"""Pairs judged an article at the most, the likest first: 40 times some 5 ms bounds what an article adds."""
