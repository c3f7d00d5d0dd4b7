"""A dossier on a server: addresses, strangers' schemas, lost connections and crashes, and words cut as in a file."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import example as given_too
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.dossier import Editor, Snapshot
from fabula.errors import DossierError, UsageError
from fabula.model.decisions import Rename
from fabula.model.records import Annotation, Article
from fabula.store import opening
from fabula.store.addresses import without_password
from fabula.store.memo import Memo
from tests.conftest import ROOT
from tests.server import Server, missing, serving
from tests.store.telling import telling
from tests.store.test_generations import WRITES, everything

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")
if missing() is None:
    import psycopg

    from fabula.store.postgres import connection
    from fabula.store.postgres.database import PostgresDatabase
    from fabula.store.postgres.words import cut, query, vector


@pytest.fixture
def address(server: Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """A place for a dossier of this test."""
    found = server.address(f"p{abs(hash(request.node.nodeid)):x}"[:40])
    yield found
    opening.drop(found)


def made(address: str, count: int = 4) -> str:
    with Editor(address, make=True) as d:
        d._writer.add([telling(n, key=f"a{n}") for n in range(count)])
        d.resolve()
    return address


def asked(address: str, sql: str) -> list[tuple[object, ...]]:
    """What the server says as another program asks it, in the dossier's schema."""
    info, schema = connection.parts(address)
    with closing(psycopg.connect(info, autocommit=True)) as db:
        db.execute(f"SET search_path TO {schema}")
        found = db.execute(sql)
        return found.fetchall() if found.description else []


def test_an_address_names_its_schema_and_keeps_the_rest() -> None:
    assert connection.parts("postgresql://a@h:1,i/db?sslmode=require&schema=x_1") == (
        "postgresql://a@h:1,i/db?sslmode=require",
        "x_1",
    )
    assert connection.parts("postgresql:///db") == ("postgresql:///db", "fabula")
    for wrong in ("pg_x", "X", 'a"; DROP TABLE x', "a b", "", "1a"):
        with pytest.raises(UsageError, match="no name for a schema"):
            connection.parts(f"postgresql:///db?schema={wrong.replace(' ', '%20')}")


def test_passwords_are_not_shown() -> None:
    for hidden in ("postgresql://me:s3cret@h/db?schema=x", "postgres://me@h/db?a=1&password=s3cret&schema=x"):
        assert "s3cret" not in without_password(f"cannot open {hidden}; try again")
        assert "schema=x" in without_password(hidden)
    assert without_password("see https://me:pw@h/ and C:/x") == "see https://me:pw@h/ and C:/x"


def test_what_is_no_dossier_is_refused_and_kept(address: str) -> None:
    for kind in (Snapshot, Editor):
        with pytest.raises(DossierError, match="no such dossier; make one with: fabula build"):
            kind(address)
    schema = connection.parts(address)[1]
    asked(address, f"CREATE SCHEMA {schema}")
    asked(address, "CREATE TABLE mine (x integer)")
    with pytest.raises(DossierError, match="a schema of something else"):
        Editor(address, make=True)
    assert asked(address, "SELECT count(*) FROM mine") == [(0,)]


@pytest.mark.parametrize(
    "strange",
    [
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE more (x integer)",
        "ALTER TABLE fact ADD COLUMN more text",
        "DROP TABLE memo",
        "CREATE FUNCTION lower(text) RETURNS text LANGUAGE sql AS 'SELECT $1'",
        "CREATE RULE r AS ON DELETE TO staged DO ALSO DELETE FROM article",
        "CREATE POLICY p ON article USING (true)",
    ],
)
def test_a_schema_with_what_fabula_did_not_make_is_refused_by_name(address: str, strange: str) -> None:
    made(address)
    asked(address, strange)
    for kind in (Snapshot, Editor):
        with pytest.raises(DossierError, match="its tables are not as they should be"):
            kind(address)


def test_a_later_version_is_refused_and_an_earlier_one_named(address: str) -> None:
    made(address)
    schema = connection.parts(address)[1]
    asked(address, f"COMMENT ON SCHEMA {schema} IS 'A dossier of Fabula, version 99'")
    with pytest.raises(DossierError, match="made by a later version"):
        Snapshot(address)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(DossierError, match="cannot be opened"):
        Snapshot("postgresql://nobody@127.0.0.1:1/db")


HARMS = {
    "text": ("UPDATE article SET text = replace(text, 'gas', 'oil')", "SHA-256"),
    "record": ("UPDATE article SET record = replace(record, '2024-03-28', '1999-01-01')", "as they were written"),
    "layers": ("UPDATE annotation SET layers = '[]'", "not readable"),
    "entity": (
        "UPDATE resolved SET body = replace(body, 'Anna', 'Ella') WHERE kind = 'entity'",
        "not as it was written",
    ),
    "lost": ("DELETE FROM resolved WHERE kind = 'event'", "rows of event were written"),
    "judgement": ("UPDATE judgement SET body = replace(body, 'machine', 'person')", "not as it was written"),
    "index": ("UPDATE passage SET words = 'nothing:1'", "other words"),
    "index lost": ("DELETE FROM passage WHERE start = 0", "other sentences"),
    "index counts": ("UPDATE indexed SET words = 9999", "counts other words"),
    "decision": ("UPDATE decision SET body = '[]'", "not readable"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_was_tampered_with_on_the_server_is_found(address: str, harm: str) -> None:
    made(address)
    with Editor(address) as e:
        e.decide(Rename(left=(("a0", 0, 4),), name="The One"))
        assert list(e.verify()) == []
    asked(address, HARMS[harm][0])
    with Snapshot(address) as d:
        assert [line for line in d.verify() if HARMS[harm][1] in line]


def test_a_text_with_characters_that_postgres_cannot_hold_comes_back_as_it_was(address: str) -> None:
    text = "One\x00two \ufdd0 three \ufdd00 \ufdd01 and gas.\x00"
    with Editor(address, make=True) as d:
        d._writer.add(
            [Annotation(article=Article(id="a\x00b", path="p", sha256="x", text=text), sentences=((0, len(text)),))]
        )
        d.resolve()
        assert [(a.id, a.text) for a in d] == [("a\x00b", text)]
        assert [e.text for e in d.search("gas")] == [text]


def backend(address: str) -> int:
    """The server's process that a build writes through now."""
    while True:
        found = asked(
            address,
            "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'fabula %' AND backend_xid IS NOT NULL",
        )
        if found:
            return int(str(found[0][0]))
        time.sleep(0.005)


@pytest.mark.parametrize("when", ["while staging", "while flipping"])
@pytest.mark.parametrize("how", ["terminate", "kill -9"])
def test_a_backend_that_is_ended_in_the_middle_loses_and_doubles_nothing(how: str, when: str) -> None:
    """A connection lost in the midst of COPY, and a server that crashes and recovers: the second run ends the same."""
    with serving() as server:
        address, whole = made(server.address("hit")), made(server.address("whole"), 60)
        with Snapshot(address) as d:
            before = everything(d)
        hit = threading.Event()
        rows = PostgresDatabase.insert

        def slow(self: PostgresDatabase, table: str, given: object, clash: object = "refuse") -> None:
            def lingering() -> Iterator[tuple[object, ...]]:
                for n, row in enumerate(given):  # type: ignore[call-overload]
                    if n == 40 and table == ("staged" if when == "while staging" else "resolved") and not hit.is_set():
                        hit.set()
                        pid = self.db.info.backend_pid
                        if how == "terminate":
                            asked(address, f"SELECT pg_terminate_backend({pid})")
                        else:
                            os.kill(pid, signal.SIGKILL)
                        time.sleep(0.3)
                    yield row

            rows(self, table, lingering(), clash)  # type: ignore[arg-type]

        PostgresDatabase.insert = slow  # type: ignore[assignment, method-assign]
        try:
            with pytest.raises(DossierError, match="connection to the server was lost"):
                made(address, 60)
        finally:
            PostgresDatabase.insert = rows  # type: ignore[method-assign]
        assert hit.is_set()
        for _ in range(100):  # a server that recovers takes no connections for a moment
            try:
                Snapshot(address).close()
                break
            except DossierError:
                time.sleep(0.1)
        with Snapshot(address) as d:
            assert everything(d) == before
            assert not d.updating
            assert list(d.verify()) == []
        made(address, 60)
        with Snapshot(address) as d, Snapshot(whole) as w:
            assert everything(d) == everything(w)
            assert list(d.verify()) == []


def test_a_reader_whose_connection_is_lost_says_so_and_goes_on_when_it_is_told_to(address: str) -> None:
    made(address)
    with Snapshot(address) as d:
        before = everything(d)
        asked(address, f"SELECT pg_terminate_backend({d._store.db.db.info.backend_pid})")  # type: ignore[attr-defined]
        with pytest.raises(DossierError, match="connection to the server was lost"):
            d.entities()
        d.refresh()
        assert everything(d) == before


def test_twenty_readers_beside_two_builds_see_whole_generations_only(address: str) -> None:
    """Readers in threads, each opening anew; two processes write in turn."""
    made(address, 3)
    children = [
        subprocess.Popen(
            [sys.executable, "-c", WRITES, address, str(a), str(b), "0.02"], cwd=ROOT, stderr=subprocess.PIPE
        )
        for a, b in ((1, 4), (4, 7))
    ]
    wrong: list[object] = []
    seen: set[int] = set()

    def reads() -> None:
        try:
            while any(c.poll() is None for c in children):
                with Snapshot(address) as d:
                    seen.add(d.generation)
                    ids = [a.id for a in d]
                    assert len(set(ids)) == len(ids)
                    assert {a for e in d.events() for a in e.articles} == set(ids)
        except BaseException as e:
            wrong.append(e)

    threads = [threading.Thread(target=reads) for _ in range(20)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for c in children:
        _, said = c.communicate()
        assert c.returncode == 0, said
    assert wrong == []
    assert len(seen) > 1
    with Snapshot(address) as d:
        assert len(list(d)) == 21
        assert list(d.verify()) == []


def fts(texts: list[str], words: str) -> set[int]:
    """The texts that SQLite finds words in."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute('CREATE VIRTUAL TABLE t USING fts5(text, tokenize = "unicode61 remove_diacritics 2")')
        db.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", enumerate(texts))
        quoted = " ".join('"' + w.replace('"', '""') + '"' for w in words.split())
        return {r[0] for r in db.execute("SELECT rowid FROM t WHERE t MATCH ?", (quoted,))} if quoted else set()


_texts = st.text(st.one_of(st.sampled_from("ab éÉ'\\-.ßſıİ\u0301漢\U0001f600:*&|!<>()"), st.characters(exclude_categories=["Cs"])), max_size=12)  # fmt: skip


@pytest.fixture(scope="module")
def asking(server: Server) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A bare connection."""
    with closing(psycopg.connect(connection.parts(server.address("x"))[0], autocommit=True)) as db:
        yield db


@settings(max_examples=80, deadline=None)
@given(st.lists(_texts, min_size=1, max_size=5), _texts)
@given_too(["co-operate", "co operate", "operate co", "ab'c \\ d"], "co-operate")
def test_words_are_found_where_a_file_finds_them(
    asking: "psycopg.Connection[tuple[object, ...]]", texts: list[str], words: str
) -> None:
    texts, words = [t.replace("\x00", " ") for t in texts], words.replace("\x00", " ")
    phrases = [p for p in cut(words.split()) if p]
    found = {
        n
        for n, c in enumerate(cut(texts))
        if phrases
        and asking.execute("SELECT %s::tsvector @@ %s::tsquery", (vector(c), query(phrases))).fetchone() == (True,)
    }
    assert found == fts(texts, words)


def test_what_many_writes_at_once_leave_is_what_one_by_one_does(address: str) -> None:
    """COPY by way of a table of its own, and single statements: the last of rows under one key stays, or the first."""
    store = opening.to_write(address, make=True)
    many = [("k", n.to_bytes(2, "big"), bytes([v])) for v in (1, 2) for n in range(100)]
    with store.writing():
        store.db.insert("memo", many, "ignore")
        assert {r[0] for r in store.run("SELECT body FROM memo")} == {b"\x01"}
        store.db.insert("memo", many, "replace")
        assert {r[0] for r in store.run("SELECT body FROM memo")} == {b"\x02"}
        for row in many:
            store.db.insert("memo", [row], "replace")
        assert len(store.run("SELECT body FROM memo")) == 100
    store.replace_resolved({}, {}, {}, Memo())
    assert store.run("SELECT body FROM memo") == []
    store.close()
