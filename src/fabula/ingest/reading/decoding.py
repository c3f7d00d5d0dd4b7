"""Bytes to text as browsers do it (the WHATWG Encoding Standard), and what had to be guessed or replaced on the way.

A byte order mark decides, then UTF-8 where the bytes are that, then what the server or the page declares, then the
bytes themselves. Nothing is lost without a word: what was read otherwise than declared, or could not be read, is counted.
"""

import codecs
import re
from dataclasses import dataclass

import webencodings
from charset_normalizer import from_bytes

from fabula.errors import NotTextError
from fabula.ingest.reading.binary import SAMPLE, refuse_binary, refuse_controls

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
_UTF7 = re.compile(rb"\+[A-Za-z0-9+/]{3,}-")
_LOST = re.compile("�")
_ESCAPED = re.compile("[\udc80-\udcff]+")
_CUT = re.compile("[\udcc2-\udcdf]|[\udce0-\udcef][\udc80-\udcbf]?|[\udcf0-\udcf4][\udc80-\udcbf]{0,2}")
"""The beginning of a character in UTF-8."""
_DASHED = re.compile("\udce2[\udc80\udc82\udc84]?")
"""The beginning of a dash, a quotation mark or the like, cut: no two characters of windows-1252 that anybody writes."""
_INSIDE = re.compile(r"(?<=[^\W\d_])[¡-¦¨-©«-¬®-±²³µ¶¸-¿×÷](?=[^\W\d_])|[\x80-\x9fÿ¤¦¬¯¸]")
"""What a windows-1252 text does not hold, or not within a word: a symbol between letters is another encoding's letter."""
_TWICE = re.compile("[ÃÂ][\x80-\xbf]|â(?:€|\x80)")
"""UTF-8 read as windows-1252."""
_MARKS = re.compile(r"[‘’“”–—…•€£§©®°·«»\xa0¿¡™„‚‹›]")
_FOREIGN = re.compile(r"(?<![^\W_])[À-ÖØ-öø-ÿ]{3,}(?![^\W_])")
FOREIGN_SHARE = 0.1
"""From this share of words that have no plain letter a text is not in a Western European language, which have none."""
MOST = 0.4
"""The largest share of characters beyond ASCII: in two-byte encodings, which hold none of Western Europe, it is over 0.5."""
GUESSABLE = 64
"""Bytes below which a guess at an encoding is chance."""
LOST_SHARE = 0.02
"""From this share of characters that could not be read a text is refused."""
_LEGACY = (
    "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "koi8_u", "iso8859_2", "iso8859_5",
    "iso8859_7", "iso8859_9", "cp866", "shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp949", "tis_620",
)  # fmt: skip
"""What a guess may say: the encodings that browsers read."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and in plain words what had to be guessed or replaced to read it."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str, charset: str | None = None) -> Decoded:
    """A plain text's characters, as ``open(path, encoding="utf-8", newline="")`` reads them where it is UTF-8.

    ``charset`` is what a server or mail declared. Raises NotTextError for what is no text, or text of an encoding
    that nothing tells.
    """
    refuse_binary(data, name)
    found = _unicode(data, name, [charset] if charset else [])
    if found is None:
        found = _legacy(data, name, [charset] if charset else [])
    refuse_controls(found.text, name)
    return found


def decode_page(data: bytes, name: str, charset: str | None = None) -> Decoded:
    """A web page's characters: by byte order mark, UTF-8 where it is that, HTTP header, its own declaration, guess."""
    refuse_binary(data, name)
    labels = [charset] if charset else []
    labels += [m.group(1).decode("ascii") for p in (_META, _XML) if (m := p.search(data[:4096]))]
    found = _unicode(data, name, labels)
    if found is None:
        found = _legacy(data, name, labels)
    text = found.text.removeprefix("\ufeff")
    refuse_controls(text, name)
    return Decoded(text, found.notes)


def _codec(label: str) -> str | None:
    """The Python codec of a label that browsers know; None for all others ("undefined", "rot13")."""
    found = webencodings.lookup(label)
    return found.codec_info.name if found is not None and found.name != "x-user-defined" else None


def _unicode(data: bytes, name: str, labels: list[str]) -> Decoded | None:
    """The text where it is Unicode, or Japanese mail's escapes; None where it is neither."""
    wide = _wide(data, name, labels)
    if wide is not None:
        return wide
    if _ESCAPES.search(data) and (not any(b > 127 for b in data[:4096]) or "iso-2022-jp" in map(str.lower, labels)):
        text = data.decode("iso2022_jp_ext", "replace")
        if _readable(text):
            return _counted(text, ("read as iso-2022-jp",))
    _refuse_utf7(data, name)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _wide(data: bytes, name: str, labels: list[str]) -> Decoded | None:
    """The text of UTF-16 or UTF-32; None where it is neither. A byte order mark is not part of the text."""
    note: tuple[str, ...] = ()
    codec = None
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        codec = "utf-32"
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    elif b"\x00" in data[:4096] and (codec := _unmarked(data)) is not None:
        note = (f"has no byte order mark: read as {codec}",) if not labels else ()
    if codec is None:
        return None
    try:
        return Decoded(data.decode(codec), note)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        if text.count("�") > max(2, LOST_SHARE * len(text)):
            raise NotTextError(name, f"is broken {codec.upper()}") from None
        return _counted(text, note)


def _unmarked(data: bytes) -> str | None:
    """Which UTF-16 a text without a mark is in: the one in which it is made of letters, spaces and punctuation."""
    sample = data[: 4096 - len(data) % 2]
    shares = {}
    for codec in ("utf-16-le", "utf-16-be"):
        text = sample.decode(codec, "replace")
        usual = sum(
            c in "\t\r\n" or " " <= c <= "~" or "\xa0" <= c < "\u0600" or "\u2010" <= c <= "\u203a" or _common_cjk(c)
            for c in text
        )
        ascii_share = sum(" " <= c <= "~" or c in "\r\n" for c in text)
        shares[codec] = usual / max(1, len(text)) if ascii_share >= 0.05 * len(text) else 0.0
    best, other = sorted(shares, key=lambda c: -shares[c])
    return best if shares[best] >= 0.98 and shares[other] < 0.9 else None


def _common_cjk(c: str) -> bool:
    return (
        "\u3000" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" or "\uff00" <= c <= "\uffef"
    )


def _readable(text: str) -> bool:
    return text.count("�") <= LOST_SHARE * len(text)


def _refuse_utf7(data: bytes, name: str) -> None:
    """Raise NotTextError for UTF-7, which browsers do not read: markup could hide in it."""
    found = _UTF7.findall(data[:100_000])
    if not found:
        return
    plain = 0
    for run in found[:200]:
        try:
            text = run.decode("utf-7")
        except UnicodeDecodeError:
            continue
        plain += all("\x20" <= c < "\u0500" or "\u2010" <= c <= "\u20ac" for c in text)
    if plain > 0.5 * min(len(found), 200):
        raise NotTextError(name, "is UTF-7, which is not read: save it as UTF-8")


def _legacy(data: bytes, name: str, labels: list[str]) -> Decoded:
    """The text of bytes that are not UTF-8; raises NotTextError where nothing tells what they are."""
    refuse_controls(data[:SAMPLE].decode("latin-1"), name)
    for label in labels:
        codec = _codec(label)
        if codec is None or codec.startswith("utf-"):
            continue
        text = _western(data) if codec == "cp1252" else data.decode(codec, "replace")
        if _readable(text):
            return _counted(text)
    claims = any((_codec(label) or "").startswith("utf-8") for label in labels)
    whole = sum(ord(c) > 127 for c in data.decode("utf-8", "ignore"))
    strays = sum(map(len, _ESCAPED.findall(data.decode("utf-8", "surrogateescape"))))
    if not (whole and _TWICE.search(_western(data))) and plausibly_western(data):
        return Decoded(
            _western(data), (f"{'says UTF-8 and is not' if claims else 'is not UTF-8'}: read as windows-1252",)
        )
    if whole < strays and (guess := _guess(data)) is not None:
        return _counted(data.decode(guess, "replace"), (f"is not UTF-8: read as {guess.replace('_', '-')}, by guess",))
    text, western, lost = repaired(data)
    if lost > max(2, LOST_SHARE * len(text)):
        first = next(_ESCAPED.finditer(data.decode("utf-8", "surrogateescape"))).start()
        at = len(data.decode("utf-8", "surrogateescape")[:first].encode())
        raise NotTextError(name, f"is broken UTF-8 (at byte {at}), and no other encoding that can be told")
    notes = (f"{_number(western, 'byte')} of windows-1252 within UTF-8 read as such",) if western else ()
    return _counted(text, notes)


def _western(data: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes that it does not define are control characters."""
    text = data.decode("cp1252", "surrogateescape")
    return _ESCAPED.sub(lambda m: "".join(chr(ord(c) - 0xDC00) for c in m.group()), text)


def plausibly_western(data: bytes) -> bool:
    """Whether bytes are windows-1252: accented letters among plain ones, and typographer's marks."""
    text = _western(data)
    beyond = sum(ord(c) > 127 for c in text)
    if beyond == 1 and data[-1] >= 0xC2:
        return False  # a text that was cut within its last character
    odd = len(_INSIDE.findall(text))
    return odd <= 0.1 * beyond <= 0.1 * MOST * len(text) and len(_FOREIGN.findall(text)) <= FOREIGN_SHARE * len(
        text.split()
    )


def _guess(data: bytes) -> str | None:
    """The encoding that the bytes themselves make likely; None where they do not."""
    if len(data) < GUESSABLE:
        return None
    found = list(from_bytes(data[:100_000], cp_isolation=list(_LEGACY)))
    best = min(found, key=lambda m: (len(_INSIDE.findall(str(m))), -m.coherence, m.chaos, m.encoding), default=None)
    return best.encoding if best is not None and (best.coherence or best.chaos < 0.02) else None


def repaired(data: bytes) -> tuple[str, int, int]:
    """UTF-8 with damage: the text, how many stray bytes were read as windows-1252, how many characters are lost.

    A stray byte is windows-1252 where that makes a typographer's mark, or an accented letter beside a letter (as a
    page patched together from two sources has them); what is the cut beginning of a character is lost.
    """
    text = data.decode("utf-8", "surrogateescape")
    western = lost = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal western, lost
        run, at = found.group(), 0
        out: list[str] = []
        before = text[found.start() - 1 : found.start()]
        after = text[found.end() : found.end() + 1]
        while at < len(run):
            cut = _DASHED.match(run, at) or (_CUT.match(run, at) if at == 0 and not after else None)
            byte = bytes([ord(run[at]) - 0xDC00])
            char = _western(byte)
            beside = (out[-1] if out else before) + (after if at + 1 == len(run) else "")
            if not cut and (_MARKS.match(char) or (char.isalpha() and any(c.isalpha() for c in beside))):
                out.append(char)
                western += 1
                at += 1
            else:
                out.append("�")
                lost += 1
                at = cut.end() if cut else at + 1
        return "".join(out)

    return _ESCAPED.sub(mend, text), western, lost


def _counted(text: str, notes: tuple[str, ...] = ()) -> Decoded:
    lost = len(_LOST.findall(text))
    if lost:
        notes += (f"{_number(lost, 'character')} could not be read and {'shows' if lost == 1 else 'show'} as �",)
    return Decoded(text, notes)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
