"""Fans: overlapping rows of concentric arcs, as on indigo-dyed cloth."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Frame
from gallery.sandbox.artworks.noise import clouds, lookup
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.work import Work


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Five to nine fans along the shorter side; a cloud decides each fan's colours."""
    radius = 0.5 / random.uniform(4.2, 7.5)
    rings = int(random.integers(3, 6))
    field = clouds(random, frame, 1.2, 2)
    pairs = [
        (palette.tones[0], palette.ground), (palette.tones[1], palette.tones[4]), (palette.tones[2], palette.ground),
        (palette.tones[3], palette.tones[0]), (palette.second, palette.tones[1]), (palette.accent, palette.ground),
    ]  # fmt: skip
    fans = []
    rows = int(np.ceil(frame.height / (radius * 0.5))) + 3
    columns = int(np.ceil(frame.width / (2 * radius))) + 2
    for row in range(rows):
        for column in range(columns):
            x = (column + (row % 2) * 0.5) * 2 * radius - radius * 0.5
            y = row * radius * 0.5
            here = lookup(
                field, frame, np.array([max(0.0, x)], np.float32), np.array([y], np.float32)
            )[0]
            index = int(np.clip((here + 0.9) / 1.8 * 6 + random.normal(0, 0.5), 0, 5))
            fans.append((x, y, *pairs[index]))
    line = mix(palette.tones[0], (8, 8, 12), 0.4)

    def paint(canvas: Canvas) -> None:
        canvas.fill(palette.ground)
        for x, y, first, second in fans:
            canvas.disc(x, y, radius * 1.02, line, 0.35)
            for ring in range(rings):
                canvas.disc(x, y, radius * (1 - ring / rings), first if ring % 2 == 0 else second)
            canvas.disc(x, y, radius * 0.12, first)

    return Work(
        title=f"Fans in Rows, {palette.name}",
        alt=f"Overlapping rows of fans, each of {rings} rings",
        medium="Cotton, resist-dyed",
        classification="Textile Arts",
        paint=paint,
        grain=5,
    )
