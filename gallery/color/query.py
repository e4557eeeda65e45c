"""What is looked for: colours with shares, colours not wanted, and how near is near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gallery.color.grid import GRID_OKLAB
from gallery.color.spaces import hexes_to_rgb, rgb_to_oklab

DEFAULT_TOLERANCE = 0.12
"""OKLab distance at which two colours have nothing more in common."""

EXCLUDED_SHARE = 0.05
"""A picture with more than this share within the tolerance of an unwanted colour is out."""


@dataclass(frozen=True)
class ColorQuery:
    """Colours ``#rrggbb`` with shares that sum to 1, and colours to avoid.

    Make it with ``ColorQuery.of``, which scales the shares. ``colors`` may be empty: then
    every picture scores 1 that ``excluded`` leaves in.
    """

    colors: tuple[str, ...]
    shares: tuple[float, ...]
    excluded: tuple[str, ...] = ()
    tolerance: float = DEFAULT_TOLERANCE

    @classmethod
    def of(
        cls,
        colors: Sequence[str],
        shares: Sequence[float] | None = None,
        *,
        excluded: Sequence[str] = (),
        tolerance: float = DEFAULT_TOLERANCE,
    ) -> ColorQuery:
        """Equal shares where none are given; given ones are scaled to sum to 1.

        A colour named twice is asked for once, with both shares. Raises ``ValueError`` for
        a hex that is none, shares that are not positive, or a tolerance that is not.
        """
        given = [1.0] * len(colors) if shares is None else list(shares)
        if len(given) != len(colors) or not all(0 < share < float("inf") for share in given):
            raise ValueError("every colour needs a share above 0")
        if not 0 < tolerance <= 2:
            raise ValueError("the tolerance is an OKLab distance above 0 and at most 2")
        asked: dict[str, float] = {}
        for color, share in zip(colors, given, strict=True):
            asked[color.lower()] = asked.get(color.lower(), 0.0) + share
        total = sum(asked.values())
        query = cls(
            tuple(asked),
            tuple(share / total for share in asked.values()),
            tuple(dict.fromkeys(color.lower() for color in excluded)),
            tolerance,
        )
        hexes_to_rgb((*query.colors, *query.excluded))  # refuses what is no colour
        return query

    def widened(self, tolerance: float) -> ColorQuery:
        """The same with another tolerance."""
        return ColorQuery(self.colors, self.shares, self.excluded, tolerance)

    @cached_property
    def wanted(self) -> npt.NDArray[np.float64]:
        """Shares as an array ``(q,)``."""
        return np.array(self.shares)

    @cached_property
    def oklab(self) -> npt.NDArray[np.float64]:
        """OKLab of the colours, ``(q, 3)``."""
        return rgb_to_oklab(hexes_to_rgb(self.colors))

    @cached_property
    def excluded_oklab(self) -> npt.NDArray[np.float64]:
        """OKLab of the excluded colours, ``(e, 3)``."""
        return rgb_to_oklab(hexes_to_rgb(self.excluded))

    @cached_property
    def grid_similarity(self) -> npt.NDArray[np.float64]:
        """`similarity` of every grid colour, ``(1331, q)``."""
        return self.similarity(GRID_OKLAB)

    def similarity(self, oklab: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """1 − d/τ, at least 0, of colours ``(..., 3)`` to those asked for: ``(..., q)``."""
        return np.asarray((1 - distances(oklab, self.oklab) / self.tolerance).clip(0))


def distances(
    oklab: npt.NDArray[np.float64], others: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """OKLab distances ``(..., m)`` of colours ``(..., 3)`` to ``(m, 3)`` others."""
    return np.asarray(np.sqrt(((oklab[..., None, :] - others) ** 2).sum(axis=-1)))
