"""Files, folders, globs, JSONL and standard input: what is found, in which order, and what each bad input says."""

import io
import json
from pathlib import Path

import pytest

from fabula.errors import EmptyError, NotTextError, SourceError, TooLargeError
from fabula.ingest.sources import TEXT_LIMIT, Item, find


def items(*names: str, stdin: bytes | None = None, plain: bool = False) -> list[Item | SourceError]:
    return list(find(names, stdin=io.BytesIO(stdin) if stdin is not None else None, plain=plain))


def test_folders_are_recursive_sorted_and_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("z.txt", "a.html", "b/c.md", "b/noext", ".hidden.txt", ".git/x.txt", "data.json", "b/p.HTM"):
        (tmp_path / name).write_text("Some text.")
    found = [Path(x.source).relative_to(tmp_path).as_posix() for x in items(str(tmp_path)) if isinstance(x, Item)]
    assert found == ["a.html", "z.txt", "b/c.md", "b/noext", "b/p.HTM"]


def test_order_is_the_order_given(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name)
    names = [str(tmp_path / "c.txt"), str(tmp_path / "[ab].txt")]
    assert [x.data for x in items(*names) if isinstance(x, Item)] == [b"c", b"a", b"b"]


def test_a_name_with_brackets_that_exists_is_no_glob(tmp_path: Path) -> None:
    (tmp_path / "[1].txt").write_text("one")
    assert isinstance(items(str(tmp_path / "[1].txt"))[0], Item)


@pytest.mark.parametrize(
    ("name", "content", "kind", "says"),
    [
        ("empty.txt", b"", EmptyError, "is empty"),
        ("blank.txt", b" \n\t\n", EmptyError, "is empty"),
        ("large.txt", b"word " * (TEXT_LIMIT // 5 + 1), TooLargeError, "5 MB"),
        ("rows.jsonl", b"", EmptyError, "is empty"),
    ],
)
def test_bad_files_are_named_in_one_line(
    tmp_path: Path, name: str, content: bytes, kind: type[SourceError], says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (error,) = items(str(path))
    assert isinstance(error, kind)
    assert says in str(error)
    assert str(path) in str(error)
    assert "\n" not in str(error)


def test_missing_file_empty_folder_and_dead_glob_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "good.txt").write_text("Good.")
    found = items(
        str(tmp_path / "gone.txt"), str(tmp_path / "none"), str(tmp_path / "*.xyz"), str(tmp_path / "good.txt")
    )
    assert ["no such file" in str(found[0]), "no articles" in str(found[1]), "no file" in str(found[2])] == [True] * 3
    assert isinstance(found[3], Item)


def test_rows_carry_what_was_given_and_bad_lines_their_number(tmp_path: Path) -> None:
    good = {
        "id": 7, "text": "It rained.", "title": "Rain", "outlet": "The Gauge", "authors": ["A. Drop"],
        "published": "2025-03-01", "url": "https://rain.example/1", "language": "en",
    }  # fmt: skip
    lines = [
        json.dumps(good),
        "",
        "{bad",
        "[1]",
        '{"id": "x"}',
        '{"text": 5}',
        '{"text": "Two.", "title": 5}',
        '{"text":"b"}',
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\ufeff" + "\n".join(lines))
    found = items(str(path))
    first, last = found[0], found[-1]
    assert isinstance(first, Item)
    assert (first.id, first.text, first.title, first.outlet) == ("7", "It rained.", "Rain", "The Gauge")
    assert (first.authors, first.published, first.url) == (("A. Drop",), "2025-03-01", "https://rain.example/1")
    errors = [str(x) for x in found if isinstance(x, SourceError)]
    assert [e.split(", line ")[1].split(":")[0] for e in errors] == ["3", "4", "5", "6", "7"]
    assert isinstance(last, Item)
    assert last.text == "b"


@pytest.mark.parametrize("lead", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_standard_input_is_jsonl_where_it_begins_with_a_brace(lead: bytes) -> None:
    found = items("-", stdin=lead + b'{"text":"One."}\n{"text":"Two."}\n')
    assert [x.text for x in found if isinstance(x, Item)] == ["One.", "Two."]
    assert {x.source for x in found} == {"-"}


def test_standard_input_is_one_text_or_page_otherwise() -> None:
    (text,) = items("-", stdin=b"\nA story.\n")
    (page,) = items("-", stdin=b"<!DOCTYPE html><p>A story.</p>")
    (as_text,) = items("-", stdin=b"<!DOCTYPE html><p>A story.</p>", plain=True)
    assert isinstance(text, Item)
    assert text.data == b"\nA story.\n"
    assert [x.media for x in (text, page, as_text) if isinstance(x, Item)] == ["text", "html", "text"]
    assert isinstance(items("-", stdin=b"")[0], EmptyError)


def test_rows_are_read_one_by_one() -> None:
    class Endless(io.RawIOBase):
        asked = 0

        def readable(self) -> bool:
            return True

        def readline(self, size: int | None = -1, /) -> bytes:
            self.asked += 1
            return b'{"text": "Again."}\n'

    stream = Endless()
    found = find(["-"], stdin=stream)  # type: ignore[arg-type]
    for _ in range(5):
        assert isinstance(next(found), Item)
    assert stream.asked <= 6


def test_half_a_surrogate_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "\\ud800"}\n{"text": "fine"}\n')
    error, fine = items(str(path))
    assert isinstance(error, NotTextError)
    assert "line 1" in str(error)
    assert isinstance(fine, Item)
