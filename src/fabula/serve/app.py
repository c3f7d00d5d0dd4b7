"""The application: which address is which page, and how a request becomes what a page is asked."""

from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from fabula.errors import DossierError, FabulaError, UsageError
from fabula.serve import api
from fabula.serve.asking import Answer, Ask, Download, Given, Moved, NotThereError, Page
from fabula.serve.guard import App, Guard, RefusedError, Rules
from fabula.serve.jobs import Jobs
from fabula.serve.metrics import Counted, Metrics
from fabula.serve.pages import (
    adding,
    articles,
    decisions,
    differences,
    entities,
    events,
    figures,
    forecasts,
    searching,
    sources,
    statements,
    story,
    system,
    timeline,
)
from fabula.serve.rendering import rendered
from fabula.serve.state import Holder

Handler = Callable[[Ask, str], Answer]
PAGES: Mapping[str, Handler] = {
    "/": story.story,
    "/timeline": timeline.timeline,
    "/events/{name:path}": events.event,
    "/figures": figures.figures,
    "/figures/{name:path}": figures.figure,
    "/entities": entities.entities,
    "/entities/{name:path}": entities.entity,
    "/review": entities.review,
    "/statements": statements.statements,
    "/forecasts": forecasts.forecasts,
    "/forecasts/{name:path}": forecasts.forecast,
    "/differences": differences.differences,
    "/differences/{name:path}": differences.difference,
    "/system": system.system,
    "/system/variables/{name:path}": system.variable,
    "/system/links/{name:path}": system.link,
    "/articles/{name:path}": articles.article,
    "/search": searching.search,
    "/sources": sources.sources,
    "/sources/{name:path}": sources.source,
    "/add": adding.page,
    "/decisions": decisions.log,
    "/decisions/export": decisions.export,
}
"""What is read, by its address."""
CHANGES: Mapping[str, Handler] = {
    "/add": adding.add,
    "/add/undo": adding.undo,
    "/remove": adding.remove,
    "/entities/merge": entities.merge,
    "/entities/split": entities.split,
    "/entities/rename": entities.rename,
    "/review": entities.decide,
    "/forecasts/resolve": forecasts.resolve,
    "/differences/decide": differences.decide,
    "/system/decide": system.decide,
    "/decisions/undo": decisions.undo,
    "/decisions/import": decisions.take_over,
}
"""What is changed, by the address that it is sent to."""
FIELDS, FILES, PART = 2000, 500, 64_000_000


class Workbench:
    """The pages over one dossier."""

    def __init__(self, path: str, rules: Rules) -> None:
        self.holder, self.rules = Holder(path), rules
        self.jobs = Jobs(path, self.holder.look_now)
        self.metrics = Metrics(path, self.jobs)

    def close(self) -> None:
        """Close the file."""
        self.holder.close()

    def app(self) -> App:
        """The application, guarded."""
        routes = [Route(path, self._changes(h), methods=["POST"]) for path, h in CHANGES.items()]
        routes += [Route(path, self._reads(h), methods=["GET"]) for path, h in PAGES.items()]
        routes.append(Route("/static/{name}", _static, methods=["GET"]))
        routes += [*api.routes(self.holder), self.metrics.route()]
        inner = Starlette(
            routes=routes,
            middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
            exception_handlers={404: self._missing, RefusedError: _refused, TimeoutError: _refused, Exception: _bug},
        )
        self.metrics.counted = Counted(Guard(inner, self.rules))
        return self.metrics.counted

    def _reads(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            return await run_in_threadpool(self._answer, request, handler, {}, ())

        return answer

    def _changes(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            async with request.form(max_files=FILES, max_fields=FIELDS, max_part_size=PART) as form:
                fields: dict[str, list[str]] = {}
                brought = []
                for name, value in form.multi_items():
                    if isinstance(value, str):
                        fields.setdefault(name, []).append(value)
                    elif value.filename:
                        brought.append(Given(value.filename, await value.read()))
            return await run_in_threadpool(self._answer, request, handler, fields, brought)

        return answer

    async def _missing(self, request: Request, _: Exception) -> Response:
        def nothing(_: Ask, __: str) -> Answer:
            raise NotThereError("There is no such page.")

        return await run_in_threadpool(self._answer, request, nothing, {}, ())

    def _answer(self, request: Request, handler: Handler, form: Mapping[str, list[str]], brought: object) -> Response:
        args = parse_qs(request.scope["query_string"].decode("latin-1"), keep_blank_values=True, max_num_fields=500)
        with self.holder.state() as state:
            ask = Ask(
                path=request.scope["raw_path"].decode("latin-1").split("?")[0],
                args=args,
                state=state,
                jobs=self.jobs,
                holder=self.holder,
                nonce=request.scope["state"]["nonce"],
                form=form,
                files=brought if isinstance(brought, list) else (),
                cookies=request.cookies,
                local=self.rules.local,
            )
            name = request.path_params.get("name") or ask.get("id")
            try:
                return _response(handler(ask, name), ask)
            except NotThereError as e:
                return _response(_failed(str(e), 404), ask)
            except UsageError as e:
                return _response(_failed(str(e), 400), ask)
            except DossierError as e:
                return _response(_failed(str(e), 503), ask)
            except FabulaError as e:
                return _response(_failed(str(e), 500), ask)


async def _refused(_: Request, e: Exception) -> Response:
    """A body that was too large or took too long: what is left of it is not waited for."""
    status, why = (e.status, e.why) if isinstance(e, RefusedError) else (408, "the request took too long")
    return PlainTextResponse(f"Refused: {why}\n", status, {"connection": "close"})


async def _bug(_: Request, e: Exception) -> Response:
    """What nobody thought of: the reader is told in one line, the terminal in full."""
    return PlainTextResponse(f"A bug in Fabula: {type(e).__name__}. The terminal says more; please report it.\n", 500)


def _failed(why: str, status: int) -> Page:
    heads = {404: "Not found", 400: "That does not work", 503: "The dossier cannot be read now", 500: "That failed"}
    return Page("failed.html", {"head": heads[status], "why": why}, status)


def _response(found: Answer, ask: Ask) -> Response:
    if isinstance(found, Moved):
        return RedirectResponse(found.to, 303)
    if isinstance(found, Download):
        held = {"content-disposition": f'attachment; filename="{found.name}"'}
        return Response(found.data, media_type=found.media, headers=held)
    out = HTMLResponse(rendered(found, ask), found.status)
    for name, value in found.cookies.items():
        out.set_cookie(name, value, max_age=31_536_000, httponly=True, samesite="strict")
    return out


STATIC = {
    "workbench.css": "text/css",
    "workbench.js": "text/javascript",
    "htmx.min.js": "text/javascript",
    "hx-csp.min.js": "text/javascript",
    "source-serif-4-latin-wght-normal.woff2": "font/woff2",
    "source-serif-4-latin-ext-wght-normal.woff2": "font/woff2",
    "icon.svg": "image/svg+xml",
}
"""The files that may be asked for, by name: nothing else of the disk is ever read for an address."""


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        return PlainTextResponse("Not found\n", 404)
    data = (files("fabula.serve") / "static" / name).read_bytes()
    kept = "public, max-age=31536000, immutable" if request.url.query.startswith("v=") else "no-cache"
    return Response(data, media_type=STATIC[name], headers={"cache-control": kept})
