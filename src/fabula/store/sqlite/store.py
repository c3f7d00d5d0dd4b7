"""A dossier's store: one SQLite file in WAL mode.

Knows rows and transactions, not what they mean: the façade (``fabula.dossier``) does. Articles and their layers are
added together, a batch a transaction, so that a build that is killed has whole articles or none of them; what is
resolved from them is replaced in one transaction.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from fabula.errors import DossierError
from fabula.model.records import Annotation, Article, Decision, Judgement, Pair, Record
from fabula.store.sqlite.schema import prepare

if TYPE_CHECKING:
    from fabula.store.memo import Memo  # what only asks a dossier need not load numpy

R = TypeVar("R", bound=Record)
Parts = Mapping[bytes, Sequence[tuple[str, str, str]] | None]
"""Resolved records of a kind, as (id, sort, record as JSON), by the hash of what each part was made from."""
ASKED = 500
"""Keys asked for at once."""
_encode = msgspec.json.Encoder(order="deterministic").encode


def _digest(*parts: str) -> bytes:
    h = hashlib.blake2b(digest_size=16)
    for p in parts:
        raw = p.encode("utf-8", "surrogatepass")
        h.update(len(raw).to_bytes(8, "big") + raw)
    return h.digest()


class Store:
    """The file. Without ``make`` it must be a dossier already: only a build makes one.

    Raises DossierError where the file is missing or empty (without ``make``), locked, damaged, or not a dossier.
    """

    def __init__(self, path: str | Path, *, readonly: bool = False, make: bool = True) -> None:
        self.path = str(path)
        self._parts: tuple[int, dict[str, set[bytes]]] | None = None
        if Path(path).is_dir():
            raise DossierError(f"{path}: is a folder; name a file for the dossier")
        if not make and not (Path(path).is_file() and Path(path).stat().st_size):
            what = "an empty file, not a dossier" if Path(path).is_file() else "no such dossier"
            raise DossierError(f"{path}: {what}; make one with: fabula build SOURCE... -o {path}")
        try:
            self.db = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            self.db.execute("PRAGMA foreign_keys = ON")
            prepare(self.db, self.path)  # first: a file of something else must not be touched
            if not readonly:
                self.db.execute("PRAGMA journal_mode = WAL")
                self.db.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error as e:
            raise DossierError(f"{path}: cannot be opened as a dossier: {e}") from e

    def close(self) -> None:
        """Close the file; a closed store answers nothing."""
        self.db.close()

    def run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows; a database error becomes a DossierError."""
        try:
            return self.db.execute(sql, values).fetchall()
        except sqlite3.Error as e:
            raise DossierError(f"{self.path}: {e}") from e

    # Articles and their layers

    def held(self) -> dict[tuple[str, str], str]:
        """What is held: (id, sha256) to the models that made its layers."""
        rows = self.run("SELECT a.id, a.sha256, n.models FROM article a JOIN annotation n ON n.article = a.id")
        return {(i, h): m for i, h, m in rows}

    def id_of(self, article_id: str) -> str | None:
        """The SHA-256 of the article stored under an id, or None."""
        rows = self.run("SELECT sha256 FROM article WHERE id = ?", article_id)
        return rows[0][0] if rows else None

    def add(self, annotations: Iterable[Annotation]) -> None:
        """Add articles with their layers, or replace the layers of those held: all of them or, on error, none."""
        by = {x.article.id: x for x in annotations}
        try:
            self.db.execute("BEGIN IMMEDIATE")
            self._drop_passages(by)
            for x in by.values():
                self._add(x)
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    def _add(self, x: Annotation) -> None:
        a = x.article
        bare = msgspec.structs.replace(a, text="")
        self.db.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record",
            (a.id, a.sha256, a.path, a.text, _encode(bare).decode()),
        )
        layers = msgspec.to_builtins(x)
        del layers["article"], layers["models"]
        models, body = _encode(x.models).decode(), _encode(layers).decode()
        self.db.execute(
            "INSERT OR REPLACE INTO annotation (article, models, layers, digest) VALUES (?, ?, ?, ?)",
            (a.id, models, body, _digest(a.id, a.sha256, _encode(bare).decode(), models, body)),
        )
        self.db.executemany(
            'INSERT INTO passage (text, article, start, "end") VALUES (?, ?, ?, ?)',
            [(a.text[s:e], a.id, s, e) for s, e in x.sentences],
        )

    def _drop_passages(self, ids: Iterable[str]) -> None:
        """Take out the sentences of articles: those held alone, and all in one pass, since no index leads to them."""
        held = [i for i in ids if self.run("SELECT 1 FROM annotation WHERE article = ?", i)]
        for n in range(0, len(held), ASKED):
            some = held[n : n + ASKED]
            self.db.execute(f"DELETE FROM passage WHERE article IN ({','.join('?' * len(some))})", some)

    def articles(self, ids: Iterable[str] | None = None) -> Iterator[Article]:
        """Articles by id: all of them, or those named."""
        if ids is None:
            ids = [r[0] for r in self.run("SELECT id FROM article ORDER BY id")]
        for i in ids:
            for text, record in self.run("SELECT text, record FROM article WHERE id = ?", i):
                yield msgspec.structs.replace(msgspec.json.decode(record, type=Article), text=text)

    def annotations(self) -> Iterator[Annotation]:
        """All articles with their layers, by id."""
        return (self.annotation(r[0]) for r in self.run("SELECT article FROM annotation ORDER BY article"))

    def annotation(self, article_id: str) -> Annotation:
        """One article with its layers; raises DossierError where it is not held."""
        for text, record, models, layers in self.run(
            "SELECT a.text, a.record, n.models, n.layers FROM article a JOIN annotation n ON n.article = a.id "
            "WHERE a.id = ?",
            article_id,
        ):
            # One decoding of one text: the layers are an object already, so what they lack is put in at its end.
            return msgspec.structs.replace(
                msgspec.json.decode(f'{layers[:-1]},"article":{record},"models":{models}}}', type=Annotation),
                article=msgspec.structs.replace(msgspec.json.decode(record, type=Article), text=text),
            )
        raise DossierError(f"{self.path}: article {article_id} is not held with its layers")

    def digests(self) -> dict[str, bytes]:
        """By article id: a hash that changes with the article's record and with every layer."""
        found: dict[str, bytes] = dict(self.run("SELECT article, digest FROM annotation INDEXED BY annotation_digest"))
        for i in [i for i, digest in found.items() if digest is None]:  # of a dossier that an earlier version made
            for row in self.run(
                "SELECT a.id, a.sha256, a.record, n.models, n.layers FROM article a JOIN annotation n ON n.article = a.id "
                "WHERE a.id = ?",
                i,
            ):
                found[i] = _digest(*row)
        return found

    def fingerprint(self) -> str:
        """What the resolved rows must have been made from: changes with every article and every layer."""
        return hashlib.sha256(repr(sorted(self.digests().items())).encode()).hexdigest()

    # What is resolved from them

    def parts(self) -> dict[str, set[bytes]]:
        """The parts that are held of each kind of resolved record, and of judgements."""
        version = self.run("PRAGMA data_version")[0][0]  # another's changes raise it; our own clear what is known
        if self._parts is None or self._parts[0] != version:
            out: dict[str, set[bytes]] = {"judgement": {r[0] for r in self.run("SELECT DISTINCT part FROM judgement")}}
            for kind, part in self.run("SELECT DISTINCT kind, part FROM resolved"):
                out.setdefault(kind, set()).add(part)
            self._parts = version, out
        return self._parts[1]

    def replace_resolved(self, found: Mapping[str, Parts], judgements: Mapping[bytes, Judgement | None],
                         facts: Mapping[str, str], memo: "Memo") -> None:  # fmt: skip
        """Bring what is resolved up to date in one transaction: parts that are not ``found`` go, new ones come.

        A part that is held already has None for its rows. With it are kept the results in ``memo`` that are in use.
        """
        try:
            self.db.execute("BEGIN IMMEDIATE")
            held = self.parts()
            self._parts = None
            wanted: dict[str, set[bytes]] = {"judgement": set(judgements)}
            wanted.update((kind, set(parts)) for kind, parts in found.items())
            for kind, parts in held.items():
                gone = [(p,) for p in parts - wanted.get(kind, set())]
                if kind == "judgement":
                    self.db.executemany("DELETE FROM judgement WHERE part = ?", gone)
                else:
                    self.db.executemany("DELETE FROM resolved WHERE part = ? AND kind = ?", [(*g, kind) for g in gone])
            for kind, new in found.items():
                rows = ((kind, i, sort, p, body) for p, rs in new.items() for i, sort, body in rs or ())
                self.db.executemany("INSERT INTO resolved (kind, id, sort, part, body) VALUES (?, ?, ?, ?, ?)", rows)
            self.db.executemany(
                "INSERT OR REPLACE INTO judgement (kind, left_key, right_key, made_by, body, part) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                ((j.kind, j.left, j.right, j.by, _encode(j).decode(), p) for p, j in judgements.items() if j),
            )
            self.db.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", sorted(facts.items()))
            self._memorise(memo)
            for kind, count in self.run("SELECT kind, count(*) FROM memo GROUP BY kind"):
                used = memo.used.get(kind, set())
                if count == len(used) and kind not in memo.unsure:
                    continue  # all that is used is there, so nothing else is
                kept = self.run("SELECT key FROM memo WHERE kind = ?", kind)
                self.db.executemany(
                    "DELETE FROM memo WHERE kind = ? AND key = ?", [(kind, k) for (k,) in kept if k not in used]
                )
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    def memorise(self, memo: "Memo") -> None:
        """Write down what is fresh in a memo: it holds whatever becomes of the build."""
        with self.db:
            self.db.execute("BEGIN IMMEDIATE")
            self._memorise(memo)

    def _memorise(self, memo: "Memo") -> None:
        for kind, found in memo.fresh.items():
            self.db.executemany(
                "INSERT OR REPLACE INTO memo (kind, key, body) VALUES (?, ?, ?)",
                [(kind, k, b) for k, b in sorted(found.items())],
            )
        memo.fresh.clear()

    def kept(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The results of a kind that are kept under some keys."""
        out: dict[bytes, bytes] = {}
        for n in range(0, len(keys), ASKED):
            some = keys[n : n + ASKED]
            marks = ",".join("?" * len(some))
            out.update(self.run(f"SELECT key, body FROM memo WHERE kind = ? AND key IN ({marks})", kind, *some))
        return out

    def keeps(self, kind: str, keys: Sequence[bytes]) -> set[bytes]:
        """Those of some keys under which results of a kind are kept; the results are not read."""
        held = {k for (k,) in self.run("SELECT key FROM memo WHERE kind = ?", kind)}
        return held.intersection(keys)

    def resolved(self, kind: str, type_: type[R]) -> list[R]:
        """The resolved records of a kind, in order."""
        rows = self.run("SELECT body FROM resolved WHERE kind = ? ORDER BY sort, id", kind)
        decoder = msgspec.json.Decoder(type_)
        return [decoder.decode(r[0]) for r in rows]

    def resolved_by_id(self, kind: str, type_: type[R]) -> dict[str, R]:
        """The resolved records of a kind by their id."""
        rows = self.run("SELECT id, body FROM resolved WHERE kind = ? ORDER BY sort, id", kind)
        return {i: msgspec.json.decode(b, type=type_) for i, b in rows}

    def judgements(self, by: str | None = None) -> list[Judgement]:
        """Judgements, of machine or person or both, in a fixed order."""
        rows = self.run(
            "SELECT body FROM judgement WHERE ?1 IS NULL OR made_by = ?1 ORDER BY kind, left_key, right_key, made_by",
            by,
        )
        return [msgspec.json.decode(r[0], type=Judgement) for r in rows]

    def decisions(self) -> list[Decision]:
        """What a person decided, in the order of deciding."""
        rows = self.run("SELECT body FROM decision ORDER BY number")
        return [msgspec.json.decode(r[0], type=Decision) for r in rows]

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Keep decisions: all of them or, on error, none."""
        with self.db:
            self.db.execute("BEGIN IMMEDIATE")
            self.db.executemany("INSERT INTO decision (body) VALUES (?)", [(_encode(d).decode(),) for d in decisions])

    def undo(self, actions: Collection[str] | None = None) -> Decision | None:
        """Take the last decision back, or the last of some actions; returns it, or None where there is none."""
        for number, body in self.run("SELECT number, body FROM decision ORDER BY number DESC"):
            found = msgspec.json.decode(body, type=Decision)
            if actions is None or found.action in actions:
                self.run("DELETE FROM decision WHERE number = ?", number)
                return found
        return None

    # What the learned judge made of pairs of texts

    def verdict(self, judge: str, key: tuple[bytes, bytes]) -> tuple[float, float, float] | None:
        """The probabilities of agrees, clashes and neither that a version of the judge gave two texts, or None."""
        rows = self.run(
            "SELECT agrees, clashes, neither FROM verdict WHERE left_hash = ? AND right_hash = ? AND judge = ?",
            *key,
            judge,
        )
        return rows[0] if rows else None

    def keep_verdicts(
        self, judge: str, found: Iterable[tuple[tuple[bytes, bytes], tuple[float, float, float]]]
    ) -> None:
        """Keep verdicts."""
        with self.db:
            self.db.execute("BEGIN IMMEDIATE")
            self.db.executemany(
                "INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?, ?, ?)", [(*k, judge, *p) for k, p in found]
            )

    def drop_verdicts(self, judge: str) -> None:
        """Let go of the verdicts of other versions of the judge."""
        with self.db:
            self.db.execute("DELETE FROM verdict WHERE judge != ?", (judge,))

    def fact(self, key: str) -> str | None:
        """A fact about the dossier itself, or None."""
        rows = self.run("SELECT value FROM fact WHERE key = ?", key)
        return rows[0][0] if rows else None

    def search(self, words: str, limit: int) -> list[tuple[str, Pair, float]]:
        """Sentences that hold all the words, best first: (article id, span, BM25 rank: lower is better)."""
        quoted = " ".join('"' + w.replace('"', '""') + '"' for w in words.split())
        if not quoted:
            return []
        rows = self.run(
            'SELECT article, start, "end", rank FROM passage WHERE passage MATCH ? '
            "ORDER BY rank, article, start LIMIT ?",
            quoted.replace("\x00", " "),
            limit,
        )
        return [(a, (s, e), r) for a, s, e, r in rows]
