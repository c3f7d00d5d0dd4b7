"""One dossier in a file and on a server: every list, every search and the brief the same to the byte, and so after a copy."""

from pathlib import Path

import pytest

import fabula
from fabula.dossier import Editor, Snapshot
from fabula.model.decisions import Rename
from fabula.model.quoting import encoded
from fabula.model.records import Annotation
from fabula.store.copying import copy, mark
from fabula.store.sql.database import TABLES
from fabula.views.brief import brief
from fabula.views.lists import LISTS
from fabula.views.markdown import markdown
from tests.conftest import EXAMPLE
from tests.server import Server

WORDS = (
    "the",
    "and",
    "gas",
    "said",
    "the the",
    "Sonja",
    "co-op",
    "1987",
    "minister said",
    "nowhere",
    "o'clock",
    "-",
    "a b",
)


def shown(d: Snapshot) -> dict[str, list[str]]:
    """All that a dossier answers."""
    out = {what: [encoded(r) for r in d.rows(what)] for what in LISTS}
    out["search"] = [encoded(e.to_dict()) for w in WORDS for e in d.search(w, 50)]
    out["ranks"] = [repr(d._store.search(w, 50)) for w in WORDS]
    out["judgements"] = [encoded(j) for j in d.judgements()]
    out["decisions"] = [encoded(x) for x in d.decisions()]
    return out


@pytest.fixture(scope="module", params=["example", "flood"])
def told(request: pytest.FixtureRequest) -> Path:
    """An example as a file."""
    found: Path = request.getfixturevalue(request.param)
    return found


def annotations(path: Path) -> list[Annotation]:
    with Snapshot(path) as d:
        return list(d.annotations())


def test_a_file_and_a_server_answer_the_same_to_the_byte(told: Path, server: Server) -> None:
    address = server.address(f"same_{told.stem}")
    with Editor(address, make=True) as e:
        found = annotations(told)
        for some in (found[5:], found[:5]):  # in another order, and in two generations
            e._writer.add(some)
            e.resolve()
    with Snapshot(told) as file, Snapshot(address) as there:
        assert shown(file) == shown(there)
        assert markdown(brief(file)) == markdown(brief(there))
        assert list(there.verify()) == []


def test_building_into_a_server_is_building_into_a_file(example: Path, server: Server) -> None:
    address = server.address("built")
    fabula.build([str(EXAMPLE)], address).close()
    with Snapshot(example) as file, Snapshot(address) as there:
        assert shown(file) == shown(there)


def test_a_copy_there_and_back_is_the_same_and_goes_on_as_the_first(told: Path, server: Server, tmp_path: Path) -> None:
    there, back = server.address(f"copied_{told.stem}"), str(tmp_path / "back.fabula")
    copy(told, there)
    with Editor(there) as e:
        first = next(iter(e)).id
        e.decide(Rename(left=((first, 0, 4),), name="The One"))
        e.undo()
        e.decide(Rename(left=((first, 0, 5),), name="Another"))
    copy(there, back)
    with Snapshot(there) as a, Snapshot(back) as b, Snapshot(told) as was:
        assert shown(a) == shown(b)
        assert shown(a)["entities"] == shown(was)["entities"] or a.decisions()
        assert list(a.verify()) == list(b.verify()) == []
        for table in TABLES:
            assert mark(a._store.db, table) == mark(b._store.db, table)
    with Editor(back) as e:
        e.undo()
        e.decide(Rename(left=((first, 0, 5),), name="Again"))
        assert len(e.decisions()) == 1
    with pytest.raises(fabula.DossierError, match="holds a dossier already"):
        copy(told, there)
