"""Agates: a cut stone whose bands follow its outline inwards to crystals."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Color, Frame
from gallery.sandbox.artworks.noise import clouds, smooth
from gallery.sandbox.artworks.palette import Palette, mix, ramp, shade
from gallery.sandbox.artworks.work import Work


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Bands of unequal width by a random staircase of tones."""
    centre = np.array(
        [frame.width * random.uniform(0.42, 0.58), frame.height * random.uniform(0.42, 0.58)]
    )
    bend, fine = clouds(random, frame, 1.3, 4, fine=200), clouds(random, frame, 6, 3, fine=200)
    colors = [
        palette.tones[0],
        palette.tones[1],
        palette.tones[2],
        palette.tones[3],
        palette.tones[4],
        palette.ground,
        palette.accent,
        palette.second,
    ]
    stops: list[Color] = []
    index = 3
    while len(stops) < 46:
        index = int(np.clip(index + random.integers(-2, 3), 0, 5))
        color = colors[index] if random.random() < 0.86 else colors[int(random.integers(6, 8))]
        stops += [color, mix(color, colors[5], 0.25)] * int(random.integers(1, 3))
    lut = ramp(tuple(stops), 900)
    paper = palette.ground if not palette.is_dark else mix(palette.ground, (0, 0, 0), 0.25)
    rind = mix(palette.tones[0], (20, 18, 16), 0.5)
    spread = np.array([frame.width, frame.height], dtype=np.float32) * np.float32(0.37)

    def paint(canvas: Canvas) -> None:
        x, y = canvas.grid(longest=1400)
        away = np.hypot(
            (x - np.float32(centre[0])) / spread[0], (y - np.float32(centre[1])) / spread[1]
        )
        away = away + np.float32(0.16) * canvas.spread(bend, x.shape)
        value = (away + np.float32(0.007) * canvas.spread(fine, x.shape)).clip(0) ** np.float32(0.8)
        colors = shade(1 - value.clip(0, 1), lut).astype(np.float32)
        outside = smooth(away, 1.0, 1.008)[..., None]
        shell = (smooth(away, 0.962, 0.975))[..., None]
        colors += (np.asarray(rind, np.float32) - colors) * shell
        sheet = (
            np.asarray(paper, np.float32)
            - 34 * np.exp(-((away - 1).clip(0) / np.float32(0.055)))[..., None]
        )
        canvas.paint((colors + (sheet - colors) * outside).clip(0, 255).astype(np.uint8))

    return Work(
        title=f"Agate, Cut and Polished, {palette.name}",
        alt="Cut agate with many fine bands that follow its outline",
        medium="Agate",
        classification="Stone",
        paint=paint,
        grain=2,
        by_field=True,
    )
