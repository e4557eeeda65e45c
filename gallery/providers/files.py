"""Reads picture files from a provider's own hosts: over TLS, by deadline, within a size."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urljoin, urlsplit

import requests

from gallery.providers.call import Call, CallCut, PublicAdapter
from gallery.providers.wire import USER_AGENT

SECONDS = 15.0
MOST_BYTES = 25 * 2**20
REDIRECTS = 2
CHUNK = 64 * 1024
START_CHUNK = 8 * 1024
REDIRECT_STATUSES = (301, 302, 303, 307, 308)


class FileRefusedError(OSError):
    """A file that is not read: its address is not allowed, or its answer is not usable.

    ``status`` is the host's own, where it answered with one that is not 200.
    """

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class FileStart:
    """The first bytes of a file. ``length`` of the whole, None where the host does not say."""

    data: bytes
    length: int | None = None
    media_type: str = ""


class PictureFiles:
    """Fetches from `hosts` and from nowhere else; redirects included."""

    def __init__(
        self, hosts: Iterable[str], adapter: requests.adapters.BaseAdapter | None = None
    ) -> None:
        self._hosts = frozenset(hosts)
        self._adapter = adapter or PublicAdapter(pool_maxsize=4)

    def fetch(self, url: str, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES) -> bytes:
        """The bytes at `url`, whole, within `seconds`. Raises OSError for anything else."""
        return self._read(url, seconds, most_bytes, None).data

    def fetch_start(
        self,
        url: str,
        has_enough: Callable[[bytes], bool],
        *,
        seconds: float = SECONDS,
        most_bytes: int = MOST_BYTES,
    ) -> FileStart:
        """The first bytes at `url`, until `has_enough` of a chunk is true. Raises as `fetch`.

        The rest is never read: the connection is closed.
        """
        return self._read(url, seconds, most_bytes, has_enough)

    def fetch_end(self, url: str, count: int, *, seconds: float = SECONDS) -> bytes | None:
        """The last `count` bytes at `url`; None where the host gives no parts of files.

        RFC 9110 §14.1.2, suffix-range. Raises as `fetch` does.
        """
        try:
            found = self._read(url, seconds, count, None, {"Range": f"bytes=-{count}"}, status=206)
        except FileRefusedError as error:
            if error.status in (200, 416):  # the part is not given, the file is there
                return None
            raise
        return found.data

    def _read(
        self,
        url: str,
        seconds: float,
        most_bytes: int,
        has_enough: Callable[[bytes], bool] | None,
        headers: Mapping[str, str] = MappingProxyType({}),
        *,
        status: int = 200,
    ) -> FileStart:
        call = Call(time.monotonic() + seconds)
        with call.running(cuts_itself=True):
            try:
                return self._follow(url, call, most_bytes, has_enough, headers, status)
            except CallCut:
                raise FileRefusedError(f"{url}: not read within {seconds:g} s") from None

    def _follow(
        self,
        url: str,
        call: Call,
        most_bytes: int,
        has_enough: Callable[[bytes], bool] | None,
        headers: Mapping[str, str],
        status: int,
    ) -> FileStart:
        sent = {"User-Agent": USER_AGENT, **headers}
        asked = url
        for _ in range(REDIRECTS + 1):
            if not self._is_allowed(asked):
                raise FileRefusedError(f"{asked}: not an address this server may read")
            left = call.remaining()
            if not left:
                raise CallCut
            request = requests.Request("GET", asked, headers=sent).prepare()
            response = self._adapter.send(request, stream=True, timeout=(left, left))
            try:
                answered = response.status_code
                if answered == status:
                    data = _gathered(response, call, most_bytes, has_enough)
                    media_type = response.headers.get("Content-Type", "")
                    return FileStart(data, _length(response.headers), media_type)
                if answered not in REDIRECT_STATUSES:
                    raise FileRefusedError(f"{asked}: status {answered}", status=answered)
                asked = _joined(asked, response.headers.get("Location", ""))
            finally:
                response.close()
        raise FileRefusedError(f"{url}: redirected in circles")

    def _is_allowed(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            return parts.scheme == "https" and parts.hostname in self._hosts and not parts.port
        except ValueError:
            return False


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def _length(headers: Mapping[str, str]) -> int | None:
    """Bytes of the file as it is kept; a compressed transfer does not tell."""
    text = headers.get("Content-Length", "")
    is_plain = headers.get("Content-Encoding", "identity") == "identity"
    return int(text) if is_plain and text.isascii() and text.isdigit() else None


def _gathered(
    response: requests.Response,
    call: Call,
    most_bytes: int,
    has_enough: Callable[[bytes], bool] | None,
) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK if has_enough is None else START_CHUNK):
        body += chunk
        if has_enough is not None and has_enough(chunk):
            break
        if len(body) > most_bytes:
            raise FileRefusedError(f"{response.url}: over {most_bytes // 2**20} MB")
        if not call.remaining():
            raise CallCut
    if call.is_cut:
        raise CallCut
    return bytes(body)
