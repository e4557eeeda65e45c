"""A `requests` adapter that answers from a list: the seam where the network would be."""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
import requests.adapters


class Canned(requests.adapters.BaseAdapter):
    """Answers each path with its payloads in turn, the last one for good.

    A payload is a JSON value, a (status, text) pair, or an exception to raise. What was
    asked is in `asked`: (path, parameters).
    """

    def __init__(self, **payloads: Any) -> None:
        super().__init__()
        self.payloads = {path: list(given) for path, given in payloads.items()}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.sent: list[requests.PreparedRequest] = []

    def on(self, path: str, *payloads: Any) -> Canned:
        self.payloads[path] = list(payloads)
        return self

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        self.asked.append((parts.path, dict(parse_qsl(parts.query))))
        self.sent.append(request)
        left = self.payloads.get(parts.path, [(404, "Not Found")])
        given = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(given, Exception):
            raise given
        status, text = given if isinstance(given, tuple) else (200, json.dumps(given))
        response = requests.Response()
        response.status_code = status
        response.raw = io.BytesIO(text.encode())
        response.url = request.url or ""
        response.request = request
        return response

    def close(self) -> None:
        """Nothing is open."""
