"""Asking a provider by colour, where it can be: wanted colours as hexes of its grid.

Harvard finds exact hexes only. So every wanted colour is spelled out as the grid colours
within the tolerance, the nearest first; what comes is ranked like anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, runtime_checkable

import numpy as np

from gallery.catalog.words import read_words
from gallery.color.grid import GRID_HEX, GRID_OKLAB
from gallery.color.query import distances
from gallery.providers.base import LARGEST_PAGE, Provider, ProviderPage, ProviderRequest
from gallery.search.coloring import color_query
from gallery.search.query import SearchQuery

MOST_HEXES = 60  # with 10 characters each in the address, well below what servers take


@runtime_checkable
class KnowsColors(Protocol):
    """A provider that can be asked for exact colours."""

    def of_colors(self, colors: Sequence[str], page: int, *, deadline: float) -> ProviderPage:
        """Pictures of what has any of these ``#rrggbb``."""


def is_asked_by_color(provider: object, query: SearchQuery) -> bool:
    """Whether `provider` is to be asked for the colours of `query`.

    Words come first: they narrow more, and the two cannot be asked for together.
    """
    has_words = bool(read_words(query.q).wanted)
    return bool(query.colors) and not has_words and isinstance(provider, KnowsColors)


def hexes_near(query: SearchQuery, most: int = MOST_HEXES) -> tuple[str, ...]:
    """The grid colours within the tolerance of any wanted colour, at most `most`.

    Each wanted colour has an equal part of them, its nearest ones; at least one, however
    small the tolerance.
    """
    asked = color_query(query)
    if not asked.colors:
        return ()
    away = distances(GRID_OKLAB, asked.oklab)
    part = max(1, most // len(asked.colors))
    found: dict[str, None] = {}
    for column in away.T:
        nearest = np.argsort(column, kind="stable")[:part]
        for place, index in enumerate(nearest.tolist()):
            if place == 0 or column[index] < asked.tolerance:
                found[GRID_HEX[index]] = None
    return tuple(found)


def question(
    provider: Provider, query: SearchQuery, request: ProviderRequest
) -> Callable[..., ProviderPage]:
    """How to ask `provider`: by colours where it can be, else for `request`. Takes ``deadline``."""
    if isinstance(provider, KnowsColors) and is_asked_by_color(provider, query):
        page = -(-(query.offset + query.per_page) // LARGEST_PAGE)
        return partial(provider.of_colors, hexes_near(query), page)
    return partial(provider.search, request)
