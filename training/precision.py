"""Which numbers training and its measurements multiply: bfloat16 where the processor can, else float32."""

import platform
from pathlib import Path

import torch

HALF = {"avx512_bf16", "amx_bf16", "bf16"}
"""Flags of processors that multiply bfloat16 themselves (Intel and AMD, Arm); the others emulate it, some hundred times
slower than float32."""
CPU = Path("/proc/cpuinfo")


def halves(text: str) -> bool:
    """Whether a /proc/cpuinfo tells of a processor that multiplies bfloat16."""
    return any(
        not HALF.isdisjoint(line.partition(":")[2].split())
        for line in text.splitlines()
        if line.lower().startswith(("flags", "features"))
    )


def autocast() -> torch.autocast:
    """The context in which a network is run: matrix products in bfloat16 where that is fast, else nothing changes."""
    able = platform.system() == "Linux" and CPU.is_file() and halves(CPU.read_text(encoding="utf-8"))
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=able)
