"""How a harvest asks: one question at a time, with pauses, and patience where it helps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings

from gallery.providers.errors import BudgetSpent, ProviderUnavailable, RateLimited

SECONDS_PER_PAGE = 30.0
ATTEMPTS = 3
POLITE = 0.25  # s between two calls over the network
LONGEST_PAUSE = 60.0  # a longer Retry-After ends the run; it resumes another time

Sleep = Callable[[float], None]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Manners:
    """How a harvest behaves: seconds of `pause` between two questions, and how it waits."""

    pause: float = 0.0
    sleep: Sleep = time.sleep

    def rest(self) -> None:
        """The pause between two questions."""
        if self.pause:
            self.sleep(self.pause)


def polite_pause(given: float | None, polite: float = POLITE) -> float:
    """Seconds between two calls: as given, else `polite`, else none to the sandbox."""
    if given is not None:
        return max(0.0, given)
    return 0.0 if settings.LIGHTTABLE.is_sandboxed else polite


def patiently(
    ask: Callable[..., _T], manners: Manners, beat: Callable[[], None] = lambda: None
) -> _T:
    """What ``ask(deadline=…)`` answers; waits and asks again where that may help.

    A provider that says how long to wait is obeyed, up to `LONGEST_PAUSE`. `beat` is called
    before each wait. Raises the last `ProviderError`.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return ask(deadline=time.monotonic() + SECONDS_PER_PAGE)
        except ProviderUnavailable as error:
            wait = float(2**attempt)
            if isinstance(error, RateLimited) and error.retry_after is not None:
                wait = error.retry_after
            is_hopeless = isinstance(error, BudgetSpent) or wait > LONGEST_PAUSE
            if attempt == ATTEMPTS or is_hopeless:
                raise
            beat()
            manners.sleep(wait)
    raise AssertionError("unreachable")
