"""429 for who asks for costly things too often; looking at pages is not limited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from gallery.limits import Limit, wait_of
from gallery.web.middleware.headers import GetResponse
from gallery.web.views.errors import own_page

UPLOADS = Limit("uploads", 20)
EXPORTS = Limit("exports", 30)
MEASURING = Limit("measuring", 20)
# A page of results may ask both providers; who reads them asks some twenty times a minute.
LIVE = Limit("live", 240)

Rule = Callable[[HttpRequest], Limit | None]


def _on_post(request: HttpRequest) -> Limit | None:
    return UPLOADS if request.method == "POST" else None


def _on_measuring(request: HttpRequest) -> Limit | None:
    return MEASURING if request.GET.get("measure") else None


def _on_export(_request: HttpRequest) -> Limit | None:
    return EXPORTS


def _where_live(_request: HttpRequest) -> Limit | None:
    return None if settings.LIGHTTABLE.is_sandboxed else LIVE


RULES: Mapping[str, Rule] = {
    "web:color-upload": _on_post,
    "web:bench": _on_measuring,
    "web:export-csv": _on_export,
    "web:export-json": _on_export,
    "web:result-manifest": _on_export,
    "web:table-csv": _on_export,
    "web:table-manifest": _on_export,
    "web:search": _where_live,
    "web:fresh": _where_live,
    "web:image": _where_live,
}


class LimitsMiddleware:
    """Looks at the view that an address leads to, before it runs."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """What the site answers."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Our own page with Retry-After, or nothing."""
        rule = RULES.get(request.resolver_match.view_name if request.resolver_match else "")
        limit = rule(request) if rule else None
        wait = wait_of(limit, request) if limit else 0
        return own_page(request, 429, keep={"Retry-After": str(wait)}) if wait else None
