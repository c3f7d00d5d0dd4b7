"""Saved and restored as docs/scale.md says: what comes back is the dossier."""

import pytest

from fabula.dossier import Editor, Snapshot
from fabula.store import opening
from fabula.store.copying import copy
from tests.server import Server, missing
from tests.store.test_generations import everything
from tests.store.test_postgres import made

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")


def test_a_dump_of_a_schema_brings_the_dossier_back(server: Server) -> None:
    address = made(server.address("saved"), 6)
    with Snapshot(address) as d:
        before = everything(d)
    database = address.split("&schema")[0]
    server.call("pg_dump", "--format=custom", "--schema=saved", "--file=saved.dump", database)
    opening.drop(address)
    server.call("pg_restore", f"--dbname={database}", "saved.dump")
    with Snapshot(address) as d:
        assert everything(d) == before
        assert list(d.verify()) == []
    made(address, 8)  # it goes on
    with Editor(address) as e:
        assert len(list(e)) == 8
    opening.drop(address)


def test_a_copy_in_a_file_brings_the_dossier_back(server: Server, tmp_path: object) -> None:
    address = made(server.address("kept"), 6)
    with Snapshot(address) as d:
        before = everything(d)
    copy(address, f"{tmp_path}/kept.fabula")
    opening.drop(address)
    copy(f"{tmp_path}/kept.fabula", address)
    with Snapshot(address) as d:
        assert everything(d) == before
    opening.drop(address)
