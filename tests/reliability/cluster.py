"""A PostgreSQL of the tests' own, which they may stop; the machine's own is left alone."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.reliability.processes import free_port

USER = "postgres"


def _binaries() -> Path | None:
    """The folder of the newest PostgreSQL here that can make a cluster."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda it: it.parts[-3])
    beside = shutil.which("initdb")
    return found[-1].parent if found else Path(beside).parent if beside else None


def _why_not() -> str:
    if _binaries() is None:
        return "initdb and pg_ctl of PostgreSQL are not here"
    if os.geteuid() == 0:
        try:
            pwd.getpwnam(USER)
        except KeyError:
            return f"PostgreSQL does not run as root, and there is no user {USER}"
    return ""


NO_CLUSTER = _why_not()


class Cluster:
    """One on a port of 127.0.0.1, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        self.url = f"postgres://{USER}@127.0.0.1:{self.port}/postgres"
        self._run("initdb", "-D", "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-p {self.port} -k {self._folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", options)

    def stop(self, mode: str = "fast") -> None:
        """``fast`` cuts every connection, as the service's restart does."""
        self._run("pg_ctl", "stop", "-w", "-D", "data", "-m", mode)

    def restart(self) -> None:
        """As ``systemctl restart postgresql`` does."""
        self.stop()
        self.start()

    def _run(self, program: str, *arguments: str) -> None:
        folder = _binaries()
        command = [str(folder / program if folder else program), *arguments]
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            command = ["runuser", "-u", USER, "--", *command]
        subprocess.run(command, cwd=self._folder, check=True, capture_output=True, timeout=60)


@contextmanager
def own_cluster() -> Iterator[Cluster]:
    """A running cluster, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="lighttable-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    try:
        cluster = Cluster(folder)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
    finally:
        shutil.rmtree(folder)
