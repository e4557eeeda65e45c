"""Colour search: the index against a scan of all palettes, and beside other ways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gallery.bench.color_rivals import FIRST, Sql, beside_hnswlib, beside_sql
from gallery.bench.figures import Figure, alternate, compare
from gallery.bench.material import frequencies
from gallery.color import blobs
from gallery.color.css_names import CSS_NAMES
from gallery.color.grid import GRID_HEX
from gallery.color.index import ColorIndex
from gallery.color.query import ColorQuery
from gallery.color.rows import Rows
from gallery.color.synthetic import scan, synthetic_rows

LIMITS = {1: 0.13, 2: 0.21, 5: 0.26}
"""Against the scan, for colours drawn as recorded palettes have them; named ones come beside."""

BYTES_AT_MOST = 60
GROWTH_AT_MOST = 9
QUERIES = 20
SQL_QUERIES = 2  # it takes seconds, and the time hardly varies

Weights = npt.NDArray[np.float64]


def questions(colors: tuple[str, ...], count: int, weights: Weights | None) -> list[ColorQuery]:
    """QUERIES queries of `count` of `colors`, with random shares, drawn by `weights`."""
    rng = np.random.default_rng(count)
    made = []
    for _ in range(QUERIES):
        drawn = rng.choice(len(colors), size=count, replace=False, p=weights)
        shares = rng.integers(10, 60, size=count).tolist()
        made.append(ColorQuery.of([colors[it] for it in drawn], shares))
    return made


def figures(count: int, data: Path | None) -> Iterator[Figure]:
    """Every comparison over `count` synthetic palettes."""
    weights = frequencies(data)
    rows, fewer = synthetic_rows(count, weights), max(1, count // 10)
    index = ColorIndex.build(np.arange(1, count + 1), rows)
    small = ColorIndex.build(np.arange(1, fewer + 1), synthetic_rows(fewer, weights))
    sql = Sql(rows)
    asked = {_name(it): questions(GRID_HEX, it, weights) for it in LIMITS}
    named = tuple(dict.fromkeys(CSS_NAMES.values()))
    for colors, (name, queries) in zip(LIMITS, asked.items(), strict=True):
        yield _beside_scan(index, rows, f"{name} as pictures have them", queries, LIMITS[colors])
        by_name = questions(named, colors, None)
        yield _beside_scan(index, rows, f"{name} of CSS by name", by_name, None)
        yield beside_sql(index, rows, sql, queries[:SQL_QUERIES], name)
        yield _growth(index, small, queries, f"growth from {fewer:,} to {count:,}, {name}")
    yield from beside_hnswlib(index, rows, asked)
    yield _size(index, count)


def _name(colors: int) -> str:
    return f"{colors} colours" if colors > 1 else "1 colour"


def _beside_scan(
    index: ColorIndex, rows: Rows, name: str, asked: list[ColorQuery], limit: float | None
) -> Figure:
    wrong = sum(not _is_exact(index, rows, query) for query in asked)
    return compare(
        name,
        lambda query: index.search(query, FIRST),
        ("brute-force numpy scan", lambda query: scan(query, rows, FIRST)),
        asked,
        limit=limit,
        queries_with_another_first_24=wrong,
    )


def _is_exact(index: ColorIndex, rows: Rows, query: ColorQuery) -> bool:
    best = scan(query, rows, FIRST)
    found = index.search(query, FIRST).scores
    positive = best[best > 1e-9]
    return len(found) == len(positive) and bool(np.allclose(found, positive, atol=1e-9))


def _growth(index: ColorIndex, small: ColorIndex, asked: list[ColorQuery], name: str) -> Figure:
    ways = [lambda query: index.search(query, FIRST), lambda query: small.search(query, FIRST)]
    large, little = (np.median(times, axis=0) for times in alternate(ways, asked))
    middle, tail = float(np.median(large)), float(np.percentile(large, 95))
    before = float(np.median(little))
    return Figure(name, middle, "the same over the fewer", before, middle, tail, GROWTH_AT_MOST)


def _size(index: ColorIndex, count: int) -> Figure:
    """What is kept, and the bits of common colours that a process adds to it."""
    kept = sum(array.nbytes for array in blobs.arrays_of(index).values())
    bits = sum(part.postings.bits_size for part in index.segments if part.postings)
    size = (kept + bits) / count
    more = {"bytes": round(size, 1)}
    return Figure("bytes a picture", 0, "none", 0, 0, 0, BYTES_AT_MOST, size, more=more)
