"""Cut-outs: seaweed shapes scissored from painted paper, on blocks of colour."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gallery.sandbox.artworks.canvas import Canvas, Color, Frame, curve
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.work import Work

Path = npt.NDArray[np.float64]


def frond(random: np.random.Generator, size: float) -> Path:
    """A leaf with rounded lobes on both sides, upright round 0, 0."""
    lobes = int(random.integers(4, 7))
    right = []
    for index in range(lobes):
        level = 0.5 - (index + 0.5) / lobes
        reach = (0.34 - 0.16 * abs(index / (lobes - 1) - 0.4)) * random.uniform(0.8, 1.2)
        lift = 0.12
        right += [
            (0.055, level + 0.33 / lobes),
            (reach * 0.8, level + 0.10 / lobes - lift),
            (reach, level - lift - 0.04),
            (reach * 0.72, level - 0.30 / lobes - lift * 0.9),
        ]
    half = np.array(right)
    tip = np.array([(0.0, -0.62)])
    left = half[::-1] * (-1, 1) + random.normal(0, 0.012, half.shape)
    outline = np.concatenate([[(0.04, 0.60)], half, tip, left, [(-0.04, 0.60)]])
    return np.asarray(curve(outline.tolist(), 7) * size)


def _turned(points: Path, turn: float, at: Path) -> Path:
    cos, sin = np.cos(turn), np.sin(turn)
    return np.asarray(points @ np.array([(cos, sin), (-sin, cos)]) + at)


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """A grid of blocks, one shape or two in each."""
    rows = int(random.integers(2, 4))
    side = frame.height / rows
    columns = max(1, round(frame.width / side / random.uniform(0.7, 1.0)))
    wide = frame.width / columns
    choices = [
        palette.ground,
        palette.tones[1],
        palette.tones[2],
        palette.tones[4],
        palette.accent,
        palette.second,
        palette.ink,
    ]
    blocks: list[tuple[Path, Color]] = []
    shapes: list[tuple[Path, Color]] = []
    last = -1
    for row in range(rows):
        for column in range(columns):
            order = [index for index in random.permutation(7) if index != last]
            last = int(order[0])
            left, top = column * wide, row * side
            jolt = random.normal(0, 0.006, (4, 2))
            corners = np.array(
                [(left, top), (left + wide, top), (left + wide, top + side), (left, top + side)]
            )
            corners = corners + jolt
            # Blocks at the rim reach beyond it: no gap shows along the sheet's edge.
            over = [
                np.isclose(corners, edge, atol=0.03)
                for edge in ((0, 0), (frame.width, frame.height))
            ]
            corners = np.where(over[0], -0.02, np.where(over[1], corners + 0.03, corners))
            blocks.append((corners, choices[last]))
            middle = np.array([left + wide / 2, top + side / 2])
            size = min(wide, side) * 0.80
            turn = random.normal(0, 0.22) + (np.pi if random.random() < 0.3 else 0)
            if random.random() < 0.22:
                spots = random.uniform(-0.34, 0.34, (6, 2)) * size
                shapes += [
                    (
                        _pebble(random, size * random.uniform(0.07, 0.14)) + middle + spot,
                        choices[order[1]],
                    )
                    for spot in spots
                ]
            else:
                shapes.append((_turned(frond(random, size), turn, middle), choices[order[1]]))
    dark = mix(palette.tones[0], (10, 10, 12), 0.6)

    def paint(canvas: Canvas) -> None:
        canvas.fill(choices[0])
        for outline, color in blocks:
            canvas.polygon(outline, color)
        for outline, color in shapes:
            canvas.polygon(outline + 0.004, dark, 0.28)
            canvas.polygon(outline, color)

    return Work(
        title=f"Seaweed Cut-Outs, {palette.name}",
        alt=f"Leafy cut-paper shapes on {rows * columns} blocks of flat color",
        medium="Painted and cut paper",
        classification="Drawings",
        paint=paint,
        grain=4.5,
    )


def _pebble(random: np.random.Generator, size: float) -> Path:
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    reach = size * (
        1
        + 0.18 * np.sin(2 * turn + random.uniform(0, 6))
        + 0.10 * np.sin(3 * turn + random.uniform(0, 6))
    )
    return np.asarray(reach[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1))
