"""One immutable part of the colour index, and the exact search within it.

Filter and refine: a cheap upper bound for every palette, exact scores for the most
promising, then for all others in descending order of bound until the bound falls below the
last score kept. What is left out is proven not to belong to the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gallery.color.postings import FULL, Postings
from gallery.color.query import EXCLUDED_SHARE, ColorQuery
from gallery.color.rows import SHARE_UNIT, Positions, Rows
from gallery.color.transport import transport_scores

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

FIRST_LOOK = 8  # times as many palettes as wanted are scored to find a first threshold
CHUNK = 1024  # palettes whose rows are read at once
BATCH = 128  # palettes scored at once: the score to beat rises from one to the next
FEW = 20_000  # up to here looking at candidates' own rows beats walking posting lists
_SLACK = 1e-9  # bounds and scores are summed in different orders

Bounds = npt.NDArray[np.uint16]


@dataclass(frozen=True)
class Segment:
    """``ids`` of pictures, ascending; their palettes; posting lists unless it is small.

    ``exact_bounds`` is true when all colours are on the grid: then a bound above 0 means a
    score above 0, and sums of shares need no second look.
    """

    ids: npt.NDArray[np.uint32] | npt.NDArray[np.int64]
    rows: Rows
    postings: Postings | None

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def exact_bounds(self) -> bool:
        """Whether every entry is on the grid."""
        return not len(self.rows.own_at)

    def find(self, ids: npt.NDArray[np.int64]) -> Positions:
        """Positions of those pictures that are here, ascending."""
        if not len(self.ids):
            return np.zeros(0, dtype=np.intp)
        at = np.searchsorted(self.ids, ids.astype(self.ids.dtype)).clip(max=len(self.ids) - 1)
        return np.unique(at[self.ids[at] == ids])

    def search(
        self, query: ColorQuery, wanted: int, allowed: Mask | Positions | None = None
    ) -> tuple[Positions, Floats, int]:
        """Best positions with exact scores, unordered, and how many score above 0 at all.

        ``allowed``: a mask ``(n,)`` or ascending positions; None for all. At least the
        ``wanted`` best come, and all that tie with the last of them, so that the caller may
        break ties its own way.
        """
        at, bounds = self.bounds(query, allowed)
        total = int(np.count_nonzero(bounds))
        best = _Best(self.rows, query, wanted)
        if total and wanted > 0:
            first = bounds >= _threshold(bounds, min(wanted * FIRST_LOOK, total))
            self._look(best, at, bounds, first)
            self._look(best, at, bounds, (bounds >= max(best.floor * FULL, 1)) & ~first)
        return (*best.found(), total)

    @staticmethod
    def _look(best: _Best, at: Positions | None, bounds: Bounds, chosen: Mask) -> None:
        here = np.flatnonzero(chosen)
        best.add(here if at is None else at[here], bounds[here])

    def bounds(
        self, query: ColorQuery, allowed: Mask | Positions | None = None
    ) -> tuple[Positions | None, Bounds]:
        """Upper bounds in units of ``FULL``, 0 exactly where there is no result.

        They are those of the positions that come first, ascending; None for all of them.
        """
        is_mask = allowed is not None and allowed.dtype == np.bool_
        few = len(self) if allowed is None or is_mask else len(allowed)
        if self.postings is None or few <= FEW:
            at = positions_of(len(self), allowed)
            return at, self._bounds_by_rows(query, at)
        sums = self.postings.bounds(query, len(self))
        if allowed is not None:
            sums *= allowed if is_mask else _mask(len(self), np.asarray(allowed, dtype=np.intp))
        if self.exact_bounds:
            for oklab in query.excluded_oklab:
                near = self.postings.nearby(oklab, query.tolerance, len(self))
                sums *= near <= EXCLUDED_SHARE * SHARE_UNIT
            return None, sums
        at = np.flatnonzero(sums)
        at = at[self.kept(query, at)]
        at = at[self.rows.is_near(query, at)]
        return at, sums[at]

    def _bounds_by_rows(self, query: ColorQuery, at: Positions) -> Bounds:
        bounds = np.zeros(len(at), dtype=np.uint16)
        for part in chunks(len(at)):
            similarity, shares = self.rows.similarities(query, at[part])
            bound = upper_bounds(similarity, query.wanted, shares)
            bounds[part] = np.ceil(bound * FULL + _SLACK * (bound > 0))
        if query.excluded:
            bounds *= self.kept(query, at)
        return bounds

    def kept(self, query: ColorQuery, at: Positions) -> Mask:
        """Which of the positions, ascending, have not too much of an excluded colour."""
        kept = np.ones(len(at), dtype=np.bool_)
        for oklab in query.excluded_oklab:
            suspects = np.flatnonzero(kept)
            if self.postings is not None and len(at) > FEW:
                near = self.postings.nearby(oklab, query.tolerance, len(self))
                too_much = near[at] > EXCLUDED_SHARE * SHARE_UNIT
                if self.exact_bounds:
                    kept &= ~too_much
                    continue
                suspects = np.flatnonzero(kept & too_much)
            for part in chunks(len(suspects)):
                share = self.rows.nearby_share(oklab[None], query.tolerance, at[suspects[part]])
                kept[suspects[part]] = share[:, 0] * SHARE_UNIT <= EXCLUDED_SHARE * SHARE_UNIT
        return kept


class _Best:
    """The best palettes seen so far, and the score below which none matters any more."""

    def __init__(self, rows: Rows, query: ColorQuery, wanted: int) -> None:
        self.rows, self.query, self.wanted = rows, query, wanted
        self.floor = 0.0
        self._at = np.zeros(0, dtype=np.intp)
        self._scores = np.zeros(0)

    def add(self, at: Positions, bounds: Bounds) -> None:
        """Score positions from the highest bound down, as far as they can matter."""
        order = np.argsort(bounds)[::-1]
        for part in chunks(len(order), CHUNK):
            chosen = order[part]
            if bounds[chosen[0]] < (self.floor - _SLACK) * FULL:
                break
            similarity, shares = self.rows.similarities(self.query, at[chosen])
            closer = upper_bounds(similarity, self.query.wanted, shares)
            worth = np.flatnonzero(closer >= self.floor - _SLACK)
            if len(self.query.colors) > 1:
                closer[worth] = filled_bounds(similarity[worth], self.query.wanted, shares[worth])
            worth = worth[np.argsort(-closer[worth])]
            for step in chunks(len(worth), BATCH):
                batch = worth[step]
                batch = batch[closer[batch] >= self.floor - _SLACK]
                if not batch.size:
                    break
                scores = transport_scores(similarity[batch], self.query.wanted, shares[batch])
                self._at = np.concatenate([self._at, at[chosen[batch]]])
                self._scores = np.concatenate([self._scores, scores])
                self._cut()

    def _cut(self) -> None:
        if len(self._scores) > self.wanted:
            self.floor = float(np.partition(self._scores, -self.wanted)[-self.wanted])
            kept = self._scores >= self.floor - _SLACK
            self._at, self._scores = self._at[kept], self._scores[kept]

    def found(self) -> tuple[Positions, Floats]:
        return self._at, self._scores


def upper_bounds(similarity: Floats, wanted: Floats, shares: Floats) -> Floats:
    """The smaller of two bounds of the score ``(c,)``, see ``transport_scores`` for shapes.

    Every palette colour at its best wanted one, as if each could be wanted without limit;
    and every wanted colour supplied by all that is near, as if each share could serve twice.
    """
    each_palette_color = (similarity.max(axis=1, initial=0) * shares).sum(axis=1)
    each_wanted = np.minimum(np.einsum("cqp,cp->cq", similarity, shares), wanted).sum(axis=1)
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


def _threshold(bounds: Bounds, look: int) -> int:
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


def positions_of(count: int, allowed: Mask | Positions | None) -> Positions:
    """Allowed positions of ``count``, ascending, from a mask, positions or None for all."""
    if allowed is None:
        return np.arange(count)
    if allowed.dtype == np.bool_:
        return np.flatnonzero(allowed)
    return np.asarray(allowed, dtype=np.intp)


def _mask(count: int, at: Positions) -> Mask:
    mask = np.zeros(count, dtype=np.bool_)
    mask[at] = True
    return mask
