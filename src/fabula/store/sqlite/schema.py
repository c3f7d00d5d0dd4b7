"""The dossier's tables, and the steps from one version of them to the next.

``PRAGMA user_version`` holds the version, ``application_id`` says that the file is a dossier. A step is SQL that takes
the file from version n to n + 1; steps are only ever added at the end.
"""

import re
import sqlite3
from contextlib import closing
from functools import cache

from fabula.errors import DossierError

APPLICATION = 0x46424C41  # "FBLA"

PASSAGE = """CREATE VIRTUAL TABLE passage USING fts5 (
        text, article UNINDEXED, start UNINDEXED, "end" UNINDEXED,
        tokenize = "unicode61 remove_diacritics 2"
    )"""
"""The sentences, to search."""
STEPS: tuple[str, ...] = (
    """
    CREATE TABLE article (
        id TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL,
        path TEXT NOT NULL,
        text TEXT NOT NULL,
        record TEXT NOT NULL           -- the Article, without its text, as JSON
    ) STRICT;
    CREATE INDEX article_sha256 ON article (sha256);
    CREATE TABLE annotation (
        article TEXT PRIMARY KEY REFERENCES article (id),
        models TEXT NOT NULL,          -- what made the layers: other versions make them anew
        layers TEXT NOT NULL           -- the Annotation, without its article, as JSON
    ) STRICT;
    """
    + PASSAGE
    + """;
    CREATE TABLE resolved (
        kind TEXT NOT NULL,            -- entity, event, lineage, story, comparison, published
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (kind, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX resolved_id ON resolved (kind, id);
    CREATE TABLE judgement (
        kind TEXT NOT NULL,
        left_key TEXT NOT NULL,
        right_key TEXT NOT NULL,
        made_by TEXT NOT NULL,         -- machine or person
        body TEXT NOT NULL,
        PRIMARY KEY (kind, left_key, right_key, made_by)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE decision (             -- what a person decided, in order: the last can be undone
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        body TEXT NOT NULL
    ) STRICT;
    """,
    """
    CREATE TABLE known_list (          -- reference lists that the user supplied
        name TEXT PRIMARY KEY,
        path TEXT NOT NULL,
        sha256 TEXT NOT NULL,          -- of what was taken from it
        entries INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE known (
        number INTEGER PRIMARY KEY,
        list TEXT NOT NULL,
        id TEXT NOT NULL,
        body TEXT NOT NULL,            -- the Known, as JSON
        UNIQUE (list, id)
    ) STRICT;
    CREATE TABLE known_key (           -- blocking keys of its names, hashed
        key INTEGER NOT NULL,
        known INTEGER NOT NULL,
        PRIMARY KEY (key, known)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE candidate (           -- which known entities an entity may be; made anew with what is resolved
        entity TEXT NOT NULL,
        position INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (entity, position)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE verdict (              -- what the learned judge made of two texts: judged once, kept
        left_hash BLOB NOT NULL,       -- the first 16 bytes of the SHA-256 of its UTF-8
        right_hash BLOB NOT NULL,
        judge TEXT NOT NULL,           -- the judge's version
        agrees REAL NOT NULL,
        clashes REAL NOT NULL,
        neither REAL NOT NULL,
        PRIMARY KEY (left_hash, right_hash, judge)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    ALTER TABLE annotation ADD COLUMN digest BLOB; -- a hash of the article and its layers; NULL: not made yet
    ALTER TABLE resolved RENAME TO resolved_before;
    DROP INDEX resolved_id;
    CREATE TABLE resolved (             -- what is resolved, by parts: a part is kept as long as it would be made the same
        kind TEXT NOT NULL,            -- entity, event, lineage, comparison, published, ...
        id TEXT NOT NULL,
        sort TEXT NOT NULL,            -- the order in which they are shown
        part BLOB NOT NULL,            -- a hash of what it was made from
        body TEXT NOT NULL
    ) STRICT;
    INSERT INTO resolved SELECT kind, id, printf('%09d', position), x'', body FROM resolved_before;
    DROP TABLE resolved_before;
    CREATE INDEX resolved_id ON resolved (kind, id);
    CREATE INDEX resolved_sort ON resolved (kind, sort);
    CREATE INDEX resolved_part ON resolved (part);
    ALTER TABLE judgement ADD COLUMN part BLOB NOT NULL DEFAULT x'';
    CREATE INDEX judgement_part ON judgement (part);
    CREATE TABLE memo (                 -- results of pure functions, by a hash of what they were computed from
        kind TEXT NOT NULL,
        key BLOB NOT NULL,
        body BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX memo_key ON memo (kind, key);
    """,
    # What every build asks of all rows is read from indexes, not past texts and records.
    """
    CREATE INDEX annotation_digest ON annotation (article, digest);
    DROP INDEX resolved_part;
    CREATE INDEX resolved_part ON resolved (kind, part);
    """,
    # Generations: what a build reads waits in "staged" until one transaction puts it in the place of what was.
    """
    CREATE TABLE staged (               -- articles with their layers, of the generation that is coming: readers see none of it
        article TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL,
        path TEXT NOT NULL,
        text TEXT NOT NULL,
        record TEXT NOT NULL,
        models TEXT NOT NULL,
        layers TEXT NOT NULL,
        digest BLOB NOT NULL
    ) STRICT;
    CREATE TABLE revision (             -- articles whose source gave more than one text; only the last is read into the story
        article TEXT PRIMARY KEY,
        identity TEXT NOT NULL,        -- the id of the first of them
        number INTEGER NOT NULL,
        UNIQUE (identity, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE aside (                -- articles that could not be resolved: kept, and not read into the story
        article TEXT PRIMARY KEY,
        why TEXT NOT NULL,
        makers TEXT NOT NULL           -- the version of resolving that could not: others try again
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX article_path ON article (path);
    ALTER TABLE resolved RENAME TO resolved_before;
    DROP INDEX resolved_id;
    DROP INDEX resolved_sort;
    DROP INDEX resolved_part;
    CREATE TABLE resolved (             -- what is resolved, by parts: a part is kept as long as it would be made the same
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        sort TEXT NOT NULL,
        part BLOB NOT NULL,
        body TEXT NOT NULL,
        digest BLOB NOT NULL,          -- a hash of the row: one that was edited by hand is found
        UNIQUE (kind, id, part)        -- whatever two writers do, nothing is there twice
    ) STRICT;
    INSERT OR IGNORE INTO resolved SELECT kind, id, sort, part, body, x'' FROM resolved_before;
    DROP TABLE resolved_before;
    CREATE INDEX resolved_sort ON resolved (kind, sort);
    CREATE INDEX resolved_part ON resolved (kind, part);
    ALTER TABLE judgement ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
    DELETE FROM fact WHERE key = 'resolved';
    """,
)


@cache
def expected(version: int) -> frozenset[tuple[str, str, str, str]]:
    """What stands in ``sqlite_master`` at a version: type, name, table, and the SQL without its spaces and quotes."""
    with closing(sqlite3.connect(":memory:")) as db:
        for step in STEPS[:version]:
            db.executescript(step)
        return _found(db)


def _found(db: sqlite3.Connection) -> frozenset[tuple[str, str, str, str]]:
    rows = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return frozenset((str(t), str(n), str(of), re.sub(r"[\s\"'`]+", "", str(sql or ""))) for t, n, of, sql in rows)


def known(db: sqlite3.Connection, path: str) -> int:
    """The version of a dossier's tables, 0 for an empty file.

    Raises DossierError for a database of something else, for a later version, and for one with a table, trigger, view
    or index that Fabula did not make: nothing of such a file is run.
    """
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    application = db.execute("PRAGMA application_id").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and (tables or application):
        raise DossierError(f"{path}: not a dossier: a database of something else")
    if version > len(STEPS):
        raise DossierError(f"{path}: made by a later version of Fabula (schema {version}, this one knows {len(STEPS)})")
    if version < 0 or (tables and not version):
        raise DossierError(f"{path}: not a dossier: its version is {version}")
    strange = _found(db) ^ expected(version)
    if strange:
        names = ", ".join(sorted({f"{t} {n}" for t, n, _, _ in strange})[:3])
        raise DossierError(f"{path}: not a dossier that Fabula made: its tables are not as they should be ({names})")
    return version


def prepare(db: sqlite3.Connection, path: str) -> None:
    """Make a new file a dossier, or bring an older one up to date; each step is one transaction.

    Raises DossierError as ``known`` does.
    """
    for n in range(known(db, path), len(STEPS)):
        try:
            marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {n + 1};"
            db.executescript(f"BEGIN IMMEDIATE; {STEPS[n]} {marks} COMMIT;")
        except sqlite3.Error:
            if db.in_transaction:
                db.rollback()
            if db.execute("PRAGMA user_version").fetchone()[0] <= n:  # else another process took the step first
                raise
