"""Leaves a provider alone that keeps failing, and tries again after a pause.

The states and their sharing are pybreaker's. Its `call` holds one lock over the whole
call, which would let one question out at a time; so a call asks here before it goes out
and is recorded when it is back.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pybreaker
import redis

from gallery.providers.errors import (
    BudgetSpent,
    ProviderError,
    ProviderPaused,
    ProviderTimeout,
    ProviderUnavailable,
    RateLimited,
)

log = logging.getLogger(__name__)

FAILURES = 5  # in a row
PAUSE = 30.0  # s until a question goes out to see whether the provider is back
PROBE = 10.0  # s that one such question keeps the others waiting, in this process
ENOUGH = 1.0  # s: who did not answer within less has not failed, the visitor was in a hurry


class _Failure(Exception):  # noqa: N818 - never leaves this module
    """What pybreaker counts."""


class _Told(pybreaker.CircuitBreakerListener):
    """One line in the log for each change."""

    def state_change(self, cb: Any, old_state: Any, new_state: Any) -> None:
        """Say what the breaker does now."""
        was = old_state.name if old_state else "new"
        log.warning("%s: the breaker is %s (was %s)", cb.name, new_state.name, was)


class Breaker:
    """For one `provider`. With `shared` its state is Redis's, the same on every machine."""

    def __init__(
        self, provider: str, shared: redis.Redis | None = None, *, pause: float = PAUSE
    ) -> None:
        self.provider = provider
        self._lock = threading.Lock()
        self._probing_until = 0.0
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=FAILURES,
            reset_timeout=pause,
            state_storage=_storage(provider, shared),
            listeners=[_Told()],
            name=provider,
        )

    @property
    def is_open(self) -> bool:
        """Whether questions stay at home now."""
        return bool(self._breaker.current_state == pybreaker.STATE_OPEN)

    def refusal(self, url: str) -> ProviderPaused | None:
        """Why `url` may not be asked now; None where it may."""
        if self._breaker.current_state == pybreaker.STATE_CLOSED:
            return None
        opened = self._breaker._state_storage.opened_at
        pause = timedelta(seconds=self._breaker.reset_timeout)
        if self.is_open and opened and datetime.now(UTC) < opened + pause:
            return ProviderPaused(self.provider, url)
        with self._lock:
            if time.monotonic() < self._probing_until:
                return ProviderPaused(self.provider, url)
            self._probing_until = time.monotonic() + PROBE
        return None

    def record(self, outcome: bytes | ProviderError, seconds: float) -> None:
        """Count what came of a call that took `seconds`."""
        if isinstance(outcome, RateLimited | BudgetSpent):
            return  # neither alive nor dead
        if isinstance(outcome, ProviderTimeout) and seconds < ENOUGH:
            return
        # CircuitBreakerError: a straggler that comes back while the breaker is open.
        with suppress(_Failure, pybreaker.CircuitBreakerError):
            self._breaker.call(_play, isinstance(outcome, ProviderUnavailable))
        self._probing_until = 0.0


def _play(has_failed: bool) -> None:
    if has_failed:
        raise _Failure


def _storage(provider: str, shared: redis.Redis | None) -> pybreaker.CircuitBreakerStorage:
    if shared is not None:
        try:
            return pybreaker.CircuitRedisStorage(
                pybreaker.STATE_CLOSED, shared, namespace=f"lighttable:{provider}"
            )
        except redis.RedisError as error:
            log.warning("the breaker is this process's own: %s", type(error).__name__)
    return pybreaker.CircuitMemoryStorage(pybreaker.STATE_CLOSED)
