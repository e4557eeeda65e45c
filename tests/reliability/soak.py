"""``make soak``: visitors for an hour while both upstreams misbehave in every way there is.

Samples memory and open files of every process and prints what became of them. They are flat
where the median of the last fifth of the time is no more than `MOST_MB` and `MOST_FILES`
above that of the second fifth; the first is for warming up, as are `WARM` requests before.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.decoding.hostile import plain as picture
from tests.decoding.hostile import png
from tests.hostile.faults import FAULTS
from tests.hostile.upstream import Connection, HostileUpstream, as_json
from tests.reliability.many import FIRST, answer
from tests.reliability.processes import SECRET, Installation
from tests.reliability.secrecy import HARVARD_KEY, HUB_KEY, in_command_lines, in_files
from tests.reliability.visiting import Sender
from tests.waiting import until

WARM = 100  # requests before the first sample
RECORDS = (2_000, 500)  # Harvard's, the Hub's
VISITORS = 6
PAUSE = 0.3  # s between two requests of one visitor
DEAD_AFTER, PERIOD = 50.0, 60.0  # s: at the end of each minute the upstreams are wholly dead
MOST_MB, MOST_FILES = 32.0, 24
FINE = (200, 302, 404, 415, 422, 429, 503)
LONGEST = 10.0  # s that any page may take
SECRETS = [SECRET, HARVARD_KEY, HUB_KEY]


class Flapping:
    """Every other answer of the upstreams is a fault, each kind in its turn."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.injected: Counter[str] = Counter()
        self._faults = itertools.cycle(FAULTS.items())
        self._turn = itertools.count()
        self._lock = threading.Lock()

    def __call__(self, connection: Connection) -> None:
        """Answer one request."""
        is_dead = (time.monotonic() - self.began) % PERIOD > DEAD_AFTER
        with self._lock:
            is_fine = next(self._turn) % 2 and not is_dead
            name, (behave, _kind) = ("none", (None, None)) if is_fine else next(self._faults)
            self.injected[name] += 1
        if behave is None:
            behave = as_json(answer(connection.request.split(" ")[1], RECORDS))
        behave(connection)


@dataclass
class Process:
    """What was seen of one process: MB resident and open files, sample by sample."""

    name: str
    megabytes: list[float] = field(default_factory=list)
    files: list[int] = field(default_factory=list)

    def growth(self) -> tuple[float, float]:
        """MB and files that it holds more in the last fifth than in the second."""
        return _growth(self.megabytes), _growth(self.files)


def _growth(samples: list[float] | list[int]) -> float:
    fifth = len(samples) // 5
    return statistics.median(samples[-fifth:]) - statistics.median(samples[fifth : 2 * fifth])


def sample(sessions: dict[int, str], seen: dict[int, Process]) -> None:
    """Look once at every process of `sessions` (number → name)."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):  # it has ended meanwhile
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            session = int(fields[3])
            if session not in sessions:
                continue
            pid = int(folder.name)
            command = (folder / "cmdline").read_text()
            part = "decoder" if "gallery.decoding" in command else ""
            part = part or ("" if pid == session else "child")
            megabytes = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20
            files = len(os.listdir(folder / "fd"))
            name = f"{sessions[session]} {part}".strip()
            found = seen.setdefault(pid, Process(f"{name} {pid}"))
            found.megabytes.append(megabytes)
            found.files.append(files)


def visit(url: str, number: int, over: threading.Event, notes: Counter[str]) -> None:
    """Ask for what costs: new words, unknown pictures, exports, uploads of any quality."""
    sender = Sender(url, f"127.0.2.{number + 1}")
    pictures = [picture("JPEG"), png(60_000, 60_000), picture("PNG")[:60], b"%!PS-Adobe"]
    for turn in itertools.count(number * 1_000_000):
        if over.is_set():
            return
        began = time.monotonic()
        kind, status = _request(sender, turn, pictures)
        took = time.monotonic() - began
        notes[f"{kind} {status}"] += 1
        if any(secret.encode() in sender.answered for secret in SECRETS):
            notes[f"BAD {kind}: a secret in the answer"] += 1
        if status not in FINE or took > LONGEST:
            notes[f"BAD {kind} {status} in {took:.0f} s"] += 1
        over.wait(PAUSE)


def _request(sender: Sender, turn: int, pictures: list[bytes]) -> tuple[str, int]:
    if turn % 8 == 0:
        return "upload", sender.upload("/colors/from-picture/", pictures[turn // 8 % 4])
    if turn % 8 == 1:
        return "export", sender.get(f"/export.json?q=horse&page={turn % 20 + 1}")
    if turn % 8 == 2:
        return "picture", sender.get(f"/images/harvard/{FIRST + turn % 3_000}/")
    if turn % 8 == 3:
        return "fresh", sender.get(f"/fresh/?q=river+{turn}")
    if turn % 8 == 4:
        return "color", sender.get(f"/?color=7d6432&page={turn % 30 + 1}")
    return "search", sender.get(f"/?q=night+{turn}")


@dataclass
class Soaked:
    """What came of it."""

    processes: list[Process]
    notes: Counter[str]
    injected: Counter[str]
    leaks: list[str]
    looked_through: tuple[int, int]  # command lines, and bytes of files, logs among them

    def problems(self) -> list[str]:
        """Everything that is not as it should be."""
        found = [f"{name}: {count}" for name, count in self.notes.items() if "BAD" in name]
        found += sorted(set(self.leaks))
        for one in self.processes:
            megabytes, files = one.growth()
            if megabytes > MOST_MB or files > MOST_FILES:
                found.append(f"{one.name}: {megabytes:+.1f} MB, {files:+.0f} files")
        return found

    def report(self) -> str:
        """The figures as a table."""
        lines = [
            f"{'process':28} {'samples':>7} {'MB':>7} {'growth':>7} {'files':>6} {'growth':>7}"
        ]
        for one in sorted(self.processes, key=lambda it: it.name):
            megabytes, files = one.growth()
            lines.append(
                f"{one.name:28} {len(one.files):7} {one.megabytes[-1]:7.0f} {megabytes:+7.1f}"
                f" {one.files[-1]:6} {files:+7.0f}"
            )
            tenth = max(1, len(one.megabytes) // 10)
            lines.append("  MB over time" + "".join(f"{it:5.0f}" for it in one.megabytes[::tenth]))
        faults = sum(count for name, count in self.injected.items() if name != "none")
        commands, size = self.looked_through
        lines.append(f"{commands} command lines and {size} bytes of files looked through")
        lines.append(f"{sum(self.injected.values())} questions to the upstreams, {faults} faults")
        lines += [f"{count:7} × {name}" for name, count in sorted(self.notes.items())]
        return "\n".join(lines)


def soak(seconds: float, every: float = 1.0) -> Soaked:
    """Let visitors and faults loose for so long; look at the processes `every` so often."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        upstream = HostileUpstream()
        stack.callback(upstream.close)
        upstream.behave = flapping = Flapping()
        site = Installation(
            f"sqlite:///{folder}/catalogue.sqlite3", folder,
            LIGHTTABLE_CACHE_DIR=str(folder), CACHE_URL="",
            HARVARD_API_URL=f"{upstream.url}/harvard", HARVARD_API_KEY=HARVARD_KEY,
            JHU_API_URL=f"{upstream.url}/jhu", JHU_API_KEY=HUB_KEY,
        )  # fmt: skip
        stack.callback(site.close)
        site.migrate()
        logs = [stack.enter_context(open(folder / f"{name}.log", "wb")) for name in ("web", "jobs")]
        url, server = site.serve(log=logs[0])
        worker = site.start("run_worker", log=logs[1])
        site.manage("queue_jobs")
        over, notes = threading.Event(), Counter[str]()
        visitors = [
            threading.Thread(target=visit, args=(url, number, over, notes), daemon=True)
            for number in range(VISITORS)
        ]
        for one in visitors:
            one.start()
        until(lambda: sum(notes.values()) > WARM and _has_harvested(folder), limit=300, every=0.5)
        seen: dict[int, Process] = {}
        leaks, commands = [], 0
        end, days = time.monotonic() + seconds, 0.0
        while time.monotonic() < end:
            sample({server.pid: "serve", worker.pid: "worker"}, seen)
            leaking, looked_at = in_command_lines({server.pid, worker.pid}, SECRETS)
            leaks += leaking
            commands += looked_at
            if time.monotonic() > days:
                days = time.monotonic() + PERIOD
                _new_day(folder / "calls.sqlite3")
                upstream.requests.clear()
            over.wait(every)
        over.set()
        for one in visitors:
            one.join(30)
        leaking, size = in_files(folder, SECRETS)
    whole = max(len(one.files) for one in seen.values())
    # Decoders are replaced after a hundred files: those of a short life say nothing of growth.
    lasting = [one for one in seen.values() if len(one.files) > max(10, whole // 2)]
    looked_through = (commands, size)
    return Soaked(lasting, notes, flapping.injected, leaks + leaking, looked_through)


def _has_harvested(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / "catalogue.sqlite3", timeout=10)) as rows:
        return bool(rows.execute("SELECT count(*) FROM harvest_harvestrun").fetchone()[0])


def _new_day(calls: Path) -> None:
    """Every minute is a day, else Harvard's 2,500 calls would end the faults with them."""
    if calls.exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(calls, timeout=2)) as rows:
            rows.execute("DELETE FROM calls")
            rows.execute("DELETE FROM pauses")
            rows.commit()


def main() -> int:
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    minutes = parser.parse_args().minutes
    print(f"soaking for {minutes:g} minutes …", flush=True)
    found = soak(minutes * 60)
    problems = found.problems()
    print(found.report())
    print("\n".join(["not flat:", *problems]) if problems else "flat")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
