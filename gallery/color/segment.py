"""One immutable part of the colour index, and the exact search within it.

Filter and refine: a cheap upper bound for every palette, exact scores for the most
promising, then for all others in descending order of bound until the bound falls below the
last score kept. What is left out is proven not to belong to the answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gallery.color.bounds import quick_bounds
from gallery.color.postings import FULL, Postings, Sums
from gallery.color.query import EXCLUDED_SHARE, ColorQuery
from gallery.color.refine import SLACK, Best, chunks, look, look_at_rest
from gallery.color.rows import SHARE_UNIT, Floats, Positions, Rows

Mask = npt.NDArray[np.bool_]
Ids = npt.NDArray[np.int64]

CUT = 0.4  # the similarity below which all counts alike in the first bounds
MANY = 1 / 3  # of the palettes: where more are left by the first bounds, closer ones pay
FEW = 5_000  # up to here looking at candidates' own rows beats walking posting lists


@dataclass(frozen=True)
class Segment:
    """``ids`` of pictures, ascending; their palettes; posting lists unless it is small.

    ``exact_bounds`` is true when all colours are on the grid: then a bound above 0 means a
    score above 0, and sums of shares need no second look.
    """

    ids: npt.NDArray[np.uint32] | npt.NDArray[np.int64]
    rows: Rows
    postings: Postings | None

    @classmethod
    def of(cls, ids: Ids, rows: Rows) -> Segment:
        """From ascending ids and their palettes."""
        fits = not len(ids) or (ids[0] >= 0 and ids[-1] < 2**32)
        postings = Postings.of(rows) if len(ids) > FEW else None
        return cls(ids.astype(np.uint32) if fits else ids, rows, postings)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def exact_bounds(self) -> bool:
        """Whether every entry is on the grid."""
        return not len(self.rows.own_at)

    def find(self, ids: Ids) -> Positions:
        """Positions of those of the pictures (each once, ascending) that are here, ascending."""
        if not len(self.ids):
            return np.zeros(0, dtype=np.intp)
        at = np.searchsorted(self.ids, ids.astype(self.ids.dtype)).clip(max=len(self.ids) - 1)
        return at[self.ids[at] == ids]

    def search(
        self, query: ColorQuery, wanted: int, allowed: Mask | Positions | None = None
    ) -> tuple[Positions, Floats, int]:
        """Best positions with exact scores, unordered, and how many score above 0 at all.

        ``allowed``: a mask ``(n,)`` or ascending positions; None for all. The
        ``wanted`` best come; of equal scores those with the lower positions, and so ids.
        """
        best = Best(self.rows, query, wanted)
        if self._is_small(allowed):
            at, bounds = self._few_bounds(query, allowed)
            total = int(np.count_nonzero(bounds))
            look(best, bounds, at=at)
            look_at_rest(best, bounds, at=at)
            return (*best.found(), total)
        near = self._near_mask(query, allowed)
        self._look_at_best(best, near, allowed is None)
        return (*best.found(), int(np.count_nonzero(near)))

    def count(self, query: ColorQuery, allowed: Mask | Positions | None = None) -> int:
        """How many score above 0."""
        if self._is_small(allowed):
            return int(np.count_nonzero(self._few_bounds(query, allowed)[1]))
        return int(np.count_nonzero(self._near_mask(query, allowed)))

    def near(self, query: ColorQuery, allowed: Mask | Positions | None = None) -> Positions:
        """Positions that score above 0, ascending; excluded colours are looked at as well."""
        if self._is_small(allowed):
            at, bounds = self._few_bounds(query, allowed)
            return at[bounds > 0]
        return np.flatnonzero(self._near_mask(query, allowed))

    def _look_at_best(self, best: Best, near: Mask, all_are_allowed: bool) -> None:
        """First by bounds that take little work; by closer ones where those leave many."""
        is_known = all_are_allowed and not best.query.excluded and self.exact_bounds

        def bounds_above(cut: float) -> Sums:
            bounds = self._postings.bounds(best.query, len(self), cut)
            return bounds if is_known else np.multiply(bounds, near, out=bounds)

        bounds = bounds_above(CUT)
        seen = look(best, bounds, CUT)
        least = (best.floor - CUT) * FULL
        if least >= 0 and np.count_nonzero(bounds >= max(least, 1)) <= len(self) * MANY:
            look_at_rest(best, bounds, CUT)
            return
        bounds += np.uint16(np.ceil(CUT * FULL))
        closer = np.minimum(bounds, bounds_above(0.0), out=bounds)
        closer[seen] = 0
        look(best, closer)
        look_at_rest(best, closer)

    @property
    def _postings(self) -> Postings:
        if self.postings is None:
            raise ValueError("a small segment has no posting lists")
        return self.postings

    def _is_small(self, allowed: Mask | Positions | None) -> bool:
        """Whether to look at rows one by one: there are few, or few are allowed."""
        if self.postings is None:
            return True
        return allowed is not None and allowed.dtype != np.bool_ and len(allowed) <= FEW

    def _few_bounds(
        self, query: ColorQuery, allowed: Mask | Positions | None
    ) -> tuple[Positions, Sums]:
        at = positions_of(len(self), allowed)
        return at, self._bounds_by_rows(query, at)

    def _near_mask(self, query: ColorQuery, allowed: Mask | Positions | None) -> Mask:
        """Which palettes ``(n,)`` are allowed, score above 0, and have little that is excluded."""
        near = self._postings.surely_near(query, len(self))
        if not self.exact_bounds:
            open_ones = self._postings.maybe_near(query, len(self)) & ~near
            unclear = np.flatnonzero(open_ones)
            near[unclear] = self.rows.is_near(query, unclear)
        if allowed is not None:
            is_mask = allowed.dtype == np.bool_
            near &= np.asarray(allowed, dtype=np.bool_) if is_mask else _mask(len(self), allowed)
        if query.excluded:
            at = np.flatnonzero(near)
            near[at] = self.kept(query, at)
        return near

    def _bounds_by_rows(self, query: ColorQuery, at: Positions) -> Sums:
        bounds = np.zeros(len(at), dtype=np.uint16)
        for part in chunks(len(at)):
            bound = quick_bounds(self.rows, query, at[part])
            bounds[part] = np.ceil(bound * FULL + SLACK * (bound > 0))
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


def by_id(ids: Ids, rows: Rows) -> tuple[Ids, Rows]:
    """Ids and rows in the order of the ids; ``ValueError`` when one stands twice."""
    if len(ids) != len(rows):
        raise ValueError(f"{len(ids)} ids for {len(rows)} palettes")
    if len(ids) > 1 and not (ids[1:] > ids[:-1]).all():
        order = np.argsort(ids, kind="stable")
        ids, rows = ids[order], rows.reordered(order)
        if (ids[1:] == ids[:-1]).any():
            raise ValueError("a picture id stands twice")
    return ids, rows


def positions_of(count: int, allowed: Mask | Positions | None) -> Positions:
    """Allowed positions of ``count``, ascending, from a mask, positions or None for all."""
    if allowed is None:
        return np.arange(count)
    if allowed.dtype == np.bool_:
        return np.flatnonzero(allowed)
    return np.asarray(allowed, dtype=np.intp)


def _mask(count: int, at: Mask | Positions) -> Mask:
    mask = np.zeros(count, dtype=np.bool_)
    mask[np.asarray(at, dtype=np.intp)] = True
    return mask
