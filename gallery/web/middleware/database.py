"""A database that restarts costs no page: what only reads is asked once more when it is back.

A database that stays away gets our own page with 503; nobody waits long for it.
"""

from __future__ import annotations

import logging
import threading
import time

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from gallery.web.middleware.headers import GetResponse
from gallery.web.views.errors import own_page

log = logging.getLogger(__name__)

# A fast restart of PostgreSQL takes a second or two, a failover to another machine minutes.
PATIENCE = 5.0  # s from the first request that missed it; later ones wait for the rest of it
AGAIN = 0.1  # s between two looks
RETRY_AFTER = 5  # s
IDEMPOTENT = ("GET", "HEAD")  # RFC 9110 §9.2.2


class Outage:
    """How long the database has been away, as this process's requests have seen it."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._until = 0.0

    def is_over(self) -> bool:
        """Wait for the database within what patience is left; whether it answers again."""
        with self._lock:
            self._until = until = self._until or time.monotonic() + self._patience
        while True:
            connection.close()
            try:
                connection.ensure_connection()
            except (OperationalError, InterfaceError):
                if time.monotonic() > until:
                    return False
                threading.Event().wait(AGAIN)
            else:
                with self._lock:
                    self._until = 0.0
                return True


class DatabaseMiddleware:
    """Sees what views raise; errors of the database's connection end here."""

    def __init__(self, get_response: GetResponse, outage: Outage | None = None) -> None:
        self.get_response = get_response
        self._outage = outage or Outage()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """What the site answers."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """The view's answer to a second asking, or 503; None for errors of other kinds."""
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        log.warning("the database failed: %s", type(exception).__name__)
        # A connection that still works was told no: too busy, or a lock not got in time.
        if not is_lost() or not self._outage.is_over() or request.method not in IDEMPOTENT:
            return away(request)
        match = request.resolver_match
        if match is None:
            return None
        try:
            answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        except (OperationalError, InterfaceError):
            return away(request)
        return answer


def is_lost() -> bool:
    """Whether this thread's connection is gone."""
    try:
        return connection.connection is None or not connection.is_usable()
    except Error:
        return True


def away(request: HttpRequest) -> HttpResponse:
    """503: come back in a moment."""
    return own_page(request, 503, name="database", keep={"Retry-After": str(RETRY_AFTER)})
