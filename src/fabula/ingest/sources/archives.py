"""Archives and mail: WARC files, pages saved whole (MHTML), messages (.eml)."""

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import BinaryIO
from urllib.parse import urlsplit

from fabula.errors import EmptyError, NotTextError, SourceError
from fabula.ingest.items import PAGE_LIMIT, TEXT_LIMIT, Item, looks_like_page
from fabula.ingest.sources.streams import whole

_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*: ?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_MAIL = re.compile(
    rb"^(?:from|received|return-path|delivered-to|message-id|mime-version):", re.IGNORECASE | re.MULTILINE
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def is_mail(head: bytes) -> bool:
    """Whether bytes begin with the headers of a message or of a page saved whole."""
    found = _HEADER.match(head)
    return found is not None and len({m.lower() for m in _MAIL.findall(found.group())}) >= 2


def mail(stream: BinaryIO, source: str) -> Iterator[Item | SourceError]:
    """The article of a message: its plain text, else its HTML; or the page of an MHTML file."""
    message = email.message_from_bytes(whole(stream, source, PAGE_LIMIT, "message"), policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise NotTextError(source, "is no message")
    saved = message.get_content_type() == "multipart/related" and _header(message, "Snapshot-Content-Location")
    pages = [p for p in message.walk() if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    texts = [p for p in message.walk() if p.get_content_type() == "text/plain" and not p.get_filename()]
    part = next(iter(pages if pages and (saved or not texts) else texts), None)
    data = _payload(part) if part is not None else b""
    if not data.strip():
        raise EmptyError(source, "holds no text")
    at = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    yield Item(
        source=source,
        media="html" if part in pages else "text",
        data=data,
        charset=part.get_content_charset() if part is not None else None,
        title=None if saved else _header(message, "Subject"),
        outlet=None if saved else _sender(message),
        published=None if saved else _header(message, "Date"),
        url=at if at and at.startswith(("http://", "https://")) else None,
    )


def _payload(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _header(message: EmailMessage | None, name: str) -> str | None:
    try:
        value = message.get(name) if message is not None else None
    except (ValueError, IndexError, AttributeError, TypeError):
        return None  # the standard library stumbles over some broken headers
    return " ".join(str(value).split()) or None if value is not None else None


def _sender(message: EmailMessage) -> str | None:
    """The name in "From", without the address; None where there is the address alone."""
    name = email.utils.parseaddr(_header(message, "From") or "")[0].strip()
    return name if name and "@" not in name else None


def warc(stream: BinaryIO, source: str) -> Iterator[Item | SourceError]:
    """The pages and texts among a WARC file's answers, in order; others are left out."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    some = False
    try:
        records = ArchiveIterator(stream)
        records.INC_RECORD = ""  # it would print what a broken record holds
        for record in records:
            if record.rec_type not in ("response", "resource") or record.length == 0:
                continue
            headers, status = record.http_headers, "200"
            declared = record.rec_headers.get_header("Content-Type") or ""
            if record.rec_type == "response":
                if headers is None:
                    continue
                status = headers.get_statuscode() or ""
                declared = headers.get_header("Content-Type") or ""
            kind = declared.split(";")[0].strip().lower()
            if status != "200" or kind not in ("", "text/html", "text/plain", "application/xhtml+xml"):
                continue
            url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
            name = f"{source}, {url[:200]}" if url else source
            data = record.content_stream().read(PAGE_LIMIT + 1)
            if len(data) > PAGE_LIMIT:
                yield SourceError(name, "is over the limit of one page")
                continue
            page = kind != "text/plain" and (kind != "" or looks_like_page(data))
            if not data.strip() or (not page and (kind == "" or len(data) > TEXT_LIMIT)):
                continue
            some = True
            charset = _CHARSET.search(declared)
            yield Item(
                source=source,
                media="html" if page else "text",
                data=data,
                charset=charset.group(1) if charset else None,
                part=url[:200] or None,
                url=url if urlsplit(url).scheme in ("http", "https") else None,
            )
    except (ArchiveLoadFailed, AttributeError, LookupError, TypeError, ValueError, ArithmeticError) as error:
        # Its reader stumbles over records without an address, a length or a status in many ways.
        yield NotTextError(source, f"is a broken WARC: {' '.join(str(error).split())[:120]}")
        return
    if not some:
        yield EmptyError(source, "is a WARC that holds no pages")
