"""Reading a whole index through a window of 10,000 rows: slice by slice of ids, downwards.

Whether Harvard lifted Elasticsearch's usual window is not known, so no slice may hold as
many rows. How dense ids are is found on the way: a slice that holds too much is cut, one
that holds little makes the next one wider.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gallery.providers.base import LARGEST_PAGE
from gallery.providers.harvard.params import WINDOW, changed_since, id_slice

GOAL = WINDOW // 2  # rows in a slice, so that it may be twice as dense as the last one
WIDEST_STEP = 8  # a slice is at most so many times wider or narrower than the one before
_CURSOR = re.compile(r"(image|object):([1-9][0-9]*)-([0-9]*):([1-9][0-9]*)")


@dataclass(frozen=True)
class Slice:
    """One page of the records of `resource` with ids from `first` to `last` (None: open)."""

    resource: str = "image"
    first: int = 1
    last: int | None = None
    page: int = 1

    @classmethod
    def read(cls, cursor: str) -> Slice:
        """The slice that ``str()`` wrote; the first one for "" and for what is no slice."""
        found = _CURSOR.fullmatch(cursor)
        if found is None:
            return cls()
        return cls(found[1], int(found[2]), int(found[3]) if found[3] else None, int(found[4]))

    def __str__(self) -> str:
        return f"{self.resource}:{self.first}-{self.last or ''}:{self.page}"

    @property
    def is_everything(self) -> bool:
        """Whether it holds all ids, so that its total is the whole."""
        return self.first == 1 and self.last is None

    def query(self, since: dt.date | None = None) -> str:
        """Its `q`, of the records changed from `since` on."""
        ids = id_slice(self.first, self.last)
        return f"{ids} AND {changed_since(since)}" if since else ids

    def is_too_large(self, total: int) -> bool:
        """Whether `total` rows cannot be paged through; a count may be cut at the window."""
        return total >= WINDOW and self.width != 1

    @property
    def width(self) -> int | None:
        """How many ids it spans, None where it is open."""
        return None if self.last is None else self.last - self.first + 1

    def following(self, ids: Sequence[int], total: int) -> Slice | None:
        """Where to go on when this page held `ids`, of `total` in the slice; None at the end."""
        if self.is_too_large(total):
            return self.narrowed(ids, total)
        if self.page * LARGEST_PAGE < total:
            return replace(self, page=self.page + 1)
        return self.below(total)

    def narrowed(self, ids: Sequence[int], total: int) -> Slice:
        """The upper part of a slice that is too large.

        An open one is cut above the highest id that came: by descending ids nothing is left
        above it, otherwise little.
        """
        if self.last is None or self.width is None:
            return replace(self, first=max([self.first, *ids]) + 1, page=1)
        width = max(1, min(self.width // 2, self.width * GOAL // total))
        return replace(self, first=self.last - width + 1, page=1)

    def below(self, total: int) -> Slice | None:
        """The next slice down, as wide as this one's density suggests."""
        if self.first <= 1:
            return None
        width = self.width or GOAL
        if self.last is not None:
            wished = width * GOAL // total if total else width * WIDEST_STEP
            width = min(max(wished, width // WIDEST_STEP, 1), width * WIDEST_STEP)
        last = self.first - 1
        return replace(self, first=max(1, last - width + 1), last=last, page=1)
