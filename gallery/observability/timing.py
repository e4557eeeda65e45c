"""Where a request's time goes: spans that add up under a name, for `Server-Timing`.

W3C Server Timing §2: ``name;dur=milliseconds``, shown by browsers' developer tools.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_spans: ContextVar[dict[str, float] | None] = ContextVar("spans", default=None)


@contextmanager
def recording() -> Iterator[dict[str, float]]:
    """Inside, `span` adds to the mapping that comes out: name → seconds."""
    spans: dict[str, float] = {}
    token = _spans.set(spans)
    try:
        yield spans
    finally:
        _spans.reset(token)


@contextmanager
def span(name: str) -> Iterator[None]:
    """Time what happens inside, under `name` (a token of RFC 9110). Also a decorator."""
    spans, began = _spans.get(), time.perf_counter()
    try:
        yield
    finally:
        if spans is not None:
            spans[name] = spans.get(name, 0.0) + time.perf_counter() - began


def server_timing(spans: dict[str, float], total: float) -> str:
    """The header's value; times in seconds."""
    entries = [*spans.items(), ("total", total)]
    return ", ".join(f"{name};dur={seconds * 1000:.1f}" for name, seconds in entries)
