"""Deep look: a picture to zoom and pan down to its own pixels."""

from __future__ import annotations

from dataclasses import replace

from csp.decorators import csp_update
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gallery import upstreams
from gallery.iiif.image_info import ImageInfoError, read_image_info
from gallery.iiif.image_service import ImageService
from gallery.records import ImageRecord
from gallery.sources import service_hosts
from gallery.web.presenters.look import look as present
from gallery.web.records import find_record
from gallery.web.requests import PageRequest
from gallery.web.views.images import without_record

# A service's info.json is read by the visitor's browser where the server may not.
VIEWER_POLICY = {"connect-src": [f"https://{host}" for host in service_hosts()]}


@require_safe
@csp_update(VIEWER_POLICY)  # type: ignore[arg-type]  # its types know views without arguments only
def look(request: PageRequest, provider: str, identifier: int) -> HttpResponse:
    """`/images/<provider>/<id>/look/`."""
    found = find_record(provider, identifier)
    if found.row is None:
        return without_record(request, found, identifier)
    record = found.row.as_record()
    page = present(record, service_of(record), request.GET.get("part", ""))
    return render(request, "look/index.html", {"page": page})


def service_of(record: ImageRecord) -> ImageService | None:
    """The picture's service as far as the server may know of it."""
    text = upstreams.image_info(record.iiif_base) if record.iiif_base else None
    try:
        found = read_image_info(text, url=record.iiif_base) if text else None
    except ImageInfoError:
        return None
    return replace(found, base=record.iiif_base) if found else None
