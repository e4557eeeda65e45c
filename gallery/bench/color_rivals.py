"""Other ways to search colours, beside ours: SQL GROUP BY, and hnswlib where it is installed."""

from __future__ import annotations

import importlib
import importlib.util
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from gallery.bench.figures import Figure, compare
from gallery.color.grid import GRID_OKLAB
from gallery.color.index import ColorIndex
from gallery.color.query import ColorQuery, distances
from gallery.color.rows import SHARE_UNIT, Positions, Rows

FIRST = 24
RERANKED = 20 * FIRST  # neighbours that are scored exactly
DIMENSIONS = 48  # of a palette's vector
LINKS, BUILD_WIDTH = 16, 100  # hnswlib's M and ef_construction


def recall(index: ColorIndex, rows: Rows, query: ColorQuery, found: Positions) -> float:
    """How many of the palettes found, 0 to 1, score as well as our last one."""
    hits = index.search(query, FIRST)
    if not len(hits.ids):
        return 1.0
    scores = rows.score(query, found[:FIRST])
    return float(np.count_nonzero(scores >= hits.scores[-1] - 1 / SHARE_UNIT**2)) / len(hits.ids)


class Sql:
    """The common short cut: palettes as rows, one an entry, indexed by colour."""

    def __init__(self, rows: Rows) -> None:
        self.table = sqlite3.connect(":memory:", check_same_thread=False)
        self.table.execute("CREATE TABLE entry (color INT, image INT, share INT)")
        owners = np.repeat(np.arange(len(rows)), rows.lengths)
        self.table.executemany(
            "INSERT INTO entry VALUES (?, ?, ?)",
            zip(rows.colors.tolist(), owners.tolist(), rows.shares.tolist(), strict=True),
        )
        self.table.execute("CREATE INDEX by_color ON entry (color, image, share)")
        self.table.execute("CREATE TEMP TABLE near (color INT PRIMARY KEY, similarity REAL)")

    def search(self, query: ColorQuery) -> Positions:
        """Positions by Σ share × the best similarity, the best first."""
        similarity = query.grid_similarity.max(axis=1)
        near = np.flatnonzero(similarity)
        self.table.execute("DELETE FROM near")
        pairs = zip(near.tolist(), similarity[near].tolist(), strict=True)
        self.table.executemany("INSERT INTO near VALUES (?, ?)", pairs)
        found = self.table.execute(
            "SELECT image, SUM(share * similarity) AS score FROM entry JOIN near USING (color) "
            "GROUP BY image ORDER BY score DESC, image LIMIT ?",
            [FIRST],
        )
        return np.array([image for image, _score in found], dtype=np.intp)


class Neighbours:
    """hnswlib over one vector a palette, whose inner products come near Σ share × similarity.

    The vectors are the palette's shares times a factor of the grid's similarity matrix: its
    largest eigenvalues, as for any kernel (Nyström).
    """

    def __init__(self, rows: Rows, tolerance: float) -> None:
        self.rows, self.tolerance = rows, tolerance
        vectors = np.zeros((len(rows), DIMENSIONS), dtype=np.float32)
        owners = np.repeat(np.arange(len(rows)), rows.lengths)
        for column in range(DIMENSIONS):
            parts = self.factor[rows.colors, column] * rows.shares
            vectors[:, column] = np.bincount(owners, parts, minlength=len(rows)) / SHARE_UNIT
        self.index: Any = importlib.import_module("hnswlib").Index("ip", DIMENSIONS)
        self.index.init_index(len(rows), BUILD_WIDTH, LINKS)
        self.index.add_items(vectors)
        self.index.set_ef(RERANKED)

    @cached_property
    def factor(self) -> npt.NDArray[np.float32]:
        """``(1331, DIMENSIONS)``, whose product with its transpose comes near the similarities."""
        similarity = (1 - distances(GRID_OKLAB, GRID_OKLAB) / self.tolerance).clip(0)
        values, directions = np.linalg.eigh(similarity)
        kept = np.sqrt(values[-DIMENSIONS:].clip(0))
        return np.asarray(directions[:, -DIMENSIONS:] * kept, dtype=np.float32)

    def near(self, query: ColorQuery) -> Positions:
        """RERANKED positions in the order of the inner product."""
        wanted = query.grid_similarity @ query.wanted
        values = self.factor.T @ wanted / np.square(self.factor).sum(axis=0)
        return np.asarray(self.index.knn_query(values, k=min(RERANKED, len(self.rows)))[0][0])

    def search(self, query: ColorQuery) -> Positions:
        """The same, ranked again by their exact scores."""
        near = self.near(query).astype(np.intp)
        return near[np.argsort(-self.rows.score(query, near), kind="stable")]


def beside_sql(
    index: ColorIndex, rows: Rows, sql: Sql, asked: Sequence[ColorQuery], name: str
) -> Figure:
    """Ours beside GROUP BY, with the share of the true first 24 that it finds."""
    found = [recall(index, rows, query, sql.search(query)) for query in asked]
    return compare(
        f"{name} beside SQL",
        lambda query: index.search(query, FIRST),
        ("SQLite GROUP BY, Σ share × similarity", sql.search),
        asked,
        recall_of_sql=round(float(np.mean(found)), 2),
    )


def is_installed() -> bool:
    """Whether hnswlib can be imported."""
    try:
        return importlib.util.find_spec("hnswlib") is not None
    except ValueError:  # in sys.modules, but never found as a file
        return False


def beside_hnswlib(
    index: ColorIndex, rows: Rows, asked: Mapping[str, Sequence[ColorQuery]]
) -> Iterator[Figure]:
    """Ours beside hnswlib with re-ranking, and both its recalls; or that it is not installed."""
    if not is_installed():
        absent = {"hnswlib": "not installed"}
        yield Figure("beside hnswlib", 0, "hnswlib is not installed", 0, 0, 0, more=absent)
        return
    tolerance = next(iter(asked.values()))[0].tolerance
    neighbours = Neighbours(rows, tolerance)
    for name, queries in asked.items():
        before = [recall(index, rows, it, neighbours.near(it).astype(np.intp)) for it in queries]
        after = [recall(index, rows, it, neighbours.search(it)) for it in queries]
        yield compare(
            f"{name} beside hnswlib",
            lambda query: index.search(query, FIRST),
            (f"hnswlib, {RERANKED} neighbours re-ranked", neighbours.search),
            queries,
            recall_before_reranking=round(float(np.mean(before)), 2),
            recall_after_reranking=round(float(np.mean(after)), 2),
        )
