"""Two upstreams asked at once, over real sockets, against the slower one alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from statistics import median
from urllib.parse import parse_qsl, urlsplit

from gallery.bench.figures import REPEATS, Figure, compare
from gallery.providers.base import Provider
from gallery.providers.harvard.client import HarvardClient
from gallery.providers.jhu.client import JhuClient
from gallery.sandbox import harvard, jhu
from gallery.sandbox.collection import Collection, load_collection
from gallery.search.bring import bring
from gallery.search.query import SearchQuery

SECONDS = {"harvard": 0.16, "jhu": 0.12}  # how long each upstream thinks
DEADLINE = 0.5
AT_MOST = 1.05
QUERIES = 8


class Upstream:
    """A sandbox API behind a loopback socket that takes its time."""

    def __init__(self, respond: Callable[..., object], collection: Collection, wait: float) -> None:
        upstream = self
        self.wait = wait
        self.over = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                upstream.over.wait(upstream.wait)
                parts = urlsplit(self.path)
                answer = respond(parts.path, parse_qsl(parts.query), collection=collection)
                self.send_response(answer.status)  # type: ignore[attr-defined]
                body = answer.body  # type: ignore[attr-defined]
                for name, value in answer.headers.items():  # type: ignore[attr-defined]
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: object) -> None:
                """Be quiet."""

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_args: object) -> None:
                """Clients that give up on a stalled answer are what is measured."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Its address, while it answers."""
        thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{self.server.server_address[1]}"
        finally:
            self.over.set()
            self.server.shutdown()
            self.server.server_close()


@contextmanager
def connected() -> Iterator[tuple[dict[str, Upstream], dict[str, Provider]]]:
    """Both upstreams and clients of theirs, by name."""
    collection = load_collection()
    slow = {
        "harvard": Upstream(harvard.respond, collection, SECONDS["harvard"]),
        "jhu": Upstream(jhu.respond, collection, SECONDS["jhu"]),
    }
    with ExitStack() as stack:
        at = {name: stack.enter_context(upstream.serving()) for name, upstream in slow.items()}
        yield (
            slow,
            {
                "harvard": HarvardClient.connect(at["harvard"], "sandbox", allow_local=True),
                "jhu": JhuClient.connect(at["jhu"], "sandbox", allow_local=True),
            },
        )


def figures() -> Iterator[Figure]:
    """Both against the slower one; a stalled one against its deadline; a cached answer."""
    with connected() as (slow, providers):
        alone = {"harvard": providers["harvard"]}
        pages, narrower = count(1), count(1_001)

        def both(_at: int) -> None:
            _ask(_fresh(pages), providers, "asked")

        def slower(_at: int) -> None:
            _ask(replace(_fresh(narrower), source="harvard"), alone, "asked")

        yield compare(
            "two upstreams at once",
            both,
            (f"the slower one alone ({SECONDS['harvard'] * 1000:.0f} ms)", slower),
            range(QUERIES),
            limit=AT_MOST,
            is_of_any_size=True,
        )
        known = _fresh(pages)
        _ask(known, providers, "asked")
        yield compare(
            "a cached answer",
            lambda _at: _ask(known, providers, "cached"),
            ("the slower upstream alone", slower),
            range(QUERIES),
        )
        slow["jhu"].wait = 60.0
        spent = []
        for _ in range(REPEATS):
            began = time.perf_counter()
            bring(_fresh(pages), providers, seconds=DEADLINE)
            spent.append((time.perf_counter() - began) * 1000)
        middle, worst = median(spent), max(spent)
        yield Figure(
            "a stalled upstream",
            middle,
            "its deadline",
            DEADLINE * 1000,
            middle,
            worst,
            AT_MOST,
            is_of_any_size=True,
        )


def _fresh(pages: Iterator[int]) -> SearchQuery:
    """A question that no cache has the answer to, and whose answer is nothing to be kept.

    The page is beyond what the sandbox holds: writing rows is measured elsewhere. Harvard
    is told apart by the width; the Hub only by its page, and neither is asked for page 101.
    """
    number = next(pages)
    return SearchQuery(page=4 + number % 96, per_page=100, min_width=number)


def _ask(query: SearchQuery, providers: dict[str, Provider], state: str) -> None:
    """Bring, and make sure that it was as meant: a failure must not pass for speed."""
    notes = bring(query, providers, seconds=5)
    if {note.state for note in notes} != {state}:
        raise RuntimeError(f"a provider did not do as meant: {notes}")
