"""What a benchmark says: times taken alternately, and one figure for each comparison."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

It = TypeVar("It")
REPEATS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One comparison. Times in ms; `ratio` is subject to baseline of the medians.

    ``limit``: what `measured` should be at most (at least, where `is_floor`), None where
    nothing is promised. ``is_of_any_size``: the promise does not wait for a million records.
    ``more``: further numbers by name.
    """

    name: str
    subject_ms: float
    baseline: str
    baseline_ms: float
    p50: float
    p95: float
    limit: float | None = None
    measured: float | None = None
    is_floor: bool = False
    is_of_any_size: bool = False
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """Subject to baseline."""
        return self.subject_ms / self.baseline_ms if self.baseline_ms else 0.0

    @property
    def value(self) -> float:
        """What is held against the limit: the ratio unless another number was named."""
        return self.ratio if self.measured is None else self.measured

    @property
    def holds(self) -> bool | None:
        """Whether the promise is kept, None where there is none."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.is_floor else self.value <= self.limit

    def as_json(self) -> dict[str, Any]:
        """The figure as `--json` prints it."""
        numbers = {
            "name": self.name,
            "subject_ms": round(self.subject_ms, 3),
            "baseline": self.baseline,
            "baseline_ms": round(self.baseline_ms, 3),
            "ratio": round(self.ratio, 4),
            "p50": round(self.p50, 3),
            "p95": round(self.p95, 3),
        }
        judged = {"limit": self.limit, "measured": round(self.value, 4), "holds": self.holds}
        return numbers | (judged if self.limit is not None else {}) | self.more


def alternate(
    ways: Sequence[Callable[[It], object]], inputs: Sequence[It], repeats: int = REPEATS
) -> list[npt.NDArray[np.float64]]:
    """Times in ms of each way, ``(repeats, inputs)``; the ways take turns at every input.

    One round before is not counted: everybody measures warm.
    """
    times = [np.zeros((repeats, len(inputs))) for _ in ways]
    for repeat in range(-1, repeats):
        for at, it in enumerate(inputs):
            turn = ways if repeat % 2 else ways[::-1]
            for way in turn:
                began = time.perf_counter()
                way(it)
                spent = (time.perf_counter() - began) * 1000
                if repeat >= 0:
                    times[ways.index(way)][repeat, at] = spent
    return times


def compare(
    name: str,
    subject: Callable[[It], object],
    baseline: tuple[str, Callable[[It], object]],
    inputs: Sequence[It],
    *,
    limit: float | None = None,
    is_of_any_size: bool = False,
    repeats: int = REPEATS,
    **more: Any,
) -> Figure:
    """Subject and baseline over `inputs`: medians over the repeats for each, then over all."""
    ours, theirs = (
        np.median(times, axis=0) for times in alternate([subject, baseline[1]], inputs, repeats)
    )
    both = {"baseline_p95": round(float(np.percentile(theirs, 95)), 3), "repeats": repeats}
    return Figure(
        name,
        float(np.median(ours)),
        baseline[0],
        float(np.median(theirs)),
        float(np.median(ours)),
        float(np.percentile(ours, 95)),
        limit,
        is_of_any_size=is_of_any_size,
        more=both | more,
    )
