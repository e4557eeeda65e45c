"""How much of a collection each colour of the grid covers, and in how many pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gallery.color.grid import SIZE
from gallery.color.rows import SHARE_UNIT, Positions, Rows


@dataclass(frozen=True)
class GridAreas:
    """``areas`` float (1331,): summed shares, in whole pictures. ``pictures`` int (1331,).

    ``total``: how many pictures with a palette were counted.
    """

    areas: npt.NDArray[np.float64]
    pictures: npt.NDArray[np.int64]
    total: int

    @property
    def shares(self) -> npt.NDArray[np.float64]:
        """Each colour's part of all that the palettes cover, summing to 1 (or all 0)."""
        covered = self.areas.sum()
        return self.areas / covered if covered else self.areas


def grid_areas(parts: Iterable[tuple[Rows, Positions | None]]) -> GridAreas:
    """Sums over palettes: of each pack those at the positions, None for all of it.

    Entries off the grid count under their nearest grid colour.
    """
    areas = np.zeros(SIZE)
    pictures = np.zeros(SIZE, dtype=np.int64)
    total = 0
    for rows, at in parts:
        chosen = rows if at is None or len(at) == len(rows) else rows.reordered(at)
        areas += np.bincount(chosen.colors, chosen.shares, minlength=SIZE) / SHARE_UNIT
        pictures += _holding(chosen)
        total += int(np.count_nonzero(chosen.lengths))
    return GridAreas(areas, pictures, total)


def _holding(rows: Rows) -> npt.NDArray[np.int64]:
    """In how many palettes each grid colour stands, once counted where it stands twice."""
    if not len(rows.own_at):  # on the grid a palette names no colour twice
        return np.bincount(rows.colors, minlength=SIZE)
    owners = np.repeat(np.arange(len(rows)), rows.lengths)
    distinct = np.unique(owners * SIZE + rows.colors)
    return np.bincount(distinct % SIZE, minlength=SIZE)
