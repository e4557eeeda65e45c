"""The catalogue as arrays, as it stands now: a built base and what changed since.

`current` is cheap: one small query tells whether anything is new. What a process holds is
never changed but replaced, so a search goes on with what it began with.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from gallery.catalog import change_log, index_store
from gallery.catalog.change_log import Changes
from gallery.catalog.facets_columns import Columns, empty, pack, pack_all, select
from gallery.catalog.facets_tables import Table
from gallery.color.index import ColorIndex

Mask = npt.NDArray[np.bool_]
Logged = dict[tuple[int, int], int]

REPACK_FROM = 5_000  # changes after which a base that no other process shares is read anew


@dataclass(frozen=True)
class Part:
    """Some rows; `alive` (n,) is false where a row is gone or stands in a later part."""

    columns: Columns
    alive: Mask | None = None

    def all(self) -> Mask:
        """A mask of the rows that count, to be changed at will."""
        if self.alive is None:
            return np.ones(len(self.columns), dtype=np.bool_)
        return self.alive.copy()


@dataclass(frozen=True)
class Snapshot:
    """All rows that count, in `parts`, with their colours and the tables of combinations.

    ``generation`` is 0 where none is built. ``logged``: what of the change log is in it from
    ``mark`` on; ``cache`` keeps what was worked out for exactly this state.
    """

    generation: int
    base: Part
    delta: Part
    colors: ColorIndex
    profiles: Table
    techniques: Table
    mark: int
    logged: Logged
    cache: dict[Any, Any] = field(default_factory=dict, compare=False)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The base and, where there is one, the delta."""
        return (self.base, self.delta) if len(self.delta.columns) else (self.base,)

    @cached_property
    def top(self) -> int:
        """One more than the highest key."""
        return max((int(it.columns.ids[-1]) + 1 for it in self.parts if len(it.columns)), default=0)

    def masks_of(self, keys: npt.NDArray[np.int64]) -> list[Mask]:
        """For each part, which of its rows have one of `keys`, in any order."""
        by_key = self.by_key(keys)
        return [_at(by_key, part.columns.ids) for part in self.parts]

    def by_key(self, keys: npt.NDArray[np.int64]) -> Mask:
        """A mask (top,) that is true at the keys; unknown ones are ignored."""
        by_key = np.zeros(self.top, dtype=np.bool_)
        by_key[keys[(keys >= 0) & (keys < self.top)]] = True
        return by_key

    def with_changes(self, changes: Changes, using: str) -> Snapshot:
        """The state after `changes`; itself where they hold nothing new."""
        new = {entry: key for entry, key in changes.entries.items() if entry not in self.logged}
        if not new:
            return self if changes.mark == self.mark else replace(self, mark=changes.mark)
        keys = sorted(set(new.values()))
        packed = pack(select(keys, using), self.profiles, self.techniques)
        changed = np.array(keys, dtype=np.int64)
        old = self.delta.columns
        stays = ~np.isin(old.ids, changed)
        joined = _merged(old.taken(stays), packed.columns)
        colors = self.colors.without_pictures(changed)
        if len(packed.columns):
            colors = colors.with_pictures(packed.columns.ids, packed.palettes)
        return replace(
            self,
            base=_without(self.base, changed),
            delta=Part(joined),
            colors=colors,
            profiles=packed.profiles,
            techniques=packed.techniques,
            mark=changes.mark,
            logged=dict(changes.entries),
            cache={},
        )


def _merged(first: Columns, second: Columns) -> Columns:
    names = first.__dataclass_fields__
    both = Columns(*(np.concatenate([getattr(first, it), getattr(second, it)]) for it in names))
    return both.taken(np.argsort(both.ids, kind="stable"))


def merged_columns(snapshot: Snapshot) -> Columns:
    """The rows that count, in one."""
    base = snapshot.base
    kept = base.columns if base.alive is None else base.columns.taken(base.alive)
    return _merged(kept, snapshot.delta.columns)


def _without(part: Part, keys: npt.NDArray[np.int64]) -> Part:
    ids = part.columns.ids
    at = np.searchsorted(ids, keys.astype(ids.dtype)) if len(ids) else np.zeros(0, dtype=np.intp)
    at = at[at < len(ids)]
    at = at[np.isin(ids[at], keys)]
    if not at.size:
        return part
    alive = part.all()
    alive[at] = False
    return replace(part, alive=alive)


def _at(by_key: Mask, ids: npt.NDArray[Any]) -> Mask:
    if len(ids) and int(ids[-1]) - int(ids[0]) == len(ids) - 1:  # no gaps: nothing to look up
        return by_key[int(ids[0]) : int(ids[-1]) + 1]
    return by_key[ids]


_snapshots: dict[str, Snapshot] = {}
_lock = threading.Lock()


def current(using: str = "default") -> Snapshot:
    """The catalogue as it stands; the first call of a process opens the newest generation."""
    held = _snapshots.get(using)
    if held:
        changes = _read(held, using)
        if _goes_on(held, changes) and changes.entries.keys() <= held.logged.keys():
            return held
    with _lock:
        held = _snapshots.get(using) or _opened(using)
        changes = _read(held, using)
        if not _goes_on(held, changes):
            held = _opened(using)
            changes = _read(held, using)
        held = held.with_changes(changes, using)
        _snapshots[using] = held
        return held


def _read(held: Snapshot, using: str) -> Changes:
    last, _token = max(held.logged, default=(0, 0))
    return change_log.read(held.mark, last, using)


def forget(using: str = "default") -> None:
    """Let the next `current` open everything anew."""
    with _lock:
        _snapshots.pop(using, None)


def _goes_on(held: Snapshot, changes: Changes) -> bool:
    """Whether the log continues what `held` has read of it."""
    if changes.generation != held.generation:
        return False
    enough = max(REPACK_FROM, len(held.base.columns) // 4)
    if not held.generation and len(held.delta.columns) > enough:
        return False
    last = max(held.logged, default=None)
    return last is None or last in changes.entries


def _opened(using: str) -> Snapshot:
    stored = index_store.open_newest(using)
    if stored is None:
        return unbuilt(using)
    token, it = stored
    delta = Part(empty().columns)
    return Snapshot(
        token, Part(it.columns), delta, it.colors, it.profiles, it.techniques, it.mark, {}
    )


def unbuilt(using: str) -> Snapshot:
    """The catalogue read row by row, where no generation is built."""
    changes = change_log.end(using)
    # What is written from here on may be in the rows already: read again, it does no harm.
    packed = pack_all(using)
    colors = ColorIndex.build(packed.columns.ids, packed.palettes)
    return Snapshot(
        changes.generation,
        Part(packed.columns.compact()),
        Part(empty().columns),
        colors,
        packed.profiles,
        packed.techniques,
        changes.mark,
        changes.entries,
    )
