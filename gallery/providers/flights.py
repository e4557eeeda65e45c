"""Questions on their way: each goes out once, however many wait for its answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass

from gallery.providers.call import Call
from gallery.providers.errors import (
    ProviderError,
    ProviderTimeout,
    ProviderUnavailable,
    RateLimited,
)
from gallery.providers.pauses import Pause

AT_ONCE = 8  # calls to one provider at the same time
SHORT = 0.2  # s: with less left, another call is not worth starting

Outcome = bytes | ProviderError


@dataclass
class _Flight:
    """A question on its way, and how many wait for the answer."""

    call: Call
    future: Future[Outcome]
    waiting: int = 0


class Flights:
    """Sends questions out in worker threads.

    `fly` asks one URL within one `Call` and returns what came of it. It returns errors
    rather than raising them, so that no traceback leads to the frame that holds the key.
    `pause`: how long the provider is to be left alone, where others should know it too.
    """

    def __init__(
        self, provider: str, fly: Callable[[str, Call], Outcome], pause: Pause | None = None
    ) -> None:
        self._provider = provider
        self._fly = fly
        self._pause = pause or Pause(provider)
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix=f"wire-{provider}")
        self._lock = threading.Lock()
        self._open: dict[str, _Flight] = {}

    def ask(self, url: str, deadline: float) -> bytes:
        """What `fly` answers for `url` before `deadline`; raises `ProviderError`.

        When the last one that waits gives up, the call is cut.
        """
        while True:
            flight = self._join(url, deadline)
            outcome: Outcome
            try:
                outcome = flight.future.result(max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                outcome = ProviderTimeout(self._provider, url)
            except CancelledError:  # closed while it waited for a thread
                outcome = ProviderUnavailable(self._provider, url)
            finally:
                self._leave(url, flight)
            if isinstance(outcome, bytes):
                return outcome
            # Who joined a call with an earlier deadline still has time for one of their own.
            if isinstance(outcome, ProviderTimeout) and flight.call.deadline < deadline - SHORT:
                continue
            if isinstance(outcome, RateLimited) and outcome.retry_after:
                self._pause.begin(outcome.retry_after)
            # Each waiter raises its own, because raising writes a traceback into it.
            raise outcome.copy() from None

    def waiting(self, url: str) -> int:
        """How many wait for the answer to `url` now."""
        with self._lock:
            flight = self._open.get(url)
            return flight.waiting if flight else 0

    def close(self) -> None:
        """Cut what is on its way; start nothing more."""
        with self._lock:
            for flight in self._open.values():
                flight.call.cut()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _join(self, url: str, deadline: float) -> _Flight:
        if quiet := self._pause.left():
            raise RateLimited(self._provider, url, retry_after=quiet)
        with self._lock:
            flight = self._open.get(url)
            if flight is None or flight.future.done() or flight.call.is_cut:
                call = Call(deadline)
                flight = _Flight(call, self._pool.submit(self._fly, url, call))
                self._open[url] = flight
            flight.waiting += 1
            return flight

    def _leave(self, url: str, flight: _Flight) -> None:
        with self._lock:
            flight.waiting -= 1
            if flight.waiting:
                return
            if not flight.future.done():
                flight.call.cut()
                flight.future.cancel()
            if self._open.get(url) is flight:
                del self._open[url]
