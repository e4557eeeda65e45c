"""Facets of a result, with their names for people."""

from __future__ import annotations

from collections.abc import Iterable

from gallery.catalog.colors import HUES
from gallery.catalog.facets import Narrowed
from gallery.catalog.rows import PARTS, SHAPES, SIZES, SIZES_FROM
from gallery.color.words import COLOR_WORDS
from gallery.search.query import SearchQuery
from gallery.search.results import Facet, FacetOption
from gallery.sources import label_of

MOST_OPTIONS = 100
Counted = tuple[object, str, int]  # value, label, how many

PART_LABELS = {
    "alt": "alternative text",
    "caption": "a caption",
    "colors": "colours",
    "technique": "technique",
}
SIZE_LABELS = {
    name: f"{name.capitalize()}, {low:,} px and longer"
    if low > 1
    else f"{name.capitalize()}, under {SIZES_FROM[1]:,} px"
    for name, low in zip(SIZES[1:], SIZES_FROM, strict=True)
}
LABELS = {
    "source": "Source",
    "orientation": "Orientation",
    "size": "Longer side",
    "format": "Format",
    "decade": "Decade",
    "make": "Make",
    "model": "Model",
    "software": "Software",
    "film": "Film",
}


def facets(narrowed: Narrowed, query: SearchQuery) -> tuple[Facet, ...]:
    """Every facet that has something to choose; counts leave out the facet's own choice.

    Has and lacks of one part are one choice: their counts leave out both of that part.
    """
    found = [
        _words(narrowed, query),
        _hues(narrowed, query),
        *(_of_profile(narrowed, query, name) for name in ("source", "orientation", "size")),
        *(_of_profile(narrowed, query, name) for name in ("format", "decade")),
        *(_of_technique(narrowed, query, name) for name in ("make", "model", "software", "film")),
        *_parts(narrowed, query),
    ]
    return tuple(facet for facet in found if facet.options)


def _of_profile(narrowed: Narrowed, query: SearchQuery, name: str) -> Facet:
    attribute = {"source": "provider", "orientation": "shape"}.get(name, name)
    table = narrowed.snapshot.profiles
    counts = table.marginal(attribute, narrowed.profiles(name)).tolist()
    pairs = zip(table.values(attribute), counts, strict=True)
    counted = [(value, count) for value, count in pairs if value]
    if name == "source":
        named = [(it, label_of(it), count) for it, count in counted]
        return _facet(name, query.source, _largest(named))
    if name == "format":
        return _facet(name, query.format, _largest((it, it, count) for it, count in counted))
    if name == "decade":
        decades = [(f"{it:04}", f"{it}s", count) for it, count in sorted(counted)]
        return _facet(name, f"{query.decade:04}" if query.decade else "", decades)
    words = SHAPES if name == "orientation" else SIZES
    labels = SIZE_LABELS if name == "size" else {it: it.capitalize() for it in words}
    ordered = [(words[it], labels[words[it]], count) for it, count in sorted(counted)]
    return _facet(name, getattr(query, name), ordered)


def _of_technique(narrowed: Narrowed, query: SearchQuery, name: str) -> Facet:
    values = narrowed.snapshot.techniques.values(name)
    counts = narrowed.techniques(name).tolist()
    found = ((it, it, count) for it, count in zip(values, counts, strict=True) if it)
    return _facet(name, getattr(query, name), _largest(found))


def _hues(narrowed: Narrowed, query: SearchQuery) -> Facet:
    counts = narrowed.hues().tolist()
    found = [(hue.lower(), hue, count) for hue, count in zip(HUES, counts, strict=True)]
    return Facet("hue", "Museum’s hue", _facet("hue", query.hue, found).options)


def _words(narrowed: Narrowed, query: SearchQuery) -> Facet:
    counts, areas, total = narrowed.words()
    options = [
        FacetOption(word, word.capitalize(), count, word == query.word, count / max(1, total), area)
        for word, count, area in zip(COLOR_WORDS, counts.tolist(), areas.tolist(), strict=True)
        if count or word == query.word
    ]
    return Facet("word", "Colour", tuple(options))


def _parts(narrowed: Narrowed, query: SearchQuery) -> list[Facet]:
    table = narrowed.snapshot.profiles
    bits, is_picture = table.bits("parts"), table.where("kind", "image")
    has, lacks = [], []
    for part, bit in PARTS.items():
        counts = narrowed.profiles(f"has {part}")
        with_it = (bits & bit) > 0
        has.append((part, f"With {PART_LABELS[part]}", int(counts[with_it].sum())))
        without = int(counts[~with_it & is_picture].sum())
        lacks.append((part, f"Without {PART_LABELS[part]}", without))
    return [
        Facet("has", "Has", _options(has, query.has)),
        Facet("lacks", "Lacks", _options(lacks, query.lacks)),
    ]


def _largest(counted: Iterable[Counted]) -> list[Counted]:
    return sorted(counted, key=lambda it: (-it[2], str(it[1]).lower()))


def _facet(name: str, chosen: str, counted: Iterable[Counted]) -> Facet:
    return Facet(name, LABELS.get(name, name), _options(counted, (chosen,) if chosen else ()))


def _options(counted: Iterable[Counted], chosen: tuple[str, ...]) -> tuple[FacetOption, ...]:
    """What there is and what is chosen, at most MOST_OPTIONS beside the chosen."""
    found = [
        FacetOption(str(value), label, count, value in chosen)
        for value, label, count in counted
        if count or value in chosen
    ]
    kept = found[:MOST_OPTIONS] + [it for it in found[MOST_OPTIONS:] if it.is_chosen]
    known = {it.value for it in kept}
    # A choice that nothing in the catalogue has is still shown, to be taken back.
    return (*kept, *(FacetOption(it, it, 0, True) for it in chosen if it not in known))
