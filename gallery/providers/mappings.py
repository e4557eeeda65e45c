"""What was made of an answer, kept as long as the answer itself comes from the cache.

The Hub cannot search by words: every search is answered by the same page of its files, and
a hundred captions are cleaned of markup for it.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from gallery.providers.payloads import Mapped


class Mappings:
    """The last `most` mapped answers of one client; any thread may ask."""

    def __init__(self, most: int = 16) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[Hashable, dt.datetime], Mapped] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, question: Hashable, at: dt.datetime | None, make: Callable[[], Mapped]) -> Mapped:
        """What `make` makes of the answer to `question` that the provider gave `at`.

        An answer that did not come from the cache has no `at`; it is mapped each time.
        """
        if at is None:
            return make()
        key = (question, at)
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return found
        found = make()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found
