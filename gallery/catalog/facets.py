"""Which rows pass, and how many there would be of each kind: counted in numpy, exactly.

Filters are kept apart by what they look at. Those on a combination (provider, format …,
make, model …) are decided on the small table of combinations; so a facet can be counted
with every filter but its own in one pass over the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from gallery.catalog.colors import HUES, NOTABLE, Bits
from gallery.catalog.facets_columns import Columns
from gallery.catalog.facets_tables import Counts, Passes, Table
from gallery.catalog.index_snapshot import Mask, Part, Snapshot
from gallery.color.rows import SHARE_UNIT
from gallery.color.words import COLOR_WORDS

Places = npt.NDArray[np.intp]
Group = Literal["", "profile", "technique", "word", "hue"]


@dataclass(frozen=True)
class Filters:
    """What a row has to pass; everything left out passes.

    ``profile``, ``technique``: for each field of a combination, which combinations pass.
    ``word``, ``hue``: numbers in COLOR_WORDS and HUES. ``rows``: one mask for each part of
    the snapshot, from words, colours, sizes and dates.
    """

    profile: Mapping[str, Passes] = field(default_factory=dict)
    technique: Mapping[str, Passes] = field(default_factory=dict)
    word: int | None = None
    hue: int | None = None
    rows: tuple[Mask, ...] | None = None


class Narrowed:
    """The rows of a snapshot that pass some filters. What is counted is counted once."""

    def __init__(self, snapshot: Snapshot, filters: Filters) -> None:
        self.snapshot, self.filters = snapshot, filters
        self._masks: dict[Group, list[Mask]] = {}
        self._places: dict[Group, list[Places]] = {}
        self._counted: dict[tuple[str, Group], Any] = {}

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered at all."""
        it = self.filters
        free = it.word is None and it.hue is None and it.rows is None
        return free and not it.profile and not it.technique

    @cached_property
    def total(self) -> int:
        """How many rows pass."""
        return sum(int(np.count_nonzero(mask)) for mask in self.masks())

    def masks(self, without: Group = "") -> list[Mask]:
        """For each part the rows that pass all filters but those of one group."""
        without = self._group(without)
        if without not in self._masks:
            self._masks[without] = [
                self._mask(part, number, without) for number, part in enumerate(self.snapshot.parts)
            ]
        return self._masks[without]

    def places(self, without: Group = "") -> list[Places]:
        """The same as positions in each part: found once, and few where few rows pass."""
        without = self._group(without)
        if without not in self._places:
            self._places[without] = [np.flatnonzero(mask) for mask in self.masks(without)]
        return self._places[without]

    def _group(self, without: Group) -> Group:
        """Filters that are not set are the same as no filters: counted once for all groups."""
        is_used = {
            "profile": bool(self.filters.profile),
            "technique": bool(self.filters.technique),
            "word": self.filters.word is not None,
            "hue": self.filters.hue is not None,
        }
        return without if is_used.get(without) else ""

    def _mask(self, part: Part, number: int, without: Group) -> Mask:
        it, columns, mask = self.filters, part.columns, part.all()
        if it.rows is not None:
            mask &= it.rows[number]
        if it.profile and without != "profile":
            mask &= _all(it.profile)[columns.profile]
        if it.technique and without != "technique":
            mask &= _all(it.technique)[columns.technique]
        if it.word is not None and without != "word":
            mask &= _has(columns.words, it.word)
        if it.hue is not None and without != "hue":
            mask &= _has(columns.hues, it.hue)
        return mask

    def by_key(self) -> Mask:
        """A mask that is true at the keys of the rows that pass."""
        found = np.zeros(self.snapshot.top, dtype=np.bool_)
        for part, places in zip(self.snapshot.parts, self.places(), strict=True):
            found[part.columns.ids[places]] = True
        return found

    def _counts(self, name: str, group: Group, count: Callable[[Columns, Any], Any]) -> Any:
        group = self._group(group)
        if (name, group) not in self._counted:
            parts = zip(self.snapshot.parts, self.places(group), strict=True)
            counted = [count(part.columns, places) for part, places in parts]
            self._counted[name, group] = sum(counted[1:], start=counted[0])
        return self._counted[name, group]

    def profiles(self, *own: str) -> Counts:
        """Counts by profile combination, without the filters `own`."""
        table, size = self.snapshot.profiles, len(self.snapshot.profiles)
        counts = self._counts("profile", "profile", lambda it, at: _count(it.profile[at], size))
        return _passing(counts, self.filters.profile, own, table)

    def techniques(self, name: str) -> Counts:
        """Counts by the values of one technique attribute, without its own filter."""
        table, size = self.snapshot.techniques, len(self.snapshot.techniques)
        counts = self._counts(
            "technique", "technique", lambda it, at: _count(it.technique[at], size)
        )
        return table.marginal(name, _passing(counts, self.filters.technique, (name,), table))

    def hues(self) -> Counts:
        """How many have each of HUES, ``(10,)``."""
        size = 1 << len(HUES)
        return _bits(self._counts("hue", "hue", lambda it, at: _count(it.hues[at], size)))

    def words(self) -> tuple[Counts, npt.NDArray[np.float64], int]:
        """How many have each of COLOR_WORDS, its average area in those, and how many in all."""
        size = 1 << len(COLOR_WORDS)
        combined = self._counts("word", "word", lambda it, at: _count(it.words[at], size))
        counts = _bits(combined)
        sums = self._counts("area", "word", _area_sums)
        return counts, sums / SHARE_UNIT / np.maximum(1, counts), int(combined.sum())


def _has(bits: Bits, number: int) -> Mask:
    """Which of `bits` have bit `number`; signed numbers become booleans the fastest."""
    return (bits >> np.uint16(number) & np.uint16(1)).view(np.int16).astype(np.bool_)


def _all(passes: Mapping[str, Passes]) -> Passes:
    return reduce(np.logical_and, passes.values())


def _passing(
    counts: Counts, filters: Mapping[str, Passes], own: tuple[str, ...], table: Table
) -> Counts:
    passing = np.ones(len(table), dtype=np.bool_)
    for name, passes in filters.items():
        if name not in own:
            passing &= passes
    return counts * passing


def _count(codes: npt.NDArray[Any], size: int) -> Counts:
    return np.bincount(codes, minlength=size)


def _bits(counts: Counts) -> Counts:
    """From counts by combination of bits, counts by bit."""
    some = np.flatnonzero(counts)
    has = some[:, None] >> np.arange(len(counts).bit_length() - 1) & 1
    return counts[some] @ has


def _area_sums(columns: Columns, at: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """Sums of the notable areas of each word, in 255ths."""
    total = np.zeros(len(COLOR_WORDS))
    for start in range(0, len(at), 65_536):
        areas = columns.areas[at[start : start + 65_536]]
        # Not a matrix product: its threads would wait for cores that other requests use.
        total += np.where(areas >= NOTABLE, areas, 0).sum(axis=0, dtype=np.uint32)
    return total
