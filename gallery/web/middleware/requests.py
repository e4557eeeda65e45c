"""Refuses requests that no page of the gallery could mean, before anything is asked for them."""

from __future__ import annotations

import re

from django.core.exceptions import BadRequest, DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from gallery.web.bodies import REFUSAL
from gallery.web.middleware.headers import GetResponse
from gallery.web.views.errors import bad_request, own_page

LONGEST_PATH = 1_000  # characters; the sandbox's picture addresses are the longest, about 300
LONGEST_QUERY = 8_000  # bytes; every filter at once, with fifty colours, is about 2,000
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def objection(request: HttpRequest) -> str:
    """Why this request is refused, "" where it is not."""
    query = request.META.get("QUERY_STRING", "")
    if len(request.path_info) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return "too long"
    if _CONTROLS.search(request.path_info):
        return "control characters in the path"
    if _CONTROLS.search(query) or _BAD_ESCAPE.search(query):
        return "broken percent-encoding"
    return ""


class RequestsMiddleware:
    """Answers 400 with our own page to what cannot be read, and gives bare refusals a page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or a refusal."""
        try:
            request.get_host()
        except DisallowedHost as error:
            return bad_request(request, error)
        if refusal := request.META.get(REFUSAL):
            return own_page(request, refusal, keep={"Connection": "close"})
        if reason := objection(request):
            return bad_request(request, BadRequest(reason))
        response = self.get_response(request)
        if response.status_code == 405 and not getattr(response, "content", b""):
            return own_page(request, 405, keep={"Allow": response.headers.get("Allow", "")})
        return response
