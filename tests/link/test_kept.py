"""What a build keeps of an article is the same in every process, or two builds of one set would differ."""

import os
import subprocess
import sys

import msgspec

import fabula

CODE = (
    "import sys, msgspec\n"
    "from fabula.link.events.reports import page\n"
    "from fabula.model.records import Annotation\n"
    "sys.stdout.buffer.write(page(msgspec.json.decode(sys.stdin.buffer.read(), type=Annotation)))\n"
)


def test_what_is_kept_of_reports_hangs_on_no_hash_seed() -> None:
    text = "Police said that 43 of 47 people in 18 towns were killed on May 12, 2019, when 430 houses burned."
    told = msgspec.json.encode(fabula.annotate(text, plain=True))
    kept = {
        subprocess.run(
            [sys.executable, "-c", CODE],
            input=told,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(kept) == 1
    assert len(kept.pop()) > 200, "there are reports"
