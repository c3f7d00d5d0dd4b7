"""What the learned models share: onnxruntime sessions and the tokenizer, loaded once a process and file."""

import json
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from fabula.errors import ModelError


def contents(path: Path) -> bytes:
    """A model's file; raises ModelError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as e:
        raise ModelError(f"the model's {path.name} cannot be read: {e}") from e


def card(path: Path) -> dict[str, Any]:
    """A model's settings; raises ModelError where they cannot be read."""
    try:
        out: dict[str, Any] = json.loads(contents(path))
    except ValueError as e:
        raise ModelError(f"the model's {path.name} is unusable: {e}") from e
    return out


@cache
def tokenizer(path: Path) -> Any:
    """A tokenizer; raises ModelError where its file is missing or unusable."""
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_str(contents(path).decode())
    except ValueError as e:
        raise ModelError(f"the model's {path.name} is unusable: {e}") from e


@cache
def runtime() -> Any:
    """onnxruntime, which tells nobody what is run.

    As shipped it asks the network for its maker's collector of events and writes a device's id into the user's folder
    (seen in 1.32). The variable keeps that from beginning, so it is set before the library is first imported; the call
    stops what an application that imported it earlier began. All of Fabula gets the library from here.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    # Imported where it is used: it costs a tenth of a second, which a command that reads nothing need not pay.
    import onnxruntime as ort

    if hasattr(ort, "disable_telemetry_events"):  # earlier versions have none, and no telemetry
        ort.disable_telemetry_events()
    return ort


def session(path: Path, outputs: Iterable[str], threads: int = 1) -> Any:
    """An onnxruntime session on the processor.

    Raises ModelError where the file is missing or unusable, or lacks one of the ``outputs``.
    """
    ort = runtime()
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Without VNNI instructions products of signed weights overflow (AVX2 adds them in 16 bits); exact ones cost a tenth more.
    # Where there are such instructions this changes nothing.
    options.add_session_config_entry("session.x64quantprecision", "1")
    # The fused sum and norm is not vectorised (onnxruntime 1.31): apart they take an eighth of its time.
    options.add_session_config_entry("optimization.disable_specified_optimizers", "SkipLayerNormFusion")
    model = contents(path)
    try:
        out = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as e:  # onnxruntime raises classes of its own for each way a file can be bad
        raise ModelError(f"the model's {path.name} is unusable: {e}") from e
    if lacking := set(outputs) - {x.name for x in out.get_outputs()}:
        raise ModelError(f"the model's {path.name} is of another version: it lacks {', '.join(sorted(lacking))}")
    return out
