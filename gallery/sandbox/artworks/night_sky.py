"""Night skies: stars and a nebula above a dark line of trees."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Frame
from gallery.sandbox.artworks.noise import clouds, smooth
from gallery.sandbox.artworks.palette import Palette, mix, ramp, shade
from gallery.sandbox.artworks.work import Work


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """A band of light crosses the sky; half of the skies stand over trees."""
    deep = mix(palette.tones[0], (6, 7, 16), 0.72)
    sky = ramp(
        (
            deep,
            mix(palette.tones[0], deep, 0.35),
            palette.tones[1],
            palette.tones[2],
            palette.tones[4],
        )
    )
    gas, dust = clouds(random, frame, 2, 6), clouds(random, frame, 5, 5)
    slope, middle = random.uniform(-0.7, 0.7), random.uniform(0.3, 0.6) * frame.height
    count = int(650 * frame.width * frame.height)
    at = random.uniform((0, 0), (frame.width, frame.height), (count, 2))
    # Faint stars are many and bright ones few, as magnitudes are.
    size = 0.0009 * random.pareto(1.9, count).clip(0.25, 5.5) + 0.0006
    tints = [
        palette.ground if not palette.is_dark else palette.ink,
        palette.second,
        palette.accent,
        (255, 255, 255),
    ]
    tint = random.choice(4, count, p=[0.3, 0.2, 0.1, 0.4])
    trees = _treeline(random, frame) if random.random() < 0.55 else None

    def paint(canvas: Canvas) -> None:
        x, y = canvas.grid(longest=700)
        cloud = canvas.spread(gas, x.shape)
        away = (y - np.float32(middle) - slope * (x - np.float32(frame.width / 2))) / np.float32(
            0.34
        )
        band = np.exp(-((away + 0.5 * cloud) ** 2))
        lanes = smooth(canvas.spread(dust, x.shape), 0.15, 1.0)
        canvas.paint(
            shade(
                (0.08 + 0.62 * band * (0.72 + 0.4 * cloud) - 0.30 * band * lanes).astype(
                    np.float32
                ),
                sky,
            )
        )
        canvas.veil(smooth(cloud * band, 0.15, 1.0) * 0.5, palette.accent)
        for (left, top), radius, color in zip(at, size, tint, strict=True):
            if radius > 0.003:
                canvas.disc(left, top, radius * 3.2, tints[color], 0.10)
                canvas.disc(left, top, radius * 1.9, tints[color], 0.22)
            canvas.disc(left, top, radius, tints[color])
        if trees is not None:
            for outline in trees:
                canvas.polygon(outline, (5, 6, 11))

    place = ", with trees in silhouette below" if trees else ""
    return Work(
        title=f"{'Clearing at Night' if trees else 'Star Cloud'}, {palette.name}",
        alt=f"Night sky full of stars with a glowing band of gas{place}",
        medium="Inkjet print",
        classification="Photographs",
        paint=paint,
        grain=3,
    )


def _treeline(
    random: np.random.Generator, frame: Frame
) -> list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """Firs along the lower edge: each a jagged triangle."""
    found = [
        np.array(
            [
                (0, frame.height),
                (0, frame.height - 0.05),
                (frame.width, frame.height - 0.06),
                (frame.width, frame.height),
            ]
        )
    ]
    x = -0.02
    while x < frame.width + 0.05:
        tall = random.uniform(0.10, 0.26) * min(frame.height, 1.4)
        half = tall * random.uniform(0.17, 0.23)
        steps = np.linspace(0, 1, 11)
        reach = (
            half * steps * np.where(np.arange(11) % 2, 1.0, 0.62) * random.uniform(0.85, 1.15, 11)
        )
        level = frame.height - 0.03 - tall * (1 - steps)
        right = np.stack([x + reach, level + 0.004 * (np.arange(11) % 2)], axis=1)
        left = np.stack([x - reach[::-1], level[::-1]], axis=1)
        found.append(np.concatenate([right, left]))
        x += random.uniform(0.02, 0.085)
    return found
