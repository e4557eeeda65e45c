"""The colour index: a large base that is built at once, and a small delta for what is new.

Everything is arrays of fixed types, so that an index is a handful of byte strings: they can
be kept in a database, written to files, and mapped into memory by every process. Searching
never changes the base; adding and removing pictures makes a new, cheap ``ColorIndex``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gallery.color import blobs
from gallery.color.areas import GridAreas, grid_areas
from gallery.color.query import ColorQuery
from gallery.color.rows import Palette, Positions, Rows, concatenate
from gallery.color.segment import FEW, Ids, Mask, Segment, by_id, positions_of

_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Hits:
    """A page of results: picture ids and exact scores (0 to 1), the best first.

    ``total``: how many pictures score above 0 at all. Equal scores stand by ascending id.
    """

    ids: Ids
    scores: npt.NDArray[np.float64]
    total: int


@dataclass(frozen=True)
class ColorIndex:
    """``segments``: disjoint parts. ``removed``: ids that are in them but no longer count.

    ``added``: the delta, whose pictures stand in for those of the same id in the segments.
    """

    segments: tuple[Segment, ...]
    added: Segment
    removed: Ids

    @classmethod
    def build(cls, ids: npt.ArrayLike, palettes: Iterable[Palette] | Rows) -> ColorIndex:
        """From picture ids and palettes in the same order: (``#rrggbb``, share) pairs, or Rows.

        Pictures without colours may be left in; they are never found. Raises ``ValueError``
        when an id stands twice.
        """
        rows = palettes if isinstance(palettes, Rows) else Rows.pack(palettes)
        sorted_ids, rows = by_id(np.asarray(ids, dtype=np.int64), rows)
        off_grid = rows.owners()
        parts = [~off_grid, off_grid] if off_grid.any() else [~off_grid]
        segments = tuple(
            Segment.of(sorted_ids[part], rows if part.all() else rows.take(part)) for part in parts
        )
        return cls(segments, Segment.of(_NONE, Rows.pack([])), _NONE)

    def __len__(self) -> int:
        """Pictures that can be found."""
        return sum(map(len, self.segments)) - len(self.removed) + len(self.added)

    @property
    def delta_size(self) -> int:
        """Pictures added or removed since the build: rebuild when it grows to thousands."""
        return len(self.added) + len(self.removed)

    def with_pictures(self, ids: npt.ArrayLike, palettes: Iterable[Palette] | Rows) -> ColorIndex:
        """With pictures added, or their palettes replaced. Costs about the delta's size."""
        rows = palettes if isinstance(palettes, Rows) else Rows.pack(palettes)
        new_ids, new_rows = by_id(np.asarray(ids, dtype=np.int64), rows)
        rest = self.without_pictures(new_ids)
        all_ids = np.concatenate([rest.added.ids.astype(np.int64), new_ids])
        merged = by_id(all_ids, concatenate([rest.added.rows, new_rows]))
        return replace(rest, added=Segment.of(*merged))

    def without_pictures(self, ids: npt.ArrayLike) -> ColorIndex:
        """With pictures taken out; unknown ids are ignored."""
        gone = np.unique(np.asarray(ids, dtype=np.int64))
        held = [part.ids[part.find(gone)].astype(np.int64) for part in self.segments]
        removed = np.unique(np.concatenate([self.removed, *held]))
        stays = ~np.isin(self.added.ids, gone)
        added = self.added
        if not stays.all():
            added = Segment.of(added.ids[stays].astype(np.int64), added.rows.take(stays))
        return replace(self, added=added, removed=removed)

    def search(
        self,
        query: ColorQuery,
        limit: int,
        offset: int = 0,
        candidates: npt.ArrayLike | None = None,
    ) -> Hits:
        """The results from ``offset`` on, at most ``limit``, exact and in order.

        ``candidates``: the only pictures allowed, from other filters: their ids, or a boolean
        array that is true at the numbers that are their ids; None for all. Raises
        ``ValueError`` for a query without colours.
        """
        if not query.colors:
            raise ValueError("a colour search needs a colour; to avoid colours use kept()")
        wanted = offset + limit
        found = [
            (part.ids, *part.search(query, wanted, allowed))
            for part, allowed in self._parts(candidates)
        ]
        ids = np.concatenate([_NONE, *(ids[at].astype(np.int64) for ids, at, _, _ in found)])
        scores = np.concatenate([_NONE, *(scores for _, _, scores, _ in found)])
        # Sums of the same parts in another order differ in the last digits: still a tie.
        order = np.lexsort((ids, -np.round(scores, 9)))[offset:wanted]
        return Hits(ids[order], scores[order], sum(total for *_, total in found))

    def count(self, query: ColorQuery, candidates: npt.ArrayLike | None = None) -> int:
        """How many pictures score above 0: for saying what a wider tolerance would give."""
        return sum(part.count(query, allowed) for part, allowed in self._parts(candidates))

    def near(self, query: ColorQuery, candidates: npt.ArrayLike | None = None) -> Ids:
        """Ids of all pictures that score above 0, in no order: for counting what they are."""
        near = [part.ids[part.near(query, allowed)] for part, allowed in self._parts(candidates)]
        return np.concatenate([_NONE, *(ids.astype(np.int64) for ids in near)])

    def kept(self, query: ColorQuery, candidates: npt.ArrayLike | None = None) -> Ids:
        """Ids, ascending, that the query's excluded colours leave in, whatever their score."""
        kept = [_NONE]
        for part, allowed in self._parts(candidates):
            at = positions_of(len(part), allowed)
            kept.append(part.ids[at[part.kept(query, at)]].astype(np.int64))
        return np.sort(np.concatenate(kept))

    def areas(self, candidates: npt.ArrayLike | None = None) -> GridAreas:
        """How much of these pictures each grid colour covers; ``candidates`` as in `search`."""
        return grid_areas(
            (part.rows, None if allowed is None else positions_of(len(part), allowed))
            for part, allowed in self._parts(candidates)
        )

    def _parts(
        self, candidates: npt.ArrayLike | None
    ) -> list[tuple[Segment, Mask | Positions | None]]:
        parts = [part for part in (*self.segments, self.added) if len(part)]
        if candidates is None:
            return [(part, self._alive.get(id(part))) for part in parts]
        chosen = np.asarray(candidates)
        many = chosen.dtype != np.bool_ and len(chosen) > FEW
        if many and chosen.min() >= 0 and chosen.max() < 8 * len(self):  # a tenth of the time
            mask = np.zeros(int(chosen.max()) + 1, dtype=np.bool_)
            mask[chosen] = True
            chosen = mask
        if chosen.dtype == np.bool_:
            return [(part, self._chosen(part, chosen)) for part in parts]
        ids = np.unique(chosen.astype(np.int64, copy=False))
        current = np.setdiff1d(ids, self.removed, assume_unique=True) if len(self.removed) else ids
        return [(part, part.find(ids if part is self.added else current)) for part in parts]

    def _chosen(self, part: Segment, mask: Mask) -> Mask | Positions:
        if not len(mask):
            return np.zeros(0, dtype=np.intp)
        chosen = mask[np.minimum(part.ids, len(mask) - 1)] & (part.ids < len(mask))
        alive = self._alive.get(id(part))
        if alive is not None:
            chosen &= alive
        return np.flatnonzero(chosen) if np.count_nonzero(chosen) <= FEW else chosen

    @cached_property
    def _alive(self) -> dict[int, Mask]:
        """For each segment with removed pictures, a mask of the others."""
        masks = {}
        for part in self.segments:
            gone = part.find(self.removed)
            if gone.size:
                masks[id(part)] = np.ones(len(part), dtype=np.bool_)
                masks[id(part)][gone] = False
        return masks

    def merged(self) -> ColorIndex:
        """The same with the delta worked in."""
        kept = [~np.isin(part.ids, self.removed) for part in self.segments]
        ids = [part.ids[stays] for part, stays in zip(self.segments, kept, strict=True)]
        rows = [part.rows.take(stays) for part, stays in zip(self.segments, kept, strict=True)]
        every = np.concatenate([*(it.astype(np.int64) for it in ids), self.added.ids])
        return ColorIndex.build(every, concatenate([*rows, self.added.rows]))

    def to_blobs(self) -> dict[str, bytes]:
        """The whole index as named byte strings, each with its own type and shape."""
        return {name: blobs.to_bytes(array) for name, array in blobs.arrays_of(self).items()}

    @classmethod
    def from_blobs(cls, stored: Mapping[str, bytes | memoryview]) -> ColorIndex:
        """The index that ``to_blobs`` wrote; nothing is copied."""
        return blobs.index_of({name: blobs.from_bytes(blob) for name, blob in stored.items()})

    def save(self, folder: Path) -> None:
        """Write one ``.npy`` file for each array into a folder that is made if needed."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in blobs.arrays_of(self).items():
            np.save(folder / f"{name}.npy", array)

    @classmethod
    def open(cls, folder: Path) -> ColorIndex:
        """Map a saved index into memory, read-only. Raises ``OSError`` or ``ValueError``."""
        return blobs.index_of(
            {path.stem: blobs.mapped(path) for path in sorted(folder.glob("*.npy"))}
        )
