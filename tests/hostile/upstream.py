"""A small upstream on a loopback socket that misbehaves as it is told."""

from __future__ import annotations

import json
import socket
import socketserver
import ssl
import struct
import subprocess
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Behaviour = Callable[["Connection"], None]

# Pieces big enough to flood quickly, few enough bytes that a test never fills memory.
FLOOD = b"x" * 65536
GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # RFC 1952, 2.3: deflated, nothing else said


class Connection:
    """One accepted connection, its `request` line already read."""

    def __init__(
        self, sock: socket.socket, closing: threading.Event, port: int, request: str = ""
    ) -> None:
        self.sock = sock
        self.port = port
        self.request = request
        self._closing = closing

    def send(self, data: bytes) -> None:
        self.sock.sendall(data)

    def head(self, status: int = 200, *headers: str) -> None:
        """Status line and headers, with the blank line after them."""
        lines = [f"HTTP/1.1 {status} Whatever", *headers, "Connection: close", "", ""]
        self.send("\r\n".join(lines).encode("latin-1"))

    def answer(self, body: bytes, *headers: str, status: int = 200) -> None:
        """A whole and honest answer."""
        self.head(status, f"Content-Length: {len(body)}", *headers)
        self.send(body)

    def drip(self, data: bytes, every: float = 0.05) -> None:
        """A byte now and then."""
        for byte in data:
            self.send(bytes([byte]))
            if self._closing.wait(every):
                return

    def stall(self) -> None:
        """Say nothing more, and keep the connection until the other side or the test ends."""
        self.sock.settimeout(0.05)
        while not self._closing.is_set():
            try:
                if not self.sock.recv(1):
                    return
            except TimeoutError:
                continue

    def reset(self) -> None:
        """RST instead of FIN."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()

    @property
    def is_over(self) -> bool:
        return self._closing.is_set()


class HostileUpstream:
    """Serves every request by `behave`; `requests` are the request lines it got."""

    def __init__(self) -> None:
        self.behave: Behaviour = lambda connection: connection.stall()
        self.requests: list[str] = []
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._busy = 0
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with outer._lock:
                    outer._busy += 1
                try:
                    outer._handle(self.request)
                finally:
                    with outer._lock:
                        outer._busy -= 1

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether any connection is still being served."""
        return self._busy > 0

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handle(self, sock: socket.socket) -> None:
        received = b""
        try:
            while b"\r\n\r\n" not in received:
                piece = sock.recv(65536)
                if not piece:
                    return
                received += piece
            request = received.split(b"\r\n", 1)[0].decode("latin-1")
            self.requests.append(request)
            self.behave(Connection(sock, self._closing, self.port, request))
        except OSError:  # the client cut the call, as it should
            return


def as_json(payload: Any, *headers: str, status: int = 200) -> Behaviour:
    body = json.dumps(payload).encode()
    return lambda connection: connection.answer(
        body, "Content-Type: application/json", *headers, status=status
    )


def as_bytes(body: bytes, *headers: str, status: int = 200) -> Behaviour:
    return lambda connection: connection.answer(body, *headers, status=status)


def endless(*headers: str, status: int = 200, piece: bytes = FLOOD) -> Behaviour:
    """A body without end."""

    def behave(connection: Connection) -> None:
        connection.head(status, *headers)
        while not connection.is_over:
            connection.send(piece)

    return behave


def bomb(megabytes: int) -> bytes:
    """A small gzip file that unpacks to `megabytes`, a JSON text cut off by its own size."""
    before, after, spaces = b'{"records": ["', b'"]}', b" " * (1 << 20)
    deflate = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    # After a full flush nothing refers back: what one megabyte became may be repeated.
    start, piece = (
        deflate.compress(data) + deflate.flush(zlib.Z_FULL_FLUSH) for data in (before, spaces)
    )
    end = deflate.compress(after) + deflate.flush()
    check = zlib.crc32(before)
    for _ in range(megabytes):
        check = zlib.crc32(spaces, check)
    size = len(before) + (megabytes << 20) + len(after)
    trailer = struct.pack("<II", zlib.crc32(after, check), size)
    return GZIP_HEAD + start + piece * megabytes + end + trailer


@contextmanager
def tls_upstream(folder: Path) -> Iterator[int]:
    """The port of a server whose certificate is signed by itself."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def shake_hands(listener: socket.socket) -> None:
        while True:
            try:
                context.wrap_socket(listener.accept()[0], server_side=True).close()
            except ssl.SSLError:
                continue
            except OSError:  # the listener was closed
                return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=shake_hands, args=(listener,), daemon=True)
        thread.start()
        yield listener.getsockname()[1]
