"""``fabula mcp``: a dossier for language models and their programs."""

import click

from fabula.cli.common import DOSSIER
from fabula.errors import UsageError
from fabula.serve.guard import LOOPBACK


@click.command()
@DOSSIER
@click.option("--http", is_flag=True, help="Listen by HTTP on this machine instead of standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True, help="With --http: where to listen, on this machine.")
@click.option("--port", type=click.IntRange(1, 65535), default=8485, show_default=True, help="With --http: the port.")
def mcp(dossier: str, http: bool, host: str, port: int) -> None:
    """Serve the dossier FILE to language models by the Model Context Protocol (needs `pip install 'fabula[mcp]'`).

    Its tools are search, story, events, figures, who_said_what, compare, system, what_if, passage and check; every answer has the exact
    passages that it rests on. They read, and change nothing. A program that speaks the protocol starts it itself: its command is
    `fabula mcp FILE`.
    """
    from fabula.serve.mcp import server

    if host not in LOOPBACK:
        raise UsageError(f"{host} is not this machine: it listens here alone")
    made = server(dossier)
    if http:
        made.run("streamable-http", host=host, port=port)
    else:
        made.run("stdio")


COMMANDS = (mcp,)
