"""The rows of a whole result set, in its order, a few hundred at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.http import QueryDict

from gallery.catalog.models import Image
from gallery.catalog.querysets import ImageQuerySet
from gallery.search.answer import find
from gallery.search.query import SearchQuery

MOST_ROWS = 10_000
CHUNK = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """The keys of a result set in order: at most MOST_ROWS of ``total``."""

    keys: list[int]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether the result set holds more than is exported."""
        return self.total > len(self.keys)

    @property
    def note(self) -> str:
        """The cut in one sentence, "" where there is none."""
        if not self.is_cut:
            return ""
        return f"The first {len(self.keys):,} of {self.total:,} results; narrow it to get the rest."

    def images(self) -> Iterator[Image]:
        """The rows in order, read as they are asked for."""
        keys = iter(self.keys)
        while chunk := list(islice(keys, CHUNK)):
            rows = Image.objects.in_bulk(chunk)
            yield from (rows[key] for key in chunk if key in rows)


def typed(text: str) -> SearchQuery:
    """What an address of the search page asks for: its query string, or all of it.

    Raises ValueError that names what cannot be read.
    """
    query, problems = SearchQuery.from_params(QueryDict(text.lstrip("/?")))
    if problems:
        raise ValueError("; ".join(f"{name}: {problem}" for name, problem in problems.items()))
    return query


def matching(query: SearchQuery) -> ImageQuerySet:
    """Every row of the result, in no order."""
    return find(query).images()


def select(query: SearchQuery, *, is_shown: bool = False) -> Selection:
    """The first MOST_ROWS rows of all pages of `query`, in the order of its pages.

    `is_shown`: only pictures that their rights allow to be shown.
    """
    found = find(query)
    if not is_shown:
        return Selection(found.keys(0, min(found.total, MOST_ROWS))[0], found.total)
    pictures = found.images().pictures().exclude(permission_level=2).exclude(access_level=0)
    shown = set(pictures.values_list("pk", flat=True))
    keys = (key for key in found.keys(0, found.total)[0] if key in shown)
    return Selection(list(islice(keys, MOST_ROWS)), len(shown))
