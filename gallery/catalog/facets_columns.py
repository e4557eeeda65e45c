"""What filters, facets and orders need of every row, as integer columns in numpy."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connections

from gallery.catalog import rows
from gallery.catalog.colors import Bits, read_palettes
from gallery.catalog.facets_tables import Table
from gallery.color.rows import Rows, concatenate

PROFILE = ("provider", "kind", "shape", "parts", "size", "format", "decade")
TECHNIQUE = ("make", "model", "software", "film")
SELECTED = (
    *("id", "provider", "kind", "width", "height", "media_type", "date", "parts"),
    *(*TECHNIQUE, "day", "spread", "palette"),
)
CHUNK = 5_000

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Columns:
    """n rows in ascending order of their keys `ids` (n,). 47 bytes a row at most.

    ``profile`` and ``technique`` are numbers of combinations in the two Tables. ``date`` is
    the ordinal of the picture's own day, 0 where it has none; ``day`` is what "newest" goes
    by. ``width`` in px. The others are described in `catalog.colors`. Arrays may be mapped
    from files; nothing writes to them.
    """

    ids: npt.NDArray[np.int64] | npt.NDArray[np.uint32]
    profile: npt.NDArray[np.uint32] | npt.NDArray[np.uint16]
    technique: npt.NDArray[np.uint32] | npt.NDArray[np.uint16]
    words: Bits
    hues: Bits
    areas: npt.NDArray[np.uint8]
    tones: npt.NDArray[np.uint16]
    width: Ints
    day: Ints
    date: Ints
    spread: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def taken(self, chosen: npt.NDArray[Any]) -> Columns:
        """The rows at positions, or where a mask is true."""
        return Columns(*(getattr(self, field.name)[chosen] for field in fields(self)))

    def compact(self) -> Columns:
        """The same in the smallest types that hold it."""
        small = {
            "ids": np.uint32 if not len(self) or self.ids[-1] < 2**32 else np.int64,
            "profile": np.uint16 if self.profile.max(initial=0) < 2**16 else np.uint32,
            "technique": np.uint16 if self.technique.max(initial=0) < 2**16 else np.uint32,
        }
        arrays = {field.name: getattr(self, field.name) for field in fields(self)}
        return Columns(**arrays | {name: arrays[name].astype(kind) for name, kind in small.items()})


@dataclass(frozen=True)
class Packed:
    """Rows of the catalogue as arrays: columns, palettes in the same order, both tables."""

    columns: Columns
    palettes: Rows
    profiles: Table
    techniques: Table


def empty(profiles: Table | None = None, techniques: Table | None = None) -> Packed:
    """No rows."""
    return pack([], profiles or Table(PROFILE), techniques or Table(TECHNIQUE))


def pack(selected: Sequence[Sequence[Any]], profiles: Table, techniques: Table) -> Packed:
    """Rows as `select` reads them, in the order of their ids. The tables grow as needed."""
    turned = zip(*selected, strict=True) if selected else ((),) * len(SELECTED)
    it = dict(zip(SELECTED, turned, strict=True))
    dates = [_ordinal(date) for date in it["date"]]
    sizes = list(zip(it["width"], it["height"], strict=True))
    profiles, profile = profiles.grown(
        zip(
            it["provider"],
            it["kind"],
            [rows.shape(*size) for size in sizes],
            it["parts"],
            [rows.size(*size) for size in sizes],
            it["media_type"],
            [_decade(date) for date in dates],
            strict=True,
        )
    )
    techniques, technique = techniques.grown(zip(*(it[name] for name in TECHNIQUE), strict=True))
    palettes = read_palettes(it["palette"])
    columns = Columns(
        ids=np.array(it["id"], dtype=np.int64),
        profile=profile,
        technique=technique,
        words=palettes.words,
        hues=palettes.hues,
        areas=palettes.areas,
        tones=palettes.tones,
        width=np.array(it["width"], dtype=np.int32),
        day=np.array(it["day"], dtype=np.int32),
        date=np.array(dates, dtype=np.int32),
        spread=np.array(it["spread"], dtype=np.int32),
    )
    return Packed(columns, palettes.rows, profiles, techniques)


def _ordinal(date: dt.date | str | None) -> int:
    if isinstance(date, str):
        date = dt.date.fromisoformat(date)
    return date.toordinal() if date else 0


def _decade(ordinal: int) -> int:
    return dt.date.fromordinal(ordinal).year // 10 * 10 if ordinal else 0


def join(parts: Sequence[Packed]) -> Packed:
    """Several packs one after the other; each one's tables continue those of the one before."""
    columns = Columns(
        *(
            np.concatenate([getattr(part.columns, field.name) for part in parts])
            for field in fields(Columns)
        )
    )
    last = parts[-1]
    return Packed(
        columns, concatenate([it.palettes for it in parts]), last.profiles, last.techniques
    )


# What its provider no longer has is no result any more, until it is seen again or dropped.
_SELECT = (
    f"SELECT {', '.join(SELECTED)} FROM catalog_image "  # noqa: S608 - fixed names
    "WHERE missing_since IS NULL AND"
)


def select(keys: Sequence[int], using: str) -> list[tuple[Any, ...]]:
    """The rows with these keys that its provider still has, by key."""
    found: list[tuple[Any, ...]] = []
    with connections[using].cursor() as cursor:
        for some in batched_keys(sorted(keys)):
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"{_SELECT} id IN ({marks}) ORDER BY id", some)
            found += cursor.fetchall()
    return found


def batched_keys(keys: Sequence[int], size: int = 5_000) -> Iterator[Sequence[int]]:
    """`keys` in pieces that a statement can hold."""
    return (keys[start : start + size] for start in range(0, len(keys), size))


def scan(using: str) -> Iterator[list[tuple[Any, ...]]]:
    """Every row that its provider still has, by key, some thousands at a time."""
    last = -1
    while True:
        with connections[using].cursor() as cursor:
            cursor.execute(f"{_SELECT} id > %s ORDER BY id LIMIT {CHUNK}", [last])
            found = cursor.fetchall()
        if not found:
            return
        yield found
        last = found[-1][0]


def pack_all(using: str) -> Packed:
    """The whole catalogue."""
    parts = [empty()]
    with _without_garbage_collection():
        for found in scan(using):
            parts.append(pack(found, parts[-1].profiles, parts[-1].techniques))
    return join(parts)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Millions of short-lived lists without cycles: looking for cycles doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
