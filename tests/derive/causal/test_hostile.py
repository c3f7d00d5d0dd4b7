"""Hostile maps: cycles, self-loops, contradictions, a crowded hub, names with markup: right or refused, never hung."""

from xml.etree import ElementTree as ET

import pytest

from fabula.derive.causal import mapfile
from fabula.derive.causal.assembling import CausalMap, CausalTelling, assemble
from fabula.derive.causal.mapfile import sign_of
from fabula.export.graphml import SPACE, graphml
from fabula.model.quoting import Row
from fabula.model.records import Article, Cause
from fabula.views.mapdrawing import Arrow, drawing


def made(pairs: list[tuple[str, str, int | None]]) -> tuple[CausalMap, mapfile.RelationsByArticle]:
    """A map of one telling a pair; sides are told as they are named."""
    tellings, told = [], {}
    for n, (a, b, sign) in enumerate(pairs):
        text = f"{a} > {b}"
        cause = Cause(id="r0", cause=((0, len(a)),), effect=((len(a) + 3, len(text)),), polarity=sign)
        tellings.append(CausalTelling(f"a{n:04}", text, (cause,), f"a{n:04}", {}, {}))
        told[f"a{n:04}"] = (Article(id=f"a{n:04}", path=f"{n}.txt", sha256="0", text=text), {"r0": cause})
    return assemble(tellings), told


def rows(found: CausalMap) -> list[Row]:
    return [
        {"id": e.id, "sign": sign_of(e), "belief": e.belief.there, "plus": e.belief.plus, "raises": len(e.positive),
         "lowers": len(e.negative), "unsigned": len(e.unknown), "denies": len(e.denials),
         "evidence": [{"path": "x\x00.txt", "start": 0, "end": 1, "text": "<b>&\x1b"}]}
        for e in found.edges
    ]  # fmt: skip


HUB = [(f"tax on item{n}", "price of bread", 1 if n % 2 else -1) for n in range(1000)]
LOOPS = [
    ("fear", "fear", 1),
    ("fear", "flight", 1),
    ("flight", "fear", -1),
    ("flight", "panic", 1),
    ("panic", "fear", None),
]
RIVALS = [("dam", "fish", 1), ("dam", "fish", -1), ("dam", "fish", None), ("fish", "dam", -1)]
MARKUP = [
    ("<script>alert(1)</script> & co", 'fear "of" it', -1),
    ("']]>", "\x07\x1b[31m red", 1),
    ("未来", "🙂 joy", 1),
]


@pytest.mark.parametrize("pairs", [HUB, LOOPS, RIVALS, MARKUP], ids=["hub", "loops", "rivals", "markup"])
def test_a_hostile_map_is_assembled_run_drawn_written_and_read(pairs: list[tuple[str, str, int | None]]) -> None:
    found, told = made(pairs)
    reports = [r for e in found.edges for r in e.reports]
    assert len(reports) == len([p for p in pairs if any(c.isalnum() for c in p[0])])
    engine, index = found.engine()
    outcome = engine.sample({index[found.edges[0].cause]: 1.0}, samples=20)
    assert outcome.settled
    assert all(-1 <= c.low <= c.median <= c.high <= 1 for c in outcome.changes)
    root = ET.fromstring(graphml(found, rows(found)))
    assert len(root.findall(f".//{{{SPACE}}}edge")) == len(found.edges)
    assert len(root.findall(f".//{{{SPACE}}}node")) == len(found.concepts)
    names = {c.id: c.name for c in found.concepts}
    arrows = [Arrow(e.cause, e.effect, sign_of(e), "") for e in found.edges[:40]]
    used = {i for a in arrows for i in (a.cause, a.effect)}
    ET.fromstring(drawing({k: v for k, v in names.items() if k in used}, arrows, "Map", "About"))
    file = mapfile.decoded("m", mapfile.encoded(mapfile.written(found, told)))
    mapfile.checked("m", file, found, told)


def test_a_thousand_edges_of_a_hub_do_not_add_up_beyond_one() -> None:
    found, _ = made([(a, b, 1) for a, b, _ in HUB])
    engine, index = found.engine()
    hub = index[found.edges[0].effect]
    outcome = engine.sample({index[e.cause]: 1.0 for e in found.edges}, samples=20)
    change = next(c for c in outcome.changes if c.concept == hub)
    assert 0 < change.median <= 1
    assert len(change.paths) == 3


def test_contradictory_evidence_is_all_kept_and_leaves_the_sign_open() -> None:
    found, _ = made(RIVALS)
    edge = next(e for e in found.edges if len(e.reports) == 3)
    assert sign_of(edge) == "contested"
    assert edge.belief.plus == pytest.approx(0.5)


def test_a_self_loop_is_an_edge_and_settles() -> None:
    found, _ = made(LOOPS)
    assert any(e.cause == e.effect for e in found.edges)
