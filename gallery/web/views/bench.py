"""The rendition bench: its page, the live frame in it, and one prediction."""

from __future__ import annotations

from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from gallery import upstreams
from gallery.catalog.audits import audit_of
from gallery.harvest import measurements
from gallery.records import ImageRecord
from gallery.sources import service_hosts
from gallery.web.presenters.bench import bench as present
from gallery.web.presenters.bench import layout_named
from gallery.web.presenters.bench_files import all_renditions
from gallery.web.presenters.bench_frame import frame_of, prediction_of
from gallery.web.presenters.bench_params import read_params
from gallery.web.presenters.bench_service import known_service
from gallery.web.records import find_record
from gallery.web.requests import PageRequest, varies
from gallery.web.views.crop import crop_of
from gallery.web.views.images import without_record

# The live frame shows our own page; a service's info.json is read by the visitor's browser.
BENCH_POLICY = {
    "frame-src": ["'self'"],
    "connect-src": [f"https://{host}" for host in service_hosts()],
}


@require_safe
@varies
@csp_update(BENCH_POLICY)  # type: ignore[arg-type]  # its types know views without arguments only
def bench(request: PageRequest, provider: str, identifier: int) -> HttpResponse:
    """`/images/<provider>/<id>/renditions/`."""
    found = find_record(provider, identifier)
    if found.row is None:
        return without_record(request, found, identifier)
    record, params = found.row.as_record(), read_params(request.GET)
    own = upstreams.image_info(record.iiif_base) if record.iiif_base else None
    known = known_service(record, own, params.info)
    listed = all_renditions(record, known.service if known else None)
    urls = [one.url for one in listed]
    measured = measurements.measure(urls) if params.measure else measurements.kept(urls)
    audit = audit_of(found.row)
    measured = measurements.with_audit(audit, measured)
    page = present(record, listed, measured, known, params, request.build_absolute_uri("/"))
    context = {"page": page, "audit": audit, "crop": crop_of(record)}
    return render(request, "bench/index.html", context)


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type]
def frame(request: PageRequest, provider: str, identifier: int) -> HttpResponse:
    """`…/renditions/frame/`: one layout by itself, for a frame of the bench's own."""
    record = _record(provider, identifier)
    layout = layout_named(record, read_params(request.GET))
    if layout is None:
        raise Http404
    return render(request, "bench/frame.html", {"page": frame_of(record, layout)})


@require_safe
def prediction(request: PageRequest, provider: str, identifier: int) -> HttpResponse:
    """`…/renditions/prediction/`: what one window will probably take, as JSON."""
    layout = layout_named(_record(provider, identifier), read_params(request.GET))
    found = prediction_of(layout, request.GET) if layout else None
    if found is None:
        return JsonResponse({"error": "width, height and dpr are numbers above 0"}, status=400)
    return JsonResponse(found)


def _record(provider: str, identifier: int) -> ImageRecord:
    row = find_record(provider, identifier).row
    if row is None:
        raise Http404
    return row.as_record()
