"""The map as a file: what a person changes in it holds, comes back, and what does not fit is refused with its place."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from fabula.derive.causal import mapfile
from fabula.derive.causal.assembling import CausalMap, CausalTelling, assemble
from fabula.derive.causal.editing import decisions
from fabula.errors import UsageError
from fabula.model.decisions import Decision, Join, Reject, SignOf
from fabula.model.records import Article, Cause, Pair

TEXTS = {
    "a": ("Drought raises bread prices.", "Drought", "bread prices", 1),
    "b": ("The dry weather lowers bread prices.", "dry weather", "bread prices", -1),
    "c": ("Drought raises thirst.", "Drought", "thirst", 1),
    "d": ("Bread prices raise food security.", "Bread prices", "food security", 1),
    "e": ("Drought lowers food insecurity.", "Drought", "food insecurity", -1),
}


def span(text: str, part: str) -> tuple[Pair, ...]:
    return ((text.index(part), text.index(part) + len(part)),)


def told(extra: str = "") -> list[CausalTelling]:
    return [
        CausalTelling(i, t + extra, (Cause(id="r0", cause=span(t, c), effect=span(t, e), polarity=sign),), i, {}, {})
        for i, (t, c, e, sign) in TEXTS.items()
    ]


def held() -> mapfile.RelationsByArticle:
    return {
        t.article: (
            Article(id=t.article, path=f"{t.article}.txt", sha256="0", text=t.text),
            {c.id: c for c in t.causes},
        )
        for t in told()
    }


def exported(found: CausalMap) -> dict[str, Any]:
    file: dict[str, Any] = json.loads(mapfile.encoded(mapfile.written(found, held())))
    return file


def loaded(file: dict[str, Any], before: list[Decision]) -> list[Decision]:
    read = mapfile.decoded("m.json", json.dumps(file).encode())
    return decisions("m.json", read, assemble(told(), before), held(), lambda more: assemble(told(), [*before, *more]))


def concept(file: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(c for c in file["concepts"] if c["name"] == name)
    return found


def groups(found: CausalMap) -> dict[str, set[tuple[str, bool]]]:
    return {c.name: set(c.members) for c in found.concepts}


def test_a_file_that_was_not_changed_decides_nothing() -> None:
    assert loaded(exported(assemble(told())), []) == []


def merge(file: dict[str, Any]) -> None:
    concept(file, "Drought")["members"] += concept(file, "dry weather")["members"]
    file["concepts"].remove(concept(file, "dry weather"))


def split(file: dict[str, Any]) -> None:
    pair = concept(file, "food insecurity")
    moved = next(m for m in pair["members"] if m["phrase"] == "food security")
    pair["members"].remove(moved)
    file["concepts"].append({"name": "security of food", "members": [{**moved, "opposite": False}]})


def rename(file: dict[str, Any]) -> None:
    concept(file, "thirst")["name"] = "Hunger & <want>"


def flip(file: dict[str, Any]) -> None:
    for m in concept(file, "food insecurity")["members"]:
        m["opposite"] = not m["opposite"]


def sign(file: dict[str, Any]) -> None:
    for edge in file["edges"]:
        if edge["sign"] == "+":
            edge["sign"] = "-"


def reject(file: dict[str, Any]) -> None:
    for edge in file["edges"]:
        for p in edge["evidence"]:
            p["rejected"] = p["id"] == "b/r0"


def everything(file: dict[str, Any]) -> None:
    for change in (merge, split, rename, reject):
        change(file)


CHANGES = (merge, split, rename, flip, sign, reject, everything)


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_changed_holds_and_is_in_the_next_export(change: Callable[[dict[str, Any]], None]) -> None:
    file = exported(assemble(told()))
    change(file)
    made = loaded(file, [])
    assert made
    now = assemble(told(), made)
    assert groups(now) == {
        " ".join(c["name"].split()): {(m["phrase"], m["opposite"]) for m in c["members"]} for c in file["concepts"]
    }
    assert loaded(exported(now), made) == []
    if change not in (flip, sign):
        assert loaded({**file, "edges": []}, made) == []


@pytest.mark.parametrize("change", CHANGES)
def test_the_file_of_before_brings_back_what_was(change: Callable[[dict[str, Any]], None]) -> None:
    before = assemble(told())
    file = exported(before)
    change(file)
    made = loaded(file, [])
    back = {**exported(before), "edges": []}
    ids = {c.id for c in assemble(told(), made).concepts}
    for c in back["concepts"]:
        if c["id"] not in ids:
            del c["id"]
    again = assemble(told(), [*made, *loaded(back, made)])
    assert groups(again) == groups(before)


def test_a_flip_turns_the_edges_and_leaves_what_passages_tell() -> None:
    file = exported(assemble(told()))
    flip(file)
    now = assemble(told(), loaded(file, []))
    name = {c.id: c.name for c in now.concepts}
    edges = {(name[e.cause], name[e.effect]): mapfile.sign_of(e) for e in now.edges}
    assert edges["Drought", "food insecurity"] == "+"
    assert {r.told for e in now.edges for r in e.reports if r.article == "e"} == {-1}


def test_a_sign_that_a_person_gives_holds_and_says_so() -> None:
    file = exported(assemble(told()))
    sign(file)
    now = assemble(told(), loaded(file, []))
    assert not [e for e in now.edges if e.positive]
    assert {r.article for e in now.edges for r in e.reports if r.decided} == {"a", "c"}


def test_rejected_evidence_is_kept_and_counts_for_nothing() -> None:
    file = exported(assemble(told()))
    reject(file)
    made = loaded(file, [])
    now = assemble(told(), made)
    assert [r.article for r in now.rejected] == ["b"]
    assert "b" not in {r.article for e in now.edges for r in e.reports}
    again = exported(now)
    for edge in again["edges"]:
        for p in edge["evidence"]:
            p["rejected"] = False
    assert assemble(told(), [*made, *loaded(again, made)]).edges == assemble(told()).edges


def test_decisions_outlive_a_rebuild_that_reads_the_articles_differently() -> None:
    file = exported(assemble(told()))
    merge(file)
    rename(file)
    made = loaded(file, [])
    wider = [
        CausalTelling(
            t.article,
            t.text,
            tuple(Cause(id="r7", cause=((0, c.cause[0][1]),), effect=c.effect, polarity=c.polarity) for c in t.causes),
            t.source,
            {},
            {},
        )
        for t in told()
    ]
    found = groups(assemble(wider, made))
    assert {("drought", False), ("dry weather", False)} <= next(g for g in found.values() if ("drought", False) in g)
    assert "Hunger & <want>" in found


def test_decisions_about_articles_that_are_gone_are_passed_over() -> None:
    gone = [
        Join(left=(("x", 0, 3),), right=(("a", 0, 7),)),
        Reject(left=(("x", 0, 3),), right=(("x", 4, 7),)),
        SignOf(left=(("a", 20, 27),), right=(("a", 0, 7),), sign=-1),
    ]
    assert assemble(told(), gone).edges == assemble(told()).edges


def test_an_edge_and_its_concept_cannot_be_turned_in_one_file() -> None:
    file = exported(assemble(told()))
    flip(file)
    for edge in file["edges"]:
        if edge["effect"] == concept(file, "food insecurity")["id"]:
            edge["sign"] = "not stated"
    with pytest.raises(UsageError, match=r"edges\[\d\]\.sign.*flipped"):
        loaded(file, [])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda f: f["concepts"][0].update(id="k9"), r"concepts\[0\]: no concept has the id k9"),
        (lambda f: f["concepts"][1].update(id=f["concepts"][0]["id"]), r"concepts\[1\]: the id .* twice"),
        (lambda f: f["concepts"][0].update(name=" "), r"concepts\[0\]: a concept needs a name"),
        (lambda f: f["concepts"][0].update(members=[]), r"concepts\[0\]: .* has no members"),
        (lambda f: f["concepts"][0].update(nmae="x"), r"unknown field `nmae`.*concepts\[0\]"),
        (lambda f: f["concepts"][0].update(name=4), r"concepts\[0\]\.name"),
        (lambda f: f["concepts"][0]["members"][0].update(phrase="quarks"), r"members\[0\]: the map holds no phrase"),
        (lambda f: f["concepts"][0]["members"].append(f["concepts"][1]["members"][0]), r"concepts\[1\].*already"),
        (lambda f: f["edges"][0].update(cause="k9"), r"edges\[0\]\.cause: no concept has the id k9"),
        (lambda f: f["edges"][0].update(sign="++"), r"edges\[0\]\.sign: '\+\+' is no sign"),
        (lambda f: f["edges"][0]["evidence"][0].update(told="up"), r"evidence\[0\]\.told: 'up' is no sign"),
        (lambda f: f["edges"][0]["evidence"][0].update(id="z/r1"), r"evidence\[0\]: the map has no evidence z/r1"),
        (lambda f: f["edges"][0]["evidence"][0].update(cause="x"), r"another passage now"),
        (lambda f: f["edges"][0]["evidence"].append(f["edges"][1]["evidence"][0]), r"of another edge"),
        (lambda f: f["edges"][0]["evidence"].append(f["edges"][0]["evidence"][0]), r"stands twice"),
        (lambda f: f.update(format="atlas 3"), r"format is 'atlas 3'"),
        (lambda f: f.pop("concepts"), r"missing required field `concepts`"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_place(
    change: Callable[[dict[str, Any]], None], message: str
) -> None:
    file = exported(assemble(told()))
    change(file)
    with pytest.raises(UsageError, match=message) as e:
        loaded(file, [])
    assert str(e.value).startswith("m.json: ")
    assert "\n" not in str(e.value)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 5000, b'{"format": "fabula causal map 1"}'])
def test_what_is_no_map_file_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"m\.json: not a causal map"):
        mapfile.decoded("m.json", data)
