"""Upper bounds of the colour score from a palette's own row, from cheap to close.

What the score is stands in `transport`; a bound lets a palette be left out without solving it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gallery.color.grid import SIZE
from gallery.color.query import ColorQuery
from gallery.color.rows import SHARE_UNIT, Floats, Positions, Rows

ROUNDING = 1e-5
"""More than sums of 64 terms in float32 can lose; added to what is not 0."""

NO_COLOR = SIZE
"""The code of what pads a shorter palette: similar to nothing."""


def quick_bounds(rows: Rows, query: ColorQuery, at: Positions) -> Floats:
    """The smaller of two bounds of the scores of the palettes ``at``, both ``(c,)``.

    Every palette colour at its best wanted one, as if each could be wanted without limit;
    and every wanted colour supplied by all that is near, as if each share could serve twice,
    at most at the similarity of the nearest. 0 only where the score is 0.

    Palettes stand in columns here, so that every step runs along many of them.
    """
    codes, shares, table = _columns(rows, query, at)
    best = np.zeros(codes.shape, dtype=np.float32)
    each_wanted = np.zeros(len(at), dtype=np.float32)
    for column, wanted in zip(table, query.shares, strict=True):
        similarity = column.take(codes)
        np.maximum(best, similarity, out=best)
        at_most = similarity.max(axis=0, initial=0) * np.float32(wanted)
        similarity *= shares
        each_wanted += np.minimum(similarity.sum(axis=0), at_most, out=at_most)
    best *= shares
    bound = np.minimum(best.sum(axis=0), each_wanted).astype(np.float64)
    bound += ROUNDING * (bound > 0)
    return bound


def _columns(
    rows: Rows, query: ColorQuery, at: Positions
) -> tuple[Positions, npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Codes and shares ``(longest, c)``, and similarities ``(q, t)`` by wanted colour and code.

    A code is a grid index, NO_COLOR, or beyond it, for one of the entries off the grid.
    """
    lengths = rows.lengths[at]
    width = np.arange(lengths.max(initial=0))[:, None]
    missing = width >= lengths
    numbers = rows.starts[at].astype(np.intp) + width
    numbers[missing] = 0
    codes = rows.colors[numbers].astype(np.intp)
    codes[missing] = NO_COLOR
    shares = rows.shares[numbers].astype(np.float32)
    shares /= SHARE_UNIT
    similar = [query.grid_similarity, np.zeros((1, len(query.colors)))]
    if len(rows.own_at):
        own, own_at = rows.own(numbers)
        own &= ~missing
        similar.append(query.similarity(rows.own_oklab[own_at[own]]))
        codes[own] = np.arange(NO_COLOR + 1, NO_COLOR + 1 + len(similar[-1]))
    table = np.concatenate(similar).T
    return codes, shares, np.ascontiguousarray(table, dtype=np.float32)


def filled_bounds(similarity: Floats, wanted: Floats, shares: Floats) -> Floats:
    """A closer bound of the score ``(c,)``: each wanted colour alone, filled from the best.

    And the other way round, each palette colour alone, used for the best. Shapes are those
    of `transport_scores`.
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
