"""``fabula serve``: the workbench of a dossier, in a browser of this machine."""

import secrets
import socket
import webbrowser

import click

from fabula.cli.common import DOSSIER, say
from fabula.errors import UsageError
from fabula.store.opening import exists

PORT = 8484


@click.command()
@DOSSIER
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; beyond this machine it takes a token."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="The port; 0 for any that is free."
)
@click.option("--name", "names", multiple=True, metavar="NAME", help="A name under which browsers elsewhere reach it.")
@click.option(
    "--token",
    metavar="TOKEN",
    envvar="FABULA_TOKEN",
    help="What a browser must bring, also from FABULA_TOKEN; one is made where it listens beyond this machine.",
)
@click.option("--make", is_flag=True, help="Make FILE, empty, where there is none.")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
def serve(
    dossier: str, host: str, port: int, names: tuple[str, ...], token: str | None, make: bool, show: bool
) -> None:
    """Serve the workbench of the dossier FILE: its pages to read, search, add to and decide on, in your browser.

    It listens on this machine alone and asks nothing of any other. It shows whole states of the dossier while `fabula build`
    writes the next one. With --host it listens elsewhere too: who opens it needs the address with the token that is printed.
    End it with Ctrl-C.
    """
    from fabula.dossier import Editor
    from fabula.serve.guard import LOOPBACK, Rules
    from fabula.serve.running import run

    if make and not exists(dossier):
        Editor(dossier, make=True).close()
    if token is not None and len(token) < 12:
        raise UsageError("a token needs at least 12 characters")
    if host not in LOOPBACK and token is None:
        token = secrets.token_urlsafe(24)
    bound = _bound(host, port)
    port = int(bound.getsockname()[1])
    rules = Rules(host, port, token, frozenset(n.casefold() for n in names))
    shown = f"[{host}]" if ":" in host else host
    shown = {"0.0.0.0": socket.gethostname(), "[::]": socket.gethostname()}.get(shown, shown)
    address = f"http://{shown}:{port}/" + (f"?token={token}" if token else "")

    def ready() -> None:
        say(f"{dossier}: {address}")
        say("It goes on until Ctrl-C.")
        if show:
            webbrowser.open(address)

    with bound:
        run(dossier, rules, bound, ready)


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises UsageError where there can be none."""
    try:
        family, kind, proto, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        out = socket.socket(family, kind, proto)
        out.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        out.bind(where)
    except OSError as e:
        raise UsageError(f"cannot listen on {host}, port {port}: {(e.strerror or str(e)).lower()}; see --port") from e
    return out


COMMANDS = (serve,)
