"""Counts calls by hour, for all processes together: in Redis, in an SQLite file, in memory."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections import Counter
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import redis

log = logging.getLogger(__name__)

# This hour and the 24 before: whenever a provider's day begins, all of it is in here.
HOURS = 25
_TROUBLES = (sqlite3.Error, redis.RedisError, OSError)


class Ledger(Protocol):
    """Calls of the last day, by provider; `hour` counts from the epoch."""

    def take(self, provider: str, hour: int, ceiling: int) -> bool:
        """Count one call unless there are `ceiling` already; whether it was counted."""

    def total(self, provider: str, hour: int) -> int:
        """Calls counted in the `HOURS` up to `hour`."""


class MemoryLedger:
    """Of this process alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: Counter[tuple[str, int]] = Counter()

    def take(self, provider: str, hour: int, ceiling: int) -> bool:
        """As in `Ledger`."""
        with self._lock:
            if self._sum(provider, hour) >= ceiling:
                return False
            self._calls[provider, hour] += 1
        return True

    def total(self, provider: str, hour: int) -> int:
        """As in `Ledger`."""
        with self._lock:
            return self._sum(provider, hour)

    def _sum(self, provider: str, hour: int) -> int:
        return sum(self._calls[provider, one] for one in range(hour - HOURS + 1, hour + 1))


class SqliteLedger:
    """In one file, for the processes of one machine. A write waits for its turn."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as rows:
            rows.execute(
                "CREATE TABLE IF NOT EXISTS calls"
                " (provider TEXT, hour INTEGER, calls INTEGER, PRIMARY KEY (provider, hour))"
            )

    def take(self, provider: str, hour: int, ceiling: int) -> bool:
        """As in `Ledger`."""
        rows = self._open()
        try:
            rows.execute("BEGIN IMMEDIATE")
            rows.execute("DELETE FROM calls WHERE hour <= ?", (hour - HOURS,))
            is_free = _sum(rows, provider, hour) < ceiling
            if is_free:
                rows.execute(
                    "INSERT INTO calls VALUES (?, ?, 1)"
                    " ON CONFLICT (provider, hour) DO UPDATE SET calls = calls + 1",
                    (provider, hour),
                )
            rows.execute("COMMIT")
        finally:
            rows.close()
        return is_free

    def total(self, provider: str, hour: int) -> int:
        """As in `Ledger`."""
        rows = self._open()
        try:
            return _sum(rows, provider, hour)
        finally:
            rows.close()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=2.0, isolation_level=None)


def _sum(rows: sqlite3.Connection, provider: str, hour: int) -> int:
    (found,) = rows.execute(
        "SELECT coalesce(sum(calls), 0) FROM calls WHERE provider = ? AND hour BETWEEN ? AND ?",
        (provider, hour - HOURS + 1, hour),
    ).fetchone()
    return int(found)


# One step for Redis, so that two machines never both take the last call.
_TAKE = """
local total = 0
for i = 1, #KEYS do total = total + tonumber(redis.call('GET', KEYS[i]) or '0') end
if total >= tonumber(ARGV[1]) then return 0 end
redis.call('INCR', KEYS[#KEYS])
redis.call('EXPIRE', KEYS[#KEYS], ARGV[2])
return 1
"""


class RedisLedger:
    """For the processes of all machines."""

    def __init__(self, connection: redis.Redis) -> None:
        self._redis = connection
        self._take = connection.register_script(_TAKE)

    def take(self, provider: str, hour: int, ceiling: int) -> bool:
        """As in `Ledger`."""
        keys = self._keys(provider, hour)
        return bool(self._take(keys=keys, args=[ceiling, (HOURS + 1) * 3600]))

    def total(self, provider: str, hour: int) -> int:
        """As in `Ledger`."""
        counts = self._redis.mget(self._keys(provider, hour))
        return sum(int(one or 0) for one in counts)

    def _keys(self, provider: str, hour: int) -> list[str]:
        # The braces keep the hours of one provider on one node of a cluster.
        first = hour - HOURS + 1
        return [f"lighttable:calls:{{{provider}}}:{one}" for one in range(first, hour + 1)]


class SafeLedger:
    """`first`, and while that fails this process's own count, so that none is without one."""

    def __init__(self, first: Ledger) -> None:
        self._first = first
        self._own = MemoryLedger()

    def take(self, provider: str, hour: int, ceiling: int) -> bool:
        """As in `Ledger`."""
        try:
            return self._first.take(provider, hour, ceiling)
        except _TROUBLES as error:
            log.warning("calls are counted by this process alone: %s", type(error).__name__)
            return self._own.take(provider, hour, ceiling)

    def total(self, provider: str, hour: int) -> int:
        """As in `Ledger`."""
        try:
            return self._first.total(provider, hour) + self._own.total(provider, hour)
        except _TROUBLES:
            return self._own.total(provider, hour)


def open_ledger(url: str) -> Ledger:
    """The ledger at `url`: ``redis://…``, ``sqlite:////absolute/file``, or ``memory://``."""
    scheme = url.partition(":")[0]
    if scheme in ("redis", "rediss"):
        connection = redis.Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5)
        return SafeLedger(RedisLedger(connection))
    if scheme == "sqlite":
        try:
            return SafeLedger(SqliteLedger(Path(unquote(urlsplit(url).path[1:]))))
        except _TROUBLES as error:
            log.warning("calls are counted by this process alone: %s", type(error).__name__)
    return MemoryLedger()
