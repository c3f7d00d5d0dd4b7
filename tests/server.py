"""A PostgreSQL server of the tests' own: in a temporary folder, over a socket in it, gone when they end."""

import os
import pwd
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

GIVEN = "FABULA_TEST_POSTGRES"
"""The address of a database to use instead, if the environment has it: each test makes schemas of its own there."""


def programs() -> Path | None:
    """The folder of the newest server that is installed, or None."""
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda p: [int(x) for x in p.parent.name.split(".") if x.isdigit()])
    at = shutil.which("initdb")
    return Path(at).resolve().parent if at else None


def missing() -> str | None:
    """Why no server can be had here, or None."""
    try:
        import psycopg  # noqa: F401
        import psycopg_pool  # noqa: F401
    except ImportError:
        return "psycopg is not installed: pip install 'fabula[postgres]'"
    if os.environ.get(GIVEN):
        return None
    if programs() is None:
        return "no PostgreSQL server is installed here: apt-get install postgresql"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            return "PostgreSQL does not run as root, and there is no user postgres"
    return None


class Server:
    """A server that runs; ``address`` names a schema in it."""

    def __init__(self, folder: Path, safe: bool = False) -> None:
        self.folder, self.safe = folder, safe
        found = programs()
        assert found is not None
        self.bin = found

    def call(self, program: str, *args: str) -> None:
        """Run one of the server's programs, as the user that may."""
        more = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        with (self.folder / "said").open("ab") as said:
            subprocess.run(
                [self.bin / program, *args], cwd=self.folder, stdout=said, stderr=said, check=True, timeout=60, **more
            )  # type: ignore[call-overload]

    def start(self) -> None:
        """Make a cluster and start it."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.call(
            "initdb", "-D", "data", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"
        )
        # What the tests lose in a power cut nobody misses; what is measured is measured with it.
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync={'on' if self.safe else 'off'} -c max_connections=60"
        self.options = options
        self.call("pg_ctl", "-D", "data", "-w", "-o", options, "-l", "log", "start")

    def stop(self) -> None:
        """End it, whoever is connected."""
        self.call("pg_ctl", "-D", "data", "-m", "immediate", "stop")

    def restart(self) -> None:
        """End it as a crash would, and start it again."""
        self.stop()
        self.call("pg_ctl", "-D", "data", "-w", "-o", self.options, "-l", "log", "start")

    def address(self, schema: str) -> str:
        """The address of a dossier in it."""
        return f"postgresql://postgres@/postgres?host={quote(str(self.folder), safe='')}&schema={schema}"


@contextmanager
def serving(safe: bool = False) -> Iterator[Server]:
    """A server for the time of a block; a ``safe`` one waits for the disk."""
    # Not pytest's folder: the path of a socket may have a hundred characters, and the user postgres must reach it.
    with tempfile.TemporaryDirectory(prefix="fabula-pg-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder), safe)
        server.start()
        try:
            yield server
        finally:
            from fabula.store.postgres.connection import close_pools

            close_pools()
            server.stop()


def schema_of(*names: str) -> str:
    """A schema's name, of its own for each."""
    return f"t{zlib.crc32('/'.join(names).encode()):08x}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server of this test process."""
    why = missing()
    if why:
        pytest.skip(why)
    if os.environ.get(GIVEN):
        pytest.skip("needs a server of its own")
    with serving() as found:
        yield found


Place = Callable[[str], str]


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where a dossier of a name is to be: a file, then a schema on a server."""
    if request.param == "sqlite":
        yield lambda name: str(tmp_path / name)
        return
    why = missing()
    if why:
        pytest.skip(why)
    made: set[str] = set()
    given = os.environ.get(GIVEN)

    def at(name: str) -> str:
        schema = schema_of(request.node.nodeid, str(tmp_path), name)
        address = (
            f"{given}{'&' if '?' in given else '?'}schema={schema}"
            if given
            else request.getfixturevalue("server").address(schema)
        )
        made.add(address)
        return address

    yield at
    from fabula.store.opening import drop

    for address in made:
        drop(address)
