"""``fabula annotate``: the layers of each article, stored nowhere."""

import sys
from collections.abc import Iterator

import click

from fabula.cli.common import ENGINE, PLAIN, SOURCES, WORKERS, finish, given, print_text, progress
from fabula.engine.adding import annotated, left_out
from fabula.errors import SourceError
from fabula.ingest.articles import articles
from fabula.model.quoting import encoded, text_of
from fabula.model.records import Annotation, Article
from fabula.model.spans import layer_records


@click.command()
@SOURCES
@PLAIN
@WORKERS
@ENGINE
@click.option("--jsonl", "as_json", is_flag=True, help="Print one JSON object an article.")
def annotate(sources: tuple[str, ...], plain: bool, workers: int, engine: str, as_json: bool) -> None:
    """Print what is read in each article: who, what, when, who said what, what is expected, what causes what.

    SOURCE is a file (text, HTML, JSON, CSV, a feed, a message, a WARC, a list of addresses), a folder, a glob, an
    http(s) address, or - for standard input.
    """
    failed: list[SourceError] = []

    def good() -> Iterator[Article]:
        for a in articles(sources, plain=plain, stdin=sys.stdin.buffer, given=given()):
            if isinstance(a, SourceError):
                failed.append(a)
                bar.step(a)
            else:
                yield a

    with progress("articles annotated") as bar:
        for found in annotated(good(), workers, engine):
            bar.step(found)
            if isinstance(found, SourceError):
                failed.append(found)
                continue
            bar.clear()
            for e in left_out(found):
                failed.append(e)
                bar.step(e)
            print_text(encoded(found.to_dict()) if as_json else summary(found))
    finish(len(failed))


def summary(x: Annotation) -> str:
    """An annotation for a person: counts, then who said what."""
    a = x.article
    layers = ["sentences", *layer_records()]
    counts = ", ".join(f"{len(getattr(x, name))} {name}" for name in layers)
    lines = [f"{a.path}: {a.title or '(no title stated)'}", f"  {counts}"]
    if "unread" in x.models:
        lines.append(f"  in {x.models['unread']}: kept, not read")
    for r in x.attributions:
        lines.append(f"  {text_of(a, r.source) or '(not stated)'}: {text_of(a, r.content)}")
    return "\n".join(lines)


COMMANDS = (annotate,)
