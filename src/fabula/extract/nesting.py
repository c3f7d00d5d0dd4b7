"""The innermost attribution around a span."""

import bisect
from collections.abc import Iterable, Sequence

from fabula.model.records import Attribution, Pair


class Innermost:
    """Finds whose words a span is part of: the attribution with the shortest content that holds all of it."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._by_id = {a.id: a for a in attributions}
        held = sorted((s, e, sum(y - x for x, y in a.content), a.id) for a in attributions for s, e in a.content)
        self._starts = [h[0] for h in held]
        self._held = held
        self._reach: list[int] = []
        reach = 0
        for h in held:
            reach = max(reach, h[1])
            self._reach.append(reach)

    def of(self, spans: Iterable[Pair]) -> str | None:
        """The id of the innermost attribution whose content holds all these spans; None outside of all."""
        best: dict[str, int] | None = None
        for start, end in spans:
            around: dict[str, int] = {}
            i = bisect.bisect_right(self._starts, start) - 1
            while i >= 0 and self._reach[i] >= end:
                _, e, length, name = self._held[i]
                if e >= end:
                    around[name] = length
                i -= 1
            best = around if best is None else {k: v for k, v in best.items() if k in around}
            if not best:
                return None
        return min(best, key=lambda k: (best[k], k)) if best else None

    def get(self, name: str | None) -> Attribution | None:
        """An attribution by its id."""
        return self._by_id.get(name) if name is not None else None
