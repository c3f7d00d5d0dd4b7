"""What is said on standard error, for programs that gather it: with FABULA_LOG=json a JSON object a line."""

import contextlib
import json
import logging
import os
import sys
import time
from collections.abc import Mapping
from typing import Any


def structured() -> bool:
    """Whether messages are to be JSON."""
    return os.environ.get("FABULA_LOG", "").lower() == "json"


def line(level: str, message: str, fields: Mapping[str, Any] | None = None) -> str:
    """One message as a JSON object: ``time`` (UTC), ``level``, ``process``, ``message``, and what goes with it."""
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return json.dumps(
        {"time": at, "level": level, "process": os.getpid(), "message": message, **(fields or {})}, ensure_ascii=False
    )


class _Lines(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        fields = getattr(record, "fields", {})
        message = record.getMessage().removeprefix("fabula: ")
        with contextlib.suppress(OSError):  # where nobody can be told, the work is still done
            sys.stderr.write(line(record.levelname.lower(), message, fields) + "\n")


def begin() -> None:
    """Let what the package logs go to standard error as JSON, where that is asked for; from INFO on."""
    log = logging.getLogger("fabula")
    if structured() and not any(isinstance(h, _Lines) for h in log.handlers):
        log.addHandler(_Lines())
        log.setLevel(logging.INFO)
        log.propagate = False
