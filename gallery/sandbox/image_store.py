"""Derivatives as files: each is made once, then only read.

A file's name is the SHA-256 of its key, so nothing that a visitor writes into an address
ever becomes part of a path. Files appear by an atomic rename: a reader sees a whole one
or none, also when several processes share the folder.
"""

import contextlib
import hashlib
import os
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gallery.sandbox.once import KeyedLocks

MAX_BYTES = 512 * 2**20
KEPT_SHARE = 0.8  # what eviction leaves, so that it does not run at every write
TOUCH_EVERY = 600.0  # seconds between two notes that a file is in use
STALE_PART = 3600.0  # seconds after which an unfinished file has lost its writer


@dataclass(frozen=True, slots=True)
class Stored:
    """A derivative: its bytes, and when it was made (seconds since the epoch)."""

    data: bytes
    made_at: float


class DerivativeStore:
    """Files below `root`, together at most `max_bytes`; the longest unused go first.

    The time of last use is kept in the files' access time, which is set here and does not
    depend on how the disk is mounted. The modification time is when a file was made.
    """

    def __init__(self, root: Path, max_bytes: int = MAX_BYTES) -> None:
        self.root = root
        self.max_bytes = max_bytes
        self._making = KeyedLocks()
        self._counting = threading.Lock()
        self._total: int | None = None

    def path_of(self, key: str) -> Path:
        """Where the derivative of `key` is, or would be."""
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.root / name[:2] / name[2:]

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> Stored:
        """The kept derivative of `key`, else what `make` returns, kept from now on.

        Requests for the same key at the same time make it once. A disk that cannot be
        written costs the keeping, not the answer. What `make` raises is passed on.
        """
        path = self.path_of(key)
        found = self._read(path)
        if found is None:
            with self._making.holding(key):
                found = self._read(path)
                if found is None:
                    found = Stored(make(), time.time())
                    self._write(path, found.data)
        return found

    def _read(self, path: Path) -> Stored | None:
        try:
            with path.open("rb") as file:
                status = os.fstat(file.fileno())
                data = file.read()
        except OSError:
            return None
        if time.time() - status.st_atime > TOUCH_EVERY:
            with contextlib.suppress(OSError):  # evicted by another process meanwhile
                os.utime(path, (time.time(), status.st_mtime))
        return Stored(data, status.st_mtime)

    def _write(self, path: Path, data: bytes) -> None:
        part: Path | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
                part = Path(file.name)
                file.write(data)
            part.replace(path)
        except OSError:
            if part is not None:
                part.unlink(missing_ok=True)
            return
        self._count(len(data))

    def _count(self, added: int) -> None:
        with self._counting:
            if self._total is None:
                self._total = sum(size for _, size, _ in self._files())
            else:
                self._total += added
            if self._total > self.max_bytes:
                self._total = self._evict()

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self.root.glob("??/*"):
            with contextlib.suppress(OSError):  # gone meanwhile
                status = path.stat()
                found.append((status.st_atime, status.st_size, path))
        return found

    def _evict(self) -> int:
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        for used_at, size, path in files:
            if total <= self.max_bytes * KEPT_SHARE:
                break
            if path.suffix == ".part" and time.time() - used_at < STALE_PART:
                continue
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
                total -= size
        return total
