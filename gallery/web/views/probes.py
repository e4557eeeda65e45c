"""What machines ask: is it alive, what may be crawled, where is the icon."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /fresh/
Disallow: /sandbox/
"""


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """`/healthz`: this process answers; nothing behind it is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """`/robots.txt`."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """`/favicon.ico`, which browsers ask for where a page names no icon."""
    return redirect(static("img/favicon.svg"))
