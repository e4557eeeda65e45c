"""Whether this process can answer pages: its database, its tables, its cache."""

from __future__ import annotations

import threading

import redis
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

_migrated = threading.Event()  # migrations are not undone under a running process


def troubles() -> list[str]:
    """One line for each thing that is not ready; none is ready."""
    found = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _is_migrated():
            found.append("database: tables are missing or old; run manage.py migrate")
    except DatabaseError as error:
        found.append(f"database: {type(error).__name__}")
    try:
        cache.set("readyz", 1, 10)
    except (redis.RedisError, OSError) as error:
        found.append(f"cache: {type(error).__name__}")
    return found


def _is_migrated() -> bool:
    if not _migrated.is_set():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.set()
    return True
