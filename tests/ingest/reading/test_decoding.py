"""Bytes to text: what is read, and what is refused with the reason."""

import pytest

from fabula.errors import EmptyError, NotTextError
from fabula.ingest.reading import read
from fabula.ingest.reading.dates import iso, only_date
from fabula.ingest.reading.decoding import decode, decode_page
from fabula.ingest.reading.languages import language
from fabula.ingest.sources import Item


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read(codec: str) -> None:
    assert decode("The mayor spoke — “at last”.".encode(codec), "a.txt").text == "The mayor spoke — “at last”."


@pytest.mark.parametrize(
    "text",
    [
        "The café’s owner — Zoë — left.",
        "José Núñez said.",
        "MÜNCHEN, ÑANDÚ, ÉCOLE",
        "Où est-il ? À côté de l’œuvre, à Paris. “Ça” — Noël",
        "São Paulo não é só isso; é à toa, opção",
        "¿Qué? ¡Sí! año 5º y 3ª — 20 €",
        "Straße, Größe, Ärger; „Wörter“ und ‚so‘",
        "Åke på ön i Malmö, å",
        "það er ísland Þór",
        "½ cup, 20 °C ± 2, ×3",
        "Acme™ ® © §5 ¶ 2²",
        "Škoda žena Žižek ŠKODA",
    ],
)
def test_windows_1252_is_read_and_said(text: str) -> None:
    found = decode(text.encode("windows-1252"), "a.txt")
    assert found.text == text
    assert "windows-1252" in found.notes[0]


@pytest.mark.parametrize("codec", ["windows-1251", "koi8-r"])
def test_other_alphabets_are_guessed_and_said(codec: str) -> None:
    text = "Мэр города заявил в понедельник, что паром будет продан до конца года, сообщает газета."
    found = decode(text.encode(codec), "a.txt")
    assert found.text == text
    assert "guess" in found.notes[0]


def test_utf_16_without_a_mark_and_japanese_mail_are_read() -> None:
    russian, japanese = "Мэр города заявил в понедельник, что паром продан.", "市長は月曜日に述べた。"
    assert decode(russian.encode("utf-16-le"), "a.txt").text == russian
    assert decode(japanese.encode("iso-2022-jp"), "a.txt").text == japanese


def test_what_could_not_be_read_is_counted() -> None:
    damaged = decode("Naïve — ".encode() + b"\xe9 text", "a.txt")
    assert damaged.text == "Naïve — � text"
    assert damaged.notes == ("1 character could not be read and shows as �",)
    patched = decode("Déjà vu — ".encode() + b"caf\xe9\x94 he said \x93so\x94", "a.txt")
    assert patched.text == "Déjà vu — café” he said “so”"
    assert "4 bytes of windows-1252" in patched.notes[0]


@pytest.mark.parametrize("label", [b"utf-8", b"undefined", b"rot13", b"utf-7", b"idna"])
def test_a_page_that_claims_another_encoding_keeps_its_marks(label: bytes) -> None:
    page = b'<html><head><meta charset="' + label + b'"></head><p>\x93It\x92s late,\x94 said Jos\xe9.'
    found = decode_page(page, "a.html")
    assert "“It’s late,” said José." in found.text
    assert found.notes


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"%PDF-1.7 text", "PDF"),
        (bytes(range(256)) * 8, "not"),
        (b"abc \xff\xfe\xfa def", "broken UTF-8 (at byte 4)"),
        (b"{\\rtf1\\ansi The mayor}", "RTF"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(90), "a program"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(90), "a film"),
        (b"Caf+AOk-, Jos+AOk-", "UTF-7"),
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
        ("Tue, 22 Aug 2023 18:40:00 GMT", ("2023-08-22T18:40:00+00:00", "time")),
        ("Tue, 22 Aug 2023 18:40:00 EST", ("2023-08-22T18:40:00-05:00", "time")),
        ("2024-03-01T00:30:00+09:00", ("2024-03-01T00:30:00+09:00", "time")),
        ("1692729600", ("2023-08-22T18:40:00+00:00", "time")),
        ("1692729600000", ("2023-08-22T18:40:00+00:00", "time")),
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
