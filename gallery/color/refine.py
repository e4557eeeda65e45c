"""Which palettes are worth an exact score, and the best of them so far.

Bounds go from cheap to close: what a palette's posting lists said, then two bounds from its
own row, then two closer ones; only what passes them all has its transport solved.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from gallery.color.query import ColorQuery
from gallery.color.rows import Floats, Positions, Rows
from gallery.color.transport import transport_scores

CHUNK = 1024  # palettes whose rows are read at once
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
            similarity, shares = self.rows.similarities(self.query, at[chosen])
            closer = upper_bounds(similarity, self.query.wanted, shares)
            worth = np.flatnonzero(self._can_matter(at[chosen], closer))
            if len(self.query.colors) > 1:
                closer[worth] = filled_bounds(similarity[worth], self.query.wanted, shares[worth])
            worth = worth[np.argsort(-closer[worth], kind="stable")]
            for step in chunks(len(worth), BATCH):
                batch = worth[step]
                batch = batch[self._can_matter(at[chosen[batch]], closer[batch])]
                scores = transport_scores(similarity[batch], self.query.wanted, shares[batch])
                self._at = np.concatenate([self._at, at[chosen[batch]]])
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


def upper_bounds(similarity: Floats, wanted: Floats, shares: Floats) -> Floats:
    """The smaller of two bounds of the score ``(c,)``, see ``transport_scores`` for shapes.

    Every palette colour at its best wanted one, as if each could be wanted without limit;
    and every wanted colour supplied by all that is near, as if each share could serve twice.
    """
    each_palette_color = (similarity.max(axis=1, initial=0) * shares).sum(axis=1)
    supplied = np.einsum("cqp,cp->cq", similarity, shares)
    at_best = similarity.max(axis=2, initial=0) * wanted
    each_wanted = np.minimum(supplied, at_best).sum(axis=1)
    return np.minimum(each_palette_color, each_wanted)


def filled_bounds(similarity: Floats, wanted: Floats, shares: Floats) -> Floats:
    """A closer bound of the score ``(c,)``: each wanted colour alone, filled from the best.

    And the other way round, each palette colour alone, used for the best.
    """
    supply = np.broadcast_to(shares[:, None, :], similarity.shape)
    by_wanted = _filled(similarity, supply, wanted[None, :, None])
    turned = np.moveaxis(similarity, 1, 2)
    demand = np.broadcast_to(wanted, turned.shape)
    return np.minimum(by_wanted, _filled(turned, demand, shares[:, :, None]))


def _filled(similarity: Floats, supply: Floats, limit: Floats) -> Floats:
    order = np.argsort(-similarity, axis=2)
    taken = np.take_along_axis(supply, order, axis=2)
    before = np.cumsum(taken, axis=2) - taken
    used = np.minimum(taken, (limit - before).clip(0))
    return np.asarray((used * np.take_along_axis(similarity, order, axis=2)).sum(axis=(1, 2)))


def chunks(count: int, size: int = 16_384) -> Iterator[slice]:
    """Slices that cover ``range(count)``."""
    return (slice(start, start + size) for start in range(0, count, size))
