"""A query as filters over the catalogue's arrays: which rows it asks for."""

from __future__ import annotations

from functools import reduce

import numpy as np
import numpy.typing as npt
from django.db.models import Q

from gallery.catalog import text_index
from gallery.catalog.colors import HUES
from gallery.catalog.facets import Filters, Narrowed
from gallery.catalog.facets_columns import TECHNIQUE, Columns
from gallery.catalog.facets_tables import Passes, Table
from gallery.catalog.index_snapshot import Mask, Snapshot
from gallery.catalog.models import Image
from gallery.catalog.rows import PARTS, SHAPES, SIZES
from gallery.catalog.words import Words
from gallery.color.words import COLOR_WORDS
from gallery.search import coloring
from gallery.search.named import named_by_providers
from gallery.search.query import SearchQuery

Keys = npt.NDArray[np.int64]


def narrowed(
    snapshot: Snapshot, query: SearchQuery, words: Words, known: Keys | None = None
) -> tuple[Narrowed, Keys | None]:
    """The rows that `query` asks for, and the keys that its words found, None without words.

    `known`: those keys, where the same words were looked up a moment ago.
    """
    found = known
    if known is None or not words.wanted:
        found = keys_of_words(query, words) if words.wanted else None
    return Narrowed(snapshot, filters(snapshot, query, words, found)), found


def filters(snapshot: Snapshot, query: SearchQuery, words: Words, found: Keys | None) -> Filters:
    """What a row has to pass."""
    return Filters(
        profile=profile_filters(snapshot.profiles, query),
        technique={
            name: snapshot.techniques.where(name, value)
            for name in TECHNIQUE
            if (value := getattr(query, name))
        },
        word=COLOR_WORDS.index(query.word) if query.word else None,
        hue=_HUES.index(query.hue) if query.hue else None,
        rows=_rows(snapshot, query, words, found),
    )


def profile_filters(table: Table, query: SearchQuery) -> dict[str, Passes]:
    """Filters on profiles, each under the name of its facet."""
    asked = {
        "source": ("provider", query.source),
        "orientation": ("shape", SHAPES.index(query.orientation) if query.orientation else ""),
        "size": ("size", SIZES.index(query.size) if query.size else ""),
        "format": ("format", query.format),
        "decade": ("decade", query.decade or ""),
    }
    found = {name: table.where(*pair) for name, pair in asked.items() if pair[1]}
    bits = table.bits("parts")
    for part in (*query.has, *query.lacks):
        has = (bits & PARTS[part]) > 0
        # Documents are not expected to have any of it, so they lack nothing.
        lacks = ~has & table.where("kind", "image")
        passes = has if part not in query.lacks else lacks & has if part in query.has else lacks
        found[f"has {part}"] = passes
    return found


def keys_of_words(query: SearchQuery, words: Words) -> Keys:
    """Keys of the rows that the wanted words find, by their own texts or a provider's word."""
    found = text_index.matching_keys(words.wanted, "default")
    named = named_by_providers(query.q)
    if named:
        any_of = reduce(
            lambda before, pair: before | Q(provider=pair[0], identifier__in=pair[1]),
            named.items(),
            Q(pk__in=[]),
        )
        also = list(Image.objects.filter(any_of).values_list("pk", flat=True))
        found = np.union1d(found, np.array(also, dtype=np.int64))
    return found


def _rows(
    snapshot: Snapshot, query: SearchQuery, words: Words, found: Keys | None
) -> tuple[Mask, ...] | None:
    masks: list[list[Mask]] = []
    if found is not None:
        masks.append(snapshot.masks_of(found))
    if words.unwanted:
        unwanted = text_index.matching_keys(words.unwanted, "default", anyone=True)
        masks.append([~mask for mask in snapshot.masks_of(unwanted)])
    if query.marks:  # what marks look at is in no column
        marked = Image.objects.marked(*query.marks).values_list("pk", flat=True)
        masks.append(snapshot.masks_of(np.fromiter(marked, dtype=np.int64)))
    if query.min_width or query.date_from or query.date_to:
        masks.append([_measures(part.columns, query) for part in snapshot.parts])
    masks += coloring.masks(snapshot, query)
    if not masks:
        return None
    return tuple(np.logical_and.reduce(parts) for parts in zip(*masks, strict=True))


def _measures(columns: Columns, query: SearchQuery) -> Mask:
    mask = np.ones(len(columns), dtype=np.bool_)
    if query.min_width:
        mask &= columns.width >= query.min_width
    if query.date_from:
        mask &= columns.date >= query.date_from.toordinal()
    if query.date_to:
        mask &= (columns.date <= query.date_to.toordinal()) & (columns.date > 0)
    return mask


_HUES = tuple(hue.lower() for hue in HUES)
