"""The record that a detail page shows: from the catalogue, refreshed by its provider."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from gallery import upstreams
from gallery.catalog.models import Image
from gallery.search.answer import find
from gallery.search.bring import bring_record
from gallery.search.notes import ProviderNote
from gallery.search.query import SearchQuery
from gallery.sources import has_objects

# Harvard refreshes its data once a day, the Hub's files hardly ever change.
FRESH = dt.timedelta(days=1)
SECONDS_WITH_ROW = 1.5
SECONDS_WITHOUT_ROW = 6.0
MOST_RELATED = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A row, None where there is none, and what its provider did, None where not asked."""

    row: Image | None
    note: ProviderNote | None = None


def find_record(provider: str, identifier: int) -> Found:
    """The catalogue's row; its provider is asked where that is missing, old or incomplete."""
    rows = Image.objects.filter(provider=provider, identifier=identifier)
    row = rows.first()
    if row and not needs_refreshing(row):
        return Found(row)
    seconds = SECONDS_WITH_ROW if row else SECONDS_WITHOUT_ROW
    note = bring_record(provider, identifier, upstreams.providers(), seconds=seconds)
    return Found(rows.first(), note)


def needs_refreshing(row: Image) -> bool:
    """Whether the row is over a day old, or of a picture without the object that it shows.

    An image record names no object; only the request for one record brings it.
    """
    is_old = row.refreshed_at < timezone.now() - FRESH
    return is_old or (has_objects(row.provider) and not row.depicted)


def made_alike(row: Image) -> list[Image]:
    """Other pictures made with the same camera, at most MOST_RELATED, evenly mixed."""
    if not row.model:
        return []
    query = SearchQuery(make=row.make, model=row.model)
    keys, _scores = find(query).keys(0, MOST_RELATED + 1)
    rows = Image.objects.in_bulk(keys)
    return [rows[key] for key in keys if key in rows and key != row.pk][:MOST_RELATED]
