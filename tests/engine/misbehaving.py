"""A site on loopback that misbehaves in every way that a watch must live with, in accelerated time."""

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DAY = 86_400.0
START = 1_710_000_000.0
"""9 March 2024."""
NAMES = ("Ana Ruiz", "Karl Boone", "Petra Lund", "Tom Reyes", "Nora Vance", "Jon Aske", "Ivy Chen", "Luca Ferri")


class Accelerated:
    """A clock in which waiting takes no time."""

    def __init__(self) -> None:
        self.time = START
        self.ends = float("inf")

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        self.time += max(0.0, seconds)

    @property
    def stopped(self) -> bool:
        return self.time >= self.ends


def page(title: str, body: str) -> bytes:
    """A page of one article."""
    return (
        f'<html lang="en"><head><title>{title}</title></head><body><nav><a href="/">Home</a> <a href="/more">More</a></nav>'
        f"<article><h1>{title}</h1>{body}</article><footer>All rights reserved.</footer></body></html>"
    ).encode()


def told(n: int) -> str:
    """An article's paragraphs."""
    who = NAMES[n % len(NAMES)]
    return (
        f"<p>The council of Velmar voted on Tuesday to close bridge number {n} over the Sarn, and {who} said that work would "
        f"begin within {n + 2} weeks of the vote.</p><p>Residents of the eastern bank had asked for a ferry, which the council "
        f"refused by {n + 5} votes to {n + 3}. “We have no choice,” said {who}, who has led the works office since 2015.</p>"
    )


class Site:
    """The server, what was asked of it and when, and what it served."""

    def __init__(self, clock: Accelerated, host: str = "127.0.0.1", port: int = 0) -> None:
        self.clock = clock
        self.asked: list[tuple[float, str, int]] = []
        self.served: dict[str, list[str]] = {}
        self.counts: Counter[str] = Counter()
        site = self

        class Handler(_Handler):
            server_site = site

        self._server = ThreadingHTTPServer((host, port), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self.ended = threading.Event()
        self.url = f"http://{host}:{self._server.server_port}"

    def __enter__(self) -> "Site":
        self._thread.start()
        return self

    def __exit__(self, *what: object) -> None:
        self.ended.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def days(self) -> int:
        """Half days since the start: what changes changes with it."""
        return int((self.clock.now() - START) / (DAY / 2))


class _Handler(BaseHTTPRequestHandler):
    server_site: Site

    def do_GET(self) -> None:
        site, path = self.server_site, self.path
        site.counts[path] += 1
        try:
            made = getattr(self, "_" + path.strip("/").split("/")[0].split(".")[0].replace("-", "_"), None)
            made() if made else self._send(404, b"")
        except OSError:  # the client had enough
            self.close_connection = True

    def _log(self, status: int) -> None:
        self.server_site.asked.append((self.server_site.clock.now(), self.path, status))

    def _send(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **headers: Any) -> None:
        self._log(status)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in {"Content_Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def _robots(self) -> None:
        self._send(200, b"User-agent: *\nDisallow: /secret\n", "text/plain")

    def _secret(self) -> None:
        self._send(200, page("Secret", told(1)))

    def _feed(self) -> None:
        site = self.server_site
        n = site.days()
        entries = ""
        for i in range(max(0, n - 3), n + 1):
            text = told(100 + i).replace("<", "&lt;") * 3 if i % 2 else "A short summary of what the council did."
            entries += (
                f"<item><title>Vote {i}</title><link>{site.url}/page/{i}</link><guid>vote-{i}</guid>"
                f"<pubDate>Sat, 09 Mar 2024 10:{i % 60:02d}:00 +0000</pubDate><description>{text}</description></item>"
            )
        if site.counts[self.path] % 7 == 3:
            self._send(200, b"<rss><channel><item><title>broken", "application/rss+xml")
            return
        body = f'<rss version="2.0"><channel><title>The Bell</title>{entries}</channel></rss>'.encode()
        self._marked(body, "application/rss+xml")

    def _page(self) -> None:
        n = int(self.path.rsplit("/", 1)[1])
        self.server_site.served.setdefault(self.path, []).append(str(n))
        self._marked(page(f"Bridge {n} shut after vote", told(n)))

    def _changing(self) -> None:
        n = self.server_site.days() // 2
        said = f"<p>The flood took {100 + n} lives in Velmar, the works office said on Tuesday.</p>"
        self.server_site.served.setdefault(self.path, []).append(str(100 + n))
        self._marked(page("Flood in Velmar", said + told(7)))

    def _marked(self, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
        """A body with its mark, or no body where the client holds it."""
        mark = f'"{hash(body)}"'
        if self.headers.get("If-None-Match") == mark:
            self._log(304)
            self.send_response(304)
            self.end_headers()
            return
        self._send(200, body, kind, ETag=mark)

    def _slow(self) -> None:
        self._log(200)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while not self.server_site.ended.wait(0.02):
            self.wfile.write(b" ")
            self.wfile.flush()

    def _endless(self) -> None:
        self._log(200)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while not self.server_site.ended.is_set():
            self.wfile.write(b"<p>more and more " * 4096)

    def _cut(self) -> None:
        body = page("Cut", told(1))
        self._send(200, body, Content_Length=len(body) + 500)

    def _loop(self) -> None:
        self._send(302, b"", Location=self.path)

    def _inside(self) -> None:
        self._send(302, b"", Location="http://10.0.0.1/")

    def _busy(self) -> None:
        if self.server_site.counts[self.path] <= 3:
            self._send(429, b"", Retry_After=4 * 3600)
        else:
            self._marked(page("Busy no more", told(3)))

    def _flaky(self) -> None:
        if self.server_site.counts[self.path] % 3:
            self._send(503, b"")
        else:
            self._marked(page("Now and then", told(4)))

    def _nothing(self) -> None:
        self._send(200, b"")

    def _picture(self) -> None:
        self._send(200, b"\x89PNG", "image/png")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return
