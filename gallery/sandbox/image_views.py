"""Picture delivery over HTTP: thin views over `ImageServer`; see `image_http` for the rest."""

import json
import mimetypes
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gallery.sandbox.image_http import (
    JSON,
    base_url,
    delivers,
    given,
    info_type,
    made,
    see_other,
)
from gallery.sandbox.image_server import ImageServer
from gallery.sandbox.image_store import DerivativeStore
from gallery.sandbox.info_json import CONTEXTS, image_info
from gallery.sandbox.mezzanine import MezzanineCache

GetServer = Callable[[], ImageServer]


def default_server() -> ImageServer:
    """Return the server of the sandbox's collection as it is now."""
    # Imported late: the drawing code is only loaded by a process that delivers pictures.
    from gallery.sandbox.collection import load_collection

    return ImageServer(load_collection(), *_keeping())


@cache
def _keeping() -> tuple[DerivativeStore, MezzanineCache]:
    return DerivativeStore(settings.LIGHTTABLE.cache_dir / "derivatives"), MezzanineCache()


@delivers
def iiif(request: HttpRequest, path: str, version: int, get_server: GetServer) -> HttpResponse:
    """IIIF Image API 2.1 or 3.0: the base, info.json and images."""
    server = get_server()
    address = server.find(path)
    base = base_url(request, path, address.identifier)
    if address.is_base:
        return see_other(f"{base}/info.json")
    if address.parameters is not None:
        return made(request, server.image(version, address, base))
    picture = address.picture
    return _info(request, version, image_info(version, base, picture.width, picture.height))


def _info(request: HttpRequest, version: int, info: dict[str, object]) -> HttpResponse:
    media_type = info_type(request, version)
    headers = {"Vary": "Accept"}
    if media_type == JSON:
        # Image API 2.1 §5: how plain JSON says that it can be read as JSON-LD too.
        relation = "http://www.w3.org/ns/json-ld#context"
        headers["Link"] = f'<{CONTEXTS[version]}>;rel="{relation}";type="application/ld+json"'
    return given(request, json.dumps(info, indent=2).encode(), media_type, headers)


@delivers
def hub_style(request: HttpRequest, style: str, path: str, get_server: GetServer) -> HttpResponse:
    """A Hub picture in one of the contract's sizes; a query string (``?itok=``) is ignored."""
    return made(request, get_server().hub_style(style, path))


@delivers
def document(request: HttpRequest, path: str, get_server: GetServer) -> HttpResponse:
    """A Hub document."""
    body = get_server().document(path)
    return given(request, body, mimetypes.guess_type(path)[0] or "application/octet-stream", {})
