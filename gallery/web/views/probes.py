"""What machines ask: is it alive, is it ready, what may be crawled, whom to tell of a hole."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gallery.observability.readiness import troubles
from gallery.web.exports.addresses import Site

CLOSED = ("/admin/", "/fresh/", "/sandbox/")


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """`/healthz`: this process answers; nothing behind it is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(_request: HttpRequest) -> HttpResponse:
    """`/readyz`: what this process needs answers too; 503 and what does not, where it does not."""
    found = troubles()
    text = "".join(f"{line}\n" for line in found) or "ready\n"
    return HttpResponse(
        text, status=503 if found else 200, content_type="text/plain; charset=utf-8"
    )


@require_safe
def security(_request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt` (RFC 9116), where the operator gave a contact."""
    contact = settings.LIGHTTABLE.security_contact
    if not contact:
        raise Http404
    # RFC 9116 §2.5.5: Expires should be less than a year ahead; whole days, so that it is cached.
    expires = (timezone.now() + dt.timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    text = f"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`."""
    prefixes = ["", *(f"/{code}" for code, _name in settings.LANGUAGES)]
    closed = "".join(f"Disallow: {start}{path}\n" for start in prefixes for path in CLOSED)
    text = f"User-agent: *\n{closed}\nSitemap: {Site.of(request).whole(reverse('web:sitemap'))}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """`/favicon.ico`, which browsers ask for where a page names no icon."""
    return redirect(static("img/favicon.svg"))
