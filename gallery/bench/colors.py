"""Colour search: the index against a scan of all palettes, with SQL GROUP BY beside them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gallery.bench.figures import REPEATS, Figure, alternate, compare
from gallery.bench.material import frequencies
from gallery.color import blobs
from gallery.color.grid import GRID_HEX, GRID_OKLAB
from gallery.color.index import ColorIndex
from gallery.color.query import ColorQuery
from gallery.color.rows import SHARE_UNIT, Rows
from gallery.color.synthetic import scan, synthetic_rows

LIMITS = {1: 0.13, 2: 0.21, 5: 0.26}
BYTES_AT_MOST = 60
GROWTH_AT_MOST = 9
FIRST = 24
QUERIES = 20
SQL_QUERIES = 3  # it takes seconds, and the time hardly varies


def questions(count: int, weights: npt.NDArray[np.float64], seed: int) -> list[ColorQuery]:
    """QUERIES queries of `count` colours with random shares, drawn as pictures have them."""
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(QUERIES):
        colors = rng.choice(len(GRID_HEX), size=count, replace=False, p=weights)
        shares = rng.integers(10, 60, size=count).tolist()
        made.append(ColorQuery.of([GRID_HEX[it] for it in colors], shares))
    return made


def figures(count: int, data: Path | None) -> Iterator[Figure]:
    """Every comparison over `count` synthetic palettes."""
    weights = frequencies(data)
    rows = synthetic_rows(count, weights)
    index = ColorIndex.build(np.arange(1, count + 1), rows)
    fewer = max(1, count // 10)
    small = ColorIndex.build(np.arange(1, fewer + 1), synthetic_rows(fewer, weights))
    size = sum(array.nbytes for array in blobs.arrays_of(index).values()) / count
    table = _table(rows)
    for colors, limit in LIMITS.items():
        asked = questions(colors, weights, seed=colors)
        wrong = sum(not _is_exact(index, rows, query) for query in asked)
        yield compare(
            f"{colors} colours" if colors > 1 else "1 colour",
            lambda query: index.search(query, FIRST),
            ("brute-force numpy scan", lambda query: scan(query, rows, FIRST)),
            asked,
            limit=limit,
            queries_with_another_first_24=wrong,
        )
        yield _beside_sql(index, rows, table, asked, colors)
        large, little = (
            float(np.median(times))
            for times in alternate(
                [
                    lambda query: index.search(query, FIRST),
                    lambda query: small.search(query, FIRST),
                ],
                asked,
            )
        )
        yield Figure(
            f"growth from {fewer:,} to {count:,}, {colors} colour{'s' * (colors > 1)}",
            large,
            f"the same over {fewer:,}",
            little,
            large,
            large,
            GROWTH_AT_MOST,
        )
    yield Figure(
        "bytes a picture", 0, "none", 0, 0, 0, BYTES_AT_MOST, size, more={"bytes": round(size, 1)}
    )


def _is_exact(index: ColorIndex, rows: Rows, query: ColorQuery) -> bool:
    best = scan(query, rows, FIRST)
    found = index.search(query, FIRST).scores
    positive = best[best > 1e-9]
    return len(found) == len(positive) and bool(np.allclose(found, positive, atol=1e-9))


def _table(rows: Rows) -> sqlite3.Connection:
    """The palettes as SQL would keep them: one row an entry, indexed by colour."""
    table = sqlite3.connect(":memory:", check_same_thread=False)
    table.execute("CREATE TABLE entry (color INT, image INT, share INT)")
    owners = np.repeat(np.arange(1, len(rows) + 1), rows.lengths)
    table.executemany(
        "INSERT INTO entry VALUES (?, ?, ?)",
        zip(rows.colors.tolist(), owners.tolist(), rows.shares.tolist(), strict=True),
    )
    table.execute("CREATE INDEX by_color ON entry (color, image, share)")
    table.execute("CREATE TEMP TABLE near (color INT PRIMARY KEY, similarity REAL)")
    return table


def _by_sql(table: sqlite3.Connection, query: ColorQuery) -> list[tuple[int, float]]:
    """The common short cut: Σ share × the best similarity, grouped by picture."""
    similarity = query.similarity(GRID_OKLAB).max(axis=1)
    near = np.flatnonzero(similarity)
    table.execute("DELETE FROM near")
    pairs = zip(near.tolist(), similarity[near].tolist(), strict=True)
    table.executemany("INSERT INTO near VALUES (?, ?)", pairs)
    return table.execute(
        "SELECT image, SUM(share * similarity) AS score FROM entry JOIN near USING (color) "
        "GROUP BY image ORDER BY score DESC, image LIMIT ?",
        [FIRST],
    ).fetchall()


def _beside_sql(
    index: ColorIndex, rows: Rows, table: sqlite3.Connection, asked: list[ColorQuery], colors: int
) -> Figure:
    few = asked[:SQL_QUERIES]
    recall = [_recall(index, rows, query, _by_sql(table, query)) for query in few]
    return compare(
        f"{colors} colour{'s' * (colors > 1)} beside SQL",
        lambda query: index.search(query, FIRST),
        ("SQLite GROUP BY, Σ share × similarity", lambda query: _by_sql(table, query)),
        few,
        repeats=min(2, REPEATS),
        recall_of_sql=round(float(np.mean(recall)), 2),
    )


def _recall(
    index: ColorIndex, rows: Rows, query: ColorQuery, found: list[tuple[int, float]]
) -> float:
    """How many of the pictures SQL found score as well as our last one."""
    hits = index.search(query, FIRST)
    if not len(hits.ids):
        return 1.0
    scores = rows.score(query, np.array([image - 1 for image, _score in found], dtype=np.intp))
    return float(np.count_nonzero(scores >= hits.scores[-1] - 1 / SHARE_UNIT**2)) / len(hits.ids)
