"""Palettes by the million that are distributed like real ones, and the slow way to search.

For measuring only. Colours are drawn by how often recorded palettes use them where those
recordings are at hand, else by a compact approximation: dark browns and greys lead.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gallery.color.grid import GRID, GRID_HEX, GRID_OKLAB, SIZE
from gallery.color.query import ColorQuery
from gallery.color.rows import SHARE_UNIT, Rows

# Of 3,507 recorded palettes, how many have 1, 2, … 10 colours, in thousandths.
LENGTHS = (22, 62, 110, 134, 145, 133, 112, 91, 67, 124)

_ENTRY = re.compile(r'"color"\s*:\s*"(#[0-9a-f]{6})"')


def recorded_frequencies(folder: Path) -> npt.NDArray[np.float64]:
    """How often each grid colour occurs in the JSON files of a folder, ``(1331,)``, sum 1."""
    found: Counter[str] = Counter()
    for path in sorted(folder.glob("*json")):
        found.update(_ENTRY.findall(path.read_text(encoding="utf-8")))
    counts = np.array([found[color] for color in GRID_HEX], dtype=np.float64)
    return counts / counts.sum() if counts.any() else typical_frequencies()


def typical_frequencies() -> npt.NDArray[np.float64]:
    """An approximation without recordings: near-neutral, warm and dark colours prevail."""
    lightness, a, b = GRID_OKLAB.T
    warmth = np.exp(-(((a - 0.01) / 0.035) ** 2) - ((b - 0.035) / 0.05) ** 2)
    weight = (warmth**1.5 + 0.001) * (1.3 - lightness)
    weight[0] = weight.max() * 4  # the method's step 5 gathers dark greys in black
    return np.asarray(weight / weight.sum())


def synthetic_rows(
    count: int, frequencies: npt.NDArray[np.float64] | None = None, seed: int = 1
) -> Rows:
    """``count`` palettes, 5.4 colours on average, shares falling as in recordings."""
    rng = np.random.default_rng(seed)
    weights = typical_frequencies() if frequencies is None else frequencies
    weight_of_length = np.array(LENGTHS, dtype=np.float64)
    lengths = rng.choice(np.arange(1, 11), size=count, p=weight_of_length / weight_of_length.sum())
    owners = np.repeat(np.arange(count), lengths)
    colors = rng.choice(SIZE, size=len(owners), p=weights)
    # Each colour once in a palette, which leaves a few palettes shorter.
    owners, colors = np.divmod(np.unique(owners * SIZE + colors), SIZE)
    lengths = np.bincount(owners, minlength=count)
    raw = rng.gamma(0.3, size=len(colors)) + 1e-4
    totals = np.bincount(owners, raw, minlength=count)
    return Rows.of(lengths, GRID[colors], raw / totals[owners])


def scan(query: ColorQuery, rows: Rows, limit: int) -> npt.NDArray[np.float64]:
    """The brute-force way: both bounds over every palette, then exact scores by the bound.

    Comes out: the ``limit`` best scores, the best first. The baseline of the benchmark.
    """
    n = len(rows)
    starts = rows.starts[:-1].astype(np.intp)
    table = query.similarity(GRID_OKLAB).astype(np.float32)
    bound = np.zeros(n, dtype=np.float32)
    for column, wanted in zip(table.T, query.shares, strict=True):
        supplied = np.add.reduceat(column.take(rows.colors) * rows.shares, starts)
        bound += np.minimum(supplied, np.float32(wanted * SHARE_UNIT))
    order = np.argpartition(-bound, min(n - 1, 20 * limit))[: 20 * limit]
    floor = np.sort(rows.score(query, order))[::-1][:limit][-1]
    rest = np.flatnonzero(bound >= (floor - 1e-5) * SHARE_UNIT)
    return np.sort(rows.score(query, rest))[::-1][:limit]
