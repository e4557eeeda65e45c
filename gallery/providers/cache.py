"""Where answers are kept: an SQLite file, Redis, or memory, by URL.

Cache troubles never become the visitor's: what cannot be read was never kept, what
cannot be written is not kept, and either is logged.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import redis
import requests_cache
from requests_cache.backends.base import BaseCache
from requests_cache.backends.redis import RedisCache
from requests_cache.backends.sqlite import SQLiteCache

log = logging.getLogger(__name__)

FRESH = 10 * 60  # s: an answer this young is as good as asking
# Harvard is refreshed daily: up to a day, the old answer at once and a new one behind it.
STALE_WHILE_REVALIDATE = 24 * 3600 - FRESH
FRESH_ENOUGH = FRESH + STALE_WHILE_REVALIDATE  # s: a record's own page shows none older
LONGEST = 14 * 24 * 3600  # s: Harvard's terms, content is kept two weeks at most
MOST_ANSWERS = 5_000  # about 60 kB each
PRUNE_EVERY = 200  # writes

# Pickles run code when read; JSON does not, whoever can write to a shared Redis.
SERIALIZER = "json"
_STORAGE_ERRORS = (sqlite3.Error, redis.RedisError, OSError)


class _Forgiving(BaseCache):
    """Answers go on without a cache when it fails, and it does not grow without end."""

    writes = 0

    def get_response(self, key: str, default: Any = None) -> Any:
        """The kept answer, or `default`."""
        try:
            return super().get_response(key, default)
        except _STORAGE_ERRORS as error:
            log.warning("the cache of answers cannot be read: %s", type(error).__name__)
            return default

    def save_response(self, *args: Any, **kwargs: Any) -> None:
        """Keep an answer if that is possible."""
        try:
            super().save_response(*args, **kwargs)
            self.writes += 1
            if self.writes % PRUNE_EVERY == 0:
                prune(self)
        except _STORAGE_ERRORS as error:
            log.warning("the cache of answers cannot be written: %s", type(error).__name__)


class MemoryAnswers(_Forgiving):
    """Kept as long as the process lives. Threads take turns: a dict must not change under a walk."""

    def __init__(self, namespace: str = "answers") -> None:
        super().__init__(namespace)
        self._turn = threading.RLock()

    def save_response(self, *args: Any, **kwargs: Any) -> None:
        """Keep an answer."""
        with self._turn:
            super().save_response(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> None:
        """Drop answers by key or age."""
        with self._turn:
            super().delete(*args, **kwargs)


class SqliteAnswers(_Forgiving, SQLiteCache):
    """Kept in one file, shared by the processes of one machine."""


class RedisAnswers(_Forgiving, RedisCache):
    """Kept in Redis, shared by machines; it drops what is too old by itself."""


def open_cache(url: str, namespace: str) -> BaseCache:
    """The cache at `url`: ``sqlite:////absolute/file``, ``redis://…``, or ``memory://``.

    Caches of different `namespace` never see each other's answers: live and sandboxed
    answers come from the same addresses and must not mix.
    """
    scheme = url.partition(":")[0]
    if scheme in ("redis", "rediss"):
        connection = redis.Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5)
        return RedisAnswers(
            f"lighttable:{namespace}",
            connection=connection,
            ttl_offset=LONGEST - FRESH,
            serializer=SERIALIZER,
        )
    if scheme == "sqlite":
        return _open_sqlite(_file(url, namespace))
    if scheme in ("memory", "locmem"):
        return MemoryAnswers(namespace)
    raise ValueError(f"no cache of answers for {scheme}://")


def _file(url: str, namespace: str) -> Path:
    path = Path(unquote(urlsplit(url).path[1:]))
    return path.with_name(f"{path.stem}-{namespace}.sqlite3")


def _sqlite(path: Path) -> SqliteAnswers:
    return SqliteAnswers(path, serializer=SERIALIZER, wal=True, busy_timeout=2_000)


def _open_sqlite(path: Path) -> BaseCache:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        cache = _sqlite(path)
        prune(cache)
    except _STORAGE_ERRORS as error:
        log.warning("answers are kept in memory, %s: %s", path.name, type(error).__name__)
        return MemoryAnswers(path.stem)
    return cache


def prune(cache: BaseCache) -> int:
    """Drop answers older than two weeks, and some when there are too many; how many went."""
    before = len(list(cache.responses.keys()))
    if isinstance(cache, SQLiteCache):
        cache.delete(older_than=LONGEST, vacuum=False)  # a vacuum would lock every reader out
    else:
        cache.delete(older_than=LONGEST)
    keys = list(cache.responses.keys())
    surplus = keys[: max(0, len(keys) - MOST_ANSWERS)]
    cache.responses.bulk_delete(surplus)
    return before - len(keys) + len(surplus)


def prune_kept(url: str, namespace: str) -> int:
    """Prune the file of answers that ``open_cache`` opens, if there is one; how many went.

    Redis drops what is too old by itself, and memory ends with its process.
    """
    if not url.startswith("sqlite:") or not _file(url, namespace).is_file():
        return 0
    try:
        cache = _sqlite(_file(url, namespace))
        gone = prune(cache)
        cache.close()
    except _STORAGE_ERRORS as error:
        log.warning("the cache of answers cannot be pruned: %s", type(error).__name__)
        return 0
    return gone


def settings() -> dict[str, Any]:
    """How answers age, in the words of requests-cache.

    What the upstream's own cache headers say is left aside: they have been seen to lie.
    """
    return {
        "expire_after": FRESH,
        "stale_while_revalidate": STALE_WHILE_REVALIDATE,
        "stale_if_error": LONGEST - FRESH,
        "allowable_codes": (200,),
        "allowable_methods": ("GET",),
        "cache_control": False,
        # The key is added below the cache and never reaches it; should it ever, it is dropped.
        "ignored_parameters": ["apikey", "key", *requests_cache.DEFAULT_IGNORED_PARAMS],
    }
