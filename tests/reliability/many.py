"""As many of the sandbox's records as asked for, over HTTP: ``python -m tests.reliability.many HARVARD HUB``.

Made one page at a time, so that 50,000 cost no memory and each question a few milliseconds.
Whatever is asked for, everything matches: harvests read all of it, searches find its start.
"""

from __future__ import annotations

import json
import re
import sys
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from gallery.sandbox.records_harvard import image_record
from gallery.sandbox.records_hub import image_file, publish_date

FIRST = 400_001  # identifiers are this one and those that follow
COLORS = [
    {"color": "#c8c8c8", "percent": 0.5, "hue": "Grey"},
    {"color": "#7d6432", "percent": 0.5, "hue": "Brown"},
]
HARVARD_FILES, HUB_FILES = "https://nrs.harvard.edu/", "https://api.hub.jhu.edu/"
_SLICE = re.compile(r"id:\(?>=(\d+)(?: AND <=(\d+)\))?")


def harvard_image(index: int) -> dict[str, Any]:
    """Image number `index`."""
    identity = (FIRST + index, f"{100_000 + index}", f"urn-3:HUAM:{100_000 + index}_dynmc")
    record = image_record(index, identity, (2550, 1800), f"A horse by river {index}", COLORS)
    return {**record, "baseimageurl": HARVARD_FILES + identity[2]}


def hub_file(index: int, count: int) -> dict[str, Any]:
    """File number `index` of `count`."""
    date = publish_date(index, count)
    record = image_file(
        index, f"{date:%Y-%m}/{index}.jpg", (3600, 2400), date, "", f"Night {index}"
    )
    record["id"] = FIRST + index
    record["_links"] = {"self": {"href": f"/files/{FIRST + index}"}}
    shown = {name: value for name, value in record.items() if not name.startswith("_p")}
    text = json.dumps(shown).replace("/sandbox/jhu/", HUB_FILES)
    return dict(json.loads(text))


def harvard(path: str, asked: dict[str, str], count: int) -> dict[str, Any]:
    """A page of ``/image``, by falling identifiers; there are no objects."""
    size, page = int(asked.get("size", "10")), int(asked.get("page", "1"))
    found = _SLICE.search(asked.get("q", ""))
    first = max(FIRST, int(found[1])) if found else FIRST
    last = FIRST + count - 1
    if found and found[2]:
        last = min(last, int(found[2]))
    total = max(0, last - first + 1) if path == "/image" else 0
    numbers = range(last - (page - 1) * size, max(first - 1, last - page * size), -1)
    rows = [harvard_image(number - FIRST) for number in numbers] if total else []
    return {"info": {"totalrecords": total, "page": page}, "records": rows}


def hub(asked: dict[str, str], count: int) -> dict[str, Any]:
    """A page of ``/files``, newest first."""
    size, page = int(asked.get("per_page", "5")), int(asked.get("page", "1"))
    start = count - (page - 1) * size
    indexes = range(start - 1, max(-1, start - size - 1), -1)
    files = [hub_file(index, count) for index in indexes]
    return {
        "_embedded": {"files": files} if files else {},
        "_links": {},
        "page": page,
        "per_page": size,
        "return_count": len(files),
        "total_available": count,
    }


def answer(target: str, counts: tuple[int, int]) -> dict[str, Any]:
    """What is answered to ``GET target``: ``/harvard/image?…`` or ``/jhu/files?…``."""
    parts = urlsplit(target)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    provider, _, path = parts.path.strip("/").partition("/")
    if provider == "harvard":
        return harvard(f"/{path}", asked, counts[0])
    return hub(asked, counts[1])


class Handler(BaseHTTPRequestHandler):
    """Harvard below ``/harvard``, the Hub below ``/jhu``; `counts` are their records."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, counts: tuple[int, int]) -> None:
        self.counts = counts
        super().__init__(*args)

    def do_GET(self) -> None:
        """One page."""
        body = json.dumps(answer(self.path, self.counts)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Whoever is killed in the middle of a question is no error."""

    daemon_threads = True

    def handle_error(self, *_args: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Serve on a free port, whose number is printed."""
    server = Server(("127.0.0.1", 0), partial(Handler, counts=(int(sys.argv[1]), int(sys.argv[2]))))
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
