"""One client with an address of its own: limits count by address."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

BOUNDARY = "----a-boundary-of-the-tests"


class Sender:
    """Sends requests to `url` from `address`, a loopback one; 0 where no answer came."""

    def __init__(self, url: str, address: str, patience: float = 30.0) -> None:
        place = urlsplit(url)
        self._connection = http.client.HTTPConnection(
            place.hostname or "", place.port, timeout=patience, source_address=(address, 0)
        )
        self.answered = b""  # the last answer, headers and body

    def get(self, path: str) -> int:
        """The status of a page that was read whole."""
        return self._send("GET", path)

    def upload(self, path: str, file: bytes) -> int:
        """The status of an answer to a form with one file."""
        head = (
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=picture; filename=a.jpg\r\n"
            "Content-Type: image/jpeg\r\n\r\n"
        )
        body = head.encode() + file + f"\r\n--{BOUNDARY}--\r\n".encode()
        media_type = f"multipart/form-data; boundary={BOUNDARY}"
        return self._send("POST", path, body, {"Content-Type": media_type})

    def _send(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] = {}) -> int:  # noqa: B006
        try:
            self._connection.request(method, path, body or None, headers)
            answer = self._connection.getresponse()
            self.answered = str(answer.headers).encode() + answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return 0
        return answer.status
