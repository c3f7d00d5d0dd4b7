"""Builds that are killed, run out of disk, or have company: is anything lost, doubled or left behind?

    python -m benchmarks.kills [--kills 30] [--disks 10] [--pairs 10] [--seed 1]

Each trial begins with a dossier of the first ten articles of examples/flood and gives it all 26 with two workers. It is disturbed at a
seeded random moment, then the same command is run again. What must hold:

- straight after: `fabula verify` says true; what readers see is the generation before or the one after, whole; no process
  of the build, no temporary file and nothing in shared memory is left; where a word was possible, there is one;
- after the second run: every table is the same to the byte as after an undisturbed build, and no file stands beside the dossier.

``kills``: SIGKILL, SIGTERM, SIGINT in turn (SIGINT to all processes, as a terminal does). ``disks``: the dossier on a disk of its own
(tmpfs, needs the right to mount) that becomes full at a random size. ``pairs``: two builders of eight new articles each at once, one of
which gets a signal, and three readers that look again and again: one generation must never look two ways.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path

from fabula.store import opening
from fabula.store.copying import mark
from fabula.store.sql.database import TABLES

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "examples/flood").iterdir() if p.suffix in (".txt", ".html"))
BASE = 10
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
SEEN = (
    "article",
    "annotation",
    "revision",
    "aside",
    "resolved",
    "judgement",
    "decision",
    "candidate",
    "fact",
    "generation",
)
"""The tables that readers see; the others hold what is still to come, and what saves work."""
LOOK = """
import hashlib, json, sys, threading
import fabula
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
while not ended.is_set():
    with fabula.open(sys.argv[1]) as d:
        told = [sorted(json.dumps(r, sort_keys=True) for r in d.rows(w)) for w in ("articles", "events", "comparisons")]
        print(d.generation, hashlib.sha256(repr(told).encode()).hexdigest(), flush=True)
"""


def marks(path: Path) -> dict[str, str]:
    """A hash of each table. Left out of the memo is which names were held against each other on the way there."""
    with closing(opening.to_read(path)) as store:
        out = {t: mark(store.db, t) for t in TABLES if t not in ("memo", "fact")}
        kept = store.run("SELECT kind, key, body FROM memo WHERE kind != 'clash' ORDER BY kind, key")
        out["memo"] = hashlib.sha256(repr(kept).encode()).hexdigest()
        facts = dict(store.run("SELECT key, value FROM fact ORDER BY key"))
        counts = json.loads(facts.pop("compared", "{}"))
        facts["compared"] = {
            k: v for k, v in counts.items() if k not in ("new", "ruled")
        }  # those of the last build alone
        for name in ("generation", "redirects"):
            out[name] = facts.pop(name, "")
        out["fact"] = hashlib.sha256(repr(facts).encode()).hexdigest()
    return out


class Ground:
    """A folder for the trials, the dossier that each begins with, and what an undisturbed build makes of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.temporary = folder, folder / "tmp"
        self.temporary.mkdir()
        self.token = f"{os.getpid()}-{time.time_ns()}"
        self.base = folder / "base.fabula"
        self._sound(self.start(self.base, FILES[:BASE]))
        self.before = marks(self.base)
        whole = self.copy(folder / "whole.fabula")
        begun = time.monotonic()
        self._sound(self.start(whole))
        self.seconds = time.monotonic() - begun
        self.after, self.size = marks(whole), whole.stat().st_size
        self.shared = self._shared()
        self.suspects: set[str] = set()
        """What came into shared memory: of this machine's other processes too, so what is there at the end counts."""

    @staticmethod
    def _sound(p: "subprocess.Popen[str]") -> None:
        _, err = p.communicate()
        if p.returncode:
            raise SystemExit(f"an undisturbed build fails: {err}")

    def copy(self, path: Path) -> Path:
        """The dossier that a trial begins with."""
        with closing(sqlite3.connect(self.base)) as db, closing(sqlite3.connect(path)) as to:
            db.backup(to)
        return path

    def start(self, dossier: Path, files: list[str] = FILES) -> "subprocess.Popen[str]":
        """Begin a build."""
        env = {**os.environ, "TMPDIR": str(self.temporary), "FABULA_TRIAL": self.token}
        command = [sys.executable, "-m", "fabula", "build", *files, "-o", str(dossier), "--workers", "2"]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    @staticmethod
    def _shared() -> set[str]:
        return set(os.listdir("/dev/shm")) if os.path.isdir("/dev/shm") else set()

    def processes(self) -> list[int]:
        """The processes of a build that are still there."""
        out = []
        for at in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if f"FABULA_TRIAL={self.token}".encode() in (at / "environ").read_bytes():
                    state = (at / "stat").read_text().rsplit(")", 1)[1].split()[0]
                    out += [int(at.name)] if state not in "ZX" else []
        return out

    def left(self) -> list[str]:
        """What a build has left behind, once it had twenty seconds to go."""
        until = time.monotonic() + 20
        while (alive := self.processes()) and time.monotonic() < until:
            time.sleep(0.2)
        out = [f"process {p} is left" for p in alive]
        out += [f"temporary file {p} is left" for p in self.temporary.iterdir()]
        self.suspects |= {n for n in self._shared() - self.shared if "sem." in n or "psm_" in n}
        for p in self.temporary.iterdir():
            shutil.rmtree(p) if p.is_dir() else p.unlink()
        return out

    def verified(self, dossier: Path) -> list[str]:
        """What `fabula verify` says, where it does not say that all is true."""
        done = subprocess.run(
            [sys.executable, "-m", "fabula", "verify", str(dossier)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        return [] if done.returncode == 0 else [f"verify: {done.stdout}{done.stderr}"[:300]]

    def disturbed(self, dossier: Path) -> list[str]:
        """What is wrong straight after a build was ended."""
        out = self.left() + self.verified(dossier)
        now = marks(dossier)
        if all(now[t] == self.before[t] for t in SEEN):
            return out
        if all(now[t] == self.after[t] for t in SEEN):
            return [*out, "(new)"]
        return [*out, "what readers see is neither the generation before nor the one after"]

    def ended(self, dossier: Path, beside: Collection[str] = ()) -> list[str]:
        """What is wrong after the build was run again; tables in ``beside`` hang on who came first."""
        p = self.start(dossier)
        _, err = p.communicate()
        out = [f"the second run ends with {p.returncode}: {err[-200:]}"] if p.returncode else []
        out += self.left() + self.verified(dossier)
        now = marks(dossier)
        other = [t for t in now if now[t] != self.after[t] and t not in beside]
        out += [f"other than undisturbed: {', '.join(other)}"] if other else []
        files = [p.name for p in dossier.parent.glob(f"{dossier.name}?*")]
        return out + [f"left beside the dossier: {', '.join(files)}"] * bool(files)


def kills(ground: Ground, count: int, r: random.Random, done: Counter[str]) -> list[str]:
    """Builds that get a signal."""
    wrong = []
    for n in range(count):
        number, at = SIGNALS[n % len(SIGNALS)], r.uniform(0.02, 1.15) * ground.seconds
        dossier = ground.copy(ground.folder / f"killed{n}.fabula")
        p = ground.start(dossier)
        with suppress(subprocess.TimeoutExpired):
            p.wait(at)
        ended = p.poll() is not None
        if not ended:
            (os.killpg if number == signal.SIGINT else os.kill)(p.pid, number)
        _, err = p.communicate()
        found = ground.disturbed(dossier)
        expected = {signal.SIGKILL: -9, signal.SIGTERM: 143, signal.SIGINT: 130}[number]
        early = p.returncode == -number  # Python itself was still starting
        if not ended and not early and (p.returncode != expected or "Traceback" in err):
            found.append(f"exit status {p.returncode}: {err[-300:]}")
        found += ground.ended(dossier)
        done[
            f"{number.name}: {'had ended' if ended else 'after the flip' if '(new)' in found else 'before the flip'}"
        ] += 1
        wrong += report(f"{number.name} after {at:.1f} s", found)
        dossier.unlink()
    return wrong


def disks(ground: Ground, count: int, r: random.Random, done: Counter[str]) -> list[str]:
    """Builds on a disk that becomes full."""
    wrong, at = [], ground.folder / "disk"
    at.mkdir()
    for n in range(count):
        room = ground.base.stat().st_size + int(r.uniform(0.1, 2.2) * (ground.size - ground.base.stat().st_size))
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={room // 1024}k", "none", str(at)], check=False
        ).returncode:
            print("no disk of its own can be made here: full disks were not tried", file=sys.stderr)
            return wrong
        try:
            dossier = ground.copy(at / f"full{n}.fabula")
            p = ground.start(dossier)
            _, err = p.communicate()
            full = p.returncode != 0
            subprocess.run(["mount", "-o", "remount,size=256m", str(at)], check=True)
            found = ground.disturbed(dossier)
            if full and (p.returncode != 2 or "Traceback" in err or "full" not in err):
                found.append(f"exit status {p.returncode}: {err[-300:]}")
            found += ground.ended(dossier)
            done[f"full disk: {'became full' if full else 'had room'}"] += 1
            wrong += report(f"a disk of {room // 1024} KiB", found)
        finally:
            subprocess.run(["umount", str(at)], check=True)
    return wrong


def pairs(ground: Ground, count: int, r: random.Random, done: Counter[str]) -> list[str]:
    """Two builders and three readers at once; one builder gets a signal."""
    wrong = []
    for n in range(count):
        dossier = ground.copy(ground.folder / f"pair{n}.fabula")
        readers = [
            subprocess.Popen(
                [sys.executable, "-c", LOOK, str(dossier)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, text=True,
            )
            for _ in range(3)
        ]  # fmt: skip
        middle = BASE + (len(FILES) - BASE) // 2
        builders = [ground.start(dossier, FILES[BASE:middle]), ground.start(dossier, FILES[middle:])]
        number, hit = SIGNALS[n % len(SIGNALS)], builders[r.randrange(2)]
        with suppress(subprocess.TimeoutExpired):
            hit.wait(r.uniform(0.02, 1.5) * ground.seconds)
        hit.send_signal(number)
        said = [b.communicate()[1] for b in builders]
        found = [
            f"exit status {b.returncode}: {err[-300:]}"
            for b, err in zip(builders, said, strict=True)
            if (b is not hit and b.returncode) or "Traceback" in err
        ]
        found += ground.left() + ground.verified(dossier)
        looks: dict[str, set[str]] = {}
        for p in readers:
            out, err = p.communicate("")
            found += [f"a reader fails: {err[-300:]}"] if p.returncode else []
            for line in out.splitlines():
                looks.setdefault(line.split()[0], set()).add(line.split()[1])
            done["readers: looks"] += len(out.splitlines())
        # Which claims the judge was asked about, and which ids there once were, hangs on who came first.
        found += ground.ended(dossier, ("generation", "verdict", "redirects"))
        found += [f"generation {g} looks {len(s)} ways" for g, s in looks.items() if len(s) > 1]
        done[f"pairs: {number.name}"] += 1
        done[f"pairs: {len(looks)} generations seen"] += 1
        wrong += report(f"pair {n}, {number.name}", found)
        dossier.unlink()
    return wrong


def report(what: str, found: list[str]) -> list[str]:
    """Print how a trial went; returns a line for each thing that is wrong."""
    wrong = [f"{what}: {x}" for x in found if x != "(new)"]
    print(f"{what}: {'as undisturbed' if not wrong else '; '.join(found)}", flush=True)
    return wrong


def main() -> int:
    """The trials that are asked for on the command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, count in (("kills", 30), ("disks", 10), ("pairs", 10)):
        p.add_argument(f"--{name}", type=int, default=count)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    done: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        ground = Ground(Path(name))
        print(f"undisturbed: {ground.seconds:.1f} s, {ground.size:,} bytes", flush=True)
        wrong: list[str] = []
        for trials, count in ((kills, a.kills), (disks, a.disks), (pairs, a.pairs)):
            wrong += trials(ground, count, random.Random(f"{a.seed} {trials.__name__}"), done)
        time.sleep(5)
        wrong += [f"/dev/shm/{n} is left" for n in ground.suspects & ground._shared()]
    print(json.dumps(dict(sorted(done.items())), indent=1))
    print(f"{len(wrong)} things are wrong", *wrong, sep="\n  ")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
