"""The kept session of one provider: cached, coalesced, bounded, and discreet about its key.

Cache above, wire below. The cache sees only whole, valid JSON without keys, because the
wire raises for everything else; so nothing broken is ever kept.
"""

from __future__ import annotations

import io
import json
import logging
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import requests
import requests_cache
import urllib3
from requests_cache.backends.base import BaseCache

from gallery.providers import cache as caching
from gallery.providers.base import Answered
from gallery.providers.errors import (
    ProviderError,
    ProviderRefused,
    ProviderUnavailable,
    RecordNotFound,
    UnexpectedPayload,
)
from gallery.providers.secret import Secret
from gallery.providers.wire import Check, Guards, Wire

log = logging.getLogger(__name__)

REFRESH_WITHIN = 20.0  # s that a refresh behind the visitor's back may take


@dataclass(frozen=True)
class Answer:
    """A JSON object from a provider and how it was got."""

    payload: dict[str, Any]
    answered: Answered


class ProviderSession:
    """Asks one provider.

    `key_param` and `key`: the parameter that authenticates; it is sent and never shown.
    `always`: parameters of every call. `check`: says what is wrong with a payload as the
    answer to a URL; what it objects to is raised and not kept. `cache`: see `caching.open_cache`; None for memory.
    `adapter`: what to send through instead of the network, mounted on `api_url`.
    `guards`: what may stop a call before it is made, and is told of it.
    """

    def __init__(
        self,
        provider: str,
        api_url: str,
        *,
        key_param: str,
        key: str,
        always: Iterable[tuple[str, str]] = (),
        check: Check | None = None,
        cache: BaseCache | None = None,
        adapter: requests.adapters.BaseAdapter | None = None,
        guards: Guards | None = None,
    ) -> None:
        self.provider = provider
        self.api_url = api_url.rstrip("/")
        self._always = tuple(always)
        wire = Wire(
            provider,
            api_url,
            key_param=key_param,
            key=Secret(key),
            check=check,
            adapter=adapter,
            guards=guards,
        )
        self._cached = _CachedWire(wire, cache if cache is not None else caching.MemoryAnswers())

    def __repr__(self) -> str:
        return f"<ProviderSession {self.provider} {self.api_url}>"

    def get(
        self,
        path: str,
        params: Iterable[tuple[str, str]] = (),
        *,
        deadline: float,
        is_cached: bool = True,
        oldest: float = caching.LONGEST,
    ) -> Answer:
        """The JSON at `path`, from the cache or by asking until `deadline`.

        Up to 10 minutes old it is fresh; up to a day it comes at once and is refreshed
        behind; up to 14 days it comes where asking fails. Raises `ProviderError`. Unless
        `is_cached`, it is asked for now and not kept: a harvest keeps rows instead. One
        that is more than `oldest` seconds old is no answer.
        """
        began = time.monotonic()
        query = [*params, *self._always]
        request = requests.Request("GET", self.api_url + path, params=query).prepare()
        if not is_cached:
            body = self._cached.wire.ask(request.url or "", deadline)
            return Answer(json.loads(body), Answered(time.monotonic() - began))
        response = self._cached.send(request, timeout=deadline)
        from_cache = bool(response.from_cache)
        at = response.created_at if from_cache else None
        age = (requests_cache.utcnow() - at).total_seconds() if at else 0.0
        if age > oldest:
            raise ProviderUnavailable(self.provider, request.url or "")
        answered = Answered(time.monotonic() - began, from_cache, max(0.0, age), at)
        return Answer(response.json(), answered)

    def unexpected(self, path: str, reason: str) -> UnexpectedPayload:
        """What to raise where the answer at `path` is not what it should be."""
        return UnexpectedPayload(self.provider, self.api_url + path, reason)

    def close(self) -> None:
        """End calls on their way; let go of connections and cache."""
        self._cached.close()


class _Bottom(requests.Session):
    """Where requests would go to the network, go through the wire."""

    wire: Wire

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        url = request.url or ""
        body = self.wire.ask(url, kwargs["timeout"])
        response = requests.Response()
        response.status_code = 200
        response.reason = "OK"
        response.url = url
        response.request = request
        response.encoding = "utf-8"
        # No header of the upstream's is kept: its cache headers, validators and Vary are moot.
        response.headers["Content-Type"] = "application/json"
        response.raw = urllib3.HTTPResponse(io.BytesIO(body), status=200, preload_content=False)
        response.raw._request_url = url  # the cache reads it
        response._content = body
        return response


class _CachedWire(requests_cache.CacheMixin, _Bottom):
    """requests-cache, with its two background habits made safe for keys and threads.

    As it comes, it starts a thread for each refresh, prints what fails there, and logs
    the tracebacks of failed calls.
    """

    def __init__(self, wire: Wire, cache: BaseCache) -> None:
        super().__init__(backend=cache, **caching.settings())
        self.wire = wire
        self._behind = ThreadPoolExecutor(1, thread_name_prefix=f"refresh-{wire.provider}")
        self._refreshing: set[str] = set()
        self._refreshing_lock = threading.Lock()

    def close(self) -> None:
        self.wire.close()
        self._behind.shutdown(wait=False, cancel_futures=True)
        super().close()

    def _resend_async(self, request: Any, actions: Any, cached_response: Any, **_: Any) -> None:
        key = actions.cache_key
        with self._refreshing_lock:
            if key in self._refreshing:
                return
            self._refreshing.add(key)
        self._behind.submit(self._refresh, request, actions, cached_response)

    def _refresh(self, request: Any, actions: Any, cached_response: Any) -> None:
        try:
            deadline = time.monotonic() + REFRESH_WITHIN
            self._send_and_cache(request, actions, cached_response, timeout=deadline)
        except RecordNotFound:
            self.cache.delete(actions.cache_key)
        except ProviderError as error:
            log.info("not refreshed: %s", error)
        finally:
            with self._refreshing_lock:
                self._refreshing.discard(actions.cache_key)

    def _resend(self, request: Any, actions: Any, cached_response: Any, **kwargs: Any) -> Any:
        try:
            return self._send_and_cache(request, actions, cached_response, **kwargs)
        except RecordNotFound:
            self.cache.delete(actions.cache_key)
            raise
        except ProviderRefused:  # a stale answer would hide that the key is bad
            raise
        except ProviderError as error:
            if not actions.is_usable(cached_response, error=True):
                raise
            log.warning("answered from the cache: %s", error)
            return cached_response
