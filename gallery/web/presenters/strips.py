"""An ordered treemap: boxes of given areas in reading order, as nearly square as that allows.

The strip method: B. Bederson, B. Shneiderman, M. Wattenberg, "Ordered and quantum treemaps",
ACM Transactions on Graphics 21 (2002). Pure; lengths in any one unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `x` and `y` are its upper left corner."""

    x: float
    y: float
    width: float
    height: float


def strips(areas: Sequence[float], frame: Box) -> list[Box]:
    """One box for each of `areas` (all above 0), in strips from the top, filling `frame`.

    Each box has the part of the frame that its area is of all areas.
    """
    total = sum(areas)
    if not total:
        return []
    scale = frame.width * frame.height / total
    boxes: list[Box] = []
    y = frame.y
    for strip in _rows([area * scale for area in areas], frame.width):
        height = sum(strip) / frame.width
        x = frame.x
        for area in strip:
            boxes.append(Box(x, y, area / height, height))
            x += area / height
        y += height
    return boxes


def _rows(areas: Sequence[float], width: float) -> list[list[float]]:
    """`areas` cut where one more box would make a strip's boxes less square on average."""
    rows: list[list[float]] = []
    row: list[float] = []
    for area in areas:
        if row and _oblong([*row, area], width) > _oblong(row, width):
            rows.append(row)
            row = []
        row.append(area)
    if not row:
        return rows
    if rows and _oblong(row, width) > _oblong([*rows[-1], *row], width):
        rows[-1].extend(row)  # a last strip that is too thin joins the one before
        return rows
    return [*rows, row]


def _oblong(row: Sequence[float], width: float) -> float:
    """Average ratio of the longer to the shorter side of the boxes of one strip."""
    height = sum(row) / width
    return sum(max(height * height / area, area / (height * height)) for area in row) / len(row)
