"""A dossier that is not there: every command that reads or writes one says so in a line, and none makes one."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from fabula.cli import fabula, main

OPTIONS: dict[str, list[list[str]]] = {
    "causes": [[], ["--edit", "{file}"], ["--undo"], ["--export", "-"], ["--graphml"], ["--concepts"], ["--review"]],
    "whatif": [["--set", "tariffs=-1"]],
    "forecast resolve": [["--true", "--note", "seen"]],
    "compare decide": [[]],
    "compare review": [[], ["--random"]],
    "entities known": [[], ["--remove"]],
    "new": [["--since", "2024-01-01"]],
    "archive": [["--older", "90d", "--drop"], ["--before", "2024-01-01", "--drop", "--dry-run"]],
}
"""What else a command is called with; none where it is not named."""
WORDS = {"what": "causes", "relation": "neither", "file": "{file}", "lists": "{file}", "form": "csv", "draft": "{file}"}


def commands(command: click.Command = fabula, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*path, name))
    else:
        yield " ".join(path), command


def calls() -> Iterator[list[str]]:
    for name, command in commands():
        arguments = [p for p in command.params if isinstance(p, click.Argument)]
        if not any(p.name == "dossier" for p in arguments) and name != "compare show":
            continue
        if name == "watch":
            continue  # it makes a dossier, as build does
        words = []
        for p in arguments:
            first = p.name == "dossier" or name == "compare show"
            words += ["{missing}"] if first else [WORDS.get(p.name or "", "x")] * (2 if p.nargs == -1 else 1)
        for more in OPTIONS.get(name, [[]]):
            yield [*name.split(), *words, *more]
    for name in ("outlets", "timeline", "brief", "quotes"):
        yield [name, "{missing}"]


@pytest.mark.parametrize("call", list(calls()), ids=" ".join)
@pytest.mark.parametrize("empty", [False, True], ids=["missing", "empty"])
def test_a_missing_dossier_is_named_in_one_line_and_not_made(
    call: list[str], empty: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, file = tmp_path / "gone.fabula", tmp_path / "file.json"
    file.write_text("{}\n", encoding="utf-8")
    if empty:
        missing.touch()
    given = [x.format(missing=missing, file=file) for x in call]
    monkeypatch.setattr(sys, "argv", ["fabula", *given])
    with pytest.raises(SystemExit) as stopped:
        main()
    said = capsys.readouterr()
    assert stopped.value.code == 2, said
    lines = [line for line in said.err.splitlines() if str(missing) in line]
    assert len(lines) == 1, said.err
    assert "Traceback" not in said.err
    assert not said.out
    assert missing.exists() == empty
    assert not empty or missing.stat().st_size == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([file.name, *[missing.name] * empty])


def test_the_calls_cover_every_command_that_takes_a_dossier() -> None:
    taking = {n for n, c in commands() if n != "watch" and any(p.name == "dossier" for p in c.params)}
    assert taking <= {n for n, _ in commands() for c in calls() if " ".join(c).startswith(n)}
    assert {"entities merge", "forecast resolve", "causes", "compare decide"} <= taking


def test_a_build_that_reads_nothing_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new.fabula"
    monkeypatch.setattr(sys, "argv", ["fabula", "build", str(tmp_path / "none.txt"), "-o", str(out)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "none.txt" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_watch_of_what_is_not_there_says_so_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new.fabula"
    monkeypatch.setattr(sys, "argv", ["fabula", "watch", str(out), str(tmp_path / "none.txt")])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "none.txt" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
