"""Records by key; a row that reads as it did gives the very same record again.

So what pages make of a record (addresses, markup) can be kept with it, and needs no date:
the row itself is read each time, whoever changed it and however.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.db import connections

from gallery.catalog.models import Image
from gallery.catalog.stored import READERS
from gallery.records import ImageRecord

MOST = 4_096  # records that a process keeps; about 5 kB each

# What is derived and what is the catalogue's own is no part of a record.
_NOT_OF_RECORDS = {
    *("id", "object_titles", "people", "numbers", "day", "shape", "parts", "spread"),
    *("harvested_at", "refreshed_at", "objects_refreshed_at", "missing_since"),
}
_FIELDS = [it for it in Image._meta.concrete_fields if it.name not in _NOT_OF_RECORDS]
_NAMES = [field.name for field in _FIELDS]


# These are read as text, which compares without being understood.
_READ_AS_TEXT = [
    (place, READERS[type(field)]) for place, field in enumerate(_FIELDS) if type(field) in READERS
]

_kept: dict[tuple[Any, ...], ImageRecord] = {}


def records(keys: Sequence[int], using: str = "default") -> dict[int, ImageRecord]:
    """Key → record for the rows that there are, in one statement."""
    if not keys:
        return {}
    with connections[using].cursor() as cursor:
        cursor.execute(f"{_select(using)} ({', '.join(['%s'] * len(keys))})", list(keys))
        return {key: _record(tuple(values)) for key, *values in cursor.fetchall()}


def _select(using: str) -> str:
    quote = connections[using].ops.quote_name
    texts = {place for place, _read in _READ_AS_TEXT}
    columns = [
        f"CAST({quote(name)} AS text)" if place in texts else quote(name)
        for place, name in enumerate(_NAMES)
    ]
    table = quote(Image._meta.db_table)
    return f"SELECT id, {', '.join(columns)} FROM {table} WHERE id IN"  # noqa: S608 - names only


def _record(row: tuple[Any, ...]) -> ImageRecord:
    if kept := _kept.get(row):
        return kept
    values = list(row)
    for place, read in _READ_AS_TEXT:
        values[place] = None if values[place] is None else read(values[place])
    record = Image.from_db(None, _NAMES, values).as_record()
    while len(_kept) >= MOST:
        with suppress(KeyError, StopIteration, RuntimeError):  # another thread was faster
            del _kept[next(iter(_kept))]
    _kept[row] = record
    return record
