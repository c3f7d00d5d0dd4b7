"""PDF and Word documents, where the libraries that read them are installed (``pip install fabula[documents]``)."""

import io
import logging
import zipfile
from collections.abc import Iterator

from fabula.errors import EmptyError, NotTextError, SourceError, TooLargeError
from fabula.ingest.items import PAGE_LIMIT, Item, megabytes

NEEDED = "is {}: to read it, install fabula[documents]"
PAGES = 500
"""Pages of one PDF that are read."""
UNPACKED = 200_000_000
"""Bytes that a document's parts may have unpacked: a small file can claim terabytes."""


def is_word(data: bytes) -> bool:
    """Whether bytes are a Word document (.docx)."""
    return data.startswith(b"PK\x03\x04") and b"word/" in data


def pdf(data: bytes, source: str) -> Iterator[Item | SourceError]:
    """The text of a PDF, as one article; what the file says of itself beside it."""
    try:
        import pypdf
    except ImportError:
        raise NotTextError(source, NEEDED.format("a PDF")) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it prints what a broken file holds
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotTextError(source, "is a PDF that asks for a password")
        pages = [page.extract_text() for page in reader.pages[:PAGES]]
        about = reader.metadata
        title, author = (about.title, about.author) if about is not None else (None, None)
    except SourceError:
        raise
    except Exception as error:  # a library's many errors on broken files
        raise NotTextError(source, f"is a broken PDF: {' '.join(str(error).split())[:120]}") from None
    yield _item(source, "\n\n".join(p.strip() for p in pages), title, author, "PDF, which may be pictures of pages")


def word(data: bytes, source: str) -> Iterator[Item | SourceError]:
    """The text of a Word document, a paragraph a line."""
    try:
        import docx
    except ImportError:
        raise NotTextError(source, NEEDED.format("a Word document")) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise TooLargeError(source, f"unpacks to over {megabytes(UNPACKED)}")
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(p.text.strip() for p in document.paragraphs if p.text.strip())
        about = document.core_properties
        title, author = about.title, about.author
    except SourceError:
        raise
    except Exception as error:  # a library's many errors on broken files
        raise NotTextError(source, f"is a broken Word document: {' '.join(str(error).split())[:120]}") from None
    yield _item(source, text, title, author, "Word document")


def _item(source: str, text: str, title: object, author: object, what: str) -> Item:
    if not text.strip():
        raise EmptyError(source, f"is a {what}, and holds no text")
    if len(text) > PAGE_LIMIT:
        raise TooLargeError(source, f"the text is over {megabytes(PAGE_LIMIT)}")
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    first = text.strip().splitlines()[0].strip().casefold()
    # A document's own title is kept where its text bears it: templates name themselves "Microsoft Word - x.doc".
    named = str(title).strip() if title and str(title).strip().casefold() == first else None
    people = (str(author).strip(),) if author and " " in str(author).strip() else ()
    return Item(source=source, media="row", text=text, title=named, authors=people)
