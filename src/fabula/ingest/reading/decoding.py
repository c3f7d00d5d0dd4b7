"""Bytes to text: UTF-8 first, then what a byte order mark, a declaration or the bytes themselves say."""

import codecs
import re

from charset_normalizer import from_bytes

from fabula.errors import NotTextError

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"SQLite format 3", "an SQLite database"),
)
_WESTERN = re.compile(r"(?<=[A-Za-z])[à-öø-ýß](?![\xc0-\xff]{2})|[À-ÁÄ-ÖØ-Ý](?=[A-Za-z])|[‘’“”–—…•€£§©®°·«»\xa0¿¡]")
"""What a Western European text has beyond ASCII: accented letters beside plain ones, and typographer's marks."""


def decode(data: bytes, name: str) -> str:
    """A plain text's characters, as ``open(path, encoding="utf-8", newline="")`` reads them where it is UTF-8.

    UTF-16 and UTF-32 are read by their byte order mark, or UTF-16 without one where every other byte is zero. What is
    not UTF-8 is read as windows-1252 only where that is plausible (``western``). Raises NotTextError for the rest.
    """
    refuse_binary(data, name)
    wide = _wide(data, name)
    if wide is not None:
        return wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        western_text = western(data)
        if western_text is None:
            raise NotTextError(name, f"is broken UTF-8 (at byte {error.start}), and not windows-1252 either") from None
        text = western_text
    _refuse_controls(text, name)
    return text


def decode_page(data: bytes, name: str, charset: str | None = None) -> str:
    """A web page's characters: by byte order mark, UTF-8 where it is that, HTTP header, its own declaration, guess."""
    refuse_binary(data, name)
    wide = _wide(data, name)
    if wide is not None:
        return wide
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    head = data[:4096]
    declared = [charset, *(m.group(1).decode("ascii") for p in (_META, _XML) if (m := p.search(head)))]
    for label in declared:
        codec = _codec(label)
        if codec in (None, "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
            continue
        try:
            return data.decode(codec or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    if any(_codec(label) == "utf-8" for label in declared):
        # A page cut or patched in the middle of a character: browsers show a replacement mark, and so is it read.
        return data.decode("utf-8", "replace")
    best = from_bytes(data[:100_000]).best()
    return data.decode(best.encoding if best else "windows-1252", "replace")


def _codec(label: str | None) -> str | None:
    try:
        found = codecs.lookup(label) if label else None
    except LookupError:
        return None
    # Codecs that are no character encodings (rot13, base64) have no place in a page.
    if found is None or not getattr(found, "_is_text_encoding", True):
        return None
    # Browsers read Latin-1 and ASCII labels as windows-1252 (WHATWG Encoding Standard).
    return "windows-1252" if found.name in ("iso8859-1", "ascii") else found.name


def refuse_binary(data: bytes, name: str) -> None:
    """Raise NotTextError where the first bytes are those of a known binary format."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise NotTextError(name, f"is {what}, not text")


def _wide(data: bytes, name: str) -> str | None:
    """The text of UTF-16 or UTF-32; None where it is neither. A byte order mark is not part of the text."""
    codec = None
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        codec = "utf-32"
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    elif b"\x00" in data:
        sample = data[:4000]
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        # Latin script has a zero in nearly every pair, and on one side only.
        half = max(1, len(sample) // 2)
        if odd > 0.4 * half and even < 0.02 * half:
            codec = "utf-16-le"
        elif even > 0.4 * half and odd < 0.02 * half:
            codec = "utf-16-be"
    if codec is None:
        return None
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        raise NotTextError(name, f"is broken {codec.upper()}") from None
    _refuse_controls(text, name)
    return text


def western(data: bytes) -> str | None:
    """The bytes as windows-1252 where that is plausible, else None.

    Plausible: no sequence of bytes is valid UTF-8 beyond ASCII (else it is UTF-8 with damage), and all characters
    beyond ASCII are typographer's marks or accented letters beside plain ones.
    """
    if any(ord(c) > 127 for c in data.decode("utf-8", "ignore")):
        return None
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    beyond = sum(ord(c) > 127 for c in text)
    return text if len(_WESTERN.findall(text)) == beyond and beyond < 0.2 * len(text) else None


def _refuse_controls(text: str, name: str) -> None:
    """Raise NotTextError for control characters beyond a stray few: they are a binary file's, not a text's."""
    found = len(_CONTROL.findall(text[:100_000]))
    if found > 2 and found > 0.001 * min(len(text), 100_000):
        raise NotTextError(name, "is binary, not text")
