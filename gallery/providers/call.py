"""One call under one deadline: whatever it waits for, it can be cut off.

Timeouts of sockets bound a single read, so a server that sends a byte now and then holds
a reader for as long as it likes. Here the call's sockets are known, and cutting it shuts
them down, which ends any read or handshake on them at once.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests.adapters
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_local = threading.local()


class CallCut(Exception):  # noqa: N818 - an event, handled where calls are made
    """The call was cut off before it was done."""


class Call:
    """A call that has until `deadline`, a ``time.monotonic()`` instant."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []

    @property
    def is_cut(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._over.is_set()

    def remaining(self) -> float:
        """Seconds left, 0 when there are none."""
        return 0.0 if self.is_cut else max(0.0, self.deadline - time.monotonic())

    def pause(self, seconds: float) -> None:
        """Wait, but no longer than the call itself."""
        self._over.wait(min(seconds, self.remaining()))

    def hold(self, sock: Any) -> None:
        """Remember `sock` for cutting, by a second descriptor that survives TLS wrapping."""
        twin = socket.socket(fileno=os.dup(sock.fileno()))
        with self._lock:
            self._sockets.append(twin)
        if self.is_cut:
            self.cut()
            raise CallCut

    def cut(self) -> None:
        """End it now, from any thread."""
        self._over.set()
        with self._lock:
            for twin in self._sockets:
                try:
                    twin.shutdown(socket.SHUT_RDWR)
                except OSError:  # it had ended by itself
                    continue

    @contextmanager
    def running(self, *, cuts_itself: bool = False) -> Iterator[None]:
        """Inside, connections used by this thread belong to this call.

        With `cuts_itself` it needs nobody who waits with a watch: it ends at its deadline.
        A body without a length then looks complete, so look at ``is_cut`` after reading.
        """
        watch = threading.Timer(self.remaining(), self.cut)
        watch.daemon = True
        if cuts_itself:
            watch.start()
        _local.call = self
        try:
            yield
        finally:
            watch.cancel()
            _local.call = None
            with self._lock:
                for twin in self._sockets:
                    twin.close()
                self._sockets.clear()


def _hold(sock: Any) -> None:
    call: Call | None = getattr(_local, "call", None)
    if call is not None and sock is not None:
        call.hold(sock)


class _HTTPConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        _hold(sock)
        return sock

    def request(self, *args: Any, **kwargs: Any) -> None:
        _hold(self.sock)  # one kept open from an earlier call
        super().request(*args, **kwargs)


class _HTTPSConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        _hold(sock)
        return sock

    def request(self, *args: Any, **kwargs: Any) -> None:
        _hold(self.sock)
        super().request(*args, **kwargs)


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _HTTPConnection


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _HTTPSConnection


class CuttableAdapter(requests.adapters.HTTPAdapter):
    """Sends over a pool of connections whose calls can be cut. Retries nothing itself."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Build the pool of direct connections."""
        super().init_poolmanager(*args, **kwargs)
        self._cuttable(self.poolmanager)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Build the pool of connections through a proxy."""
        return self._cuttable(super().proxy_manager_for(*args, **kwargs))

    @staticmethod
    def _cuttable(manager: urllib3.PoolManager) -> urllib3.PoolManager:
        manager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
        return manager
