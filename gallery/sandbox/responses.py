"""An answer of the sandbox, before anything HTTP-ish is made of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

JSON_TYPE = "application/json; charset=utf-8"
TEXT_TYPE = "text/plain; charset=utf-8"
SCRIPT_TYPE = "application/javascript; charset=utf-8"

# At the start of a value, after the blank or comma of a srcset, or in a quoted attribute.
_OWN_ADDRESS = re.compile(r"(?<![\w/:.%-])/sandbox/")

_HAL_KEYS = ("_embedded", "_links")


@dataclass(frozen=True, slots=True)
class SandboxResponse:
    """Status, headers and body, as they would go over the wire."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def as_json(payload: object, *, status: int = 200) -> SandboxResponse:
    """`payload` as JSON."""
    return SandboxResponse(status, {"Content-Type": JSON_TYPE}, json.dumps(payload).encode())


def as_text(text: str, *, status: int) -> SandboxResponse:
    """`text` as plain text: how Harvard answers anything but 200."""
    return SandboxResponse(
        status, {"Content-Type": TEXT_TYPE}, text.encode("utf-8", "backslashreplace")
    )


def published(record: Mapping[str, Any]) -> dict[str, Any]:
    """`record` without the sandbox's own keys."""
    return {
        key: value for key, value in record.items() if not key.startswith("_") or key in _HAL_KEYS
    }


def with_origin(payload: Any, base_url: str) -> Any:
    """`payload` with `base_url` before each root-relative sandbox address in its strings."""
    if not base_url:
        return payload
    if isinstance(payload, str):
        return _OWN_ADDRESS.sub(lambda found: base_url + found.group(), payload)
    if isinstance(payload, Mapping):
        return {key: with_origin(value, base_url) for key, value in payload.items()}
    if isinstance(payload, list | tuple):
        return [with_origin(value, base_url) for value in payload]
    return payload
