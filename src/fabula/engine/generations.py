"""From one generation of a dossier to the next: what is stale, what is kept, what is set aside, and the flip.

Everything that readers see changes in one transaction: articles, layers, the index of sentences, what is resolved and
compared, what a person decided, and who may be whom.
"""

import hashlib
import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING

import msgspec

from fabula.engine.adding import Adding, Tell
from fabula.errors import DossierError, FabulaError, SourceError
from fabula.model.decisions import OfClaims, OfEntities, OfKnown
from fabula.model.records import Article, Decision, Entity
from fabula.store.writer import Writer

if TYPE_CHECKING:
    from fabula.engine.resolve import Resolved
    from fabula.store.memo import Memo

_log = logging.getLogger("fabula")
AGAIN = 20
"""Articles that one build sets aside before it gives up: more are no accident of a text."""


class Generations:
    """The engine of one dossier. Whoever uses it holds the right to write (``store.lock``)."""

    def __init__(self, store: Writer) -> None:
        self._store = store
        self.known = store.known
        self._adding: Adding | None = None

    def add(
        self,
        found: Iterable[Article | SourceError],
        workers: int,
        tell: Tell,
        whole: Collection[str] = (),
        engine: str = "local",
    ) -> list[SourceError]:
        """Read articles for the coming generation; returns the inputs that failed."""
        from fabula.extract.annotate import models, told_only

        if self._adding is None:
            made_by = cache(lambda code: msgspec.json.encode(models(code), order="deterministic").decode())
            self._adding = Adding(self._store, made_by, lambda a: " ".join(told_only(a).split()))
        return self._adding.add(found, workers, tell, whole, engine)

    def remove(self, ids: Collection[str]) -> None:
        """Take articles out of the coming generation."""
        self._store.take_out(ids)

    def forget(self) -> None:
        """Forget what was to come; what a build has read waits for the next that is given the same."""
        self._store.forget_coming()
        self._adding = None

    def flip(self, change: Callable[[], None] | None = None, *, decides: bool = False) -> tuple[bool, dict[str, str]]:
        """Link and compare where anything has changed, and make that the dossier's state.

        ``change`` writes what a person decided (``decides``), or a list of known entities, within the same transaction. Returns
        whether anything had changed, and why articles had to be set aside, by their ids.
        """
        store = self._store
        with store.lock:
            before, decisions = store.generation, self._decisions(change if decides else None)
            mark = self._mark(decisions)
            if store.fact("resolved") == mark and not store.changed:
                with store.writing():
                    if change:
                        change()
                    if self._identify(mark) or change:
                        store.raise_generation()
                return False, {}
            begun = monotonic()
            found, memo, aside = self._resolved(decisions)
            main = msgspec.json.encode(found.main_events, order="deterministic").decode()
            with store.writing():
                if store.generation != before:
                    raise DossierError(f"{store.path}: another process changed it meanwhile: do the same again")
                if change:
                    change()
                counts = msgspec.json.encode(found.counts).decode()
                store.replace_resolved(found.parts, found.judgements, {"main_events": main, "compared": counts}, memo)
                store.put_aside(aside, _makers())
                store.forget_coming()
                mark = self._mark(decisions)
                store.put_facts({"resolved": mark})
                self._identify(mark)
            self._adding = None
            fields = {"dossier": store.path, "generation": store.generation, "seconds": round(monotonic() - begun, 3)}
            fields |= {"aside": len(aside)}
            _log.info("%s: generation %d", store.path, fields["generation"], extra={"fields": fields})
            return True, aside

    def _decisions(self, change: Callable[[], None] | None) -> list[Decision]:
        """What a person will have decided once the change is written."""
        if change is None:
            return self._store.decisions()
        out: list[Decision] = []
        try:
            with self._store.writing():
                change()
                out = self._store.decisions()
                raise _TriedError
        except _TriedError:
            return out

    def _mark(self, decisions: Sequence[Decision]) -> str:
        """What is resolved must have been made from this: changes with articles, layers, decisions and rules."""
        makers = _makers()
        person = msgspec.json.encode([d for d in decisions if isinstance(d, OfEntities | OfClaims)])
        told = repr(sorted(self._store.digests(makers).items())).encode()
        return hashlib.sha256(hashlib.sha256(told).hexdigest().encode() + person + makers.encode()).hexdigest()

    def _identify(self, resolved: str) -> bool:
        """Find the known entities that entities may be, where lists, entities or decisions have changed."""
        store, known = self._store, self.known
        decisions = store.decisions()
        said = [d for d in decisions if isinstance(d, OfKnown)]
        mark = hashlib.sha256(f"{resolved} {known.fingerprint()} {said}".encode()).hexdigest()
        if store.fact("identified") == mark or (not known.lists() and not store.candidates()):
            return False
        from fabula.link.entities.identify import identify

        who = store.resolved("entity", Entity)
        known.put_candidates(identify(known, who, store.annotations(), decisions) if known.lists() else {}, mark)
        return True

    # Resolving, whatever an article does to it

    def _resolved(self, decisions: Sequence[Decision]) -> "tuple[Resolved, Memo, dict[str, str]]":
        """All that is resolved; with the articles that could not be, which are set aside, and why."""
        aside: dict[str, str] = {}
        makers = _makers()
        digests = self._store.digests(makers)
        coming = [i for i in self._store.coming if i in digests]
        while True:
            wanted = {i: d for i, d in digests.items() if i not in aside}
            try:
                found, memo = self._once(wanted, decisions, lambda m: self._store.memorise(m))
                return found, memo, aside
            except FabulaError:
                raise
            except Exception as e:
                if len(aside) >= AGAIN:
                    raise
                culprit = self._culprit(wanted, decisions, [i for i in coming if i in wanted] or list(wanted))
                if culprit is None:
                    raise
                aside[culprit] = f"{type(e).__name__}: {e}"

    def _once(
        self, digests: dict[str, bytes], decisions: Sequence[Decision], write: "Callable[[Memo], None]"
    ) -> "tuple[Resolved, Memo]":
        from fabula.compare.verdicts import Verdicts
        from fabula.engine.resolve import resolve
        from fabula.link.article_set import ArticleSet
        from fabula.store.memo import Memo

        store = self._store
        memo = Memo(store.kept, store.keeps)
        said = [d for d in decisions if isinstance(d, OfEntities | OfClaims)]
        told = ArticleSet(digests, store.annotation, memo)
        try:
            return resolve(told, said, store.parts(), _makers(), lambda: write(memo), Verdicts(store)), memo
        except Exception:
            write(memo)  # what was found of the others holds
            raise

    def _culprit(self, digests: dict[str, bytes], decisions: Sequence[Decision], suspects: Sequence[str]) -> str | None:
        """The article that resolving fails at: one that fails alone, else the one that the others fail with."""

        def fails(ids: Iterable[str]) -> bool:
            try:
                self._once({i: digests[i] for i in ids}, decisions, lambda m: None)
            except FabulaError:
                raise
            except Exception:
                return True
            return False

        for i in suspects:
            if fails([i]):
                return i
        others = [i for i in digests if i not in set(suspects)]
        if fails(others):
            suspects, others = list(digests), []
        low, high = 0, len(suspects)  # with the first ``low`` it does not fail, with the first ``high`` it does
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if fails([*others, *suspects[:middle]]) else (middle, high)
        return suspects[high - 1] if suspects else None


class _TriedError(Exception):
    """Ends a transaction whose outcome was only to be seen."""


def _makers() -> str:
    """The versions of all that makes what is resolved: others make it anew."""
    from fabula.compare.verdicts import version
    from fabula.fingerprint import rules

    return repr([rules("resolve"), version()])
