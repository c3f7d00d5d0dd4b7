"""The command line, as a user meets it: what goes right, and what is said where something goes wrong."""

import csv
import io
import json
import struct
import zlib
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, Run

GOOD = "Ana Ruiz said on Friday that the bridge would open in May."


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(range(256)) * 48 + b"\0" * 64)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><html><body><p>&j;</p></body></html>"
)


def bad_inputs(folder: Path) -> dict[str, Path]:
    (folder / "void").mkdir()
    made = {
        "empty.txt": b"",
        "blank.txt": b" \n\t\n",
        "huge.txt": b"All work and no play. " * 2_400_000,
        "picture.txt": png(),
        "broken.txt": b"The caf\xc3 was closed \xff\xfe\x00\x81 and \x8d nobody \x9d came. " * 3
        + b"\x00\x01\x02\x03" * 40,
        "bomb.xml": BOMB,
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return {n: folder / n for n in made} | {"void": folder / "void", "missing.txt": folder / "missing.txt"}


def test_each_bad_input_is_named_in_one_line_and_the_rest_goes_on(tmp_path: Path, fabula_cli: Run) -> None:
    bad = bad_inputs(tmp_path)
    good = tmp_path / "good.txt"
    good.write_text(GOOD, encoding="utf-8")
    done = fabula_cli("annotate", *bad.values(), "http://127.0.0.1:9/x", "http://192.0.2.1.invalid/", good, "--jsonl")
    assert done.returncode == 1
    rows = [json.loads(x) for x in done.stdout.decode().splitlines()]
    assert rows[-1]["article"]["text"] == GOOD
    errors = done.stderr.decode().splitlines()
    for name in ("empty.txt", "blank.txt", "huge.txt", "picture.txt", "broken.txt", "void", "missing.txt"):
        assert sum(name in line for line in errors) == 1, (name, errors)
    assert sum("127.0.0.1" in line for line in errors) == 1
    assert sum("invalid" in line for line in errors) == 1
    assert not any("Traceback" in line for line in errors)


def test_utf16_is_text(tmp_path: Path, fabula_cli: Run) -> None:
    path = tmp_path / "wide.txt"
    path.write_bytes(GOOD.encode("utf-16"))
    done = fabula_cli("annotate", path, "--jsonl")
    assert done.returncode == 0
    assert GOOD in json.loads(done.stdout)["article"]["text"]


def test_ten_thousand_nested_tags_do_no_harm(tmp_path: Path, fabula_cli: Run) -> None:
    path = tmp_path / "deep.html"
    path.write_text(f"<html><body>{'<div>' * 10_000}<p>{GOOD}</p>{'</div>' * 10_000}</body></html>", encoding="utf-8")
    done = fabula_cli("annotate", path, "--jsonl")
    assert done.returncode in (0, 1)
    assert done.stdout or path.name.encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_when_nothing_can_be_read_a_build_is_unusable(tmp_path: Path, fabula_cli: Run) -> None:
    done = fabula_cli("build", tmp_path / "missing.txt", "-o", tmp_path / "x.fabula")
    assert done.returncode == 2
    assert b"missing.txt" in done.stderr


def test_articles_come_on_standard_input(fabula_cli: Run) -> None:
    rows = [{"id": f"n{n}", "text": GOOD, "outlet": "The Bell", "published": "2024-03-04"} for n in range(2)]
    done = fabula_cli("annotate", "-", "--plain", "--jsonl", stdin="\n".join(map(json.dumps, rows)).encode())
    found = [json.loads(x) for x in done.stdout.decode().splitlines()]
    assert [x["article"]["id"] for x in found] == ["n0", "n1"]
    assert found[0]["article"]["outlet"] == "The Bell"
    assert found[0]["article"]["published"]["date"] == "2024-03-04"


@pytest.mark.parametrize("what", ["articles", "entities", "events", "attributions", "comparisons"])
def test_show_in_three_forms(example: Path, fabula_cli: Run, what: str) -> None:
    rows = [json.loads(x) for x in fabula_cli("show", what, example, "--json").stdout.decode().splitlines()]
    assert rows
    assert all(r["id"] and r["evidence"] for r in rows)
    table = fabula_cli("show", what, example, "--unsure").stdout.decode().splitlines()
    assert len(table) == len(rows) + 1
    sheet = list(csv.DictReader(io.StringIO(fabula_cli("show", what, example, "--unsure", "--csv").stdout.decode())))
    assert [r["id"] for r in sheet] == [str(r["id"]) for r in rows]


def test_search_prints_the_passage(example: Path, fabula_cli: Run) -> None:
    done = fabula_cli("search", example, "inspectors", "--json")
    assert all("nspectors" in json.loads(x)["text"] for x in done.stdout.decode().splitlines())
    assert done.stdout


def test_quotes_groups_what_was_said_by_speaker(fabula_cli: Run) -> None:
    done = fabula_cli("quotes", EXAMPLE / "07-capital-herald.txt")
    out = done.stdout.decode()
    assert "Karel Novik" in out
    assert "A referendum is out of the question" in out
    assert "“Small turnout at Halimov's dam protest”, 2024-06-02" in out


def test_match_and_compare_judge_lines(fabula_cli: Run) -> None:
    pair = json.dumps({"id": 1, "kind": "Person", "left": "Andrej Plenković", "right": "Andrej Plenkovic"})
    got = json.loads(fabula_cli("match", "-", "--jsonl", stdin=pair.encode()).stdout)
    assert got["same"] is True
    assert got["why"]
    pair = json.dumps({"id": 2, "left": "The plant employs 300 people", "right": "The plant employs 900 people."})
    got = json.loads(fabula_cli("compare", "-", "--jsonl", stdin=pair.encode()).stdout)
    assert got["relation"] == "clashes"
    assert got["why"]


@pytest.mark.parametrize("verb", ["match", "link", "compare"])
def test_a_bad_line_is_named(fabula_cli: Run, verb: str) -> None:
    done = fabula_cli(verb, "-", "--jsonl", stdin=b'{"id": 1}\n')
    assert done.returncode == 2
    assert b"line 1" in done.stderr


@pytest.mark.parametrize("args", [["show", "quarks", "x"], ["build"], ["nonsense"], ["brief", "--format", "pdf", "x"]])
def test_a_wrong_call_exits_with_2(fabula_cli: Run, args: list[str]) -> None:
    done = fabula_cli(*args)
    assert done.returncode == 2
    assert done.stderr


def test_a_dossier_is_not_overwritten_by_a_brief(example: Path, fabula_cli: Run) -> None:
    before = example.read_bytes()
    assert fabula_cli("brief", example, "-o", example).returncode == 2
    assert example.read_bytes() == before
