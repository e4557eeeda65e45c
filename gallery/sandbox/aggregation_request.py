"""One aggregation as a caller wrote it, and what is wrong with it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any


class AggregationError(ValueError):
    """The aggregation cannot be answered; the text says why."""


@dataclass(frozen=True)
class Aggregation:
    """``{name: {kind: options, "aggs": subs}}``."""

    name: str
    kind: str
    options: dict[str, Any]
    subs: dict[str, Aggregation]

    def wrong(self, message: str) -> AggregationError:
        """An error that names this aggregation."""
        return AggregationError(f"Aggregation [{self.name}] of type [{self.kind}]: {message}")

    def allow(self, *names: str) -> None:
        """Refuses options that the sandbox does not know: better than ignoring them."""
        for name in self.options:
            if name not in names:
                raise self.wrong(f"unknown option [{name}].")

    def text(self, name: str) -> str:
        """The non-empty text of a required option."""
        value = self.options.get(name)
        if not isinstance(value, str) or not value:
            raise self.wrong(f"[{name}] must be text.")
        return value

    def number(self, name: str, default: float | None = None) -> float:
        """A finite number; `default` None makes it required."""
        value = self.options.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(f"[{name}] must be a number.")
        try:
            number = float(value)
        except OverflowError as error:
            raise self.wrong(f"[{name}] is too large.") from error
        if not math.isfinite(number):
            raise self.wrong(f"[{name}] must be finite.")
        return number

    def count(self, name: str, default: int, least: int) -> int:
        """A whole number of at least `least`."""
        value = self.number(name, default)
        if value < least or value != int(value):
            raise self.wrong(f"[{name}] must be a whole number of at least {least}.")
        return int(value)

    def is_set(self, name: str) -> bool:
        """A yes-or-no option, no by default."""
        value = self.options.get(name, False)
        if not isinstance(value, bool):
            raise self.wrong(f"[{name}] must be true or false.")
        return value
