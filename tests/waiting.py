"""Waiting for what another thread does, without guessing how long it takes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


def until(condition: Callable[[], object], limit: float = 5.0, every: float = 0.005) -> None:
    """Return when `condition`, looked at every few seconds, is true; fail after `limit` seconds."""
    end = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < end, "it never happened"
        threading.Event().wait(every)
