"""The HTTP server that `manage.py serve` and the demo share.

Granian reads requests on its own event loop and hands only complete ones to a Python
thread, so connections that never finish their headers hold no thread.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from gallery.observability import metrics

# One computes at a time (the GIL): more share the same core and all wait longer. The others
# are there while some wait for an upstream. Under fifty visitors p99 was 750 ms with two and
# 930 ms with five on two cores.
THREADS_PER_WORKER = 3
HEADER_TIMEOUT_MS = 10_000
DRAIN_SECONDS = 15
READY_ATTEMPTS = 300


MASTER = "LIGHTTABLE_SERVER_PID"  # which process the workers belong to
ORPHANS_LOOK_EVERY = 1.0  # s


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen on this address right now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def address(host: str, port: int) -> str:
    """The address to open in a browser: a bind-to-all address is reached by loopback."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104
    return f"http://{shown}:{port}"


def serve(
    host: str, port: int, *, workers: int | None = None, ready: Callable[[], None] | None = None
) -> None:
    """Serve until SIGINT or SIGTERM, which let running requests finish first.

    `ready` is called once, when the first page can be asked for.
    """
    metrics.share()
    os.environ[MASTER] = str(os.getpid())
    if ready:
        waiter = threading.Thread(target=_call_when_up, args=(host, port, ready), daemon=True)
        waiter.start()
    Server(
        "gallery.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers or max(2, os.cpu_count() or 1),
        blocking_threads=THREADS_PER_WORKER,
        backlog=2048,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIMEOUT_MS),
        respawn_failed_workers=True,
        workers_kill_timeout=DRAIN_SECONDS,
        log_level=LogLevels.warning,
    ).serve()


def end_with_master() -> None:
    """In a worker: end when the process that started it is gone, killed with no time to say so.

    Otherwise the worker would keep the port, and nobody could stop it but by its number.
    Elsewhere (another server, a command) this does nothing.
    """
    master = os.environ.get(MASTER, "")
    if master == str(os.getppid()):
        threading.Thread(target=_watch, args=(int(master),), name="orphan", daemon=True).start()


def _watch(master: int) -> None:
    pause = threading.Event()
    while os.getppid() == master:
        pause.wait(ORPHANS_LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)  # as the master would have: running requests finish
    pause.wait(DRAIN_SECONDS)
    os._exit(1)


def _call_when_up(host: str, port: int, ready: Callable[[], None]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    pause = threading.Event()
    for _attempt in range(READY_ATTEMPTS):
        try:
            opener.open(f"{address(host, port)}/healthz", timeout=2).close()
        except urllib.error.HTTPError:
            break  # it answers, and says itself what is wrong
        except OSError:
            pause.wait(0.1)
        else:
            break
    ready()
