"""Generate docs/records.md from the record types, docs/commands.md from the command line's own help, and the OpenAPI document.

python docs/generate.py            write them
python docs/generate.py --check    exit with 1 where one is out of date
"""

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import msgspec

from fabula import errors
from fabula.cli import fabula
from fabula.extract.layers import in_order
from fabula.model import articles, base, decisions, figures, layers, records, resolved
from fabula.serve import api

HERE = Path(__file__).parent


def record_reference() -> str:
    """Every record type with its docstring and fields, in the order of the module."""
    out = [
        "# Records",
        "",
        "Generated from `src/fabula/model/` and `src/fabula/extract/layers.py` by `docs/generate.py`: change it there.",
        "",
    ]
    out += [inspect.cleandoc(records.__doc__ or ""), ""]
    every = [
        (n, k)
        for room in (articles, layers, figures, resolved, decisions)
        for n, k in vars(room).items()
        if _own(room, k)
    ]
    for name, kind in every:
        action = kind.__struct_config__.tag
        out += [
            f"## {name}",
            "",
            *([f"In JSON its `action` is `{action}`.", ""] if action else []),
            inspect.cleandoc(kind.__doc__ or ""),
            "",
            "| field | type | default |",
            "| --- | --- | --- |",
        ]
        for f in msgspec.structs.fields(kind):
            default = (
                "`{}`" if f.default_factory is dict else "" if f.default is msgspec.NODEFAULT else f"`{f.default!r}`"
            )
            out.append(f"| `{f.name}` | {_shape(f.type)} | {default} |")
        out.append("")
    out += layer_reference()
    out += ["## Errors", "", "```text", inspect.cleandoc(errors.__doc__ or ""), "```", ""]
    return "\n".join(out)


def layer_reference() -> list[str]:
    """A table of the layers of an annotation: record, where its spans stand, what it is made from."""
    out = ["## Layers", "", "What is read in one article, in the order in which it is made.", ""]
    out += ["| layer | record | fields with spans | made from the article's words and |", "| --- | --- | --- | --- |"]
    for x in in_order():
        spans = ", ".join(f"`{'start` to `end' if name == 'start' else name}`" for name in x.spans)
        out.append(f"| `{x.name}` | {x.record.__name__} | {spans} | {', '.join(x.needs) or 'nothing else'} |")
    return [*out, ""]


def _own(room: ModuleType, kind: object) -> bool:
    """Whether a module defines a record that is more than the base of others."""
    made = inspect.isclass(kind) and issubclass(kind, base.Record) and kind.__module__ == room.__name__
    return made and kind.__struct_config__.tag != ""


def _shape(kind: object) -> str:
    """A type as the reference words it: records by their name, closed sets of words one by one."""
    if inspect.isclass(kind) and not hasattr(kind, "__args__"):
        return kind.__name__
    plain = re.sub(r"fabula\.model\.\w+\.|typing\.", "", str(kind))
    plain = re.sub(r"^Optional\[(.*)\]$", r"\1 | None", plain)
    return re.sub(r"Literal\[(.*?)\]", lambda m: m[1].replace(", ", " or "), plain).replace("|", "or")


def command_reference() -> str:
    """The help of every command, those of groups under their group."""
    out = ["# Commands", "", "Generated from the command line's own help by `docs/generate.py`: change it there.", ""]
    for level, path, text in helps(fabula, "fabula"):
        out += [] if level == 1 else [f"{'#' * level} {path}", ""]
        out += ["```text", text, "```", ""]
    return "\n".join(out)


def helps(command: click.Command, path: str, level: int = 1) -> Iterator[tuple[int, str, str]]:
    """A command and all below it, as (level, the words that call it, its help)."""
    context = click.Context(command, info_name=path, max_content_width=100)
    yield level, path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from helps(below, f"{path} {name}", level + 1)


def main() -> int:
    """Write or check; returns the exit status."""
    stale = []
    made = {
        "records.md": record_reference(),
        "commands.md": command_reference(),
        "../src/fabula/serve/openapi.json": api.written(),
    }
    for name, text in made.items():
        path = HERE / name
        if not path.is_file() or path.read_text("utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    if "--check" in sys.argv and stale:
        print(f"out of date: {', '.join(stale)}; run: python docs/generate.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
