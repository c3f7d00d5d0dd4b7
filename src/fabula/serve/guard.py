"""Who may ask, and what an answer may do: everything that keeps a page of another site, or another machine, out.

Host and Origin are checked before anything else; a body is cut off at its limit and at its time; every answer has a policy
under which nothing runs that this server did not write, and nothing is fetched from elsewhere.
"""

import asyncio
import hmac
import secrets
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "fabula-token"
BODY_LIMIT = 64_000_000
"""Bytes of one request: a few hundred saved pages."""
FORM_LIMIT = 1_000_000
"""Bytes of a request that brings no files."""
WITH_FILES = frozenset({"/add", "/decisions/import"})
"""Where files may be brought."""
PIECE_WAIT, BODY_WAIT = 20.0, 300.0
"""Seconds for the next piece of a body, and for all of it."""
LONGEST = 8192
"""Characters of a path with its query."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class RefusedError(Exception):
    """A request that is not answered: a status, and why in one line."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


@dataclass(frozen=True)
class Rules:
    """Where the server stands. ``token``: what a browser must bring; None asks for none, which only this machine may have."""

    host: str
    port: int
    token: str | None = None
    names: frozenset[str] = field(default=frozenset())

    @property
    def local(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in LOOPBACK

    def serves(self, host: str) -> bool:
        """Whether a Host header names this server: another name that leads here is how a page elsewhere would ask."""
        name, port = split_host(host)
        if port not in (self.port, None if self.port == 80 else self.port):
            return False
        if name in LOOPBACK or name == self.host.casefold() or name in self.names:
            return True
        if self.local:
            return False
        try:  # an address cannot be made to lead here by somebody else's name server
            ip_address(name)
        except ValueError:
            return name == socket.gethostname().casefold()
        return True


def split_host(host: str) -> tuple[str, int | None]:
    """The name and the port of a Host header; port None where it gives none. What is no host is the name ""."""
    try:
        parts = urlsplit(f"//{host}")
        port = parts.port
    except ValueError:
        return "", None
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        return "", None
    return (parts.hostname or "").casefold(), port


class Guard:
    """The outermost part of the server."""

    def __init__(self, app: App, rules: Rules) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        nonce = secrets.token_urlsafe(18)
        scope.setdefault("state", {})["nonce"] = nonce
        answer = _headed(send, nonce)
        try:
            headers = _headers(scope)
            self._check(scope, headers)
            if moved := self._token(scope, headers):
                await _plain(answer, 303, "", moved)
                return
            await self.app(scope, _limited(receive, _limit(scope)), answer)
        except RefusedError as e:
            await _plain(answer, e.status, f"Refused: {e.why}\n")
        except TimeoutError:
            await _plain(answer, 408, "Refused: the request took too long\n")

    def _check(self, scope: Scope, headers: dict[str, str]) -> None:
        host = headers.get("host", "")
        if not self.rules.serves(host):
            raise RefusedError(421, "this server does not answer under that name")
        if len(scope["path"]) + len(scope["query_string"]) > LONGEST:
            raise RefusedError(414, "the address is too long")
        if scope["method"] in ("GET", "HEAD"):
            return
        if scope["method"] != "POST":
            raise RefusedError(405, "only GET, HEAD and POST are answered")
        origin = headers.get("origin")
        own = f"{scope['scheme']}://{host}"
        if origin is None:
            if headers.get("sec-fetch-site") != "same-origin":
                raise RefusedError(403, "a change must come from a page of this server")
        elif origin != own:
            raise RefusedError(403, "a change must come from a page of this server")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > _limit(scope):
            raise RefusedError(413, "the request is too large")

    def _token(self, scope: Scope, headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
        """Nothing where a request may pass; where it brings the token in its address, the way to the same without it."""
        token = self.rules.token
        if token is None or scope["path"].startswith("/static/"):
            return []
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((v for k, v in query if k == "token"), None)
        if given is not None and hmac.compare_digest(given.encode(), token.encode()):
            rest = urlencode([(k, v) for k, v in query if k != "token"])
            path = scope.get("raw_path", b"/").split(b"?")[0]
            to = b"/" + path.lstrip(b"/") + (f"?{rest}".encode() if rest else b"")
            cookie = f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000"
            return [(b"location", to), (b"set-cookie", cookie.encode())]
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer" and hmac.compare_digest(bearer.strip().encode(), token.encode()):
            return []  # a program: Prometheus, a script
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            cookies = SimpleCookie()
        held = cookies[COOKIE].value if COOKIE in cookies else ""
        if not hmac.compare_digest(held.encode(), token.encode()):
            raise RefusedError(401, "open the address that `fabula serve` printed, with its token")
        return []


def _limit(scope: Scope) -> int:
    return BODY_LIMIT if scope["path"] in WITH_FILES else FORM_LIMIT


def _headers(scope: Scope) -> dict[str, str]:
    out: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").casefold()
        if key in out and key in ("host", "origin", "content-length"):
            raise RefusedError(400, f"two headers {key}")
        out[key] = value.decode("latin-1")
    return out


def _limited(receive: Receive, limit: int) -> Receive:
    """What a request brings, up to a limit of bytes and of time: a slow client is let go, and holds up nobody else."""
    loop = asyncio.get_running_loop()
    end, count, whole = loop.time() + BODY_WAIT, 0, False

    async def piece() -> Message:
        nonlocal count, whole
        if whole:  # waiting for the client to go away has no end
            return await receive()
        message = await asyncio.wait_for(receive(), max(0.0, min(PIECE_WAIT, end - loop.time())))
        if message["type"] == "http.request":
            count += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if count > limit:
                raise RefusedError(413, "the request is too large")
        return message

    return piece


def policy(nonce: str) -> str:
    """The content security policy of every page."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types htmx"
    )


def _headed(send: Send, nonce: str) -> Send:
    fixed = [
        (b"content-security-policy", policy(nonce).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ]
    begun = False

    async def answer(message: Message) -> None:
        nonlocal begun
        if message["type"] == "http.response.start":
            if begun:
                return
            begun = True
            held = [(k, v) for k, v in message.get("headers", []) if k.lower() != b"server"]
            if not any(k.lower() == b"cache-control" for k, _ in held):
                held.append((b"cache-control", b"private, no-cache"))
            message = {**message, "headers": [*held, *fixed]}
        await send(message)

    return answer


async def _plain(answer: Send, status: int, text: str, more: list[tuple[bytes, bytes]] | None = None) -> None:
    body = text.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    headers.append((b"connection", b"close"))
    await answer({"type": "http.response.start", "status": status, "headers": [*headers, *(more or [])]})
    await answer({"type": "http.response.body", "body": body})
