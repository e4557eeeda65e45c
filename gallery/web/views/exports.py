"""A result set to take away: CSV, JSON, IIIF manifests."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from gallery.catalog.models import Image
from gallery.iiif.presentation import MEDIA_TYPE, About, manifest_head, stream
from gallery.search.query import DEFAULT_PER_PAGE, SearchQuery
from gallery.web.exports.addresses import Site
from gallery.web.exports.canvases import record_canvas, record_manifest
from gallery.web.exports.rows import Selection, select
from gallery.web.exports.tables import csv_lines, json_pieces
from gallery.web.presenters.results import heading


@require_safe
def export_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """`/export.csv`."""
    query, _problems = SearchQuery.from_params(request.GET)
    selection = select(query)
    lines = csv_lines(selection, Site.of(request))
    name = file_name(query, selection, "csv")
    return _sent(lines, "text/csv; charset=utf-8", name, selection, is_attachment=True)


@require_safe
def export_json(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """`/export.json`."""
    query, problems = SearchQuery.from_params(request.GET)
    site, selection = Site.of(request), select(query)
    head = {
        "query": dict_of(query),
        "problems": problems,
        "page_url": site.whole(query.url()),
        "total": selection.total,
        "exported": len(selection.keys),
        "note": selection.note,
    }
    pieces = json_pieces(head, selection, site)
    return _sent(pieces, "application/json", file_name(query, selection, "json"), selection)


@require_safe
def result_manifest(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """`/manifest.json`: the pictures of a result set that may be shown."""
    query, _problems = SearchQuery.from_params(request.GET)
    site, selection = Site.of(request), select(query, is_shown=True)
    if not selection.keys:
        raise Http404
    plain = query.but(view="grid", per_page=DEFAULT_PER_PAGE)
    said = About(
        label=heading(query),
        summary=selection.note,
        metadata=[("Pictures", [f"{len(selection.keys):,}"])],
        homepage=site.whole(plain.url()),
        homepage_label="These results in Lighttable",
    )
    head = manifest_head(
        site.whole(plain.url("/manifest.json")),
        said,
        behavior="individuals",
        see_also=[(site.whole(plain.url("/export.json")), "application/json")],
    )
    canvases = (record_canvas(image.as_record(), site) for image in selection.images())
    name = file_name(query, selection, "manifest.json")
    return _shared(_sent(stream(head, canvases), MEDIA_TYPE, name, selection))


@require_safe
def image_manifest(request: HttpRequest, provider: str, identifier: int) -> HttpResponse:
    """`/images/<provider>/<id>/manifest.json`, from the catalogue."""
    rows = Image.objects.filter(provider=provider, identifier=identifier, kind="image")
    image = rows.first() if identifier < 2**63 else None
    if image is None:
        raise Http404
    response = JsonResponse(
        record_manifest(image.as_record(), Site.of(request)),
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    name = f"{provider}-{identifier}.manifest.json"
    response["Content-Disposition"] = content_disposition_header(False, name) or ""
    return _shared(response)


def file_name(query: SearchQuery, selection: Selection, ending: str) -> str:
    """As in lighttable-red-boat-2026-11-21.csv; says so where only the first rows are in it."""
    words = slugify(query.q)[:40].strip("-") or query.source or "all"
    part = f"-first-{len(selection.keys)}-of-{selection.total}" if selection.is_cut else ""
    return f"lighttable-{words}{part}-{timezone.now():%Y-%m-%d}.{ending}"


def dict_of(query: SearchQuery) -> dict[str, list[str]]:
    """What was asked for, by name, without defaults, page and view."""
    found: dict[str, list[str]] = {}
    for name, value in query.to_params():
        if name not in ("page", "per_page", "view"):
            found.setdefault(name, []).append(value)
    return found


def _sent(
    pieces: Iterable[str],
    media_type: str,
    name: str,
    selection: Selection,
    *,
    is_attachment: bool = False,
) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(is_attachment, name) or ""
    response["X-Total-Count"] = selection.total
    return response


def _shared(response: HttpResponse | StreamingHttpResponse) -> HttpResponse:
    """IIIF viewers live on other sites (Presentation 3.0 §6.3, CORS)."""
    response["Access-Control-Allow-Origin"] = "*"
    return response  # type: ignore[return-value]
