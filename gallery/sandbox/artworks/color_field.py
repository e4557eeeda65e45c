"""Colour fields: soft-edged bands that hover over a ground."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Frame
from gallery.sandbox.artworks.noise import clouds, smooth
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.words import number
from gallery.sandbox.artworks.work import Work


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Two to four bands; a brushed cloud moves their edges and their strength."""
    count = int(random.integers(2, 5))
    wall = mix(palette.tones[0], palette.tones[1], random.uniform(0.2, 0.9))
    if random.random() < 0.4:
        wall = mix(palette.ground, palette.tones[3], 0.35)
    order = [palette.tones[4], palette.accent, palette.tones[2], palette.second, palette.tones[1]]
    colors = [order[index] for index in random.permutation(5)[:count]]
    weights = random.dirichlet(np.full(count, 4.0))
    margin, gap = 0.075, 0.03
    room = frame.height - 2 * margin - gap * (count - 1)
    heights = weights * room
    tops = margin + np.concatenate([[0], np.cumsum(heights + gap)[:-1]])
    edge = clouds(random, frame, 5, 4, stretch=1.6)
    brush = clouds(random, frame, 7, 5, stretch=5)

    def paint(canvas: Canvas) -> None:
        x, y = canvas.grid(longest=640)
        wobble = canvas.spread(edge, x.shape) * np.float32(0.012)
        stroke = canvas.spread(brush, x.shape)
        canvas.fill(wall)
        canvas.veil(0.10 + 0.10 * stroke, palette.tones[3])
        for top, height, color in zip(tops, heights, colors, strict=True):
            from_side = np.minimum(x - margin, frame.width - margin - x)
            from_end = np.minimum(y - np.float32(top), np.float32(top + height) - y)
            inside = smooth(np.minimum(from_side, from_end) + wobble, -0.014, 0.03)
            canvas.veil(inside * (0.90 + 0.10 * stroke), color)
            lit = mix(color, palette.second, 0.35)
            canvas.veil(inside * smooth(stroke, 0.0, 1.4) * 0.5, lit)

    return Work(
        title=f"{number(count)} Fields, {palette.name}",
        alt=f"{number(count)} soft-edged rectangles stacked on a plain ground",
        medium="Acrylic on canvas",
        classification="Paintings",
        paint=paint,
        grain=3.5,
    )
