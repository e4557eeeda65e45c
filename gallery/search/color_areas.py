"""Which colours the pictures of a search hold, and how much of each."""

from __future__ import annotations

from gallery.catalog.words import read_words
from gallery.color.areas import GridAreas, grid_areas
from gallery.color.rows import Rows
from gallery.search.answer import narrow
from gallery.search.query import SearchQuery


def areas_of(query: SearchQuery) -> GridAreas:
    """The grid colours of all pictures that `query` finds, whatever its page."""
    palettes = narrow(query, read_words(query.q)).values_list("palette", flat=True)
    rows = Rows.pack([(entry[0], entry[1]) for entry in palette] for palette in palettes)
    return grid_areas([(rows, None)])
