"""The server: one process of uvicorn over a socket that is bound already."""

import socket
from collections.abc import Callable
from typing import cast

import uvicorn
from uvicorn._types import ASGIApplication

from fabula.serve.app import Workbench
from fabula.serve.guard import Rules

CONNECTIONS = 200
"""Connections at once; more are told to come again."""


class Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def run(path: str, rules: Rules, bound: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until the process is told to end."""
    bench = Workbench(path, rules)
    try:
        server(bench, ready).run(sockets=[bound])
    finally:
        bench.close()


def server(bench: Workbench, ready: Callable[[], None] = lambda: None) -> Server:
    """The server of a workbench, not begun."""
    config = uvicorn.Config(
        cast(ASGIApplication, bench.app()),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        timeout_keep_alive=10,
        timeout_graceful_shutdown=3,
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=32_768,
    )
    return Server(config, ready)
