"""Gives every request an id and a stopwatch; writes one line when it was answered."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from gallery.observability import metrics, request_id
from gallery.observability.timing import recording, server_timing

log = logging.getLogger("gallery.access")

UNNOTED = frozenset({"web:healthz", "web:readyz", "web:metrics"})  # machines ask all the time


class ObservedMiddleware:
    """Outermost: what every other middleware does is inside its time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, timed, counted and logged."""
        name = request_id.accept(request.headers.get("X-Request-Id", ""))
        token = request_id.current.set(name)
        began = time.perf_counter()
        try:
            with recording() as spans:
                response = self.get_response(request)
            elapsed = time.perf_counter() - began
            response.headers["X-Request-Id"] = name
            response.headers["Server-Timing"] = server_timing(spans, elapsed)
            self._note(request, response, elapsed, spans)
        finally:
            request_id.current.reset(token)
        return response

    def _note(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        elapsed: float,
        spans: dict[str, float],
    ) -> None:
        view = request.resolver_match.view_name if request.resolver_match else ""
        metrics.count_request(view or "other", request.method or "", response.status_code, elapsed)
        if view in UNNOTED or (not view and response.status_code < 400):  # probes, static files
            return
        # The path as repr: what a visitor sends must not end a line or hide one.
        log.info(
            "%s %s %d",
            request.method,
            ascii(request.path)[1:-1],
            response.status_code,
            extra={
                "view": view,
                "status": response.status_code,
                "ms": round(elapsed * 1000, 1),
                "spans": {key: round(value * 1000, 1) for key, value in spans.items()},
            },
        )
