"""The crop X-ray by itself: a page, and the section that the bench puts in its place."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gallery.harvest.crops import crop_files, find_frame, kept_crop
from gallery.records import ImageRecord
from gallery.web.presenters.crop import CropView, crop_view
from gallery.web.records import find_record
from gallery.web.requests import PageRequest, template_for, varies
from gallery.web.views.images import without_record


@require_safe
@varies
def crop(request: PageRequest, provider: str, identifier: int) -> HttpResponse:
    """`/images/<provider>/<id>/crop/`."""
    found = find_record(provider, identifier)
    if found.row is None:
        return without_record(request, found, identifier)
    record = found.row.as_record()
    files = crop_files(record)
    view = crop_view(record, find_frame(files)) if files else None
    name = template_for(request, page="crop/index.html", fragment="bench/_crop.html")
    return render(request, name, {"crop": view, "record": record})


def crop_of(record: ImageRecord) -> CropView | None:
    """The section for another page: what is remembered, and no waiting for more."""
    files = crop_files(record)
    return crop_view(record, kept_crop(files)) if files else None
