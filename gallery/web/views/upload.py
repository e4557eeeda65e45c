"""`/colors/from-picture/`: a search by the palette of a visitor's own picture."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gallery.search.query import SearchQuery
from gallery.web.palette_search import palette_query
from gallery.web.requests import PageRequest
from gallery.web.uploads import UploadRefusedError, uploaded_palette


@csrf_exempt  # it changes nothing, and needs no cookie; see uploads.is_from_here
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def from_picture(request: PageRequest) -> HttpResponse:
    """The form; what it sends is answered with the address of the search, or with a reason."""
    query, _problems = SearchQuery.from_params(request.GET)
    problem, status = "", 200
    if request.method == "POST":
        try:
            return redirect(palette_query(uploaded_palette(request), query).url())
        except UploadRefusedError as refused:
            problem, status = str(refused), refused.status
    context = {"problem": problem, "action": query.url(request.path), "query": query}
    return render(request, "color/picture.html", context, status=status)
