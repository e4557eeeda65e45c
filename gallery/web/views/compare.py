"""Pictures and their files side by side."""

from __future__ import annotations

from csp.decorators import csp_update
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gallery.web.picks import find_picks, read_picks
from gallery.web.presenters.compare import comparison
from gallery.web.requests import PageRequest
from gallery.web.views.look import VIEWER_POLICY, service_of


@require_safe
@csp_update(VIEWER_POLICY)  # type: ignore[arg-type]
def compare(request: PageRequest) -> HttpResponse:
    """`/compare/?pick=harvard:123&pick=jhu:456`: two to four, in the order of the picks."""
    picks, mistakes = read_picks(request.GET.getlist("pick"))
    found, missing = find_picks(picks)
    picked = [(one, service_of(one.record)) for one in found]
    page = comparison(picked, [*mistakes, *missing])
    return render(request, "compare/index.html", {"page": page})
