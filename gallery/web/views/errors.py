"""Our own pages for what cannot be answered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

TEXTS = {
    400: ("This request cannot be read", "The address or the form sent something malformed."),
    403: ("This is not open to you", "The page exists, but may not be seen or done this way."),
    404: (
        "There is no such page",
        "Nothing is kept under this address, and the provider knows no such picture.",
    ),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400."""
    return _error(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403."""
    return _error(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404."""
    return _error(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 for a form whose token is missing or old."""
    return _error(request, 403)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: needs neither the request nor the database, either of which may be the fault."""
    return HttpResponse(render_to_string("500.html"), status=500)


def _error(request: HttpRequest, status: int) -> HttpResponse:
    title, text = TEXTS[status]
    context = {"status": status, "title": title, "text": text}
    return render(request, "error.html", context, status=status)
