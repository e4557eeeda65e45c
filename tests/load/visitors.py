"""Visitors who look around as people do: search, filter, open a picture, its renditions."""

from __future__ import annotations

import heapq
import html
import http.client
import random
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from backports import zstd

WORDS = (
    "horse",
    "study",
    "portrait",
    "river",
    "library",
    "night",
    "campus",
    "red",
    "drawing",
    "hall",
)
FILTERS = (
    {"source": "harvard"}, {"source": "jhu"}, {"orientation": "portrait"}, {"sort": "newest"},
    {"color": "e02020"}, {"color": "2040a0~40"}, {"min_width": "2000"}, {"view": "table"},
    {"sort": "widest"}, {"lacks": "alt"},
)  # fmt: skip
PICTURE = re.compile(rb'<a href="(/images/[a-z]+/[0-9]+/)" title="([^"]*)"')
SHORTEST, LONGEST = 1.0, 3.0  # s between two pages
PATIENCE = 20.0  # s until a visitor gives up
SLOWEST = 12  # pages that are told of


@dataclass
class Visits:
    """What all visitors saw: kind of page → seconds, and what failed."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    slowest: list[tuple[float, float, str]] = field(default_factory=list)  # s, when, what
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, seconds: float, failure: str = "", told: str = "") -> None:
        """Keep one page view; ``told``: its address, and what its server said of its time."""
        with self._lock:
            heapq.heappush(self.slowest, (seconds, time.monotonic(), told))
            if len(self.slowest) > SLOWEST:
                heapq.heappop(self.slowest)
            self.seconds.setdefault(kind, []).append(seconds)
            if failure:
                self.failures.append(f"{kind}: {failure}")


class Visitor(threading.Thread):
    """One person with one browser, until `end` (a ``time.monotonic()`` instant)."""

    def __init__(self, url: str, visits: Visits, end: float, seed: int) -> None:
        super().__init__(daemon=True)
        self.visits = visits
        self.end = end
        self._place = urlsplit(url)
        self._dice = random.Random(seed)
        self._known: list[str] = []
        self._titles: list[str] = []
        self._connection: http.client.HTTPConnection | None = None
        self._timing = ""

    def run(self) -> None:
        """Arrive within the first pause, then look around."""
        self._rest(0.0)
        while time.monotonic() < self.end:
            kind, path = self._choice()
            began = time.monotonic()
            failure = self._look(path)
            self.visits.note(kind, time.monotonic() - began, failure, f"{path}  {self._timing}")
            self._rest(SHORTEST)

    def _rest(self, shortest: float) -> None:
        pause = self._dice.uniform(shortest, LONGEST)
        threading.Event().wait(min(pause, max(0.0, self.end - time.monotonic())))

    def _choice(self) -> tuple[str, str]:
        throw = self._dice.random()
        if self._known and throw < 0.35:
            return "detail", self._dice.choice(self._known)
        if self._known and throw < 0.45:
            return "bench", self._dice.choice(self._known) + "renditions/"
        query = dict(self._dice.choice(FILTERS))
        if throw < 0.8:
            query["q"] = self._word()
        kind = "color" if "color" in query else "search"
        return kind, f"/?{urlencode(query)}"

    def _word(self) -> str:
        """A word of a title that was seen, as often as there are such titles, or a new one."""
        if self._titles and self._dice.random() < 0.8:
            found = re.findall(r"[a-z]{3,}", self._dice.choice(self._titles).lower())
            return self._dice.choice(found) if found else self._dice.choice(WORDS)
        return self._dice.choice(WORDS)

    def _look(self, path: str) -> str:
        """Open one page; what was wrong with it, "" if nothing."""
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(
                    self._place.hostname or "", self._place.port, timeout=PATIENCE
                )
            self._connection.request("GET", path, headers={"Accept-Encoding": "zstd"})
            response = self._connection.getresponse()
            body = response.read()
            self._timing = response.getheader("Server-Timing") or ""
            if response.getheader("Content-Encoding") == "zstd":  # what browsers get, too
                body = zstd.decompress(body)
        except (OSError, http.client.HTTPException, zstd.ZstdError) as error:
            self._connection = None
            return f"{type(error).__name__} at {path}"
        if response.status != 200 or b"</html>" not in body[-20:]:
            return f"{response.status} at {path}"
        if shown := PICTURE.findall(body):
            self._known = [path.decode() for path, _title in shown]
            self._titles = [html.unescape(title.decode()) for _path, title in shown]
        return ""


def crowd(url: str, visitors: int, seconds: float) -> Visits:
    """Let so many visitors look around for so long."""
    visits, end = Visits(), time.monotonic() + seconds
    people = [Visitor(url, visits, end, seed) for seed in range(visitors)]
    for one in people:
        one.start()
    for one in people:
        one.join(seconds + PATIENCE + LONGEST)
    return visits
