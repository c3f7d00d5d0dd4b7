"""What a stranger wrote, as text: nothing of it is obeyed by the terminal, the spreadsheet or the file that it is shown in.

Everything that Fabula prints goes through here: names of files and servers' words in messages, cells of tables, JSON.
"""

import re

_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What a terminal obeys, or what changes how other characters are shown: controls, directions, invisible tags; and halves
of surrogate pairs, which no encoding can write. Line breaks and tabs are left."""
_FORMULA = re.compile(r"[\s'\"]*[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet may run (OWASP, "CSV Injection"), also behind white space or a quotation mark."""
_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]")
"""What JSON may hold as it is, and a terminal obeys."""
_HALVES = re.compile("[\ud800-\udfff]")


def escape(character: str) -> str:
    r"""A character as Python writes it in a string: ``\x1b``, ``\u202e``; a byte that was no UTF-8 as that byte."""
    n = ord(character)
    if 0xDC80 <= n <= 0xDCFF:  # how Python holds a byte of a file's name that is no text
        n -= 0xDC00
    return f"\\x{n:02x}" if n < 0x100 else f"\\u{n:04x}" if n < 0x10000 else f"\\U{n:08x}"


def terminal(text: str) -> str:
    """Text for a terminal: what it would obey is written as an escape (``\\x1b``); line breaks and tabs are kept."""
    return _OBEYED.sub(lambda m: escape(m[0]), text)


def line(text: str) -> str:
    """Text for one line of a message: as ``terminal``, with line breaks and tabs written as escapes too."""
    return terminal(text).replace("\n", "\\n").replace("\t", "\\t")


def nameable(path: str) -> str:
    r"""The name of a file as text that can be stored: bytes that are no UTF-8 are written ``\xe9``, all else is kept."""
    return _HALVES.sub(lambda m: escape(m[0]), path)


def spreadsheet(text: str) -> str:
    """Text for a cell of a CSV file: one that a spreadsheet would run as a formula begins with an apostrophe."""
    return f"'{text}" if _FORMULA.match(text) else text


def json_line(encoded: str) -> str:
    r"""JSON with what a terminal would obey as ``\u009b``: the same value to every reader of JSON."""

    def unit(m: re.Match[str]) -> str:
        n = ord(m[0])
        if n < 0x10000:
            return f"\\u{n:04x}"
        n -= 0x10000
        return f"\\u{0xD800 + (n >> 10):04x}\\u{0xDC00 + (n & 0x3FF):04x}"

    return _JSON.sub(unit, encoded)
