"""Mid-century geometry: a grid of quarter circles, half circles, wedges and dots."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gallery.sandbox.artworks.canvas import Canvas, Color, Frame, arc
from gallery.sandbox.artworks.palette import Palette
from gallery.sandbox.artworks.work import Work

Shape = tuple[npt.NDArray[np.float64], Color]


def _tile(
    random: np.random.Generator, x: float, y: float, side: float, colors: list[Color]
) -> list[Shape]:
    """One square and what lies in it, in two or three colours that differ."""
    base, first, second = (colors[index] for index in random.permutation(len(colors))[:3])
    square = np.array([(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
    corner = int(random.integers(4))
    at, start = square[corner], corner * 90.0
    kind = str(
        random.choice(
            ["quarter", "rings", "half", "dot", "wedge", "eye", "leaf", "plain"],
            p=[0.2, 0.15, 0.16, 0.12, 0.12, 0.09, 0.12, 0.04],
        )
    )
    shapes: list[Shape] = [(square, base)]

    def pie(radius: float, color: Color) -> Shape:
        return np.concatenate([at[None], _arc(at, radius, start, start + 90)]), color

    middle = square.mean(axis=0)
    if kind == "quarter":
        shapes.append(pie(side, first))
    elif kind == "rings":
        shapes += [pie(side, first), pie(side * 0.70, base), pie(side * 0.40, second)]
    elif kind == "half":
        edge = (square[corner] + square[(corner + 1) % 4]) / 2
        shapes.append((_arc(edge, side / 2, start, start + 180), first))
        shapes.append((_arc(edge, side / 4, start, start + 180), second))
    elif kind == "dot":
        shapes.append((_arc(middle, side * 0.34, 0, 360, 72), first))
    elif kind == "wedge":
        shapes.append((square[[corner, (corner + 1) % 4, (corner + 2) % 4]], first))
    elif kind == "eye":
        shapes += [
            (_arc(middle, side / 2, 0, 360, 72), first),
            (_arc(middle, side / 4, 0, 360, 48), second),
        ]
    elif kind == "leaf":
        far = square[(corner + 2) % 4]
        lens = np.concatenate(
            [
                _arc(at, side, start, start + 90),
                _arc(far, side, start + 180, start + 270),
            ]
        )
        shapes.append((lens, first))
    return shapes


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Four to seven tiles along the shorter side, fitted to both."""
    count = int(random.integers(4, 8))
    side = 1 / count
    columns, rows = max(1, round(frame.width / side)), max(1, round(frame.height / side))
    colors = [
        palette.ground,
        palette.ink,
        palette.tones[1],
        palette.tones[2],
        palette.tones[4],
        palette.accent,
        palette.second,
    ]
    # Five of seven colours: one left out, and one, keep each sheet its own.
    colors = [colors[index] for index in sorted(random.permutation(7)[:5])]
    shapes = [
        shape
        for row in range(rows)
        for column in range(columns)
        for shape in _tile(random, column * side, row * side, side, colors)
    ]
    stretch = np.array([frame.width / (columns * side), frame.height / (rows * side)])

    def paint(canvas: Canvas) -> None:
        canvas.fill(palette.ground)
        for outline, color in shapes:
            canvas.polygon(outline * stretch, color)

    return Work(
        title=f"Pattern for a Lobby Wall, {palette.name}",
        alt="Grid of circles, half circles, arcs and triangles",
        medium="Gouache and cut paper on board",
        classification="Drawings",
        paint=paint,
        grain=3,
    )


def _arc(
    middle: npt.NDArray[np.float64], radius: float, start: float, end: float, points: int = 48
) -> npt.NDArray[np.float64]:
    return arc(float(middle[0]), float(middle[1]), radius, radius, start, end, points)
