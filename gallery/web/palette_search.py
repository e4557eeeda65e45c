"""From a palette to the search for pictures of the same colours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from gallery.search.params import ColorTerm
from gallery.search.query import MOST_COLORS, SearchQuery


class HasShare(Protocol):
    """A palette entry: ``color`` is ``#rrggbb``, ``share`` 0 to 1."""

    @property
    def color(self) -> str:
        """Its hex."""

    @property
    def share(self) -> float:
        """Its part of the picture."""


def palette_query(palette: Iterable[HasShare], query: SearchQuery | None = None) -> SearchQuery:
    """`query` with the colours of `palette` and their shares, in whole percent, as wanted ones.

    What rounds to less than 1% is left out, and so are those beyond the query's limit.
    """
    ordered = sorted(palette, key=lambda entry: -entry.share)
    terms = tuple(
        ColorTerm(entry.color, percent)
        for entry in ordered
        if (percent := min(100, round(entry.share * 100))) >= 1
    )
    return (query or SearchQuery()).but(colors=terms[:MOST_COLORS], not_colors=())
