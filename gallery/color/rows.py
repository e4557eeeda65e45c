"""Palettes row by row, packed: what exact scoring reads.

21 bytes for a palette of seven colours: a ``uint16`` grid index and a ``uint8`` share (in
255ths, at least 1) for each entry, and a ``uint8`` length. Entries that are not on the
grid stand under their nearest grid colour, with their own bytes in a side table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gallery.color.grid import GRID, GRID_OKLAB, nearest_indices
from gallery.color.query import ColorQuery, distances
from gallery.color.spaces import hexes_to_rgb, rgb_to_oklab
from gallery.color.transport import transport_scores

SHARE_UNIT = 255
"""Shares are stored in 255ths."""

LONGEST = 64
"""Entries kept of one palette; the museums send ten."""

Positions = npt.NDArray[np.intp]
Palette = Iterable[tuple[str, float]]
Floats = npt.NDArray[np.float64]
Measure = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Rows:
    """n palettes. Arrays may be memory-mapped; nothing here writes to them.

    ``lengths`` uint8 (n,), ``colors`` uint16 (e,), ``shares`` uint8 (e,), and for the
    entries off the grid ``own_at`` uint32 (o,) ascending and ``own_rgb`` uint8 (o, 3).
    """

    lengths: npt.NDArray[np.uint8]
    colors: npt.NDArray[np.uint16]
    shares: npt.NDArray[np.uint8]
    own_at: npt.NDArray[np.uint32]
    own_rgb: npt.NDArray[np.uint8]

    @classmethod
    def pack(cls, palettes: Iterable[Palette]) -> Rows:
        """From palettes of (``#rrggbb``, share 0 to 1) pairs.

        Entries without share go, and those beyond the ``LONGEST``; shares that sum to more
        than 1 are scaled down to 1.
        """
        lengths: list[int] = []
        hexes: list[str] = []
        shares: list[float] = []
        for palette in palettes:
            kept = [(color, share) for color, share in palette if share > 0][:LONGEST]
            excess = max(1.0, sum(share for _, share in kept))
            lengths.append(len(kept))
            hexes.extend(color for color, _ in kept)
            shares.extend(share / excess for _, share in kept)
        return cls.of(np.array(lengths), hexes_to_rgb(hexes), np.array(shares))

    @classmethod
    def of(cls, lengths: npt.ArrayLike, rgb: npt.NDArray[np.uint8], shares: npt.ArrayLike) -> Rows:
        """From flat arrays: lengths (n,) to ``LONGEST``, sRGB bytes (e, 3), shares (e,)."""
        colors = nearest_indices(rgb)
        own = np.flatnonzero((GRID[colors] != rgb).any(axis=1))
        units = np.rint(np.asarray(shares, dtype=np.float64) * SHARE_UNIT).clip(1, SHARE_UNIT)
        return cls(
            np.asarray(lengths).astype(np.uint8),
            colors,
            units.astype(np.uint8),
            own.astype(np.uint32),
            np.ascontiguousarray(rgb[own]),
        )

    def __len__(self) -> int:
        return len(self.lengths)

    @cached_property
    def starts(self) -> npt.NDArray[np.uint32]:
        """Where each palette's entries begin, ``(n + 1,)``."""
        starts = np.zeros(len(self.lengths) + 1, dtype=np.uint32)
        np.cumsum(self.lengths, out=starts[1:])
        return starts

    def take(self, chosen: npt.NDArray[np.bool_]) -> Rows:
        """The palettes where ``chosen`` (n,) is true, in the same order."""
        return self.reordered(np.flatnonzero(chosen))

    @cached_property
    def own_oklab(self) -> Floats:
        """OKLab ``(o, 3)`` of the entries off the grid."""
        return rgb_to_oklab(self.own_rgb)

    def reordered(self, order: Positions) -> Rows:
        """The palettes ``order`` (m,), each as often as it stands there."""
        lengths = self.lengths[order].astype(np.intp)
        firsts = np.repeat(self.starts[:-1][order].astype(np.intp), lengths)
        entries = firsts + np.arange(len(firsts)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        own, at = self.own(entries)
        return Rows(
            self.lengths[order],
            self.colors[entries],
            self.shares[entries],
            np.flatnonzero(own).astype(np.uint32),
            self.own_rgb[at[own]],
        )

    def owners(self) -> npt.NDArray[np.bool_]:
        """Which palettes have an entry off the grid, ``(n,)``."""
        has = np.zeros(len(self), dtype=np.bool_)
        has[np.searchsorted(self.starts, self.own_at, side="right") - 1] = True
        return has

    def entries(self, at: Positions) -> tuple[Positions, npt.NDArray[np.bool_]]:
        """Entry numbers ``(c, longest)`` of palettes ``at`` (c,), and which of them exist."""
        lengths = self.lengths[at].astype(np.intp)
        width = np.arange(lengths.max(initial=0))
        exists = width < lengths[:, None]
        return np.where(exists, self.starts[at].astype(np.intp)[:, None] + width, 0), exists

    def similarities(self, query: ColorQuery, at: Positions) -> tuple[Floats, Floats]:
        """Similarities ``(c, q, p)`` of the palettes ``at``, and their shares ``(c, p)``."""
        numbers, exists = self.entries(at)
        similarity = self._look_up(numbers, query.grid_similarity, query.similarity)
        shares = np.where(exists, self.shares[numbers], 0) / SHARE_UNIT
        return np.moveaxis(similarity, 2, 1), shares

    def score(self, query: ColorQuery, at: Positions) -> Floats:
        """Exact scores ``(c,)`` of the palettes ``at``."""
        similarity, shares = self.similarities(query, at)
        return transport_scores(similarity, query.wanted, shares)

    def is_near(self, query: ColorQuery, at: Positions) -> npt.NDArray[np.bool_]:
        """Which of the palettes ``at`` score above 0."""
        near = np.zeros(len(at), dtype=np.bool_)
        for start in range(0, len(at), 16_384):
            similarity, shares = self.similarities(query, at[start : start + 16_384])
            supplied = similarity.max(axis=1, initial=0) * shares
            near[start : start + 16_384] = (supplied > 0).any(axis=1)
        return near

    def nearby_share(
        self, oklab: npt.NDArray[np.float64], tolerance: float, at: Positions
    ) -> npt.NDArray[np.float64]:
        """Share ``(c, m)`` of the palettes ``at`` closer than the tolerance to colours (m, 3)."""

        def near(colors: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            return (distances(colors, oklab) < tolerance).astype(np.float64)

        numbers, exists = self.entries(at)
        shares = np.where(exists, self.shares[numbers], 0) / SHARE_UNIT
        found = self._look_up(numbers, near(GRID_OKLAB), near)
        return np.asarray((found * shares[:, :, None]).sum(axis=1))

    def _look_up(self, numbers: Positions, table: Floats, measure: Measure) -> Floats:
        """``table`` (1331, m) for each entry, but ``measure`` for those with their own bytes."""
        values = table[self.colors[numbers]]
        if len(self.own_at):
            own, at = self.own(numbers)
            values[own] = measure(self.own_oklab[at[own]])
        return values

    def own(self, numbers: Positions) -> tuple[npt.NDArray[np.bool_], Positions]:
        """Which entries have their own bytes, and where those are in the side table."""
        if not len(self.own_at):
            return np.zeros(numbers.shape, dtype=np.bool_), np.zeros(numbers.shape, dtype=np.intp)
        at = np.searchsorted(self.own_at, numbers).clip(max=len(self.own_at) - 1)
        return self.own_at[at] == numbers, at


def concatenate(parts: Sequence[Rows]) -> Rows:
    """Several packs one after the other."""
    offsets = np.cumsum([0, *(len(part.colors) for part in parts[:-1])])
    return Rows(
        np.concatenate([part.lengths for part in parts]),
        np.concatenate([part.colors for part in parts]),
        np.concatenate([part.shares for part in parts]),
        np.concatenate(
            [part.own_at + np.uint32(o) for part, o in zip(parts, offsets, strict=True)]
        ),
        np.concatenate([part.own_rgb for part in parts]),
    )
