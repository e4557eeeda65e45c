"""What `check_upstreams` says of one provider."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from gallery.providers.base import Provider
from gallery.providers.errors import ProviderError, ProviderRefused, ProviderUnavailable
from gallery.providers.shapes import Examined

SECONDS = 30.0
MOST_DIFFERENCES = 12


@dataclass(frozen=True, slots=True)
class Checkup:
    """What came of asking a provider: its answers, or the error that ended it."""

    label: str
    examined: tuple[Examined, ...] = ()
    error: ProviderError | None = None

    @property
    def is_fine(self) -> bool:
        """Whether it answers, to our key, as its contract says."""
        return not self.error and not any(one.differences for one in self.examined)

    def lines(self) -> Iterator[str]:
        """The result as text, its first line the verdict."""
        if self.error:
            yield f"{self.label}: {_verdict(self.error)}"
            return
        times = ", ".join(f"{one.question} {one.elapsed * 1000:,.0f} ms" for one in self.examined)
        verdict = "as its contract says" if self.is_fine else "other than its contract says"
        yield f"{self.label}: reachable, key good, answers {verdict} · {times}"
        for one in self.examined:
            for text in one.differences[:MOST_DIFFERENCES]:
                yield f"  {one.question}: {text}"
            if len(one.differences) > MOST_DIFFERENCES:
                yield f"  {one.question}: {len(one.differences) - MOST_DIFFERENCES} more"


def check(provider: Provider) -> Checkup:
    """Ask `provider` a few questions, past every cache."""
    try:
        return Checkup(provider.label, provider.examine(deadline=time.monotonic() + SECONDS))
    except ProviderError as error:
        return Checkup(provider.label, error=error)


def _verdict(error: ProviderError) -> str:
    if isinstance(error, ProviderRefused) and error.status in (401, 403):
        return f"reachable, key refused ({error.status})"
    if isinstance(error, ProviderUnavailable):
        return f"not reachable: {error.reason}"
    return f"reachable, answers other than its contract says: {error.reason}"
