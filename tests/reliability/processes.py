"""Real processes on a database of their own: servers, workers, commands."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import psycopg

from tests.paths import ROOT
from tests.services import POSTGRES_URL, own_name

SECRET = "a-secret-of-the-tests-that-is-long-enough-0123456789-abcdef"
START_SECONDS = 60


class Installation:
    """One database and one cache, and what runs on them."""

    def __init__(self, database_url: str, folder: Path, **environ: str) -> None:
        self.database_url = database_url
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")},
            "DJANGO_SETTINGS_MODULE": "tests.reliability.served",
            "DATABASE_URL": database_url,
            "SECRET_KEY": SECRET,
            "STATIC_ROOT_OF_TESTS": str(folder / "static"),
            **environ,
        }
        self._running: list[subprocess.Popen[bytes]] = []

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.environ, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def migrate(self) -> None:
        """Give the database its tables; an SQLite file is a copy of one that has them."""
        parts = urlsplit(self.database_url)
        if parts.scheme == "sqlite":
            Path(parts.path[1:]).write_bytes(_empty_catalogue())
        else:
            self.manage("migrate", "-v0")

    def python(self, code: str) -> str:
        return self.manage("shell", "-v0", "-c", code).strip()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database answers, asked without starting a process for it."""
        parts = urlsplit(self.database_url)
        if parts.scheme == "sqlite":
            with closing(sqlite3.connect(parts.path[1:], timeout=10)) as database:
                return database.execute(sql).fetchall()
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(sql).fetchall()

    def start(self, *arguments: str, log: "IO[bytes] | None" = None) -> "subprocess.Popen[bytes]":
        """A command in a process group of its own; its error stream goes to `log`."""
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.environ, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=log or subprocess.DEVNULL,
        )  # fmt: skip
        self._running.append(process)
        return process

    def serve(
        self, workers: int = 1, *, port: int = 0, log: "IO[bytes] | None" = None
    ) -> "tuple[str, subprocess.Popen[bytes]]":
        port = port or free_port()
        process = self.start("serve", f"--port={port}", f"--workers={workers}", log=log)
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/healthz", process)
        return url, process

    def close(self) -> None:
        for process in self._running:
            kill(process)


@cache
def _empty_catalogue() -> bytes:
    """An SQLite file with all tables, made once a process of the tests."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "catalogue.sqlite3"
        Installation(f"sqlite:///{file}", Path(folder)).manage("migrate", "-v0")
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return file.read_bytes()


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End it and what it started, as a machine that loses its power does."""
    with suppress(ProcessLookupError):  # all of them have ended
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"The server did not start (exit status {process.poll()}).")


@contextmanager
def own_postgres(template: str = "template1") -> Iterator[str]:
    """The URL of a database of its own, a copy of the one named `template`; dropped afterwards."""
    name = own_name().replace("-", "_")
    with psycopg.connect(POSTGRES_URL, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield urlsplit(POSTGRES_URL)._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
