"""Tellings beside each other: the shipped example's clashes, agreements and what one alone says; copies; the matrix."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import fabula
from fabula.compare.candidates import EACH, candidates
from fabula.compare.comparability import common
from fabula.compare.profiles import profiles, weights
from fabula.compare.relations import JUDGED
from fabula.compare.theories import rivals
from fabula.engine.resolve import resolve
from fabula.link.article_set import ArticleSet
from fabula.model.records import Comparison

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "summits"
GOLD = json.loads((EXAMPLE / "gold.json").read_text(encoding="utf-8"))

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def found(dossier: fabula.Dossier) -> tuple[list[Comparison], dict[str, str]]:
    """The example's comparisons, and each article's number."""
    number = {v["file"]: k for k, v in GOLD["articles"].items()}
    return dossier.comparisons(), {a.id: number[Path(a.path).name] for a in dossier}


def _said(dossier: fabula.Dossier, c: Comparison) -> str:
    texts = {a.id: a.text for a in dossier}
    return " ".join(texts[i][s:e] for i, s, e in c.anchors)


def test_all_clashes_of_the_example_and_no_other(
    dossier: fabula.Dossier, found: tuple[list[Comparison], dict[str, str]]
) -> None:
    rows, number = found
    clashes = {(tuple(sorted(number[a] for a in c.articles)), _said(dossier, c)) for c in rows if c.kind == "disagree"}
    wanted = [
        (("02", "04"), "2,000", "5,000"),
        (("06", "07"), "3,000", "800"),
        (("06", "07"), "detained 14", "Nobody"),
        (("08", "09"), "140 cubic", "120 cubic"),
        (("08", "09"), "Six inspectors", "No inspectors"),
    ]
    for articles, *words in wanted:
        assert [t for a, t in clashes if a == articles and all(w in t for w in words)], words
    assert len(clashes) == len(wanted)


def test_every_clash_says_what_differs(found: tuple[list[Comparison], dict[str, str]]) -> None:
    rows, _ = found
    for c in rows:
        if c.kind == "disagree":
            assert any(
                w.startswith(("the numbers", "one says that there are none", "one denies", "opposite", "the opposite"))
                for w in c.why
            )


def test_what_tellings_share_and_what_one_alone_says(
    dossier: fabula.Dossier, found: tuple[list[Comparison], dict[str, str]]
) -> None:
    rows, number = found
    shared = [({number[a] for a in c.articles}, _said(dossier, c)) for c in rows if c.kind == "agree"]
    assert any({"08", "09"} <= a and "January" in t for a, t in shared)
    alone = [(number[c.articles[0]], _said(dossier, c)) for c in rows if c.kind == "only_in"]
    assert any(a == "02" and "lasted six hours" in t for a, t in alone)
    assert any(a == "07" and "Three streets" in t for a, t in alone)


def test_a_copy_is_no_second_telling(dossier: fabula.Dossier, found: tuple[list[Comparison], dict[str, str]]) -> None:
    rows, number = found
    copies = {x.source for x in dossier.lineage() if x.kind == "copy"}
    assert {number[a] for a in copies} == {"03"}
    assert not [c for c in rows if copies & {a for a, _, _ in c.anchors}]


def test_every_line_has_true_spans(dossier: fabula.Dossier, found: tuple[list[Comparison], dict[str, str]]) -> None:
    texts = {a.id: a.text for a in dossier}
    assert all(c.anchors and all(0 <= s < e <= len(texts[i]) for i, s, e in c.anchors) for c in found[0])
    assert len({c.id for c in found[0]}) == len(found[0])


def test_the_pairs_judged_are_bounded(dossier: fabula.Dossier) -> None:
    annotations = list(dossier.annotations())
    some = profiles(annotations, dossier.entities(), dossier.main_events())
    pairs = candidates(some, weights(some), frozenset())
    count: dict[str, int] = {}
    for i, j, like in pairs:
        assert some[i].article != some[j].article
        assert 0 < like <= 1
        for k in (i, j):
            count[some[k].article] = count.get(some[k].article, 0) + 1
    assert max(count.values()) <= JUDGED
    assert EACH < JUDGED


def test_pairs_of_different_things_are_not_judged(dossier: fabula.Dossier) -> None:
    annotations = list(dossier.annotations())
    some = {p.anchor: p for p in profiles(annotations, dossier.entities(), dossier.main_events())}
    judged = [(some[p.left], some[p.right]) for p in dossier.pairs()]
    assert judged
    assert all(common(a, b) or (a.none & b.counted or b.none & a.counted) for a, b in judged)


def test_the_order_of_arrival_does_not_matter(dossier: fabula.Dossier) -> None:
    annotations = list(dossier.annotations())
    about = dossier.entities(), dossier.main_events()
    assert rivals(annotations[::-1], *about) == rivals(annotations, *about)
    forth, back = (resolve(ArticleSet.of(x)).parts["comparison"] for x in (annotations, annotations[::-1]))
    assert forth == back
    assert any(forth.values())


def test_the_matrix_sets_claims_against_tellings(example: Path, fabula_cli: Run) -> None:
    out = fabula_cli("compare", example)
    assert out.returncode == 0
    text = out.stdout.decode()
    first = text.splitlines()[1]
    assert first.startswith("clash")
    assert {"+", "-"} <= set(first.split()[-10:])
    assert "+ says so, - says otherwise, . does not say" in text


def test_comparisons_of_one_entity_and_of_one_event(example: Path, fabula_cli: Run) -> None:
    out = fabula_cli("compare", example, "--entity", "Sergei Halimov", "--json")
    rows = [json.loads(x) for x in out.stdout.decode().splitlines()]
    assert rows
    assert all(any("Halimov" in e["text"] or "He " in e["text"] for e in r["evidence"]) for r in rows)
    assert fabula_cli("compare", example, "--event", "no-such-event").returncode == 2
    with fabula.open(example) as d:
        event = min(d.main_events().values())
    out = fabula_cli("compare", example, "--event", event, "--csv")
    assert out.returncode == 0
    assert out.stdout.decode().startswith("id,kind,what")


def test_a_claim_says_what_it_is_about(dossier: fabula.Dossier) -> None:
    rows = {r["claim"]: r for r in dossier.rows("claims")}
    row = rows["The talks in Trieste lasted six hours."]
    assert row["quantities"] == ["six hours"]
    assert row["times"] == ["PT6H"]
    assert "Trieste" in row["about"]
    known = {e.id for e in dossier.events()}
    assert all(set(r["events"]) <= known for r in rows.values())
    assert any(r["events"] for r in rows.values())


RIOT = (
    "Riot in Orlo\n\nRioters set fire to a bank in Orlo on Tuesday during a strike against the new water tax. Police said 12 "
    "people were injured in the riots. The fire at the bank in Orlo burned for two hours before it was put out.",
    "Bank burns in Orlo\n\nRioters set fire to a bank in Orlo on Tuesday during a strike against the water tax. Police said 18 "
    "people were injured in the riots. Three people died in the fire at the bank in Orlo, which burned for two hours.",
)


def test_figures_clash_only_where_they_are_of_one_thing(tmp_path: Path) -> None:
    for n, text in enumerate(RIOT):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    with fabula.build([str(tmp_path)], tmp_path / "riot.fabula") as d:
        clashes = [_said(d, c) for c in d.comparisons() if c.kind == "disagree"]
    assert len(clashes) == 1
    assert "12 people were injured" in clashes[0]
    assert "18 people were injured" in clashes[0]


SLIDE = (
    "A slide of mud buried a farm near Orlo on Monday night and killed {} people, the mayor of Orlo said. Rescuers dug in the mud "
    "near the farm until morning, and the road to Orlo is still closed.{}",
    "The village of Orlo mourns: the slide of mud that came down on a farm there on Monday night killed {} people. Men with "
    "spades were at work by torchlight, helped by dogs from Velmar, while the road was shut.{}",
)


def _clashes(folder: Path, *texts: str) -> list[Comparison]:
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    with fabula.build([str(folder)], folder / "slide.fabula") as d:
        return [c for c in d.comparisons() if c.kind == "disagree"]


@pytest.mark.parametrize(
    "second",
    [
        SLIDE[1].format("nine", " Two years earlier a slide of mud near Orlo killed 31 people."),
        SLIDE[1].format("nine", " The deadliest slide of mud near Orlo killed 31 people."),
        SLIDE[1].format("so far 14", ""),
    ],
    ids=["of another time", "a record", "a count that goes on"],
)
def test_what_differs_for_another_reason_is_no_clash(tmp_path: Path, second: str) -> None:
    assert not _clashes(tmp_path, SLIDE[0].format("nine", ""), second)


def test_two_figures_of_the_same_dead_clash(tmp_path: Path) -> None:
    (row,) = _clashes(tmp_path, SLIDE[0].format("nine", ""), SLIDE[1].format("14", ""))
    told = "the numbers differ: one says {} people, the other {} people"
    assert row.why[0] in (told.format("nine", 14), told.format(14, "nine"))


def test_what_one_alone_denies_clashes_with_nothing_that_is_so_of_some(tmp_path: Path) -> None:
    first = SLIDE[0].format("nine", " A large number of farms near Orlo are insured against mud.")
    assert not _clashes(tmp_path, first, SLIDE[1].format("nine", " The farm near Orlo was not insured against mud."))


def test_one_denial_in_two_wordings_is_an_agreement(tmp_path: Path) -> None:
    told = (
        "The envoy of Orlo is not recognised by the Lake Council. The envoy of Orlo met the mayor of Velmar on Monday.",
        "The envoy of Orlo met the mayor of Velmar on Monday, though the Lake Council does not recognise the vote in which he was "
        "chosen, has closed its harbour to his ships and wants the old envoy back.",
    )
    for n, text in enumerate(told):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    with fabula.build([str(tmp_path)], tmp_path / "envoy.fabula") as d:
        shared = [_said(d, c) for c in d.comparisons() if c.kind == "agree"]
    assert any("not recognised" in t and "not recognise the vote" in t for t in shared)
