"""Several circles: translucent discs that cross and change colour where they do."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Color, Frame
from gallery.sandbox.artworks.noise import clouds
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.words import number
from gallery.sandbox.artworks.work import Work


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """One large disc with a halo, middling ones round it, and a scatter of small ones."""
    count = int(random.integers(7, 14))
    ground = palette.ground if random.random() < 0.6 else mix(palette.tones[0], (10, 10, 14), 0.35)
    light = sum(ground) > 380
    colors = [*palette.tones[(0 if light else 1) :], palette.accent, palette.second]
    discs: list[tuple[float, float, float, Color, float]] = []
    main = np.array(
        [frame.width * random.uniform(0.32, 0.68), frame.height * random.uniform(0.32, 0.62)]
    )
    radius = random.uniform(0.22, 0.31)
    discs.append((main[0], main[1], radius * 1.22, palette.tones[3], 0.35))
    discs.append((main[0], main[1], radius, colors[int(random.integers(len(colors)))], 1))
    for index in range(count - 1):
        at = random.uniform((0.06, 0.06), (frame.width - 0.06, frame.height - 0.06))
        size = float(np.clip(random.gamma(2.0, 0.042), 0.012, 0.17))
        color = colors[(index * 3 + int(random.integers(3))) % len(colors)]
        if size > 0.09:
            discs.append((at[0], at[1], size * 1.14, color, 0.22))
        discs.append((at[0], at[1], size, color, float(random.choice([0.62, 0.80, 1.0]))))
        if size > 0.055 and random.random() < 0.6:
            inner = at + random.normal(0, size * 0.2, 2)
            discs.append(
                (
                    inner[0],
                    inner[1],
                    size * random.uniform(0.3, 0.55),
                    colors[(index + 2) % len(colors)],
                    0.9,
                )
            )
    lines = random.uniform((0, 0), (frame.width, frame.height), (3, 2, 2))
    stain = clouds(random, frame, 2.5, 5)
    ink = palette.tones[0] if light else palette.tones[4]

    def paint(canvas: Canvas) -> None:
        canvas.fill(ground)
        canvas.veil(0.10 + canvas.spread(stain, canvas.grid(500)[0].shape) * 0.14, palette.tones[2])
        for line in lines:
            canvas.ribbon(line, 0.003, ink, 0.8)
        for x, y, size, color, alpha in discs:
            canvas.disc(x, y, size, color, alpha)

    return Work(
        title=f"{number(count)} Circles, {palette.name}",
        alt=f"{number(count)} circles of different sizes, some translucent and overlapping",
        medium="Oil on canvas",
        classification="Paintings",
        paint=paint,
        grain=4,
    )
