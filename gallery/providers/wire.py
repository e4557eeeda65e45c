"""The wire to one provider: one question out, one whole JSON object back, or an error."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import requests
import urllib3.exceptions

from gallery.providers import answers
from gallery.providers.breaker import Breaker
from gallery.providers.budget import Budget
from gallery.providers.call import Call, CallCut, CuttableAdapter
from gallery.providers.errors import (
    BudgetSpent,
    ProviderError,
    ProviderTimeout,
    ProviderUnavailable,
    RateLimited,
    UnexpectedPayload,
)
from gallery.providers.flights import AT_ONCE, Flights, Outcome
from gallery.providers.pauses import Pause
from gallery.providers.secret import Secret, guard_logs

USER_AGENT = "Lighttable/0.1 (image gallery; python-requests)"
HEADERS = {"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "gzip"}
ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
ATTEMPTS = 2
RETRIED = (502, 503, 504)  # answers of a gateway: the question itself was not served
PAUSE = 0.2  # s between two attempts
REDIRECTS = 2
CHUNK = 64 * 1024

# What is wrong with a payload as the answer to a URL, if anything.
Check = Callable[[str, dict[str, Any]], ProviderError | None]

# Told of every call: provider, "ok" or the error's name, seconds.
Observer = Callable[[str, str, float], None]


@dataclass(frozen=True)
class Guards:
    """What stands before every call: each may be left out."""

    breaker: Breaker | None = None
    budget: Budget | None = None
    observe: Observer | None = None
    pause: Pause | None = None


_NETWORK_ERRORS = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    HTTPException,
    OSError,
    ValueError,  # what the ssl module and urllib3's decoders raise on a socket cut under them
)


class Wire:
    """Asks `api_url`, adding `key` as parameter `key_param` to what is sent and nowhere else.

    `adapter` takes the place of the network, for the sandbox and for tests.
    """

    def __init__(
        self,
        provider: str,
        api_url: str,
        *,
        key_param: str,
        key: Secret,
        check: Check | None = None,
        adapter: requests.adapters.BaseAdapter | None = None,
        guards: Guards | None = None,
    ) -> None:
        guard_logs()
        self.provider = provider
        self._origin = _origin(api_url)
        self._key_param = key_param
        self._key = key
        self._check = check
        self._adapter = adapter or CuttableAdapter(pool_maxsize=AT_ONCE)
        self._environment = requests.Session()  # proxies and certificates of the environment
        self._guards = guards or Guards()
        self._flights = Flights(provider, self._fly, self._guards.pause)

    def ask(self, url: str, deadline: float) -> bytes:
        """The answer to `url` (without key) as clean JSON; raises `ProviderError`."""
        breaker = self._guards.breaker
        if breaker and (refusal := breaker.refusal(url)):
            raise refusal
        return self._flights.ask(url, deadline)

    def close(self) -> None:
        """Cut what is on its way and let go of the connections."""
        self._flights.close()
        self._adapter.close()

    def _fly(self, url: str, call: Call) -> Outcome:
        guards, began = self._guards, time.monotonic()
        outcome = self._ask(url, call)
        took = time.monotonic() - began
        if guards.breaker:
            guards.breaker.record(outcome, took)
        if guards.observe:
            name = "ok" if isinstance(outcome, bytes) else type(outcome).__name__
            guards.observe(self.provider, name, took)
        return outcome

    def _ask(self, url: str, call: Call) -> Outcome:
        with call.running():
            outcome = self._attempt(url, call)
            for _ in range(ATTEMPTS - 1):
                if not _is_worth_another(outcome, call):
                    break
                call.pause(PAUSE)
                outcome = self._attempt(url, call)
        return outcome

    def _attempt(self, url: str, call: Call) -> Outcome:
        try:
            return self._exchange(url, call)
        except ProviderError as error:
            return error.with_traceback(None)
        except CallCut:
            return ProviderTimeout(self.provider, url)
        except answers.TooLarge:
            return UnexpectedPayload(self.provider, url, "sent far more than a page")
        except (requests.exceptions.ContentDecodingError, urllib3.exceptions.DecodeError):
            return UnexpectedPayload(self.provider, url, "sent what cannot be decompressed")
        except _NETWORK_ERRORS as error:
            if isinstance(error, requests.Timeout) or not call.remaining():
                return ProviderTimeout(self.provider, url)
            return ProviderUnavailable(self.provider, url, _what_broke(error))

    def _exchange(self, url: str, call: Call) -> bytes:
        asked = self._with_key(url)
        for _ in range(REDIRECTS + 1):
            if self._guards.budget:
                self._guards.budget.spend(url)
            response = self._send(asked, call)
            try:
                if response.status_code not in (301, 302, 303, 307, 308):
                    return self._body(response, url)
                asked = self._moved(asked, response.headers.get("Location", ""), url)
            finally:
                response.close()
        raise UnexpectedPayload(self.provider, url, "redirected in circles")

    def _moved(self, asked: str, location: str, url: str) -> str:
        """Where a redirect leads, if that is the same scheme, host and port."""
        try:
            target = urljoin(asked, location)
            stays = _origin(target) == self._origin
        except ValueError:
            stays = False
        if not stays:
            raise UnexpectedPayload(self.provider, url, "redirected to another host")
        return target

    def _send(self, url: str, call: Call) -> requests.Response:
        request = requests.Request("GET", url, headers=HEADERS).prepare()
        left = call.remaining()
        if not left:
            raise CallCut
        settings: Mapping[str, Any] = self._environment.merge_environment_settings(
            url, {}, True, None, None
        )
        return self._adapter.send(request, timeout=(left, left), **settings)

    def _body(self, response: requests.Response, url: str) -> bytes:
        error = answers.error_of(self.provider, url, response.status_code, response.headers)
        if error is not None:
            raise error
        if response.headers.get("Content-Encoding", "").strip().lower() not in ENCODINGS:
            raise UnexpectedPayload(self.provider, url, "sent an encoding that was not asked for")
        body = answers.gathered(response.iter_content(CHUNK))
        try:
            payload = answers.read_json(body, self._key.reveal())
        except ValueError:
            raise UnexpectedPayload(self.provider, url, "sent no whole JSON object") from None
        wrong = self._check(url, payload) if self._check else None
        if wrong is not None:
            raise wrong
        return json.dumps(payload).encode()

    def _with_key(self, url: str) -> str:
        parts = urlsplit(url)
        pair = urlencode({self._key_param: self._key.reveal()})
        return parts._replace(query=f"{parts.query}&{pair}" if parts.query else pair).geturl()


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _is_worth_another(outcome: Outcome, call: Call) -> bool:
    """GET is idempotent, so a broken connection may be tried again, while there is time."""
    if not isinstance(outcome, ProviderUnavailable) or call.remaining() < 2 * PAUSE:
        return False
    if isinstance(outcome, ProviderTimeout | RateLimited | BudgetSpent):
        return False
    return outcome.status is None or outcome.status in RETRIED


def _what_broke(error: Exception) -> str:
    """A short reason in our own words: the libraries' messages repeat the URL and its key."""
    if isinstance(error, requests.exceptions.SSLError):
        return "has no valid certificate"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "broke off in the middle"
    return "is not reachable"
