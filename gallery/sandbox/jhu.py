"""The Johns Hopkins Hub API: ``/files`` and ``/files/ID`` (Hub docs, files)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from gallery.sandbox.holdings import Holdings, Payload
from gallery.sandbox.jhu_callback import is_safe_callback
from gallery.sandbox.jhu_order import OrderError, order_files, read_order
from gallery.sandbox.parameters import Parameters, whole_number
from gallery.sandbox.responses import (
    JSON_TYPE,
    SCRIPT_TYPE,
    SandboxResponse,
    published,
    with_origin,
)

KEY = "sandbox"
VERSION = "1"
DEFAULT_PER_PAGE = 5
MAX_PER_PAGE = 100
# recorded: the body of an unauthenticated call.
NEEDS_KEY = (
    "API requests require authentication. Please see the API documentation for more "
    "information: https://api.hub.jhu.edu/docs"
)
NOT_FOUND = "Not found."


class _RefusedError(Exception):
    """An error answer of the API: status and message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def respond(
    path: str, params: Sequence[tuple[str, str]], *, collection: Holdings, base_url: str = ""
) -> SandboxResponse:
    """The answer to ``GET path`` (``/files``, ``/files/40461``) with `params`.

    `base_url` goes before every sandbox address in the payload. With ``callback`` errors
    too come as HTTP 200, wrapped. Never raises for anything that a caller sends.
    """
    parameters = Parameters(params)
    callback = parameters.get("callback")
    try:
        if callback and not is_safe_callback(callback):
            callback = ""
            raise _RefusedError(400, "The callback is not the name of a function.")
        payload, status = _answer(path, parameters, collection), 200
    except _RefusedError as error:
        payload = {"error": True, "message": str(error), "statusCode": error.status}
        status = error.status
    body = _encode(with_origin(payload, base_url))
    if callback:
        return SandboxResponse(
            200, {"Content-Type": SCRIPT_TYPE}, f"/**/{callback}({body});".encode()
        )
    return SandboxResponse(status, {"Content-Type": JSON_TYPE}, body.encode())


def _encode(payload: object) -> str:
    # recorded: the Hub escapes angle brackets, which also makes the JSON safe inside HTML.
    return json.dumps(payload).replace("<", "\\u003c").replace(">", "\\u003e")


def _answer(path: str, parameters: Parameters, collection: Holdings) -> dict[str, Any]:
    if parameters.get("key") != KEY:
        raise _RefusedError(401, NEEDS_KEY)
    if parameters.get("v") != VERSION:
        raise _RefusedError(400, "The version of the API is missing or unknown; add v=1.")
    resource, _, identifier = path.strip("/").partition("/")
    if resource != "files":
        raise _RefusedError(404, NOT_FOUND)
    if not identifier:
        return _collection(parameters, collection.hub_files)
    wanted = whole_number(identifier)
    for file in collection.hub_files:
        if wanted is not None and file.get("id") == wanted:
            return _resource(file)
    raise _RefusedError(404, NOT_FOUND)


def _resource(file: Payload) -> dict[str, Any]:
    own = {"_embedded": {}, "_links": {"self": {"href": f"/files/{file.get('id')}"}}}
    return own | published(file)


def _collection(parameters: Parameters, files: Sequence[Payload]) -> dict[str, Any]:
    page = _positive(parameters, "page", 1)
    per_page = min(_positive(parameters, "per_page", DEFAULT_PER_PAGE), MAX_PER_PAGE)
    ids, excluded = _identifiers(parameters, "ids"), _identifiers(parameters, "excluded_ids")
    found = [
        file
        for file in files
        if (not ids or file.get("id") in ids) and file.get("id") not in excluded
    ]
    try:
        found = order_files(found, read_order(parameters.get("order_by")), ids)
    except OrderError as error:
        raise _RefusedError(400, str(error)) from error
    shown = found[(page - 1) * per_page : page * per_page]
    return {
        # As far as known an empty page has no list at all, so nobody may rely on one.
        "_embedded": {"files": [_resource(file) for file in shown]} if shown else {},
        "_links": _links(parameters, page, -(-len(found) // per_page)),
        "page": page,
        "per_page": per_page,
        "return_count": len(shown),
        "total_available": len(found),
    }


def _links(parameters: Parameters, page: int, pages: int) -> dict[str, Any]:
    def link(number: int) -> dict[str, str]:
        # documented: relative, and without the key and the version that every call needs.
        query = parameters.query(without=("key", "v", "callback"), page=number)
        return {"href": f"/files?{query}"}

    links: dict[str, Any] = {"find": {"href": "/files/{?id}", "templated": True}}
    if page < pages:
        links["next"] = link(page + 1)
    if page > 1:
        links["prev"] = link(page - 1)
    return links | {"self": link(page)}


def _positive(parameters: Parameters, name: str, default: int) -> int:
    if not parameters.get(name).strip():
        return default
    value = parameters.whole(name, 0)
    if value < 1:
        raise _RefusedError(400, f"{name} must be a whole number of at least 1.")
    return value


def _identifiers(parameters: Parameters, name: str) -> list[int]:
    numbers = [whole_number(part) for part in parameters.split(name, ",")]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        raise _RefusedError(400, f"{name} must be a list of file IDs with commas between them.")
    return known
