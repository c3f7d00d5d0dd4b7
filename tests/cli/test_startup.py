"""A command loads no more than it needs: one that only reads a dossier loads no model and no reader of pages."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from fabula.cli import fabula
from fabula.cli.lazy import Lazy

HEAVY = {
    "spacy",
    "thinc",
    "onnxruntime",
    "tokenizers",
    "trafilatura",
    "torch",
    "py3langid",
    "lxml",
    "charset_normalizer",
}
NUMBERS = "numpy"
CALL = """
import sys
from fabula.cli import main
try:
    main()
finally:
    sys.stderr.write("\\nLOADED " + " ".join(sorted({m.split(".")[0] for m in sys.modules})))
"""


def loaded(*args: object) -> set[str]:
    """The packages that a command loads."""
    done = subprocess.run([sys.executable, "-c", CALL, *map(str, args)], capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return set(done.stderr.decode().rsplit("LOADED ", 1)[1].split())


@pytest.mark.parametrize("call", ["--version", "--help", "build --help", "annotate --help", "entities --help"])
def test_help_loads_no_model(call: str) -> None:
    assert not loaded(*call.split()) & (HEAVY | {NUMBERS})


KINDS = "articles entities events attributions claims forecasts causes comparisons timeline series stories lineage"


@pytest.mark.parametrize("kind", KINDS.split())
def test_showing_loads_no_model(kind: str, example: Path) -> None:
    assert not loaded("show", kind, example, "--json") & (HEAVY | {NUMBERS})


@pytest.mark.parametrize(
    "call",
    ["search {} inspectors", "quotes {}", "timeline {}", "compare {}", "entities {}", "entities export {}", "outlets {}",
     "verify {}", "forecast {}", "causes {}", "entities show {} #"],
)  # fmt: skip
def test_asking_a_dossier_loads_no_model(call: str, example: Path) -> None:
    import fabula as package

    with package.open(example) as d:
        first = d.entities()[0].name
    words = [first if w == "#" else w.format(example) for w in call.split()]
    assert not loaded(*words) & HEAVY


def test_every_command_that_help_names_is_there() -> None:
    def walk(group: click.Command, path: str) -> None:
        if not isinstance(group, Lazy):
            return
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None, f"{path} {name}"
            assert command.help, f"{path} {name}"
            walk(command, f"{path} {name}")

    walk(fabula, "fabula")
    assert all(text for section in fabula.sections.values() for _, text in section.values())
