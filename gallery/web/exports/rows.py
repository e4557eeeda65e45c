"""The rows of a whole result set, in its order, a few hundred at a time."""

from __future__ import annotations

from gallery.catalog.querysets import ImageQuerySet
from gallery.catalog.words import read_words
from gallery.search.answer import narrow
from gallery.search.query import SearchQuery


def matching(query: SearchQuery) -> ImageQuerySet:
    """Every row of the result, in no order."""
    return narrow(query, read_words(query.q))
