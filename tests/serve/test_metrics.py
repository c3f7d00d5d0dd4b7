"""/metrics tells programs that watch over servers how the dossier and its server stand, and tells nobody else."""

import json
import logging
import re
import time
from pathlib import Path

import httpx
import pytest

from fabula.dossier import Snapshot
from fabula.engine import watching
from fabula.serve.metrics import family
from tests.serve.conftest import serving, until

LINE = re.compile(
    r"^([a-z_]+)(\{[a-z]+=\"(?:[^\"\\]|\\.)*\"(?:,[a-z]+=\"(?:[^\"\\]|\\.)*\")*\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$"
)


def asked(site: str) -> dict[str, float]:
    """Each sample by its name and labels; all lines are of the format."""
    answer = httpx.get(f"{site}/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    out = {}
    kinds = {}
    for line in answer.text.splitlines():
        if line.startswith("# TYPE "):
            kinds[line.split()[2]] = line.split()[3]
        elif not line.startswith("# HELP "):
            found = LINE.match(line)
            assert found, line
            assert kinds[found[1]] in ("gauge", "counter")
            out[found[1] + (found[2] or "")] = float(found[3])
    return out


def test_it_says_what_status_says_and_counts_requests(mine: tuple[str, Path]) -> None:
    site, path = mine
    first = asked(site)
    with Snapshot(path) as d:
        status = d.status()
    assert first["fabula_up"] == 1
    assert first["fabula_generation"] == status["generation"]
    assert first["fabula_articles"] == status["articles"]
    assert first['fabula_resolved{kind="entity"}'] == status["resolved"]["entity"] > 0
    assert sum(v for k, v in first.items() if k.startswith("fabula_stored_bytes")) == status["bytes"]["in all"]
    assert not any(k.startswith("fabula_watch") for k in first)
    assert httpx.get(f"{site}/no-such-page").status_code == 404
    assert httpx.get(site, headers={"host": "evil.example"}).status_code == 421
    then = asked(site)
    for key, more in (
        ('method="GET",status="200"', 1),
        ('method="GET",status="404"', 1),
        ('method="GET",status="421"', 1),
    ):
        name = f"fabula_requests_total{{{key}}}"
        assert then[name] - first.get(name, 0) == more, name
    assert then["fabula_request_seconds_total"] > first.get("fabula_request_seconds_total", 0)


def test_a_watch_shows_how_it_goes(mine: tuple[str, Path]) -> None:
    site, path = mine
    now = time.time()
    known = watching.State(last=now - 60, came={"a": now - 10, "b": now - 7200})
    known.sources = {
        a: watching.Watched(a, answered=now, failures=n)
        for n, a in enumerate(["https://a.example/", "https://b.example/"])
    }
    watching.save(path, known)
    found = asked(site)
    assert (found['fabula_watch_sources{state="answers"}'], found['fabula_watch_sources{state="fails"}']) == (1, 1)
    assert (found["fabula_watch_came_last_hour"], found["fabula_watch_came_last_day"]) == (1, 2)
    assert found["fabula_watch_last_round_timestamp_seconds"] == pytest.approx(now - 60)


def test_it_stands_behind_the_token_which_a_program_brings_in_a_header(flood: Path) -> None:
    with serving(flood, token="a-token-of-some-length") as site:
        assert httpx.get(f"{site}/metrics").status_code == 401
        for held, status in (("a-token-of-some-length", 200), ("a-token-of-some-lengt", 401), ("é", 401)):
            assert (
                httpx.get(f"{site}/metrics", headers={"authorization": f"Bearer {held}".encode()}).status_code == status
            )
        assert (
            httpx.get(f"{site}/metrics", headers={"authorization": "Basic a-token-of-some-length"}).status_code == 401
        )


def test_each_request_is_a_line_of_the_log_without_its_query(
    mine: tuple[str, Path], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "fabula"):
        httpx.get(f"{mine[0]}/api", params={"token": "secret"})
        until(lambda: any(hasattr(r, "fields") for r in caplog.records))  # the line comes after the answer
    (fields,) = [r.fields for r in caplog.records if hasattr(r, "fields")]  # type: ignore[attr-defined]
    assert (fields["method"], fields["path"], fields["status"]) == ("GET", "/api", 200)
    assert "secret" not in json.dumps(fields)


def test_what_a_stranger_wrote_stays_within_its_label() -> None:
    (*_, line) = family("fabula_x", "gauge", "X.", [({"kind": 'a"} 1\nevil 2\\'}, 3)])
    assert line == 'fabula_x{kind="a\\"} 1\\nevil 2\\\\"} 3'
    assert list(family("fabula_x", "gauge", "X.", [])) == []
