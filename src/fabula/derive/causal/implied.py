"""What the causal map implies where a concept is held, as rows; and the concept that a person names."""

from collections.abc import Mapping, Sequence
from typing import Any

from fabula.derive.causal.assembling import CausalMap
from fabula.derive.causal.concepts import Concept
from fabula.derive.causal.whatif import Change, Engine
from fabula.errors import UsageError
from fabula.model.quoting import Row


def change_row(change: Change, engine: Engine, name: Mapping[int, str], edges: Mapping[str, Row]) -> Row:
    """One changed concept: by how much, how surely, and the paths that carry it, each with its evidence. ``name`` has the
    names of concepts by their place, ``edges`` the rows of edges by id."""
    paths: list[dict[str, Any]] = [
        {
            "path": [name[i] for i in way.concepts],
            "weight": round(way.weight, 4),
            "gates": _gates(engine, way.edges, name),
            "evidence": [e for k in way.edges for e in edges[engine.links[k].id]["evidence"]],
        }
        for way in change.paths
    ]
    first = paths[0] if paths else {"path": [], "evidence": []}
    return {
        "id": name[change.concept], "median": round(change.median, 4), "low": round(change.low, 4),
        "high": round(change.high, 4), "rises": round(change.rises, 3), "falls": round(change.falls, 3),
        "path": first["path"], "evidence": first["evidence"], "paths": paths,
    }  # fmt: skip


def _gates(engine: Engine, edges: Sequence[int], name: Mapping[int, str]) -> list[str]:
    """The conditions on a path's edges, in words."""
    links = (engine.links[k] for k in edges)
    return [f"as far as {name[e.gate]} {'holds' if e.opens == 1 else 'fails'}" for e in links if e.gate is not None]


def setting(found: CausalMap, text: str) -> tuple[Concept, float]:
    """One CONCEPT=VALUE: the concept by its name, an unambiguous part of it, or its id. Raises UsageError."""
    name, sign, value = text.rpartition("=")
    try:
        number = float(value)
    except ValueError:
        number = 2.0
    if not sign or not -1 <= number <= 1:
        raise UsageError(f"--set {text}: expected CONCEPT=VALUE with a value from -1 to 1")
    fold = name.strip().casefold()
    for match in (
        [c for c in found.concepts if c.id == name or c.name.casefold() == fold],
        [c for c in found.concepts if fold in c.name.casefold()],
    ):
        if len(match) == 1:
            return match[0], number
        if match:
            names = ", ".join(c.name for c in match[:8])
            raise UsageError(f"--set {text}: {len(match)} concepts are called so; say which: {names}")
    raise UsageError(f"--set {text}: no concept is called so; see: fabula causes FILE")
