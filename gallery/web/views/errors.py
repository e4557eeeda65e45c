"""Our own pages for what cannot be answered."""

from __future__ import annotations

from collections.abc import Mapping

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
    405: ("This cannot be done here", "The page exists, but only for looking at."),
    408: ("What you sent did not arrive", "It took too long, or broke off. Please send it again."),
    413: ("This is too much", "Files of up to 15 MB can be sent here."),
    503: ("Too much at once", "Several files are being received already. Try again in a moment."),
    429: (
        "A little too fast",
        "This is costly to answer, and was asked for very often from your address.",
    ),
}
# Where the status alone would say too little.
REASONS = {
    "database": (
        "The catalogue cannot be reached",
        "Its database does not answer. Nothing is lost; please try again in a moment.",
    ),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400."""
    return own_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403."""
    return own_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404."""
    return own_page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 for a form whose token is missing or old."""
    return own_page(request, 403)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: needs neither the request nor the database, either of which may be the fault."""
    return HttpResponse(render_to_string("500.html"), status=500)


def own_page(
    request: HttpRequest, status: int, *, name: str = "", keep: Mapping[str, str] | None = None
) -> HttpResponse:
    """The page of `status`, one of TEXTS, with the headers to `keep`; `name`: one of REASONS."""
    title, text = REASONS[name] if name else TEXTS[status]
    context = {"status": status, "title": title, "text": text}
    response = render(request, "error.html", context, status=status)
    for name, value in (keep or {}).items():
        response[name] = value
    return response
