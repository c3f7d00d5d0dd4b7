"""Articles at http and https addresses, fetched so that no address leads where it may not.

A host is resolved once, its address is checked, and the connection goes to that very address: a name that resolves
differently a moment later (DNS rebinding) changes nothing. Each redirect is checked anew. Proxies are not used.
"""

import contextlib
import http.client
import io
import ipaddress
import posixpath
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from fabula.errors import AddressError, EmptyError, NotTextError, SourceError, TooLargeError
from fabula.ingest.items import PAGE_LIMIT, TEXT_LIMIT, Item, looks_like_page, megabytes
from fabula.ingest.sources.kinds import About, contents

CONNECT_SECONDS = 10.0
"""How long one step (connecting, waiting for more) may take: browsers' usual patience."""
TOTAL_SECONDS = 40.0
"""How long the whole of one address may take, redirects included."""
REDIRECTS = 5
AGENT = "fabula"
"""Who asks, also as robots.txt files name it."""
NESTED = 2
"""Lists of addresses within one another: an index of sitemaps leads to sitemaps, these to pages."""

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f]")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_TYPES = (
    "application/xml", "application/json", "application/jsonl", "application/x-ndjson", "application/pdf",
    "application/warc", "application/gzip", "application/x-gzip", "message/rfc822", "multipart/related",
)  # fmt: skip
"""Types beside text and what ends in +xml and +json that may hold articles."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_address(name: str) -> bool:
    """Whether a name is meant as an address: a scheme and ``://``."""
    return _ADDRESS.match(name) is not None


def fetch(address: str, *, allow_private: bool = False, within: int = 0) -> Iterator[Item | SourceError]:
    """What stands at an address: an article, or those of a feed, a list or an archive; or the error that says why not.

    ``within`` is how many lists led here: a list of lists is read, what goes on from there is not.
    """

    def follow(other: str) -> Iterator[Item | SourceError]:
        if within < NESTED:
            yield from fetch(other, allow_private=allow_private, within=within + 1)
        else:
            yield AddressError(other, "is named by a list of lists of lists, which is not followed")

    try:
        answer = ask(address, allow_private=allow_private)
        if answer.about is None:
            raise AddressError(address, f"answers with status {answer.status}")
        yield from contents(io.BytesIO(answer.data), answer.about, follow)
    except (SourceError, *ERRORS) as error:
        yield named(address, error)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: its status, and for 200 the body and what is known of it.

    ``etag`` and ``modified`` are its marks of this text, to be sent when it is asked again; ``retry_after`` is what it
    says of when to ask again.
    """

    status: int
    here: str
    data: bytes = b""
    about: About | None = None
    etag: str | None = None
    modified: str | None = None
    retry_after: str | None = None


def ask(
    address: str,
    *,
    allow_private: bool = False,
    etag: str | None = None,
    modified: str | None = None,
    seconds: float = TOTAL_SECONDS,
    before: Callable[[str], None] = lambda _: None,
) -> Answer:
    """Ask for an address, through its redirects, within so many seconds; raises SourceError, and what ``ERRORS`` has.

    With the marks of a text that is held, the answer may be 304: it has not changed. ``before`` hears of each address
    before it is asked, and may raise.
    """
    deadline = time.monotonic() + seconds
    here, marks = address, {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v}
    for _ in range(REDIRECTS + 1):
        waited = time.monotonic()
        before(here)
        deadline += time.monotonic() - waited
        connection = _connect(address, here, allow_private)
        # A server may send a byte now and then for ever, which no socket timeout notices.
        watch = threading.Timer(max(0.0, deadline - time.monotonic()), _hang_up, [connection.sock])
        watch.daemon = True
        watch.start()
        response: http.client.HTTPResponse | None = None
        try:
            response = _ask(connection, here, marks)
            if response.status in (301, 302, 303, 307, 308):
                target = response.getheader("Location")
                if not target:
                    raise AddressError(address, "redirects to nowhere")
                here = urljoin(here, target.strip())
                continue
            if response.status != 200:
                return Answer(response.status, here, retry_after=response.getheader("Retry-After"))
            data, about = _answer(address, here, response, deadline)
            marks_now = (response.getheader("ETag"), response.getheader("Last-Modified"))
            return Answer(200, here, data, about, *(m[:500] if m else None for m in marks_now))
        except OSError as error:
            if time.monotonic() >= deadline:
                raise TimeoutError from error
            raise
        finally:
            watch.cancel()
            if response is not None:
                response.close()  # it holds the socket where it was not read to its end
            connection.close()
    raise AddressError(address, f"redirects more than {REDIRECTS} times")


ERRORS = (OSError, http.client.HTTPException, UnicodeError, ValueError, zlib.error)
"""What asking may raise beside SourceError."""


def named(address: str, error: Exception) -> SourceError:
    """An error of asking, as one that names the address."""
    if isinstance(error, SourceError):
        return error
    if isinstance(error, TimeoutError):
        return AddressError(address, "does not answer in time")
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return AddressError(address, f"does not answer: {' '.join(str(why).split())[:200]}")


def _connect(address: str, here: str, allow_private: bool) -> http.client.HTTPConnection:
    parts = urlsplit(here)
    via = "" if here == address else "redirects to a forbidden address: "
    if parts.scheme not in ("http", "https"):
        raise AddressError(address, f"{via}{parts.scheme or 'no scheme'}: is not http or https")
    if parts.username is not None or not parts.hostname:
        raise AddressError(address, f"{via}it names {'a user' if parts.hostname else 'no host'}")
    host = parts.hostname
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise AddressError(address, f"the host {host} is not known") from None
    refused = [x[4][0] for x in found if not allow_private and not is_public(str(x[4][0]))]
    if refused:
        # One private answer among several is how rebinding starts: the whole host is refused.
        raise AddressError(address, f"{via}{host} is a private address ({refused[0]})")
    last: OSError | None = None
    for family, kind, protocol, _, place in found:
        raw = socket.socket(family, kind, protocol)
        try:
            raw.settimeout(CONNECT_SECONDS)
            raw.connect(place)
            connection: http.client.HTTPConnection
            if parts.scheme == "https":
                raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
                connection = http.client.HTTPSConnection(host, port)
            else:
                connection = http.client.HTTPConnection(host, port)
            connection.sock = raw
        except OSError as error:
            raw.close()
            last = error
            continue
        return connection
    raise last or OSError("no address to connect to")


def _hang_up(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where it wraps another one."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
        if ip.ipv4_mapped:
            return True
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _ask(connection: http.client.HTTPConnection, here: str, marks: Mapping[str, str]) -> http.client.HTTPResponse:
    parts = urlsplit(here)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    if _UNSAFE.search(path):
        raise ValueError("the address holds control characters")
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Connection": "close", **marks}
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def _answer(address: str, here: str, response: http.client.HTTPResponse, deadline: float) -> tuple[bytes, About]:
    declared = response.getheader("Content-Type") or ""
    kind = declared.split(";")[0].strip().lower()
    if kind and not kind.startswith("text/") and not kind.endswith(("+xml", "+json")) and kind not in _TYPES:
        raise NotTextError(address, f"is {kind[:60]}, not a page or a text")
    data = _body(address, response, deadline)
    if not data.strip():
        raise EmptyError(address, "is empty")
    page = kind in ("text/html", "application/xhtml+xml") or looks_like_page(data)
    if kind == "text/plain" and not page and len(data) > TEXT_LIMIT:
        raise TooLargeError(address, f"is over {megabytes(TEXT_LIMIT)}, the limit of one text")
    charset = _CHARSET.search(declared)
    # A page may be named page.json, a feed page.html: the server's word counts, and the bytes.
    ending = ".html" if page else posixpath.splitext(urlsplit(here).path.lower().removesuffix(".gz"))[1]
    about = About(
        source=address,
        ending=ending if page or ending in (".jsonl", ".ndjson", ".csv", ".tsv", ".warc", ".eml", ".mhtml") else "",
        declared=kind,
        charset=charset.group(1) if charset else None,
        url=here,
    )
    return data, about


def _body(address: str, response: http.client.HTTPResponse, deadline: float) -> bytes:
    packed = (response.getheader("Content-Encoding") or "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise NotTextError(address, f"is compressed as {packed[:20]}, which was not asked for")
    unpack = Unpacking(packed) if packed not in ("", "identity") else None
    data = bytearray()
    while chunk := response.read1(1 << 16):
        if time.monotonic() > deadline:
            raise TimeoutError
        # A bomb of a few kilobytes unpacks to gigabytes: unpack no more than still fits.
        data += unpack.more(chunk, PAGE_LIMIT + 1 - len(data)) if unpack else chunk
        if len(data) > PAGE_LIMIT:
            raise TooLargeError(address, f"is over {megabytes(PAGE_LIMIT)}, the limit of one page")
    if time.monotonic() > deadline:
        raise TimeoutError
    if response.length or (unpack and not unpack.whole):
        raise AddressError(address, "the answer ended early")
    return bytes(data)


class Unpacking:
    """A compressed body as it comes: gzip of one or more members, or deflate with or without zlib's frame."""

    def __init__(self, packed: str) -> None:
        self._bits = zlib.MAX_WBITS if packed == "deflate" else 16 + zlib.MAX_WBITS
        self._one = zlib.decompressobj(self._bits)
        self._begun = False
        self.whole = False

    def more(self, chunk: bytes, room: int) -> bytes:
        """What a chunk unpacks to, ``room`` bytes at most; raises zlib.error on bytes that are no such thing."""
        out = bytearray()
        while chunk and len(out) < room:
            if self.whole:
                # Another member; zeros behind the last are padding, as gunzip takes them.
                if not (chunk := chunk.lstrip(b"\x00")):
                    break
                self._one, self.whole = zlib.decompressobj(self._bits), False
            try:
                out += self._one.decompress(chunk, room - len(out))
            except zlib.error:
                if self._begun or self._bits != zlib.MAX_WBITS:
                    raise
                self._bits = -zlib.MAX_WBITS  # deflate as some servers send it, without a frame
                self._one = zlib.decompressobj(self._bits)
                out += self._one.decompress(chunk, room - len(out))
            self._begun, self.whole = True, self._one.eof
            chunk = self._one.unused_data if self.whole else self._one.unconsumed_tail
        return bytes(out)
