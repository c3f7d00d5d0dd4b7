"""The system that tellings describe: what moves what, put together across wordings and articles, and run."""

import json
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.derive.causal.phrases import phrase
from fabula.derive.system import naming, scenarios
from fabula.derive.system.assembling import System, system
from fabula.derive.system.grounding import ground
from fabula.derive.system.rows import link_rows, variable_rows
from fabula.errors import UsageError

PILES = Path(__file__).parents[2] / "data" / "systems"


def told(text: str) -> tuple[str, bool] | None:
    p = phrase("a", text, [(0, len(text))], [])
    found = ground(p) if p is not None else None
    return (found.aspect, found.turned) if found is not None else None


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("the copper price", ("prices", False)),
        ("rising prices", ("inflation", False)),
        ("economic hardship", ("economy", True)),
        ("the threat of unrest", ("unrest", False)),
        ("layoffs", ("jobs", True)),
        ("political instability", ("security", True)),
    ],
)
def test_a_phrase_is_read_as_an_aspect_and_its_direction(text: str, aspect: tuple[str, bool]) -> None:
    assert told(text) == aspect


@pytest.mark.parametrize("text", ["the ministry", "several economists", "12"])
def test_who_merely_acts_is_no_variable(text: str) -> None:
    assert told(text) is None


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("system")
    texts = {
        "a": "The sanctions have weakened the economy of Ostrelia. Ostrelia depends on loans from Borduria.",
        "b": "Ostrelia’s economy keeps unemployment low, economists say. Sanctions hurt the Ostrelian economy.",
        "c": "The longer the sanctions last, the more companies leave. If sanctions end, the economy will grow.",
        "d": "Sanctions did not weaken the economy, the ministry said. Mediation could end the sanctions.",
        "e": "The strike raises the price of copper. The price of copper pushes up the price of cable.",
    }
    rows = [{"id": k, "text": t, "title": f"Report {k}"} for k, t in texts.items()]
    path = folder / "in.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    fabula.build([str(path)], folder / "x.fabula", plain=True).close()
    return folder / "x.fabula"


def links(found: System) -> dict[tuple[str, str], Any]:
    name = {v.id: v.aspect for v in found.variables}
    return {(name[e.cause], name[e.effect]): e for e in found.links}


def test_wordings_of_several_articles_are_one_link_with_all_their_evidence(reports: Path) -> None:
    with fabula.open(reports) as d:
        found = system(d)
        edge = links(found)["sanctions", "economy"]
        row = next(r for r in link_rows(d, found) if r["id"] == edge.id)
        texts = {a.id: a.text for a in d}
    assert {"a", "b"} <= set(row["articles"])
    assert row["sign"] == -1
    assert row["denied"] == 1, "a denial is evidence against, kept and counted"
    assert all(texts[e["article"]][e["start"] : e["end"]] == e["text"] for e in row["evidence"])


def test_prices_of_two_things_stay_two_variables(reports: Path) -> None:
    with fabula.open(reports) as d:
        prices = [v for v in variable_rows(d, system(d)) if "price" in " ".join(v["phrases"])]
    assert len(prices) == 2


def test_a_change_spreads_along_links_and_says_how(reports: Path) -> None:
    with fabula.open(reports) as d:
        found = system(d)
    s = scenarios.run(found, [naming.setting(found, "sanctions=-1")])
    moved = {s.variable(c.concept).aspect: c for c in s.changes}
    assert moved["economy"].median > 0
    assert moved["economy"].rises > moved["economy"].falls
    assert any("economy" in line and "rises" in line for line, _, _ in scenarios.sentences(s))
    assert "mediation" not in moved, "what is set moves nothing before it"


def test_a_name_that_is_unclear_is_asked_back(reports: Path) -> None:
    with fabula.open(reports) as d:
        found = system(d)
    with pytest.raises(UsageError, match="say which"):
        naming.setting(found, "price=1")
    with pytest.raises(UsageError, match="no variable"):
        naming.setting(found, "xylophones=1")
    with pytest.raises(UsageError, match="from -1 to 1"):
        naming.setting(found, "sanctions=3")


def test_the_order_of_articles_changes_nothing(reports: Path, tmp_path: Path) -> None:
    rows = (reports.parent / "in.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "in.jsonl").write_text("\n".join(reversed(rows)), "utf-8")
    fabula.build([str(tmp_path / "in.jsonl")], tmp_path / "x.fabula", plain=True).close()
    out = []
    for path in (reports, tmp_path / "x.fabula"):
        with fabula.open(path) as d:
            found = system(d)
            out.append([(v.id, v.name) for v in found.variables] + [(e.id, e.belief.there) for e in found.links])
    assert out[0] == out[1]


def test_a_pronoun_that_opens_a_sentence_carries_its_subject_on() -> None:
    text = "Rationing begins on Monday.\n\nIt will reduce irrigation by a third."
    found = fabula.annotate(text)
    sides = [(text[c.cause[0][0] : c.cause[0][1]], text[c.effect[0][0] : c.effect[0][1]]) for c in found.influences]
    assert ("Rationing", "irrigation") in sides


def test_nothing_is_read_from_two_things_side_by_side() -> None:
    assert fabula.annotate("The minister spoke about the drought and the budget.").influences == ()


SAID = [
    ("The war brings prices down.", "The war", "prices", -1),
    ("The lawsuit pushed its shares to a ten-year low.", "The lawsuit", "its shares", -1),
    ("Foreign support keeps Malik in power.", "Foreign support", "Malik in power", 1),
    ("The parcel rules need more visits.", "The parcel rules", "more visits", 1),
    ("Corruption, says Mr Toll, deters foreign investment.", "Corruption", "foreign investment", -1),
    ("Corruption fuels emigration.", "Corruption", "emigration", 1),
    ("Burnout is the main reason why nurses quit.", "Burnout", "nurses", -1),
    ("Anger drives voters to protest. Anger at rising prices is spreading.", "rising prices", "Anger", 1),
    ("The company has doubled the spending on tests.\n\nIt will reduce faults.", "the spending on tests", "faults", -1),
]


@pytest.mark.parametrize(("text", "cause", "effect", "sign"), SAID)
def test_what_a_reader_takes_as_a_link_is_one_with_its_sign(text: str, cause: str, effect: str, sign: int) -> None:
    found = fabula.annotate(text)
    told = {
        (text[slice(*c.cause[0])], text[slice(*c.effect[0])]): c.polarity for c in (*found.causes, *found.influences)
    }
    assert told.get((cause, effect)) == sign, told


def test_a_variable_stands_as_most_of_its_phrases_tell_it(tmp_path: Path) -> None:
    found = built(tmp_path, "High wages widen the budget deficit. A wider budget deficit weakens the currency.")
    assert "budget deficit" in {v.aspect for v in found.variables}
    edges = links(found)
    assert edges["wages", "budget deficit"].positive
    assert edges["budget deficit", "currency"].negative


def test_an_owner_is_carried_on_within_an_article(tmp_path: Path) -> None:
    found = built(tmp_path, "The recall has caused a shortage of pumps. The shortage raises the price of pumps.")
    assert {"recall", "prices"} <= {v.aspect for v in found.variables}
    assert len([v for v in found.variables if v.aspect in ("supply", "shortage")]) == 1


def built(folder: Path, *texts: str) -> System:
    rows = [{"id": f"t{n}", "text": t, "title": f"Report {n}"} for n, t in enumerate(texts)]
    (folder / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    fabula.build([str(folder / "in.jsonl")], folder / "x.fabula", plain=True).close()
    with fabula.open(folder / "x.fabula") as d:
        return system(d)
