"""What is no text at all: known binary formats by their first bytes, and bytes that no text holds."""

import re

from fabula.errors import NotTextError

_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a bitmap image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "RTF: save it as text or HTML"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xce\xfa\xed\xfe", "a program"),
    (b"\x00asm", "a program"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"OggS", "sound or a film"),
    (b"RIFF", "sound or a film"),
    (b"FLV\x01", "a film"),
    (b"\x00\x00\x01\xba", "a film"),
    (b"\x00\x00\x01\xb3", "a film"),
    (b"ID3", "sound"),
    (b"fLaC", "sound"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO\x00", "a font"),
)
_SHORT = (b"BM", b"MZ", b"BZh", b"ID3", b"OggS", b"RIFF", b"fLaC")
"""Signatures that a text may begin with ("BMW recalls"): they count where a byte follows that no text holds."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
SAMPLE = 100_000
"""Characters that are looked at for controls: a binary file shows its kind much earlier."""


def refuse_binary(data: bytes, name: str) -> None:
    """Raise NotTextError where the first bytes are those of a known binary format."""
    what = binary(data)
    if what:
        raise NotTextError(name, f"is {what}, not text")


def binary(data: bytes) -> str | None:
    """What the first bytes say that a file is ("a PDF"); None where it may be text."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature) and (signature not in _SHORT or _CONTROL_BYTE.search(data[:64])):
            return what
    if data[4:8] == b"ftyp":
        return "a film or picture"
    if data[257:262] == b"ustar":
        return "a tar archive"
    return None


def refuse_controls(text: str, name: str) -> None:
    """Raise NotTextError for control characters beyond a stray few: they are a binary file's, not a text's."""
    sample = text[:SAMPLE]
    found = len(_CONTROL.findall(sample))
    if found > 2 and found > 0.001 * len(sample):
        raise NotTextError(name, "is binary, not text")
