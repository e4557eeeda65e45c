"""How long a provider that answered 429 wants to be left alone, for all processes together.

Kept where the calls are counted: Redis, an SQLite file of this machine, or memory.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import redis

log = logging.getLogger(__name__)

Clock = Callable[[], float]
_TROUBLES = (sqlite3.Error, redis.RedisError, OSError)


class Store(Protocol):
    """Until when each provider is left alone, in seconds since the epoch."""

    def until(self, provider: str) -> float:
        """0 where nobody was asked to pause."""

    def keep(self, provider: str, until: float) -> None:
        """Remember, unless it was asked for longer before."""


class SqlitePauses:
    """In one file, for the processes of one machine."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._open()) as rows:
            rows.execute(
                "CREATE TABLE IF NOT EXISTS pauses (provider TEXT PRIMARY KEY, until REAL)"
            )

    def until(self, provider: str) -> float:
        """As in `Store`."""
        with closing(self._open()) as rows:
            found = rows.execute("SELECT until FROM pauses WHERE provider = ?", (provider,))
            return float((found.fetchone() or (0.0,))[0])

    def keep(self, provider: str, until: float) -> None:
        """As in `Store`."""
        with closing(self._open()) as rows:
            rows.execute(
                "INSERT INTO pauses VALUES (?, ?)"
                " ON CONFLICT (provider) DO UPDATE SET until = max(until, excluded.until)",
                (provider, until),
            )

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=2.0, isolation_level=None)


class RedisPauses:
    """For the processes of all machines; ends by itself."""

    def __init__(self, connection: redis.Redis) -> None:
        self._redis = connection

    def until(self, provider: str) -> float:
        """As in `Store`."""
        return float(self._redis.get(self._key(provider)) or 0.0)

    def keep(self, provider: str, until: float) -> None:
        """As in `Store`."""
        if until > self.until(provider):
            self._redis.set(self._key(provider), until, exat=int(until) + 1)

    def _key(self, provider: str) -> str:
        return f"lighttable:pause:{provider}"


class Pause:
    """Of one `provider`. Without `shared`, or while that fails, this process knows its own."""

    def __init__(
        self, provider: str, shared: Store | None = None, *, clock: Clock = time.time
    ) -> None:
        self._provider = provider
        self._shared = shared
        self._clock = clock
        self._until = 0.0

    def left(self) -> float:
        """Seconds that it is still to be left alone, 0 where it may be asked."""
        if self._until <= self._clock() and self._shared:
            try:
                self._until = self._shared.until(self._provider)
            except _TROUBLES as error:
                log.warning("pauses are this process's own: %s", type(error).__name__)
        return max(0.0, self._until - self._clock())

    def begin(self, seconds: float) -> None:
        """It asked for a pause of `seconds`."""
        self._until = max(self._until, self._clock() + seconds)
        if self._shared:
            try:
                self._shared.keep(self._provider, self._until)
            except _TROUBLES as error:
                log.warning("pauses are this process's own: %s", type(error).__name__)


def open_pauses(url: str) -> Store | None:
    """The store at `url`, as of a ledger; None where each process has its own."""
    scheme = url.partition(":")[0]
    if scheme in ("redis", "rediss"):
        return RedisPauses(
            redis.Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5)
        )
    if scheme == "sqlite":
        try:
            return SqlitePauses(Path(unquote(urlsplit(url).path[1:])))
        except _TROUBLES as error:
            log.warning("pauses are this process's own: %s", type(error).__name__)
    return None
