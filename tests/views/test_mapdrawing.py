"""The drawn map: readable, true to its edges, and the same each time."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from fabula.views.mapdrawing import WIDE, Arrow, breadth, drawing, wrapped

SVG = {"s": "http://www.w3.org/2000/svg"}


def drawn(names: dict[str, str], *arrows: tuple[str, str, str]) -> ET.Element:
    return ET.fromstring(drawing(names, [Arrow(a, b, s, f"{a} {s} {b}") for a, b, s in arrows], "Map", "About"))


def boxes(svg: ET.Element) -> list[tuple[float, float, float, float]]:
    return [
        (float(r.get("x", 0)), float(r.get("y", 0)), float(r.get("width", 0)), float(r.get("height", 0)))
        for r in svg.iterfind(".//s:rect", SVG)
    ]


def marks(svg: ET.Element) -> list[str]:
    return [t.text or "" for t in svg.iterfind(".//s:text[@class='mark']", SVG)]


WEB = [
    ("a", "b", "+"), ("b", "c", "-"), ("c", "a", "+"), ("a", "c", "contested"), ("c", "d", "not stated"), ("d", "d", "+"),
    ("b", "a", "-"), ("a", "e", "denied"), ("f", "e", "+"), ("g", "h", "-"),
]  # fmt: skip
HUB = [(f"x{i}", "hub", "+") for i in range(60)]
CHAIN = [(f"x{i}", f"x{i + 1}", "-") for i in range(12)] + [("x0", "x12", "+")]
DENSE = [(f"x{i}", f"x{j}", "+") for i in range(7) for j in range(7)]


@pytest.mark.parametrize("arrows", [WEB, HUB, CHAIN, DENSE])
def test_boxes_and_marks_lie_apart_and_inside(arrows: list[tuple[str, str, str]]) -> None:
    names = {k: f"a concept with a name of some length, called {k}" for a in arrows for k in a[:2]}
    svg = drawn(names, *arrows)
    _, _, wide, high = map(float, svg.get("viewBox", "").split())
    found = boxes(svg)
    assert len(found) == len(names)
    for (x, y, w, h), (u, v, r, s) in combinations(found, 2):
        assert x + w < u or u + r < x or y + h < v or v + s < y
    assert all(x >= 0 and y >= 0 and x + w <= wide and y + h <= high for x, y, w, h in found)
    assert len(marks(svg)) == len(arrows)
    if arrows is not DENSE:
        spots = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in svg.iterfind(".//s:circle", SVG)]
        assert all((a - c) ** 2 + (b - d) ** 2 >= 100 for (a, b), (c, d) in combinations(spots, 2))


def test_a_sign_shows_by_mark_and_by_colour() -> None:
    names = dict.fromkeys("abcdefgh", "x")
    svg = drawn(names, *WEB)
    for g in svg.iterfind("s:g[@class]", SVG):
        sign = (g.findtext("s:title", namespaces=SVG) or "").split(" ", 1)[1].rsplit(" ", 1)[0]
        look = {"+": ("up", "+"), "-": ("down", "−"), "contested": ("both", "±"), "not stated": ("open", "?")}
        assert (g.get("class"), g.findtext("s:text", namespaces=SVG)) == look.get(sign, ("no", "×"))
        assert g.find("s:path[@class='head']", SVG) is not None


def test_an_arrow_ends_at_its_effect() -> None:
    svg = drawn({"a": "cause", "b": "effect"}, ("a", "b", "+"))
    (left, *_), (right, *_) = boxes(svg)
    head = svg.find(".//s:path[@class='head']", SVG)
    assert head is not None
    tip = float((head.get("d") or "")[1:].split()[0])
    assert left < right
    assert tip == right


def test_a_name_with_markup_or_odd_letters_is_but_text() -> None:
    names = {
        "a": '<script>alert(1)</script> & "x"',
        "b": "未来の価格がどこまでも上がっていくという話である",
        "c": "x" * 400,
    }
    svg = drawn(names, ("a", "b", "+"), ("b", "c", "-"))
    assert svg.find(".//s:script", SVG) is None
    said = {t.text for t in svg.iterfind(".//s:title", SVG)}
    assert set(names.values()) <= said


@pytest.mark.parametrize(
    "text", ["word " * 40, "W" * 90, "未来" * 40, "a", "on the whole, a rather long name for a thing"]
)
def test_a_label_fits_its_box(text: str) -> None:
    lines = wrapped(text)
    assert 1 <= len(lines) <= 3
    assert all(breadth(x) <= WIDE - 16 for x in lines)
    assert lines[-1].endswith("…") or "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_it_has_a_title_a_description_and_is_the_same_each_time() -> None:
    names = {k: k for a in DENSE for k in a[:2]}
    arrows = [Arrow(a, b, s, "") for a, b, s in DENSE]
    one = drawing(names, arrows, "The map", "49 arrows")
    assert one == drawing(names, arrows, "The map", "49 arrows")
    assert re.search(
        r'aria-labelledby="map-title map-about"><title id="map-title">The map</title><desc id="map-about">', one
    )
