"""Every way in which an upstream misbehaves: name → (what it does, the error it means)."""

from __future__ import annotations

import gzip
import json

from gallery.providers.errors import (
    ProviderError,
    ProviderRefused,
    ProviderTimeout,
    ProviderUnavailable,
    RateLimited,
    RecordNotFound,
    UnexpectedPayload,
)
from tests.hostile.upstream import Behaviour, Connection, as_bytes, as_json, bomb, endless
from tests.providers.samples import IMAGE_LIST

LIST = json.dumps(IMAGE_LIST).encode()
JSON = "Content-Type: application/json"
GZIP = "Content-Encoding: gzip"

Fault = tuple[Behaviour, type[ProviderError]]


def _redirect(location: str, status: int = 302) -> Behaviour:
    return as_bytes(b"", f"Location: {location}", status=status)


def _drip_headers(connection: Connection) -> None:
    connection.drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 5000)


def _drip_body(connection: Connection) -> None:
    connection.head(200, f"Content-Length: {len(LIST)}")
    connection.drip(LIST)


def _drip_chunks(connection: Connection) -> None:
    connection.head(200, "Transfer-Encoding: chunked")
    connection.drip(b"1\r\n{\r\n" * 500)


def _stall_in_headers(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Le")
    connection.stall()


def _stall_in_body(connection: Connection) -> None:
    connection.head(200, f"Content-Length: {len(LIST)}")
    connection.send(LIST[:100])
    connection.stall()


def _continue_for_ever(connection: Connection) -> None:
    while not connection.is_over:
        connection.drip(b"HTTP/1.1 100 Continue\r\n\r\n", every=0.01)


def _endless_headers(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\n")
    number = 0
    while not connection.is_over:
        number += 1
        connection.send(f"X-{number}: {'y' * 500}\r\n".encode())


def _close_in_body(connection: Connection) -> None:
    connection.head(200, f"Content-Length: {len(LIST)}", JSON)
    connection.send(LIST[: len(LIST) // 2])


def _close_in_chunks(connection: Connection) -> None:
    connection.head(200, "Transfer-Encoding: chunked")
    connection.send(b"ff\r\n" + LIST[:100])


def _reset_in_body(connection: Connection) -> None:
    connection.head(200, f"Content-Length: {len(LIST)}")
    connection.send(LIST[:100])
    connection.reset()


def _too_short_a_length(connection: Connection) -> None:
    connection.head(200, f"Content-Length: {len(LIST) - 20}", JSON)
    connection.send(LIST)


def _to_itself(connection: Connection) -> None:
    location = f"http://127.0.0.1:{connection.port}/image"
    connection.answer(b"", f"Location: {location}", status=301)


STATUSES: dict[str, Fault] = {
    "400 text": (as_bytes(b"Bad Request", status=400), ProviderRefused),
    "401 text": (as_bytes(b"Unauthorized", status=401), ProviderRefused),
    "401 JSON": (as_json({"error": True, "statusCode": 401}, status=401), ProviderRefused),
    "403": (as_bytes(b"", status=403), ProviderRefused),
    "404": (as_bytes(b"<html>", status=404), RecordNotFound),
    "418": (as_json({}, status=418), ProviderRefused),
    "429 without Retry-After": (as_bytes(b"", status=429), RateLimited),
    "429 absurd": (as_bytes(b"", "Retry-After: 99999999999", status=429), RateLimited),
    "429 in the past": (
        as_bytes(b"", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT", status=429),
        RateLimited,
    ),
    "429 garbage": (as_bytes(b"", "Retry-After: soon", status=429), RateLimited),
    "500 with good JSON": (as_json(IMAGE_LIST, status=500), ProviderUnavailable),
    "501": (as_bytes(b"", status=501), ProviderUnavailable),
    "502": (as_bytes(b"<html>", status=502), ProviderUnavailable),
    "503": (as_bytes(b"", status=503), ProviderUnavailable),
    "504": (as_bytes(b"", status=504), ProviderUnavailable),
    "503 without end": (endless(status=503), ProviderUnavailable),
    "204": (as_bytes(b"", status=204), UnexpectedPayload),
    "206": (as_json(IMAGE_LIST, status=206), UnexpectedPayload),
    "304": (as_bytes(b"", status=304), UnexpectedPayload),
}

CONNECTIONS: dict[str, Fault] = {
    "silence": (Connection.stall, ProviderTimeout),
    "early close": (lambda connection: None, ProviderUnavailable),
    "reset": (Connection.reset, ProviderUnavailable),
    "no HTTP": (lambda connection: connection.send(b"SSH-2.0-x\r\n\r\n"), ProviderUnavailable),
    "headers drip": (_drip_headers, ProviderTimeout),
    "body drips": (_drip_body, ProviderTimeout),
    "chunks drip": (_drip_chunks, ProviderTimeout),
    "stall in headers": (_stall_in_headers, ProviderTimeout),
    "stall in body": (_stall_in_body, ProviderTimeout),
    "100 Continue for ever": (_continue_for_ever, ProviderTimeout),
    "endless headers": (_endless_headers, ProviderUnavailable),
    "close in body": (_close_in_body, ProviderUnavailable),
    "close in chunks": (_close_in_chunks, ProviderUnavailable),
    "reset in body": (_reset_in_body, ProviderUnavailable),
}

BODIES: dict[str, Fault] = {
    "endless": (endless(JSON), UnexpectedPayload),
    "endless, compressed": (endless(GZIP, piece=gzip.compress(b" " * (1 << 20))), UnexpectedPayload),
    "gzip bomb": (as_bytes(bomb(256), GZIP), UnexpectedPayload),
    "gzip in gzip": (as_bytes(gzip.compress(bomb(1)), "Content-Encoding: gzip, gzip"), UnexpectedPayload),
    "gzip announced, plain sent": (as_bytes(LIST, GZIP), UnexpectedPayload),
    "gzip cut": (as_bytes(gzip.compress(LIST)[:-20], GZIP), UnexpectedPayload),
    "another encoding": (as_bytes(b"\x1b\x00", "Content-Encoding: br"), UnexpectedPayload),
    "too short a length": (_too_short_a_length, UnexpectedPayload),
    "empty": (as_bytes(b""), UnexpectedPayload),
    "HTML": (as_bytes(b"<!doctype html><title>Maintenance</title>"), UnexpectedPayload),
    "cut JSON": (as_bytes(LIST[:-30], JSON), UnexpectedPayload),
    "deep JSON": (as_bytes(b'{"records":' + b"[" * 100_000, JSON), UnexpectedPayload),
    "nested JSON": (
        as_bytes(b'{"records":' + b"[" * 500 + b"]" * 500 + b"}", JSON),
        UnexpectedPayload,
    ),
    "huge JSON": (as_bytes(b'{"records": [' + b"1," * 5_000_000 + b"1]}", JSON), UnexpectedPayload),
    "JSON that is no object": (as_bytes(b"[1, 2]", JSON), UnexpectedPayload),
    "JSON without records": (as_json({"info": {"totalrecords": 9}}), UnexpectedPayload),
    "Latin-1": (
        as_bytes('{"records": ["café"]}'.encode("latin-1"), f"{JSON}; charset=latin-1"),
        UnexpectedPayload,
    ),
    "NaN": (as_bytes(b'{"records": [NaN]}', JSON), UnexpectedPayload),
    "bytes": (as_bytes(bytes(range(256)) * 100), UnexpectedPayload),
}  # fmt: skip

REDIRECTS: dict[str, Fault] = {
    "to a foreign host": (_redirect("https://evil.example/image"), UnexpectedPayload),
    "to a private address": (_redirect("http://169.254.169.254/latest/"), UnexpectedPayload),
    "to another port here": (_redirect("http://127.0.0.1:22/"), UnexpectedPayload),
    "to a file": (_redirect("file:///etc/passwd"), UnexpectedPayload),
    "to script": (_redirect("javascript:alert(1)"), UnexpectedPayload),
    "to nowhere": (_redirect("http://[::1"), UnexpectedPayload),
    "in circles": (_to_itself, UnexpectedPayload),
    "with a body without end": (endless("Location: https://evil.example/", status=302), UnexpectedPayload),
}  # fmt: skip

FAULTS: dict[str, Fault] = {
    **{f"status {name}": fault for name, fault in STATUSES.items()},
    **{f"connection: {name}": fault for name, fault in CONNECTIONS.items()},
    **{f"body: {name}": fault for name, fault in BODIES.items()},
    **{f"redirect {name}": fault for name, fault in REDIRECTS.items()},
}
