"""The PostgreSQL and Redis that tests may use, where they are."""

import os
import uuid

import psycopg
import pytest
import redis

REDIS_URL = os.environ.get("LIGHTTABLE_TEST_REDIS", "redis://127.0.0.1:6379/9")
POSTGRES_URL = os.environ.get("LIGHTTABLE_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test")


def _why_no_redis() -> str:
    try:
        redis.Redis.from_url(REDIS_URL, socket_connect_timeout=2).ping()
    except redis.RedisError as error:
        return f"no Redis at {REDIS_URL}: {error}"
    return ""


def _why_no_postgres() -> str:
    try:
        psycopg.connect(POSTGRES_URL, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        return f"no PostgreSQL at {POSTGRES_URL}: {str(error).splitlines()[0]}"
    return ""


NO_REDIS, NO_POSTGRES = _why_no_redis(), _why_no_postgres()
needs_redis = pytest.mark.skipif(bool(NO_REDIS), reason=NO_REDIS)
needs_postgres = pytest.mark.skipif(bool(NO_POSTGRES), reason=NO_POSTGRES)


def own_name() -> str:
    """A name that no other run of the tests uses."""
    return f"test-{uuid.uuid4().hex[:12]}"
