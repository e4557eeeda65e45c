"""What every delivered picture has in common: methods, CORS, freshness, 304, errors."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

from gallery.sandbox.image_server import Derivative, ImageError
from gallery.sandbox.info_json import CONTEXTS

Rest = ParamSpec("Rest")

METHODS = "GET, HEAD, OPTIONS"
# A picture may be drawn anew under the same address, so its freshness has an end.
FRESH = "public, max-age=86400, stale-while-revalidate=604800"
JSON = "application/json"
JSON_LD = "application/ld+json"


def delivers(
    view: Callable[Concatenate[HttpRequest, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Wrap a view: only GET, HEAD and OPTIONS, errors as plain text, open to every origin."""

    @csrf_exempt  # so that a POST hears 405 and not that a token is missing
    @wraps(view)
    def answer(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": METHODS})
        elif request.method not in ("GET", "HEAD"):
            response = _error(405, f"Only {METHODS} are answered here.")
            response["Allow"] = METHODS
        else:
            try:
                response = view(request, *args, **kwargs)
            except ImageError as error:
                response = _error(error.status, error.message)
        if request.method == "HEAD":
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        # Image API 2.1 §5 and 3.0 §7.1: on 304 and on errors too, or a script sees neither.
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Link, ETag, Last-Modified"
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = METHODS
            response["Access-Control-Allow-Headers"] = "*"
            response["Access-Control-Max-Age"] = "86400"
        return response

    return answer


def _error(status: int, message: str) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(
        f"{message}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers
    )


def see_other(url: str) -> HttpResponse:
    """Redirect with 303 (Image API 2.1 §2, 3.0 §5)."""
    return HttpResponse(status=303, headers={"Location": url, "Cache-Control": FRESH})


def base_url(request: HttpRequest, path: str, identifier: str) -> str:
    """Return the service's absolute URL, where `path` is what the route left of the address.

    Colons stay as they are, as in Harvard's own identifiers; a slash is escaped.
    """
    prefix = request.path.removesuffix(path)
    return request.build_absolute_uri(f"{prefix}{quote(identifier, safe=':')}")


def made(request: HttpRequest, derivative: Derivative) -> HttpResponse:
    """Answer with `derivative`, or with 304 where the visitor has it (then nothing is made)."""
    response = None
    if "If-None-Match" in request.headers:
        response = get_conditional_response(request, etag=derivative.etag)
    if response is None:
        stored = derivative.load()
        full = HttpResponse(stored.data, content_type=derivative.media_type)
        full["Last-Modified"] = http_date(stored.made_at)
        response = _unless_known(request, full, derivative.etag, int(stored.made_at))
    response["ETag"] = derivative.etag
    response["Cache-Control"] = FRESH
    if derivative.links:
        links = [f'<{url}>;rel="{relation}"' for url, relation in derivative.links]
        response["Link"] = ", ".join(links)
    return response


def given(
    request: HttpRequest, body: bytes, media_type: str, headers: dict[str, str]
) -> HttpResponse:
    """Answer with `body`, or with 304 where the visitor has it."""
    etag = f'"{hashlib.sha256(media_type.encode() + body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": FRESH} | headers
    full = HttpResponse(body, content_type=media_type, headers=headers)
    return _unless_known(request, full, etag)


def _unless_known(
    request: HttpRequest, full: HttpResponse, etag: str, modified_at: int | None = None
) -> HttpResponse:
    shorter = get_conditional_response(request, etag, modified_at, response=full)
    return full if shorter is None else shorter


def info_type(request: HttpRequest, version: int) -> str:
    """Choose the media type of info.json by the Accept header.

    2.1 §5: JSON-LD only for those who ask for it. 3.0 §5.1: JSON-LD with its profile
    unless something else is asked for. A browser that would show a page gets plain JSON,
    which it can show, where it would save the other as a file.
    """
    profiled = f'{JSON_LD};profile="{CONTEXTS[version]}"'
    is_page = any(accepted.main_type == "text" for accepted in request.accepted_types)
    linked = [profiled, JSON_LD]
    offered = [JSON, *linked] if version == 2 or is_page else [*linked, JSON]
    return request.get_preferred_type(offered) or JSON
