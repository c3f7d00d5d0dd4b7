"""Bytes to text: what is read, and what is refused with the reason."""

import pytest

from fabula.errors import EmptyError, NotTextError
from fabula.ingest.reading import read
from fabula.ingest.reading.dates import iso, only_date
from fabula.ingest.reading.decoding import decode
from fabula.ingest.reading.languages import language
from fabula.ingest.sources import Item


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read(codec: str) -> None:
    assert decode("The mayor spoke — “at last”.".encode(codec), "a.txt") == "The mayor spoke — “at last”."


def test_windows_1252_is_read_where_plausible() -> None:
    assert decode("The café’s owner — Zoë — left.".encode("windows-1252"), "a.txt") == "The café’s owner — Zoë — left."


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"%PDF-1.7 text", "PDF"),
        (bytes(range(256)) * 8, "not"),
        ("Naïve — ".encode() + b"\xe9 text", "broken UTF-8 (at byte 11)"),
        (b"abc \xff\xfe\xfa def", "broken UTF-8 (at byte 4)"),
        ("the end é".encode()[:-1], "broken UTF-8 (at byte 8)"),
        (b"text\x01\x02\x03\x04\x05", "binary"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(NotTextError, match=r"a\.txt") as caught:
        decode(data, "a.txt")
    assert says in str(caught.value)


def test_text_of_marks_that_show_nothing_is_empty() -> None:
    with pytest.raises(EmptyError):
        read(Item(source="a.txt", media="text", data="\ufeff\u200b\n".encode()))


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2025", ("2025", "year")),
        ("2025-03", ("2025-03", "month")),
        ("2025-03-13", ("2025-03-13", "day")),
        ("2025-03-13T10:00:00Z", ("2025-03-13T10:00:00+00:00", "time")),
        ("March 13, 2025", ("2025-03-13", "day")),
        ("0001-01-01", None),
        ("soon", None),
        ("2025-02-30", None),
        ("", None),
    ],
)
def test_given_dates(value: str, date: tuple[str, str] | None) -> None:
    assert iso(value) == date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Tuesday, 6 May 2025", "2025-05-06"),
        ("Published on May 6th, 2025 at 10:22 am", "2025-05-06"),
        ("6.5.2025", "2025-05-06"),
        ("13/05/2025", "2025-05-13"),
        ("05/06/2025", None),
        ("31 February 2025", None),
        ("On May 6, 2025 the ferry sank", None),
    ],
)
def test_lines_that_are_dates(line: str, date: str | None) -> None:
    found = only_date(line)
    assert (found.value if found else None) == date


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The mayor of the town said that the boat is to be sold and that it was not worth the cost.",
            "en",
        ),
        ("Der Bürgermeister sagte am Montag, dass die Fähre noch in diesem Jahr verkauft werden soll.", "de"),
        ("Мэр города заявил, что паром будет продан до конца года.", "ru"),
        ("ok", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code
