"""One call under one deadline: whatever it waits for, it can be cut off.

Timeouts of sockets bound a single read, so a server that sends a byte now and then holds
a reader for as long as it likes. Here the call's sockets are known, and cutting it shuts
them down, which ends any read or handshake on them at once.
"""

from __future__ import annotations

import ipaddress
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


class _PublicHTTPSConnection(_HTTPSConnection):
    """Resolves before it connects, and connects to what it resolved: never into a private net."""

    def _new_conn(self) -> socket.socket:
        if self.proxy is not None:  # the proxy resolves, and stands in our own net
            return super()._new_conn()
        name = self._dns_host
        try:
            self._dns_host = public_address(name, self.port or 443)
            return super()._new_conn()
        finally:
            self._dns_host = name  # which the certificate is for


def public_address(name: str, port: int) -> str:
    """The first address of `name`; raises OSError where any of them is not a public one."""
    found = [info[4][0] for info in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not ipaddress.ip_address(str(address).partition("%")[0]).is_global:
            raise OSError(f"{name} leads to {address}, which is no public address")
    return str(found[0])


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _HTTPConnection


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _HTTPSConnection


class _PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPSConnection


class CuttableAdapter(requests.adapters.HTTPAdapter):
    """Sends over a pool of connections whose calls can be cut. Retries nothing itself."""

    _https: type[HTTPSConnectionPool] = _HTTPSPool

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Build the pool of direct connections."""
        super().init_poolmanager(*args, **kwargs)
        self._cuttable(self.poolmanager)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Build the pool of connections through a proxy."""
        return self._cuttable(super().proxy_manager_for(*args, **kwargs))

    def _cuttable(self, manager: urllib3.PoolManager) -> urllib3.PoolManager:
        manager.pool_classes_by_scheme = {"http": _HTTPPool, "https": self._https}
        return manager


class PublicAdapter(CuttableAdapter):
    """Of addresses that come from payloads: over TLS, and to public addresses only."""

    _https = _PublicHTTPSPool
