"""What comes out: nothing that a stranger wrote is obeyed, and a pipe or a disk that gives way is no bug."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import fabula
from fabula.cli.common import cell, show_rows
from fabula.printing import json_line, line, nameable, spreadsheet, terminal
from tests.conftest import ROOT, Run

WIPE, TITLE, TURN = "\x1b[2J", "\x1b]0;owned\x07", "\u202e"
GOOD = "Ana Ruiz said on Friday that the bridge would open in May."


def test_text_for_a_terminal_shows_what_it_would_obey() -> None:
    assert terminal(f"a{WIPE}b\x9b1mc{TURN}d") == "a\\x1b[2Jb\\x9b1mc\\u202ed"
    assert terminal("Zoë\n\tनमस्ते 👩‍👩‍👧") == "Zoë\n\tनमस्ते 👩‍👩‍👧"
    assert line("two\nlines") == "two\\nlines"
    assert nameable(os.fsdecode(b"caf\xe9.txt")) == "caf\\xe9.txt"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝", "'=", '"='])
def test_a_cell_that_a_spreadsheet_would_run_is_text(start: str) -> None:
    assert spreadsheet(f"{start}HYPERLINK(1)").startswith("'")
    assert spreadsheet("Ana Ruiz, 3 - 4") == "Ana Ruiz, 3 - 4"


def test_json_keeps_its_value_and_holds_nothing_that_a_terminal_obeys() -> None:
    value = {"a": f"x\x9b{TURN}\x7f\U000e0041é"}
    out = json_line(json.dumps(value, ensure_ascii=False))
    assert json.loads(out) == value
    assert out == terminal(out)


def test_csv_in_cells_and_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows([{"id": "=1+1", "n": -3, "text": f"+cmd {WIPE}", "list": ["-a", "b"]}], "csv")
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row == {"id": "'=1+1", "n": "-3", "text": "'+cmd \\x1b[2J", "list": "'-a; b"}
    assert cell(f"{WIPE}\n a") == "\\x1b[2J a"
    place = {"article": "a", "path": f"a{WIPE}\nb", "start": 0, "end": 4}
    assert cell([place, {"date": TURN}, {"why": WIPE}]) == "a\\x1b[2J b:0-4; \\u202e; why: \\x1b[2J"


def test_errors_name_strange_files_in_one_harmless_line(tmp_path: Path, fabula_cli: Run) -> None:
    for name in (f"a{WIPE}.txt", "b\nfabula: all is well.txt", f"c{TITLE}.jsonl"):
        (tmp_path / name).write_bytes(b"")
    done = fabula_cli("annotate", tmp_path)
    err = done.stderr.decode()
    assert done.returncode == 1
    assert len(err.splitlines()) == 3
    assert err == terminal(err)
    assert "a\\x1b[2J.txt" in err
    assert "b\\nfabula" in err


def test_commands_print_through_one_door() -> None:
    for path in (ROOT / "src" / "fabula" / "cli").glob("*.py"):
        text = path.read_text("utf-8")
        if path.name != "common.py":
            assert "click.echo(" not in text, path
            assert "stdout.write" not in text, path
            assert " print(" not in text, path


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no file names that are no text")
def test_a_file_whose_name_is_no_text_is_read_stored_and_shown(tmp_path: Path, fabula_cli: Run) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_text(GOOD, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "fabula", "annotate", name, "--jsonl"], capture_output=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["article"]["path"].endswith("caf\\xe9.txt")
    store = os.fsencode(tmp_path) + b"/d\xfc.fabula"
    with fabula.build([os.fsdecode(name)], os.fsdecode(store)) as d:
        assert [a.path.endswith("caf\\xe9.txt") for a in d] == [True]
    shown = fabula_cli("show", "articles", os.fsdecode(store), "--json")
    assert json.loads(shown.stdout.decode("utf-8"))["path"].endswith("caf\\xe9.txt")
    for form in ("md", "html"):
        assert b"caf\\" in fabula_cli("brief", os.fsdecode(store), "-o", "-", "--format", form).stdout
    gone = fabula_cli("show", "articles", os.fsdecode(store) + "x")
    assert gone.returncode == 2
    assert b"d\\xfc.fabulax" in gone.stderr


@pytest.mark.skipif(os.name == "nt", reason="a pipe ends otherwise there")
def test_a_reader_that_goes_away_ends_it_quietly(example: Path) -> None:
    call = [sys.executable, "-m", "fabula", "show", "claims", str(example), "--json"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as p:
        assert p.stdout is not None
        assert p.stderr is not None
        p.stdout.readline()
        p.stdout.close()
        err = p.stderr.read()
        assert p.wait(60) in (-13, 141), err
    assert err == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("words", ["show articles {} --json", "show events {}", "brief {} -o -", "--help"])
def test_a_full_disk_behind_standard_output_is_named(words: str, example: Path) -> None:
    call = [sys.executable, "-m", "fabula", *(w.format(example) for w in words.split())]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 2, done.stderr
    assert b"no space left" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_fails_on_standard_input_is_named_by_its_id(fabula_cli: Run) -> None:
    done = fabula_cli(
        "annotate", "-", "--jsonl", stdin=b'{"id": "n7", "text": "  \\u200b "}\n{"id": "n8", "text": 3}\n'
    )
    first, second = done.stderr.decode().splitlines()[:2]
    assert "n7" in first
    assert "line 2" in second
    assert ": -" not in first
