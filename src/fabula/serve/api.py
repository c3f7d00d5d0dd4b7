"""The workbench for programs: read-only, JSON, under /api; ``openapi.json`` is its contract.

It stands behind the same guard as the pages: on this machine alone, or with the token.
"""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from importlib.resources import files
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fabula.dossier import Snapshot
from fabula.errors import DossierError, FabulaError, UsageError
from fabula.model.quoting import encoded
from fabula.serve import answers
from fabula.views.lists import LISTS
from fabula.views.narrowing import Narrowing

PAGE, MOST = 50, 500
"""Rows of a list in one answer, and at the most."""
NARROW = {"entity": "entity", "event": "event", "from": "since", "to": "until", "outlet": "outlet", "about": "about"}
"""The parameters that narrow a list, as the commands' options are called, and what they are here."""
Asked = Mapping[str, str]


class Held(Protocol):
    """What has the state of a dossier that is served."""

    def state(self) -> AbstractContextManager[Any]: ...


def lists(d: Snapshot, name: str, given: Asked) -> dict[str, Any]:
    """A list of ``fabula show``, narrowed, from ``offset`` on."""
    if name not in LISTS:
        raise UsageError(f"there is no list {name}; there are: {', '.join(LISTS)}")
    asked = Narrowing(d, **{to: given[k] for k, to in NARROW.items() if given.get(k)})
    offset, limit = _whole(given, "offset", 0, 10**9), _whole(given, "limit", PAGE, MOST)
    rows, of = [], 0
    for of, row in enumerate(_every(asked, d, name), 1):
        if offset < of <= offset + limit:
            rows.append(row)
    return {"list": name, "generation": d.generation, "of": of, "offset": offset, "rows": rows}


def _every(asked: Narrowing, d: Snapshot, name: str) -> Iterator[dict[str, Any]]:
    yield from asked.rows(d.rows(name))


def article(d: Snapshot, name: str, given: Asked) -> dict[str, Any]:
    """An article: its text, and all that is stated of it."""
    try:
        found = d.article(name)
    except UsageError as e:
        raise LookupError(str(e)) from e
    out: dict[str, Any] = found.to_dict()
    return out


def search(d: Snapshot, name: str, given: Asked) -> dict[str, Any]:
    """Sentences that hold all the words of ``q``."""
    if not given.get("q"):
        raise UsageError("q says which words to search for")
    return answers.search(d, given["q"], _whole(given, "limit", PAGE, MOST))


def what_if(d: Snapshot, name: str, given: Asked) -> dict[str, Any]:
    """What the tellings imply where variables are held: ``set`` is "NAME=VALUE", several parted by ";"."""
    changes = {}
    for part in given.get("set", "").split(";"):
        if part.strip():
            key, mark, value = part.rpartition("=")
            try:
                changes[key.strip()] = float(value)
            except ValueError as e:
                raise UsageError(f"{part.strip()}: expected VARIABLE=VALUE") from e
            if not mark or not key.strip():
                raise UsageError(f"{part.strip()}: expected VARIABLE=VALUE")
    return answers.what_if(d, changes)


def status(d: Snapshot, name: str, given: Asked) -> dict[str, Any]:
    """Which state of the dossier answers, and which lists there are."""
    return {"generation": d.generation, "lists": list(LISTS), "articles": sum(1 for _ in d)}


WAYS: Mapping[str, Callable[[Snapshot, str, Asked], dict[str, Any]]] = {
    "/api": status,
    "/api/lists/{name}": lists,
    "/api/articles/{name:path}": article,
    "/api/search": search,
    "/api/whatif": what_if,
}
"""Every question by its address."""


def routes(held: Held) -> list[Route]:
    """The routes of the interface, over the state that the pages are made of."""
    made = [Route(path, _answers(held, way), methods=["GET"]) for path, way in WAYS.items()]
    return [*made, Route("/api/openapi.json", _contract, methods=["GET"])]


def _answers(
    held: Held, way: Callable[[Snapshot, str, Asked], dict[str, Any]]
) -> Callable[[Request], Awaitable[Response]]:
    def ask(name: str, given: Asked) -> Response:
        with held.state() as state:
            try:
                return _json(way(state.d, name, given))
            except LookupError as e:
                return _json({"error": str(e.args[0])}, 404)
            except UsageError as e:
                return _json({"error": str(e)}, 400)
            except DossierError as e:
                return _json({"error": str(e)}, 503)
            except FabulaError as e:
                return _json({"error": str(e)}, 500)

    async def answer(request: Request) -> Response:
        given = {k: v[:2000] for k, v in request.query_params.items()}
        return await run_in_threadpool(ask, str(request.path_params.get("name", "")), given)

    return answer


def _json(value: Any, status: int = 200) -> Response:
    return Response(encoded(value).encode("utf-8", "replace"), status, media_type="application/json")


async def _contract(_: Request) -> Response:
    return Response(files("fabula.serve").joinpath("openapi.json").read_bytes(), media_type="application/json")


def _whole(given: Asked, name: str, otherwise: int, most: int) -> int:
    try:
        return max(0, min(most, int(given.get(name) or otherwise)))
    except ValueError as e:
        raise UsageError(f"{name} is a whole number") from e


def contract() -> dict[str, Any]:
    """The OpenAPI document, of which the committed one is a copy (``python docs/generate.py`` writes it)."""

    def text(name: str, what: str, where: str = "query", **more: Any) -> dict[str, Any]:
        return {
            "name": name,
            "in": where,
            "required": where == "path",
            "description": what,
            "schema": {"type": "string", **more},
        }

    def whole(name: str, what: str, otherwise: int) -> dict[str, Any]:
        schema = {"type": "integer", "minimum": 0, "default": otherwise}
        return {"name": name, "in": "query", "required": False, "description": what, "schema": schema}

    narrow = [text(k, f"Only what is of this, as the option --{k} has it.") for k in NARROW]
    limit = whole("limit", f"How many, at most {MOST}.", PAGE)
    given = {
        "/api": [],
        "/api/lists/{name}": [text("name", "The list.", "path", enum=list(LISTS)), *narrow, whole("offset", "How many to pass over.", 0), limit],
        "/api/articles/{name}": [text("name", "The article's id.", "path")],
        "/api/search": [{**text("q", "The words."), "required": True}, limit],
        "/api/whatif": [{**text("set", "VARIABLE=VALUE, values from -1 to 1; several parted by a semicolon."), "required": True}],
    }  # fmt: skip
    any_object = {"content": {"application/json": {"schema": {"type": "object"}}}}
    failed = {"$ref": "#/components/responses/Failed"}
    paths = {}
    for path, way in WAYS.items():
        shown = path.replace(":path", "")
        out = {"200": {"description": "The answer; every line has its evidence.", **any_object}, "400": failed}
        if shown == "/api/articles/{name}":
            out["404"] = failed
        paths[shown] = {
            "get": {
                "operationId": way.__name__,
                "summary": (way.__doc__ or "").replace("``", ""),
                "parameters": given[shown],
                "responses": out,
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Fabula",
            "version": "1",
            "description": "A dossier of news reports, read-only. `fabula serve FILE` serves it on this machine; beyond it, the token is needed.",
        },
        "paths": paths,
        "components": {
            "responses": {
                "Failed": {
                    "description": "What was wrong, in a sentence.",
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "required": ["error"],
                                "properties": {"error": {"type": "string"}},
                            }
                        }
                    },
                }
            }
        },
    }


def written() -> str:
    """The OpenAPI document as it is committed."""
    return json.dumps(contract(), indent=1) + "\n"
