"""`/status/`: who stands behind the gallery and how fresh the catalogue is."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count, Max, Min, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gallery import upstreams
from gallery.catalog.models import Image
from gallery.web.presenters.status import provider_lines
from gallery.web.requests import PageRequest


@require_safe
@never_cache
def status(request: PageRequest) -> HttpResponse:
    """One row for each provider."""
    rows = Image.objects.values("provider").annotate(
        pictures=Count("pk", filter=Q(kind="image")),
        documents=Count("pk", filter=Q(kind="document")),
        without_palette=Count("pk", filter=Q(kind="image", palette=[])),
        oldest=Min("refreshed_at"),
        newest=Max("refreshed_at"),
    )
    lines = provider_lines(
        {row["provider"]: row for row in rows},
        names=frozenset(upstreams.providers()),
        is_sandboxed=settings.LIGHTTABLE.is_sandboxed,
        now=timezone.now(),
        standings=upstreams.standings(),
        paused=upstreams.paused(),
    )
    return render(request, "status.html", {"lines": lines})
