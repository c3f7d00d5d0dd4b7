"""Generate docs/records.md from the record types and docs/commands.md from the command line's own help.

python docs/generate.py            write both
python docs/generate.py --check    exit with 1 where either is out of date
"""

import inspect
import sys
from pathlib import Path

import click
import msgspec

from fabula import errors, records
from fabula.cli import fabula

HERE = Path(__file__).parent


def record_reference() -> str:
    """Every record type with its docstring and fields, in the order of the module."""
    out = ["# Records", "", "Generated from `src/fabula/records.py` by `docs/generate.py`: change it there.", ""]
    out += [inspect.cleandoc(records.__doc__ or ""), ""]
    for name, kind in vars(records).items():
        if not (inspect.isclass(kind) and issubclass(kind, records.Record)) or kind is records.Record:
            continue
        out += [
            f"## {name}",
            "",
            inspect.cleandoc(kind.__doc__ or ""),
            "",
            "| field | type | default |",
            "| --- | --- | --- |",
        ]
        for f in msgspec.structs.fields(kind):
            shown = (
                getattr(f.type, "__name__", None)
                if inspect.isclass(f.type) and not hasattr(f.type, "__args__")
                else None
            )
            shape = (shown or str(f.type)).replace("fabula.records.", "").replace("|", "or")
            default = "" if f.default is msgspec.NODEFAULT else f"`{f.default!r}`"
            out.append(f"| `{f.name}` | {shape} | {default} |")
        out.append("")
    out += ["## Errors", "", "```text", inspect.cleandoc(errors.__doc__ or ""), "```", ""]
    return "\n".join(out)


def command_reference() -> str:
    """The help of every command."""
    out = ["# Commands", "", "Generated from the command line's own help by `docs/generate.py`: change it there.", ""]
    context = click.Context(fabula, info_name="fabula", max_content_width=100)
    out += ["```text", fabula.get_help(context), "```", ""]
    for name in fabula.list_commands(context):
        command = fabula.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=f"fabula {name}", max_content_width=100)
        out += [f"## fabula {name}", "", "```text", command.get_help(inner), "```", ""]
    return "\n".join(out)


def main() -> int:
    """Write or check; returns the exit status."""
    stale = []
    for name, text in (("records.md", record_reference()), ("commands.md", command_reference())):
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
