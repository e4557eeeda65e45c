"""`/metrics`: figures for Prometheus, for those who may see them."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gallery import upstreams
from gallery.conf import LOOPBACK_HOSTS
from gallery.observability.metrics import exposition
from gallery.web.views.errors import own_page

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
PROXY_HEADERS = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-Ip", "Via")


def may_look(request: HttpRequest) -> bool:
    """By token; without one by being this very machine, with no proxy between."""
    token: str = settings.LIGHTTABLE.metrics_token
    if token:
        given = request.headers.get("Authorization", "")
        return secrets.compare_digest(given.encode(), f"Bearer {token}".encode())
    is_proxied = settings.LIGHTTABLE.is_https or any(map(request.headers.get, PROXY_HEADERS))
    return request.META.get("REMOTE_ADDR") in LOOPBACK_HOSTS and not is_proxied


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The exposition, or 403."""
    if not may_look(request):
        return own_page(request, 403)
    return HttpResponse(exposition(upstreams.gauges()), content_type=CONTENT_TYPE)
