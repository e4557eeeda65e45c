"""Marbled paper: colours dropped on a bath, stirred and combed."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Frame
from gallery.sandbox.artworks.noise import clouds, lookup
from gallery.sandbox.artworks.palette import Palette, mix, ramp
from gallery.sandbox.artworks.work import Work


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Bands of colour bent by two noises, then drawn through a comb."""
    drops = clouds(random, frame, 1.6, 3)
    push, pull = clouds(random, frame, 2.2, 3), clouds(random, frame, 2.2, 3)
    is_combed = random.random() < 0.55
    teeth, swing = random.uniform(5, 9), random.uniform(0.045, 0.08)
    bands = int(random.integers(9, 15))
    order = [
        palette.tones[1],
        palette.ground,
        palette.tones[3],
        palette.accent,
        palette.tones[0],
        palette.tones[4],
        palette.second,
        palette.tones[2],
    ]
    order = [order[index] for index in random.permutation(8)]
    # Each band is flat with a thin dark edge, as pigment gathers at the rim of a drop.
    colors = []
    for index in range(bands):
        color = order[index % 8]
        part = ramp(
            (
                mix(color, palette.tones[0], 0.35),
                color,
                color,
                mix(color, (255, 255, 255), 0.12),
                color,
            ),
            40,
        )
        colors.append(part)
    sharp = np.concatenate(colors).astype(np.float32)
    # Soft by a few steps, round the join as well, so that no edge shows its pixels.
    lut = np.mean([np.roll(sharp, step, axis=0) for step in range(-3, 4)], axis=0).astype(np.uint8)

    def paint(canvas: Canvas) -> None:
        x, y = canvas.grid(longest=min(1500, round(1.4 * max(canvas.size))))
        if is_combed:
            comb = np.float32(swing) * np.abs(np.sin(x * np.float32(teeth * np.pi)))
            y = y + comb
            x = x + np.float32(0.02) * np.sin(y * np.float32(teeth * 4.2))
        warp_x = np.float32(0.22) * lookup(push, frame, x, y)
        warp_y = np.float32(0.22) * lookup(pull, frame, x, y)
        value = lookup(drops, frame, x + warp_x, y + warp_y)
        level = (value + np.float32(1.3)) / np.float32(2.6) + np.float32(0.10) * y
        index = (np.mod(level, 1) * (len(lut) - 1)).astype(np.int32)
        canvas.paint(np.take(lut, index, axis=0))

    return Work(
        title=f"{'Combed' if is_combed else 'Swirled'} Marbled Paper, {palette.name}",
        alt=f"Marbled paper with {'combed feather-like' if is_combed else 'swirling'} veins of color",
        medium="Marbled paper",
        classification="Drawings",
        paint=paint,
        grain=2.5,
        by_field=True,
    )
