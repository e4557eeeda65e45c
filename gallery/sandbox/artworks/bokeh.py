"""Lights out of focus, as a camera sees a fair at dusk: all hues in one picture."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Frame
from gallery.sandbox.artworks.noise import clouds
from gallery.sandbox.artworks.palette import Palette, mix, oklch, ramp, shade
from gallery.sandbox.artworks.work import Work


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Strings of lamps in every hue, the near ones large and pale."""
    dusk = ramp(
        (
            mix(palette.tones[0], (10, 10, 22), 0.5),
            palette.tones[0],
            palette.tones[1],
            mix(palette.tones[2], palette.accent, 0.4),
        )
    )
    lamps = []
    for depth in range(3):
        for string in range(5):
            start = frame.height * random.uniform(0.05, 0.85)
            sag, slope = random.uniform(0.04, 0.16), random.normal(0, 0.12)
            number = int((26, 14, 7)[depth] * frame.width * 0.6) + 2
            first = random.uniform(0, 360)
            for index, t in enumerate(np.linspace(-0.05, 1.05, number)):
                x = frame.width * t + random.normal(0, 0.012)
                y = start + slope * t + sag * 4 * t * (1 - t) + random.normal(0, 0.008)
                size = (0.012, 0.030, 0.070)[depth] * random.uniform(0.8, 1.25)
                hue = first + index * random.uniform(24, 40) + string * 60
                color = oklch(random.uniform(0.62, 0.86), random.uniform(0.12, 0.21), hue)
                lamps.append((x, y, size, color, (0.9, 0.55, 0.26)[depth] * random.uniform(0.6, 1)))
    shade_of = clouds(random, frame, 1.6, 4)

    def paint(canvas: Canvas) -> None:
        x, y = canvas.grid(longest=500)
        canvas.paint(
            shade(
                (
                    y / np.float32(frame.height) * 0.8 + 0.16 * canvas.spread(shade_of, x.shape)
                ).astype(np.float32),
                dusk,
            )
        )
        for left, top, size, color, alpha in lamps:
            canvas.disc(left, top, size, color, alpha * 0.85)
            canvas.disc(left, top, size * 0.86, mix(color, (255, 250, 235), 0.22), alpha * 0.7)

    return Work(
        title=f"Lanterns out of Focus, {palette.name}",
        alt="Blurred round lights in every color on strings against a dusky ground",
        medium="Chromogenic print",
        classification="Photographs",
        paint=paint,
        grain=6,
    )
