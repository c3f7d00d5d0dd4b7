"""Addresses: a local server stands for the world; nothing else is asked."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from fabula.errors import AddressError, NotTextError, SourceError, TooLargeError
from fabula.ingest.sources import Item, find, web

PAGE = "<html><body><p>Grüße aus dem Dorf.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        redirects = {
            "/again": "/page", "/file": "file:///etc/passwd", "/loop": "/loop", "/nowhere": "",
            "/inside": "http://127.0.0.2:9/secret",
        }  # fmt: skip
        if self.path in redirects:
            self.send_response(302)
            if redirects[self.path]:
                self.send_header("Location", redirects[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        kind, body, extra = "text/html; charset=iso-8859-1", PAGE.encode("latin-1"), ""
        if self.path == "/gone":
            self.send_error(404)
            return
        if self.path == "/image":
            kind, body = "image/png", b"\x89PNG"
        elif self.path == "/zip":
            body, extra = gzip.compress(body), "gzip"
        elif self.path == "/bomb":
            body, extra = gzip.compress(b"\0" * 40_000_000), "gzip"
        elif self.path == "/agent":
            kind, body = "text/plain", str(self.headers["User-Agent"]).encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if extra:
            self.send_header("Content-Encoding", extra)
        length = len(body) + (50 if self.path == "/cut" else 0)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    host = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{host.server_port}"
    host.shutdown()
    thread.join()
    host.server_close()


def get(address: str, *, private: bool = True) -> Item | SourceError:
    (found,) = find([address], allow_private=private)
    return found


@pytest.mark.parametrize("path", ["/page", "/again", "/zip"])
def test_a_page_comes_with_its_charset(server: str, path: str) -> None:
    found = get(server + path)
    assert isinstance(found, Item)
    assert (found.media, found.charset, found.data.decode("latin-1")) == ("html", "iso-8859-1", PAGE)
    assert found.source == server + path
    assert found.url == server + ("/page" if path == "/again" else path)


def test_the_user_agent_says_who_asks(server: str) -> None:
    found = get(server + "/agent")
    assert isinstance(found, Item)
    assert (found.media, found.data) == ("text", b"fabula")


@pytest.mark.parametrize(
    ("path", "kind", "says"),
    [
        ("/file", AddressError, "forbidden address: file"),
        ("/loop", AddressError, "redirects more than"),
        ("/nowhere", AddressError, "to nowhere"),
        ("/gone", AddressError, "404"),
        ("/image", NotTextError, "image/png"),
        ("/bomb", TooLargeError, "20 MB"),
        ("/cut", AddressError, "ended early"),
    ],
)
def test_what_may_not_be_read_is_said(server: str, path: str, kind: type[SourceError], says: str) -> None:
    found = get(server + path)
    assert isinstance(found, kind)
    assert says in str(found)
    assert "\n" not in str(found)


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/", "http://127.0.0.1/", "http://[::1]/", "http://0/", "http://2130706433/", "http://169.254.1.1/",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[fe80::1]/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    found = get(address, private=False)
    assert isinstance(found, AddressError)
    assert "private" in str(found)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a.example/", "http://", "http://u:p@a.example/"])
def test_other_schemes_and_users_are_refused(address: str) -> None:
    assert isinstance(get(address, private=False), AddressError)


def test_a_redirect_into_the_network_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    assert isinstance(get(server + "/page", private=False), Item)
    found = get(server + "/inside", private=False)
    assert isinstance(found, AddressError)
    assert "forbidden" in str(found)
    assert "127.0.0.2" in str(found)


def test_a_name_is_resolved_once(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    port = int(server.rsplit(":", 1)[1])

    def resolve(host: str, *rest: object, **more: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(web.socket.AF_INET, web.socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(web.socket, "getaddrinfo", resolve)
    assert isinstance(get(f"http://village.example:{port}/page"), Item)
    assert asked == ["village.example"]


def test_a_dead_address_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    found = get("http://127.0.0.1:1/")
    assert isinstance(found, AddressError)
    assert "does not answer" in str(found)


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("2606:4700::1", True), ("100.64.0.1", False), ("224.0.0.1", False), ("2002:7f00:1::", False)],
)
def test_public_is_what_the_internet_routes(address: str, public: bool) -> None:
    assert web.is_public(address) is public
