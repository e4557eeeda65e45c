"""Has files decoded by worker processes, and survives whatever becomes of those."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from gallery.decoding.kinds import disguise
from gallery.decoding.worker import read_message, write_message

MEMORY = 1 << 30  # bytes: 40 megapixels as RGBA, twice, and room for the libraries
SECONDS = 20.0
JOBS = 100  # a worker is replaced after so many, so that its memory stays flat
UNREADABLE = ("UnknownFormatError", "BrokenPictureError")
_ROOT = Path(__file__).resolve().parent.parent.parent


class DecodingError(ValueError):
    """The file could not be decoded; ``kind`` is the worker's exception, or what became of it.

    ``MemoryError``: it needs more memory than is allowed. ``Timeout``: more time.
    ``Died``: the decoder crashed. ``Disguised``: it begins as a picture and goes on as
    something else. Else the name of the exception that the job raised.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class _Worker:
    """One process and the two pipes to it."""

    def __init__(self, memory: int) -> None:
        # One thread: BLAS reserves memory for each, and the web processes share the cores.
        environ = {"PATH": os.environ.get("PATH", ""), "OPENBLAS_NUM_THREADS": "1"}
        self.jobs = 0
        self.process = subprocess.Popen(  # noqa: S603 - our own words only
            [sys.executable, "-m", "gallery.decoding.worker", str(memory)],
            cwd=_ROOT,
            env=environ,  # nothing of ours: no keys for a decoder that was taken over
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, head: bytes, file: bytes, seconds: float) -> dict[str, Any]:
        """The answer to one job; raises `DecodingError` where there comes none."""
        source, target = self.process.stdout, self.process.stdin
        if source is None or target is None:
            raise RuntimeError("the worker was started with pipes")
        late = threading.Event()

        def end() -> None:
            late.set()
            self.process.kill()

        watch = threading.Timer(seconds, end)
        watch.start()
        try:
            write_message(target, head)
            write_message(target, file)
            found = json.loads(read_message(source))
            if isinstance(found, dict) and found.get("raw"):
                found["value"] = (found.get("value"), read_message(source))
        except (EOFError, OSError, ValueError):
            self.close()
            if late.is_set():
                raise DecodingError("Timeout", "it takes longer than is allowed") from None
            raise DecodingError("Died", "its decoder crashed") from None
        finally:
            watch.cancel()
        self.jobs += 1
        return found if isinstance(found, dict) else {}

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # what was not written has nobody to read it
                    continue
        self.process.wait()


class Workshop:
    """At most `workers` files at once, each in at most `memory` bytes and `seconds`.

    Workers start when they are first needed and are kept. Safe to call from any thread.
    """

    def __init__(self, *, workers: int = 2, memory: int = MEMORY, seconds: float = SECONDS) -> None:
        self._memory = memory
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(workers)
        self._idle: SimpleQueue[_Worker] = SimpleQueue()

    def call(self, job: str, file: bytes, **options: Any) -> Any:
        """What ``module:function`` returns, as JSON, for `file` (as a binary file) and `options`.

        Jobs may return a pair whose second is bytes. Raises `DecodingError`.
        """
        head = json.dumps({"job": job, "options": options}).encode()
        with self._places:
            worker = self._worker()
            found = worker.ask(head, file, self._seconds)
            self._keep(worker, found)
        if "error" in found:
            if found["error"] in UNREADABLE and (names := disguise(file)):
                raise DecodingError(
                    "Disguised", f"it begins as {names[0]} and goes on as {names[1]}"
                )
            raise DecodingError(str(found["error"]), str(found.get("message", "")))
        return found.get("value")

    def close(self) -> None:
        """End the workers that are idle."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def _worker(self) -> _Worker:
        while True:
            try:
                worker = self._idle.get_nowait()
            except Empty:
                return _Worker(self._memory)
            if worker.process.poll() is None:
                return worker
            worker.close()

    def _keep(self, worker: _Worker, found: dict[str, Any]) -> None:
        # After running out of memory nothing in the process is to be trusted.
        if worker.jobs >= JOBS or found.get("error") == "MemoryError":
            worker.close()
        else:
            self._idle.put(worker)


@cache
def workshop() -> Workshop:
    """The one of this process, made when it is first needed."""
    return Workshop(workers=max(2, os.cpu_count() or 1))
