"""``fabula entities``: who is in a dossier, and a person's power to correct it."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click
import msgspec

from fabula.cli.asking import labels
from fabula.cli.common import DOSSIER, formats, safe, say, show_rows
from fabula.cli.judging import lines
from fabula.cli.lazy import Listing
from fabula.dossier import Editor, Snapshot
from fabula.errors import UsageError
from fabula.link.entities import standing
from fabula.model.decisions import Decision, Different, OfEntities, OfKnown, Rename, Same, actions, decoded
from fabula.model.records import Anchor, Article, Entity, Judgement, Mention
from fabula.views.lists import LISTS

AROUND = 60
"""Characters of context shown on each side of a mention."""


KNOWN = {
    "known": ("known", "Take in lists of known people, organisations and places."),
    "candidates": ("known", "List which known entities each entity may be."),
    "accept": ("known", "Say that an entity is a known one."),
    "reject": ("known", "Say that an entity is not a known one."),
    "none": ("known", "Say that an entity is none of the known ones."),
}


@click.group(cls=Listing, sections={"Who an entity is in a reference list": KNOWN})
def entities() -> None:
    """Who and what is in a dossier, however it is spelt; and the power to correct it.

    `fabula entities FILE` lists them. What you decide outranks the machine, survives rebuilds and new articles, and can
    be undone, exported and imported. NAME is an entity's name, one of its aliases, or its id.
    """


@entities.command("list")
@DOSSIER
@formats
def list_(dossier: str, form: str) -> None:
    """List the entities, most mentioned first (this is what `fabula entities FILE` does)."""
    with Snapshot(dossier) as d:
        rows = sorted(d.rows("entities"), key=lambda r: (-r["mentions"], r["name"]))
        columns = [*LISTS["entities"].columns, *(["known"] if d.known.lists() else [])]
        show_rows(rows, form, columns, labels(d) if form == "table" else {})


@entities.command()
@DOSSIER
@click.argument("name")
def show(dossier: str, name: str) -> None:
    """Show an entity: every alias with its first mention in context, and what its merges rest on."""
    with Snapshot(dossier) as d:
        e = d.entity(name)
        texts = {a.id: a for a in d}
        click.echo(safe(f"{e.name} ({e.type}), {len(e.anchors)} mentions in {len(e.articles)} articles\nid: {e.id}"))
        for line in _standing(d, e, texts):
            click.echo(safe(line))
        click.echo("\nNames as written, each with its first mention:")
        for alias in e.aliases:
            first = next((a for a in e.anchors if alias in texts[a[0]].text[a[1] : a[2]]), e.anchors[0])
            click.echo(safe(f"  {alias}: {in_context(texts[first[0]].text, first)}  ({place(texts, first)})"))
        members = {f"{a}/{c}" for a, c in e.members}
        why = [j for j in d.judgements() if j.left in members and j.right in members]
        click.echo("\nWhy they are one:")
        for j in sorted(why, key=lambda j: (j.by != "person", j.score, j.left, j.right))[:20]:
            click.echo(safe(f"  {j.score:.2f} {j.by}: {'; '.join(j.why)}"))
        if not why:
            click.echo("  one chain of one article, nothing was merged")


HEADS = {"accepted": "known as", "certain": "known as", "candidate": "may be", "rejected": "not"}
"""How a candidate stands, in words."""


def _standing(d: Snapshot, e: Entity, texts: dict[str, Article]) -> Iterator[str]:
    """Lines on who an entity is in a list, its roles with their time, and how a metonym is read."""
    for c in d.candidates().get(e.id, []):
        yield f"{HEADS[c.state]} ({c.state}): {c.id} {c.name} ({c.list}) {c.score:.2f}: {'; '.join(c.why)}"
    held = list(d.annotations())
    for n, h in enumerate(standing.roles(e, held)):
        if not n:
            yield "\nRoles, as stated:"
        told = ", ".join(x for x in (h.status, h.when) if x)
        yield f"  {h.words}{f' ({told})' if told else ''}  ({place(texts, h.anchors[0])})"
    for n, r in enumerate(standing.readings(e, held)):
        if not n:
            yield "\nRead as the place or as who governs there:"
        first = in_context(texts[r.anchors[0][0]].text, r.anchors[0])
        yield f"  {r.reading} ({len(r.anchors)}): {'; '.join(r.why[:5])}: {first}"


def in_context(text: str, anchor: Anchor) -> str:
    """A mention with its surroundings, on one line, the mention in brackets."""
    _, start, end = anchor
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"…{before}[{text[start:end]}]{after}…".split())


def place(texts: dict[str, Any], anchor: Anchor) -> str:
    return f"{texts[anchor[0]].path}:{anchor[1]}-{anchor[2]}"


@entities.command()
@DOSSIER
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
def merge(dossier: str, names: tuple[str, ...]) -> None:
    """Say that two or more entities are one."""
    with Editor(dossier) as d:
        found = [d.entity(n) for n in names]
        if len({e.id for e in found}) < 2:
            raise UsageError("name at least two different entities to merge")
        whole = [tuple(parted(d, e, ())[1]) for e in found]
        d.decide(*(Same(left=whole[0], right=other) for other in whole[1:]))
        say(f"merged: {', '.join(e.name for e in found)}; to take it back: fabula entities undo {dossier}")


@entities.command()
@DOSSIER
@click.argument("name")
@click.argument("aliases", nargs=-1, required=True, metavar="ALIAS...")
def split(dossier: str, name: str, aliases: tuple[str, ...]) -> None:
    """Take out of an entity what a telling writes only as ALIAS, as an entity of its own."""
    with Editor(dossier) as d:
        e = d.entity(name)
        unknown = [a for a in aliases if a not in e.aliases]
        if unknown:
            raise UsageError(f"{e.name} is not written as {', '.join(unknown)}; it is: {', '.join(e.aliases)}")
        out, rest = parted(d, e, aliases)
        if not out or not rest:
            how = "every telling" if out else "no telling"
            raise UsageError(f"nothing to part: {how} writes {e.name} only as {', '.join(aliases)}")
        d.decide(Different(left=tuple(out), right=tuple(rest)))
        say(f"split from {e.name}: {', '.join(aliases)}; to take it back: fabula entities undo {dossier}")


def parted(d: Snapshot, e: Entity, aliases: Iterable[str]) -> tuple[list[Anchor], list[Anchor]]:
    """The first named mention of each chain that is only ever written as the aliases, and of each other chain."""
    wanted = set(aliases)
    out: list[Anchor] = []
    rest: list[Anchor] = []
    members = set(e.members)
    for x in d.annotations():
        chains: dict[str, list[Anchor]] = {}
        for m in x.mentions:
            if m.form == "name" and (x.article.id, m.chain) in members:
                chains.setdefault(m.chain, []).append((x.article.id, m.start, m.end))
        for anchors in chains.values():
            written = {" ".join(x.article.text[s:t].split()) for _, s, t in anchors}
            (out if written <= wanted else rest).append(anchors[0])
    return out, rest


@entities.command()
@DOSSIER
@click.argument("name")
@click.argument("new")
def rename(dossier: str, name: str, new: str) -> None:
    """Call an entity NEW."""
    if not new.strip():
        raise UsageError("a name needs at least one letter")
    with Editor(dossier) as d:
        e = d.entity(name)
        d.decide(Rename(left=tuple(parted(d, e, ())[1]), name=" ".join(new.split())))
        say(f"{e.name} is now called {new}; to take it back: fabula entities undo {dossier}")


@entities.command()
@DOSSIER
def undo(dossier: str) -> None:
    """Take your last decision on entities back."""
    with Editor(dossier) as d:
        last = d.undo(actions(OfEntities, OfKnown))
        say(
            f"taken back: {last.action}{f' to {last.name}' if isinstance(last, Rename) else ''}"
            if last
            else "nothing to undo"
        )


@entities.command()
@DOSSIER
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many pairs at the most.")
@click.option("--json", "as_json", is_flag=True, help="Print the doubtful pairs, ask nothing.")
def review(dossier: str, limit: int, as_json: bool) -> None:
    """Go through the doubtful pairs, best first: y one, n two, s skip, q stop."""
    with Editor(dossier) as d:
        pairs = doubtful(d)[:limit]
        if as_json or not sys.stdin.isatty():
            for j, left, right in pairs:
                click.echo(msgspec.json.encode({"names": [left.name, right.name], **j.to_dict()}).decode())
            return
        texts = {a.id: a for a in d}
        kept: list[Decision] = []
        for n, (j, left, right) in enumerate(pairs, 1):
            asked = f"{left.name} ({left.type}) = {right.name} ({right.type})?"
            if left.id == right.id:
                asked = f"{left.name} ({left.type}): one, or two of one name?"
            click.echo(safe(f"\n{n}/{len(pairs)}  {asked}  {j.score:.2f}"))
            sides = _sides(d, j, left, right)
            for side in sides:
                click.echo(safe(f"  {in_context(texts[side[0][0]].text, side[0])}"))
            click.echo(safe(f"  {'; '.join(j.why)}"))
            click.echo("  y one · n two · s skip · q stop ", nl=False)
            key = click.getchar().lower()
            click.echo(key)
            if key == "q":
                break
            if key in "yn":
                kind = Same if key == "y" else Different
                kept.append(kind(left=sides[0], right=sides[1]))
        if kept:
            d.decide(*kept)
        say(f"{len(kept)} decided")


def _sides(d: Snapshot, j: Judgement, left: Entity, right: Entity) -> list[tuple[Anchor, ...]]:
    """The anchors of the two sides of a judgement: of whole entities, or within one entity of the two chains judged."""
    if left.id != right.id:
        return [tuple(parted(d, e, ())[1]) for e in (left, right)]
    found = {f"{a}/{m.chain}": (a, m.start, m.end) for a, m in reversed(_named(d, left))}
    return [(found[j.left],), (found[j.right],)]


def _named(d: Snapshot, e: Entity) -> list[tuple[str, Mention]]:
    members = set(e.members)
    return [
        (x.article.id, m)
        for x in d.annotations()
        for m in x.mentions
        if m.form == "name" and (x.article.id, m.chain) in members
    ]


def doubtful(d: Snapshot) -> list[tuple[Judgement, Entity, Entity]]:
    """Pairs of entities that the machine kept apart in doubt, likeliest first, each pair once; and the entities that
    it kept whole though what is stated of two bearers of the name clashes (``link/entities/namesakes.py``)."""
    of = {f"{a}/{c}": e for e in d.entities() for a, c in e.members}
    decided = {frozenset((j.left, j.right)) for j in d.judgements() if j.by == "person"}
    out: dict[frozenset[str], tuple[Judgement, Entity, Entity]] = {}
    for j in sorted(d.judgements(), key=lambda j: (-j.score, j.left, j.right)):
        if j.kind != "entity" or j.by == "person" or j.same != j.doubt or frozenset((j.left, j.right)) in decided:
            continue
        left, right = of.get(j.left), of.get(j.right)
        if left and right and (left.id == right.id) == j.doubt:
            out.setdefault(frozenset((left.id, right.id)), (j, left, right))
    return list(out.values())


@entities.command()
@DOSSIER
def export(dossier: str) -> None:
    """Print your decisions, one JSON object a line."""
    with Snapshot(dossier) as d:
        for x in d.decisions():
            click.echo(msgspec.json.encode(x).decode())


@entities.command("import")
@DOSSIER
@click.argument("file", metavar="DECISIONS")
def import_(dossier: str, file: str) -> None:
    """Take over decisions that were exported; those that rest on articles not held here are named and left out."""
    with Editor(dossier) as d:
        sizes = {a.id: len(a.text) for a in d}
        known = set(map(msgspec.json.encode, d.decisions()))
        good: list[Decision] = []
        left_out = 0
        for n, line in enumerate(lines(file), 1):
            if not line.strip():
                continue
            try:
                x = decoded(line)
            except msgspec.DecodeError as e:
                raise UsageError(f"{file}: line {n}: not a decision: {e}") from e
            if not all(0 <= s < t <= sizes.get(i, -1) for i, s, t in x.anchors):
                left_out += 1
                say(f"{file}: line {n}: rests on an article that is not held here", bad=True)
            elif msgspec.json.encode(x) not in known:
                good.append(x)
        d.decide(*good)
        say(f"{len(good)} decisions taken over, {left_out} left out")
    if left_out:
        raise click.exceptions.Exit(1)


COMMANDS = (entities,)
