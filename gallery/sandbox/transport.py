"""A `requests` adapter that answers from the sandbox, inside the process.

No socket is opened: a server with a single worker would wait for itself. Everything above
the adapter (sessions, caches, retries, streaming, limits) works as over the network.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers
from urllib3 import HTTPResponse

from gallery.sandbox.fault_effects import Sleep, SlowBody, disturb, wait
from gallery.sandbox.faults import SWITCHES, Fault, Faults
from gallery.sandbox.holdings import Holdings
from gallery.sandbox.responses import SandboxResponse, as_text


class Respond(Protocol):
    """`harvard.respond` or `jhu.respond`."""

    def __call__(
        self,
        path: str,
        params: list[tuple[str, str]],
        *,
        collection: Holdings,
        base_url: str = "",
    ) -> SandboxResponse:
        """The answer to ``GET path``."""


class SandboxAdapter(BaseAdapter):
    """Mount it on a provider's host: ``session.mount("https://api.hub.jhu.edu", adapter)``.

    `load` gives the collection when the first request needs it. `provider` (``harvard``,
    ``jhu``) chooses the fault switch. `prefix` is the path of the API's own address, if it
    has one. `base_url` goes before the sandbox's addresses in payloads. `sleep` is what
    delays wait with.
    """

    def __init__(
        self,
        respond: Respond,
        load: Callable[[], Holdings],
        *,
        provider: str,
        prefix: str = "",
        base_url: str = "",
        faults: Faults = SWITCHES,
        sleep: Sleep = time.sleep,
    ) -> None:
        super().__init__()
        self._respond = respond
        self._load = load
        self._provider = provider
        self._prefix = prefix.rstrip("/")
        self._base_url = base_url
        self._faults = faults
        self._sleep = sleep

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002 - the session reads the body itself where it is False
        timeout: Any = None,
        verify: bool | str = True,  # noqa: ARG002 - there is no TLS
        cert: Any = None,  # noqa: ARG002
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002 - nothing leaves the process
    ) -> requests.Response:
        """The sandbox's answer; raises what `requests` raises for the fault that is set."""
        seconds = _read_timeout(timeout)
        fault = self._faults.take(self._provider) or Fault()
        if fault.reset:
            raise requests.ConnectionError("Connection reset by peer", request=request)
        try:
            wait(fault.delay, seconds, self._sleep)
        except TimeoutError as error:
            raise requests.ReadTimeout("Read timed out.", request=request) from error
        answer = disturb(self._answer(request), fault)
        return _as_response(answer, request, self, self._body(answer, fault, seconds))

    def close(self) -> None:
        """Nothing is held open."""

    def _answer(self, request: requests.PreparedRequest) -> SandboxResponse:
        if request.method not in ("GET", "HEAD"):
            return as_text("Method Not Allowed", status=405)
        parts = urlsplit(request.url or "")
        answer = self._respond(
            unquote(parts.path).removeprefix(self._prefix),
            parse_qsl(parts.query, keep_blank_values=True),
            collection=self._load(),
            base_url=self._base_url,
        )
        is_head = request.method == "HEAD"
        return SandboxResponse(answer.status, answer.headers, b"") if is_head else answer

    def _body(self, answer: SandboxResponse, fault: Fault, timeout: float | None) -> io.IOBase:
        if fault.stall or fault.trickle:
            return SlowBody(answer.body, fault, timeout, self._sleep)
        return io.BytesIO(answer.body)


def _read_timeout(timeout: Any) -> float | None:
    # requests takes seconds, a (connect, read) pair, or urllib3's own Timeout.
    if isinstance(timeout, tuple):
        timeout = timeout[-1]
    timeout = getattr(timeout, "read_timeout", timeout)
    return float(timeout) if isinstance(timeout, int | float) else None


def _as_response(
    answer: SandboxResponse,
    request: requests.PreparedRequest,
    adapter: BaseAdapter,
    body: io.IOBase,
) -> requests.Response:
    known = {status.value: status.phrase for status in HTTPStatus}
    response = requests.Response()
    response.status_code = answer.status
    response.headers = CaseInsensitiveDict(
        {"Content-Length": str(len(answer.body)), **answer.headers}
    )
    response.encoding = get_encoding_from_headers(response.headers)
    response.reason = known.get(answer.status, "")
    response.raw = HTTPResponse(
        body=body,
        headers=dict(response.headers),
        status=answer.status,
        version=11,
        reason=response.reason,
        preload_content=False,
        request_method=request.method,
        request_url=request.url,
    )
    response.url = request.url or ""
    response.request = request
    response.connection = adapter  # type: ignore[assignment]
    return response
