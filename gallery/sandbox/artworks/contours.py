"""Topographic maps of places that do not exist: tinted heights and contour lines."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Frame
from gallery.sandbox.artworks.noise import clouds, smooth
from gallery.sandbox.artworks.palette import Palette, mix, ramp, shade
from gallery.sandbox.artworks.work import Work


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Twelve to eighteen heights; every fourth line is drawn heavier, as on survey maps."""
    land = clouds(random, frame, random.uniform(1.4, 2.4), 4, fine=220)
    low, high = np.percentile(land, [1, 99])
    levels = int(random.integers(12, 19))
    tints = ramp(
        (
            palette.second,
            palette.tones[4],
            palette.tones[3],
            palette.tones[2],
            palette.tones[1],
            palette.accent,
        )
    )
    if random.random() < 0.4:
        tints = ramp(
            (
                palette.tones[0],
                palette.tones[1],
                palette.tones[2],
                palette.tones[3],
                palette.tones[4],
                palette.ground,
            )
        )
    ink = mix(palette.tones[0], (10, 10, 14), 0.4)

    def paint(canvas: Canvas) -> None:
        x, y = canvas.grid(longest=min(1700, max(900, *canvas.size)))
        pixel = frame.width / x.shape[1]
        height = canvas.spread(land, x.shape)
        height = ((height - np.float32(low)) / np.float32(high - low) * levels).astype(np.float32)
        down, across = np.gradient(height)
        steep = np.hypot(down, across) + np.float32(1e-4)
        nearest = np.rint(height)
        away = np.abs(height - nearest) / steep  # px to the nearest line
        weight = np.where(nearest % 4 == 0, np.float32(0.0042), np.float32(0.0020)) / np.float32(
            pixel
        )
        line = (weight / 2 - away + np.float32(0.5)).clip(0, 1) * np.minimum(
            1, weight + np.float32(0.3)
        )
        relief = ((across - down) / np.float32(pixel) / (levels * 18)).clip(-1, 1)
        colors = shade(((np.floor(height) + 0.5) / levels).astype(np.float32), tints).astype(
            np.float32
        )
        colors += (relief * 26)[..., None]
        colors += (np.asarray(ink, dtype=np.float32) - colors) * (line * 0.85)[..., None]
        edge = smooth(
            np.minimum(np.minimum(x, frame.width - x), np.minimum(y, frame.height - y)),
            0.028,
            0.0285 + pixel,
        )
        sheet = np.asarray(palette.ground if not palette.is_dark else palette.ink, dtype=np.float32)
        canvas.paint((sheet + (colors - sheet) * edge[..., None]).clip(0, 255).astype(np.uint8))

    return Work(
        title=f"Survey of an Unnamed Valley, {palette.name}",
        alt="Map with contour lines and tinted heights around hills and hollows",
        medium="Lithograph on paper",
        classification="Prints",
        paint=paint,
        grain=2.5,
        by_field=True,
    )
