"""A dossier's store, to write, whatever database has it.

Knows rows and transactions, not what they mean. What a build reads is staged a batch a transaction, where no reader sees it,
so that a build that is killed has whole articles or none of them to go on from; what is staged, and all that is resolved
from it, takes the place of what was in one transaction: the flip to the next generation.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

import msgspec

from fabula.errors import DossierError
from fabula.model.records import Annotation, Decision, Judgement
from fabula.store.sql.database import Database, Row, digest, encode, inserting
from fabula.store.sql.known import KnownWriter
from fabula.store.sql.reading import SUPERSEDED, Reading
from fabula.store.sql.redirects import redirected
from fabula.store.writer import Parts

if TYPE_CHECKING:
    from fabula.store.memo import Memo  # what only asks a dossier need not load numpy

T = TypeVar("T")
ASKED = 500
"""Keys asked for at once."""


class Writing(Reading):
    """A dossier to be written, over one connection."""

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        self._parts: tuple[int, dict[str, set[bytes]]] | None = None
        self._coming: dict[str, str | None] = {}
        self._gone: set[str] = set()

    @property
    def known(self) -> KnownWriter:
        """The reference lists held, to change them."""
        return KnownWriter(self.db, self)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is written within it is there, or on error none; it may stand within another."""
        with self.lock, self.db.sound():
            if self.db.in_transaction:
                yield
                return
            self.db.begin()
            try:
                yield
                self.db.commit()
            except BaseException:
                self._parts = None
                self.db.rollback()
                raise

    # The articles of the generation that is coming

    def held(self, article_id: str, staged: bool = False) -> tuple[str, str, str] | None:
        """Of an article that is held (or staged): the SHA-256 of its text, its record, and what made its layers."""
        sql = (
            "SELECT sha256, record, models FROM staged WHERE article = ?"
            if staged
            else "SELECT a.sha256, a.record, n.models FROM article a JOIN annotation n ON n.article = a.id WHERE a.id = ?"
        )
        rows = self.run(sql, article_id)
        return rows[0] if rows else None

    def add(self, annotations: Iterable[Annotation], identity: Mapping[str, str] | None = None) -> None:
        """Stage articles with their layers for the coming generation: all of them or, on error, none.

        ``identity``: by article id, of those that are a newer text of a source, the id of its first article.
        """
        by = {x.article.id: x for x in annotations}
        with self.writing():
            self.db.insert("staged", map(_staged, by.values()), "replace")
        self.take_up(by, identity)

    def take_up(self, ids: Iterable[str], identity: Mapping[str, str] | None = None) -> None:
        """Say that what is staged of some articles belongs to the coming generation."""
        for i in ids:
            self._coming[i] = (identity or {}).get(i)

    def take_out(self, ids: Iterable[str]) -> None:
        """Say that some articles are not in the coming generation, whatever was staged of them."""
        self._gone.update(ids)
        for i in self._gone & self._coming.keys():
            del self._coming[i]

    def forget_coming(self) -> None:
        """The coming generation is to be as the present one; what is staged waits."""
        self._coming, self._gone = {}, set()

    @property
    def changed(self) -> bool:
        """Whether articles come or go."""
        return bool(self._coming or self._gone)

    @property
    def coming(self) -> list[str]:
        """The articles that are new or read anew in the coming generation."""
        return list(self._coming)

    def annotation(self, article_id: str) -> Annotation:
        """One article with its layers, as the coming generation has it; raises DossierError where it has none."""
        if article_id in self._coming:
            return self._annotation(article_id, "SELECT text, record, models, layers FROM staged WHERE article = ?")
        return super().annotation(article_id)

    def newest(self, article_id: str) -> str:
        """The article that has the newest text of the source that one came from, in the coming generation."""
        rows = self.run("SELECT identity FROM revision WHERE article = ?", article_id)
        first = self._coming.get(article_id) or (rows[0][0] if rows else article_id)
        for i, of in reversed(self._coming.items()):
            if of == first:
                return i
        rows = self.run("SELECT article FROM revision WHERE identity = ? ORDER BY number DESC LIMIT 1", first)
        return rows[0][0] if rows else article_id

    def first(self, article_id: str) -> str:
        """The first article of the source that one came from."""
        rows = self.run("SELECT identity FROM revision WHERE article = ?", article_id)
        return self._coming.get(article_id) or (rows[0][0] if rows else article_id)

    def at_address(self, path: str) -> str | None:
        """The first article that was had from an address, or None."""
        rows = self.run("SELECT id FROM article WHERE path = ? ORDER BY id", path)
        rows += [
            r for r in self.run("SELECT article FROM staged WHERE path = ? ORDER BY 1", path) if r[0] in self._coming
        ]
        return self.first(rows[0][0]) if rows else None

    def ids_at(self, path: str) -> list[str]:
        """The articles that were had from a path."""
        return [r[0] for r in self.run("SELECT id FROM article WHERE path = ? ORDER BY id", path)]

    def digests(self, makers: str = "") -> dict[str, bytes]:
        """By article id, of those that the coming story is read from: a hash that changes with the article's record and with
        every layer. Left out are texts that a newer one has replaced, and what ``makers`` could not resolve before."""
        found: dict[str, bytes] = dict(self.run("SELECT article, digest FROM annotation"))
        for i in [i for i, d in found.items() if d is None]:  # of a dossier that an earlier version made
            for row in self.run(
                "SELECT a.id, a.sha256, a.record, n.models, n.layers FROM article a JOIN annotation n ON n.article = a.id "
                "WHERE a.id = ?",
                i,
            ):
                found[i] = digest(*row)
        left = {r[0] for r in self.run("SELECT article FROM aside WHERE makers = ?", makers)} - self._coming.keys()
        left |= {r[0] for r in self.run(SUPERSEDED)} | self._gone
        if self._coming:
            found.update((i, d) for i, d in self.run("SELECT article, digest FROM staged") if i in self._coming)
            last = {first: i for i, first in self._coming.items() if first}
            for first, i in last.items():
                left |= {r[0] for r in self.run("SELECT article FROM revision WHERE identity = ?", first)} | {first}
                left |= {a for a, of in self._coming.items() if of == first}
                left.discard(i)
        return {i: d for i, d in sorted(found.items()) if i not in left}

    def _settle(self) -> None:
        """Put the coming articles in the place of those that were, and take out those that go."""
        if not self.changed:
            return
        self._drop_rows(sorted(self._gone))
        coming = list(self._coming)
        replaced: list[str] = []
        for some in _some(coming):
            marks = f"({','.join('?' * len(some))})"
            replaced += [r[0] for r in self.run(f"SELECT article FROM annotation WHERE article IN {marks}", *some)]
            self.run(
                "INSERT INTO article (id, sha256, path, text, record) "
                f"SELECT article, sha256, path, text, record FROM staged WHERE article IN {marks} ORDER BY article "
                "ON CONFLICT (id) DO UPDATE SET record = excluded.record, path = excluded.path",
                *some,
            )
            source = f"SELECT article, models, layers, digest FROM staged WHERE article IN {marks} ORDER BY article"
            self.run(inserting("annotation", "replace", source), *some)
            self.run(f"DELETE FROM aside WHERE article IN {marks}", *some)
        for i, first in self._coming.items():
            if first and not self.run("SELECT 1 FROM revision WHERE article = ?", i):
                self.run(
                    "INSERT INTO revision (article, identity, number) SELECT id, id, 1 FROM article WHERE id = ? "
                    "ON CONFLICT DO NOTHING",
                    first,
                )
                rows = self.run("SELECT coalesce(max(number), 0) + 1 FROM revision WHERE identity = ?", first)
                self.db.insert("revision", [(i, first, rows[0][0])])
        old = self.superseded()
        self.db.drop_passages(sorted({*replaced, *self._gone, *old}))
        self._index([i for i in coming if i not in old])
        if coming:
            self.run("DELETE FROM staged")  # what else there is was left by a build that never came to its end

    def _drop_rows(self, ids: Sequence[str]) -> None:
        for some in _some(ids):
            marks = f"({','.join('?' * len(some))})"
            self.run(f"DELETE FROM annotation WHERE article IN {marks}", *some)
            self.run(f"DELETE FROM article WHERE id IN {marks}", *some)
            for table in ("revision", "aside", "staged"):
                self.run(f"DELETE FROM {table} WHERE article IN {marks}", *some)

    def _index(self, ids: Sequence[str]) -> None:
        for some in _some(ids):
            told = [Reading.annotation(self, i) for i in some]
            self.db.add_passages([(x.article.text[s:e], x.article.id, s, e) for x in told for s, e in x.sentences])

    def index_anew(self) -> None:
        """Make the index of sentences anew from texts and layers."""
        with self.writing():
            self.db.empty_passages()
            self._index(self.ids())

    # What is resolved from them

    def parts(self) -> dict[str, set[bytes]]:
        """The parts that are held of each kind of resolved record, and of judgements."""
        version = self.generation  # another's changes raise it; our own clear what is known
        if self._parts is None or self._parts[0] != version:
            out: dict[str, set[bytes]] = {"judgement": {r[0] for r in self.run("SELECT DISTINCT part FROM judgement")}}
            for kind, part in self.run("SELECT DISTINCT kind, part FROM resolved"):
                out.setdefault(kind, set()).add(part)
            self._parts = version, out
        return self._parts[1]

    def replace_resolved(self, found: Mapping[str, Parts], judgements: Mapping[bytes, Judgement | None],
                         facts: Mapping[str, str], memo: "Memo") -> None:  # fmt: skip
        """The flip: in one transaction the coming articles and what is resolved take the place of what was.

        Parts that are not ``found`` go, new ones come; a part that is held already has None for its rows. With it are kept the
        results in ``memo`` that are in use.
        """
        with self.writing():
            self._settle()
            held = self.parts()
            self._parts = None
            wanted: dict[str, set[bytes]] = {"judgement": set(judgements)}
            wanted.update((kind, set(parts)) for kind, parts in found.items())
            self._redirect(held.get("entity", set()) - wanted.get("entity", set()), found.get("entity", {}))
            for kind, parts in held.items():
                gone = [(p,) for p in parts - wanted.get(kind, set())]
                if kind == "judgement":
                    self.db.run_many("DELETE FROM judgement WHERE part = ?", gone)
                else:
                    self.db.run_many("DELETE FROM resolved WHERE part = ? AND kind = ?", [(*g, kind) for g in gone])
            for kind, new in found.items():
                rows = (
                    (kind, i, sort, p, body, digest(kind, i, sort, p, body))
                    for p, rs in new.items()
                    for i, sort, body in rs or ()
                )
                self.db.insert("resolved", rows, "ignore")
            self.db.insert("judgement", (_judged(p, j) for p, j in judgements.items() if j), "replace")
            self.put_facts(facts)
            rows_of = dict(self.run("SELECT kind, count(*) FROM resolved GROUP BY kind"))
            self.put_facts({"rows": encode(rows_of).decode()})
            self._memorise(memo)
            for kind, count in self.run("SELECT kind, count(*) FROM memo GROUP BY kind"):
                used = memo.used.get(kind, set())
                if count == len(used) and kind not in memo.unsure:
                    continue  # all that is used is there, so nothing else is
                kept = self.run("SELECT key FROM memo WHERE kind = ?", kind)
                self.db.run_many(
                    "DELETE FROM memo WHERE kind = ? AND key = ?", [(kind, k) for (k,) in kept if k not in used]
                )
            self.raise_generation()
        if not self.db.in_transaction:
            self.forget_coming()

    def _redirect(self, gone: Collection[bytes], made: Parts) -> None:
        """Keep where the ids of entities lead that are no more: before the parts that are ``gone`` are taken out."""
        kept = self.facts("redirects", str)
        bodies: list[str] = []
        for some in _some(sorted(gone)):
            marks = ",".join("?" * len(some))
            bodies += [
                r[0] for r in self.run(f"SELECT body FROM resolved WHERE kind = 'entity' AND part IN ({marks})", *some)
            ]
        now = redirected(kept, bodies, (body for rows in made.values() for _, _, body in rows or ()))
        if now != kept:
            self.put_facts({"redirects": encode(now).decode()})

    def put_aside(self, found: Mapping[str, str], makers: str) -> None:
        """Say which articles could not be resolved, and why, by what; what others could not is forgotten."""
        with self.writing():
            self.run("DELETE FROM aside WHERE makers != ?", makers)
            self.db.insert("aside", [(i, why, makers) for i, why in sorted(found.items())], "replace")

    def put_facts(self, facts: Mapping[str, str]) -> None:
        """Write down facts about the dossier."""
        with self.writing():
            self.db.insert("fact", sorted(facts.items()), "replace")

    def raise_generation(self) -> None:
        """Say that readers see another state from here on."""
        self.put_facts({"generation": str(self.generation + 1)})

    def drop_made(self) -> None:
        """Throw away all that can be made anew from articles, layers and decisions."""
        with self.writing():
            for table in ("resolved", "judgement", "memo", "aside"):
                self.run(f"DELETE FROM {table}")
            keep = [(k, v) for k, v in self.run("SELECT key, value FROM fact") if k == "generation" and v.isdecimal()]
            with suppress(DossierError):  # damaged: what they led to is lost
                keep += [("redirects", encode(found).decode())] if (found := self.redirects()) else []
            self.run("DELETE FROM fact")
            self.db.insert("fact", keep)
            self._parts = None

    def memorise(self, memo: "Memo") -> None:
        """Write down what is fresh in a memo: it holds whatever becomes of the build."""
        with self.writing():
            self._memorise(memo)

    def _memorise(self, memo: "Memo") -> None:
        for kind, found in memo.fresh.items():
            self.db.insert("memo", ((kind, k, b) for k, b in sorted(found.items())), "replace")
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

    # What a person decided

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Keep decisions: all of them or, on error, none."""
        with self.writing():
            self.db.run_many("INSERT INTO decision (body) VALUES (?)", [(encode(d).decode(),) for d in decisions])

    def undo(self, actions: Collection[str] | None = None) -> Decision | None:
        """Take the last decision back, or the last of some actions; returns it, or None where there is none."""
        with self.writing():
            for number, body in self.run("SELECT number, body FROM decision ORDER BY number DESC"):
                found = self.decision(body, "a decision")
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
        with self.writing():
            self.db.insert("verdict", [(*k, judge, *p) for k, p in found], "replace")

    def drop_verdicts(self, judge: str) -> None:
        """Let go of the verdicts of other versions of the judge."""
        with self.writing():
            self.run("DELETE FROM verdict WHERE judge != ?", judge)


def _staged(x: Annotation) -> Row:
    """An article with its layers as a row of the coming generation."""
    a, layers = x.article, msgspec.to_builtins(x)
    del layers["article"], layers["models"]
    record, models = encode(msgspec.structs.replace(a, text="")).decode(), encode(x.models).decode()
    body = encode(layers).decode()
    return a.id, a.sha256, a.path, a.text, record, models, body, digest(a.id, a.sha256, record, models, body)


def _judged(part: bytes, j: Judgement) -> Row:
    body = encode(j).decode()
    return j.kind, j.left, j.right, j.by, body, part, digest(j.kind, j.left, j.right, j.by, body, part)


def _some(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    """Ids, so many at a time as may be asked for at once."""
    return (ids[n : n + ASKED] for n in range(0, len(ids), ASKED))
