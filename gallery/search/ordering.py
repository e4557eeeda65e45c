"""The keys of a result in the order asked for, from integer columns."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from gallery.catalog import text_index
from gallery.catalog.facets import Narrowed
from gallery.catalog.facets_columns import Columns
from gallery.catalog.index_snapshot import Snapshot
from gallery.catalog.models import Image
from gallery.catalog.rows import LARGEST_SPREAD
from gallery.catalog.words import Words
from gallery.search.query import SearchQuery

Keys = npt.NDArray[np.int64]
Order = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]

LAST = 2**31  # after every width, day and place
HEAD = 2_500  # keys kept of an order of everything
MOST_KEPT = 64
FEW = 5_000  # titles that the database sorts for one page


def ordered(
    narrowed: Narrowed, query: SearchQuery, words: Words, found: Keys | None, end: int
) -> Keys:
    """The first `end` keys of the rows that passed, in the order of `query`, colours aside.

    `found`: what the words found; ranked by them when there are no more than is worth it.
    """
    if query.sort == "title":
        return _by_title(narrowed, end)
    if query.sort == "relevance" and found is not None and len(found) <= text_index.RANKED_AT_MOST:
        return _by_rank(narrowed, words, found, end)
    order = _orders(narrowed.snapshot, query)
    if not narrowed.is_everything:
        return _first(narrowed, order, end)
    cache, name = narrowed.snapshot.cache, ("order", query.sort)
    if end > HEAD:
        return _first(narrowed, order, end)
    if name not in cache:
        if len(cache) > MOST_KEPT:  # seeds of random orders are without number
            cache.clear()
        cache[name] = _first(narrowed, order, HEAD)
    head: Keys = cache[name]
    return head[:end]


class _Some:
    """Some rows of columns: of each column only what is looked at is taken."""

    def __init__(self, columns: Columns, places: npt.NDArray[np.intp]) -> None:
        self._columns = columns
        self._places = places if len(places) < len(columns) else slice(None)

    def __getattr__(self, name: str) -> npt.NDArray[Any]:
        found: npt.NDArray[Any] = getattr(self._columns, name)[self._places]
        return found


def _first(narrowed: Narrowed, order: Callable[[_Some], Order], end: int) -> Keys:
    """The keys with the smallest orders, ascending."""
    first, then, ids = [], [], []
    for part, places in zip(narrowed.snapshot.parts, narrowed.places(), strict=True):
        columns = _Some(part.columns, places)
        primary, secondary = order(columns)
        first.append(primary)
        then.append(secondary)
        ids.append(_wide(columns.ids))
    primary, secondary, keys = (np.concatenate(it) for it in (first, then, ids))
    if end < len(primary) // 4:
        limit = np.partition(primary, end)[end]
        near = np.flatnonzero(primary <= limit)
        primary, secondary, keys = primary[near], secondary[near], keys[near]
    return keys[np.lexsort((secondary, primary))[:end]]


def _orders(snapshot: Snapshot, query: SearchQuery) -> Callable[[_Some], Order]:
    """The same orders as `ImageQuerySet` has, as pairs of numbers: the smaller comes first."""
    if query.seed:
        digest = hashlib.blake2b(query.seed.encode(), digest_size=8).digest()
        factor = int.from_bytes(digest[:4], "big") & LARGEST_SPREAD | 1
        start = int.from_bytes(digest[4:], "big") & LARGEST_SPREAD
        return lambda it: ((_wide(it.spread) * factor + start) % LARGEST_SPREAD, _wide(it.ids))
    if query.sort == "make":
        places = _places_of_makes(snapshot)
        return lambda it: (places[it.technique], _wide(it.ids))
    orders: dict[str, Callable[[_Some], Order]] = {
        "newest": lambda it: (-_wide(it.day), -_wide(it.ids)),
        "oldest": lambda it: (_known(it.day), _wide(it.ids)),
        "widest": lambda it: (-_wide(it.width), -_wide(it.ids)),
        "narrowest": lambda it: (_known(it.width), -_wide(it.ids)),
        "color": lambda it: (_wide(it.tones), _wide(it.ids)),
    }
    return orders.get(query.sort, lambda it: (_wide(it.spread), _wide(it.ids)))


def _wide(values: npt.NDArray[np.generic]) -> npt.NDArray[np.int64]:
    return values.astype(np.int64)


def _known(values: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """The values, 0 (unknown) after all others."""
    return np.where(values == 0, LAST, values.astype(np.int64))


def _places_of_makes(snapshot: Snapshot) -> npt.NDArray[np.int64]:
    """For each technique its place by make and model, those without a make last."""
    names = [
        (not make, str(make).lower(), str(model).lower())
        for make, model, *_ in snapshot.techniques.combinations
    ]
    places = {name: place for place, name in enumerate(sorted(set(names)))}
    return np.array([places[name] for name in names], dtype=np.int64)


def _by_rank(narrowed: Narrowed, words: Words, found: Keys, end: int) -> Keys:
    """Best match first; rows that a provider named for the words after those; ties by key."""
    passed = narrowed.by_key()
    if narrowed.total == len(found):  # nothing but words: the database sorts the few wanted
        best = text_index.best_keys(words, "default", end)
        best = best[best < len(passed)]
        passed[best] = False
        rest = np.flatnonzero(passed) if len(best) < end else best[:0]
        return np.concatenate([best, rest])[:end]
    keys, costs = text_index.ranks(words, "default")
    known = keys < len(passed)
    keys, costs = keys[known], costs[known]
    kept = passed[keys]
    keys, costs = keys[kept], costs[kept]
    passed[keys] = False
    return np.concatenate([keys[np.lexsort((keys, costs))], np.flatnonzero(passed)])[:end]


def _by_title(narrowed: Narrowed, end: int) -> Keys:
    """As the database sorts titles. Of many the whole catalogue's order is kept."""
    passed = narrowed.by_key()
    if np.count_nonzero(passed) <= FEW:
        keys = np.flatnonzero(passed).tolist()
        titled = Image.objects.of_keys(keys).by_title().values_list("pk", flat=True)
        return np.fromiter(titled[:end], dtype=np.int64)
    cache = narrowed.snapshot.cache
    if "title" not in cache:
        titles = Image.objects.by_title().values_list("pk", flat=True)
        cache["title"] = np.fromiter(titles.iterator(chunk_size=10_000), dtype=np.int64)
    keys = cache["title"]
    keys = keys[keys < len(passed)]
    return keys[passed[keys]][:end]
