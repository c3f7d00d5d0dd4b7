"""``fabula write``: a brief that a language model words, as far as the dossier supports it."""

import os

import click

from fabula.cli.common import DOSSIER, NARROWING, Wanted, finish, print_file, print_json, progress, say, write_file
from fabula.dossier import Snapshot
from fabula.errors import UsageError


@click.command()
@DOSSIER
@click.option("--endpoint", metavar="URL", help="Who is asked: any server that speaks OpenAI's chat completions.")
@click.option("--model", metavar="NAME", help="The model that it is asked for.")
@click.option(
    "--key-from",
    metavar="VARIABLE",
    help="The environment variable that holds its key, where it wants one (never a key on the command line).",
)
@click.option(
    "--length",
    type=click.Choice(["short", "normal"]),
    default="short",
    show_default=True,
    help="Which lines of the brief it words: the first screen, or that and what else matters.",
)
@click.option(
    "--seconds", type=click.FloatRange(1), default=180, show_default=True, help="How long its answer may take."
)
@click.option("--prompt", is_flag=True, help="Print what would be sent, and send nothing.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print one JSON object: the paragraphs with their passages, and what was dropped.",
)
@NARROWING
@click.option(
    "-o", "--output", metavar="PATH", type=click.Path(), help="Where to write it, instead of standard output."
)
def write(
    dossier: str,
    endpoint: str | None,
    model: str | None,
    key_from: str | None,
    length: str,
    seconds: float,
    prompt: bool,
    as_json: bool,
    wanted: Wanted,
    output: str | None,
) -> None:
    """Let a language model word the brief of the dossier FILE, and keep only the sentences that the articles support.

    The lines of the brief and their passages go to the endpoint that you name, and to nobody else; without --endpoint nothing is sent.
    Each sentence of the answer is then held against the dossier as by `fabula check`. What is supported is printed as Markdown, each
    sentence with its passages. What is contradicted, not found or no sentence is listed below with the reason.

    The exit status is 1 where no sentence is left.
    """
    from fabula.views.brief import brief
    from fabula.views.narrowing import Narrowing
    from fabula.views.writing import kept, markdown, messages
    from fabula.views.writing.endpoint import complete

    with Snapshot(dossier) as d:
        if not prompt and not (endpoint and model):
            raise UsageError("say whom to ask: --endpoint URL and --model NAME; nothing is sent anywhere without")
        told = brief(d, length, asked=Narrowing(d, **wanted))
        asked = messages(told)
        if prompt:
            print_json(asked)
            return
        size = sum(len(m["content"]) for m in asked)
        say(f"asking {model} at {endpoint}: {size:,} characters of {dossier} go there")
        with progress("waiting for its draft"):
            draft = complete(str(endpoint), str(model), asked, key=_key(key_from), seconds=seconds)
        found = kept(d, draft)
        made = markdown(d, found, told.title)
    if as_json:
        print_json({"title": told.title, "model": model, **found.to_dict()})
    elif output is None or output == "-":
        print_file(made)
    else:
        write_file(output, made)
    count, dropped = len(found.sentences), len(found.dropped)
    say(f"{count} sentence{'s' * (count != 1)} kept, {dropped} dropped")
    finish(0 if count else 1)


def _key(variable: str | None) -> str | None:
    if variable is None:
        return None
    if not os.environ.get(variable):
        raise UsageError(f"there is no key in the environment variable {variable}")
    return os.environ[variable]


COMMANDS = (write,)
