"""For every grid colour, who has it and how much of it: the inverted side of the index.

35 bytes for a palette of seven colours: a ``uint32`` position and a ``uint8`` share for
each entry, sorted by colour, then position. Common colours are held as bits besides, by each
process that searches, a few bytes a palette in all. Sums are kept in ``uint16``: similarity is
rounded UP to 200ths and shares are 255ths, so that every sum is an upper bound, and
64 entries of at most 255 + 64 units in all cannot overflow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gallery.color.grid import GRID_OKLAB, SIZE
from gallery.color.query import ColorQuery, distances
from gallery.color.rows import SHARE_UNIT, Rows
from gallery.color.spaces import rgb_to_oklab

SIMILARITY_UNIT = 200
FULL = SIMILARITY_UNIT * SHARE_UNIT
"""The sum that stands for a score of 1."""

COMMON = 32
"""A colour that one palette in so many has is kept as bits, too, in 1/8 byte a palette."""

Sums = npt.NDArray[np.uint16]
Mask = npt.NDArray[np.bool_]


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

    def bounds(self, query: ColorQuery, count: int, cut: float = 0.0) -> Sums:
        """By how much a palette's score may be above ``cut``, ``(count,)``, units of ``FULL``.

        An upper bound: every wanted share counts ``cut`` anyway, and what is nearer than that
        counts by the rest of its similarity, at most the wanted share times the best there
        is. Only the lists of colours more similar than ``cut`` are walked, a fraction of
        those within the tolerance.
        """
        away = (distances(GRID_OKLAB, query.oklab) - self.reach[:, None]).clip(0)
        above = (1 - away / query.tolerance - cut).clip(0)
        units = np.ceil(above * SIMILARITY_UNIT).astype(np.uint16)
        if len(query.colors) == 1:
            return self._sums(units[:, 0], count)
        total = np.zeros(count, dtype=np.uint16)
        for column, wanted in zip(units.T, query.shares, strict=True):
            sums = self._sums(column, count)
            most = column.max() * np.uint16(np.ceil(wanted * SHARE_UNIT))
            # An array of it: numpy's minimum with a scalar takes three times as long.
            total += np.minimum(sums, np.full(count, most), out=sums)
        return total

    def surely_near(self, query: ColorQuery, count: int) -> Mask:
        """Palettes ``(count,)`` that score above 0 wherever in its cell each colour lies."""
        rounding = 1e-6 if self.reach.any() else 0.0
        return self._with_any(query, self.reach, rounding, count)

    def maybe_near(self, query: ColorQuery, count: int) -> Mask:
        """Palettes ``(count,)`` outside of which none scores above 0."""
        return self._with_any(query, -self.reach, 0.0, count)

    def _with_any(
        self, query: ColorQuery, farther: npt.NDArray[np.float32], above: float, count: int
    ) -> Mask:
        """Palettes with any colour that is as similar when it lies so much farther away."""
        away = distances(GRID_OKLAB, query.oklab).min(axis=1) + farther
        near = np.zeros(count, dtype=np.bool_)
        common = np.zeros(-(-count // 8), dtype=np.uint8)
        for color in np.flatnonzero(1 - away / query.tolerance > above):
            if self._is_common[color]:
                common |= self._bits(int(color), count)
            else:  # cast first: an index of another type costs three times as much
                near[self.positions[self._part(color)].astype(np.intp)] = True
        near |= np.unpackbits(common, count=count).view(np.bool_)
        return near

    @cached_property
    def _is_common(self) -> Mask:
        """Which colours ``(1331,)`` so many have that a bit for every palette is worth it."""
        count = int(self.positions.max(initial=0)) + 1
        return np.asarray(np.diff(self.starts.astype(np.int64)) * COMMON > count)

    @property
    def bits_size(self) -> int:
        """Bytes of all the bits this process holds by now."""
        return sum(bits.nbytes for bits in self._known_bits.values())

    def _bits(self, color: int, count: int) -> npt.NDArray[np.uint8]:
        """One bit for each palette, whether it has a common colour; worked out once."""
        if color not in self._known_bits:
            has = np.zeros(count, dtype=np.bool_)
            has[self.positions[self._part(color)]] = True
            self._known_bits[color] = np.packbits(has)
        return self._known_bits[color]

    @cached_property
    def _known_bits(self) -> dict[int, npt.NDArray[np.uint8]]:
        return {}

    def nearby(self, oklab: npt.NDArray[np.float64], tolerance: float, count: int) -> Sums:
        """Share ``(count,)`` in 255ths closer than the tolerance to one colour, or more."""
        away = distances(GRID_OKLAB, oklab[None])[:, 0] - self.reach
        return self._sums((away < tolerance).astype(np.uint16), count)

    def _sums(self, units: npt.NDArray[np.uint16], count: int) -> Sums:
        sums = np.zeros(count, dtype=np.uint16)
        for color in np.flatnonzero(units):
            part = self._part(color)
            # One pass, and right when a position occurs twice, as off the grid it may.
            np.add.at(sums, self.positions[part].astype(np.intp), self.shares[part] * units[color])
        return sums

    def _part(self, color: int | np.intp) -> slice:
        return slice(self.starts[color], self.starts[color + 1])
