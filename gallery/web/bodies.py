"""Reads what visitors send before a page is asked for, within limits of size, time and number.

The server hands a request on as soon as its head is there; reading a body that never comes
would then hold a thread for ever, and a few of those would hold them all. So few bodies
are read at once, and none for long. Looking at pages needs no body and is never in the way.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

MOST_BYTES = 16 * 1024 * 1024  # an upload of 15 MB and the form around it
AT_ONCE = 2  # in one process, of its five threads
SECONDS = 15.0
REFUSAL = "lighttable.refusal"
"""Where the status is that `RequestsMiddleware` answers with instead of asking a page."""

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


class _Reading(threading.Thread):
    """Reads one body; when it is given up, the end of its connection ends it."""

    def __init__(self, source: Any, length: int) -> None:
        super().__init__(daemon=True, name="body")
        self._source = source
        self._length = length
        self.body: bytes | None = None

    def run(self) -> None:
        """Read all there is to be."""
        try:
            body = self._source.read(self._length)
        except (OSError, ValueError, RuntimeError):  # the visitor is gone
            return
        self.body = bytes(body) if len(body) == self._length else None


class BodyGuard:
    """A WSGI application around `application`."""

    def __init__(
        self, application: Application, *, at_once: int = AT_ONCE, seconds: float = SECONDS
    ) -> None:
        self._application = application
        self._places = threading.BoundedSemaphore(at_once)
        self._seconds = seconds

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """The answer of `application`, which finds the body whole, or a refusal and none."""
        length = environ.get("CONTENT_LENGTH") or "0"
        if length != "0":
            status, body = self._read(environ["wsgi.input"], length)
            environ["wsgi.input"] = BytesIO(body)
            environ["CONTENT_LENGTH"] = str(len(body))
            if status:
                environ[REFUSAL] = status
        return self._application(environ, start_response)

    def _read(self, source: Any, length: str) -> tuple[int, bytes]:
        """The status that refuses the body (0: none), and the body."""
        if not (length.isascii() and length.isdigit()):
            return 400, b""
        if len(length) > 12 or int(length) > MOST_BYTES:
            return 413, b""
        if not self._places.acquire(blocking=False):
            return 503, b""
        try:
            reading = _Reading(source, int(length))
            reading.start()
            reading.join(self._seconds)
        finally:
            self._places.release()
        return (408, b"") if reading.body is None else (0, reading.body)
