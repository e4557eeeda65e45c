"""What a fault does to an answer: pure changes of its bytes, and slow bodies."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any

from gallery.sandbox.faults import MAX_SECONDS, Fault
from gallery.sandbox.responses import JSON_TYPE, SandboxResponse, as_text

_PAGE = b"<!doctype html><html lang=en><title>Maintenance</title><h1>Back soon</h1></html>"
_BOMB_BYTES = 64 * 1024 * 1024
_TRICKLE_PARTS = 20

Sleep = Callable[[float], None]


def disturb(response: SandboxResponse, fault: Fault) -> SandboxResponse:
    """`response` with the status and the body that `fault` makes of it."""
    if fault.redirect:
        return SandboxResponse(302, {"Location": fault.redirect}, b"")
    if fault.status is not None:
        known = {status.value: status.phrase for status in HTTPStatus}
        response = as_text(known.get(fault.status, "Fault"), status=fault.status)
    if fault.body is None:
        return response
    headers, body = dict(response.headers), response.body
    if fault.body in ("truncate", "cut"):
        if fault.body == "cut":
            headers["Content-Length"] = str(len(body))
        body = body[: len(body) // 2]
    elif fault.body == "wrong-json":
        body = b'["what", {"is": "this"}, 42]'
    elif fault.body == "wrong-types":
        body = _wrong_types(body)
    elif fault.body == "html":
        headers, body = {"Content-Type": "text/html; charset=utf-8"}, _PAGE
    elif fault.body == "empty":
        body = b""
    elif fault.body == "bomb":
        headers = {"Content-Type": JSON_TYPE, "Content-Encoding": "gzip"}
        body = _bomb()
    return SandboxResponse(response.status, headers, body)


@cache
def _bomb() -> bytes:
    return gzip.compress(b"[" + b" " * _BOMB_BYTES + b"]", compresslevel=4)


def _wrong_types(body: bytes) -> bytes:
    try:
        payload = json.loads(body)
    except ValueError:
        return body
    if "records" in payload:
        payload["records"] = [_scrambled(record) for record in payload["records"]]
    elif payload.get("_embedded"):
        files = payload["_embedded"].get("files", [])
        payload["_embedded"]["files"] = [_scrambled(file) for file in files]
    else:
        payload = _scrambled(payload)
    return json.dumps(payload).encode()


def _scrambled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _scrambled(member) for key, member in value.items()}
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list):
        return {"0": value}
    return [value] if value is None else f"about {value}"


class SlowBody(io.RawIOBase):
    """`body` as it comes in when `fault` stalls it or lets it trickle.

    `timeout`: the caller's read timeout in seconds, None for none. Raises TimeoutError
    where a socket would.
    """

    def __init__(self, body: bytes, fault: Fault, timeout: float | None, sleep: Sleep) -> None:
        self._rest = memoryview(body)
        self._part = max(len(body) // (2 if fault.stall else _TRICKLE_PARTS), 1)
        self._fault, self._timeout, self._sleep = fault, timeout, sleep
        self._is_stalled = False

    def readable(self) -> bool:
        """A body can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Waits, then gives the next part."""
        if self._is_stalled:
            wait(
                MAX_SECONDS if self._timeout is None else self._timeout, self._timeout, self._sleep
            )
        if not self._rest:
            return 0
        wait(self._fault.trickle, self._timeout, self._sleep)
        count = min(self._part, len(self._rest), len(buffer))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        self._is_stalled = self._fault.stall
        return count


def wait(seconds: float, timeout: float | None, sleep: Sleep) -> None:
    """Lets `seconds` pass; raises TimeoutError once `timeout` has passed without a byte."""
    if seconds <= 0:
        return
    if timeout is not None and seconds >= timeout:
        sleep(timeout)
        raise TimeoutError("timed out")
    sleep(seconds)
    if seconds >= MAX_SECONDS:
        raise TimeoutError("timed out")
