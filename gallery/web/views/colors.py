"""`/colors/`: the colour map of the catalogue, or of any result."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gallery.search.color_areas import areas_of
from gallery.search.query import SearchQuery
from gallery.web.color_form import folded
from gallery.web.presenters import color_map as maps
from gallery.web.presenters.chips import active_filters
from gallery.web.requests import PageRequest, varies


@require_safe
@varies
@folded
def color_map(request: PageRequest) -> HttpResponse:
    """The map, each colour a link into the search, and the same as tables."""
    query, problems = SearchQuery.from_params(request.GET)
    context = {
        "map": maps.color_map(areas_of(query), query.but()),
        "query": query,
        "problems": problems,
        "chips": active_filters(query, request.path),
        "search_url": query.but().url(),
    }
    return render(request, "color/map.html", context)
