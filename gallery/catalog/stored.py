"""Stored rows as plain values, fast: what an ingest compares a thousand times a second.

Lists, days and moments are read as text and understood here: fields would take as long for
an empty list as this takes for the row.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models.functions import Cast

from gallery.catalog.models import Image
from gallery.catalog.rows import aware
from gallery.catalog.rules import COMPARED

# The catalogue's own columns that an ingest sets each time.
SEEN = ("refreshed_at", "objects_refreshed_at", "missing_since")


def _list(text: str) -> Any:
    return [] if text == "[]" else json.loads(text)


@lru_cache(maxsize=4_096)  # whole batches were seen at one moment
def _moment(text: str) -> dt.datetime | None:
    return aware(dt.datetime.fromisoformat(text))  # SQLite keeps UTC without saying so


# What is read as text, and how it is understood.
READERS: dict[type[models.Field[Any, Any]], Callable[[str], Any]] = {
    models.JSONField: _list,
    models.DateField: dt.date.fromisoformat,
    models.DateTimeField: _moment,
}

_NAMES = ("id", "identifier", *COMPARED, *SEEN)
_READ = {name: READERS.get(type(Image._meta.get_field(name))) for name in _NAMES}  # type: ignore[arg-type]
_COLUMNS = [Cast(name, models.TextField()) if read else name for name, read in _READ.items()]
_UNDERSTOOD = [(name, read) for name, read in _READ.items() if read]


def stored(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], dict[str, Any]]:
    """The rows of these (provider, identifier) pairs, locked where the engine can.

    Each as its ``id``, ``identifier``, and the COMPARED and SEEN columns.
    """
    by_provider: dict[str, list[int]] = {}
    for provider, identifier in keys:
        by_provider.setdefault(provider, []).append(identifier)
    found = {}
    # In one order, whoever asks: two that lock the same rows crosswise wait for each other.
    for provider, identifiers in sorted(by_provider.items()):
        images = Image.objects.select_for_update().filter(
            provider=provider, identifier__in=identifiers
        )
        for row in images.order_by("identifier").values_list(*_COLUMNS):
            values = dict(zip(_NAMES, row, strict=True))
            for name, read in _UNDERSTOOD:
                if values[name] is not None:
                    values[name] = read(values[name])
            found[provider, values["identifier"]] = values
    return found
