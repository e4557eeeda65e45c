"""What pictures show, brought in bulk, goes to the pictures that are in the catalogue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.providers.harvard.mapper import with_objects
from gallery.records import DepictedObject


def join(
    provider: str, depicted: Mapping[int, tuple[DepictedObject, ...]], *, as_of: dt.datetime
) -> int:
    """Give the pictures in `depicted` (by identifier) what they show; how many there were.

    `as_of` is when the harvest began: what a picture was given since then stays beside it,
    as its objects may stand on different pages; older objects go.
    """
    if not depicted:
        return 0
    found = []
    for row in Image.objects.filter(provider=provider, identifier__in=list(depicted)):
        record, things = row.as_record(), depicted[row.identifier]
        if row.objects_refreshed_at and row.objects_refreshed_at >= as_of:
            newer = {thing.identifier: thing for thing in things}
            things = (*(it for it in record.objects if it.identifier not in newer), *things)
        found.append(with_objects(record, things))
    ingest(found, as_of=as_of)
    return len(found)
