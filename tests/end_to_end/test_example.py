"""The shipped example, end to end, against examples/summits/gold.json: what a user should find in its dossier."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import fabula
from tests.conftest import EXAMPLE

GOLD = json.loads((EXAMPLE / "gold.json").read_text("utf-8"))
FILES = {v["file"]: k for k, v in GOLD["articles"].items()}


class Told:
    """The example's dossier with its articles by their gold keys."""

    def __init__(self, path: Path) -> None:
        with fabula.open(path) as d:
            self.rows = {
                k: d.to_dicts(k) for k in ("articles", "entities", "events", "attributions", "forecasts", "causes")
            }
            self.rows |= {k: d.to_dicts(k) for k in ("comparisons", "lineage")}
            self.articles = {FILES[Path(a.path).name]: a for a in d}
        self.key = {a.id: k for k, a in self.articles.items()}
        self.zones = {k: a.zones for k, a in self.articles.items()}

    def keys(self, ids: Iterable[str]) -> set[str]:
        return {self.key[i] for i in ids}

    def like(self, row: dict[str, Any], article: str, span: list[int], least: float) -> bool:
        text = self.articles[article].text
        want = {i for i in range(*span) if text[i].isalnum()}
        for e in row["evidence"]:
            have = {i for i in range(e["start"], e["end"]) if text[i : i + 1].isalnum()}
            if self.key[e["article"]] == article and len(want & have) >= least * len(want | have):
                return True
        return False


@pytest.fixture(scope="module")
def told(example: Path) -> Told:
    return Told(example)


def words(text: str | None) -> set[str]:
    return {w[:5] for w in re.findall(r"\w+", (text or "").casefold()) if len(w) > 2}


def share(found: list[bool], least: int, what: list[Any]) -> None:
    missed = [w for w, ok in zip(what, found, strict=True) if not ok]
    assert sum(found) >= least, f"{sum(found)} of {len(found)}; missed: {missed}"


def test_furniture_is_labelled_and_the_body_kept(told: Told) -> None:
    def kinds(article: str, span: list[int]) -> set[str]:
        return {z.kind for z in told.zones[article] if z.start < span[1] and span[0] < z.end}

    telling = {"body", "title", "heading"}
    for article, spans in GOLD["not_body"].items():
        for s in spans:
            assert not kinds(article, s) & telling, told.articles[article].text[slice(*s)]
    for article, spans in GOLD["body_must_keep"].items():
        for s in spans:
            assert kinds(article, s) <= telling, told.articles[article].text[slice(*s)]


def test_publication_dates_are_right_or_not_stated(told: Told) -> None:
    right = 0
    for row in told.rows["articles"]:
        gold = GOLD["published"][told.key[row["id"]]]
        date = ((row["published"] or {}).get("date") or "")[:10]
        if date:
            assert (
                date == gold.get("date")
                or gold.get("between", ["9", "0"])[0] <= date <= gold.get("between", ["9", "0"])[1]
            )
            right += 1
    assert right >= 7


def test_articles_about_one_event_are_grouped(told: Told) -> None:
    main = {told.key[r["id"]]: r["main_event"] for r in told.rows["articles"]}
    assert main["01"] == main["02"] == main["03"] == main["04"]
    assert main["06"] == main["07"]
    assert main["08"] == main["09"]
    assert len({main["02"], main["06"], main["08"]}) == 3


def test_events_have_their_date_and_place(told: Told) -> None:
    found = [
        any(
            e["date"] == g["date"]
            and words(g["place"]) & words(e["place"])
            and len(told.keys(e["articles"]) & set(g["articles"])) > 1
            for e in told.rows["events"]
        )
        for g in GOLD["events"]
    ]
    share(found, 3, [g["id"] for g in GOLD["events"]])


def test_one_entity_however_it_is_spelt(told: Told) -> None:
    fold = lambda s: re.sub(r"\W+", " ", s.casefold()).strip()  # noqa: E731
    found = []
    for g in GOLD["entities"]:
        want = {fold(a) for a in g["aliases"]}
        others = {fold(a) for o in GOLD["entities"] if o is not g for a in o["aliases"]}
        best = max(told.rows["entities"], key=lambda e: len(want & {fold(a) for a in [e["name"], *e["aliases"]]}))
        have = {fold(a) for a in [best["name"], *best["aliases"]]}
        found.append(want <= have and set(g["articles"]) <= told.keys(best["articles"]) and not have & others)
    share(found, 13, [g["name"] for g in GOLD["entities"]])


@pytest.mark.parametrize(("area", "overlap", "least"), [("quotations", 0.7, 13), ("reported_speech", 0.5, 11)])
def test_who_said_what(told: Told, area: str, overlap: float, least: int) -> None:
    aliases = {g["name"]: set().union(*(words(a) for a in g["aliases"])) for g in GOLD["entities"]}
    found = []
    for g in GOLD[area]:
        hits = [r for r in told.rows["attributions"] if told.like(r, g["article"], g["content"], overlap)]
        found.append(any(words(r["speaker"]) & (aliases.get(g["speaker"], set()) | words(g["speaker"])) for r in hits))
    share(found, least, [(g["speaker"], told.articles[g["article"]].text[slice(*g["content"])]) for g in GOLD[area]])


def test_turns_of_an_interview_go_to_their_speakers(told: Told) -> None:
    gold = GOLD["interview_turns"]
    turns = [r for r in told.rows["attributions"] if told.key[r["article"]] == gold["article"] and not r["within"]]
    solberg = [r for r in turns if r["speaker"] == "Ingrid Solberg" and r["kind"] == "direct"]
    assert len(solberg) >= gold["speakers"]["Ingrid Solberg"]
    assert any("Neither side lost" in r["content"] for r in solberg)
    assert any(r["speaker"] == "Lakeside Review" and "who won in Trieste" in r["content"] for r in turns)


def test_forecasts_are_found_with_their_makers(told: Told) -> None:
    found = []
    for g in GOLD["forecasts"]:
        hits = [r for r in told.rows["forecasts"] if told.like(r, g["article"], g["span"], 0.4)]
        by = "article" if g["by"] == "The article" else g["by"]
        found.append(any(words(r["by"]) & words(by) for r in hits))
    share(found, 7, [(g["by"], told.articles[g["article"]].text[slice(*g["span"])]) for g in GOLD["forecasts"]])


def test_causal_relations_have_their_sign(told: Told) -> None:
    half = lambda want, have: 2 * len(words(want) & words(have)) >= len(words(want))  # noqa: E731
    found = [
        any(
            told.key[r["article"]] == g["article"]
            and half(g["cause"], r["cause"])
            and half(g["effect"], r["effect"])
            and r["polarity"] == g["polarity"]
            for r in told.rows["causes"]
        )
        for g in GOLD["causal_relations"]
    ]
    share(found, 10, [(g["cause"], g["effect"]) for g in GOLD["causal_relations"]])


def test_a_near_copy_is_known(told: Told) -> None:
    pairs = {(told.key[r["source"]], told.key[r["target"]]) for r in told.rows["lineage"] if r["target"]}
    assert ("03", "02") in pairs
    assert any(told.key[r["source"]] == "04" and "Kurier Pogranicza" in (r["name"] or "") for r in told.rows["lineage"])


def test_tellings_are_compared(told: Told) -> None:
    text = {k: a.text for k, a in told.articles.items()}
    found = []
    for g in GOLD["comparisons"]:
        found.append(
            any(
                r["kind"] == g["kind"]
                and set(g["articles"]) <= told.keys(r["articles"])
                and 2
                * len(
                    words(g["what"])
                    & words(
                        " ".join(
                            [r["what"], *(text[told.key[e["article"]]][e["start"] : e["end"]] for e in r["evidence"])]
                        )
                    )
                )
                >= len(words(g["what"]))
                for r in told.rows["comparisons"]
            )
        )
    share(found, 6, [g["what"] for g in GOLD["comparisons"]])
