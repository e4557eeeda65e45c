"""The colours of a query: which rows have them, which score best, and what else there is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from gallery.catalog.facets import Narrowed
from gallery.catalog.index_snapshot import Mask, Snapshot
from gallery.color.explain import explain
from gallery.color.index import Hits
from gallery.color.query import ColorQuery
from gallery.observability.timing import span
from gallery.records import ImageRecord
from gallery.search.query import SearchQuery
from gallery.search.results import ColorMatch

Keys = npt.NDArray[np.int64]


def share_left_open(query: SearchQuery) -> float:
    """What a wanted colour without a share counts for, in percent: an equal part of the rest.

    Where the shares given leave nothing, it is an equal part of all.
    """
    given = sum(term.share or 0 for term in query.colors)
    open_ones = sum(term.share is None for term in query.colors)
    if open_ones and given < 100:
        return (100 - given) / open_ones
    return 100 / max(1, len(query.colors))


def color_query(query: SearchQuery) -> ColorQuery:
    """Wanted and unwanted colours with their shares; see `share_left_open`."""
    rest = share_left_open(query)
    shares = [float(term.share if term.share is not None else rest) for term in query.colors]
    return ColorQuery.of(
        [term.color for term in query.colors],
        shares or None,
        excluded=[term.color for term in query.not_colors],
        tolerance=query.tolerance / 100,
    )


@span("colours")
def masks(snapshot: Snapshot, query: SearchQuery) -> list[list[Mask]]:
    """Filters by colour: rows with any wanted colour; rows without too much of unwanted ones.

    A row without a palette has no wanted colour, and none that is unwanted.
    """
    found = []
    asked = color_query(query)
    if asked.colors:
        near = snapshot.colors.near(replace(asked, excluded=()))
        found.append(snapshot.masks_of(near))
    if asked.excluded:
        found.append(snapshot.masks_of(snapshot.colors.kept(asked)))
    return found


@span("colours")
def best(narrowed: Narrowed, query: SearchQuery, count: int, start: int) -> Hits:
    """The rows that passed with their scores, the best first, `count` of them from `start`."""
    wanted = replace(color_query(query), excluded=())  # the rows are without those already
    return narrowed.snapshot.colors.search(wanted, count, start, narrowed.by_key())


@span("colours")
def match(query: ColorQuery, record: ImageRecord, score: float = 0.0) -> ColorMatch | None:
    """Why a colour search found `record`."""
    found = explain(query, [(swatch.color, swatch.share) for swatch in record.palette])
    if found is None:
        return None
    return ColorMatch(found.share, found.delta_e, found.name, found.entries, score)


@span("colours")
def scores(snapshot: Snapshot, query: SearchQuery, keys: list[int]) -> dict[int, float]:
    """Scores by key, for a page in another order than that of scores."""
    wanted = replace(color_query(query), excluded=())
    hits = snapshot.colors.search(wanted, len(keys), 0, np.array(keys, dtype=np.int64))
    return dict(zip(hits.ids.tolist(), hits.scores.tolist(), strict=True))
