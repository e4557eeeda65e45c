"""Quilts: pieced blocks of triangles and squares with a border and stitches."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gallery.sandbox.artworks.canvas import Canvas, Color, Frame, band
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.work import Work

Polygon = npt.NDArray[np.float64]
Piece = tuple[Polygon, int]

# Each block is 4 × 4 patches. A letter is a cloth: upper case fills the square, "/" and
# "\\" before two letters split it by that diagonal into upper and lower triangle.
BLOCKS: dict[str, str] = {
    "Pinwheel": r"A \AB /AB A \AB B B /BA /AB B B \BA A /BA \BA A",
    "Sawtooth Star": r"A \AC /AC A /AC C C \AC \CA C C /CA A /CA \CA A",
    "Flying Geese": r"/AB \AB /AC \AC /AB \AB /AC \AC /AB \AB /AC \AC /AB \AB /AC \AC",
    "Broken Dishes": r"/AB \AB /BC \BC \BA /BA \CB /CB /BC \BC /AB \AB \CB /CB \BA /BA",
}


def _pieces(pattern: str) -> list[Piece]:
    """Polygons in a unit square with the number of their cloth."""
    found: list[Piece] = []
    for index, patch in enumerate(pattern.split()):
        row, column = divmod(index, 4)
        a, b, c, d = (
            np.array([(column + x) / 4, (row + y) / 4]) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))
        )
        if len(patch) == 1:
            found.append((np.stack([a, b, c, d]), ord(patch) - 65))
            continue
        upper, lower = ([a, b, d], [b, c, d]) if patch[0] == "/" else ([a, b, c], [a, c, d])
        found.append((np.stack(upper), ord(patch[1]) - 65))
        found.append((np.stack(lower), ord(patch[2]) - 65))
    return found


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Three or four blocks along the shorter side inside a border."""
    name = str(random.choice(list(BLOCKS)))
    pieces = _pieces(BLOCKS[name])
    border = 0.055
    count = int(random.integers(3, 5))
    inner = np.array([frame.width - 2 * border, frame.height - 2 * border])
    side = inner.min() / count
    columns, rows = (max(1, round(length / side)) for length in inner)
    size = inner / (columns, rows)
    light = palette.ground if not palette.is_dark else palette.ink
    sets = [
        (light, palette.tones[1], palette.accent),
        (mix(light, palette.tones[4], 0.45), palette.tones[2], palette.second),
        (light, palette.tones[0], palette.tones[3]),
    ]
    drawn: list[tuple[npt.NDArray[np.float64], Color]] = []
    for row in range(rows):
        for column in range(columns):
            cloths = sets[(row + column) % 2 if random.random() < 0.8 else 2]
            for outline, cloth in pieces:
                worn = mix(cloths[cloth], palette.tones[4], round(random.uniform(0, 0.16), 2))
                drawn.append((border + (outline + np.array([column, row])) * size, worn))
    edge, seam = mix(palette.tones[0], palette.tones[1], 0.4), mix(palette.tones[0], (0, 0, 0), 0.3)

    seams, threads = _sewing(drawn, frame, border)

    def paint(canvas: Canvas) -> None:
        canvas.fill(edge)
        for outline, color in drawn:
            canvas.polygon(outline, color)
        canvas.polygons(band(seams, canvas.thinned(np.full(2, 0.0009))), seam, 0.35)
        canvas.polygons(band(threads, canvas.thinned(np.full(2, 0.0011))), light, 0.55)

    return Work(
        title=f"{name} Quilt, {palette.name}",
        alt=f"Quilt of {rows} by {columns} pieced blocks of triangles and squares with a border",
        medium="Cotton, pieced and quilted",
        classification="Textile Arts",
        paint=paint,
        grain=6,
    )


def _sewing(
    drawn: list[tuple[Polygon, Color]], frame: Frame, border: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Seams along all pieces, and a running stitch inside each and along the border."""
    seams, stitched = [], []
    for outline, _color in drawn:
        sides = np.stack([outline, np.roll(outline, -1, axis=0)], axis=1)
        seams += list(sides)
        middle = outline.mean(axis=0)
        stitched += list(middle + (sides - middle) * 0.80)
    low, right, bottom = border / 2, frame.width - border / 2, frame.height - border / 2
    frame_corners = np.array([(low, low), (right, low), (right, bottom), (low, bottom)])
    stitched += list(np.stack([frame_corners, np.roll(frame_corners, -1, axis=0)], axis=1))
    threads = []
    for start, end in stitched:
        count = max(2, round(float(np.hypot(*(end - start))) / 0.017))
        parts = (np.arange(count)[:, None] + np.array([0.2, 0.75])) / count
        threads.append(start + parts[..., None] * (end - start))
    return np.array(seams), np.concatenate(threads)
