"""What an upstream answered → the JSON it must hold, or the error that it means."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

from gallery.providers.errors import (
    ProviderError,
    ProviderRefused,
    ProviderUnavailable,
    RateLimited,
    RecordNotFound,
    UnexpectedPayload,
    hide_keys,
)

MOST_BYTES = 8 * 1024 * 1024  # decompressed; the largest page seen is about 1.5 MB
DEEPEST = 32  # levels of nesting; an object record has six
LONGEST_PAUSE = 3600.0  # s; a Retry-After beyond it is taken for a mistake
SHORTEST_SECRET = 8  # characters; shorter ones, like the sandbox's, are words and no secret


class TooLarge(ValueError):  # noqa: N818 - handled where it is raised
    """The body is longer than `MOST_BYTES`."""


def error_of(provider: str, url: str, status: int, headers: Any) -> ProviderError | None:
    """The error that `status` means; None for 200, the only one whose body is read."""
    if status == 200:
        return None
    if status == 429:
        pause = retry_after(headers.get("Retry-After"))
        return RateLimited(provider, url, retry_after=pause)
    if status in (404, 410):
        return RecordNotFound(provider, url, status=status)
    if status == 401:
        return ProviderRefused(provider, url, "did not accept the key", status=status)
    if 400 <= status < 500:
        return ProviderRefused(provider, url, f"refused the request ({status})", status=status)
    if status >= 500:
        return ProviderUnavailable(
            provider, url, f"answered with an error ({status})", status=status
        )
    return UnexpectedPayload(provider, url, f"answered with status {status}", status=status)


def retry_after(value: str | None) -> float | None:
    """Seconds from a Retry-After header in either form (RFC 9110 §10.2.3); None if unusable."""
    if not value:
        return None
    if re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return _credible(float(value))
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=dt.UTC)
    seconds = (until - dt.datetime.now(dt.UTC)).total_seconds()
    return _credible(seconds)


def _credible(seconds: float) -> float | None:
    return max(seconds, 0.0) if seconds <= LONGEST_PAUSE else None


def gathered(chunks: Iterable[bytes]) -> bytes:
    """All of `chunks`; raises `TooLarge` as soon as they are more than `MOST_BYTES`."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > MOST_BYTES:
            raise TooLarge
    return bytes(body)


def read_json(body: bytes, key: str) -> dict[str, Any]:
    """The JSON object in `body`, without `key` anywhere in it; raises ValueError.

    RFC 8259: JSON is UTF-8 whatever the header says; a byte order mark is tolerated.
    Harvard's ``info.next`` has carried the caller's key, so it and ``info.prev`` go.
    """
    try:
        payload = json.loads(body.decode(json.detect_encoding(body)), parse_constant=_no_constant)
        if not isinstance(payload, dict):
            raise ValueError("not an object")
        clean = _without(payload, _needles(key), 0)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    info = clean.get("info")
    if isinstance(info, dict):
        info.pop("next", None)
        info.pop("prev", None)
    return dict(clean)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _needles(key: str) -> tuple[str, ...]:
    return (key, quote(key, safe="")) if len(key) >= SHORTEST_SECRET else ()


def _without(value: Any, needles: tuple[str, ...], depth: int) -> Any:
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        for needle in needles:
            value = value.replace(needle, "REDACTED")
        return hide_keys(value) if needles and "key" in value else value
    if isinstance(value, dict):
        return {
            _without(name, needles, depth): _without(item, needles, depth + 1)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_without(item, needles, depth + 1) for item in value]
    return value
