"""Who may ask: names, origins, tokens, sizes, times."""

import socket
import threading
import time
from pathlib import Path

import httpx
import pytest

from fabula.serve import guard
from fabula.serve.app import CHANGES, STATIC
from fabula.serve.guard import Rules, split_host
from tests.serve.conftest import post, serving


def test_another_name_that_leads_here_is_refused(site: str) -> None:
    port = site.rsplit(":", 1)[1]
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"127.0.0.1.evil.example:{port}",
        "",
        "a@b",
    ):
        assert httpx.get(site, headers={"host": host}).status_code in (400, 421), host
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
        assert httpx.get(site, headers={"host": host}).status_code == 200, host


def test_two_hosts_are_none(site: str) -> None:
    with socket.create_connection(("127.0.0.1", int(site.rsplit(":", 1)[1]))) as s:
        s.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n")
        assert b" 4" in s.recv(100)


@pytest.mark.parametrize("path", sorted(CHANGES))
def test_a_change_from_elsewhere_is_refused(site: str, path: str) -> None:
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": site.replace("http:", "https:")},
        {"origin": site.rsplit(":", 1)[0]},
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "referer": site},
    ):
        assert httpx.post(site + path, data={"x": "1"}, headers=headers).status_code == 403, headers


def test_nothing_but_reading_and_sending_is_answered(site: str) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert httpx.request(method, site, headers={"origin": site}).status_code == 405, method
    assert httpx.head(site).status_code == 200
    for path in CHANGES:
        if path not in ("/add", "/review"):
            assert httpx.get(site + path).status_code in (404, 405), path


def test_no_path_leads_out(site: str) -> None:
    port = int(site.rsplit(":", 1)[1])
    for path in (
        "/static/../state.py", "/static/..%2fstate.py", "/static/%2e%2e/%2e%2e/dossier.py", "/static//etc/passwd",
        "/static/licences/htmx.txt", "/../../etc/passwd", "/articles/../../../../etc/passwd", "/static/workbench.css%00.py",
    ):  # fmt: skip
        with socket.create_connection(("127.0.0.1", port)) as s:  # a client library would tidy the path
            s.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
            answer = b"".join(iter(lambda: s.recv(65536), b""))
        assert answer.split(b" ")[1] in (b"404", b"400"), path
        assert b"root:" not in answer
        assert b"import " not in answer


def test_static_files_are_those_that_pages_name(site: str) -> None:
    for name, media in STATIC.items():
        found = httpx.get(f"{site}/static/{name}")
        assert found.status_code == 200
        assert found.headers["content-type"].startswith(media)


def test_a_large_body_is_refused_before_it_is_read(site: str) -> None:
    assert post(site, "/entities/rename", content=b"x" * (guard.FORM_LIMIT + 1)).status_code == 413
    port = int(site.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)) as s:
        s.sendall(
            f"POST /add HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {site}\r\nContent-Length: 9999999999\r\n\r\n".encode()
        )
        assert b" 413 " in s.recv(200)


def test_a_body_that_says_no_length_is_counted(site: str) -> None:
    def pieces() -> object:
        for _ in range(200):
            yield b"x" * 100_000

    found = httpx.post(
        site + "/entities/rename",
        content=pieces(),  # type: ignore[arg-type]
        headers={"origin": site, "content-type": "application/x-www-form-urlencoded"},
        timeout=60,
    )
    assert found.status_code == 413


def test_a_slow_client_is_let_go_and_holds_up_nobody(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "PIECE_WAIT", 1.0)
    port = int(site.rsplit(":", 1)[1])
    slow = []
    for _ in range(20):
        s = socket.create_connection(("127.0.0.1", port))
        s.sendall(f"POST /add HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {site}\r\nContent-Type: "
                  "application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na".encode())  # fmt: skip
        slow.append(s)
    begun = time.monotonic()
    assert httpx.get(site).status_code == 200
    assert time.monotonic() - begun < 5
    for s in slow:
        s.settimeout(20)
        assert b" 408 " in s.recv(200)
        s.close()


def test_a_head_that_never_ends_holds_up_nobody(site: str) -> None:
    port = int(site.rsplit(":", 1)[1])
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
    for s in slow:
        s.sendall(b"GET / HTTP/1.1\r\nX: ")
    assert httpx.get(site).status_code == 200
    for s in slow:
        s.close()


def test_a_long_address_is_refused(site: str) -> None:
    assert httpx.get(site + "/search?q=" + "x" * 9000).status_code in (400, 414)


def test_a_token_is_asked_for(flood: Path) -> None:
    token = "a-token-of-some-length"
    with serving(flood, token) as site:
        assert httpx.get(site).status_code == 401
        assert httpx.get(site + "/?token=wrong").status_code == 401
        assert httpx.get(site, cookies={guard.COOKIE: "wrong"}).status_code == 401
        moved = httpx.get(f"{site}/timeline?type=AGREE&token={token}")
        assert moved.status_code == 303
        assert moved.headers["location"] == "/timeline?type=AGREE"
        cookie = moved.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert httpx.get(site, cookies={guard.COOKIE: token}).status_code == 200
        assert httpx.post(site + "/decisions/undo", headers={"origin": site}).status_code == 401


def test_a_way_with_a_token_stays_on_this_server(flood: Path) -> None:
    token = "a-token-of-some-length"
    with serving(flood, token) as site:
        port = int(site.rsplit(":", 1)[1])
        with socket.create_connection(("127.0.0.1", port)) as s:
            s.sendall(f"GET //evil.example/?token={token} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            answer = s.recv(2000).decode()
        assert "location: /evil.example/" in answer


def test_what_serves_beyond_this_machine() -> None:
    here = Rules("127.0.0.1", 8484)
    assert not here.serves("192.168.1.5:8484")
    wide = Rules("0.0.0.0", 8484, "a-token-of-some-length", frozenset({"desk.example"}))
    assert wide.serves("192.168.1.5:8484")
    assert wide.serves("desk.example:8484")
    assert not wide.serves("evil.example:8484")
    assert not wide.serves("192.168.1.5:80")


def test_hosts_are_read_as_they_are_written() -> None:
    assert split_host("[::1]:8484") == ("::1", 8484)
    assert split_host("a:b")[0] == ""
    assert split_host("a/b:8484")[0] == ""
    assert split_host("localhost") == ("localhost", None)


def test_every_answer_has_its_policy(site: str) -> None:
    for path in ("/", "/timeline", "/nothing", "/static/workbench.css", "/decisions/export"):
        found = httpx.get(site + path).headers
        policy = found["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "require-trusted-types-for 'script'" in policy
        assert "unsafe" not in policy
        assert found["x-content-type-options"] == "nosniff"
        assert found["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in found
    first, second = (httpx.get(site).headers["content-security-policy"] for _ in range(2))
    assert first != second


def test_readers_at_once(site: str) -> None:
    wrong: list[object] = []

    def reader() -> None:
        with httpx.Client(base_url=site, timeout=60) as c:
            for path in ("/", "/timeline", "/entities", "/differences"):
                if c.get(path).status_code != 200:
                    wrong.append(path)

    readers = [threading.Thread(target=reader) for _ in range(20)]
    for r in readers:
        r.start()
    for r in readers:
        r.join()
    assert not wrong
