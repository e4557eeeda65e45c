"""The page of one picture or document."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gallery.search.query import SearchQuery
from gallery.web.exports.addresses import Site
from gallery.web.palette_search import palette_query
from gallery.web.presenters.cards import cards
from gallery.web.presenters.details import detail
from gallery.web.records import Found, find_record, made_alike
from gallery.web.requests import PageRequest, varies, wants_less_data
from gallery.web.share import shared
from gallery.web.states import RETRY_SECONDS


@require_safe
@varies
def image(request: PageRequest, provider: str, identifier: int) -> HttpResponse:
    """`/images/<provider>/<id>/`."""
    found = find_record(provider, identifier)
    if found.row is None:
        return without_record(request, found, identifier)
    saving = wants_less_data(request)
    alike = [row.as_record() for row in made_alike(found.row)]
    camera = SearchQuery(make=found.row.make, model=found.row.model)
    record = found.row.as_record()
    context = {
        "page": detail(record, save_data=saving),
        "share": shared(record, Site.of(request)),
        "found": found,
        "alike": cards(alike, save_data=saving, all_lazy=True),
        "camera_url": camera.url(),
        "palette_url": palette_query(record.palette).url(),
    }
    return render(request, "image/detail.html", context)


def without_record(request: PageRequest, found: Found, identifier: int) -> HttpResponse:
    """404 where the provider says so; 503 where it could not be asked."""
    note = found.note
    if note is None or note.error_kind in ("not-found", "refused", ""):
        raise Http404
    context = {"note": note, "identifier": identifier}
    response = render(request, "image/silent.html", context, status=503)
    response["Retry-After"] = RETRY_SECONDS
    return response
