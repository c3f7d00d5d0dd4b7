"""Deciding from the page what the commands decide; the log; carrying decisions elsewhere."""

import json
import re
from pathlib import Path

import httpx

import fabula
from tests.serve.conftest import post


def entities(path: Path) -> dict[str, str]:
    with fabula.open(path) as d:
        return {e.name: e.id for e in d.entities()}


def test_an_entity_is_renamed_merged_and_split(mine: tuple[str, Path]) -> None:
    site, path = mine
    held = entities(path)
    names = list(held)[:2]
    moved = post(
        site, "/entities/rename", data={"entity": held[names[0]], "name": "The Renamed", "because": "as it says itself"}
    )
    assert moved.status_code == 303
    assert "The Renamed" in entities(path)
    assert "<h1>The Renamed</h1>" in httpx.get(site + moved.headers["location"], timeout=60).text
    post(site, "/decisions/undo")
    assert "The Renamed" not in entities(path)
    count = len(entities(path))
    merged = post(site, "/entities/merge", data={"entity": held[names[0]], "with": held[names[1]]})
    assert merged.status_code == 303
    assert len(entities(path)) == count - 1
    post(site, "/decisions/undo")
    assert len(entities(path)) == count
    assert post(site, "/entities/rename", data={"entity": held[names[0]], "name": " "}).status_code == 400
    assert post(site, "/entities/merge", data={"entity": held[names[0]]}).status_code == 400


def test_the_log_says_who_when_and_why(mine: tuple[str, Path]) -> None:
    site, path = mine
    first = next(iter(entities(path).values()))
    post(
        site,
        "/entities/rename",
        data={"entity": first, "name": "Another", "because": "the <b>masthead</b>", "who": "Ana"},
    )
    with fabula.open(path) as d:
        kept = d.decisions()[-1]
    assert (kept.who, kept.because) == ("Ana", "the <b>masthead</b>")
    assert kept.at
    html = httpx.get(site + "/decisions", timeout=60).text
    assert "Ana" in html
    assert "the &lt;b&gt;masthead&lt;/b&gt;" in html
    exported = httpx.get(site + "/decisions/export", timeout=60)
    assert "attachment" in exported.headers["content-disposition"]
    assert json.loads(exported.text.splitlines()[-1])["name"] == "Another"
    post(site, "/decisions/undo")
    found = post(site, "/decisions/import", files={"file": ("d.jsonl", exported.content)})
    assert found.headers["location"] == "/decisions?taken=1&left=0"
    with fabula.open(path) as d:
        assert d.decisions() == [kept]
    assert post(site, "/decisions/import", files={"file": ("d.jsonl", b"nothing")}).status_code == 400


def test_what_became_of_a_forecast(mine: tuple[str, Path]) -> None:
    site, path = mine
    html = httpx.get(site + "/forecasts", timeout=60).text
    name = re.search(r'href="/forecasts/([^"?]+)"', html)[1]  # type: ignore[index]
    assert post(site, "/forecasts/resolve", data={"forecast": name, "status": "true"}).status_code == 400
    done = post(
        site,
        "/forecasts/resolve",
        data={"forecast": name, "status": "false", "note": "It was called off.", "on": "2025-06-01"},
    )
    assert done.status_code == 303, done.text
    html = httpx.get(f"{site}/forecasts/{name}", timeout=60).text
    assert "did not come true on 2025-06-01: It was called off." in html
    with fabula.open(path) as d:
        assert d.decisions()[-1].action == "forecast"


def test_what_claims_are_to_each_other(mine: tuple[str, Path]) -> None:
    site, path = mine
    with fabula.open(path) as d:
        c = next(c for c in d.comparisons() if c.kind in ("agree", "disagree") and len(c.anchors) > 1)
    assert httpx.get(f"{site}/differences/{c.id}", timeout=60).status_code == 200
    assert post(site, "/differences/decide", data={"comparison": c.id, "relation": "perhaps"}).status_code == 400
    assert post(site, "/differences/decide", data={"comparison": c.id, "relation": "neither"}).status_code == 303
    with fabula.open(path) as d:
        assert c.id not in {x.id for x in d.comparisons()}


def test_a_passage_of_the_system_is_corrected(mine: tuple[str, Path]) -> None:
    site, path = mine
    html = httpx.get(site + "/system", timeout=60).text
    link = re.search(r'href="(/system/links/[^"]+)"', html)[1]  # type: ignore[index]
    page = httpx.get(site + link, timeout=60).text
    article = re.search(r'name="article" value="([^"]+)"', page)[1]  # type: ignore[index]
    relation = re.search(r'name="relation" value="([^"]+)"', page)[1]  # type: ignore[index]
    sent = {"what": "reject", "article": article, "relation": relation, "because": "it says no such thing"}
    assert post(site, "/system/decide", data=sent).status_code == 303
    with fabula.open(path) as d:
        assert d.decisions()[-1].action == "reject"
        assert d.decisions()[-1].because == "it says no such thing"
    assert post(site, "/system/decide", data={**sent, "article": "none"}).status_code == 404
    variables = re.findall(r'<option value="(v[^"]+)">', html)
    told = {"what": "add", "variable": variables[0], "with": variables[1], "sign": "lowers", "because": "I was there"}
    assert post(site, "/system/decide", data=told).status_code == 303
    with fabula.open(path) as d:
        assert d.decisions()[-1].because == "I was there"
    assert post(site, "/system/decide", data={"what": "flip", "variable": variables[0]}).status_code == 303
    assert (
        post(site, "/system/decide", data={"what": "split", "variable": variables[0], "words": "zzz"}).status_code
        == 400
    )
    assert httpx.get(site + "/system", timeout=60).status_code == 200
    assert post(site, "/system/decide", data={"what": "call", "variable": "none"}).status_code == 404


def test_the_queue_of_doubtful_pairs(mine: tuple[str, Path]) -> None:
    site, path = mine
    html = httpx.get(site + "/review", timeout=60).text
    found = re.search(r'name="key" value="([^"]+)"', html)
    if not found:
        assert "Nothing in doubt" in html
        return
    assert post(site, "/review", data={"key": found[1], "answer": "two"}).status_code == 303
    with fabula.open(path) as d:
        assert d.decisions()[-1].action == "different"
    assert found[1] not in httpx.get(site + "/review", timeout=60).text
