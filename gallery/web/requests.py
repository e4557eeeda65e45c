"""What a request says about the answer it wants."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails


class PageRequest(HttpRequest):
    """A request that has been through the htmx middleware."""

    htmx: HtmxDetails


def is_fragment_wanted(request: PageRequest) -> bool:
    """Whether part of a page is wanted.

    Going back sends ``HX-Request`` too, but wants the page (htmx#3037).
    """
    return bool(request.htmx) and not request.htmx.history_restore_request


def template_for(request: PageRequest, *, page: str, fragment: str) -> str:
    """The template to answer with: the whole page, or its changing part."""
    return fragment if is_fragment_wanted(request) else page


def wants_less_data(request: HttpRequest) -> bool:
    """Whether the visitor's browser asks to save data."""
    return request.headers.get("Save-Data", "").strip().lower() == "on"


def fragment_headers(
    request: PageRequest, name: str, *, address: str, is_more: bool = False
) -> dict[str, str]:
    """What a part of a page tells htmx and our scripts, nothing for a whole page.

    That it is ours, whatever its status code, and the address it stands for: a new one
    to come back to, or, where it only adds to the page (`is_more`), in place of the last.
    """
    if not is_fragment_wanted(request):
        return {}
    header = "HX-Replace-Url" if is_more else "HX-Push-Url"
    return {"Lighttable-Fragment": name, header: address}


def with_headers(response: HttpResponse, headers: Mapping[str, str]) -> HttpResponse:
    """`response` with these headers too."""
    for name, value in headers.items():
        response[name] = value
    return response


varies = vary_on_headers("HX-Request", "HX-History-Restore-Request", "Save-Data")
"""Decorator of every view that answers with a page or its part, with more or less data."""
