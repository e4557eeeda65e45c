"""Our own pages for what cannot be answered."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

TEXTS = {
    400: (
        noop("This request cannot be read"),
        noop(
            "The address or the form sent something malformed. Go back, or start from all pictures."
        ),
    ),
    403: (
        noop("This is not open to you"),
        noop("The page exists, but may not be seen or done this way. Go back and try from there."),
    ),
    404: (
        noop("There is no such page"),
        noop(
            "Nothing is kept under this address, and the provider knows no such picture."
            " Check the address, or search for it."
        ),
    ),
    405: (
        noop("This cannot be done here"),
        noop("The page exists, but only for looking at. Open it as a link."),
    ),
    408: (
        noop("What you sent did not arrive"),
        noop("It took too long, or broke off. Please send it again."),
    ),
    413: (
        noop("This is too much"),
        noop("Files of up to 15 MB can be sent here. Send a smaller one."),
    ),
    503: (
        noop("Too much at once"),
        noop("Several files are being received already. Try again in a moment."),
    ),
    429: (
        noop("A little too fast"),
        noop(
            "This is costly to answer, and was asked for very often from your address."
            " Wait a minute, then try again."
        ),
    ),
}
# Where the status alone would say too little.
REASONS = {
    "database": (
        noop("The catalogue cannot be reached"),
        noop("Its database does not answer. Nothing is lost; please try again in a moment."),
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
    context = {"status": status, "title": _(title), "text": _(text)}
    response = render(request, "error.html", context, status=status)
    for name, value in (keep or {}).items():
        response[name] = value
    return response
