"""The catalogue answers: words, filters, colours, order, one page, and how many there are.

Filters and facets work on the arrays of a snapshot; only words and the rows of the page
come from the database, in a constant number of statements whatever the page size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gallery.catalog import index_snapshot
from gallery.catalog.facets import Narrowed
from gallery.catalog.kept import records
from gallery.catalog.models import Image
from gallery.catalog.querysets import ImageQuerySet
from gallery.catalog.words import Words, read_words
from gallery.observability.timing import span
from gallery.search import coloring
from gallery.search.edges import color_answer
from gallery.search.facets import facets
from gallery.search.highlight import excerpt
from gallery.search.narrowing import Keys, narrowed
from gallery.search.ordering import ordered
from gallery.search.query import SearchQuery
from gallery.search.results import ColorMatch, Facet, Hit, ResultPage

SORTS_BY_SCORE = ("relevance", "color")  # what ranks by colour once a colour is chosen


@dataclass(frozen=True)
class Found:
    """All that a query asks for, not yet in order."""

    query: SearchQuery
    words: Words
    rows: Narrowed
    by_words: Keys | None

    @cached_property
    def total(self) -> int:
        """How many rows there are."""
        return self.rows.total

    def images(self) -> ImageQuerySet:
        """The rows, in no order."""
        if self.rows.is_everything:
            return Image.objects.present()
        return Image.objects.of_keys(np.flatnonzero(self.rows.by_key()).tolist())

    def keys(self, start: int, end: int) -> tuple[list[int], dict[int, float]]:
        """The keys from `start` to before `end` in the order of the query.

        With them their colour scores by key, empty where no colour is asked for.
        """
        query, snapshot = self.query, self.rows.snapshot
        if query.colors and query.sort in SORTS_BY_SCORE:
            hits = coloring.best(self.rows, query, end - start, start)
            keys = hits.ids.tolist()
            return keys, dict(zip(keys, hits.scores.tolist(), strict=True))
        keys = ordered(self.rows, query, self.words, self.by_words, end)[start:].tolist()
        return keys, coloring.scores(snapshot, query, keys) if query.colors else {}


def find(query: SearchQuery) -> Found:
    """Everything that `query` asks for, of the catalogue as it stands now."""
    words = read_words(query.q)
    rows, by_words = narrowed(index_snapshot.current(), query, words)
    return Found(query, words, rows, by_words)


@span("catalogue")
def answer(query: SearchQuery) -> ResultPage:
    """One page of results for `query`, from the catalogue alone; never asks a provider."""
    found = find(query)
    total = found.total
    keys, scores = found.keys(query.offset, query.offset + query.per_page) if total else ([], {})
    rows = records(keys)
    asked = coloring.color_query(query) if query.colors else None
    hits = []
    for key, record in ((key, rows[key]) for key in keys if key in rows):
        match: ColorMatch | None = None
        if asked:
            match = coloring.match(asked, record, scores.get(key, 0.0))
        hits.append(Hit(record, key, excerpt(record, found.words), match))
    edges = color_answer(found.rows.snapshot, query, found.rows, found.by_words)
    return ResultPage(query, tuple(hits), total, facets=_facets(found), color=edges)


def _facets(found: Found) -> tuple[Facet, ...]:
    """Facets of the result; those of everything are counted once for each state of it."""
    if not found.rows.is_everything:
        return facets(found.rows, found.query)
    cache = found.rows.snapshot.cache
    if "facets" not in cache:
        cache["facets"] = facets(found.rows, found.query)
    return cache["facets"]
