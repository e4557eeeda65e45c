"""Which palettes are worth an exact score, and the best of them so far.

Bounds go from cheap to close: what a palette's posting lists said, then two bounds from its
own row, then two closer ones; only what passes them all has its transport solved.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from gallery.color.bounds import filled_bounds, quick_bounds
from gallery.color.postings import FULL, Sums
from gallery.color.query import ColorQuery
from gallery.color.rows import Floats, Positions, Rows
from gallery.color.transport import transport_scores

FIRST_LOOK = 8  # times as many palettes as wanted are scored to find a first threshold
CHUNK = 4096  # palettes whose rows are read at once
BATCH = 128  # palettes scored at once: the score to beat rises from one to the next
SLACK = 1e-9  # bounds and scores are summed in different orders


class Best:
    """The best palettes seen so far, and the score below which none matters any more."""

    def __init__(self, rows: Rows, query: ColorQuery, wanted: int) -> None:
        self.rows, self.query, self.wanted = rows, query, wanted
        self.floor = 0.0
        self._last = np.iinfo(np.intp).max
        self._at = np.zeros(0, dtype=np.intp)
        self._scores = np.zeros(0)

    def add(self, at: Positions, bounds: Floats) -> None:
        """Score positions from the highest bound down, as far as they can matter."""
        order = np.argsort(-bounds, kind="stable")  # of equal ones the lower first
        for part in chunks(len(order), CHUNK):
            chosen = order[part]
            if bounds[chosen[0]] < self.floor - SLACK:
                break
            here = at[chosen]
            closer = quick_bounds(self.rows, self.query, here)
            worth = self._can_matter(here, closer)
            self._score(here[worth], closer[worth])

    def _score(self, at: Positions, bounds: Floats) -> None:
        """Score those whose closest bounds can matter, the most promising first."""
        similarity, shares = self.rows.similarities(self.query, at)
        if len(self.query.colors) > 1:
            bounds = filled_bounds(similarity, self.query.wanted, shares)
        order = np.argsort(-bounds, kind="stable")
        for step in chunks(len(order), BATCH):
            batch = order[step]
            batch = batch[self._can_matter(at[batch], bounds[batch])]
            if not batch.size:
                break
            scores = transport_scores(similarity[batch], self.query.wanted, shares[batch])
            self._at = np.concatenate([self._at, at[batch]])
            self._scores = np.concatenate([self._scores, scores])
            self._cut()

    def _can_matter(self, at: Positions, bounds: Floats) -> npt.NDArray[np.bool_]:
        """Which positions may beat the last one kept, or tie with it and come before it."""
        above = bounds > self.floor + SLACK
        return np.asarray(above | ((bounds >= self.floor - SLACK) & (at < self._last)))

    def _cut(self) -> None:
        if len(self._scores) > self.wanted:
            kept = np.lexsort((self._at, -np.round(self._scores, 9)))[: self.wanted]
            self._at, self._scores = self._at[kept], self._scores[kept]
            self.floor = float(self._scores.min())
            self._last = int(self._at[self._scores <= self.floor + SLACK].max())

    def found(self) -> tuple[Positions, Floats]:
        """The best positions and their scores, unordered; of equal ones the lower positions."""
        return self._at, self._scores


def look(best: Best, bounds: Sums, cut: float = 0.0, at: Positions | None = None) -> Positions:
    """Score the most promising, to know what there is to beat; their bounds become 0.

    ``bounds`` are of the score above ``cut``, of the positions ``at`` (None: of all). What
    was looked at comes out as indices into them.
    """
    total = int(np.count_nonzero(bounds))
    if not total or best.wanted <= 0:
        return np.zeros(0, dtype=np.intp)
    least = _threshold(bounds, min(best.wanted * FIRST_LOOK, total))
    return _look_from(best, bounds, least, cut, at)


def look_at_rest(best: Best, bounds: Sums, cut: float = 0.0, at: Positions | None = None) -> None:
    """Score all the others whose bounds reach the score to beat, as for `look`."""
    if best.wanted > 0:
        _look_from(best, bounds, max((best.floor - cut) * FULL, 1), cut, at)


def _look_from(
    best: Best, bounds: Sums, least: float, cut: float, at: Positions | None
) -> Positions:
    here = np.flatnonzero(bounds >= least)
    if here.size:
        best.add(here if at is None else at[here], bounds[here] / FULL + cut)
        bounds[here] = 0
    return here


def _threshold(bounds: Sums, look: int) -> int:
    """A bound that about ``look`` palettes or some more reach, at least 1.

    From a sample: ordering a million numbers would cost more than all the rest.
    """
    stride = max(1, len(bounds) // 16_384)
    sample = np.sort(bounds[::stride])
    rank = min(len(sample), look // stride + (4 if stride > 1 else 1))
    while True:
        threshold = max(1, int(sample[-rank]))
        if threshold == 1 or np.count_nonzero(bounds >= threshold) >= look // 2:
            return threshold
        rank = min(len(sample), rank * 2)


def chunks(count: int, size: int = 16_384) -> Iterator[slice]:
    """Slices that cover ``range(count)``."""
    return (slice(start, start + size) for start in range(0, count, size))
