"""Who and what is in the story: the list, one of them, and a person's power to correct it."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.errors import UsageError
from fabula.link.entities import standing
from fabula.link.entities.reviewing import anchors_of, sides, split_off
from fabula.model.decisions import Decision, Different, Rename, Same
from fabula.model.records import Anchor, Annotation, Entity
from fabula.serve.asking import Answer, Ask, Moved, NotThereError, Page, to
from fabula.serve.deciding import decide as keep
from fabula.serve.state import State, folded
from fabula.views.entity import HEADS, REASONS

ALIASES, BESIDE, MENTIONS, ABOUT = 40, 12, 12, 30
LAYERED = 100
"""Articles of an entity whose layers are read for its roles and for what others say of it."""
REVIEWED = 200
"""Doubtful pairs that the queue holds at once."""


def entities(ask: Ask, _: str) -> Answer:
    """The list."""
    s = ask.state
    kind, words, sort = ask.get("type"), folded(ask.get("q")), ask.get("sort")
    found = [
        e
        for e, names in zip(s.entities, s.spelt, strict=True)
        if (not kind or e.type == kind) and (not words or any(words in n for n in names))
    ]
    if sort == "name":
        found = sorted(found, key=lambda e: folded(e.name))
    elif sort == "mentions":
        found = sorted(found, key=lambda e: (-len(e.anchors), e.name))
    return Page(
        "entities.html",
        {
            "cut": ask.cut(found, 60),
            "kinds": s.keep("types", lambda: Counter(e.type for e in s.entities).most_common()),
            "doubtful": len(s.doubtful),
        },
    )


@dataclass(frozen=True)
class Alias:
    """A name as written, with its first mention and how often it stands."""

    name: str
    first: Anchor
    count: int


def entity(ask: Ask, name: str) -> Answer:
    """One of them."""
    s = ask.state
    if name not in s.entity:
        now = s.d.redirects().get(name)
        if now in s.entity:
            return Moved(to("entities", now))
        raise NotThereError(f"Nothing in the dossier has the id {name}.")
    e = s.entity[name]
    held = [s.d.annotation(i) for i in e.articles[:LAYERED]]
    members = {f"{a}/{c}" for a, c in e.members}
    why = sorted(
        (j for j in s.judged if j.left in members and j.right in members),
        key=lambda j: (j.by != "person", j.score, j.left, j.right),
    )
    events = [x for x in s.entries if name in x.event.entities]
    by = [x for x in s.statements if x.entity == name]
    return Page(
        "entity.html",
        {
            "entity": e,
            "aliases": aliases(s, e)[:ALIASES],
            "roles": standing.roles(e, held),
            "readings": standing.readings(e, held),
            "known": [(HEADS[c.state], c) for c in s.keep("candidates", s.d.candidates).get(name, [])],
            "why": why[:REASONS],
            "events": sorted(events, key=lambda x: -s.matters.get(x.event.id, 0))[:BESIDE],
            "event_count": len(events),
            "by": by[:BESIDE],
            "by_count": len(by),
            "about": about(s, e, held)[:BESIDE],
            "relations": relations(s, e)[:ABOUT],
            "variables": [v for v in s.system.variables if v.of == name],
            "mentions": ask.cut(e.anchors, MENTIONS),
            "others": [x for x in s.entities if x.type == e.type and x.id != e.id][:300],
        },
    )


def aliases(s: State, e: Entity) -> list[Alias]:
    """The names as written, most frequent first, each with its first mention."""
    first: dict[str, Anchor] = {}
    count: Counter[str] = Counter()
    for a in e.anchors:
        if a[0] not in s.articles:
            continue
        words = s.text(a)
        count[words] += 1
        first.setdefault(words, a)
    return [Alias(n, first[n], k) for n, k in sorted(count.items(), key=lambda x: (-x[1], x[0]))]


def about(s: State, e: Entity, held: Sequence[Annotation]) -> list[tuple[str, str | None, tuple[Anchor, ...]]]:
    """What others say of it: statements whose words name it, as (article, speaker, anchors)."""
    named: dict[str, list[int]] = {}
    for i, start, _ in e.anchors:
        named.setdefault(i, []).append(start)
    out = []
    for x in held:
        for q in s.said.get(x.article.id, ()):
            if q.entity != e.id and any(a <= p < b for p in named.get(x.article.id, ()) for a, b in q.content):
                out.append((x.article.id, q.who, tuple((x.article.id, a, b) for a, b in q.content)))
    return out


def relations(s: State, e: Entity) -> list[tuple[Entity, int]]:
    """Who takes part in the same events, with how many of these."""
    count: Counter[str] = Counter()
    for x in s.entries:
        if e.id in x.event.entities:
            count.update(i for i in x.event.entities if i != e.id and i in s.entity)
    return [(s.entity[i], n) for i, n in count.most_common()]


def review(ask: Ask, _: str) -> Answer:
    """The queue of doubtful pairs: one at a time, by keyboard."""
    s = ask.state
    skipped = set(ask.every("skip"))
    passed = skipped | set(ask.every("done"))  # what was just decided may still stand in the state that is shown
    queue = [x for x in s.doubtful[:REVIEWED] if _key(x[0].left, x[0].right) not in passed]
    if not queue:
        return Page("review.html", {"pair": None, "left": 0, "skipped": len(skipped)})
    j, left, right = queue[0]
    both = sides(s.d, j, left, right)
    key = _key(j.left, j.right)
    return Page(
        "review.html",
        {
            "pair": (j, left, right),
            "sides": [x[:4] for x in both],
            "key": key,
            "left": len(queue),
            "skipped": len(skipped),
            "skip": to_skip([*skipped, key]),
        },
    )


def _key(left: str, right: str) -> str:
    return hashlib.sha256(f"{left}\0{right}".encode("utf-8", "surrogatepass")).hexdigest()[:10]


def to_skip(keys: Sequence[str], done: str = "") -> str:
    """The address of the queue without some pairs, and without the one that was decided."""
    asked = [f"skip={k}" for k in keys[-100:]] + [f"done={done}"] * bool(done)
    return "/review?" + "&".join(asked)


def decide(ask: Ask, _: str) -> Answer:
    """Decide on the pair that was shown."""
    s = ask.state
    key, answer = ask.sent("key"), ask.sent("answer")
    found = next((x for x in s.doubtful if _key(x[0].left, x[0].right) == key), None)
    if found is None:
        return Moved("/review")
    if answer not in ("one", "two"):
        raise UsageError("Say whether they are one or two.")
    both = sides(s.d, *found)
    kind: type[Same] | type[Different] = Same if answer == "one" else Different
    keep(ask, kind(left=both[0], right=both[1]))
    return Moved(to_skip(ask.all_sent("skip"), key))


def merge(ask: Ask, _: str) -> Answer:
    """Say that two or more are one."""
    s = ask.state
    ids = list(dict.fromkeys(x for x in (ask.sent("entity"), *ask.all_sent("with")) if x))
    found = [s.entity[i] if i in s.entity else s.d.entity(i) for i in ids]
    if len({e.id for e in found}) < 2:
        raise UsageError("Choose at least one other to merge it with.")
    whole = [anchors_of(s.d, e) for e in found]
    decisions: list[Decision] = [Same(left=whole[0], right=other) for other in whole[1:]]
    keep(ask, *decisions)
    return Moved(_where(ask, whole[0]))


def split(ask: Ask, _: str) -> Answer:
    """Take out of one what is only written as some of its names."""
    e = _entity(ask)
    decided = split_off(ask.state.d, e, ask.all_sent("alias"))
    keep(ask, decided)
    return Moved(_where(ask, decided.right))


def rename(ask: Ask, _: str) -> Answer:
    """Give one another name."""
    e = _entity(ask)
    name = " ".join(ask.sent("name").split())[:200]
    if not name:
        raise UsageError("A name needs at least one letter.")
    anchors = anchors_of(ask.state.d, e)
    keep(ask, Rename(left=anchors, name=name))
    return Moved(_where(ask, anchors))


def _entity(ask: Ask) -> Entity:
    name = ask.sent("entity")
    if name not in ask.state.entity:
        raise NotThereError(f"Nothing in the dossier has the id {name}.")
    return ask.state.entity[name]


def _where(ask: Ask, anchors: Sequence[Anchor]) -> str:
    """The address of what stands at anchors now: ids hang on names, and these may have changed."""
    with ask.fresh() as s:
        wanted = set(anchors)
        found = next((e for e in s.entities if wanted & set(e.anchors)), None)
    return to("entities", found.id) if found else "/entities"
