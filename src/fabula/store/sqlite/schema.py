"""The dossier's tables, and the steps from one version of them to the next.

``PRAGMA user_version`` holds the version, ``application_id`` says that the file is a dossier. A step is SQL that takes
the file from version n to n + 1; steps are only ever added at the end.
"""

import sqlite3

from fabula.errors import DossierError

APPLICATION = 0x46424C41  # "FBLA"

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
    CREATE VIRTUAL TABLE passage USING fts5 (
        text, article UNINDEXED, start UNINDEXED, "end" UNINDEXED,
        tokenize = "unicode61 remove_diacritics 2"
    );
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
)


def prepare(db: sqlite3.Connection, path: str) -> None:
    """Make a new file a dossier, or bring an older one up to date; each step is one transaction.

    Raises DossierError for a database of something else and for one of a later version.
    """
    version = db.execute("PRAGMA user_version").fetchone()[0]
    application = db.execute("PRAGMA application_id").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and (tables or application):
        raise DossierError(f"{path}: not a dossier: a database of something else")
    if version > len(STEPS):
        raise DossierError(f"{path}: made by a later version of Fabula (schema {version}, this one knows {len(STEPS)})")
    for n in range(version, len(STEPS)):
        try:
            marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {n + 1};"
            db.executescript(f"BEGIN IMMEDIATE; {STEPS[n]} {marks} COMMIT;")
        except sqlite3.Error:
            if db.in_transaction:
                db.rollback()
            if db.execute("PRAGMA user_version").fetchone()[0] <= n:  # else another process took the step first
                raise
