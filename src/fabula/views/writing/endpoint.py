"""One question to an endpoint that speaks the protocol of OpenAI's chat completions, whoever runs it.

It is asked once, by POST, at the address that was given and no other: a redirect is refused, so that no key and no line of a dossier goes
where nobody sent it. An answer may be late, long or no answer: each is said in one line.
"""

import http.client
import ipaddress
import json
import ssl
import time
from collections.abc import Sequence
from contextlib import closing
from urllib.parse import SplitResult, urlsplit

from fabula.errors import FabulaError, UsageError
from fabula.printing import line
from fabula.views.writing.prompting import Message

SECONDS = 180.0
"""How long an answer may take in all: a small model on a CPU writes a few words a second."""
LARGEST = 2_000_000
"""Bytes of an answer at the most."""
SAID = 300
"""Characters of what an endpoint says of an error that are passed on."""


def complete(
    endpoint: str, model: str, asked: Sequence[Message], *, key: str | None = None, seconds: float = SECONDS
) -> str:
    """The text that a model answers. Raises UsageError for an address that cannot be used, FabulaError where there is no answer."""
    to = _address(endpoint, key)
    body = json.dumps({"model": model, "messages": list(asked), "temperature": 0, "stream": False}).encode()
    headers = {"content-type": "application/json", "accept": "application/json", "user-agent": "fabula"}
    if key:
        headers["authorization"] = f"Bearer {key}"
    end = time.monotonic() + seconds
    try:
        with closing(_connection(to, seconds)) as c:
            c.request("POST", _path(to), body, headers)
            _wait(c, end)
            with closing(c.getresponse()) as answer:
                data = _read(c, answer, end)
                status = answer.status
    except TimeoutError as e:
        raise FabulaError(f"{endpoint}: no whole answer within {seconds:g} seconds") from e
    except (OSError, http.client.HTTPException, ValueError) as e:
        raise FabulaError(f"{endpoint}: {line(str(e)) or type(e).__name__}") from e
    if status != 200:
        raise FabulaError(f"{endpoint}: answers {status}: {_error(data)}")
    return _text(endpoint, data)


def _address(endpoint: str, key: str | None) -> SplitResult:
    try:
        to = urlsplit(endpoint)
        known = to.scheme in ("http", "https") and bool(to.hostname) and (to.port or 1) > 0
    except ValueError:
        known = False
    if not known or to.username or to.query or to.fragment:
        raise UsageError(f"{endpoint}: an endpoint is an address such as http://127.0.0.1:11434/v1")
    if key and to.scheme == "http" and not _here(str(to.hostname)):
        raise UsageError(f"{endpoint}: a key would go there unprotected; use https")
    return to


def _here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _path(to: SplitResult) -> str:
    base = to.path.rstrip("/")
    return base if base.endswith("/chat/completions") else f"{base}/chat/completions"


def _connection(to: SplitResult, seconds: float) -> http.client.HTTPConnection:
    host = str(to.hostname)
    if to.scheme == "https":
        return http.client.HTTPSConnection(host, to.port, timeout=seconds, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, to.port, timeout=seconds)


def _wait(c: http.client.HTTPConnection, end: float) -> None:
    """Let the next step take what is left of the time. Raises TimeoutError where nothing is."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    if c.sock is not None:
        c.sock.settimeout(left)


def _read(c: http.client.HTTPConnection, answer: http.client.HTTPResponse, end: float) -> bytes:
    out = bytearray()
    while part := answer.read1(65_536):
        out += part
        if len(out) > LARGEST:
            raise ValueError(f"its answer is longer than {LARGEST} bytes")
        _wait(c, end)
    return bytes(out)


def _error(data: bytes) -> str:
    try:
        found = json.loads(data)["error"]
        said = found["message"] if isinstance(found, dict) else found
    except (ValueError, KeyError, TypeError):
        said = data.decode("utf-8", "replace")
    return line(" ".join(str(said).split())[:SAID]) or "nothing more"


def _text(endpoint: str, data: bytes) -> str:
    try:
        found = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as e:
        raise FabulaError(f"{endpoint}: its answer is not one of chat completions") from e
    if not isinstance(found, str) or not found.strip():
        raise FabulaError(f"{endpoint}: its answer is empty")
    return found
