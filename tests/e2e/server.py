"""The shipped server on a catalogue of its own, for browser tests and screenshots."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.paths import ROOT

# Nothing but this machine can be reached, so no test depends on the network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
START_SECONDS = 60


@dataclass(frozen=True)
class Site:
    """The running server, and pages of each kind that it has."""

    url: str
    harvard: str
    hub: str
    document: str


def filled(environ: dict[str, str]) -> list[str]:
    """Addresses of a page of each kind, once there is a catalogue."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.filling"],
        cwd=ROOT, env=environ, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert not done.returncode, done.stderr
    return done.stdout.split()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server did not start (exit status {server.poll()}).")


@contextmanager
def running_site() -> Iterator[Site]:
    """The server, filled from the sandbox; it ends with the context."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.e2e.settings",
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'catalogue.sqlite3'}",
            "LIGHTTABLE_TEST_STATIC": f"{folder}/static",
        }
        pages = filled(environ)
        port = free_port()
        command = [sys.executable, "manage.py", "serve", f"--port={port}", "--workers=1"]
        server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
        try:
            wait_for(f"http://127.0.0.1:{port}/", server)
            yield Site(f"http://127.0.0.1:{port}", *pages)
        finally:
            server.terminate()
            server.wait(timeout=30)
