"""Every error that Fabula raises on purpose.

FabulaError
├── SourceError      an input could not be had or read; the message names it
│   ├── EmptyError       it holds no text
│   ├── TooLargeError    it is over the limit
│   ├── NotTextError     it is binary, or text in no known encoding
│   └── AddressError     an address is dead, forbidden or redirects where it may not
├── EvidenceError    a record's span is not in its article's text
├── DossierError     a dossier is missing, locked, damaged or of a later version
├── ModelError       a model's file is missing or unusable
├── UsageError       a call's arguments do not fit
└── OutputError      what was asked for cannot be written
"""

from fabula.printing import line


class FabulaError(Exception):
    """The root: catch this to catch all of them."""


class SourceError(FabulaError):
    """An input could not be had or read; ``source`` names it."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{line(source)}: {line(why)}")
        self.source = source
        self.why = why

    def __reduce__(self) -> tuple[type["SourceError"], tuple[str, str]]:
        return type(self), (self.source, self.why)  # from a worker process it comes as it was


class EmptyError(SourceError):
    """An input holds no text."""


class TooLargeError(SourceError):
    """An input is over the limit."""


class NotTextError(SourceError):
    """An input is binary, or text in no known encoding."""


class AddressError(SourceError):
    """An address does not answer, is forbidden, or redirects where it may not."""


class EvidenceError(FabulaError):
    """A record's span is not in its article's text."""


class DossierError(FabulaError):
    """A dossier is missing, locked, damaged or of a later version."""


class ModelError(FabulaError):
    """A model's file is missing or unusable."""


class UsageError(FabulaError):
    """A call's arguments do not fit."""


class OutputError(FabulaError):
    """What was asked for cannot be written: the disk is full, or whoever reads the output went away (``gone``)."""

    def __init__(self, why: str, *, gone: bool = False) -> None:
        super().__init__(why)
        self.gone = gone
