"""`/gaps/`: what is missing or wrong across the catalogue."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gallery.catalog.gaps import count_gaps
from gallery.web.presenters.gaps import gaps_page
from gallery.web.requests import PageRequest


@require_safe
def gaps(request: PageRequest) -> HttpResponse:
    """Counts by kind, provider, technique and year, each with a link to its pictures."""
    return render(request, "gaps/index.html", {"gaps": gaps_page(count_gaps())})
