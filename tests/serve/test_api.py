"""The workbench's interface for programs, over HTTP, and its committed contract."""

import json
from importlib.resources import files
from pathlib import Path

import httpx
import pytest

import fabula
from fabula.serve.answers import system
from fabula.serve.api import WAYS, written
from tests.serve.conftest import serving


def test_the_contract_is_committed_and_valid() -> None:
    committed = files("fabula.serve").joinpath("openapi.json").read_text("utf-8")
    assert committed == written(), "write it anew: python docs/generate.py"
    assert set(json.loads(committed)["paths"]) == {p.replace(":path", "") for p in WAYS}
    validator = pytest.importorskip("openapi_spec_validator", reason="openapi-spec-validator is not installed")
    validator.validate(json.loads(committed))


def test_lists_page_and_narrow(site: str, flood: Path) -> None:
    first = httpx.get(f"{site}/api/lists/events", params={"limit": 3}).json()
    assert len(first["rows"]) == 3
    then = httpx.get(f"{site}/api/lists/events", params={"limit": 3, "offset": 3}).json()
    assert {r["id"] for r in first["rows"]}.isdisjoint(r["id"] for r in then["rows"])
    some = httpx.get(f"{site}/api/lists/attributions", params={"outlet": "The Ledger"}).json()
    assert 0 < some["of"] < httpx.get(f"{site}/api/lists/attributions").json()["of"]
    with fabula.open(flood) as d:
        for r in first["rows"]:
            for e in r["evidence"]:
                assert d.article(e["article"]).text[e["start"] : e["end"]] == e["text"]


def test_articles_search_and_what_if(site: str, flood: Path) -> None:
    found = httpx.get(f"{site}/api/search", params={"q": "weak points"}).json()["found"]
    e = found[0]["evidence"][0]
    text = httpx.get(f"{site}/api/articles/{e['article']}").json()["text"]
    assert text[e["start"] : e["end"]] == e["text"]
    with fabula.open(flood) as d:
        cause = system(d)["links"][0]["cause"]
    answer = httpx.get(f"{site}/api/whatif", params={"set": f"{cause}=1"})
    assert answer.status_code == 200
    assert answer.json()["opening"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api", 200),
        ("/api/openapi.json", 200),
        ("/api/lists/nothing", 400),
        ("/api/lists/events?limit=many", 400),
        ("/api/lists/events?entity=Nobody+At+All", 400),
        ("/api/articles/none", 404),
        ("/api/search", 400),
        ("/api/whatif?set=water", 400),
        ("/api/whatif", 400),
    ],
)
def test_what_is_wrong_is_said(site: str, path: str, status: int) -> None:
    answer = httpx.get(site + path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/json")
    assert (status == 200) != ("error" in answer.json())


def test_nothing_is_changed_and_strangers_stay_out(site: str, example: Path) -> None:
    assert httpx.post(f"{site}/api/lists/events").status_code in (403, 405)
    assert httpx.get(f"{site}/api", headers={"host": "evil.example"}).status_code in (400, 403, 421)
    with serving(example, token="a-token-of-length") as guarded:
        assert httpx.get(f"{guarded}/api").status_code in (401, 403)
