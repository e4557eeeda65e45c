"""Light tables: the page, and what is taken away from it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gallery.iiif.presentation import MEDIA_TYPE, About, manifest_head
from gallery.web.exports.addresses import Site
from gallery.web.exports.rows import Selection
from gallery.web.exports.tables import csv_lines
from gallery.web.requests import (
    PageRequest,
    fragment_headers,
    is_fragment_wanted,
    template_for,
    varies,
    with_headers,
)
from gallery.web.tables import lay, read_table
from gallery.web.tables_page import note_canvas, table_page


@require_safe
@varies
def table(request: PageRequest) -> HttpResponse:
    """`/table/?pick=harvard:1&note=…`; after ``move`` and ``remove`` at its plain address."""
    found = read_table(request.GET)
    is_changed = "move" in request.GET or "remove" in request.GET
    if is_changed and not is_fragment_wanted(request):
        return redirect(found.url())
    laid, missing = lay(found)
    page = table_page(found, laid, missing, Site.of(request))
    name = template_for(request, page="tables/index.html", fragment="tables/_table.html")
    headers = fragment_headers(request, "table", address=found.url(), is_more=True)
    return with_headers(render(request, name, {"page": page}), headers)


@require_safe
def table_csv(request: HttpRequest) -> StreamingHttpResponse:
    """`/table/export.csv`: as the exports of a search, with the notes."""
    found = read_table(request.GET)
    laid, _missing = lay(found)
    selection = Selection([it.key for it in laid], len(laid))
    lines = csv_lines(selection, Site.of(request), found.notes())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = content_disposition_header(True, "lighttable.csv")
    response["Content-Disposition"] = name or ""
    return response


@require_safe
def table_manifest(request: HttpRequest) -> HttpResponse:
    """`/table/manifest.json`: IIIF Presentation 3, one canvas a picture."""
    found, site = read_table(request.GET), Site.of(request)
    laid, _missing = lay(found)
    shown = [it for it in laid if it.record.kind == "image" and it.record.rights.is_shown]
    if not shown:
        raise Http404
    said = About(
        label="Light table",
        metadata=[("Pictures", [str(len(shown))])],
        homepage=site.whole(found.url()),
        homepage_label="This table in Lighttable",
    )
    head = manifest_head(site.whole(found.url("table-manifest")), said, behavior="individuals")
    manifest = head | {"items": [note_canvas(it, site) for it in shown]}
    response = JsonResponse(
        manifest, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response
