"""Which colours the pictures of a search hold, and how much of each."""

from __future__ import annotations

from gallery.color.areas import GridAreas
from gallery.search.answer import find
from gallery.search.query import SearchQuery


def areas_of(query: SearchQuery) -> GridAreas:
    """The grid colours of all pictures that `query` finds, whatever its page."""
    found = find(query).rows
    colors = found.snapshot.colors
    return colors.areas(None if found.is_everything else found.by_key())
