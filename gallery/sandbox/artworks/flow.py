"""Flow: brush strokes that follow an unseen current."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Frame, band
from gallery.sandbox.artworks.noise import clouds, lookup
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.work import Work

STEPS = 26


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Some 900 strokes per unit of area, the broad ones first."""
    field = clouds(random, frame, random.uniform(0.8, 1.4), 2)
    tint = clouds(random, frame, 1.3, 2)
    count = int(900 * frame.width * frame.height)
    at = random.uniform((-0.1, -0.1), (frame.width + 0.1, frame.height + 0.1), (count, 2)).astype(
        np.float32
    )
    heading, stride = random.uniform(0, 6.28), random.uniform(0.008, 0.013)
    x, y = at[:, 0], at[:, 1]
    steps = [at]
    for _ in range(STEPS):
        turn = lookup(field, frame, x, y) * np.float32(2.6) + np.float32(heading)
        x, y = x + np.cos(turn) * np.float32(stride), y + np.sin(turn) * np.float32(stride)
        steps.append(np.stack([x, y], axis=1))
    paths = np.stack(steps, axis=1)
    widths = np.sort(random.gamma(2.2, 0.0042, count).clip(0.002, 0.022))[::-1]
    taper = np.sin(np.linspace(0.12, np.pi - 0.12, STEPS + 1)) ** 0.6
    value = lookup(tint, frame, at[:, 0], at[:, 1]) + random.normal(0, 0.22, count)
    order = [
        palette.tones[0],
        palette.tones[1],
        palette.tones[2],
        palette.second,
        palette.tones[3],
        palette.tones[4],
    ]
    chosen = np.clip(((value + 1.0) / 2.0 * 6).astype(int), 0, 5)
    sparks = random.random(count) < 0.10
    base = (
        palette.ground
        if palette.is_dark or random.random() < 0.5
        else mix(palette.tones[0], (10, 10, 14), 0.3)
    )

    halves = np.outer(widths, taper) / 2

    def paint(canvas: Canvas) -> None:
        canvas.fill(base)
        outlines = band(paths, canvas.thinned(halves))
        for outline, index, spark in zip(outlines, chosen, sparks, strict=True):
            canvas.polygon(outline, palette.accent if spark else order[index])

    return Work(
        title=f"Current, {palette.name}",
        alt="Hundreds of curved brush strokes flowing like water",
        medium="Acrylic on canvas",
        classification="Paintings",
        paint=paint,
        grain=3.5,
    )
