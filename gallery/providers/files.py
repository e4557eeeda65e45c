"""Reads picture files from a provider's own hosts: over TLS, by deadline, within a size."""

from __future__ import annotations

import time
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

import requests

from gallery.providers.call import Call, CallCut, CuttableAdapter
from gallery.providers.wire import USER_AGENT

SECONDS = 15.0
MOST_BYTES = 25 * 2**20
REDIRECTS = 2
CHUNK = 64 * 1024
REDIRECT_STATUSES = (301, 302, 303, 307, 308)


class FileRefusedError(OSError):
    """A file that is not read: its address is not allowed, or its answer is not usable."""


class PictureFiles:
    """Fetches from `hosts` and from nowhere else; redirects included."""

    def __init__(
        self, hosts: Iterable[str], adapter: requests.adapters.BaseAdapter | None = None
    ) -> None:
        self._hosts = frozenset(hosts)
        self._adapter = adapter or CuttableAdapter(pool_maxsize=4)

    def fetch(self, url: str, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES) -> bytes:
        """The bytes at `url`, whole, within `seconds`. Raises OSError for anything else."""
        call = Call(time.monotonic() + seconds)
        with call.running():
            try:
                return self._follow(url, call, most_bytes)
            except CallCut:
                raise FileRefusedError(f"{url}: not read within {seconds:g} s") from None

    def _follow(self, url: str, call: Call, most_bytes: int) -> bytes:
        asked = url
        for _ in range(REDIRECTS + 1):
            if not self._is_allowed(asked):
                raise FileRefusedError(f"{asked}: not an address this server may read")
            left = call.remaining()
            if not left:
                raise CallCut
            request = requests.Request("GET", asked, headers={"User-Agent": USER_AGENT}).prepare()
            response = self._adapter.send(request, stream=True, timeout=(left, left))
            try:
                if response.status_code == 200:
                    return _gathered(response, call, most_bytes)
                if response.status_code not in REDIRECT_STATUSES:
                    raise FileRefusedError(f"{asked}: status {response.status_code}")
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


def _gathered(response: requests.Response, call: Call, most_bytes: int) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK):
        body += chunk
        if len(body) > most_bytes:
            raise FileRefusedError(f"{response.url}: over {most_bytes // 2**20} MB")
        if not call.remaining():
            raise CallCut
    return bytes(body)
