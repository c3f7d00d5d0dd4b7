"""Commands that are imported when they are called: a command that only reads a dossier loads no models."""

import importlib
from collections.abc import Mapping
from typing import Any

import click

Section = Mapping[str, tuple[str, str]]
"""By a command's name: the module of ``fabula.cli`` that has it, and what it does in one line."""


class Lazy(click.Group):
    """A group that knows its commands by name and line of help, and imports one when it is asked for.

    ``sections`` has them under headings, in the order in which help shows them; a module's commands stand in its
    ``COMMANDS``. Commands that were added as click does it count as well.
    """

    def __init__(self, *args: Any, sections: Mapping[str, Section] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.sections: Mapping[str, Section] = sections or {}
        self._lazy = {name: module for s in self.sections.values() for name, (module, _) in s.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, whether imported or not."""
        return [*self._lazy, *sorted(set(self.commands) - set(self._lazy))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, imported now where it was not."""
        if cmd_name not in self.commands and (module := self._lazy.get(cmd_name)):
            for command in importlib.import_module(f"fabula.cli.{module}").COMMANDS:
                if command.name == cmd_name:
                    self.add_command(command)
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings, without importing any."""
        own = {n: ("", c.get_short_help_str(100)) for n, c in sorted(self.commands.items()) if n not in self._lazy}
        for heading, section in {**self.sections, "Commands": own}.items():
            if section:
                with formatter.section(heading):
                    formatter.write_dl([(name, text) for name, (_, text) in section.items()])


class Listing(Lazy):
    """A group that lists where its first word is no command of its own: ``fabula entities FILE``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words call: ``list`` where they name none."""
        if args and args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            args = ["list", *args]
        return super().resolve_command(ctx, args)
