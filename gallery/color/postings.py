"""For every grid colour, who has it and how much of it: the inverted side of the index.

35 bytes for a palette of seven colours: a ``uint32`` position and a ``uint8`` share for
each entry, sorted by colour, then position. Sums are kept in ``uint16``: similarity is
rounded UP to 200ths and shares are 255ths, so that every sum is an upper bound, and
64 entries of at most 255 + 64 units in all cannot overflow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gallery.color.grid import GRID_OKLAB, SIZE
from gallery.color.query import ColorQuery, distances
from gallery.color.rows import SHARE_UNIT, Rows
from gallery.color.spaces import rgb_to_oklab

SIMILARITY_UNIT = 200
FULL = SIMILARITY_UNIT * SHARE_UNIT
"""The sum that stands for a score of 1."""

Sums = npt.NDArray[np.uint16]


@dataclass(frozen=True)
class Postings:
    """``positions`` uint32 (e,), ``shares`` uint8 (e,), ``starts`` uint32 (1332,).

    ``reach`` float32 (1331,): how far from each grid colour the farthest entry lies that is
    filed under it, 0 where all are on the grid.
    """

    positions: npt.NDArray[np.uint32]
    shares: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.uint32]
    reach: npt.NDArray[np.float32]

    @classmethod
    def of(cls, rows: Rows) -> Postings:
        """Invert the rows."""
        order = np.argsort(rows.colors, kind="stable")
        owners = np.repeat(np.arange(len(rows), dtype=np.uint32), rows.lengths)
        positions = owners[order]
        starts = np.zeros(SIZE + 1, dtype=np.uint32)
        np.cumsum(np.bincount(rows.colors, minlength=SIZE), out=starts[1:])
        reach = np.zeros(SIZE, dtype=np.float32)
        filed = rows.colors[rows.own_at]
        away = np.linalg.norm(rgb_to_oklab(rows.own_rgb) - GRID_OKLAB[filed], axis=1)
        np.maximum.at(reach, filed, np.nextafter(away.astype(np.float32), np.float32(9)))
        return cls(positions, rows.shares[order], starts, reach)

    def bounds(self, query: ColorQuery, count: int) -> Sums:
        """Upper bounds ``(count,)`` of every palette's score, in units of ``FULL``.

        For each wanted colour the similarity-weighted share near it, but no more than the
        wanted share times the best similarity there is; summed. 0 exactly where nothing is near, when all entries are on the grid.
        """
        away = (distances(GRID_OKLAB, query.oklab) - self.reach[:, None]).clip(0)
        similarity = (1 - away / query.tolerance).clip(0)
        units = np.ceil(similarity * SIMILARITY_UNIT).astype(np.uint16)
        if len(query.colors) == 1:
            return self._sums(units[:, 0], count)
        total = np.zeros(count, dtype=np.uint16)
        for column, wanted in zip(units.T, query.shares, strict=True):
            sums, best = self._sums(column, count), self._best(column, count)
            total += np.minimum(sums, best * np.uint16(np.ceil(wanted * SHARE_UNIT)))
        return total

    def surely_near(self, query: ColorQuery, count: int) -> npt.NDArray[np.bool_]:
        """Palettes ``(count,)`` that score above 0 wherever in its cell each colour lies."""
        away = distances(GRID_OKLAB, query.oklab).min(axis=1) + self.reach
        near = np.zeros(count, dtype=np.bool_)
        rounding = 1e-6 if self.reach.any() else 0.0
        for color in np.flatnonzero(away < query.tolerance - rounding):
            near[self.positions[self.starts[color] : self.starts[color + 1]]] = True
        return near

    def nearby(self, oklab: npt.NDArray[np.float64], tolerance: float, count: int) -> Sums:
        """Share ``(count,)`` in 255ths closer than the tolerance to one colour, or more."""
        away = distances(GRID_OKLAB, oklab[None])[:, 0] - self.reach
        return self._sums((away < tolerance).astype(np.uint16), count)

    def _sums(self, units: npt.NDArray[np.uint16], count: int) -> Sums:
        sums = np.zeros(count, dtype=np.uint16)
        for color in np.flatnonzero(units):
            part = slice(self.starts[color], self.starts[color + 1])
            positions = self.positions[part].astype(np.intp)
            weighted = self.shares[part] * units[color]
            # One pass, and right when a position occurs twice, as off the grid it may.
            np.add.at(sums, positions, weighted)
        return sums

    def _best(self, units: npt.NDArray[np.uint16], count: int) -> Sums:
        """The highest of ``units`` among each palette's colours."""
        best = np.zeros(count, dtype=np.uint16)
        order = np.argsort(units, kind="stable")
        for color in order[np.searchsorted(units[order], 1) :]:  # the higher one comes later
            best[self.positions[self.starts[color] : self.starts[color + 1]]] = units[color]
        return best
