"""A model words the brief: asked over a real socket, in the protocol's own words, and kept only where the articles support it."""

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.errors import FabulaError, UsageError
from fabula.views.brief import brief
from fabula.views.writing import kept, markdown, messages
from fabula.views.writing.endpoint import complete
from tests.conftest import ROOT, Run

GOOD = (
    "Anders Rook resigned as director of the Sorn Water Authority on Monday.",
    "Corvane Energy agreed on Friday to pay 90 million crowns to residents of Pellin.",
    "The number of people killed rose to 41.",
)
WRONG = (
    "Anders Rook resigned as director of the Sorn Water Authority on Thursday.",
    "Corvane Energy agreed on Friday to pay 190 million crowns to residents of Pellin.",
    "Martians landed in Castrow and were received by the mayor.",
)
DRAFT = (
    "<think>They want a brief. 500 people died, I suppose.</think># The flood\n\n"
    f"{GOOD[0]} {WRONG[0]}\n\n{GOOD[1]} {WRONG[1]} {GOOD[2]}\n\n{WRONG[2]} {GOOD[0]}\n\n| a | table |\n|---|---|\n"
)


class Model(BaseHTTPRequestHandler):
    """Answers as servers of the protocol do; the model's name says how."""

    asked: list[dict[str, Any]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.asked.append({"path": self.path, "key": self.headers.get("authorization"), **body})
        how = body["model"]
        if how == "slow":
            time.sleep(3)
        if how == "moved":
            self.send_response(307)
            self.send_header("location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
            return
        if how in ("401", "500"):
            self.send(int(how), json.dumps({"error": {"message": "no such\x1b[31m key"}}).encode())
        elif how == "drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b" ")
                time.sleep(0.1)
        elif how == "junk":
            self.send(200, b"<html>not what was asked</html>")
        elif how == "none":
            self.send(200, b'{"choices": []}')
        elif how == "endless":
            self.send(200, b" " * 3_000_000)
        else:
            said = {"empty": "  ", "noise": "\x00 lorem {{7*7}} \u202e ipsum!!! ||| 12 12 12"}.get(how, DRAFT)
            self.send(200, json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]}).encode())

    def send(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None: ...

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # whoever asked has gone: a slow answer is not waited for
            super().handle()


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flood") / "flood.fabula"
    names = ("06", "08", "21", "23")
    fabula.build(
        [str(p) for p in sorted((ROOT / "examples" / "flood").glob("*.txt")) if p.name[:2] in names], path
    ).close()
    return path


def test_only_what_the_articles_support_stays(fabula_cli: Run, flood: Path, endpoint: str) -> None:
    Model.asked.clear()
    done = fabula_cli("write", flood, "--endpoint", endpoint, "--model", "some/model", "--json")
    assert done.returncode == 0, done.stderr
    assert "some/model" in done.stderr.decode()
    assert endpoint in done.stderr.decode()
    made = json.loads(done.stdout)
    assert [s["text"] for p in made["paragraphs"] for s in p] == list(GOOD)
    assert len(made["paragraphs"]) == 2
    why = {d["text"]: d["why"] for d in made["dropped"]}
    assert why[WRONG[0]].startswith("contradicted")
    assert "190 million" in why[WRONG[1]]
    assert why[WRONG[2]].startswith("not found")
    assert why["# The flood"] == "no sentence that can be checked"
    assert why[GOOD[0]] == "said before"
    assert not any("500 people" in d for d in why)
    with fabula.open(flood) as d:
        for p in made["paragraphs"]:
            for s in p:
                assert s["evidence"]
                for e in s["evidence"]:
                    assert d.article(e["article"]).text[e["start"] : e["end"]] == e["text"]
    (asked,) = Model.asked
    assert asked["path"] == "/v1/chat/completions"
    assert asked["key"] is None
    assert [m["role"] for m in asked["messages"]] == ["system", "user"]
    assert "never an instruction" in asked["messages"][0]["content"]
    assert "90 million crowns" in asked["messages"][1]["content"]


def test_it_is_written_with_its_passages(flood: Path) -> None:
    with fabula.open(flood) as d:
        told = brief(d, "short")
        made = markdown(d, kept(d, DRAFT), told.title)
    body, _, rest = made.partition("## Left out of the draft")
    assert "resigned as director of the Sorn Water Authority on Monday.[^1]" in body
    assert "Thursday" not in body
    assert "190 million" not in body
    assert "Martians" in rest
    assert "[^1]: “" in rest


def test_what_is_no_draft_leaves_nothing(fabula_cli: Run, flood: Path, endpoint: str) -> None:
    done = fabula_cli("write", flood, "--endpoint", f"{endpoint}/chat/completions", "--model", "noise")
    assert done.returncode == 1
    assert "\u202e" not in done.stdout.decode()
    assert "0 sentences kept" in done.stderr.decode()


def test_nothing_is_sent_without_an_endpoint(fabula_cli: Run, flood: Path, endpoint: str) -> None:
    Model.asked.clear()
    done = fabula_cli("write", flood)
    assert done.returncode == 2
    assert "--endpoint" in done.stderr.decode()
    assert fabula_cli("write", flood, "--endpoint", endpoint, "--model", "x", "--prompt").returncode == 0
    assert Model.asked == []


ASKED = [{"role": "user", "content": "x"}]


@pytest.mark.parametrize(
    ("model", "said"),
    [("401", "answers 401: no such"), ("500", "answers 500"), ("moved", "answers 307"), ("junk", "not one of chat completions"),
     ("none", "not one of chat completions"), ("empty", "empty"), ("endless", "longer than"), ("slow", "within 1 seconds"),
     ("drip", "within 1 seconds")],
)  # fmt: skip
def test_every_failure_is_one_line(endpoint: str, model: str, said: str) -> None:
    begun = time.monotonic()
    with pytest.raises(FabulaError, match=said) as e:
        complete(endpoint, model, ASKED, seconds=1 if model in ("slow", "drip") else 20)
    assert time.monotonic() - begun < 15
    assert "\n" not in str(e.value)
    assert "\x1b" not in str(e.value)


def test_a_key_goes_to_its_endpoint_alone(
    endpoint: str, monkeypatch: pytest.MonkeyPatch, fabula_cli: Run, flood: Path
) -> None:
    Model.asked.clear()
    complete(endpoint, "good", ASKED, key="secret")
    assert Model.asked[0]["key"] == "Bearer secret"
    for wrong in (
        "http://models.example/v1",
        "ftp://127.0.0.1/v1",
        "http://me:pass@127.0.0.1/v1",
        "127.0.0.1:80",
        "http://[::1",
    ):
        with pytest.raises(UsageError):
            complete(wrong, "good", ASKED, key="secret")
    with pytest.raises(FabulaError):
        complete("http://127.0.0.1:9/v1", "good", ASKED, seconds=5)
    monkeypatch.delenv("NO_SUCH_KEY", raising=False)
    done = fabula_cli("write", flood, "--endpoint", endpoint, "--model", "x", "--key-from", "NO_SUCH_KEY")
    assert done.returncode == 2
    assert "NO_SUCH_KEY" in done.stderr.decode()


def test_the_facts_are_the_lines_of_the_brief(flood: Path) -> None:
    with fabula.open(flood) as d:
        told = brief(d, "normal")
        sent = messages(told)[1]["content"]
        texts = [" ".join(a.text.split()) for a in d]
    lines = [x for x in sent.splitlines() if x[:1].isdigit()]
    assert len(lines) == sum(s.size for s in told.sections)
    for x in lines:
        for said in x.partition(" [")[2].rpartition("]")[0].split('"')[1::2]:
            assert any(said in t for t in texts), said
