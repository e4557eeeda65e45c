"""How many calls a day a provider allows, and who may make the last of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from gallery.providers.errors import BudgetSpent
from gallery.providers.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Standing:
    """Calls `spent` in the last 24 hours, of `limit` (None: the provider names none).

    `reserve` are for pages of single pictures, `visits` besides for what visitors search,
    `margin` for nobody.
    """

    spent: int
    limit: int | None
    reserve: int = 0
    visits: int = 0
    margin: int = 0

    @property
    def left_for_harvests(self) -> int | None:
        """Calls that a harvest may still make, None without a limit."""
        if self.limit is None:
            return None
        kept_back = self.margin + self.reserve + self.visits
        return max(0, self.limit - kept_back - self.spent)

    @property
    def share(self) -> float:
        """Spent of the limit, 0 to 1; 0 without a limit."""
        return self.spent / self.limit if self.limit else 0.0


class Budget:
    """`limit` calls in any 24 hours, of which `margin` are never made.

    The last `reserve` before that are for questions that `is_detail` says are about one
    picture: a visitor who opens it waits for that very answer, whereas searches can be
    answered from the catalogue. The `visits` before those are for whatever visitors ask:
    what `is_harvest` says is a harvest's can as well be asked tomorrow. `clock` gives seconds
    since the epoch.
    """

    def __init__(
        self,
        provider: str,
        ledger: Ledger,
        *,
        limit: int | None = None,
        reserve: int = 0,
        visits: int = 0,
        margin: int = 0,
        is_detail: Callable[[str], bool] = lambda _url: False,
        is_harvest: Callable[[str], bool] = lambda _url: False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.provider = provider
        self._ledger = ledger
        self._limit = limit
        self._reserve = reserve
        self._visits = visits
        self._margin = margin
        self._is_detail = is_detail
        self._is_harvest = is_harvest
        self._clock = clock

    def spend(self, url: str) -> None:
        """Count a call to `url` (without key) that is about to be made; raises `BudgetSpent`."""
        if not self._ledger.take(self.provider, self._hour(), self._ceiling(url)):
            raise BudgetSpent(self.provider, url)

    def standing(self) -> Standing:
        """How much is spent now."""
        spent = self._ledger.total(self.provider, self._hour())
        return Standing(spent, self._limit, self._reserve, self._visits, self._margin)

    def _ceiling(self, url: str) -> int:
        if self._limit is None:
            return 2**53  # exact in Redis's numbers, and never reached
        most = self._limit - self._margin
        if self._is_detail(url):
            return most
        return most - self._reserve - (self._visits if self._is_harvest(url) else 0)

    def _hour(self) -> int:
        return int(self._clock() // 3600)
